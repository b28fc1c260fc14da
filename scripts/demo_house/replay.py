"""The demo that stays: the whole week is replayed, and what happens is told as it happens."""

import asyncio
from datetime import UTC, datetime

from .coach import set_up
from .dashboard import hang_up
from .desk import Voices, move_chair
from .door import PASSWORD, USER
from .home import Home
from .pace import Pace, shrunk_durations
from .recording import LOCAL_TIME, read_recording
from .story import Story, say


async def replay_week(home: Home, voices: Voices, *, speed: float, with_coach: bool) -> None:
    """Set up the coach, replay the week, and then leave the desk to whoever looks in."""
    if with_coach:
        await set_up(home, voices, shrunk_durations(speed))
    say(f"Open {await hang_up(home, voices)} and log in as {USER}, password {PASSWORD}.")
    say("Everything on that page can be clicked; Ctrl-C here ends it all.")
    say()
    await move_chair(home, is_taken=False)
    pace = Pace(read_recording(), speed)
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
