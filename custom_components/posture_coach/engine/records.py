"""What is kept for years: one frozen value for each thing that was done, felt or measured."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .exercise import Aspect
from .model import BreakOutcome, Posture, RoutinePhase


class SessionOutcome(StrEnum):
    """How a session of a routine ended."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    """After at least one move."""
    ABANDONED = "abandoned"
    """Before that; kept, but not counted."""


class TestPhase(StrEnum):
    """When a balance test was done."""

    BEFORE = "before"
    AFTER = "after"
    SINGLE = "single"
    """On its own, without a session."""

    __test__ = False


WAITED_FOR: dict[RoutinePhase, TestPhase] = {
    RoutinePhase.BALANCE_BEFORE: TestPhase.BEFORE,
    RoutinePhase.BALANCE_AFTER: TestPhase.AFTER,
}
"""Which test a session waits for in which phase."""


class DayOffReason(StrEnum):
    """Why a day asks for no routine."""

    NOT_SCHEDULED = "not_scheduled"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRecord:
    """One ended break. Instants are UTC."""

    posture: Posture
    """What the break was from: sitting or standing."""
    outcome: BreakOutcome
    due_at: datetime | None
    """None when it was not due yet."""
    sat_for: timedelta
    """Time on the clock when the break began, or when it was given up."""
    prompts: int
    snoozes: int
    began_at: datetime | None
    """None when no break was taken."""
    ended_at: datetime
    """When the outcome was decided."""
    verified: bool
    """Seen by a sensor; False when declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One exercise of a session."""

    exercise: str
    dose: int
    """Planned: repetitions, or seconds of a hold."""
    done: int
    """Really done, in the same unit; may be more."""
    is_done: bool
    """Whether it was enough to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One session of a routine, led or told about afterwards."""

    routine: str
    outcome: SessionOutcome
    started_at: datetime
    ended_at: datetime
    moves: tuple[Move, ...]
    is_led: bool
    """False when it was logged after the fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRecord:
    """How somebody felt that they stood: each axis -2 to 2, None when not answered.

    Negative is left, heel, inner. Feet together are one answer for both: `heel_toe` and
    `inner_outer` instead of those of each foot.
    """

    at: datetime
    phase: TestPhase
    session_started_at: datetime | None = None
    """Which session it belongs to; None for a single test."""
    eyes_closed: bool = True
    left_right: int | None = None
    heel_toe: int | None = None
    inner_outer: int | None = None
    left_heel_toe: int | None = None
    right_heel_toe: int | None = None
    left_inner_outer: int | None = None
    right_inner_outer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementRecord:
    """How somebody stood on load cells, averaged over a window that ended at `at`."""

    at: datetime
    phase: TestPhase
    session_started_at: datetime | None = None
    window: timedelta
    left_right: float
    """(R - L) / (R + L), -1 to 1."""
    sway: float
    """Standard deviation of `left_right` over the window, 0 to 1."""
    left_toe: float | None = None
    """Share of the left foot's load on its toes, 0 to 1; None without a sensor for each end."""
    right_toe: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRecord:
    """How somebody felt: pain 0 to 10, and signs of posture; None when not answered."""

    at: datetime
    neck_pain: int | None = None
    shoulder_pain: int | None = None
    upper_back_pain: int | None = None
    rounded_upper_back: bool | None = None
    rounded_shoulders: bool | None = None
    forward_head: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffRecord:
    """A local day that asks for no routine, and so neither lengthens nor ends a streak."""

    day: date
    reason: DayOffReason


type Record = (
    BreakRecord | SessionRecord | BalanceRecord | MeasurementRecord | CheckInRecord | DayOffRecord
)

KINDS: dict[str, type[Record]] = {
    "break": BreakRecord,
    "session": SessionRecord,
    "balance_test": BalanceRecord,
    "measurement": MeasurementRecord,
    "check_in": CheckInRecord,
    "day_off": DayOffRecord,
}
"""The kinds of records by the names that people and files use."""

PAIN_ASPECTS: dict[str, Aspect] = {
    "neck_pain": Aspect.NECK,
    "shoulder_pain": Aspect.SHOULDERS,
    "upper_back_pain": Aspect.UPPER_BACK,
}
"""Which aspect a pain of a check-in is about."""

SIGNS: tuple[Aspect, ...] = (
    Aspect.ROUNDED_UPPER_BACK,
    Aspect.ROUNDED_SHOULDERS,
    Aspect.FORWARD_HEAD,
)
"""The signs of posture that a check-in asks for, named as its fields."""


def kind_of(record: Record) -> str:
    """The name of the kind of `record`."""
    return next(name for name, kind in KINDS.items() if isinstance(record, kind))


def ended_at(record: Record) -> datetime | date:
    """When `record` was complete; a local day for what lasts one."""
    match record:
        case BreakRecord() | SessionRecord():
            return record.ended_at
        case DayOffRecord():
            return record.day
        case _:
            return record.at
