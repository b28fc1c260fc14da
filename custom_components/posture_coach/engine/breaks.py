"""When to prompt for a break, and how each break ends.

`TABLE` is the machine: a break is due once per spell, and leaves DUE, SNOOZED or DECLARED only
with an outcome. Whether a prompt may be heard now (hold, duty, pause, a person who has just
stood up) is a level that is looked at afresh each time, so that no missed edge can silence it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .errors import CoachError
from .events import BreakHappened, Effect, RecordMade
from .model import BreakEventKind, BreakOutcome, Posture, Settings
from .records import BreakRecord

REPEAT_EVERY = timedelta(minutes=15)
"""Between later prompts, unless `repeat_after` is longer."""
SNOOZE_RANGE = (timedelta(minutes=1), timedelta(minutes=60))


class Stage(StrEnum):
    """How far the break of this spell has come."""

    COUNTING = "counting"
    DUE = "due"
    SNOOZED = "snoozed"
    DECLARED = "declared"
    """The person said that it has begun."""
    GIVEN_UP = "given_up"
    """Not taken; silent until the spell is over."""


class Input(StrEnum):
    """What moves a break from stage to stage."""

    REACHED = "reached"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    SKIPPED = "skipped"
    DECLARED = "declared"
    IGNORED = "ignored"
    RESTED = "rested"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Step:
    """One transition: where to, what is told, and how the break ended if it did."""

    stage: Stage
    event: BreakEventKind | None = None
    outcome: BreakOutcome | None = None


_TAKEN = Step(Stage.COUNTING, BreakEventKind.TAKEN, BreakOutcome.TAKEN)
_NATURAL = Step(Stage.COUNTING, BreakEventKind.NATURAL, BreakOutcome.NATURAL)
_SKIPPED = Step(Stage.COUNTING, BreakEventKind.SKIPPED, BreakOutcome.SKIPPED)
_SNOOZED = Step(Stage.SNOOZED, BreakEventKind.SNOOZED)
_DECLARED = Step(Stage.DECLARED, BreakEventKind.STARTED)

TABLE: dict[tuple[Stage, Input], Step] = {
    (Stage.COUNTING, Input.REACHED): Step(Stage.DUE, BreakEventKind.DUE),
    (Stage.COUNTING, Input.DECLARED): _DECLARED,
    (Stage.COUNTING, Input.RESTED): _NATURAL,
    (Stage.DUE, Input.SNOOZED): _SNOOZED,
    (Stage.DUE, Input.SKIPPED): _SKIPPED,
    (Stage.DUE, Input.DECLARED): _DECLARED,
    (Stage.DUE, Input.IGNORED): Step(Stage.GIVEN_UP, BreakEventKind.MISSED, BreakOutcome.MISSED),
    (Stage.DUE, Input.RESTED): _TAKEN,
    (Stage.SNOOZED, Input.WOKEN): Step(Stage.DUE),
    (Stage.SNOOZED, Input.SNOOZED): _SNOOZED,
    (Stage.SNOOZED, Input.SKIPPED): _SKIPPED,
    (Stage.SNOOZED, Input.DECLARED): _DECLARED,
    (Stage.SNOOZED, Input.RESTED): _TAKEN,
    (Stage.DECLARED, Input.FINISHED): _TAKEN,
    (Stage.GIVEN_UP, Input.DECLARED): _DECLARED,
    (Stage.GIVEN_UP, Input.RESTED): _NATURAL,
}

_REFUSALS: dict[Input, str] = {
    Input.SNOOZED: "break_not_due",
    Input.SKIPPED: "break_not_due",
    Input.DECLARED: "already_on_break",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a break needs to know of the rest at the instant of an input."""

    now: datetime
    rules: Settings
    sat_for: timedelta = timedelta(0)
    """Time on the clock."""
    may_prompt: bool = False
    """Whether a prompt would reach somebody who is sitting, and is welcome."""
    is_held: bool = False
    """Whether a hold is on."""
    is_up: bool = False
    """Whether a sensor sees the person out of the posture."""


