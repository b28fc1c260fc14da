"""The demo that stays: the whole week is replayed, and what happens is told as it happens."""

import asyncio
from datetime import UTC, datetime, timedelta

from .coach import set_up
from .dashboard import hang_up
from .desk import Voices, move_chair
from .door import PASSWORD, USER
from .home import Home
from .pace import REAL_DURATIONS, Pace, shrunk_durations
from .recording import LOCAL_TIME, Change, find_sit, read_recording
from .story import Story, say


def _from_the_first_long_sit(week: list[Change]) -> list[Change]:
    """Return the week from there on, so that the first break is due after a sitting limit."""
    limit = REAL_DURATIONS["sitting_limit"]
    first, _ = find_sit(week, at_least=limit, at_most=timedelta.max, then_away=timedelta(0))
    return week[week.index(first) :]


async def replay_week(home: Home, voices: Voices, *, speed: float, with_coach: bool) -> int:
    """Set up the coach, replay the week, and then leave the desk to whoever looks in."""
    if with_coach:
        await set_up(home, voices, shrunk_durations(speed))
    say(f"Open {await hang_up(home, voices)} and log in as {USER}, password {PASSWORD}.")
    say("Everything on that page can be clicked; Ctrl-C here ends it all.")
    limit = shrunk_durations(speed)["sitting_limit"].total_seconds()
    say(f"{speed:g} times as fast as recorded: the sitting limit of 30 min is {limit:.0f} s here.")
    say()
    await move_chair(home, is_taken=False)
    pace = Pace(_from_the_first_long_sit(read_recording()), speed)
    started = datetime.now(UTC)

    def clock(at: datetime) -> str:
        shown = pace.recorded_at((at - started).total_seconds()).astimezone(LOCAL_TIME)
        return f"{shown:%a %H:%M:%S}"

    await Story(home, voices, clock, speed).follow()
    say(f"{'recorded at':<14} who          what")
    loop = asyncio.get_running_loop()
    beginning = loop.time() - (datetime.now(UTC) - started).total_seconds()
    for number, change in enumerate(pace.changes):
        await asyncio.sleep(beginning + pace.seconds_of(number) - loop.time())
        await move_chair(home, is_taken=change.is_taken)
    say("The recording is over; Home Assistant stays until Ctrl-C.")
    await asyncio.Event().wait()
    return 0
