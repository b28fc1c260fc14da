"""A person as a card is told of them; `contract` says what else goes to and fro.

Instants are seconds since 1970 by the clock of Home Assistant, durations are seconds. A card shows
what it is told and reckons only with the time that passes meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .engine.exercise import DoseKind, Need
from .engine.model import Cue, Posture, RoutinePhase, Status

CONTRACT = 1
"""Counts up when an older card would misunderstand what it is told."""

type Instant = float
type Seconds = float


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonState:
    """Who it is about."""

    config_entry_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """How long somebody has been sitting."""

    posture: Posture
    posture_since: Instant | None
    is_running: bool
    runs_from: Instant | None
    """When the clock would have started to show what it shows; null while it stands."""
    sat_for: Seconds | None
    """What it shows while it stands; null while it runs."""
    limit: Seconds
    """Of this spell."""
    sitting_today: Seconds
    """In whole minutes; comes anew each minute while somebody sits."""
    standing_today: Seconds
    longest_sitting_today: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingState:
    """What the coach is doing about it."""

    status: Status
    reason: str
    """The key of a text: `reason_<reason>`, or `reason_<reason>_next` where there is an until."""
    until: Instant | None
    sources: tuple[str, ...]
    """The names of the sensors behind it."""
    due_at: Instant | None
    is_due: bool
    snoozes_left: int
    snooze_for: Seconds
    next_prompt_at: Instant | None
    is_coaching: bool
    paused_until: Instant | None
    may_skip: bool
    breaks_taken_today: int | None
    breaks_missed_today: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One move of a plan."""

    exercise: str
    dose: int
    """Repetitions, or seconds of a hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueState:
    """Something to be heard in the phase that goes on."""

    cue: Cue
    after: Seconds
    """After the phase began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """The session that goes on."""

    routine: str
    phase: RoutinePhase
    is_paused: bool
    steps: tuple[StepState, ...]
    number: int
    """Of the move that is done, or comes next; from 1. One more than there are after the last."""
    counted: tuple[bool, ...]
    """Whether each move has been done far enough to count."""
    has_balance_test: bool
    started_at: Instant
    phase_began_at: Instant
    """Moved on by pauses, so that it goes with `ends_at`."""
    lasts: Seconds | None
    """The whole phase; null while an answer is waited for."""
    ends_at: Instant | None
    """Null while paused, and while an answer is waited for."""
    remaining: Seconds | None
    """Of the phase, while paused."""
    cues: tuple[CueState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeState:
    """What was done, and what is to be done; null where it cannot be known."""

    day: str
    """The local day, like 2026-03-02."""
    routine: str
    is_scheduled_today: bool
    plan: tuple[StepState, ...]
    done_today: tuple[str, ...]
    """Exercises done far enough to count."""
    is_done_today: bool | None
    routines_this_week: int | None
    streak: int | None
    last_routine_at: Instant | None
    pains: Mapping[str, int]
    """The pains of the last check-in that were answered: 0 to 10, by `neck_pain` and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceTest:
    """How somebody felt that they stood."""

    at: Instant
    axes: Mapping[str, int]
    """What was answered: -2 (left, heel, inner) to 2, by `left_right` and so on."""
    evenness: float
    """0 to 100 points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """How somebody stood on load cells."""

    at: Instant
    left_right: float
    """-1 (left) to 1."""
    sway: float
    left_toe: float | None
    """The share of the foot's load on its toes, 0 to 1."""
    right_toe: float | None
    left_toe_usual: float | None
    right_toe_usual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceState:
    """The last balance test, and the one before the same session."""

    last: BalanceTest | None
    before: BalanceTest | None
    change: float | None
    """Of evenness, in points."""
    measurement: Measurement | None
    can_measure: bool
    live_left_right: float | None
    """While a measurement goes on: -1 (left) to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseContent:
    """A move, in the language that was asked for."""

    name: str
    purpose: str
    stance: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    cautions: tuple[str, ...]
    kind: DoseKind
    seconds_each: int
    """Per repetition."""
    needs: tuple[Need, ...]
    start: str | None
    """The address of a drawing without colours of its own; null for somebody's own moves."""
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineContent:
    """A routine, in the language that was asked for."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisContent:
    """What is asked about one axis of the balance test."""

    question: str
    answers: tuple[str, ...]
    """Five, for -2 to 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentState:
    """What may be chosen from, and its texts."""

    exercises: Mapping[str, ExerciseContent]
    routines: Mapping[str, RoutineContent]
    axes: Mapping[str, AxisContent]
    """By `left_right`, `heel_toe` and `inner_outer`."""
    safety: str
    sounds: Mapping[str, str]
    """The address of the sound of each cue that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """Everything that is told about a person, in parts that change at different times."""

    contract: int
    version: str
    """Of the integration."""
    person: PersonState
    clock: ClockState
    coaching: CoachingState
    session: SessionState | None
    practice: PracticeState
    balance: BalanceState
    content: ContentState
