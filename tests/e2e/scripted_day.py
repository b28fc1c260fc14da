"""Somebody's day, in a process that is there to be killed.

    python -m tests.e2e.scripted_day FOLDER ROUND

Home Assistant's core with this integration, on a folder of a real disk; the clock goes as fast as
the process can. It says one JSON table per line: first what it finds in the folder (`listed`,
`unreadable`), then at once what anybody could have seen: `saved`, `deleted`; and before it begins
with them, `deleting` and `importing` (the ids that go to each file). It ends only by force.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
import itertools
import json
import logging
from pathlib import Path
import random
import sys
from typing import Any
from unittest.mock import AsyncMock, Mock

import freezegun
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component import plugins
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
)

from custom_components.posture_coach.archive import MOST_AT_ONCE, Archive
from custom_components.posture_coach.const import (
    CONF_DESK_HEIGHT,
    CONF_LOAD_LEFT,
    CONF_LOAD_RIGHT,
    CONF_PERSON,
    CONF_PRESENCE,
    CONF_SEAT,
    DOMAIN,
)
from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.engine.plain import to_plain
from custom_components.posture_coach.engine.records import WAITED_FOR, CheckInRecord, TestPhase
from custom_components.posture_coach.formats import HEADS, TAILS, as_text, record_id
from custom_components.posture_coach.partition import year_of
from tests.conftest import CHAIR, EMPTY_DESK, HEIGHT, PERSON, PRESENCE, advance

MORNING = datetime(2026, 12, 27, 17, tzinfo=UTC)
"""Of the first day, at nine where Home Assistant's tests take place."""
APART = timedelta(days=2)
"""The days: each goes on until after midnight. The third one ends in a new year."""
MINUTE = timedelta(minutes=1)
LEFT, RIGHT = "sensor.load_left", "sensor.load_right"
EARLIER = (timedelta(days=700), timedelta(days=350), timedelta(days=1))
"""How old imported records are: of two or three years."""
OPTIONS = {
    CONF_SEAT: [CHAIR],
    CONF_PRESENCE: [PRESENCE],
    CONF_DESK_HEIGHT: [HEIGHT],
    CONF_LOAD_LEFT: LEFT,
    CONF_LOAD_RIGHT: RIGHT,
}


def say(**told: Any) -> None:
    # To a pipe: when nobody reads it any more, this fails and ends the process.
    print(json.dumps(told), flush=True)  # noqa: T201 (a program talks by printing)


