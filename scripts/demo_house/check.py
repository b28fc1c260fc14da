"""The demo that ends by itself: one break seen through, from sitting down to standing up.

Everything is seen through Home Assistant's public interface; nothing of Posture Coach is imported.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
import time
from typing import Any

from .coach import set_up
from .desk import Voices, move_chair
from .home import Home, HomeError, Message
from .pace import shrunk_durations
from .recording import Change, find_sit, read_recording
from .story import say

SNOOZE = timedelta(minutes=5)
"""Recorded time; the shortest snooze."""
ALL_OF_IT_TAKES = 150
"""Seconds after which the check gives up, whatever it waits for."""
SLACK = 15
"""Seconds that a busy machine may add to any single step."""

type Step = Callable[[], Coroutine[Any, Any, str]]


class Witness:
    """Remembers the events of Home Assistant, and waits for those that are still to come."""

    def __init__(self, home: Home) -> None:
        """Prepare; nothing is remembered before `watch`."""
        self._home = home
        self._events: list[Message] = []
        self._news = asyncio.Event()

    async def watch(self) -> None:
        """Remember every change of state and every message of the stand-ins from now on."""
        for kind in ("state_changed", "posture_demo_told"):
            await self._home.listen(self._remember, type="subscribe_events", event_type=kind)

    def _remember(self, event: Message) -> None:
        self._events.append(event)
        self._news.set()

    def now(self) -> int:
        """Return a mark; `see` can look for what came after it."""
        return len(self._events)

    async def see(self, fits: Callable[[Message], bool], *, since: int, within: float) -> Message:
        """Return the first event since a mark that fits; raises TimeoutError when none comes."""
        async with asyncio.timeout(within):
            while True:
                for event in self._events[since:]:
                    if fits(event):
                        return event
                since = self.now()
                self._news.clear()
                await self._news.wait()


def _is_state(entity_id: str, state: str) -> Callable[[Message], bool]:
    def fits(event: Message) -> bool:
        new = event["data"].get("new_state")
        return new is not None and new["entity_id"] == entity_id and new["state"] == state

    return fits


def _is_break(entity_id: str, kind: str) -> Callable[[Message], bool]:
    def fits(event: Message) -> bool:
        new = event["data"].get("new_state")
        if new is None or new["entity_id"] != entity_id:
            return False
        return bool(new["attributes"].get("event_type") == kind)

    return fits


def _is_told(entity_id: str) -> Callable[[Message], bool]:
    def fits(event: Message) -> bool:
        is_told = event["event_type"] == "posture_demo_told"
        return is_told and bool(event["data"]["entity_id"] == entity_id)

    return fits


class Visit:
    """The steps of the check, in their order; each returns what it saw."""

    def __init__(self, home: Home, voices: Voices, speed: float) -> None:
        """Choose the sit to replay: it outlasts limit and snooze, and an absence follows."""
        self._home = home
        self._voices = voices
        self._durations = shrunk_durations(speed) | {"snooze_for": SNOOZE / speed}
        self._sit: list[Change] = find_sit(
            read_recording(),
            at_least=timedelta(minutes=36),
            at_most=timedelta(minutes=38),
            then_away=timedelta(minutes=10),
        )
        self._lasts = (self._sit[1].at - self._sit[0].at) / speed
        self._witness = Witness(home)
        self._coach: dict[str, str] = {}
        self._sat_down = 0.0
        self._mark = 0

    async def coach_is_set_up(self) -> str:
        """Walk through the real config flow."""
        await set_up(self._home, self._voices, self._durations)
        self._coach = await self._home.entities_of("posture_coach")
        await self._witness.watch()
        return f"{len(self._coach)} entities"

    async def chair_is_taken(self) -> str:
        """Sit down, and see the coach take note."""
        mark = self._witness.now()
        await move_chair(self._home, is_taken=True)
        self._sat_down = time.monotonic()
        await self._witness.see(
            _is_state(self._coach["sensor.status"], "watching"), since=mark, within=SLACK
        )
        return f"recorded {self._sit[0].at:%a %H:%M} UTC, for {self._lasts.total_seconds():.0f} s"

    async def break_is_due(self) -> str:
        """Wait for the sitting limit."""
        limit = self._durations["sitting_limit"].total_seconds()
        self._mark = self._witness.now()
        await self._witness.see(
            _is_break(self._coach["event.break"], "due"), since=self._mark, within=limit + SLACK
        )
        sat_for = time.monotonic() - self._sat_down
        return f"after {sat_for:.1f} s of sitting, the limit is {limit:.0f} s"

    async def break_is_announced(self) -> str:
        """Hear it from the speaker."""
        told = await self._witness.see(
            _is_told(self._voices.speaker), since=self._mark, within=SLACK
        )
        return f'"{told["data"]["message"]}"'

    async def others_heard_it_too(self) -> str:
        """The satellite and the notifier got the same message."""
        for entity_id in (self._voices.satellite, self._voices.notifier):
            await self._witness.see(_is_told(entity_id), since=self._mark, within=SLACK)
        return "satellite, notifier"

    async def break_is_snoozed(self) -> str:
        """Snooze it with the action."""
        self._mark = self._witness.now()
        await self._home.act("posture_coach.snooze_break")
        await self._witness.see(
            _is_break(self._coach["event.break"], "snoozed"), since=self._mark, within=SLACK
        )
        await self._witness.see(
            _is_state(self._coach["sensor.status"], "snoozed"), since=self._mark, within=SLACK
        )
        return f"for {self._durations['snooze_for'].total_seconds():.0f} s"

    async def break_is_announced_again(self) -> str:
        """Hear it from the speaker once more when the snooze is over."""
        within = self._durations["snooze_for"].total_seconds() + SLACK
        told = await self._witness.see(
            _is_told(self._voices.speaker), since=self._mark, within=within
        )
        return f'"{told["data"]["message"]}"'

    async def break_is_taken(self) -> str:
        """Stand up when the recording does, and see the break taken without a click."""
        await asyncio.sleep(self._sat_down + self._lasts.total_seconds() - time.monotonic())
        self._mark = self._witness.now()
        await move_chair(self._home, is_taken=False)
        within = self._durations["break_min"].total_seconds() + SLACK
        await self._witness.see(
            _is_break(self._coach["event.break"], "taken"), since=self._mark, within=within
        )
        state = (await self._home.states())[self._coach["binary_sensor.break_due"]]["state"]
        if state != "off":
            raise HomeError(f"the break is taken, yet break_due is {state}")
        return "by standing up"

    def steps(self) -> dict[str, Step]:
        """Return the steps by what they are called in the output."""
        return {
            "Posture Coach is set up": self.coach_is_set_up,
            "the chair is taken": self.chair_is_taken,
            "a break is due": self.break_is_due,
            "it is announced on the speaker": self.break_is_announced,
            "and to the others": self.others_heard_it_too,
            "it is snoozed": self.break_is_snoozed,
            "it is announced again": self.break_is_announced_again,
            "it is taken": self.break_is_taken,
        }


async def see_a_break_through(home: Home, voices: Voices, speed: float, began: float) -> int:
    """Go through the steps, print one line for each and a summary; 0 when all were seen, else 1."""
    steps = Visit(home, voices, speed).steps()
    passed = 0
    deadline = asyncio.get_running_loop().time() + ALL_OF_IT_TAKES - (time.monotonic() - began)
    for name, step in steps.items():
        try:
            async with asyncio.timeout_at(deadline):
                seen = await step()
        except (HomeError, KeyError, TimeoutError) as error:
            reason = str(error) or "not seen in time"
            say(f"{time.monotonic() - began:6.1f} s  FAIL  {name}: {reason}")
            break
        passed += 1
        say(f"{time.monotonic() - began:6.1f} s  ok    {name}: {seen}")
    missing = list(steps)[passed:]
    if missing:
        say(f"missing: {', '.join(missing)}")
    say(f"{passed} passed, {len(missing)} failed")
    return 1 if missing else 0
