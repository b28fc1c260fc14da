"""How well detected due moments agree with the real ones, and what the plain automation does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from .noise import Reading

type Moments = Sequence[datetime]

PLAIN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over recordings.

    `delays` are detected minus real, in seconds, of the matched moments.
    """

    due: int = 0
    found: int = 0
    detected: int = 0
    right: int = 0
    delays: tuple[float, ...] = ()

    def __add__(self, other: Score) -> Score:
        """Score of both together."""
        return Score(
            self.due + other.due,
            self.found + other.found,
            self.detected + other.detected,
            self.right + other.right,
            self.delays + other.delays,
        )

    @property
    def recall(self) -> float:
        """Share of the real due moments that were detected in time."""
        return self.found / self.due if self.due else 1.0

    @property
    def precision(self) -> float:
        """Share of the detected due moments that were real."""
        return self.right / self.detected if self.detected else 1.0

    @property
    def median_delay(self) -> float:
        """Seconds that half of the matched moments came late at most; negative is too early."""
        return median(self.delays) if self.delays else 0.0


def score(
    due: Moments, detected: Moments, tolerance: timedelta, is_scored: Callable[[datetime], bool]
) -> Score:
    """Match moments one to one and count those within the scored hours.

    Moments just outside the scored hours still take part in the matching, so that one detected at
    21:59 for a break that was due at 22:00 is not held against anybody.
    """
    pairs = matched(due, detected, tolerance)
    found = {pair[0] for pair in pairs}
    right = {pair[1] for pair in pairs}
    scored_due = [at for at in due if is_scored(at)]
    scored_detected = [at for at in detected if is_scored(at)]
    return Score(
        due=len(scored_due),
        found=sum(at in found for at in scored_due),
        detected=len(scored_detected),
        right=sum(at in right for at in scored_detected),
        delays=tuple((then - real).total_seconds() for real, then in pairs if is_scored(real)),
    )


def matched(
    due: Moments, detected: Moments, tolerance: timedelta
) -> list[tuple[datetime, datetime]]:
    """Pairs of a real and a detected moment no further apart than the tolerance, each used once."""
    pairs: list[tuple[datetime, datetime]] = []
    waiting = iter(sorted(detected))
    then = next(waiting, None)
    for real in sorted(due):
        while then is not None and then < real - tolerance:
            then = next(waiting, None)
        if then is not None and then <= real + tolerance:
            pairs.append((real, then))
            then = next(waiting, None)
    return pairs


def plain_automation(readings: Iterable[Reading], until: datetime) -> list[datetime]:
    """When `trigger: state, to: "on", for: "00:30:00"` on this sensor would have fired."""
    fired: list[datetime] = []
    since: datetime | None = None
    for reading in (*readings, Reading(until, "off")):
        if since is not None and reading.at - since >= PLAIN_FOR:
            fired.append(since + PLAIN_FOR)
        since = reading.at if reading.state == "on" else None
    return fired
