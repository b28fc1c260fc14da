"""The one mutable object: what is known of a person, and what follows from it.

Facts (what the sensors and clocks say) are worked off in the order in which they happened,
however late they arrive; talking to the person happens once, at the present.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from .breaks import Break, Change, Stage
from .day import Day, day_after, local_day
from .errors import CoachError
from .events import (
    BreakDeclared,
    BreakHappened,
    BreakSkipped,
    BreakSnoozed,
    ClockStepped,
    CoachingPaused,
    CoachingResumed,
    Effect,
    Event,
    RecordMade,
    SettingsChanged,
    SourcesReported,
    StuckAsked,
    TimePassed,
    WatchLost,
)
from .instants import moved
from .model import (
    BreakEventKind,
    BreakOutcome,
    BreakRecord,
    Posture,
    Settings,
    Snapshot,
    SourceKind,
)
from .person import Person
from .plain import from_plain, to_plain
from .portrait import portray
from .posture import Witness, fold
from .sitting import BoutClock, Phase

type Clocks = dict[Posture, BoutClock]


class Coach:
    """A person's coach. Every call takes the present as an argument, in UTC."""

    def __init__(
        self,
        rules: Settings,
        kinds: Mapping[str, SourceKind],
        now: datetime,
        records: Iterable[BreakRecord] = (),
    ) -> None:
        """Know the sources by id and kind; `records` may hold the breaks of today."""
        clocks = {each: BoutClock(target=each) for each in (Posture.SITTING, Posture.STANDING)}
        self._is = Person(
            rules=rules,
            kinds=dict(kinds),
            answers=dict.fromkeys(kinds),
            witness=Witness(kinds=frozenset(kinds.values())),
            clocks=clocks,
            breaks={each: Break(posture=each) for each in clocks},
            day=Day(date=local_day(now, rules.time_zone)),
        )
        for record in records:
            self._is.day = self._is.day.with_record(record, rules.time_zone)
        self._settled_at = now
        """Up to here the facts are settled; what arrives later counts from here."""
        self._now = now
        self._judged_at = now
        self._before_judged: tuple[Clocks, Posture, datetime | None] = (
            clocks,
            Posture.UNKNOWN,
            None,
        )
        """How it was before the first judgement at `_judged_at`: sources that change at one
        instant are one change."""
        self._doubt: tuple[datetime, Clocks] | None = None
        """When nobody was seen any more, and the clocks of that moment."""
        self._words: dict[str, bool] = {}
        self._effects: list[Effect] = []

    def handle(self, event: Event, now: datetime) -> list[Effect]:
        """Take in `event` and return what follows.

        Raises CoachError for a refused request, which changes nothing.
        """
        if isinstance(event, ClockStepped):
            self._step_clock(event.by)
        self._now = at = now = max(now, self._now)
        if isinstance(event, SourcesReported | WatchLost):
            at = min(max(event.at, self._settled_at), now)
        self._settle(at, now)
        self._take_in(event, at, now)
        self._settle(now, now)
        self._speak(now)
        effects, self._effects = self._effects, []
        return effects

    def snapshot(self, now: datetime) -> Snapshot:
        """Everything anybody may know at `now`."""
        return portray(self._is, now)

    @property
    def deadline(self) -> datetime | None:
        """When `handle(TimePassed(), ...)` is due; None when nothing is pending."""
        return min((*self._facts(), *self._is.wishes(self._now)), default=None)

    def memory(self) -> dict[str, Any]:
        """What must survive a restart, as plain values."""
        kept = self._is
        return {
            "settled_at": self._settled_at.isoformat(),
            "posture": kept.posture.value,
            "clocks": [to_plain(each) for each in kept.clocks.values()],
            "breaks": [to_plain(each) for each in kept.breaks.values()],
            "day": to_plain(replace(kept.day, breaks={})),
            "is_paused": kept.is_paused,
            "paused_until": kept.paused_until and kept.paused_until.isoformat(),
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Go on from `memory`, nobody having watched since.

        Raises KeyError, TypeError or ValueError for what is no memory of ours, and changes
        nothing then.
        """
        clocks = {
            each.target: each for each in (from_plain(BoutClock, c) for c in memory["clocks"])
        }
        breaks = {each.posture: each for each in (from_plain(Break, b) for b in memory["breaks"])}
        day = from_plain(Day, memory["day"])
        posture, until = Posture(memory["posture"]), memory["paused_until"]
        settled_at = datetime.fromisoformat(memory["settled_at"])
        paused_until = until and datetime.fromisoformat(until)
        if clocks.keys() != self._is.clocks.keys() or breaks.keys() != clocks.keys():
            raise ValueError(memory)
        kept = self._is
        kept.clocks, kept.breaks, kept.posture = clocks, breaks, posture
        kept.day = replace(day, breaks=kept.day.breaks if day.date == kept.day.date else {})
        kept.is_paused, kept.paused_until = bool(memory["is_paused"]), paused_until
        self._settled_at = self._judged_at = self._now = settled_at
        self._before_judged = (dict(clocks), posture, None)

    def _take_in(self, event: Event, at: datetime, now: datetime) -> None:
        match event:
            case SourcesReported():
                self._hear(event.answers, at)
            case WatchLost():
                self._is.is_listening = False
                self._is.answers = dict.fromkeys(self._is.kinds)
                self._judge(at)
            case SettingsChanged():
                self._is.rules = event.settings
            case CoachingPaused():
                if event.until is not None and event.until <= now:
                    raise CoachError("until_in_the_past", field="until")
                self._is.is_paused, self._is.paused_until = True, event.until
            case CoachingResumed():
                self._is.is_paused, self._is.paused_until = False, None
            case BreakSnoozed() | BreakSkipped() | BreakDeclared():
                self._answer(event, now)
            case ClockStepped() | TimePassed():
                pass

    def _answer(self, event: BreakSnoozed | BreakSkipped | BreakDeclared, now: datetime) -> None:
        track = self._is.active
        moment, rest = self._is.moment(track, now), self._is.breaks[track]
        match event:
            case BreakSnoozed():
                self._change(track, rest.snoozed(event.duration, moment))
                return
            case BreakSkipped():
                self._change(track, rest.skipped(moment))
            case BreakDeclared():
                self._change(track, rest.declared(moment))
        self._restart(track, now)

    def _restart(self, track: Posture, at: datetime) -> None:
        kept = self._is
        kept.clocks[track] = kept.clocks[track].restarted(at)
        self._before_judged = (dict(kept.clocks), kept.posture, kept.posture_since)

    def _hear(self, answers: Mapping[str, bool | None], at: datetime) -> None:
        kept = self._is
        known = {each: answer for each, answer in answers.items() if each in kept.kinds}
        kept.is_listening = True
        kept.answers = kept.answers | known
        words = {each: answer for each, answer in known.items() if answer is not None}
        if words.items() - self._words.items():
            self._words |= words
            kept.quiet_from = kept.clocks[Posture.SITTING].counted(at)
            kept.is_stuck_asked = False
        heard = {
            kind: fold(kept.answers[each] for each, its in kept.kinds.items() if its is kind)
            for kind in kept.witness.kinds
        }
        kept.witness = kept.witness.hears(heard, at)
        doubted = kept.witness.doubted_since
        if doubted is None:
            self._doubt = None
        elif doubted == at:
            before = self._before_judged[0] if self._judged_at == at else kept.clocks
            self._doubt = (at, dict(before))
        self._judge(at)

    def _judge(self, at: datetime) -> None:
        """Let the clocks know the posture as of `at`."""
        kept = self._is
        posture = kept.witness.posture(at) if kept.is_listening else Posture.UNKNOWN
        if at == self._judged_at:
            clocks, kept.posture, kept.posture_since = self._before_judged
            kept.clocks = dict(clocks)
        else:
            self._before_judged = (dict(kept.clocks), kept.posture, kept.posture_since)
            self._judged_at = at
        self._settled_at = max(self._settled_at, at)
        if posture is kept.posture:
            return
        since = at
        if posture is Posture.AWAY and kept.witness.is_unseen_on_seat(at):
            kept.day = replace(kept.day, unseen=kept.day.unseen + 1)
            if self._doubt:
                since, clocks = self._doubt
                kept.clocks = dict(clocks)
        kept.posture, kept.posture_since = posture, since
        for track, clock in kept.clocks.items():
            kept.clocks[track] = clock.observe(posture, since, kept.rules)

    def _facts(self) -> Iterator[datetime]:
        """When the sensors' story goes on by itself."""
        kept = self._is
        judged = kept.witness.deadline if kept.is_listening else None
        if judged is not None and judged > self._judged_at:
            yield judged
        for track, clock in kept.clocks.items():
            for at in (
                clock.deadline(kept.rules),
                kept.reached_at(track),
                kept.started_at(track),
            ):
                if at is not None:
                    yield at

    def _settle(self, to: datetime, now: datetime) -> None:
        """Work off the facts up to `to`, in order."""
        while True:
            midnight = day_after(self._is.day.date, self._is.rules.time_zone)
            at = min((*self._facts(), midnight))
            if at > to:
                return
            self._settled_at = max(self._settled_at, at)
            if at == midnight:
                self._is.begin_day(at)
            if at == self._is.witness.deadline and self._is.is_listening:
                self._judge(at)
            for track in self._is.clocks:
                self._settle_track(track, at, now)

    def _settle_track(self, track: Posture, at: datetime, now: datetime) -> None:
        kept = self._is
        moment = replace(kept.moment(track, at), now=now)
        if (reached_at := kept.reached_at(track)) is not None and reached_at <= at:
            self._change(track, kept.breaks[track].reached(reached_at, moment))
        clock, ended = kept.clocks[track].advance(at, kept.rules)
        left_at = kept.clocks[track].left_at
        if left_at and (started_at := kept.started_at(track)) and started_at <= at:
            self._change(track, kept.breaks[track].started(left_at, moment))
        kept.clocks[track] = clock
        if clock.phase is Phase.RUNNING and kept.breaks[track].began_at:
            kept.breaks[track] = kept.breaks[track].returned()
        if ended:
            if track is Posture.SITTING:
                kept.day = replace(kept.day, longest=max(kept.day.longest, ended.sat_for))
            moment = replace(moment, sat_for=ended.sat_for)
            self._change(track, kept.breaks[track].rested(ended.left_at, moment))

    def _speak(self, now: datetime) -> None:
        kept = self._is
        if kept.paused_until and kept.paused_until <= now:
            kept.is_paused, kept.paused_until = False, None
        for track in kept.clocks:
            while True:
                moment, rest = kept.moment(track, now), kept.breaks[track]
                due = rest.deadline(moment)
                if due is None or due > now:
                    break
                self._change(track, rest.advance(moment))
                if rest.stage is Stage.DECLARED:
                    self._restart(track, due)
        stuck = kept.stuck_source(now)
        if stuck and not kept.is_stuck_asked and not kept.is_held:
            kept.is_stuck_asked = True
            sat_for = kept.clocks[Posture.SITTING].elapsed(now)
            self._effects.append(StuckAsked(source=stuck, sat_for=sat_for))

    def _change(self, track: Posture, change: Change) -> None:
        self._is.breaks[track], effects = change
        for effect in effects:
            # Leaving the standing posture early is nothing to record.
            if track is Posture.STANDING and _is_natural(effect):
                continue
            if isinstance(effect, RecordMade):
                self._is.day = self._is.day.with_record(effect.record, self._is.rules.time_zone)
            self._effects.append(effect)

    def _step_clock(self, by: timedelta) -> None:
        kept = self._is
        self._settled_at += by
        self._now += by
        self._judged_at += by
        kept.posture_since = kept.posture_since and kept.posture_since + by
        kept.witness = moved(kept.witness, by)
        kept.clocks = {track: moved(clock, by) for track, clock in kept.clocks.items()}
        kept.breaks = {track: moved(rest, by) for track, rest in kept.breaks.items()}
        before, posture, since = self._before_judged
        self._before_judged = (
            {track: moved(clock, by) for track, clock in before.items()},
            posture,
            since and since + by,
        )
        if self._doubt:
            at, clocks = self._doubt
            self._doubt = (
                at + by,
                {track: moved(clock, by) for track, clock in clocks.items()},
            )


def _is_natural(effect: Effect) -> bool:
    match effect:
        case RecordMade(record=record):
            return record.outcome is BreakOutcome.NATURAL
        case BreakHappened(kind=kind):
            return kind is BreakEventKind.NATURAL
        case _:
            return False
