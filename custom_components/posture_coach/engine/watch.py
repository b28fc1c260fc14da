"""The part of a coach that follows the sensors and the breaks.

Facts (what the sensors and clocks say) are worked off in the order in which they happened,
however late they arrive: a report goes back to how things stood when the last one was heard and
tells the story again from there. What was told to somebody stands, and is never gone behind.
Talking to the person happens once, at the present.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from .agenda import facts, finished_at, judged_at, midnight, reached_at, started_at
from .breaks import Break, Change
from .day import Day, local_day
from .events import (
    BreakDeclared,
    BreakHappened,
    BreakSkipped,
    BreakSnoozed,
    Effect,
    RecordMade,
    RecordsRead,
    SourcesReported,
    StuckAsked,
    WatchLost,
)
from .model import BreakEventKind, BreakOutcome, Posture, Settings, SourceKind
from .person import Person
from .posture import Witness
from .records import BreakRecord
from .sitting import BoutClock, Phase

type Demand = BreakSnoozed | BreakSkipped | BreakDeclared


class Watch:
    """Follows one person; every instant is UTC."""

    def __init__(
        self,
        rules: Settings,
        kinds: Mapping[str, SourceKind],
        now: datetime,
        read: RecordsRead,
    ) -> None:
        """Know the sources by id and kind, and the breaks on record."""
        today = local_day(now, rules.time_zone)
        day = Day(date=today, is_whole=read.is_complete)
        tracks = (Posture.SITTING, Posture.STANDING)
        self._is = Person(
            rules=rules,
            kinds=dict(kinds),
            answers=dict.fromkeys(kinds),
            witness=Witness(kinds=frozenset(kinds.values())),
            clocks={each: BoutClock(target=each) for each in tracks},
            breaks={each: Break(posture=each) for each in tracks},
            day=day.with_records(read.breaks, rules.time_zone),
            settled_at=now,
        )
        self._recorded, self._recorded_on = read, today
        """What was on record, and on which day: it may come after a day in memory."""
        self._now = now
        self._stands = self._before = self._is
        """How it stood when something was last heard or told, and just before that: sources
        that report at one instant have changed together."""
        self._effects: list[Effect] = []

    def _hear(self, event: SourcesReported | WatchLost, at: datetime) -> None:
        stands = self._stands
        known: Mapping[str, bool | None] = {}
        if stands.heard_at is not None and at <= stands.heard_at:
            at, known = stands.heard_at, stands.answers
            self._is = self._before
        else:
            at = max(at, stands.settled_at)
            self._is = stands
            self._settle(at)
            self._before = self._is
        if isinstance(event, SourcesReported):
            self._is = self._is.hearing({**known, **event.answers}, at)
        else:
            self._is = self._is.unwatched(at)
        self._stands = self._is

    def _answer(self, event: Demand, now: datetime) -> None:
        track = self._is.active
        moment, rest = self._is.moment(track, now), self._is.breaks[track]
        if isinstance(event, BreakSnoozed):
            self._change(track, rest.snoozed(event.duration, moment))
            return
        answer = rest.skipped if isinstance(event, BreakSkipped) else rest.declared
        self._change(track, answer(moment))
        self._is = self._is.restarted(track, now)

    def _settle(self, to: datetime) -> None:
        """Work off the facts up to `to`, in order."""
        while True:
            day_ends_at = midnight(self._is)
            at = min((*facts(self._is), day_ends_at))
            if at > to:
                return
            told = len(self._effects)
            self._is = replace(self._is, settled_at=max(self._is.settled_at, at))
            if at == day_ends_at:
                self._close_day()
            if at == self._is.paused_until:
                self._is = replace(self._is, is_paused=False, paused_until=None)
            if at == day_ends_at:
                self._begin_day(at)
            if at == judged_at(self._is):
                self._is = self._is.judged(at)
            for track in self._is.clocks:
                self._settle_track(track, at)
            if len(self._effects) > told:
                self._stand_by()

    def _begin_day(self, at: datetime) -> None:
        begun = self._is.on_new_day(at, self._recorded.breaks)
        is_whole = self._recorded.is_complete or begun.day.date > self._recorded_on
        self._is = replace(begun, day=replace(begun.day, is_whole=is_whole))

    def _close_day(self) -> None:
        """The local day is over."""

    def _settle_track(self, track: Posture, at: datetime) -> None:
        kept = self._is
        moment = replace(kept.moment(track, at), now=kept.settled_at)
        due_at, started = reached_at(kept, track), started_at(kept, track)
        finished = finished_at(kept, track)
        before = kept.clocks[track]
        clock, ended = before.advance(at, kept.rules)
        if due_at is not None and due_at <= at:
            self._change(track, kept.breaks[track].reached(due_at, moment))
        if started is not None and started <= at:
            self._change(track, self._is.breaks[track].started(before.left_at or at, moment))
        self._is = self._is.with_clock(track, clock)
        rest = self._is.breaks[track]
        if ended:
            self._end_spell(track, ended.sat_for, ended.left_at)
        elif kept.is_left_over(track):
            self._end_spell(track, timedelta(0), kept.posture_since or at)
        elif clock.phase is Phase.RUNNING and rest.began_at:
            self._is = self._is.with_break(track, rest.returned())
        if finished is not None and finished <= at:
            moment = replace(self._is.moment(track, at), now=self._is.settled_at)
            self._change(track, rest.finished(moment))
            self._is = self._is.restarted(track, moment.now)

    def _end_spell(self, track: Posture, sat_for: timedelta, left_at: datetime) -> None:
        kept = self._is.rested(track, sat_for)
        self._is = kept
        moment = replace(kept.moment(track, kept.settled_at), sat_for=sat_for)
        self._change(track, kept.breaks[track].rested(left_at, moment))

    def _tell(self, now: datetime) -> None:
        told = len(self._effects)
        for track in self._is.clocks:
            while True:
                moment, rest = self._is.moment(track, now), self._is.breaks[track]
                due = rest.deadline(moment)
                if due is None or due > now:
                    break
                self._change(track, rest.advance(due, moment))
        stuck = self._is.stuck_source(now)
        if stuck and not self._is.is_stuck_asked and not self._is.is_held:
            self._is = replace(self._is, is_stuck_asked=True)
            sat_for = self._is.clocks[Posture.SITTING].elapsed(now)
            self._effects.append(StuckAsked(source=stuck, sat_for=sat_for))
        if len(self._effects) > told:
            self._stand_by()

    def _change(self, track: Posture, change: Change) -> None:
        rest, effects = change
        self._is = self._is.with_break(track, rest)
        for effect in effects:
            # Leaving the standing posture early is nothing to record.
            if track is Posture.STANDING and _is_natural(effect):
                continue
            if isinstance(effect, RecordMade) and isinstance(effect.record, BreakRecord):
                day = self._is.day.with_records([effect.record], self._is.rules.time_zone)
                self._is = replace(self._is, day=day)
            self._effects.append(effect)

    def _stand_by(self) -> None:
        """What was told or asked stands: no late report goes behind it."""
        self._stands = replace(self._is, heard_at=None)


def _is_natural(effect: Effect) -> bool:
    if isinstance(effect, RecordMade) and isinstance(effect.record, BreakRecord):
        return effect.record.outcome is BreakOutcome.NATURAL
    return isinstance(effect, BreakHappened) and effect.kind is BreakEventKind.NATURAL
