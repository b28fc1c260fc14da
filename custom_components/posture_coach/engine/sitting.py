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

`TABLE` is the machine. A clock is a value: every step returns a new one, and the same steps
in the same order give the same clock, so a past moment can be corrected by starting again from
the clock of that moment.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .instants import moved
from .model import Posture, Settings


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


TABLE: dict[tuple[Phase, Input], Phase] = {
    (Phase.RESTED, Input.TARGET): Phase.ARRIVING,
    (Phase.ARRIVING, Input.OTHER): Phase.RESTED,
    (Phase.ARRIVING, Input.SETTLED): Phase.RUNNING,
    (Phase.RUNNING, Input.OTHER): Phase.GAP,
    (Phase.GAP, Input.TARGET): Phase.RETURNING,
    (Phase.GAP, Input.OVERDUE): Phase.RESTED,
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

    @property
    def is_in_target(self) -> bool:
        """Whether the last answer was the target posture."""
        return self.phase in _IN_TARGET

    @property
    def is_in_spell(self) -> bool:
        """Whether a spell goes on, gaps included."""
        return self.phase in _IN_SPELL

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
        if is_target is clock.is_in_target:
            return clock
        return clock._moved(Input.TARGET if is_target else Input.OTHER, at, rules)

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
            belief = Input.OVERDUE if clock.back_since is None else Input.SETTLED
            clock = clock._moved(belief, now, rules)
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
        )

    def without_spell(self, at: datetime) -> BoutClock:
        """The clock with what it counted up to `at`, and no spell."""
        total = self.counted(at)
        return BoutClock(target=self.target, total=total, total_before_spell=total)

    def _thawed(self, at: datetime, rules: Settings, *, is_same: bool) -> BoutClock:
        if self.frozen_since is None:
            return self
        lost = at - self.frozen_since
        thawed = replace(self, frozen_since=None)
        if is_same and lost <= rules.bridge:
            return thawed
        return replace(moved(thawed, lost), left_at=self.left_at)

    def _moved(self, given: Input, at: datetime, rules: Settings) -> BoutClock:
        phase = TABLE[self.phase, given]
        match self.phase, phase:
            case Phase.RUNNING, Phase.GAP:
                return replace(
                    self,
                    phase=phase,
                    total=self.counted(at),
                    running_since=None,
                    gap_since=at,
                    left_at=at,
                )
            case ((Phase.RESTED | Phase.GAP), (Phase.ARRIVING | Phase.RETURNING)):
                return replace(self, phase=phase, back_since=at)
            case Phase.ARRIVING, Phase.RUNNING:
                return replace(
                    self,
                    phase=phase,
                    total_before_spell=self.total,
                    running_since=self.back_since,
                    back_since=None,
                )
            case Phase.RETURNING, Phase.RUNNING:
                return replace(
                    self,
                    phase=phase,
                    running_since=self._resumed_at(rules),
                    gap_since=None,
                    left_at=None,
                    back_since=None,
                )
            case ((Phase.ARRIVING | Phase.RETURNING), _):
                return replace(self, phase=phase, back_since=None)
            case _:
                return replace(self, phase=phase, gap_since=None, left_at=None)

    def _resumed_at(self, rules: Settings) -> datetime | None:
        """From when on a believed return counts: a gap below `grace` never happened."""
        left, back = self.gap_since, self.back_since
        return left if left and back and back - left < rules.grace else back
