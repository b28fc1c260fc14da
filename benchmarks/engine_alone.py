"""What the engine costs, without Home Assistant: `python -m benchmarks.engine_alone`.

One event must cost the same after a year as on the first day, and a burst must not stop the house.
"""

import tests.engine_alone  # isort: skip  # noqa: F401 (puts the engine within reach, alone)

from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from time import perf_counter

from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import SourcesReported, TimePassed
from custom_components.posture_coach.engine.model import Settings, SourceKind

from .stopwatch import Job, microseconds, race, show

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
KINDS = {
    "seat": SourceKind.SEAT,
    "presence": SourceKind.PRESENCE,
    "computer": SourceKind.COMPUTER,
    "busy": SourceKind.BUSY,
}
SECOND = timedelta(seconds=1)
SPELLS = (1, 100, 10_000)
BURST = 10_000


class Story:
    """A coach and the present."""

    def __init__(self) -> None:
        self.coach = Coach(Settings(), KINDS, BEGINNING)
        self.now = BEGINNING
        self.handled = 0

    def passes(self, duration: timedelta) -> None:
        """Let time go by, waking the coach as it asks."""
        until = self.now + duration
        while (deadline := self.coach.deadline) is not None and deadline <= until:
            self.coach.handle(TimePassed(), deadline)
            self.handled += 1
        self.now = until

    def reports(self, **answers: bool | None) -> None:
        """Let sources change."""
        self.coach.handle(SourcesReported(answers=answers, at=self.now), self.now)
        self.handled += 1

    def spell(self) -> None:
        """Sit for longer than one should, and stay away for long enough."""
        self.reports(seat=True, presence=True, computer=True)
        self.passes(timedelta(minutes=40))
        self.reports(seat=False, presence=False, computer=False)
        self.passes(timedelta(minutes=5))


def after(spells: int) -> Story:
    """Somebody who sits, so many spells later."""
    story = Story()
    for _ in range(spells):
        story.spell()
    story.reports(seat=True, presence=True, computer=True)
    story.passes(timedelta(minutes=1))
    return story


def flicker(story: Story) -> Job:
    """One event that changes the posture, then another."""
    turns = count()

    def job() -> None:
        story.now += SECOND
        story.reports(seat=bool(next(turns) % 2))

    return job


def same_again(story: Story) -> Job:
    """An event that says what was known."""

    def job() -> None:
        story.now += timedelta(microseconds=1)
        story.reports(seat=True)

    return job


def show_throughput() -> None:
    """Print how much of a restless life passes in a second."""
    story, chance = Story(), Random(1)
    began_at = perf_counter()
    while (took := perf_counter() - began_at) < 2:  # noqa: PLR2004 (seconds, long enough)
        source, answer = chance.choice([*KINDS]), chance.choice((True, False, None))
        story.reports(**{source: answer})
        story.passes(timedelta(seconds=chance.choice((1, 20, 70, 400))))
    lived = (story.now - BEGINNING) / timedelta(days=1) / took
    rows = [
        ("events per second, a random life", f"{story.handled / took:,.0f}", ""),
        ("days of it per second", f"{lived:,.1f}", ""),
    ]
    show("Throughput", rows)


def show_growth() -> None:
    """Print whether an event costs more the longer the coach has been at it."""
    times = race({str(each): flicker(after(each)) for each in SPELLS}, calls=500)
    first = str(SPELLS[0])
    rows = [
        (
            f"one event with {each:,} spells behind it",
            microseconds(times.per_call(str(each))),
            f"{times.ratio(str(each), first):.2f} x",
        )
        for each in SPELLS
    ]
    show("Growth", rows)


def show_kinds() -> None:
    """Print what kinds of event cost, beside one that says nothing new."""
    story = after(1)
    jobs: dict[str, Job] = {
        "the same answer again": same_again(after(1)),
        "another posture": flicker(after(1)),
        "a look at everything": lambda: story.coach.snapshot(story.now),
        "the next deadline": lambda: story.coach.deadline,
        "all that survives a restart": story.coach.memory,
    }
    times = race(jobs, calls=500)
    base = "the same answer again"
    rows = [
        (each, microseconds(times.per_call(each)), f"{times.ratio(each, base):.2f} x")
        for each in jobs
    ]
    show("Kinds of event", rows)


def show_burst() -> None:
    """Print how long the house waits for a burst."""
    story = after(1)
    job = flicker(story)
    began_at = perf_counter()
    for _ in range(BURST):
        job()
    took = perf_counter() - began_at
    show("Burst", [(f"{BURST:,} changes of posture at once", f"{took:.2f} s", "")])


if __name__ == "__main__":
    show_throughput()
    show_growth()
    show_kinds()
    show_burst()
