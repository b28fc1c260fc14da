"""A guided routine with a balance test before and after it, done to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
import time
from typing import Any

from .card_visit import CardVisit
from .expected import (
    COUNTDOWN,
    MOVES,
    PHASES,
    SAID,
    WRITTEN,
    difference,
    left_out,
    stretches,
    worked,
)
from .home import HomeError, Message
from .witness import SLACK, Scene, attributes_of, is_state, is_told

ROUTINE = "upper_back_three"
BEFORE = {"left_right": 1, "heel_toe": -2, "inner_outer": 1}
AFTER = {"left_right": 0, "heel_toe": -1, "inner_outer": 0}
READING_RATE = 12
"""Characters a second. Whoever does a balance test listens to the end before answering."""
INTO_THE_MOVE = 4
"""Seconds after which the first move is paused, and the second one extended."""
PAUSE = 2
"""Seconds."""
EXTENSION = 15
"""Seconds."""
DOSES = {"wall_elbow_curl": 30, "overhead_extension": 30 + EXTENSION, "downward_dog": 20}
"""Seconds of each move in the check: ten repetitions of 3 s, and two holds."""
INEXACT = 1
"""Seconds by which a move may seem longer or shorter on a busy machine."""
PLAN_INEXACT = 0.2
"""Seconds; the remaining time is shown with one decimal."""


class RoutineVisit:
    """Its methods are the steps, in their order; each returns what it saw."""

    def __init__(self, scene: Scene, card: CardVisit) -> None:
        """Prepare; the session begins with `is_started`."""
        self._scene = scene
        self._card = card
        self._home, self._voices, self._witness = scene.home, scene.voices, scene.witness
        self._began = 0
        self._mark = 0
        self._answered_after = 0.0

    async def is_started(self) -> str:
        """Start it on the card; with the action where there is no browser."""
        self._began = self._mark = self._witness.now()
        is_on_card = await self._card.starts_routine()
        if not is_on_card:
            await self._act("start_routine", routine=ROUTINE, balance_test=True)
        await self._see_event("event.routine", "started")
        await self._see_phase("balance_before")
        status = is_state(self._scene.coach["sensor.status"], "in_routine")
        await self._witness.see(status, since=self._began, within=SLACK)
        how = "on the card" if is_on_card else "by the action"
        return f"{ROUTINE} {how}, status in_routine, phase balance_before"

    async def test_before_is_answered(self) -> str:
        """Listen to the instructions, then answer."""
        told = await self._witness.see(
            is_told(self._voices.speaker, "balance test"), since=self._began, within=SLACK
        )
        await asyncio.sleep(len(told["data"]["message"]) / READING_RATE)
        evenness = await self._answer("before", BEFORE)
        await self._see_phase("get_ready")
        return f"evenness {evenness}, phase get_ready"

    async def first_move_is_paused(self) -> str:
        """Pause in the midst of it; what is left of it is kept."""
        await self._see_move(0)
        await asyncio.sleep(INTO_THE_MOVE)
        await self._act("pause_routine")
        paused = await self._see_phase("paused")
        left = attributes_of(paused)["remaining"]
        await asyncio.sleep(PAUSE)
        await self._act("resume_routine")
        resumed = await self._see_phase("work")
        ends_at = datetime.fromisoformat(attributes_of(resumed)["ends_at"])
        goes_on_for = (ends_at - _changed(resumed)).total_seconds()
        if abs(goes_on_for - left) > PLAN_INEXACT:
            raise HomeError(f"{left} s were left, but it goes on for {goes_on_for:.1f} s")
        return f"{left} s left before and after {PAUSE} s of pause"

    async def second_move_is_extended(self) -> str:
        """Hold longer than planned."""
        work = await self._see_move(1)
        await asyncio.sleep(INTO_THE_MOVE)
        await self._act("extend_hold")
        before = attributes_of(work)["ends_at"]
        fits = is_state(self._scene.coach["sensor.routine_phase"], "work")
        longer = await self._witness.see(
            lambda event: fits(event) and attributes_of(event)["ends_at"] != before,
            since=self._mark,
            within=SLACK,
        )
        by = datetime.fromisoformat(attributes_of(longer)["ends_at"]) - datetime.fromisoformat(
            before
        )
        if by.total_seconds() != EXTENSION:
            raise HomeError(f"it was extended by {by.total_seconds()} s")
        return f"ends {EXTENSION} s later"

    async def third_move_is_done(self) -> str:
        """Do the last move to its end; the test comes after it without a rest."""
        await self._see_move(2)
        await self._see_phase("balance_after")
        return "then phase balance_after"

    async def test_after_is_answered(self) -> str:
        """Answer before the instructions are over: only the last words have to wait for that."""
        told, _ = [
            await self._witness.see(
                is_told(entity_id, "balance test again"), since=self._began, within=SLACK
            )
            for entity_id in (self._voices.speaker, self._voices.satellite)
        ]
        self._answered_after = len(told["data"]["message"]) / READING_RATE
        return f"evenness {await self._answer('after', AFTER)}"

    async def is_completed(self) -> str:
        """See it completed, and how every phase came in its order and for as long as planned."""
        completed = await self._see_event("event.routine", "completed")
        await self._see_phase("idle")
        phase = is_state(self._scene.coach["sensor.routine_phase"])
        states = self._witness.seen(phase, since=self._began)
        found = stretches(event["data"]["new_state"] for event in states)
        came = tuple(each.phase for each in found)
        if came != PHASES:
            raise HomeError(f"the phases were {', '.join(came)}")
        took = worked(found)
        if took.keys() != DOSES.keys() or any(
            abs(took[each] - DOSES[each]) > INEXACT for each in DOSES
        ):
            raise HomeError(f"the moves took {took}")
        outcome = attributes_of(completed)["outcome"]
        seconds = ", ".join(f"{each:.2f}" for each in took.values())
        return f"{outcome}; {len(came)} phases in order; the moves took {seconds} s"

    async def all_of_it_was_said(self) -> str:
        """Compare what the speaker was told, word for word in its order, with the plan."""
        last = is_told(self._voices.speaker, SAID[-1])
        within = self._answered_after + SLACK
        await self._witness.see(last, since=self._began, within=within)
        speaker = self._told(self._voices.speaker)
        if wrong := difference(SAID, [told["message"] for told in speaker]):
            raise HomeError(f"the speaker: {wrong}")
        sounds = [told for told in speaker if told["kind"] == "play"]
        if len(sounds) != SAID.count(COUNTDOWN):
            raise HomeError(f"{len(sounds)} of the lines were sounds")
        return f"{len(speaker)} lines in order, {len(sounds)} of them sounds: the countdowns"

    async def others_were_told_too(self) -> str:
        """The satellite says less when it is still busy, but nothing else and in no other order."""
        lines = [told["message"] for told in self._told(self._voices.satellite)]
        missing = left_out(SAID, lines)
        if missing is None or len(missing) > len(lines):
            raise HomeError(f"the satellite said {lines}")
        notes = self._told(self._voices.notifier)
        if wrong := difference(WRITTEN, [told["message"] for told in notes]):
            raise HomeError(f"the notifier: {wrong}")
        without = f" (without: {', '.join(missing)})" if missing else ""
        quoted = ", ".join(f'"{told["message"]}"' for told in notes)
        return f"satellite: {len(lines)} lines{without}; notifier: {quoted}"

    async def _act(self, verb: str, **fields: Any) -> None:
        await self._home.act(f"posture_coach.{verb}", **fields)

    async def _answer(self, phase: str, axes: Mapping[str, int]) -> str:
        mark = self._witness.now()
        began = time.monotonic()
        await self._act("record_balance_test", phase=phase, **axes)
        took = time.monotonic() - began
        fits = is_state(self._scene.coach["event.balance_test"], event_type="recorded")
        recorded = await self._witness.see(fits, since=mark, within=SLACK)
        return f"{attributes_of(recorded).get('evenness')} (saved in {1000 * took:.0f} ms)"

    async def _see_move(self, index: int) -> Message:
        """See the stance and then the beginning of a move."""
        expected = {"exercise": MOVES[index], "step": index + 1, "steps": len(MOVES)}
        await self._see_phase("prepare", **expected)
        return await self._see_phase("work", **expected)

    async def _see_phase(self, phase: str, **attributes: Any) -> Message:
        fits = is_state(self._scene.coach["sensor.routine_phase"], phase, **attributes)
        longest = max(DOSES.values())
        event = await self._witness.see(fits, since=self._mark, within=longest + SLACK)
        self._mark = self._witness.after(event)
        return event

    async def _see_event(self, key: str, kind: str) -> Message:
        fits = is_state(self._scene.coach[key], event_type=kind)
        return await self._witness.see(fits, since=self._began, within=SLACK)

    def _told(self, entity_id: str) -> list[Message]:
        events = self._witness.seen(is_told(entity_id), since=self._began)
        return [event["data"] for event in events]


def _changed(event: Message) -> datetime:
    return datetime.fromisoformat(event["data"]["new_state"]["last_changed"])


STEPS: Mapping[str, Callable[[RoutineVisit], Awaitable[str]]] = {
    "a routine is started": RoutineVisit.is_started,
    "the balance test is answered": RoutineVisit.test_before_is_answered,
    "the first move is paused and resumed": RoutineVisit.first_move_is_paused,
    "the second move is extended": RoutineVisit.second_move_is_extended,
    "the third move is done": RoutineVisit.third_move_is_done,
    "the balance test is answered again": RoutineVisit.test_after_is_answered,
    "the routine is completed": RoutineVisit.is_completed,
}
HEARD: Mapping[str, Callable[[RoutineVisit], Awaitable[str]]] = {
    "the speaker said all of it": RoutineVisit.all_of_it_was_said,
    "and the others were told": RoutineVisit.others_were_told_too,
}
