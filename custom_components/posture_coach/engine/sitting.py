"""How long somebody has really been sitting (or standing still).

Theory. A clock follows one posture, its *target*. Being in the target posture without a real
interruption is a *spell*. What the sensors say is noisy in both directions, so nothing is
believed at once:

- leaving opens a gap. Only when the gap has lasted `break_min` is it a break: the spell ends as
  of when the gap began and the clock is at zero. A gap that ends before `grace` never happened,
  one that ends in between is left out of the count;
- coming back within a gap is believed after `settle`; an earlier end of it never happened and
  the gap goes on from where it began;
- `unknown` freezes everything. If the same answer comes back within `bridge`, the frozen time
  counts as that answer. Otherwise it is cut out: every pending instant moves by its length.

Nobody gets up for a few seconds only. A sensor that says so *flickers*, and from then on it gets
the benefit of the doubt, so that a dropout costs little even when it looks like a short walk:
- a gap that ends very soon, or in which the person was still seen at the desk, never happened and
  needs no `settle`; one that would be left out of the count is left out by half;
- within a gap only the time out of the posture adds up to a break, not the short returns;
- of frozen time that ends in another answer, half counts as the answer before.

`TABLE` is the machine. A clock is a value: every step returns a new one, and the same steps
in the same order give the same clock, so a past moment can be corrected by starting again from
the clock of that moment.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .instants import moved
from .model import Posture, Settings

FLICKER = 1 / 6
"""Of `grace`: 10 s. None of 539 gaps in five recordings of real sitting was shorter; nearly half of
the measured dropouts of a radar were."""
DISMISSED = 3 / 4
"""Of `grace`: 45 s. Gaps of a flickering sensor that end sooner never happened."""
FLICKER_REMEMBERED = timedelta(hours=8)
"""On the clock: a working day of sitting."""


class Phase(StrEnum):
    """Where a clock stands with its spell."""

    RESTED = "rested"
    """No spell."""
    ARRIVING = "arriving"
    """In the target posture, not yet believed."""
    RUNNING = "running"
    """In a spell."""
    GAP = "gap"
    """In a spell, out of the posture."""
    RETURNING = "returning"
    """In a gap, back in the posture, not yet believed."""


class Input(StrEnum):
    """What moves a clock from phase to phase."""

    TARGET = "target"
    OTHER = "other"
    SETTLED = "settled"
    """`settle` has passed since the return."""
    OVERDUE = "overdue"
    """`break_min` has passed since the gap began."""
    DISMISSED = "dismissed"
    """In the posture again after a gap that a flickering sensor has made up."""


TABLE: dict[tuple[Phase, Input], Phase] = {
    (Phase.RESTED, Input.TARGET): Phase.ARRIVING,
    (Phase.ARRIVING, Input.OTHER): Phase.RESTED,
    (Phase.ARRIVING, Input.SETTLED): Phase.RUNNING,
    (Phase.RUNNING, Input.OTHER): Phase.GAP,
    (Phase.GAP, Input.TARGET): Phase.RETURNING,
    (Phase.GAP, Input.OVERDUE): Phase.RESTED,
    (Phase.GAP, Input.DISMISSED): Phase.RUNNING,
    (Phase.RETURNING, Input.OTHER): Phase.GAP,
    (Phase.RETURNING, Input.SETTLED): Phase.RUNNING,
}

_IN_TARGET = frozenset({Phase.ARRIVING, Phase.RUNNING, Phase.RETURNING})
_IN_SPELL = frozenset({Phase.RUNNING, Phase.GAP, Phase.RETURNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A spell that has ended in a break."""

    sat_for: timedelta
    left_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutClock:
    """The clock of one posture; instants are UTC."""

    target: Posture
    phase: Phase = Phase.RESTED
    total: timedelta = timedelta(0)
    """Time ever counted, up to `running_since` or the gap."""
    total_before_spell: timedelta = timedelta(0)
    running_since: datetime | None = None
    """In RUNNING, from when on time is added to `total`."""
    gap_since: datetime | None = None
    left_at: datetime | None = None
    """When the gap began on the wall clock; differs from `gap_since` by frozen time cut out."""
    back_since: datetime | None = None
    """In ARRIVING and RETURNING, since when."""
    frozen_since: datetime | None = None
    is_still_seen: bool = False
    """In a gap of sitting, whether the person has been seen at the desk throughout."""
    flickered: timedelta | None = None
    """Time ever counted when the posture was last left for less time than anybody can."""

    @property
    def is_in_target(self) -> bool:
        """Whether the last answer was the target posture."""
        return self.phase in _IN_TARGET

    @property
    def is_in_spell(self) -> bool:
        """Whether a spell goes on, gaps included."""
        return self.phase in _IN_SPELL

    @property
    def is_flickering(self) -> bool:
        """Whether the sensors have lately said what nobody does."""
        return self.flickered is not None and self.total - self.flickered < FLICKER_REMEMBERED

    @property
    def is_running(self) -> bool:
        """Whether the count grows right now."""
        return self.phase is Phase.RUNNING and self.frozen_since is None

    def counted(self, now: datetime) -> timedelta:
        """Time ever counted; never less at a later `now`."""
        if self.running_since is None:
            return self.total
        return self.total + max((self.frozen_since or now) - self.running_since, timedelta(0))

    def elapsed(self, now: datetime) -> timedelta:
        """Time counted in this spell; zero without one."""
        if not self.is_in_spell:
            return timedelta(0)
        return self.counted(now) - self.total_before_spell

    def reaches(self, limit: timedelta) -> datetime | None:
        """When `elapsed` is `limit` if the posture stays; None unless running."""
        if not self.is_running or self.running_since is None:
            return None
        return self.running_since + limit - (self.total - self.total_before_spell)

    def deadline(self, rules: Settings) -> datetime | None:
        """When the next belief is due without any change of posture."""
        if self.frozen_since is not None:
            return None
        if self.back_since is not None:
            return self.back_since + rules.settle
        return self.gap_since and self.gap_since + rules.break_min

    def observe(self, posture: Posture, at: datetime, rules: Settings) -> BoutClock:
        """The clock after the posture is `posture` as of `at`, all deadlines before `at` done."""
        if posture is Posture.UNKNOWN:
            return self if self.frozen_since else replace(self, frozen_since=at)
        is_target = posture is self.target
        clock = self._thawed(at, rules, is_same=is_target is self.is_in_target)
        is_still_seen = self.target is Posture.SITTING and posture is Posture.STANDING
        if is_target is clock.is_in_target:
            return replace(clock, is_still_seen=clock.is_still_seen and is_still_seen)
        if not is_target:
            is_still_seen = is_still_seen and (clock.is_still_seen or clock.gap_since is None)
            return replace(clock._left(at), is_still_seen=is_still_seen)
        return clock._back(at, rules)

    def deadline_passed(self, at: datetime, rules: Settings) -> bool:
        """Whether something is to be believed at `at` that is not yet."""
        due = self.deadline(rules)
        return due is not None and due <= at

    def advance(self, now: datetime, rules: Settings) -> tuple[BoutClock, Spell | None]:
        """The clock at `now`, and the spell that has turned out to be over."""
        clock, ended = self, None
        while clock.deadline_passed(now, rules):
            if clock.back_since is None and clock.left_at is not None:
                ended = Spell(sat_for=clock.elapsed(now), left_at=clock.left_at)
            clock = clock._believed(rules)
        return clock, ended

    def restarted(self, at: datetime) -> BoutClock:
        """The clock with a new spell from `at`, or none when out of the posture."""
        total = self.counted(at)
        in_target = self.is_in_target
        return BoutClock(
            target=self.target,
            phase=Phase.RUNNING if in_target else Phase.RESTED,
            total=total,
            total_before_spell=total,
            running_since=at if in_target else None,
            frozen_since=self.frozen_since and at,
            flickered=self.flickered,
        )

    def without_spell(self, at: datetime) -> BoutClock:
        """The clock with what it counted up to `at`, and no spell."""
        total = self.counted(at)
        return BoutClock(
            target=self.target, total=total, total_before_spell=total, flickered=self.flickered
        )

    def _thawed(self, at: datetime, rules: Settings, *, is_same: bool) -> BoutClock:
        if self.frozen_since is None:
            return self
        lost = at - self.frozen_since
        thawed = replace(self, frozen_since=None)
        is_bridged = lost <= rules.bridge
        if is_same and is_bridged:
            return thawed
        if self.is_flickering and is_bridged:
            lost /= 2
        return replace(moved(thawed, lost), left_at=self.left_at)

    def _left(self, at: datetime) -> BoutClock:
        phase = TABLE[self.phase, Input.OTHER]
        if self.phase is Phase.RUNNING:
            total = self.counted(at)
            return replace(
                self, phase=phase, total=total, running_since=None, gap_since=at, left_at=at
            )
        returned = replace(self, phase=phase, back_since=None)
        if self.gap_since is None or self.back_since is None or not self.is_flickering:
            return returned
        there = at - self.back_since
        return replace(
            returned, total=self.total + there, gap_since=self.gap_since + there, left_at=at
        )

    def _back(self, at: datetime, rules: Settings) -> BoutClock:
        back = replace(self, phase=TABLE[self.phase, Input.TARGET], back_since=at)
        if self.gap_since is None:
            return back
        gap = at - self.gap_since
        if gap <= rules.grace * FLICKER:
            back = replace(back, flickered=self.total)
        if back.is_flickering and (self.is_still_seen or gap <= rules.grace * DISMISSED):
            return back._going_on(TABLE[self.phase, Input.DISMISSED], self.gap_since)
        return back

    def _believed(self, rules: Settings) -> BoutClock:
        """The clock after the deadline: back in the posture, or gone."""
        if self.back_since is None:
            phase = TABLE[self.phase, Input.OVERDUE]
            return replace(self, phase=phase, gap_since=None, left_at=None)
        phase = TABLE[self.phase, Input.SETTLED]
        if self.gap_since is None:
            return replace(self, total_before_spell=self.total)._going_on(phase, self.back_since)
        gap = self.back_since - self.gap_since
        if gap < rules.grace:
            return self._going_on(phase, self.gap_since)
        left_out = gap / 2 if self.is_flickering else gap
        return self._going_on(phase, self.gap_since + left_out)

    def _going_on(self, phase: Phase, since: datetime) -> BoutClock:
        return replace(
            self, phase=phase, running_since=since, gap_since=None, left_at=None, back_since=None
        )
