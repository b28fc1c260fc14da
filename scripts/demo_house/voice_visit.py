"""A conversation: what somebody says to the satellite goes through a real pipeline of Assist."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from .home import HomeError, Message
from .witness import SLACK, Scene, attributes_of, is_state, is_told

ANSWERS: tuple[tuple[str, str], ...] = (
    ("left or on your right foot", "A little on the left."),
    ("heels or on your toes", "Repeat, please."),
    ("heels or on your toes", "Even."),
    ("inner or on the outer edges", "I don't know."),
)
"""A piece of each question of the balance test, and what is answered to it."""
LOOKS_EVERY = 0.2
"""Seconds."""
EVENNESS = 75.0
"""Points: 100 * (1 - mean of 1 and 0 / 2)."""


class VoiceVisit:
    """Its methods are the steps, in their order; each returns what it saw."""

    def __init__(self, scene: Scene) -> None:
        """Prepare; the conversation begins with `question_is_answered`."""
        self._scene = scene
        self._home, self._witness = scene.home, scene.witness
        self._satellite = scene.voices.satellite
        self._mark = 0

    async def question_is_answered(self) -> str:
        """Ask how long somebody has been sitting, as soon as our sentences are known."""
        await self._witness.watch()
        async with asyncio.timeout(SLACK):
            # Nothing tells when they are.
            while not await self._are_sentences_known():  # noqa: ASYNC110 (see above)
                await asyncio.sleep(LOOKS_EVERY)
        return await self._say("How long have I been sitting?", "Not sitting right now.")

    async def routine_is_started(self) -> str:
        """Start it; it is led on the satellite that was spoken to."""
        told = await self._say(
            "Start my posture routine with a balance test, please.", "Starting: Upper back routine."
        )
        await self._see_phase("balance_before")
        return told

    async def test_is_answered(self) -> str:
        """Answer the questions of the balance test, with a repetition and a don't know."""
        await self._hear("Take off your shoes")
        for question, answer in ANSWERS:
            await self._hear(question)
            await self._home.act("posture_demo.speak", text=answer)
        recorded = await self._see("event.balance_test", event_type="recorded")
        evenness = attributes_of(recorded)["evenness"]
        if evenness != EVENNESS:
            raise HomeError(f"the evenness is {evenness} instead of {EVENNESS}")
        told = await self._hear("points for evenness")
        await self._see_phase("get_ready")
        return f"{len(ANSWERS)} answers; {told}"

    async def routine_is_paused(self) -> str:
        """Pause and go on."""
        told = [await self._say("Pause my routine", "The routine is paused.")]
        await self._see_phase("paused")
        told.append(await self._say("Continue the routine", "On we go."))
        return ", ".join(told)

    async def move_is_passed(self) -> str:
        """Go on to the next exercise, and hear its name."""
        await self._see("sensor.routine_phase", "prepare", step=1)
        told = await self._say("Next exercise", "All right.")
        await self._see("sensor.routine_phase", step=2)
        return told

    async def break_is_not_due(self) -> str:
        """Ask for what cannot be, and be told so."""
        return await self._say("Snooze for ten minutes", "No break is due right now.")

    async def routine_is_ended(self) -> str:
        """End it."""
        told = await self._say("Stop the exercises", "The routine has ended.")
        stopped = await self._see("event.routine", event_type="stopped")
        return f"{told}, outcome {attributes_of(stopped)['outcome']}"

    async def _are_sentences_known(self) -> bool:
        known = await self._home.ask("conversation/sentences/list")
        return bool(known["trigger_sentences"])

    async def _say(self, text: str, answer: str) -> str:
        """Say something once the satellite is silent, and hear the answer."""
        idle = is_state(self._satellite, "idle")
        if (await self._home.states())[self._satellite]["state"] != "idle":
            await self._witness.see(idle, since=self._witness.now(), within=SLACK)
        self._mark = self._witness.now()
        await self._home.act("posture_demo.speak", text=text)
        return f'"{text}" {await self._hear(answer)}'

    async def _hear(self, fragment: str) -> str:
        told = await self._witness.see(
            is_told(self._satellite, fragment), since=self._mark, within=2 * SLACK
        )
        self._mark = self._witness.after(told)
        return f'"{told["data"]["message"]}"'

    async def _see_phase(self, phase: str) -> Message:
        return await self._see("sensor.routine_phase", phase)

    async def _see(self, key: str, state: str | None = None, **attributes: Any) -> Message:
        fits = is_state(self._scene.coach[key], state, **attributes)
        return await self._witness.see(fits, since=0, within=2 * SLACK)


STEPS: Mapping[str, Callable[[VoiceVisit], Awaitable[str]]] = {
    "a question is answered by voice": VoiceVisit.question_is_answered,
    "a routine is started by voice": VoiceVisit.routine_is_started,
    "the balance test is answered by voice": VoiceVisit.test_is_answered,
    "the routine is paused and resumed by voice": VoiceVisit.routine_is_paused,
    "the next move is asked for": VoiceVisit.move_is_passed,
    "what cannot be is answered kindly": VoiceVisit.break_is_not_due,
    "the routine is ended by voice": VoiceVisit.routine_is_ended,
}
