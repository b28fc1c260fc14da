"""The demo that ends by itself: a break and a routine seen through, and what is left of them.

Everything is seen through Home Assistant's public interface; nothing of Posture Coach is imported.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
import time

from . import break_visit, card_visit, records_visit, routine_visit, voice_visit
from .desk import Voices
from .home import Home, HomeError
from .story import say
from .witness import Scene, Witness

ALL_OF_IT_TAKES = 540
"""Seconds after which the check gives up, whatever it waits for; usually it takes about 300."""

type Steps = Mapping[str, Callable[[], Awaitable[str]]]

NAMES = (
    *break_visit.STEPS,
    *card_visit.SEEN,
    *routine_visit.STEPS,
    *card_visit.DONE,
    *records_visit.STEPS,
    *routine_visit.HEARD,
    *records_visit.AFTER_THE_RESTART,
    *voice_visit.STEPS,
)


class Check:
    """Goes through the steps, prints one line for each, and a summary in the end."""

    def __init__(self, speed: float) -> None:
        """The clock runs from now on."""
        self._speed = speed
        self._began = time.monotonic()
        self._passed = 0
        self._records = records_visit.RecordsVisit()

    async def first_visit(self, home: Home, voices: Voices) -> int:
        """See a break, a routine and their records; 0 when all were seen, else 1."""
        scene = Scene(home, voices, Witness(home))
        a_break = break_visit.BreakVisit(scene, self._speed)
        async with card_visit.CardVisit(scene) as card:
            routine = routine_visit.RoutineVisit(scene, card)
            steps: Steps = {
                **{name: partial(step, a_break) for name, step in break_visit.STEPS.items()},
                **{name: partial(step, card) for name, step in card_visit.SEEN.items()},
                **{name: partial(step, routine) for name, step in routine_visit.STEPS.items()},
                **{name: partial(step, card) for name, step in card_visit.DONE.items()},
                # The last words of the routine may come later than its record.
                **self._looking_at_records(records_visit.STEPS, scene),
                **{name: partial(step, routine) for name, step in routine_visit.HEARD.items()},
            }
            return await self._go_through(steps)

    async def second_visit(self, home: Home, voices: Voices) -> int:
        """Look at the records again after a restart, then talk; 0 when all is well, else 1."""
        scene = Scene(home, voices, Witness(home), await home.entities_of("posture_coach"))
        voice = voice_visit.VoiceVisit(scene)
        return await self._go_through(
            {
                **self._looking_at_records(records_visit.AFTER_THE_RESTART, scene),
                **{name: partial(step, voice) for name, step in voice_visit.STEPS.items()},
            }
        )

    def _looking_at_records(
        self,
        steps: Mapping[str, Callable[[records_visit.RecordsVisit, Scene], Awaitable[str]]],
        scene: Scene,
    ) -> Steps:
        return {name: partial(step, self._records, scene) for name, step in steps.items()}

    async def _go_through(self, steps: Steps) -> int:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + ALL_OF_IT_TAKES - (time.monotonic() - self._began)
        for name, step in steps.items():
            try:
                async with asyncio.timeout_at(deadline):
                    seen = await step()
            except (HomeError, KeyError, TimeoutError) as error:
                self._line("FAIL", name, _reason(error))
                break
            self._passed += 1
            self._line("ok", name, seen)
        else:
            if self._passed < len(NAMES):
                return 0
        missing = NAMES[self._passed :]
        if missing:
            say(f"missing: {', '.join(missing)}")
        say(f"{self._passed} passed, {len(missing)} failed")
        return 1 if missing else 0

    def _line(self, outcome: str, name: str, what: str) -> None:
        say(f"{time.monotonic() - self._began:6.1f} s  {outcome:<5} {name}: {what}")


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"there is no {error}"
    return str(error) or "not seen in time"
