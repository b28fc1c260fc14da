"""The one mutable object: who is coached, and what follows from what happens."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, override

from .agenda import facts, midnight, wishes
from .breaks import Stage
from .day import day_after, local_day
from .errors import CoachError
from .events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    ClockStepped,
    CoachingPaused,
    CoachingResumed,
    Effect,
    Event,
    RecordMade,
    RecordsRead,
    RoutineEvent,
    RoutineLogged,
    RoutineStarted,
    RunPlanned,
    SettingsChanged,
    SourcesReported,
    TimePassed,
    WatchLost,
)
from .history import DAY, History, history_of
from .memory import recalled, recalled_training, remember, remember_training
from .model import (
    Practice,
    Settings,
    Snapshot,
    SourceKind,
)
from .portrait import portray
from .practice import practised, wants_earlier
from .records import SessionOutcome, SessionRecord, TestPhase
from .training import Training
from .watch import Watch

NOTHING_READ = RecordsRead(records=())
OF_YESTERDAY_FOR = timedelta(minutes=10)
"""After midnight, a calendar or a workday sensor may not know of the new day yet."""


class Coach(Watch):
    """A person's coach. Every call takes the present as an argument, in UTC."""

    def __init__(
        self,
        rules: Settings,
        kinds: Mapping[str, SourceKind],
        now: datetime,
        read: RecordsRead = NOTHING_READ,
    ) -> None:
        """Know the sources by id and kind, and what is on record."""
        super().__init__(rules, kinds, now, read)
        self._training = Training(history=_history(read, rules))
        self._shown: tuple[object, Practice] | None = None

    def handle(self, event: Event, now: datetime) -> list[Effect]:
        """Take in `event` and return what follows.

        Raises CoachError for a refused request, which changes nothing.
        """
        if isinstance(event, ClockStepped):
            self._step_clock(event.by)
        self._now = now = max(now, self._now)
        match event:
            case SourcesReported(at=at) | WatchLost(at=at):
                if isinstance(event, WatchLost):
                    self._training = self._training.interrupted(min(at, now), now)
                self._hear(event, min(at, now))
            case TimePassed():
                pass
            case _:
                self._lead(now)
                self._settle(now)
                self._obey(event, now)
                self._stand_by()
        self._lead(now)
        self._settle(now)
        self._ask_today(now)
        self._tell(now)
        self._propose(now)
        effects, self._effects = self._effects, []
        return effects

    def snapshot(self, now: datetime) -> Snapshot:
        """Everything anybody may know at `now`."""
        session = self._training.session
        return portray(self._is, now, self._practice(now), session.view if session else None)

    @property
    def deadline(self) -> datetime | None:
        """When `handle(TimePassed(), ...)` is due; None when nothing is pending."""
        pending = (*facts(self._is), *wishes(self._is, self._now), *self._training_wishes())
        return min(pending, default=None)

    @property
    def wants_earlier_records(self) -> bool:
        """Whether the streak may go on in records that are not at hand."""
        today = local_day(self._now, self._is.rules.time_zone)
        return wants_earlier(self._training.history, today)

    def session_of_test(self, phase: TestPhase, now: datetime) -> datetime | None:
        """When the session began that a balance test belongs to now; None for a single one.

        Raises CoachError: test_out_of_turn.
        """
        return self._training.session_of_test(phase, now)

    @property
    def answers(self) -> Mapping[str, bool | None]:
        """What each source last said."""
        return self._is.answers

    def memory(self) -> dict[str, Any]:
        """What must survive a restart, as plain values."""
        return remember(self._is) | {"training": remember_training(self._training)}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on from `memory`, nobody having watched since.

        Raises KeyError, TypeError or ValueError for what is no memory of ours, and changes
        nothing then.
        """
        found = recalled(self._is, memory)
        training = recalled_training(self._training, memory.get("training", {}))
        found = replace(found, is_in_routine=training.session is not None)
        self._training = training
        self._is = self._stands = self._before = found
        self._now = self._is.settled_at

    def _obey(self, event: Event, now: datetime) -> None:
        kept = self._is
        match event:
            case SettingsChanged():
                self._is = kept.with_rules(event.settings)
            case CoachingPaused(until=until):
                if until is not None and until <= now:
                    raise CoachError("until_in_the_past", field="until")
                self._is = replace(kept, is_paused=True, paused_until=until)
            case CoachingResumed():
                self._is = replace(kept, is_paused=False, paused_until=None)
            case BreakSnoozed() | BreakSkipped() | BreakDeclared():
                self._answer(event, now)
            case RecordsRead():
                self._read(event)
            case RunPlanned(at=at):
                self._training = replace(self._training, run_at=at)
            case SourcesReported() | WatchLost() | ClockStepped() | TimePassed():
                pass
            case _:
                self._train(event, now)

    def _propose(self, now: datetime) -> None:
        rules = self._is.rules
        is_welcome = not self._is.is_occupied and self._is.said(SourceKind.HOME) is not False
        self._trained(self._training.proposed(now, rules, is_welcome=is_welcome))

    def _lead(self, now: datetime) -> None:
        """Take the session to where it is by now."""
        self._trained(self._training.advance(now, self._is.rules))

    def _ask_today(self, now: datetime) -> None:
        """Look whether today asks for a routine, once the day before is closed."""
        if SourceKind.ROUTINE_DAY not in self._is.kinds.values():
            return
        zone, says = self._is.rules.time_zone, self._is.said(SourceKind.ROUTINE_DAY)
        day = local_day(now, zone)
        is_early = now - day_after(day - DAY, zone) < OF_YESTERDAY_FOR
        self._training = self._training.asked_on(day, says=says, is_early=is_early)

    def _train(self, event: RoutineEvent, now: datetime) -> None:
        change = self._training.obey(event, now, self._is.rules)
        self._trained(change)
        if isinstance(event, RoutineStarted):
            # A routine is a break, unless there is none to take.
            track = self._is.active
            is_declared = self._is.breaks[track].stage is Stage.DECLARED
            if self._is.clocks[track].is_in_spell and not is_declared:
                self._answer(BreakDeclared(), now)
        elif isinstance(event, RoutineLogged):
            for session in _sessions(change[1]):
                self._rest_in_hindsight(session, now)

    def _rest_in_hindsight(self, session: SessionRecord, now: datetime) -> None:
        """A routine that was done on one's own was a break, unless the sensors have seen it."""
        track = self._is.active
        clock, rest = self._is.clocks[track], self._is.breaks[track]
        sat_for = clock.elapsed(now) - (now - session.started_at)
        is_over = session.ended_at <= now - clock.elapsed(now) or rest.stage is Stage.DECLARED
        if is_over or session.outcome is not SessionOutcome.COMPLETED:
            return
        then = replace(
            self._is.moment(track, now),
            now=session.started_at,
            sat_for=max(sat_for, timedelta(0)),
            is_up=False,
        )
        self._change(track, rest.declared(then))
        finished = replace(then, now=session.ended_at)
        self._change(track, self._is.breaks[track].finished(finished))
        # Nothing that was counted already may be counted again.
        since = (session.ended_at, clock.running_since or now, clock.frozen_since)
        self._is = self._is.restarted(track, max(each for each in since if each))

    def _trained(self, change: tuple[Training, list[Effect]]) -> None:
        self._training, effects = change
        is_led = self._training.session is not None
        if is_led is not self._is.is_in_routine:
            # When it was to end, however late that was noticed.
            led_until = next((each.ended_at for each in _sessions(effects)), None)
            self._is = replace(self._is, is_in_routine=is_led, led_until=led_until)
        if effects:
            self._effects += effects
            self._stand_by()

    @override
    def _close_day(self) -> None:
        """Keep of the day that ends now whether it asked for a routine."""
        kept, rules = self._is, self._is.rules
        off = self._training.day_off(kept.day.date, rules, is_paused=kept.is_paused)
        if off:
            self._training = self._training.with_record(off, rules)
            self._effects.append(RecordMade(record=off))

    def _read(self, event: RecordsRead) -> None:
        rules = self._is.rules
        self._recorded, self._recorded_on = event, local_day(self._now, rules.time_zone)
        self._training = replace(self._training, history=_history(event, rules))
        day = replace(self._is.day, breaks={}, is_whole=event.is_complete)
        day = day.with_records(event.breaks, rules.time_zone)
        self._is = replace(self._is, day=day)

    def _practice(self, now: datetime) -> Practice:
        """What `practised` says; it is asked for far more often than it changes."""
        rules, training = self._is.rules, self._training
        today = local_day(now, rules.time_zone)
        parts = (training.history, rules, today, training.day, training.is_asked)
        if self._shown is None or self._shown[0] != parts:
            self._shown = parts, practised(training, rules, today)
        return self._shown[1]

    def _training_wishes(self) -> Iterator[datetime]:
        if at := self._training.deadline:
            yield at
        if (at := self._training.run_ahead_at(self._is.rules)) and at > self._now:
            yield at
        if self._is.rules.catalogue.routines:
            yield midnight(self._is)

    def _step_clock(self, by: timedelta) -> None:
        self._now += by
        self._is, self._stands, self._before = (
            each.stepped(by) for each in (self._is, self._stands, self._before)
        )
        self._training = self._training.stepped(by)


def _sessions(effects: Iterable[Effect]) -> Iterator[SessionRecord]:
    records = (each.record for each in effects if isinstance(each, RecordMade))
    return (each for each in records if isinstance(each, SessionRecord))


def _history(read: RecordsRead, rules: Settings) -> History:
    zone = rules.time_zone
    return history_of(read.records, zone, read.since, is_complete=read.is_complete)
