"""What goes into the engine and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .model import BreakEventKind, BreakRecord, Posture, Settings


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

    record: BreakRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckAsked:
    """A single source has said the same for so long that the person should be asked."""

    source: str
    sat_for: timedelta


type Effect = BreakHappened | RecordMade | StuckAsked
