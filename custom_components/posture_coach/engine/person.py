"""Everything known of one person, and what becomes of it.

A person is a value: every change makes a new one, so that the coach can keep an earlier one
and go on from there when a sensor turns out to have said something else meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .breaks import Break, Moment, Stage
from .day import Day, local_day
from .instants import all_moved, moved
from .model import Posture, Settings, SourceKind
from .posture import Witness, fold
from .records import BreakRecord
from .sitting import BoutClock

STUCK_AFTER = timedelta(hours=3)
"""On the clock, with a single source on and none that changed: nobody sits that still."""

EVIDENCE_KINDS = frozenset({SourceKind.SEAT, SourceKind.PRESENCE, SourceKind.COMPUTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Since when nobody was seen at the desk, and the clocks of that moment."""

    at: datetime
    clocks: Mapping[Posture, BoutClock]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the coach knows; instants are UTC."""

    rules: Settings
    kinds: Mapping[str, SourceKind]
    answers: Mapping[str, bool | None]
    witness: Witness
    clocks: Mapping[Posture, BoutClock]
    breaks: Mapping[Posture, Break]
    day: Day
    settled_at: datetime
    """When something last turned out to be so."""
    heard_at: datetime | None = None
    """When the sources last reported."""
    judged_at: datetime | None = None
    """As of when the posture was last looked at."""
    posture: Posture = Posture.UNKNOWN
    posture_since: datetime | None = None
    doubt: Doubt | None = None
    is_listening: bool = False
    """Whether the sources have reported since somebody watches them."""
    words: Mapping[str, bool] = field(default_factory=dict)
    """What each source last said, silence left out."""
    quiet_from: timedelta = timedelta(0)
    """Sitting ever counted when a source last changed its mind."""
    is_stuck_asked: bool = False
    is_paused: bool = False
    paused_until: datetime | None = None
    is_in_routine: bool = False
    led_until: datetime | None = None
    """When the last session ended."""

    @property
    def is_on_duty(self) -> bool:
        """Whether coaching is wanted now; a silent duty source does not end it."""
        return self.said(SourceKind.DUTY) is not False

    @property
    def busy_sources(self) -> tuple[str, ...]:
        """The sources that say busy."""
        return self._saying_on(frozenset({SourceKind.BUSY}))

    @property
    def is_held(self) -> bool:
        """Whether a prompt is unwelcome now."""
        return not self.is_on_duty or self.is_occupied

    @property
    def is_occupied(self) -> bool:
        """Whether nobody wants to hear anything now, on duty or off."""
        return bool(self.busy_sources) or self.is_paused or self.is_in_routine

    @property
    def active(self) -> Posture:
        """The posture whose break is spoken of."""
        for track, rest in self.breaks.items():
            if rest.is_due or rest.stage is Stage.DECLARED:
                return track
        if self.rules.standing_limit and self.posture is Posture.STANDING:
            return Posture.STANDING
        return Posture.SITTING

    def said(self, kind: SourceKind) -> bool | None:
        """What the sources of a kind say together."""
        return fold(self.answers[each] for each, its in self.kinds.items() if its is kind)

    def limit(self, track: Posture) -> timedelta | None:
        """The limit of this spell of a posture; None when it has none."""
        rules = self.rules
        limit = rules.sitting_limit if track is Posture.SITTING else rules.standing_limit
        return limit and self.breaks[track].limit(limit)

    def moment(self, track: Posture, now: datetime) -> Moment:
        """What a break needs to know of the rest."""
        clock = self.clocks[track]
        return Moment(
            now=now,
            rules=self.rules,
            sat_for=clock.elapsed(now),
            may_prompt=clock.is_running and not self.is_held and self.stuck_source(now) is None,
            is_held=self.is_held,
            is_up=clock.frozen_since is None and not clock.is_in_target,
        )

    def is_left_over(self, track: Posture) -> bool:
        """Whether a break is owed for a spell that, as it turned out, never was."""
        return self.breaks[track].is_of_spell and not self.clocks[track].is_in_spell

    @property
    def stuck_at(self) -> datetime | None:
        """When the only source that says on is stuck if none changes; None if more than one."""
        if len(self._saying_on(EVIDENCE_KINDS)) != 1:
            return None
        clock = self.clocks[Posture.SITTING]
        if not clock.is_running or clock.running_since is None:
            return None
        return clock.running_since + (self.quiet_from + STUCK_AFTER - clock.total)

    def stuck_source(self, now: datetime) -> str | None:
        """The only source that says on, when none has changed for too long."""
        since = self.stuck_at
        if since is None or since > now:
            return None
        return self._saying_on(EVIDENCE_KINDS)[0]

    def sitting_today(self, now: datetime) -> timedelta:
        """Sitting counted since the local day began."""
        return self.clocks[Posture.SITTING].counted(now) - self.day.sitting_from

    def standing_today(self, now: datetime) -> timedelta:
        """Standing counted since the local day began."""
        return self.clocks[Posture.STANDING].counted(now) - self.day.standing_from

    def longest_today(self, now: datetime) -> timedelta:
        """The longest spell of sitting, as far as it was today."""
        longest = max(self.day.longest, self.clocks[Posture.SITTING].elapsed(now))
        return min(longest, self.sitting_today(now))

    def with_clock(self, track: Posture, clock: BoutClock) -> Person:
        """The person with another clock for a posture."""
        return replace(self, clocks={**self.clocks, track: clock})

    def with_break(self, track: Posture, rest: Break) -> Person:
        """The person with another break for a posture."""
        return replace(self, breaks={**self.breaks, track: rest})

    def with_rules(self, rules: Settings) -> Person:
        """The person under other settings; a break without a limit is owed no more."""
        changed = replace(self, rules=rules)
        if rules.standing_limit is None:
            return changed.with_break(Posture.STANDING, Break(posture=Posture.STANDING))
        return changed

    def hearing(self, answers: Mapping[str, bool | None], at: datetime) -> Person:
        """The person after sources changed their answers at `at`; judged afresh."""
        known = {each: answer for each, answer in answers.items() if each in self.kinds}
        heard = replace(self, answers={**self.answers, **known}, is_listening=True, heard_at=at)
        words = {each: answer for each, answer in known.items() if answer is not None}
        if words.items() - self.words.items():
            heard = replace(
                heard,
                words={**self.words, **words},
                quiet_from=self.clocks[Posture.SITTING].counted(at),
                is_stuck_asked=False,
            )
        if not self.is_listening:
            heard = heard._attentive(at)
        kinds = {kind: heard.said(kind) for kind in heard.witness.kinds}
        heard = replace(heard, witness=heard.witness.hears(kinds, at))
        doubted = heard.witness.doubted_since
        if doubted is None:
            heard = replace(heard, doubt=None)
        elif doubted == at and (heard.doubt is None or heard.doubt.at != at):
            heard = replace(heard, doubt=Doubt(at=at, clocks=heard.clocks))
        return heard.judged(at)

    def unwatched(self, at: datetime) -> Person:
        """The person after everybody stopped watching at `at`."""
        silent = dict.fromkeys(self.kinds)
        return replace(self, answers=silent, is_listening=False, heard_at=at).judged(at)

    def judged(self, at: datetime) -> Person:
        """The person after the clocks know the posture as of `at`."""
        posture = self.witness.posture(at) if self.is_listening else Posture.UNKNOWN
        seen = replace(self, judged_at=at, settled_at=max(self.settled_at, at))
        if posture is self.posture and self.posture_since is not None:
            return seen
        since = at
        if posture is Posture.AWAY and self.witness.is_unseen_on_seat(at):
            seen = seen._as_of_doubt()
            since = self.doubt.at if self.doubt else at
        clocks = {
            track: clock.observe(posture, since, self.rules) for track, clock in seen.clocks.items()
        }
        return replace(seen, posture=posture, posture_since=since, clocks=clocks)

    def rested(self, track: Posture, sat_for: timedelta) -> Person:
        """The person after a spell of `sat_for` is over, which no later doubt brings back."""
        rested = self._certain(track)
        if track is not Posture.SITTING:
            return rested
        longest = max(self.day.longest, min(sat_for, self.sitting_today(self.settled_at)))
        return replace(rested, day=replace(self.day, longest=longest))

    def restarted(self, track: Posture, at: datetime) -> Person:
        """The person with a new spell from `at`, which a later doubt takes back as a whole."""
        afresh = self.with_clock(track, self.clocks[track].restarted(at))._certain(track)
        if track is not Posture.SITTING:
            return afresh
        return replace(afresh, day=replace(self.day, longest=self.longest_today(at)))

    def on_new_day(self, at: datetime, records: Iterable[BreakRecord]) -> Person:
        """The person with the figures of today starting from `at`, some breaks being on record."""
        day = Day(
            date=local_day(at, self.rules.time_zone),
            sitting_from=self.clocks[Posture.SITTING].counted(at),
            standing_from=self.clocks[Posture.STANDING].counted(at),
        )
        return replace(self, day=day.with_records(records, self.rules.time_zone))

    def stepped(self, by: timedelta) -> Person:
        """The person with the wall clock set ahead by `by`; an end of a pause is wall time."""
        doubt = self.doubt and replace(
            moved(self.doubt, by), clocks=all_moved(self.doubt.clocks, by)
        )
        return replace(
            moved(self, by),
            witness=moved(self.witness, by),
            clocks=all_moved(self.clocks, by),
            breaks=all_moved(self.breaks, by),
            doubt=doubt,
            paused_until=self.paused_until,
        )

    def _attentive(self, at: datetime) -> Person:
        """The person as somebody watches again: what was seen long ago says nothing now."""
        if self.posture is not Posture.UNKNOWN or self.posture_since is None:
            return self
        if at - self.posture_since <= self.rules.bridge:
            return replace(self, posture_since=None)
        witness = Witness(kinds=self.witness.kinds)
        return replace(self, posture_since=None, witness=witness, doubt=None)

    def _as_of_doubt(self) -> Person:
        """The person with the clocks of when nobody was seen any more, today's figures too."""
        day = replace(self.day, unseen=self.day.unseen + 1)
        if self.doubt is None:
            return replace(self, day=day)
        at, clocks = self.doubt.at, self.doubt.clocks
        counted = clocks[Posture.SITTING].counted(at)
        day = replace(day, sitting_from=min(day.sitting_from, counted))
        return replace(self, clocks=clocks, day=day)

    def _certain(self, track: Posture) -> Person:
        """The person whose spell was told to be over: doubt must not bring it back."""
        if self.doubt is None:
            return self
        rested = self.doubt.clocks[track].without_spell(self.doubt.at)
        return replace(self, doubt=replace(self.doubt, clocks={**self.doubt.clocks, track: rested}))

    def _saying_on(self, kinds: frozenset[SourceKind]) -> tuple[str, ...]:
        return tuple(
            each for each, kind in self.kinds.items() if kind in kinds and self.answers[each]
        )