class Witness:
    """Asks what is saved, as a dashboard would, and says what it is told."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._since = dt_util.utcnow()
        self._told: set[str] = set()

    async def look(self) -> None:
        """Say what is there at all."""
        records, unreadable = await self._ask()
        assert all(each["saved"] for each in records)
        self._told = {each["id"] for each in records}
        say(listed=sorted(self._told), unreadable=unreadable)

    async def tell(self, since: datetime | None = None) -> list[dict[str, Any]]:
        """Ask for the records of the day, or of longer, and say which of them are saved."""
        records, unreadable = await self._ask(since or self._since)
        assert unreadable == []
        saved = {each["id"] for each in records if each["saved"]} - self._told
        self._told |= saved
        if saved:
            say(saved=sorted(saved))
        return records

    async def believe(self, kind: str, *, is_saved: bool) -> None:
        """Somebody was told so of a kind that is recorded by nobody else."""
        assert is_saved
        found = [each["saved"] for each in await self.tell() if each["kind"] == kind]
        assert found
        assert all(found)

    async def delete(self, record_id: str) -> None:
        say(deleting=record_id)
        assert await self._archive.async_delete(record_id)
        say(deleted=record_id)

    async def _ask(self, since: datetime | None = None) -> tuple[list[dict[str, Any]], list[int]]:
        records: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = await self._archive.async_get(start=since, limit=MOST_AT_ONCE, cursor=cursor)
            records += page["records"]
            if (cursor := page["cursor"]) is None:
                return records, page["unreadable"]


async def fidget(coach: CoachCoordinator, witness: Witness, name: str) -> None:
    """Check in, delete and import all the time, so that something is always being written."""
    chance = random.Random(name)
    for count in itertools.count(1):
        note = f"{name}.{count}"
        assert await coach.async_record_check_in({"neck_pain": count % 11}, {}, note)
        (mine,) = [each for each in await witness.tell() if each.get("note") == note]
        assert mine["saved"]
        match chance.randrange(16):
            case 0:
                await import_some(coach, witness, note)
            case 1 | 2:
                continue
            case _:
                await witness.delete(mine["id"])


async def import_some(coach: CoachCoordinator, witness: Witness, note: str) -> None:
    """Import a small file."""
    now = dt_util.utcnow()
    records = [
        CheckInRecord(at=now - age - MINUTE * minutes, neck_pain=1, note=note)
        for age in EARLIER
        for minutes in range(2)
    ]
    years: dict[int, list[str]] = {}
    for record in records:
        name = record_id("check_in", to_plain(record))
        years.setdefault(year_of(record), []).append(name)
    say(importing=list(years.values()))
    content = HEADS["json"] + as_text(records, "json") + TAILS["json"]
    assert await coach.archive.async_import(content, "json") == (len(records), True)
    await witness.tell(since=now - max(EARLIER) - timedelta(days=1))


class Day:
    """What somebody does, in any order."""

    def __init__(
        self, hass: HomeAssistant, clock: FrozenDateTimeFactory, coach: CoachCoordinator
    ) -> None:
        self._hass = hass
        self._clock = clock
        self._coach = coach
        self._witness = Witness(coach.archive)

    async def live(self, number: int) -> None:
        """Go through the day in an order of its own."""
        await self._witness.look()
        # Long enough away that what a kill has left of an earlier spell is over.
        await self._leave_for(10 * MINUTE)
        deeds = [
            self.snooze_and_take_a_break,
            self.leave_before_it_is_due,
            self.skip_a_break,
            self.be_led_through_a_routine,
            self.log_a_routine,
            self.stand_on_the_scale,
            self.delete_a_break,
            self.sleep,
        ]
        random.Random(number).shuffle(deeds)
        if self._coach.data.session:
            # A kill has left it paused.
            deeds.insert(0, self.be_led_through_a_routine)
        async with asyncio.TaskGroup() as all_at_once:
            for name in ("left", "right"):
                all_at_once.create_task(fidget(self._coach, self._witness, f"{number}.{name}"))
            for deed in deeds:
                await deed()
                await self._witness.tell()

    async def snooze_and_take_a_break(self) -> None:
        await self._sit_for(31 * MINUTE)
        await self._coach.async_snooze_break()
        await self._pass(11 * MINUTE)
        await self._leave_for(4 * MINUTE)

    async def leave_before_it_is_due(self) -> None:
        await self._sit_for(20 * MINUTE)
        await self._leave_for(6 * MINUTE)

    async def skip_a_break(self) -> None:
        await self._sit_for(31 * MINUTE)
        await self._coach.async_skip_break()
        await self._leave_for(6 * MINUTE)

    async def be_led_through_a_routine(self) -> None:
        if self._coach.data.session is None:
            await self._coach.async_start_routine(has_balance_test=True)
        else:
            await self._coach.async_resume_routine()
        while session := self._coach.data.session:
            if phase := WAITED_FOR.get(session.phase):
                axes = {"left_right": 1, "heel_toe": -1}
                is_saved = await self._coach.async_record_balance_test(phase, axes)
                await self._witness.believe("balance_test", is_saved=is_saved)
            else:
                await self._pass(MINUTE / 2)

    async def log_a_routine(self) -> None:
        await self._pass(10 * MINUTE)
        is_saved = await self._coach.async_log_routine("desk_reset")
        await self._witness.believe("session", is_saved=is_saved)

    async def stand_on_the_scale(self) -> None:
        weighing = asyncio.create_task(self._coach.async_measure_balance(TestPhase.SINGLE))
        await self._pass(MINUTE / 2)
        await self._witness.believe("measurement", is_saved=await weighing)

    async def delete_a_break(self) -> None:
        breaks = [each for each in await self._witness.tell() if each["kind"] == "break"]
        for each in breaks[:1]:
            await self._witness.delete(each["id"])

    async def sleep(self) -> None:
        midnight = dt_util.start_of_local_day() + timedelta(days=1)
        await self._pass(midnight + MINUTE - dt_util.utcnow())

    async def _sit_for(self, duration: timedelta) -> None:
        self._put({CHAIR: "on", PRESENCE: "on"})
        await self._pass(duration)

    async def _leave_for(self, duration: timedelta) -> None:
        self._put({CHAIR: "off", PRESENCE: "off"})
        await self._pass(duration)

    def _put(self, states: Mapping[str, str]) -> None:
        for entity_id, state in states.items():
            self._hass.states.async_set(entity_id, state)

    async def _pass(self, duration: timedelta) -> None:
        await advance(self._hass, self._clock, duration)


async def main(folder: Path, number: int, clock: FrozenDateTimeFactory) -> None:
    """Start Home Assistant on the folder and live."""
    async with async_test_home_assistant(config_dir=str(folder)) as hass:
        # The integrations are looked for where Home Assistant's own tests keep theirs.
        del hass.data[DATA_CUSTOM_COMPONENTS]
        # Nobody visits.
        hass.config.components.add("http")
        hass.http = Mock(async_register_static_paths=AsyncMock())
        for entity_id, state in {**EMPTY_DESK, LEFT: "36", RIGHT: "44"}.items():
            hass.states.async_set(entity_id, state)
        entry = MockConfigEntry(
            domain=DOMAIN,
            entry_id="alex",
            title="Alex",
            data={CONF_PERSON: PERSON},
            options=OPTIONS,
        )
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        await Day(hass, clock, entry.runtime_data).live(number)


if __name__ == "__main__":
    # No network, and a clock that can be frozen, as in every test.
    plugins.pytest_runtest_setup()
    logging.getLogger().setLevel(logging.WARNING)
    the_folder, the_number = Path(sys.argv[1]), int(sys.argv[2])
    with freezegun.freeze_time(MORNING + the_number * APART) as the_clock:
        assert isinstance(the_clock, FrozenDateTimeFactory)
        asyncio.run(main(the_folder, the_number, the_clock))
