"""One break seen through, from sitting down to standing up."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
import time

from .coach import set_up
from .desk import move_chair
from .home import HomeError
from .pace import shrunk_durations
from .recording import Change, find_sit, read_recording
from .witness import SLACK, Scene, is_state, is_told

SNOOZE = timedelta(minutes=5)
"""Recorded time; the shortest snooze."""
SITTING = "you have been sitting"
"""In every announcement; a chime goes before it."""
REST = timedelta(seconds=3)
"""Between two moves. The time to prepare stays what it is: speech does not run faster."""


class BreakVisit:
    """Its methods are the steps, in their order; each returns what it saw."""

    def __init__(self, scene: Scene, speed: float) -> None:
        """Choose the sit to replay: it outlasts limit and snooze, and an absence follows."""
        self._scene = scene
        self._home, self._voices, self._witness = scene.home, scene.voices, scene.witness
        self._durations = shrunk_durations(speed) | {
            "snooze_for": SNOOZE / speed,
            "rest_for": REST,
        }
        self._sit: list[Change] = find_sit(
            read_recording(),
            at_least=timedelta(minutes=36),
            at_most=timedelta(minutes=38),
            then_away=timedelta(minutes=10),
        )
        self._lasts = (self._sit[1].at - self._sit[0].at) / speed
        self._sat_down = 0.0
        self._mark = 0

    async def coach_is_set_up(self) -> str:
        """Walk through the real config flow."""
        await set_up(self._home, self._voices, self._durations)
        self._scene.coach = await self._home.entities_of("posture_coach")
        await self._witness.watch()
        return f"{len(self._scene.coach)} entities"

    async def chair_is_taken(self) -> str:
        """Sit down, and see the coach take note."""
        mark = self._witness.now()
        await move_chair(self._home, is_taken=True)
        self._sat_down = time.monotonic()
        await self._see_status("watching", mark)
        return f"recorded {self._sit[0].at:%a %H:%M} UTC, for {self._lasts.total_seconds():.0f} s"

    async def break_is_due(self) -> str:
        """Wait for the sitting limit."""
        limit = self._durations["sitting_limit"].total_seconds()
        self._mark = self._witness.now()
        await self._see_break("due", within=limit + SLACK)
        sat_for = time.monotonic() - self._sat_down
        return f"after {sat_for:.1f} s of sitting, the limit is {limit:.0f} s"

    async def break_is_announced(self) -> str:
        """Hear it from the speaker."""
        told = await self._witness.see(
            is_told(self._voices.speaker, SITTING), since=self._mark, within=SLACK
        )
        return f'"{told["data"]["message"]}"'

    async def others_heard_it_too(self) -> str:
        """The satellite and the notifier got the same message."""
        for entity_id in (self._voices.satellite, self._voices.notifier):
            await self._witness.see(is_told(entity_id), since=self._mark, within=SLACK)
        return "satellite, notifier"

    async def break_is_snoozed(self) -> str:
        """Snooze it with the action."""
        self._mark = self._witness.now()
        await self._home.act("posture_coach.snooze_break")
        await self._see_break("snoozed", within=SLACK)
        await self._see_status("snoozed", self._mark)
        return f"for {self._durations['snooze_for'].total_seconds():.0f} s"

    async def break_is_announced_again(self) -> str:
        """Hear it from the speaker once more when the snooze is over."""
        within = self._durations["snooze_for"].total_seconds() + SLACK
        told = await self._witness.see(
            is_told(self._voices.speaker, SITTING), since=self._mark, within=within
        )
        return f'"{told["data"]["message"]}"'

    async def break_is_taken(self) -> str:
        """Stand up when the recording does, and see the break taken without a click."""
        await asyncio.sleep(self._sat_down + self._lasts.total_seconds() - time.monotonic())
        self._mark = self._witness.now()
        await move_chair(self._home, is_taken=False)
        within = self._durations["break_min"].total_seconds() + SLACK
        await self._see_break("taken", within=within)
        state = await self._scene.state("binary_sensor.break_due")
        if state != "off":
            raise HomeError(f"the break is taken, yet break_due is {state}")
        return "by standing up"

    async def _see_break(self, kind: str, within: float) -> None:
        fits = is_state(self._scene.coach["event.break"], event_type=kind)
        await self._witness.see(fits, since=self._mark, within=within)

    async def _see_status(self, status: str, since: int) -> None:
        fits = is_state(self._scene.coach["sensor.status"], status)
        await self._witness.see(fits, since=since, within=SLACK)


STEPS: Mapping[str, Callable[[BreakVisit], Awaitable[str]]] = {
    "Posture Coach is set up": BreakVisit.coach_is_set_up,
    "the chair is taken": BreakVisit.chair_is_taken,
    "a break is due": BreakVisit.break_is_due,
    "it is announced on the speaker": BreakVisit.break_is_announced,
    "and to the others": BreakVisit.others_heard_it_too,
    "it is snoozed": BreakVisit.break_is_snoozed,
    "it is announced again": BreakVisit.break_is_announced_again,
    "it is taken": BreakVisit.break_is_taken,
}