type Change = tuple[Break, list[Effect]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The break of the current spell; instants are UTC."""

    posture: Posture
    stage: Stage = Stage.COUNTING
    due_at: datetime | None = None
    began_at: datetime | None = None
    """Set once the person is known to be up, or has said so."""
    sat_for: timedelta = timedelta(0)
    """Time on the clock when the break was declared."""
    prompts: int = 0
    unasked: int = 0
    """Prompts that no snooze had asked for; only these are limited."""
    next_prompt_at: datetime | None = None
    """In DUE; after the last prompt, when the break is given up."""
    is_asked: bool = False
    """The next prompt is the one a snooze asked for."""
    snoozes: int = 0
    snoozed_at: datetime | None = None
    snoozed_until: datetime | None = None
    debt: timedelta = timedelta(0)
    """Snoozed in this spell, paid back by the next."""
    discount: timedelta = timedelta(0)
    """What this spell pays back."""

    @property
    def is_due(self) -> bool:
        """Whether a break is owed, snoozed or not."""
        return self.stage in (Stage.DUE, Stage.SNOOZED)

    @property
    def is_of_spell(self) -> bool:
        """Whether this is owed for the spell that goes on, or was."""
        return self.is_due or self.stage is Stage.GIVEN_UP

    def limit(self, limit: timedelta) -> timedelta:
        """The limit of this spell: less what is paid back, never below half."""
        return max(limit / 2, limit - self.discount)

    def may_snooze(self, rules: Settings) -> bool:
        """Whether a snooze would be granted now."""
        return self.is_due and self.snoozes < rules.max_snoozes

    def deadline(self, moment: Moment) -> datetime | None:
        """When the person is to hear of it next, or a snooze ends; None if neither will be."""
        match self.stage:
            case Stage.DUE if moment.may_prompt:
                return self.next_prompt_at
            case Stage.SNOOZED:
                return self.snoozed_until
            case _:
                return None

    def reached(self, due_at: datetime, moment: Moment) -> Change:
        """The limit was reached at `due_at`."""
        return replace(self, due_at=due_at, next_prompt_at=due_at)._step(Input.REACHED, moment)

    def snoozed(self, duration: timedelta | None, moment: Moment) -> Change:
        """Remind again later.

        Raises CoachError: break_not_due, no_snoozes_left, snooze_out_of_range.
        """
        self._demand(Input.SNOOZED)
        rules = moment.rules
        if not self.may_snooze(rules):
            raise CoachError("no_snoozes_left", limit=str(rules.max_snoozes))
        low, high = SNOOZE_RANGE
        if duration is not None and not low <= duration <= high:
            raise CoachError("snooze_out_of_range", field="duration")
        later = replace(
            self._woken(moment.now),
            snoozes=self.snoozes + 1,
            snoozed_at=moment.now,
            snoozed_until=moment.now + (duration or rules.snooze_for),
            is_asked=True,
        )
        return later._step(Input.SNOOZED, moment)

    def skipped(self, moment: Moment) -> Change:
        """Give this break up. Raises CoachError: break_not_due, skip_not_allowed."""
        self._demand(Input.SKIPPED)
        if moment.rules.strict:
            raise CoachError("skip_not_allowed")
        return self._woken(moment.now)._step(Input.SKIPPED, moment)

    def declared(self, moment: Moment) -> Change:
        """A break begins now, seen or not. Raises CoachError: already_on_break."""
        self._demand(Input.DECLARED)
        begun = replace(self._woken(moment.now), began_at=moment.now, sat_for=moment.sat_for)
        return begun._step(Input.DECLARED, moment)

    def started(self, left_at: datetime, moment: Moment) -> Change:
        """The person is up since `left_at`, long enough that it is no flicker."""
        begun = replace(self, began_at=left_at)
        return begun, [begun._told(BreakEventKind.STARTED, moment)]

    def returned(self) -> Break:
        """The person is back before it was a break."""
        return self if self.stage is Stage.DECLARED else replace(self, began_at=None)

    def rested(self, left_at: datetime, moment: Moment) -> Change:
        """A sensor has seen a break that began at `left_at`."""
        if self.stage is Stage.DECLARED:
            return self, []
        over = replace(self._woken(moment.now), began_at=left_at)
        return over._step(Input.RESTED, moment, verified=True)

    def finishes_at(self, rules: Settings) -> datetime | None:
        """When a declared break has been one; None unless declared."""
        if self.stage is not Stage.DECLARED or self.began_at is None:
            return None
        return self.began_at + rules.break_min

    def finished(self, moment: Moment) -> Change:
        """A declared break has been one."""
        as_declared = replace(moment, sat_for=self.sat_for)
        return self._step(Input.FINISHED, as_declared, verified=moment.is_up)

    def advance(self, due: datetime, moment: Moment) -> Change:
        """What was to happen by itself at `due`: waking, prompting, giving up."""
        match self.stage:
            case Stage.SNOOZED:
                return replace(self._woken(due), next_prompt_at=due)._step(Input.WOKEN, moment)
            case _ if self.unasked >= moment.rules.max_prompts and not self.is_asked:
                return self._step(Input.IGNORED, moment)
            case _:
                return self._prompted(moment)

    def _prompted(self, moment: Moment) -> Change:
        rules = moment.rules
        unasked = self.unasked + (not self.is_asked)
        is_first = self.is_asked or unasked == 1
        is_last = unasked >= rules.max_prompts
        pause = rules.repeat_after if is_first and not is_last else later_repeat(rules)
        prompted = replace(
            self,
            prompts=self.prompts + 1,
            unasked=unasked,
            is_asked=False,
            next_prompt_at=moment.now + pause,
        )
        return prompted, [prompted._told(BreakEventKind.PROMPTED, moment)]

    def _woken(self, now: datetime) -> Break:
        """Without a running snooze, the time really snoozed added to the debt."""
        if self.snoozed_at is None or self.snoozed_until is None:
            return self
        used = max(min(now, self.snoozed_until) - self.snoozed_at, timedelta(0))
        return replace(self, snoozed_at=None, snoozed_until=None, debt=self.debt + used)

    def _demand(self, given: Input) -> None:
        if (self.stage, given) not in TABLE:
            raise CoachError(_REFUSALS[given])

    def _step(self, given: Input, moment: Moment, *, verified: bool = False) -> Change:
        step = TABLE[self.stage, given]
        moved = replace(self, stage=step.stage)
        effects: list[Effect] = []
        if step.event:
            effects.append(moved._told(step.event, moment))
        if step.outcome:
            record = self._record(step.outcome, moment, verified=verified)
            effects.append(RecordMade(record=record))
        if step.stage is Stage.COUNTING:
            moved = Break(posture=self.posture, discount=self.debt)
        if step.stage is Stage.GIVEN_UP:
            # On record already; what comes later in this spell is none of its prompts.
            moved = replace(moved, due_at=None, prompts=0, snoozes=0, next_prompt_at=None)
        return moved, effects

    def _record(self, outcome: BreakOutcome, moment: Moment, *, verified: bool) -> BreakRecord:
        if outcome is BreakOutcome.MISSED and self.snoozes:
            outcome = BreakOutcome.SNOOZED_OUT
        return BreakRecord(
            posture=self.posture,
            outcome=outcome,
            due_at=self.due_at,
            sat_for=moment.sat_for,
            prompts=self.prompts,
            snoozes=self.snoozes,
            began_at=self.began_at,
            ended_at=moment.now,
            verified=verified,
        )

    def _told(self, kind: BreakEventKind, moment: Moment) -> BreakHappened:
        return BreakHappened(
            kind=kind,
            at=moment.now,
            posture=self.posture,
            due_at=self.due_at,
            sat_for=moment.sat_for,
            prompts=self.prompts,
            snoozes=self.snoozes,
            may_snooze=self.may_snooze(moment.rules),
            may_skip=self.is_due and not moment.rules.strict,
            until=self.snoozed_until,
            is_held=moment.is_held,
        )


def later_repeat(rules: Settings) -> timedelta:
    """Between later prompts: 15 min, or `repeat_after` when that is longer."""
    return max(REPEAT_EVERY, rules.repeat_after)
