"""Timing things against each other in one run, so that the machine does not matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import gc
from statistics import median
from time import perf_counter

type Job = Callable[[], object]

ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds per call of each job, one figure per round."""

    rounds: Mapping[str, list[float]]

    def per_call(self, name: str) -> float:
        """Seconds, disturbances left out."""
        return median(self.rounds[name])

    def ratio(self, name: str, to: str) -> float:
        """How many times as long as another; pairs of one round meet the same disturbances."""
        pairs = zip(self.rounds[name], self.rounds[to], strict=True)
        return median(one / other for one, other in pairs)


def race(jobs: Mapping[str, Job], calls: int, rounds: int = ROUNDS) -> Times:
    """Let jobs take turns, `calls` times each, for so many rounds.

    Each is warmed up again before its turn: the interpreter adapts to what it did last.
    """
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            for _ in range(calls):
                job()
            gc.collect()
            gc.disable()
            began_at = perf_counter()
            for _ in range(calls):
                job()
            times[name].append((perf_counter() - began_at) / calls)
            gc.enable()
    return Times(times)


def show(title: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Print what was measured."""
    print(f"\n{title}")
    for what, figure, ratio in rows:
        print(f"  {what:<52}{figure:>12}{ratio:>12}")


def microseconds(seconds: float) -> str:
    """A duration as one reads it."""
    return f"{seconds * 1e6:.1f} µs"
