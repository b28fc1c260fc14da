"""Everything about routines, tests and check-ins of one person, and what becomes of it.

Like the person, a value: every change makes a new one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from .balance import changes, evenness, measured, tested
from .errors import CoachError
from .events import (
    BalanceMeasured,
    BalanceRecorded,
    BalanceTested,
    CheckedIn,
    Effect,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    RecordMade,
    RoutineEvent,
    RoutineLogged,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
    RunAhead,
)
from .exercise import Exercise
from .history import History
from .instants import moved
from .model import RoutinePhase, Settings
from .plan import Plan, duration_of, planned, step_of
from .records import (
    WAITED_FOR,
    BalanceRecord,
    CheckInRecord,
    DayOffReason,
    DayOffRecord,
    MeasurementRecord,
    Move,
    Record,
    SessionOutcome,
    SessionRecord,
    TestPhase,
)
from .session import Change as SessionChange, Session, started
from .text import checked_note

LONGEST_ROUTINE = timedelta(hours=4)
"""That is believed to have been done."""
MOST_PAIN = 10
TEST_MAY_FOLLOW_FOR = timedelta(minutes=10)
"""After a session with a balance test before it, for those who test in more than one way."""
FRESH_FOR = timedelta(hours=2)
"""After a routine, before another one is proposed ahead of a run."""

SESSION_VERBS: dict[type[RoutineEvent], Callable[[Session, datetime, Settings], SessionChange]] = {
    RoutinePaused: lambda session, now, _: session.paused(now),
    RoutineResumed: lambda session, now, _: session.resumed(now),
    ExercisePassed: Session.passed,
    ExerciseReturned: Session.returned,
    InstructionsAsked: Session.asked,
    HoldExtended: Session.extended,
    RoutineStopped: lambda session, now, _: session.stopped(now),
}
"""What each request does to a session that is running."""

type Change = tuple["Training", list[Effect]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """What the coach knows of it; instants are UTC."""

    session: Session | None = None
    history: History = field(default_factory=History)
    run_at: datetime | None = None
    """The next run in the calendar."""
    told_run_at: datetime | None = None
    """The run ahead of which a routine was proposed last."""
    day: date | None = None
    """The local day that `is_asked` is about."""
    is_asked: bool | None = None
    """Whether something has said that this day asks for a routine; None while nothing has."""

    @property
    def deadline(self) -> datetime | None:
        """When the session goes on by itself."""
        return self.session.deadline if self.session else None

    def run_ahead_at(self, rules: Settings) -> datetime | None:
        """When a routine is to be proposed ahead of a run; None when it was, or there is none."""
        if self.run_at is None or self.run_at == self.told_run_at:
            return None
        return self.run_at - rules.run_lead

    def advance(self, now: datetime, rules: Settings) -> Change:
        """What was to happen by itself up to `now`."""
        if self.session is None:
            return self, []
        return self._after(self.session.advance(now, rules), rules)

    def obey(self, event: RoutineEvent, now: datetime, rules: Settings) -> Change:
        """What a person asks for. Raises CoachError, and then nothing has changed."""
        match event:
            case RoutineStarted():
                return self._started(event, now, rules)
            case RoutineLogged():
                return self._kept([RecordMade(record=self._logged(event, now, rules))], rules)
            case BalanceTested() | BalanceMeasured():
                return self._tested(event, now, rules)
            case CheckedIn():
                return self._kept([RecordMade(record=_checked_in(event, now))], rules)
            case _:
                change = SESSION_VERBS[type(event)](self._running(), now, rules)
                return self._after(change, rules)

    def session_of_test(self, phase: TestPhase, now: datetime) -> datetime | None:
        """When the session began that a test belongs to now; None for a single test.

        Raises CoachError: test_out_of_turn.
        """
        session = self.session
        match phase:
            case TestPhase.SINGLE:
                return None
            case TestPhase.BEFORE if session and not session.has_begun:
                return session.started_at
            case TestPhase.AFTER if session and session.phase is RoutinePhase.BALANCE_AFTER:
                return session.started_at
            case TestPhase.AFTER if session is None and (last := self._tested_lately(now)):
                return last.started_at
            case _:
                raise CoachError("test_out_of_turn", field="phase")

    def interrupted(self, at: datetime, now: datetime) -> Training:
        """The training after nobody was there to lead it from `at` to `now`."""
        return replace(self, session=self.session and self.session.interrupted(at, now))

    def asked_on(self, day: date, *, says: bool | None, is_early: bool) -> Training:
        """The training after something said whether `day` asks for a routine.

        A yes stays, unless it was so early that it may have been about the day before.
        """
        known = self.is_asked if day == self.day else None
        is_asked = known if says is None else says or (known is True and not is_early)
        return replace(self, day=day, is_asked=is_asked)

    def is_scheduled(self, day: date, rules: Settings) -> bool:
        """Whether a local day asks for a routine, as far as can be told."""
        is_refused = day == self.day and self.is_asked is False
        return day.weekday() in rules.routine_days and not is_refused

    def day_off(self, day: date, rules: Settings, *, is_paused: bool) -> DayOffRecord | None:
        """What is to be kept of a day that is over and asked for no routine."""
        if not rules.catalogue.routines or day in self.history.days_off:
            return None
        if not self.is_scheduled(day, rules):
            return DayOffRecord(day=day, reason=DayOffReason.NOT_SCHEDULED)
        if is_paused and not self.history.done_on(day).routines:
            return DayOffRecord(day=day, reason=DayOffReason.PAUSED)
        return None

    def proposed(self, now: datetime, rules: Settings, *, is_welcome: bool) -> Change:
        """A routine is proposed ahead of a run, once, when that is welcome."""
        at = self.run_ahead_at(rules)
        if at is None or self.run_at is None or now < at or not is_welcome:
            return self, []
        told = replace(self, told_run_at=self.run_at)
        is_fresh = any(
            each.outcome is SessionOutcome.COMPLETED and now - each.ended_at < FRESH_FOR
            for each in self.history.sessions
        )
        if is_fresh or now >= self.run_at:
            return told, []
        return told, [RunAhead(run_at=self.run_at)]

    def with_record(self, record: Record, rules: Settings) -> Training:
        """The training with one more record."""
        return replace(self, history=self.history.with_record(record, rules.time_zone))

    def stepped(self, by: timedelta) -> Training:
        """The training with the wall clock set ahead by `by`; a run is wall time."""
        return replace(self, session=self.session and moved(self.session, by))

    def _running(self) -> Session:
        if self.session is None:
            raise CoachError("no_routine_running")
        return self.session

    def _after(self, change: SessionChange, rules: Settings) -> Change:
        session, effects = change
        return replace(self, session=session)._kept(effects, rules)

    def _kept(self, effects: list[Effect], rules: Settings) -> Change:
        training = self
        for effect in effects:
            if isinstance(effect, RecordMade):
                training = training.with_record(effect.record, rules)
        return training, effects

    def _started(self, event: RoutineStarted, now: datetime, rules: Settings) -> Change:
        if self.session is not None:
            raise CoachError("routine_running")
        routine = event.routine or rules.routine
        moves = planned(rules, self.history, routine)
        takes = duration_of(moves, rules)
        change = started(routine, moves, takes, now, rules, has_balance_test=event.has_balance_test)
        return self._after(change, rules)

    def _logged(self, event: RoutineLogged, now: datetime, rules: Settings) -> SessionRecord:
        routine = event.routine or rules.routine
        plan = planned(rules, self.history, routine)
        chosen = {step.exercise for step, _ in plan}
        if event.exercises is not None:
            chosen = set(event.exercises)
            plan += self._unplanned(event.exercises, plan, rules)
        usual = duration_of(tuple(each for each in plan if each[1].id in chosen), rules)
        duration = usual if event.duration is None else event.duration
        if not timedelta(0) < duration <= LONGEST_ROUTINE:
            raise CoachError("duration_out_of_range", field="duration")
        started_at = event.started_at or now - duration
        if started_at >= now or (event.duration and now - started_at < duration):
            raise CoachError("in_the_future", field="started_at")
        moves = tuple(
            Move(
                exercise=step.exercise,
                dose=step.dose,
                done=step.dose if step.exercise in chosen else 0,
                is_done=step.exercise in chosen,
            )
            for step, _ in plan
        )
        is_all = all(move.is_done for move in moves)
        return SessionRecord(
            routine=routine,
            outcome=SessionOutcome.COMPLETED if is_all else SessionOutcome.PARTIAL,
            started_at=started_at,
            ended_at=min(started_at + duration, now),
            moves=moves,
            is_led=False,
        )

    def _unplanned(self, names: tuple[str, ...], plan: Plan, rules: Settings) -> Plan:
        if not names:
            raise CoachError("exercise_unknown", field="exercises", exercise="")
        known = {step.exercise for step, _ in plan}
        more: list[Exercise] = []
        for name in dict.fromkeys(names):
            if name in known:
                continue
            if name not in rules.catalogue.exercises:
                raise CoachError("exercise_unknown", field="exercises", exercise=name)
            more.append(rules.catalogue.exercises[name])
        return tuple((step_of(each, rules, self.history), each) for each in more)

    def _tested(
        self, event: BalanceTested | BalanceMeasured, now: datetime, rules: Settings
    ) -> Change:
        session_started_at = self.session_of_test(event.phase, now)
        record: BalanceRecord | MeasurementRecord
        if isinstance(event, BalanceTested):
            record = tested(event, now, session_started_at)
            before = self.history.test_before(record)
            told = BalanceRecorded(
                record=record,
                evenness=evenness(record),
                changes=changes(before, record) if before else {},
            )
        else:
            record = measured(event.loads, now, event.phase, session_started_at)
            told = BalanceRecorded(record=record)
        effects: list[Effect] = [RecordMade(record=record), told]
        session, more = self.session, list[Effect]()
        if session and WAITED_FOR.get(session.phase) is event.phase:
            session, more = session.answered(now, rules)
        return self._after((session, [*effects, *more]), rules)

    def _tested_lately(self, now: datetime) -> SessionRecord | None:
        """The session that has just ended, if a test was done before it."""
        last = self.history.sessions[-1] if self.history.sessions else None
        if last is None or not last.is_led or now - last.ended_at > TEST_MAY_FOLLOW_FOR:
            return None
        tests: tuple[BalanceRecord | MeasurementRecord, ...] = (
            *self.history.tests,
            *self.history.measurements,
        )
        is_tested = any(each.session_started_at == last.started_at for each in tests)
        return last if is_tested else None


def _checked_in(event: CheckedIn, now: datetime) -> CheckInRecord:
    """Raises CoachError: check_in_empty, pain_out_of_range, text_too_long, text_has_markup."""
    note = checked_note(event.note, "note") if event.note else ""
    if not event.pains and not event.signs and not note:
        raise CoachError("check_in_empty")
    for name, pain in event.pains.items():
        if not 0 <= pain <= MOST_PAIN:
            raise CoachError("pain_out_of_range", field=name)
    felt: dict[str, Any] = {**event.pains, **event.signs}
    return CheckInRecord(at=now, note=note or None, **felt)
