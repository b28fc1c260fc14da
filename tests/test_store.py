"""The files of one person, on a real disk."""

from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
import threading
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import BreakRecord
from custom_components.posture_coach.store import (
    NOT_SAVED,
    RETRY_AFTER,
    UNREADABLE,
    CoachStore,
)

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    return str(tmp_path)


@pytest.fixture
def hass_storage() -> dict[str, object]:
    """Take the place of the fixture that keeps files in memory."""
    return {}


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)


def taken(ended_at: datetime = NOW, **changes: object) -> BreakRecord:
    values: dict = {
        "posture": Posture.SITTING,
        "outcome": BreakOutcome.TAKEN,
        "due_at": ended_at - timedelta(minutes=5),
        "sat_for": timedelta(minutes=33),
        "prompts": 1,
        "snoozes": 0,
        "began_at": ended_at - timedelta(minutes=2),
        "ended_at": ended_at,
        "verified": True,
    }
    return BreakRecord(**values | changes)


def file_of(hass: HomeAssistant, name: str) -> Path:
    return Path(hass.config.path(".storage", "posture_coach", "alex", name))


def kept_breaks(hass: HomeAssistant, year: int) -> list:
    return json.loads(file_of(hass, str(year)).read_text())["data"]["breaks"]


async def opened(hass: HomeAssistant) -> CoachStore:
    store = CoachStore(hass, "alex", Mock())
    await store.async_load()
    return store


async def test_a_break_is_on_disk_when_adding_it_returns(hass):
    store = await opened(hass)
    await store.async_add_break(taken())
    assert [each["outcome"] for each in kept_breaks(hass, 2026)] == ["taken"]


async def test_breaks_are_kept_by_local_year(hass):
    await hass.config.async_set_time_zone("Pacific/Auckland")
    store = await opened(hass)
    await store.async_add_break(taken(datetime(2026, 12, 31, 12, tzinfo=UTC)))
    await store.async_add_break(taken(datetime(2026, 12, 31, 10, tzinfo=UTC)))
    assert len(kept_breaks(hass, 2027)) == len(kept_breaks(hass, 2026)) == 1


async def test_the_breaks_of_today_are_found_again(hass):
    store = await opened(hass)
    for ended_at in (NOW - timedelta(days=1), NOW - timedelta(hours=1), NOW):
        await store.async_add_break(taken(ended_at))
    again = await opened(hass)
    assert again.breaks_of_day(NOW) == [taken(NOW), taken(NOW - timedelta(hours=1))]


async def test_a_record_that_cannot_be_read_stays_in_the_file(hass, caplog):
    store = await opened(hass)
    await store.async_add_break(taken())
    path = file_of(hass, "2026")
    content = json.loads(path.read_text())
    content["data"]["breaks"].append({"outcome": "levitated"})
    path.write_text(json.dumps(content))
    again = await opened(hass)
    assert again.breaks_of_day(NOW) == [taken()]
    assert "cannot be read" in caplog.text
    await again.async_add_break(taken())
    assert len(kept_breaks(hass, 2026)) == 3


async def test_a_failed_write_is_kept_told_and_tried_again(hass, freezer):
    store = await opened(hass)
    with patch.object(Store, "_write_prepared_data", side_effect=OSError("full")):
        await store.async_add_break(taken())
        assert store.problems == {NOT_SAVED}
        freezer.tick(RETRY_AFTER)
        async_fire_time_changed(hass)
        await hass.async_block_till_done(wait_background_tasks=True)
        assert store.problems == {NOT_SAVED}
    freezer.tick(RETRY_AFTER)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert store.problems == frozenset()
    assert len(kept_breaks(hass, 2026)) == 1


async def test_closing_tries_once_more_and_leaves_no_timer(hass):
    store = await opened(hass)
    with patch.object(Store, "_write_prepared_data", side_effect=OSError("full")):
        await store.async_add_break(taken())
    await store.async_close()
    assert len(kept_breaks(hass, 2026)) == 1


async def test_an_unreadable_file_is_set_aside_and_told_apart_from_a_missing_one(hass):
    path = file_of(hass, "2026")
    path.parent.mkdir(parents=True)
    path.write_text("{ half a fi")
    store = await opened(hass)
    assert store.problems == {UNREADABLE}
    assert list(path.parent.glob("2026.corrupt.*"))
    assert (await opened(hass)).problems == frozenset()


async def test_a_file_of_a_newer_version_is_not_touched(hass):
    path = file_of(hass, "2026")
    path.parent.mkdir(parents=True)
    newer = {"version": 9, "minor_version": 1, "key": "posture_coach/alex/2026", "data": {}}
    path.write_text(json.dumps(newer))
    with pytest.raises(HomeAssistantError):
        await opened(hass)
    assert json.loads(path.read_text()) == newer


async def test_the_running_state_is_written_with_what_is_latest(hass):
    store = await opened(hass)
    versions = iter(range(100))
    disk_is_free = threading.Event()
    write = Store._write_prepared_data

    def latest() -> dict[str, int]:
        return {"version": next(versions)}

    def slow(*args) -> None:
        disk_is_free.wait()
        write(*args)

    with patch.object(Store, "_write_prepared_data", slow):
        for _ in range(5):
            hass.async_create_task(store.async_save_running(latest))
        disk_is_free.set()
        await hass.async_block_till_done()
    saved = json.loads(file_of(hass, "running").read_text())["data"]
    assert saved == {"version": 1}
    assert await (CoachStore(hass, "alex", Mock())).async_load() == saved


async def test_removing_a_person_removes_every_year(hass):
    store = await opened(hass)
    for year in (2020, 2024, 2026):
        await store.async_add_break(taken(NOW.replace(year=year)))
    await store.async_save_running(dict)
    await CoachStore(hass, "alex", Mock()).async_remove()
    assert not list(file_of(hass, "x").parent.iterdir())


async def test_removing_somebody_who_kept_nothing_is_fine(hass):
    await CoachStore(hass, "nobody", Mock()).async_remove()
