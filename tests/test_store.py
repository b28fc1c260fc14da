"""The files of one person, on a real disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
import errno
import json
from pathlib import Path
import threading
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import storage
from homeassistant.util import file
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.posture_coach.store import (
    CLOSED,
    NOT_SAVED,
    RETRY_AFTER,
    UNREADABLE,
    CoachStore,
)

from .real_disk import hass_config_dir, hass_storage
from .record_samples import NOW, a_break, a_day_off, a_session, a_test, file_of, one_of_each

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

LONG_AGO = NOW.replace(year=2019)
LAST_YEAR = NOW.replace(year=2025)
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)


def kept(hass: HomeAssistant, year: int, plural: str = "breaks") -> list:
    return json.loads(file_of(hass, str(year)).read_text())["data"][plural]


def write_file(hass: HomeAssistant, name: str, content: str | bytes) -> Path:
    path = file_of(hass, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


async def opened(hass: HomeAssistant) -> CoachStore:
    store = CoachStore(hass, "alex", Mock())
    await store.async_load()
    return store


async def a_minute_passes(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    freezer.tick(RETRY_AFTER)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)


@contextmanager
def a_busy_disk() -> Iterator[threading.Event]:
    """Have files that may be lost wait until the disk is free."""
    is_free = threading.Event()
    write = file.write_utf8_file

    def slow(*args, **options) -> None:
        is_free.wait()
        write(*args, **options)

    with patch.object(storage, "write_utf8_file", slow):
        yield is_free


async def test_a_record_is_on_disk_when_adding_it_returns(hass):
    store = await opened(hass)
    assert await store.async_add(one_of_each())
    content = json.loads(file_of(hass, "2026").read_text())["data"]
    assert {plural: len(entries) for plural, entries in content.items()} == dict.fromkeys(
        ("breaks", "sessions", "balance_tests", "measurements", "check_ins", "days_off"), 1
    )


async def test_the_disk_has_it_and_not_only_its_cache(hass):
    store = await opened(hass)
    with patch("atomicwrites._proper_fsync") as fsync:
        await store.async_add([a_break()])
    # The file, and the folder that names it.
    assert fsync.call_count == 2


async def test_each_file_is_written_once(hass):
    store = await opened(hass)
    with patch("homeassistant.helpers.storage.write_utf8_file_atomic") as write:
        await store.async_add([*one_of_each(), *one_of_each(LAST_YEAR)])
    assert [Path(each.args[0]).name for each in write.mock_calls] == ["2025", "2026"]


async def test_nobody_else_in_the_house_reads_the_files(hass):
    store = await opened(hass)
    await store.async_add([a_break()])
    await store.async_save_running(dict)
    for name in ("2026", "running"):
        assert file_of(hass, name).stat().st_mode & 0o077 == 0


async def test_records_are_kept_by_local_year(hass):
    await hass.config.async_set_time_zone("Pacific/Auckland")
    store = await opened(hass)
    await store.async_add([a_break(datetime(2026, 12, 31, hour, tzinfo=UTC)) for hour in (10, 12)])
    await store.async_add([a_day_off(date(2026, 12, 31)), a_day_off(date(2027, 1, 1))])
    for year in (2026, 2027):
        assert len(kept(hass, year)) == len(kept(hass, year, "days_off")) == 1


async def test_records_of_this_year_and_the_last_are_at_hand_again(hass):
    store = await opened(hass)
    records = [a_break(NOW), a_session(NOW - timedelta(days=1)), *one_of_each(LAST_YEAR)]
    await store.async_add([*records, a_break(LONG_AGO)])
    again = await opened(hass)
    assert set(again.records_at_hand()) == set(records)
    assert again.records_at_hand()[-2:] == (a_session(NOW - timedelta(days=1)), a_break(NOW))


async def test_records_come_in_the_order_in_which_things_ended(hass):
    store = await opened(hass)
    moments = [NOW - timedelta(hours=each) for each in (3, 1, 2, 40)]
    await store.async_add([a_break(each) for each in moments])
    await store.async_add([a_day_off(NOW.date())])
    found = store.records_at_hand()
    assert [each for each in found if each != a_day_off()] == [
        a_break(each) for each in sorted(moments)
    ]
    assert found[1] == a_day_off()


async def test_files_of_versions_that_knew_breaks_only_are_read_and_added_to(hass):
    store = await opened(hass)
    await store.async_add([a_break()])
    content = json.loads(file_of(hass, "2026").read_text())
    assert content["data"].keys() == {"breaks"}
    again = await opened(hass)
    await again.async_add([a_session()])
    assert (await opened(hass)).records_at_hand() == (a_break(), a_session())


async def test_a_record_is_at_hand_while_it_waits_for_others_to_finish(hass):
    store = await opened(hass)
    async with store.async_alone():
        added = hass.async_create_task(store.async_add([a_break(), a_break(LONG_AGO)]))
        assert (store.records_at_hand(), store.is_saved(a_break())) == ((a_break(),), False)
        assert not file_of(hass, "2026").exists()
    assert await added
    assert (store.records_at_hand(), store.is_saved(a_break())) == ((a_break(),), True)


async def test_the_same_record_is_there_once(hass):
    store = await opened(hass)
    await store.async_add([a_break()])
    assert await store.async_add([a_break(), a_break()])
    assert await (await opened(hass)).async_add([a_break()])
    assert len(kept(hass, 2026)) == 1


async def test_earlier_years_are_opened_one_by_one(hass):
    store = await opened(hass)
    years = (2026, 2025, 2022, 2019)
    await store.async_add([a_break(NOW.replace(year=each)) for each in years])
    again = await opened(hass)
    found = [(again.covered_since, len(again.records_at_hand()))]
    while await again.async_open_earlier():
        found.append((again.covered_since, len(again.records_at_hand())))
    assert found == [(date(2025, 1, 1), 2), (date(2022, 1, 1), 3), (None, 4)]
    assert again.is_complete


async def test_a_first_year_is_everything(hass):
    store = await opened(hass)
    assert (store.covered_since, store.is_complete, store.years) == (None, True, [])
    await store.async_add([a_break()])
    assert (store.covered_since, store.is_complete, store.years) == (None, True, [2026])
    assert not await store.async_open_earlier()


async def test_what_is_added_to_an_old_year_does_not_stay_in_memory(hass):
    store = await opened(hass)
    await store.async_add([a_break()])
    await store.async_add([a_break(LONG_AGO)])
    assert store.records_at_hand() == (a_break(),)
    assert store.covered_since == date(2026, 1, 1)
    assert await store.async_read(2019) == (a_break(LONG_AGO),)


async def test_the_new_year_is_at_hand_from_its_first_record_on(hass, freezer):
    store = await opened(hass)
    await store.async_add([a_break()])
    new_year = datetime(2027, 1, 1, 18, tzinfo=UTC)
    freezer.move_to(new_year)
    await store.async_add([a_break(new_year)])
    assert store.records_at_hand() == (a_break(), a_break(new_year))


async def test_records_of_a_clock_that_went_ahead_are_at_hand(hass, freezer):
    store = await opened(hass)
    await store.async_add([a_break()])
    freezer.move_to(LONG_AGO)
    assert (await opened(hass)).records_at_hand() == (a_break(),)


async def test_a_record_that_cannot_be_read_stays_in_the_file(hass, caplog):
    store = await opened(hass)
    await store.async_add([a_break()])
    path = file_of(hass, "2026")
    content = json.loads(path.read_text())
    content["data"]["breaks"].append({"outcome": "levitated"})
    content["data"]["feats"] = [{"of": "strength"}]
    path.write_text(json.dumps(content))
    caplog.clear()
    again = await opened(hass)
    assert again.records_at_hand() == (a_break(),)
    assert (again.is_complete, again.unreadable_years) == (False, [2026])
    await again.async_add([a_break(NOW - timedelta(hours=1))])
    assert kept(hass, 2026)[1] == {"outcome": "levitated"}
    assert len(kept(hass, 2026)) == 3
    assert kept(hass, 2026, "feats") == [{"of": "strength"}]
    await again.async_read(2026)
    assert again.problems == {UNREADABLE}
    assert caplog.text.count("cannot be read") == 1


async def test_a_full_disk_is_told_and_tried_again(hass, freezer):
    store = await opened(hass)
    await store.async_add([a_session()])
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert not await store.async_add([a_break()])
        assert (store.problems, store.is_saved(a_break())) == (frozenset({NOT_SAVED}), False)
        assert store.is_saved(a_session())
        assert a_break() in store.records_at_hand()
        await a_minute_passes(hass, freezer)
        assert store.problems == {NOT_SAVED}
    assert "breaks" not in json.loads(file_of(hass, "2026").read_text())["data"]
    await a_minute_passes(hass, freezer)
    assert (store.problems, store.is_saved(a_break())) == (frozenset(), True)
    assert len(kept(hass, 2026)) == 1


async def test_a_folder_that_cannot_be_written_to_is_told_and_tried_again(hass, freezer):
    store = await opened(hass)
    folder = file_of(hass, "2026").parent
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    assert not await store.async_add([a_break()])
    assert store.problems == {NOT_SAVED}
    folder.unlink()
    await a_minute_passes(hass, freezer)
    assert store.problems == frozenset()
    assert len(kept(hass, 2026)) == 1


async def test_an_old_year_that_cannot_be_written_is_kept_until_it_can(hass, freezer):
    store = await opened(hass)
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert not await store.async_add([a_break(LONG_AGO)])
    assert await store.async_read(2019) == (a_break(LONG_AGO),)
    await a_minute_passes(hass, freezer)
    assert len(kept(hass, 2019)) == 1


async def test_closing_tries_once_more_and_leaves_no_timer(hass):
    store = await opened(hass)
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        await store.async_add([a_break()])
    await store.async_close()
    assert len(kept(hass, 2026)) == 1
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert not await store.async_add([a_session()])
        await store.async_close()


async def test_while_home_assistant_stops_records_are_written_in_the_end(hass):
    store = await opened(hass)
    hass.set_state(CoreState.stopping)
    assert not await store.async_add([a_break()])
    assert (store.problems, store.is_saved(a_break())) == (frozenset(), False)
    assert not file_of(hass, "2026").exists()
    hass.bus.async_fire("homeassistant_final_write")
    await hass.async_block_till_done()
    assert len(kept(hass, 2026)) == 1


HEAD = '{"version": 1, "minor_version": 1, "key": "x", "data": '
DAMAGED: dict[str, str | bytes] = {
    "half a file": "{ half a fi",
    "nothing": "",
    "zeros": b"\0" * 512,
    "noise": bytes(range(128, 256)),
    "a list": "[]",
    "an empty table": "{}",
    "no version": '{"data": {}}',
    "no records": HEAD + "null}",
    "a list of records": HEAD + "[]}",
    "breaks of another form": HEAD + '{"breaks": {}}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
async def test_a_damaged_file_is_set_aside_and_told_for_as_long_as_it_is_there(hass, content):
    path = write_file(hass, "2026", content)
    store = await opened(hass)
    assert (store.problems, store.is_complete) == (frozenset({UNREADABLE}), False)
    assert store.unreadable_years == [2026]
    assert not path.exists()
    assert await store.async_add([a_break()])
    again = await opened(hass)
    assert (again.problems, again.is_complete) == (frozenset({UNREADABLE}), False)
    assert again.records_at_hand() == (a_break(),)
    (set_aside,) = path.parent.glob("2026.corrupt.*")
    assert set_aside.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    set_aside.unlink()
    assert (await opened(hass)).problems == frozenset()


@pytest.mark.parametrize("content", ["{ half a fi", "[]"], ids=["no JSON", "other JSON"])
async def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(hass, content):
    path = write_file(hass, "2026", content)
    read_only = OSError(errno.EROFS, "Read-only file system")
    with patch("os.rename", side_effect=read_only), pytest.raises(HomeAssistantError):
        await opened(hass)
    assert path.read_text() == content


async def test_damage_to_last_year_leaves_this_year_readable_but_not_complete(hass):
    await (await opened(hass)).async_add([a_break()])
    write_file(hass, "2025", "{ half a fi")
    for _ in range(2):
        store = await opened(hass)
        assert store.records_at_hand() == (a_break(),)
        assert (store.problems, store.is_complete) == (frozenset({UNREADABLE}), False)


async def test_damage_to_an_old_year_counts_once_it_is_reached(hass):
    await (await opened(hass)).async_add([a_break()])
    write_file(hass, "2022.corrupt.2024-01-01T00:00:00+00:00", "{ half a fi")
    store = await opened(hass)
    assert store.problems == {UNREADABLE}
    assert (store.is_complete, store.covered_since) == (True, date(2026, 1, 1))
    assert await store.async_open_earlier()
    assert (store.is_complete, store.covered_since) == (False, None)


async def test_a_damaged_old_year_is_found_when_somebody_reads_it(hass):
    store = await opened(hass)
    await store.async_add([a_break(LONG_AGO)])
    write_file(hass, "2019", "{ half a fi")
    assert await store.async_read(2019) == ()
    assert (store.problems, store.unreadable_years) == (frozenset({UNREADABLE}), [2019])


def newer(year: int) -> str:
    return json.dumps(
        {"version": 9, "minor_version": 1, "key": f"posture_coach/alex/{year}", "data": {"x": 1}}
    )


async def test_a_file_of_a_newer_version_is_not_touched(hass):
    path = write_file(hass, "2026", newer(2026))
    with pytest.raises(HomeAssistantError):
        await opened(hass)
    assert path.read_text() == newer(2026)


async def test_last_year_of_a_newer_version_leaves_a_hole_and_is_not_touched(hass):
    path = write_file(hass, "2025", newer(2025))
    store = await opened(hass)
    assert (store.problems, store.is_complete) == (frozenset({CLOSED}), False)
    assert not await store.async_add([a_break(), a_break(LAST_YEAR)])
    assert store.problems == {CLOSED, NOT_SAVED}
    assert (store.is_saved(a_break()), store.is_saved(a_break(LAST_YEAR))) == (True, False)
    assert path.read_text() == newer(2025)
    await store.async_close()
    assert path.read_text() == newer(2025)


async def test_a_file_that_opens_later_is_no_longer_missing_once_it_is_at_hand(hass):
    await (await opened(hass)).async_add([a_break(LAST_YEAR)])
    path = file_of(hass, "2025")
    content = path.read_text()
    path.write_text(newer(2025))
    store = await opened(hass)
    path.write_text(content)
    assert await store.async_read(2025) == (a_break(LAST_YEAR),)
    assert (store.records_at_hand(), store.is_complete) == ((), False)
    assert await store.async_add([a_session(LAST_YEAR)])
    assert len(store.records_at_hand()) == 2
    assert (store.problems, store.is_complete) == (frozenset(), True)


async def test_what_waits_for_a_file_that_opens_later_joins_what_is_in_it(hass, freezer):
    await (await opened(hass)).async_add([a_session(LAST_YEAR), a_test(LAST_YEAR)])
    path = file_of(hass, "2025")
    content = path.read_text()
    write_file(hass, "2025", newer(2025))
    store = await opened(hass)
    assert not await store.async_add([a_break(LAST_YEAR), a_session(LAST_YEAR)])
    path.write_text(content)
    await a_minute_passes(hass, freezer)
    assert store.problems == frozenset()
    assert store.is_complete
    again = await opened(hass)
    assert set(again.records_at_hand()) == {
        a_session(LAST_YEAR),
        a_test(LAST_YEAR),
        a_break(LAST_YEAR),
    }


async def test_what_a_cut_off_write_has_left_behind_is_cleared_away(hass):
    await (await opened(hass)).async_add([a_break()])
    litter = write_file(hass, "tmp8x2k1", '{"version": 1, "da')
    store = await opened(hass)
    assert not litter.exists()
    assert store.records_at_hand() == (a_break(),)


async def test_the_running_state_is_written_with_what_is_latest(hass):
    store = await opened(hass)
    versions = iter(range(100))

    def latest() -> dict[str, int]:
        return {"version": next(versions)}

    with a_busy_disk() as is_free:
        for _ in range(5):
            hass.async_create_task(store.async_save_running(latest))
        is_free.set()
        await hass.async_block_till_done()
    saved = json.loads(file_of(hass, "running").read_text())["data"]
    assert saved == {"version": 1}
    assert await (CoachStore(hass, "alex", Mock())).async_load() == saved


async def test_the_running_state_is_on_disk_when_saving_it_returns_whoever_was_writing(hass):
    store = await opened(hass)
    with a_busy_disk() as is_free:
        hass.async_create_task(store.async_save_running(lambda: {"version": 0}))
        saving = hass.async_create_task(store.async_save_running(lambda: {"version": 1}))
        is_free.set()
        await saving
        assert json.loads(file_of(hass, "running").read_text())["data"] == {"version": 1}


async def test_a_damaged_running_state_is_none(hass):
    write_file(hass, "running", "[]")
    store = CoachStore(hass, "alex", Mock())
    assert await store.async_load() is None
    assert store.problems == frozenset()


async def test_removing_a_person_removes_every_file(hass):
    store = await opened(hass)
    await store.async_add([a_break(NOW.replace(year=year)) for year in (2020, 2024, 2026)])
    await store.async_save_running(dict)
    path = write_file(hass, "2023.corrupt.2024-01-01T00:00:00+00:00", "{ half a fi")
    await CoachStore(hass, "alex", Mock()).async_remove()
    assert not path.parent.exists()


async def test_removing_somebody_who_kept_nothing_is_fine(hass):
    await CoachStore(hass, "nobody", Mock()).async_remove()
