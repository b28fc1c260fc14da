"""Everything known of one person, and what can be read off it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .breaks import Break, Moment, Stage
from .day import MINUTE, Day, day_after, local_day, whole_minutes
from .model import Posture, Settings, SourceKind
from .posture import Witness, fold
from .sitting import BoutClock, Phase

STUCK_AFTER = timedelta(hours=3)
"""On the clock, with a single source on and none that changed: nobody sits that still."""
SILENT_AFTER = timedelta(hours=1)
"""Without evidence, before the user is asked to look after the sensors."""

EVIDENCE_KINDS = frozenset({SourceKind.SEAT, SourceKind.PRESENCE, SourceKind.COMPUTER})


@dataclass(slots=True, kw_only=True)
class Person:
    """What the coach knows. Only the coach changes it; instants are UTC."""

    rules: Settings
    kinds: dict[str, SourceKind]
    answers: dict[str, bool | None]
    witness: Witness
    clocks: dict[Posture, BoutClock]
    breaks: dict[Posture, Break]
    day: Day
    posture: Posture = Posture.UNKNOWN
    posture_since: datetime | None = None
    is_listening: bool = False
    """Whether the sources have reported since somebody watches them."""
    is_paused: bool = False
    paused_until: datetime | None = None
    quiet_from: timedelta = timedelta(0)
    """Sitting ever counted when a source last changed its mind."""
    is_stuck_asked: bool = False

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
        return bool(self.busy_sources) or not self.is_on_duty or self.is_paused

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

    def reached_at(self, track: Posture) -> datetime | None:
        """When the limit is reached if the posture stays; None once it was."""
        limit = self.limit(track)
        if limit is None or self.breaks[track].stage is not Stage.COUNTING:
            return None
        return self.clocks[track].reaches(limit)

    def started_at(self, track: Posture) -> datetime | None:
        """When a gap while the break is due is no flicker any more; None once it was told."""
        clock, rest = self.clocks[track], self.breaks[track]
        if not rest.is_due or rest.began_at or clock.frozen_since:
            return None
        if clock.phase is not Phase.GAP or clock.gap_since is None:
            return None
        return clock.gap_since + min(self.rules.grace, self.rules.break_min)

    def moment(self, track: Posture, now: datetime) -> Moment:
        """What a break needs to know of the rest."""
        clock = self.clocks[track]
        is_heard = clock.is_running and self.posture is track
        return Moment(
            now=now,
            rules=self.rules,
            sat_for=clock.elapsed(now),
            may_prompt=is_heard and not self.is_held and self.stuck_source(now) is None,
            is_held=self.is_held,
            is_up=not clock.is_in_target,
        )

    def stuck_source(self, now: datetime) -> str | None:
        """The only source that says on, when none has changed for too long."""
        since = self._stuck_at()
        if since is None or since > now:
            return None
        return self._saying_on(EVIDENCE_KINDS)[0]

    def wishes(self, now: datetime) -> Iterator[datetime]:
        """When the coach wants to be woken for what is told or shown."""
        for track, rest in self.breaks.items():
            if at := rest.deadline(self.moment(track, now)):
                yield at
        if self.paused_until:
            yield self.paused_until
        if self.is_listening and self.posture is Posture.UNKNOWN and self.posture_since:
            silent_at = self.posture_since + SILENT_AFTER
            if silent_at > now:
                yield silent_at
        stuck_at = self._stuck_at()
        if stuck_at and stuck_at > now:
            yield stuck_at
        yield from self._minutes(now)

    def begin_day(self, now: datetime) -> None:
        """The figures of today start from here."""
        self.day = Day(
            date=local_day(now, self.rules.time_zone),
            sitting_from=self.clocks[Posture.SITTING].counted(now),
            standing_from=self.clocks[Posture.STANDING].counted(now),
        )

    def sitting_today(self, now: datetime) -> timedelta:
        """Sitting counted since the local day began."""
        return max(
            self.clocks[Posture.SITTING].counted(now) - self.day.sitting_from,
            timedelta(0),
        )

    def standing_today(self, now: datetime) -> timedelta:
        """Standing counted since the local day began."""
        return max(
            self.clocks[Posture.STANDING].counted(now) - self.day.standing_from,
            timedelta(0),
        )

    def longest_today(self, now: datetime) -> timedelta:
        """The longest spell of sitting, as far as it was today."""
        longest = max(self.day.longest, self.clocks[Posture.SITTING].elapsed(now))
        return min(longest, self.sitting_today(now))

    def _minutes(self, now: datetime) -> Iterator[datetime]:
        """When a figure of today grows by a minute, and when it starts anew."""
        shown = (
            (Posture.SITTING, self.sitting_today(now)),
            (Posture.STANDING, self.standing_today(now)),
        )
        for track, today in shown:
            if self.clocks[track].is_running:
                yield now + (whole_minutes(today) + MINUTE - today)
        if any(today for _, today in shown) or self.day.breaks:
            yield day_after(self.day.date, self.rules.time_zone)

    def _stuck_at(self) -> datetime | None:
        if len(self._saying_on(EVIDENCE_KINDS)) != 1:
            return None
        clock = self.clocks[Posture.SITTING]
        if not clock.is_running or clock.running_since is None:
            return None
        return clock.running_since + (self.quiet_from + STUCK_AFTER - clock.total)

    def _saying_on(self, kinds: frozenset[SourceKind]) -> tuple[str, ...]:
        return tuple(
            each for each, kind in self.kinds.items() if kind in kinds and self.answers[each]
        )
