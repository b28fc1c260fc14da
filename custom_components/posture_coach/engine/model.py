"""The words the engine speaks: frozen value types and enumerations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum


class Posture(StrEnum):
    """What a person is doing, as far as the sensors tell."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """What a source is evidence of."""

    SEAT = "seat"
    PRESENCE = "presence"
    DESK_HEIGHT = "desk_height"
    """True at standing height, False below it."""
    COMPUTER = "computer"
    BUSY = "busy"
    DUTY = "duty"
    HOME = "home"


class Status(StrEnum):
    """What the coach is doing about it."""

    OFF_DUTY = "off_duty"
    PAUSED = "paused"
    AWAY = "away"
    WATCHING = "watching"
    BREAK_DUE = "break_due"
    ON_HOLD = "on_hold"
    SNOOZED = "snoozed"
    ON_BREAK = "on_break"
    IN_ROUTINE = "in_routine"
    SENSORS_UNAVAILABLE = "sensors_unavailable"
    SENSOR_STUCK = "sensor_stuck"


class BreakEventKind(StrEnum):
    """A moment in the life of a break."""

    DUE = "due"
    PROMPTED = "prompted"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    STARTED = "started"
    TAKEN = "taken"
    NATURAL = "natural"
    MISSED = "missed"


class BreakOutcome(StrEnum):
    """How a break ended."""

    TAKEN = "taken"
    NATURAL = "natural"
    SNOOZED_OUT = "snoozed_out"
    SKIPPED = "skipped"
    MISSED = "missed"


class Problem(StrEnum):
    """Something about the sensors that only the user can mend."""

    SENSORS_SILENT = "sensors_silent"
    SENSOR_STUCK = "sensor_stuck"
    CHAIR_OCCUPIED = "chair_occupied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A person's settings; the durations are those of the contract unless said otherwise."""

    time_zone: tzinfo = UTC
    """Where local days begin and end."""
    sitting_limit: timedelta = timedelta(minutes=30)
    """Break due after this much sitting. Duran 2023: breaks every 30 min lower glucose."""
    standing_limit: timedelta | None = None
    """The same for standing still; None switches it off."""
    grace: timedelta = timedelta(seconds=60)
    """A shorter gap never happened."""
    settle: timedelta = timedelta(seconds=30)
    """A shorter return within a gap never happened either."""
    bridge: timedelta = timedelta(minutes=10)
    """Evidence that comes back unchanged within this time was never gone."""
    break_min: timedelta = timedelta(minutes=2)
    """A gap this long is a break."""
    repeat_after: timedelta = timedelta(minutes=5)
    """From the first prompt to the second; later ones follow every 15 min."""
    max_prompts: int = 3
    snooze_for: timedelta = timedelta(minutes=10)
    max_snoozes: int = 2
    """Per break."""
    strict: bool = False
    """Breaks cannot be skipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRecord:
    """One ended break, as it is kept for years. Instants are UTC."""

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
class Reason:
    """Why the status is what it is: a translation key and the instants that fill it."""

    key: str
    until: datetime | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything anybody may know about a person at one instant. Instants are UTC."""

    posture: Posture
    posture_since: datetime | None
    status: Status
    reason: Reason
    sat_for: timedelta = field(compare=False)
    """Time on the sitting clock now; two snapshots that differ in this alone are equal."""
    clock_runs: bool
    """Whether `sat_for` grows by the second from here on."""
    limit: timedelta
    """The limit of this spell, shorter than the setting when a snooze is paid back."""
    due_at: datetime | None
    """When the break became due, or will if sitting goes on; None while the clock stands."""
    is_due: bool
    prompts: int
    snoozes: int
    snoozes_left: int
    next_prompt_at: datetime | None
    paused_until: datetime | None
    is_coaching: bool
    is_on_duty: bool
    day: date
    """The local day that the figures of today belong to."""
    sitting_today: timedelta
    """In whole minutes, so that it changes at most once a minute."""
    standing_today: timedelta
    """In whole minutes."""
    longest_sitting_today: timedelta
    """In whole minutes."""
    breaks_today: Mapping[BreakOutcome, int] = field(default_factory=dict)
    problems: frozenset[Problem] = frozenset()
