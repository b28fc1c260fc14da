"""A session of a routine, led from phase to phase.

Every phase begins at the
planned end of the one before, however late that was noticed, so that a session ends when it was
to end. Only a pause moves the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .cues import WORTH_HEARING_FOR, cues_of
from .errors import CoachError
from .events import CueGiven, Effect, RecordMade, RoutineHappened
from .exercise import LONGEST_HOLD, DoseKind, Exercise
from .model import Cue, RoutineEventKind, RoutinePhase, SessionView, Settings, Step
from .phases import ENTERED, REFUSALS, TABLE, Go, Input
from .records import Move, SessionOutcome, SessionRecord

GET_READY_FOR = timedelta(seconds=8)
INSTRUCTIONS_FOR = timedelta(seconds=25)
"""Takes the place of the time to prepare when the instructions were asked for."""
EXTENSION = timedelta(seconds=15)
FORGOTTEN_AFTER = timedelta(minutes=30)
"""Paused, or without an answer that is waited for: nobody is there any more."""
COUNTS_FROM = 1 / 3
"""The share of a dose that counts; "as long as comfortable" may be shorter than planned."""

type Change = tuple["Session | None", list[Effect]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session that goes on; instants are UTC."""

    routine: str
    steps: tuple[Step, ...]
    exercises: tuple[Exercise, ...]
    """Of the steps; kept, for the catalogue may change meanwhile."""
    done: tuple[int, ...]
    """How much of each step was done."""
    has_balance_test: bool
    started_at: datetime
    phase: RoutinePhase
    began_at: datetime
    """When the phase began, moved on by pauses."""
    lasts: timedelta | None = None
    """None while an answer is waited for."""
    takes: timedelta
    """All moves together, with preparing and resting, when nothing comes between."""
    index: int = 0
    """Of the move that is done, or comes next; one past the last at the end."""
    is_instructed: bool = False
    """Whether the phase gives the whole instructions."""
    given: frozenset[Cue] = frozenset()
    """The cues of the phase that were given."""
    paused_at: datetime | None = None
    idle_since: datetime | None = None
    """While paused or waiting, since when nobody has been heard of."""

    @property
    def ends_at(self) -> datetime | None:
        """When the phase ends if nothing comes between; None while paused or waiting."""
        if self.lasts is None or self.paused_at is not None:
            return None
        return self.began_at + self.lasts

    @property
    def forgotten_at(self) -> datetime | None:
        """When the session ends because nobody is there; None while it goes on by itself."""
        return self.idle_since and self.idle_since + FORGOTTEN_AFTER

    @property
    def deadline(self) -> datetime | None:
        """When the session goes on by itself."""
        cue = next(self._due_cues(), None)
        at = (cue and cue[0], self.ends_at, self.forgotten_at)
        return min((each for each in at if each is not None), default=None)

    @property
    def has_begun(self) -> bool:
        """Whether a move has been begun."""
        return self.index > 0 or self.phase is RoutinePhase.WORK or any(self.done)

    @property
    def view(self) -> SessionView:
        """The session as it may be shown."""
        left = None
        if self.paused_at is not None and self.lasts is not None:
            left = self.lasts - (self.paused_at - self.began_at)
        return SessionView(
            routine=self.routine,
            phase=self.phase,
            is_paused=self.paused_at is not None,
            steps=self.steps,
            number=self.index + 1,
            counted=tuple(move.is_done for move in self._moves()),
            has_balance_test=self.has_balance_test,
            started_at=self.started_at,
            phase_began_at=self.began_at,
            lasts=self.lasts,
            ends_at=self.ends_at,
            remaining=left,
        )

    def advance(self, now: datetime, rules: Settings) -> Change:
        """What was to happen by itself up to `now`."""
        session: Session | None = self
        effects: list[Effect] = []
        while session is not None and (at := session.deadline) is not None and at <= now:
            cue = next(session._due_cues(), None)
            if cue and cue[0] == at:
                session = replace(session, given=session.given | {cue[1]})
                effects.append(session._cue(cue[1], at))
                continue
            if at == session.ends_at:
                session, more = session._step(Input.ELAPSED, at, rules)
            else:
                session, more = session.stopped(session.idle_since or at)
            effects += more
        return session, effects

    def passed(self, now: datetime, rules: Settings) -> Change:
        """On to the next move; what was done of this one is kept."""
        return self._step(Input.PASSED, now, rules)

    def returned(self, now: datetime, rules: Settings) -> Change:
        """Back to the previous move. Raises CoachError: no_previous_exercise."""
        return self._step(Input.RETURNED, now, rules)

    def asked(self, now: datetime, rules: Settings) -> Change:
        """Everything once more from the beginning of the phase, or of the move."""
        return self._step(Input.ASKED, now, rules)

    def extended(self, now: datetime, rules: Settings) -> Change:
        """Hold for 15 s longer. Raises CoachError: nothing_to_extend, hold_at_its_longest."""
        return self._step(Input.EXTENDED, now, rules)

    def answered(self, now: datetime, rules: Settings) -> Change:
        """The balance test that was waited for has been answered."""
        return self._step(Input.ANSWERED, now, rules)

    def paused(self, now: datetime) -> Change:
        """Wait; what is left of the phase is kept. Raises CoachError: routine_already_paused."""
        if self.paused_at is not None:
            raise CoachError("routine_already_paused")
        waiting = replace(self, paused_at=now, idle_since=now)
        return waiting, [
            waiting._told(RoutineEventKind.PAUSED, now),
            waiting._cue(Cue.PAUSED, now),
        ]

    def resumed(self, now: datetime) -> Change:
        """Go on with what is left. Raises CoachError: routine_not_paused."""
        if self.paused_at is None:
            raise CoachError("routine_not_paused")
        going = replace(
            self,
            began_at=self.began_at + (now - self.paused_at),
            paused_at=None,
            idle_since=now if self.lasts is None else None,
        )
        return going, [
            going._told(RoutineEventKind.RESUMED, now),
            going._cue(Cue.RESUMED, now),
        ]

    def interrupted(self, at: datetime, now: datetime) -> Session:
        """The session after nobody led it from `at` to `now`: paused where it was."""
        if self.paused_at is None:
            latest = at if self.lasts is None else min(at, self.began_at + self.lasts)
            return replace(self, paused_at=max(latest, self.began_at), idle_since=now)
        return replace(self, idle_since=now)

    def stopped(self, now: datetime) -> Change:
        """End here: completed, partial or abandoned, depending on what was done."""
        return self._credited(now)._ended(now)

    def _step(self, given: Input, now: datetime, rules: Settings) -> Change:
        go = TABLE.get((self.phase, given))
        if go is None:
            raise CoachError(REFUSALS[given])
        if go is Go.LONGER:
            return self._longer(now), []
        done = self._credited(now)
        if go is Go.END:
            return done._ended(now)
        phase, by = ENTERED.get(go, (self.phase, 0))
        done = replace(done, index=max(self.index + by, 0))
        if done.index < len(self.steps) or not by:
            return done._entered(phase, now, rules, is_instructed=go is Go.INSTRUCTIONS)
        if self.has_balance_test:
            return done._entered(RoutinePhase.BALANCE_AFTER, now, rules)
        return done._ended(now)

    def _entered(
        self, phase: RoutinePhase, now: datetime, rules: Settings, *, is_instructed: bool = False
    ) -> Change:
        entered = replace(
            self,
            phase=phase,
            began_at=now,
            is_instructed=is_instructed,
            given=frozenset(),
            paused_at=None,
        )
        lasts = entered._length(rules)
        entered = replace(entered, lasts=lasts, idle_since=now if lasts is None else None)
        effects: list[Effect] = []
        if phase is RoutinePhase.PREPARE:
            effects.append(entered._told(RoutineEventKind.STEP, now))
        # A cue of this very moment comes with the step, not at the next deadline.
        going, cues = entered.advance(now, rules)
        return going, [*effects, *cues]

    def _length(self, rules: Settings) -> timedelta | None:
        match self.phase:
            case RoutinePhase.GET_READY:
                return GET_READY_FOR
            case RoutinePhase.PREPARE:
                return INSTRUCTIONS_FOR if self.is_instructed else rules.prepare_for
            case RoutinePhase.WORK:
                return self.exercises[self.index].lasts(self.steps[self.index].dose)
            case RoutinePhase.REST:
                return rules.rest_for
            case _:
                return None

    def _longer(self, now: datetime) -> Session:
        if self.exercises[self.index].kind is not DoseKind.HOLD or self.lasts is None:
            raise CoachError("nothing_to_extend")
        lasts = self.lasts + EXTENSION
        if lasts > LONGEST_HOLD:
            raise CoachError("hold_at_its_longest", limit=str(LONGEST_HOLD // timedelta(minutes=1)))
        held_for = (self.paused_at or now) - self.began_at
        gone = {cue for after, cue in cues_of(self.phase, lasts) if after <= held_for}
        given = self.given - {Cue.LAST_TEN, Cue.COUNTDOWN} | gone
        return replace(self, lasts=lasts, given=given)

    def _credited(self, now: datetime) -> Session:
        """With what was done of the move up to `now`."""
        if self.phase is not RoutinePhase.WORK or self.lasts is None:
            return self
        elapsed = min((self.paused_at or now) - self.began_at, self.lasts)
        amount = self.exercises[self.index].done_within(elapsed)
        done = list(self.done)
        done[self.index] = max(done[self.index], amount)
        return replace(self, done=tuple(done))

    def _moves(self) -> tuple[Move, ...]:
        return tuple(
            Move(
                exercise=step.exercise,
                dose=step.dose,
                done=done,
                is_done=done > 0 and done >= step.dose * COUNTS_FROM,
            )
            for step, done in zip(self.steps, self.done, strict=True)
        )

    def _ended(self, now: datetime) -> Change:
        moves = self._moves()
        counted = [move.is_done for move in moves]
        outcome = SessionOutcome.PARTIAL if any(counted) else SessionOutcome.ABANDONED
        if all(counted):
            outcome = SessionOutcome.COMPLETED
        record = SessionRecord(
            routine=self.routine,
            outcome=outcome,
            started_at=self.started_at,
            ended_at=now,
            moves=moves,
            is_led=True,
        )
        is_completed = outcome is SessionOutcome.COMPLETED
        kind = RoutineEventKind.COMPLETED if is_completed else RoutineEventKind.STOPPED
        cue = Cue.FINISHED if is_completed else Cue.STOPPED
        return None, [
            RecordMade(record=record),
            self._told(kind, now),
            self._cue(cue, now),
        ]

    def _due_cues(self) -> Iterator[tuple[datetime, Cue]]:
        """The cues of the phase that are still to be given, in order."""
        if self.paused_at is not None:
            return
        for after, cue in cues_of(self.phase, self.lasts):
            if cue not in self.given:
                yield self.began_at + after, cue

    def _cue(self, cue: Cue, at: datetime) -> CueGiven:
        index = min(self.index, len(self.steps) - 1)
        said = Cue.INSTRUCTIONS if cue is Cue.STANCE and self.is_instructed else cue
        return CueGiven(
            cue=said,
            at=at,
            until=at + WORTH_HEARING_FOR[said],
            session=self.view,
            exercise=self.exercises[index],
            dose=self.steps[index].dose,
            takes=self.takes,
        )

    def _told(self, kind: RoutineEventKind, at: datetime) -> RoutineHappened:
        return RoutineHappened(kind=kind, at=at, session=self.view)


def started(
    routine: str,
    moves: tuple[tuple[Step, Exercise], ...],
    takes: timedelta,
    now: datetime,
    rules: Settings,
    *,
    has_balance_test: bool,
) -> Change:
    """A session of these moves, of which there is at least one, begins."""
    phase = RoutinePhase.BALANCE_BEFORE if has_balance_test else RoutinePhase.GET_READY
    session = Session(
        routine=routine,
        steps=tuple(step for step, _ in moves),
        exercises=tuple(exercise for _, exercise in moves),
        done=(0,) * len(moves),
        has_balance_test=has_balance_test,
        started_at=now,
        phase=phase,
        began_at=now,
        takes=takes,
    )
    begun, cues = session._entered(phase, now, rules)
    told = (begun or session)._told(RoutineEventKind.STARTED, now)
    return begun, [told, *cues]
