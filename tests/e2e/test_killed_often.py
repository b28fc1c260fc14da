"""What was reported as saved, after a kill at any moment of the day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import logging
import os
from pathlib import Path
import random
import signal
import sys
import tempfile
from typing import Any

import pytest

ROUNDS = int(os.environ.get("POSTURE_COACH_ROUNDS", "8"))
LONGEST_ROUND_S = 15
"""Where others want the processor, too."""
LONGEST_LIFE_S = 1.2
"""From the first word on. A day takes half of it; after that it only fidgets."""
LONGEST_LINE = 16 * 1024 * 1024
ROOT = Path(__file__).parents[2]
LOGGER = logging.getLogger(__name__)


@dataclass
class Known:
    """What anybody has been told so far, of the records of one folder."""

    saved: set[str] = field(default_factory=set)
    """Neither deleted nor about to be."""
    deleted: set[str] = field(default_factory=set)
    importing: list[list[str]] = field(default_factory=list)
    """The ids of each file that an import may have been writing."""
    reported: int = 0

    def learn(self, told: dict[str, Any]) -> None:
        self.saved |= set(told.get("saved", ()))
        self.reported += len(told.get("saved", ()))
        if "deleting" in told:
            self.saved.remove(told["deleting"])
        if "deleted" in told:
            self.deleted.add(told["deleted"])
        self.importing += told.get("importing", ())

    def compare(self, found: dict[str, Any]) -> None:
        """See whether a new process finds all that; it is what is known from now on."""
        assert found["unreadable"] == []
        listed = set(found["listed"])
        assert self.saved - listed == set()
        assert self.deleted & listed == set()
        for ids in self.importing:
            assert listed.issuperset(ids) or listed.isdisjoint(ids)
        self.saved = listed
        self.importing = []


@asynccontextmanager
async def living(folder: Path, number: int) -> AsyncIterator[asyncio.StreamReader]:
    """Somebody's day, which a kill ends; what the process says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.e2e.scripted_day", str(folder), str(number)),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
    )
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    # It has not ended by itself, as it does when it finds something wrong.
    assert process.returncode == -signal.SIGKILL


def told_in(text: bytes) -> list[dict[str, Any]]:
    """What was said in whole lines; nothing was done yet of which only half was said."""
    return [json.loads(line) for line in text[: text.rfind(b"\n") + 1].splitlines()]


def left_behind(folder: Path) -> set[Path]:
    """The files of writes that were cut off."""
    return {path for path in kept(folder) if path.name.startswith(tempfile.gettempprefix())}


async def until_something_is_written(folder: Path, the_end: asyncio.Future[bytes]) -> None:
    # Nothing else tells another process early enough.
    while not (left_behind(folder) or the_end.done()):  # noqa: ASYNC110 (as the comment says)
        await asyncio.sleep(0)


def kept(folder: Path) -> set[Path]:
    return set((folder / ".storage" / "posture_coach").glob("*/*"))


def check_that_all_can_be_read(folder: Path) -> None:
    for path in kept(folder) - left_behind(folder):
        assert "corrupt" not in path.name
        assert json.loads(path.read_bytes())["data"]


@pytest.mark.timeout(60 + LONGEST_ROUND_S * ROUNDS)
async def test_nothing_that_was_reported_as_saved_is_lost_or_unreadable(tmp_path):
    """Eight kills, every second one as soon as a write has begun.

    All 200 in about ten minutes, and how they went:

    POSTURE_COACH_ROUNDS=200 pytest --log-cli-level=info tests/e2e/test_killed_often.py
    """
    chance = random.Random(7)
    known = Known()
    cut_off = 0
    litter: set[Path] = set()
    for number in range(ROUNDS):
        async with living(tmp_path, number) as voice:
            known.compare(json.loads(await voice.readline()))
            # What was left behind does no harm, and does not pile up.
            assert litter & left_behind(tmp_path) == set()
            rest = asyncio.create_task(voice.read())
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
            if number % 2:
                await until_something_is_written(tmp_path, rest)
        for told in told_in(await rest):
            known.learn(told)
        check_that_all_can_be_read(tmp_path)
        litter = left_behind(tmp_path)
        cut_off += bool(litter)
    async with living(tmp_path, ROUNDS) as voice:
        known.compare(json.loads(await voice.readline()))
    assert known.reported > ROUNDS
    LOGGER.info(
        "%s kills, %s of them within a write; %s records reported, %s deleted, %s there in the end",
        *(ROUNDS, cut_off, known.reported, len(known.deleted), len(known.saved)),
    )
