"""What can be done: exercises, and the routines they make up. Their texts live elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

LONGEST_HOLD = timedelta(minutes=5)
"""However often it is extended."""


class DoseKind(StrEnum):
    """How much of an exercise is counted in."""

    REPETITIONS = "repetitions"
    HOLD = "hold"
    """Seconds."""


class Aspect(StrEnum):
    """What a check-in may notice, and an exercise may help with."""

    ROUNDED_UPPER_BACK = "rounded_upper_back"
    ROUNDED_SHOULDERS = "rounded_shoulders"
    FORWARD_HEAD = "forward_head"
    NECK = "neck"
    SHOULDERS = "shoulders"
    UPPER_BACK = "upper_back"


class Need(StrEnum):
    """What an exercise needs."""

    WALL = "wall"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise."""

    id: str
    kind: DoseKind
    ladder: tuple[int, ...]
    """Doses to grow through, the first one to begin with: repetitions, or seconds of a hold."""
    seconds_each: int = 3
    """Per repetition."""
    helps: frozenset[Aspect] = frozenset()
    needs: frozenset[Need] = frozenset()
    variant: str | None = None
    """The exercise that may take its place."""

    def lasts(self, dose: int) -> timedelta:
        """How long a dose of it takes."""
        seconds = dose * self.seconds_each if self.kind is DoseKind.REPETITIONS else dose
        return timedelta(seconds=seconds)

    def done_within(self, duration: timedelta) -> int:
        """The dose that fits into `duration`."""
        each = self.seconds_each if self.kind is DoseKind.REPETITIONS else 1
        return duration // timedelta(seconds=each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Exercises in an order that makes sense."""

    id: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that one person may choose from, by id."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
