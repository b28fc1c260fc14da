"""What goes into the engine and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .exercise import Exercise
from .model import (
    BreakEventKind,
    Cue,
    Posture,
    RoutineEventKind,
    SessionView,
    Settings,
)
from .records import BalanceRecord, BreakRecord, MeasurementRecord, Record, TestPhase


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesReported:
    """Sources changed their answer at `at`: True, False, or None for no evidence.

    Several sources may report at one instant. `at` is when they changed; the coach decides as
    of then, however late it hears of it.
    """

    answers: Mapping[str, bool | None]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLost:
    """Nobody watched the sources since `at`: Home Assistant was down."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStepped:
    """The wall clock was set; `by` is positive when it jumped ahead."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The deadline was reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """The person's settings are now these."""

    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSnoozed:
    """Asked to be reminded again; `duration` None takes the setting. 1 to 60 min."""

    duration: timedelta | None = None


@dataclass(frozen=True, slots=True)
class BreakSkipped:
    """Said no to the break that is due."""


@dataclass(frozen=True, slots=True)
class BreakDeclared:
    """Said that a break begins now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingPaused:
    """Asked not to be prompted until `until`, or until resumed when it is None."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoachingResumed:
    """Asked to be prompted again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineStarted:
    """Asked to be led through `routine`, today's when it is None."""

    routine: str | None = None
    has_balance_test: bool = False


@dataclass(frozen=True, slots=True)
class RoutinePaused:
    """Asked to wait; what is left of the phase is kept."""


@dataclass(frozen=True, slots=True)
class RoutineResumed:
    """Asked to go on."""


@dataclass(frozen=True, slots=True)
class ExercisePassed:
    """Asked for the next exercise; what was done of this one is kept."""


@dataclass(frozen=True, slots=True)
class ExerciseReturned:
    """Asked for the previous exercise again."""


@dataclass(frozen=True, slots=True)
class InstructionsAsked:
    """Asked to hear once more how it is done."""


@dataclass(frozen=True, slots=True)
class HoldExtended:
    """Asked to hold for longer."""


@dataclass(frozen=True, slots=True)
class RoutineStopped:
    """Asked to end the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineLogged:
    """Said that a routine, or some exercises, were done without being led.

    `routine` None is today's, `exercises` None are all of it, `duration` None is what they
    take, and `started_at` None means that they were finished just now.
    """

    routine: str | None = None
    exercises: tuple[str, ...] | None = None
    started_at: datetime | None = None
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceTested:
    """Answered the balance test; axes by the names of the record's fields, each -2 to 2."""

    phase: TestPhase
    axes: Mapping[str, int]
    eyes_closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the load cells said from `at` on, by their option: `load_left`... In one unit."""

    at: datetime
    loads: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceMeasured:
    """Stood on load cells from the first of `loads` to now."""

    phase: TestPhase
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """Told how it feels: pains 0 to 10 and signs by the names of the record's fields."""

    pains: Mapping[str, int]
    signs: Mapping[str, bool]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlanned:
    """The next run in the calendar is at `at`; None when there is none."""

    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRead:
    """The records were read, or have changed on disk: these are all that are at hand.

    `since` is the first local day that they cover; None when there are none before it.
    `is_complete` is False when some of them could not be read.
    """

    records: tuple[Record, ...]
    since: date | None = None
    is_complete: bool = True

    @property
    def breaks(self) -> tuple[BreakRecord, ...]:
        """Those of breaks."""
        return tuple(each for each in self.records if isinstance(each, BreakRecord))


type RoutineEvent = (
    RoutineStarted
    | RoutinePaused
    | RoutineResumed
    | ExercisePassed
    | ExerciseReturned
    | InstructionsAsked
    | HoldExtended
    | RoutineStopped
    | RoutineLogged
    | BalanceTested
    | BalanceMeasured
    | CheckedIn
)
"""What a person asks for that is about routines, tests and check-ins."""

type Event = (
    SourcesReported
    | WatchLost
    | ClockStepped
    | TimePassed
    | SettingsChanged
    | BreakSnoozed
    | BreakSkipped
    | BreakDeclared
    | CoachingPaused
    | CoachingResumed
    | RoutineStarted
    | RoutinePaused
    | RoutineResumed
    | ExercisePassed
    | ExerciseReturned
    | InstructionsAsked
    | HoldExtended
    | RoutineStopped
    | RoutineLogged
    | BalanceTested
    | BalanceMeasured
    | CheckedIn
    | RunPlanned
    | RecordsRead
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakHappened:
    """A moment in the life of a break that others may want to act on."""

    kind: BreakEventKind
    at: datetime
    """As of when; for TAKEN and NATURAL, when it became certain."""
    posture: Posture
    """What the break is from."""
    due_at: datetime | None
    sat_for: timedelta
    prompts: int
    snoozes: int
    may_snooze: bool
    may_skip: bool
    until: datetime | None = None
    """With SNOOZED, when the next prompt comes."""
    is_held: bool = False
    """With DUE, whether a hold keeps it from being prompted now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMade:
    """Something to keep."""

    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckAsked:
    """A single source has said the same for so long that the person should be asked."""

    source: str
    sat_for: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineHappened:
    """A moment in the life of a session that others may want to act on."""

    kind: RoutineEventKind
    at: datetime
    session: SessionView
    """As it is from now on; as it was when it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGiven:
    """Something to say or to sound in a session."""

    cue: Cue
    at: datetime
    """When it was to be given."""
    until: datetime
    """After this it is not worth being heard any more."""
    session: SessionView
    exercise: Exercise | None = None
    """The exercise that it is about."""
    dose: int = 0
    takes: timedelta = timedelta(0)
    """All moves of the session together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRecorded:
    """A balance test was recorded."""

    record: BalanceRecord | MeasurementRecord
    evenness: float | None = None
    """Of a perceived test, 0 to 100 points."""
    changes: Mapping[str, float] = field(default_factory=dict)
    """By axis and for `evenness`, since the test before the session; above zero is more even."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAhead:
    """A run is close enough to propose a routine."""

    run_at: datetime


type Effect = (
    BreakHappened
    | RecordMade
    | StuckAsked
    | RoutineHappened
    | CueGiven
    | BalanceRecorded
    | RunAhead
)
