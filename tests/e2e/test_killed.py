"""A real Home Assistant, killed without a word at any moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
import json
from pathlib import Path
import random
from typing import Any

import pytest

from scripts.demo_house import desk, door
from scripts.demo_house.coach import set_up
from scripts.demo_house.home import Home
from scripts.demo_house.house import chosen_port, furnish, running
from scripts.demo_house.pace import shrunk_durations

ROUNDS = 3
BREAK = timedelta(seconds=1)


@asynccontextmanager
async def killed_in_the_end(folder: Path) -> AsyncIterator[Home]:
    """Home Assistant on a folder; it gets no chance to say goodbye."""
    with chosen_port(None, needs_the_usual=False) as port:
        address = furnish(folder, port)
        async with (
            running(folder, port) as process,
            Home(address, await door.enter(address)) as home,
        ):
            await desk.confirm_address(home)
            await desk.wait_until_started(home)
            yield home
            process.kill()
            await process.wait()


def kept_breaks(folder: Path) -> list[dict[str, Any]]:
    return [
        record
        for path in sorted((folder / ".storage" / "posture_coach").glob("*/*"))
        if path.name.isdecimal()
        for record in json.loads(path.read_text())["data"]["breaks"]
    ]


def taken(breaks: list[dict[str, Any]]) -> int:
    return sum(each["outcome"] == "taken" for each in breaks)


async def shown(home: Home, entity_id: str) -> int:
    """A number on the dashboard, once the entry has taken its options."""
    # Asking again is simpler than following every reload.
    while not (state := (await home.states())[entity_id]["state"]).isdecimal():  # noqa: ASYNC110 (as the comment says)
        await asyncio.sleep(0.1)
    return int(state)


async def fidget(home: Home) -> None:
    """Change the chair all the time, so that something is always being written."""
    while True:
        for is_taken in (True, False):
            await desk.move_chair(home, is_taken=is_taken)
            await asyncio.sleep(0.01)


async def take_a_break(home: Home, folder: Path) -> None:
    count = taken(kept_breaks(folder))
    await home.act("posture_coach.take_break")
    # Nothing tells another process of a new line in a file.
    while taken(kept_breaks(folder)) == count:  # noqa: ASYNC110 (as the comment says)
        await asyncio.sleep(0.1)


@pytest.mark.timeout(150)
@pytest.mark.usefixtures("socket_enabled")
async def test_no_recorded_break_is_lost_when_it_is_killed(tmp_path):
    chance = random.Random(7)
    durations = shrunk_durations(30) | {"break_min": 3 * BREAK, "grace": 2 * BREAK}
    kept: list[dict[str, Any]] = []
    for number in range(ROUNDS):
        async with killed_in_the_end(tmp_path) as home:
            if number == 0:
                await set_up(home, await desk.set_up_voices(home), durations)
            coach = await home.entities_of("posture_coach")
            assert await shown(home, coach["sensor.breaks_taken_today"]) == taken(kept)
            await desk.move_chair(home, is_taken=True)
            await take_a_break(home, tmp_path)
            kept = kept_breaks(tmp_path)
            assert taken(kept) == number + 1
            fidgeting = asyncio.create_task(fidget(home))
            await asyncio.sleep(chance.uniform(0.2, 1))
            fidgeting.cancel()
        assert kept_breaks(tmp_path)[: len(kept)] == kept
    assert not list((tmp_path / ".storage" / "posture_coach").glob("*/*corrupt*"))
