"""The words the engine speaks: frozen value types and enumerations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from .exercise import Catalogue


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
    ROUTINE_DAY = "routine_day"
    """Whether today asks for a routine."""


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


class RoutinePhase(StrEnum):
    """How far a session of a routine has come."""

    IDLE = "idle"
    """Nothing is led."""
    BALANCE_BEFORE = "balance_before"
    GET_READY = "get_ready"
    PREPARE = "prepare"
    """Taking up the stance."""
    WORK = "work"
    REST = "rest"
    BALANCE_AFTER = "balance_after"


class RoutineEventKind(StrEnum):
    """A moment in the life of a session."""

    STARTED = "started"
    STEP = "step"
    """The next move is named."""
    PAUSED = "paused"
    RESUMED = "resumed"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Cue(StrEnum):
    """What a session has to say at a moment."""

    BALANCE_BEFORE = "balance_before"
    WELCOME = "welcome"
    STANCE = "stance"
    INSTRUCTIONS = "instructions"
    """The stance and every step; asked for."""
    BEGIN = "begin"
    HALF_WAY = "half_way"
    LAST_TEN = "last_ten"
    COUNTDOWN = "countdown"
    """The last three seconds; a sound."""
    REST = "rest"
    BALANCE_AFTER = "balance_after"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    STOPPED = "stopped"


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
    catalogue: Catalogue = field(default_factory=Catalogue)
    """What may be chosen from."""
    routine: str = "upper_back_three"
    """The routine for every day, an id of the catalogue."""
    routine_days: frozenset[int] = frozenset(range(5))
    """Weekdays that ask for a routine, Monday is 0."""
    left_out: frozenset[str] = frozenset()
    """Exercises that the person does without."""
    with_variant: frozenset[str] = frozenset()
    """Exercises whose variant takes their place."""
    does_progress: bool = True
    """Whether doses grow by themselves once they have become easy."""
    prepare_for: timedelta = timedelta(seconds=8)
    """To take up the stance of a move."""
    rest_for: timedelta = timedelta(seconds=10)
    """Between two moves."""
    run_lead: timedelta = timedelta(minutes=20)
    """Ahead of a run in the calendar, when a routine is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the status is what it is: a translation key and the instants that fill it."""

    key: str
    until: datetime | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of a plan."""

    exercise: str
    dose: int
    """Repetitions, or seconds of a hold."""
    next_dose: int | None = None
    """The dose that is offered once the person no longer holds on to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """The session that is going on, as it may be shown."""

    routine: str
    phase: RoutinePhase
    is_paused: bool
    steps: tuple[Step, ...]
    number: int
    """Of the move that is done, or comes next; from 1. One more than there are after the last."""
    counted: tuple[bool, ...]
    """Whether each move has been done far enough to count."""
    has_balance_test: bool
    started_at: datetime
    phase_began_at: datetime
    """Moved on by pauses, so that it goes with `ends_at`."""
    lasts: timedelta | None
    """The whole phase; None while an answer is waited for."""
    ends_at: datetime | None
    """When the phase ends; None while paused, and while an answer is waited for."""
    remaining: timedelta | None
    """Of the phase, while paused."""

    @property
    def step(self) -> Step | None:
        """The move that is done, or comes next; None after the last."""
        return self.steps[self.number - 1] if self.number <= len(self.steps) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """A perceived test and its figures; see `balance` for what they mean."""

    at: datetime
    evenness: float
    left_right: int | None
    heel_toe: float | None
    inner_outer: float | None
    axes: Mapping[str, int]
    """What was answered, by axis."""
    before: BalanceView | None = None
    """The test before the same session."""
    change: float | None = None
    """Of evenness since then, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementView:
    """A measured test and its figures; shares from -1 or 0 to 1."""

    at: datetime
    left_right: float
    sway: float
    left_toe: float | None
    right_toe: float | None
    left_toe_usual: float | None
    """The person's own baseline: the median of earlier tests; None for the first."""
    right_toe_usual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What was done, and what is to be done; figures that cannot be known are None."""

    routine: str
    """The routine of today."""
    is_scheduled_today: bool
    plan: tuple[Step, ...] = ()
    """Today's moves, in the order that the last check-in suggests."""
    done_today: frozenset[str] = frozenset()
    """Exercises done far enough to count today."""
    is_done_today: bool | None = None
    routines_this_week: int | None = None
    """Since Monday."""
    streak: int | None = None
    """Scheduled days in a row."""
    last_routine_at: datetime | None = None
    pains: Mapping[str, int] = field(default_factory=dict)
    """The pains of the last check-in that were answered, by field."""
    balance: BalanceView | None = None
    measurement: MeasurementView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything anybody may know about a person at one instant. Instants are UTC."""

    posture: Posture
    posture_since: datetime | None
    status: Status
    reason: Reason
    sat_for: timedelta = field(compare=False)
    """Time on the sitting clock now; two snapshots that differ in this alone are equal."""
    runs_from: datetime | None
    """When the clock would have started to show what it shows; None while it stands."""
    stands_at: timedelta | None
    """What it shows while it stands."""
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
    breaks_today: Mapping[BreakOutcome, int] | None = field(default_factory=dict)
    """None when those of earlier today could not be read."""
    problems: frozenset[Problem] = frozenset()
    session: SessionView | None = None
    practice: Practice
    """Routines, tests and check-ins."""

    @property
    def clock_runs(self) -> bool:
        """Whether `sat_for` grows by the second from here on."""
        return self.runs_from is not None
