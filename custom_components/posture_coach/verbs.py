"""Everything that can be asked of a person's coach, each request once.

Actions, buttons, lists, phones and cards translate into these and hold no rule themselves.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .const import CONF_ANNOUNCEMENT_STYLE, CONF_LEFT_OUT, CONF_ROUTINE, CONF_SITTING_LIMIT
from .content import Content
from .engine.errors import CoachError
from .engine.events import (
    BalanceMeasured,
    BalanceTested,
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    CheckedIn,
    CoachingPaused,
    CoachingResumed,
    Event,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    Load,
    RoutineLogged,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
)
from .engine.model import Snapshot
from .engine.records import WAITED_FOR, TestPhase
from .settings import as_option, limit_faults


class Verbs(ABC):
    """What can be asked. Every method raises CoachError for what is refused."""

    config_entry: ConfigEntry
    data: Snapshot
    content: Content
    """What may be chosen from, and its texts."""

    @callback
    @abstractmethod
    def _async_ask(self, event: Event) -> None:
        """Tell the coach of a request."""

    @abstractmethod
    async def _async_record(self, event: Event) -> bool:
        """Tell the coach of something to record, and wait until that was tried."""

    @abstractmethod
    async def _async_weigh(self, phase: TestPhase) -> tuple[Load, ...]:
        """Read the load cells for as long as a measurement takes."""

    @abstractmethod
    @callback
    def _async_set_option(self, option: str, value: object) -> None:
        """Keep an option, and go by it from now on."""

    async def async_snooze_break(self, duration: timedelta | None = None) -> None:
        """Remind again later."""
        self._async_ask(BreakSnoozed(duration=duration))

    async def async_skip_break(self) -> None:
        """Give the break up that is due."""
        self._async_ask(BreakSkipped())

    async def async_take_break(self) -> None:
        """A break begins now, whatever the sensors say."""
        self._async_ask(BreakDeclared())

    async def async_pause_coaching(self, until: datetime | None = None) -> None:
        """Say nothing until then, or until resumed."""
        self._async_ask(CoachingPaused(until=until and dt_util.as_utc(until)))

    async def async_resume_coaching(self) -> None:
        """Speak again."""
        self._async_ask(CoachingResumed())

    async def async_start_routine(
        self, routine: str | None = None, *, has_balance_test: bool = False
    ) -> None:
        """Lead through a routine, today's unless another is named."""
        self._async_ask(RoutineStarted(routine=routine, has_balance_test=has_balance_test))

    async def async_pause_routine(self) -> None:
        """Wait; what is left of the phase is kept."""
        self._async_ask(RoutinePaused())

    async def async_resume_routine(self) -> None:
        """Go on."""
        self._async_ask(RoutineResumed())

    async def async_next_exercise(self) -> None:
        """On to the next exercise; what was done of this one is kept."""
        self._async_ask(ExercisePassed())

    async def async_previous_exercise(self) -> None:
        """Back to the exercise before."""
        self._async_ask(ExerciseReturned())

    async def async_repeat_instructions(self) -> None:
        """Say once more how it is done, in full."""
        self._async_ask(InstructionsAsked())

    async def async_extend_hold(self) -> None:
        """Hold for 15 s longer."""
        self._async_ask(HoldExtended())

    async def async_stop_routine(self) -> None:
        """End the session; what was done is kept."""
        self._async_ask(RoutineStopped())

    async def async_log_routine(
        self,
        routine: str | None = None,
        exercises: tuple[str, ...] | None = None,
        started_at: datetime | None = None,
        duration: timedelta | None = None,
    ) -> bool:
        """Record a routine that was done on one's own; False while it is not on disk yet."""
        return await self._async_record(
            RoutineLogged(
                routine=routine,
                exercises=exercises,
                started_at=started_at and dt_util.as_utc(started_at),
                duration=duration,
            )
        )

    async def async_record_balance_test(
        self, phase: TestPhase | None, axes: Mapping[str, int], *, eyes_closed: bool = True
    ) -> bool:
        """Record how somebody feels that they stand; False while it is not on disk yet.

        Without a phase it is the test that the session waits for, or a single one.
        """
        return await self._async_record(
            BalanceTested(phase=phase or self._test_phase, axes=axes, eyes_closed=eyes_closed)
        )

    async def async_measure_balance(self, phase: TestPhase | None = None) -> bool:
        """Measure for 20 s how somebody stands; False while it is not on disk yet.

        Without a phase it is the test that the session waits for, or a single one.
        """
        phase = phase or self._test_phase
        loads = await self._async_weigh(phase)
        return await self._async_record(BalanceMeasured(phase=phase, loads=loads))

    async def async_record_check_in(
        self, pains: Mapping[str, int], signs: Mapping[str, bool], note: str | None = None
    ) -> bool:
        """Record how somebody feels; False while it is not on disk yet."""
        return await self._async_record(CheckedIn(pains=pains, signs=signs, note=note))

    async def async_set_sitting_limit(self, limit: timedelta) -> None:
        """Set how long one may sit; kept as an option."""
        option = as_option(limit)
        if CONF_SITTING_LIMIT in (faults := self._faults_with(CONF_SITTING_LIMIT, option)):
            raise CoachError(faults[CONF_SITTING_LIMIT])
        self._async_set_option(CONF_SITTING_LIMIT, option)

    async def async_set_announcement_style(self, style: str) -> None:
        """Set how much is said; kept as an option."""
        self._async_set_option(CONF_ANNOUNCEMENT_STYLE, style)

    async def async_set_routine(self, routine: str) -> None:
        """Set the routine of every day; kept as an option."""
        if routine not in self.content.catalogue.routines:
            raise CoachError("routine_unknown", field="routine", routine=routine)
        if CONF_LEFT_OUT in self._faults_with(CONF_ROUTINE, routine):
            raise CoachError("routine_empty", field="routine", routine=routine)
        self._async_set_option(CONF_ROUTINE, routine)

    @property
    def _test_phase(self) -> TestPhase:
        session = self.data.session
        return WAITED_FOR.get(session.phase, TestPhase.SINGLE) if session else TestPhase.SINGLE

    def _faults_with(self, option: str, value: object) -> dict[str, str]:
        """What would be wrong with the options if one of them were so."""
        options = {**self.config_entry.options, option: value}
        return limit_faults(options, self.content.catalogue)
