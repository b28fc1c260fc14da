"""What it costs to keep records: `python -m benchmarks.records`.

A break must be on disk as fast after years as in the first one. Somebody with a long history and
somebody with none take turns, from `async_add` to the synced file; then again with a disk that
takes no time, because a real one is never quite the same twice.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count
import sys
from tempfile import TemporaryDirectory
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import BreakRecord
from custom_components.posture_coach.store import CoachStore

from .stopwatch import Job, Times, microseconds, race, show

ALLOWED = 1.25
"""Times what it costs without a history."""
HISTORY = 20_000
YEARS = 10
CALLS = 5


def taken(ended_at: datetime) -> BreakRecord:
    """A break like any other."""
    return BreakRecord(
        posture=Posture.SITTING,
        outcome=BreakOutcome.TAKEN,
        due_at=ended_at - timedelta(minutes=5),
        sat_for=timedelta(minutes=33),
        prompts=1,
        snoozes=0,
        began_at=ended_at - timedelta(minutes=2),
        ended_at=ended_at,
        verified=True,
    )


def history() -> list[BreakRecord]:
    """Breaks spread over the years before this one."""
    end = datetime(dt_util.now().year, 1, 1, tzinfo=UTC) - timedelta(days=2)
    apart = timedelta(days=365 * YEARS) / HISTORY
    return [taken(end - number * apart) for number in range(HISTORY)]


async def opened(hass: HomeAssistant, name: str) -> CoachStore:
    """The records of somebody, as after a start."""
    store = CoachStore(hass, name, lambda: None)
    await store.async_load()
    return store


def adding(runner: asyncio.Runner, store: CoachStore) -> Job:
    """What adds one break each time, and no two alike."""
    turns = count()
    begin = dt_util.utcnow()

    def job() -> None:
        record = taken(begin + next(turns) * timedelta(seconds=1))
        if not runner.run(store.async_add([record])):
            raise AssertionError("a break is not on disk")

    return job


async def prepared(folder: str) -> tuple[HomeAssistant, CoachStore, CoachStore]:
    """Somebody without a history, and somebody with one."""
    hass = HomeAssistant(folder)
    new = await opened(hass, "new")
    old = await opened(hass, "old")
    await old.async_add(history())
    old = await opened(hass, "old")
    found = sum([len(await old.async_read(year)) for year in old.years])
    if found != HISTORY:
        raise AssertionError(f"of {HISTORY} breaks {found} were found again")
    return hass, new, old


def rows(times: Times) -> list[tuple[str, str, str]]:
    """What was measured, as a table."""
    return [
        ("one break, the first ones of all", microseconds(times.per_call("new")), "1.00 x"),
        (
            f"one break, {HISTORY:,} in {YEARS} years before",
            microseconds(times.per_call("old")),
            f"{times.ratio('old', 'new'):.2f} x",
        ),
    ]


def compare() -> bool:
    """Print the comparisons; whether a history costs as little as we promise."""
    with TemporaryDirectory() as folder, asyncio.Runner() as runner:
        hass, new, old = runner.run(prepared(folder))
        jobs = {"new": adding(runner, new), "old": adding(runner, old)}
        synced = race(jobs, calls=CALLS)
        with patch("atomicwrites._proper_fsync"):
            alone = race(jobs, calls=CALLS * 4)
        runner.run(hass.async_stop(force=True))
    show("A break, from its end to the disk", rows(synced))
    show("The same, without waiting for the disk", rows(alone))
    return alone.ratio("old", "new") < ALLOWED


if __name__ == "__main__":
    sys.exit(0 if compare() else 1)
