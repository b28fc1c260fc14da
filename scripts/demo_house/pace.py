"""Fast time: Home Assistant's clock is real, so recording and durations shrink together."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from .recording import Change

REAL_DURATIONS = {
    "sitting_limit": timedelta(minutes=30),
    "grace": timedelta(seconds=60),
    "settle": timedelta(seconds=30),
    "bridge": timedelta(minutes=10),
    "break_min": timedelta(minutes=2),
    "repeat_after": timedelta(minutes=5),
    "snooze_for": timedelta(minutes=10),
}
"""The durations of the coach at their defaults."""
FASTEST = 30
"""There the sitting limit of 30 minutes is down to one, the shortest that the coach accepts."""
LONGEST_ABSENCE = timedelta(minutes=15)
"""Longer absences (lunch, nights) are cut to this, because nothing happens in them."""


def shrunk_durations(speed: float) -> dict[str, timedelta]:
    """Return the coach's durations for a replay at that speed, in full seconds, none below one."""
    return {
        key: timedelta(seconds=max(1, round(real / timedelta(seconds=speed))))
        for key, real in REAL_DURATIONS.items()
    }


@dataclass(frozen=True, slots=True)
class Knot:
    """A moment of the recording and the second of the replay at which it comes."""

    at: datetime
    seconds: float


class Pace:
    """When each change comes in the replay, and what the recording's clock shows then."""

    def __init__(
        self, changes: list[Change], speed: float, longest_absence: timedelta = LONGEST_ABSENCE
    ) -> None:
        """Lay out the replay; it starts at the first moment at which the chair is taken."""
        first = next((n for n, change in enumerate(changes) if change.is_taken), len(changes))
        self.changes = changes[first:]
        self.speed = speed
        self._knots: list[Knot] = []
        was_taken = True
        for change in self.changes:
            if not self._knots:
                self._knots.append(Knot(change.at, 0.0))
                continue
            passed = change.at - self._knots[-1].at
            if not was_taken:
                passed = min(passed, longest_absence)
            self._knots.append(
                Knot(change.at, self._knots[-1].seconds + passed.total_seconds() / speed)
            )
            was_taken = change.is_taken

    def seconds_of(self, number: int) -> float:
        """Return the second of the replay at which the change of that number comes."""
        return self._knots[number].seconds

    def recorded_at(self, seconds: float) -> datetime:
        """Return what the recording's clock shows at that second of the replay."""
        number = max(0, bisect_right(self._knots, seconds, key=lambda knot: knot.seconds) - 1)
        knot = self._knots[number]
        return knot.at + timedelta(seconds=(seconds - knot.seconds) * self.speed)
