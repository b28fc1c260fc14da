"""All records of a person, on a real disk."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
import errno
import json
import shutil
from typing import Any
from unittest.mock import AsyncMock, Mock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import storage
from homeassistant.util import file
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.posture_coach.archive import Archive, Choice
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.plain import to_plain
from custom_components.posture_coach.engine.records import Record, kind_of
from custom_components.posture_coach.formats import FORMATS
from custom_components.posture_coach.store import CLOSED, NOT_SAVED, UNREADABLE, CoachStore

from .real_disk import hass_config_dir, hass_storage
from .record_samples import (
    MINUTE,
    NOW,
    RECORDS,
    TODAY,
    a_break,
    a_check_in,
    a_day_off,
    a_session,
    a_test,
    file_of,
    one_of_each,
)

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

DAY = timedelta(days=1)
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)


@pytest.fixture
async def store(hass: HomeAssistant) -> CoachStore:
    return await opened(hass)


@pytest.fixture
def changed() -> AsyncMock:
    return AsyncMock(return_value=None)


@pytest.fixture
def archive(store: CoachStore, changed: AsyncMock) -> Archive:
    return Archive(store, changed)


async def opened(hass: HomeAssistant) -> CoachStore:
    store = CoachStore(hass, "alex", Mock())
    await store.async_load()
    return store


def ages(*years: int) -> list[Record]:
    return [a_break(NOW.replace(year=year)) for year in years]


def document(*records: Record) -> str:
    entries = [{"kind": kind_of(each), **to_plain(each)} for each in records]
    return json.dumps({"version": 1, "records": entries})


def files(hass: HomeAssistant) -> dict[str, str]:
    folder = file_of(hass, "x").parent
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.is_dir() else {}


async def refusal(asked: Awaitable[Any]) -> tuple[str, dict[str, str]]:
    with pytest.raises(CoachError) as refused:
        await asked
    return refused.value.key, refused.value.placeholders


async def pages(archive: Archive, limit: int, **choice: Any) -> list[dict[str, Any]]:
    page = await archive.async_get(limit=limit, **choice)
    found = page["records"]
    while page["cursor"]:
        page = await archive.async_get(limit=limit, cursor=page["cursor"], **choice)
        found += page["records"]
    return found


@asynccontextmanager
async def years_read() -> AsyncIterator[list[str]]:
    read: list[str] = []
    load = storage.Store.async_load

    async def noted(store: storage.Store) -> Any:
        read.append(store.key.rpartition("/")[2])
        return await load(store)

    with patch.object(storage.Store, "async_load", noted):
        yield read


async def test_records_are_shown_newest_first_with_what_is_in_them(archive, store):
    await store.async_add(one_of_each(NOW - DAY))
    await store.async_add([a_test()])
    found = await archive.async_get()
    assert found["cursor"] is None
    assert found["unreadable"] == []
    assert len({each["id"] for each in found["records"]}) == 7
    newest = found["records"][0]
    assert newest.pop("id").startswith("2026-")
    assert newest.pop("evenness") == pytest.approx(200 / 3)
    assert newest == {"kind": "balance_test", "saved": True, **to_plain(a_test())}
    assert found["records"][-1]["kind"] == "day_off"


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({"kinds": {"break"}}, 3),
        ({"kinds": ["break", "day_off"]}, 4),
        ({"kinds": []}, 0),
        ({"start": TODAY}, 3),
        ({"start": TODAY, "end": TODAY}, 3),
        ({"end": TODAY - DAY}, 2),
        ({"start": NOW}, 1),
        ({"end": NOW}, 4),
        ({"start": NOW - DAY, "end": NOW}, 3),
        ({"start": NOW, "end": TODAY}, 1),
        ({"start": NOW, "end": NOW}, 0),
        ({"start": date.min, "end": date.max}, 5),
        ({"start": datetime.min.replace(tzinfo=UTC), "end": datetime.max.replace(tzinfo=UTC)}, 5),
        ({"start": datetime(2026, 3, 3, 4)}, 1),  # noqa: DTZ001 (as an action gives it: local time)
    ],
    ids=str,
)
async def test_records_are_chosen_by_kind_and_time(archive, store, choice, count):
    moments = (NOW, NOW - 60 * MINUTE, NOW - DAY)
    await store.async_add([*map(a_break, moments), a_check_in(NOW - DAY - MINUTE), a_day_off()])
    assert len((await archive.async_get(**choice))["records"]) == count


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
async def test_pages_are_everything_once_and_in_order(archive, store, limit):
    records = [*one_of_each(), *one_of_each(NOW - DAY), *ages(2025, 2023, 2019)]
    await store.async_add(records)
    found = await pages(archive, limit)
    assert len({each["id"] for each in found}) == len(found) == len(records)
    years = [int(each["id"][:4]) for each in found]
    assert years == sorted(years, reverse=True)


async def test_a_page_has_from_one_to_500_records(archive, store):
    await store.async_add([a_break(NOW - number * MINUTE) for number in range(502)])
    counts = [len((await archive.async_get(limit=limit))["records"]) for limit in (0, 1, 9999)]
    assert counts == [1, 1, 500]
    assert len((await archive.async_get())["records"]) == 50


async def test_pages_neither_repeat_nor_leave_out_while_records_come_and_go(archive, store):
    await store.async_add([a_break(NOW - number * MINUTE) for number in range(6)])
    first = await archive.async_get(limit=3)
    await store.async_add([a_session(), a_session(NOW - 2 * MINUTE)])
    await archive.async_delete(first["records"][2]["id"])
    second = await archive.async_get(limit=9, cursor=first["cursor"], kinds={"break"})
    assert [each["ended_at"] for each in second["records"]] == [
        (NOW - number * MINUTE).isoformat() for number in (3, 4, 5)
    ]


async def test_pages_stay_whole_when_the_time_zone_changes(hass, archive, store):
    await hass.config.async_set_time_zone("Pacific/Auckland")
    edge = datetime(2025, 12, 31, 12, tzinfo=UTC)
    await store.async_add([a_break(edge)])
    await hass.config.async_set_time_zone("UTC")
    await store.async_add([a_break(edge + 60 * MINUTE), a_break(edge - 60 * MINUTE)])
    found = await pages(archive, 1)
    assert len({each["id"] for each in found}) == 3
    assert all(each["saved"] for each in found)
    for each in found:
        await archive.async_delete(each["id"])
    assert await pages(archive, 1) == []


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "!!!", "W10=", "e30=", "\N{EURO SIGN}", "WzIwMjYsICJub3ciLCAieCJd", "W" * 10_000],
    ids=["empty", "short", "signs", "list", "table", "no letters", "no instant", "long"],
)
async def test_a_cursor_that_is_none_is_refused(archive, cursor):
    assert await refusal(archive.async_get(cursor=cursor)) == (
        "cursor_unknown",
        {"field": "cursor"},
    )


async def exported(archive: Archive, **choice: Any) -> str:
    return await archive.async_export("csv", **choice)


@pytest.mark.parametrize("ask", [Archive.async_get, exported], ids=["shown", "exported"])
@pytest.mark.parametrize(
    ("choice", "key", "field"),
    [
        ({"kinds": {"break", "brake"}}, "kind_unknown", "kind"),
        ({"start": TODAY, "end": TODAY - DAY}, "range_reversed", "end"),
        ({"start": NOW + DAY, "end": TODAY}, "range_reversed", "end"),
        ({"start": NOW, "end": NOW - MINUTE}, "range_reversed", "end"),
    ],
    ids=["an unknown kind", "days in reverse", "a day in reverse", "instants in reverse"],
)
async def test_a_choice_that_makes_no_sense_is_refused(
    archive, ask: Callable[..., Awaitable[Any]], choice, key, field
):
    refused, placeholders = await refusal(ask(archive, **choice))
    assert (refused, placeholders["field"]) == (key, field)


async def test_old_years_are_read_only_as_far_as_needed_and_let_go(hass, store):
    await store.async_add(ages(2026, 2025, 2023, 2019))
    archive = Archive(store := await opened(hass), Mock(return_value=None))
    async with years_read() as read:
        await archive.async_get(limit=2)
        assert read == ["2023"]
        read.clear()
        await archive.async_get(start=date(2024, 2, 1))
        assert read == []
        await archive.async_get(end=date(2020, 2, 1))
        assert read == ["2019"]
        read.clear()
        await archive.async_export("csv")
        await archive.async_export("csv")
        assert read == ["2019", "2023"] * 2
    assert len(store.records_at_hand()) == 2


async def test_what_is_not_on_disk_is_shown_as_such(archive, store):
    await store.async_add(ages(2026, 2019))
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        await store.async_add([a_session(), a_session(NOW.replace(year=2019))])
    found = (await archive.async_get())["records"]
    assert [(each["kind"], each["saved"]) for each in found if each["kind"] == "break"] == [
        ("break", True)
    ] * 2
    assert [each["saved"] for each in found if each["kind"] == "session"] == [False, False]
    await store.async_close()
    assert all(each["saved"] for each in (await archive.async_get())["records"])


async def test_a_deleted_record_is_gone_and_the_others_stay(hass, archive, store, changed):
    await store.async_add([*one_of_each(), *ages(2019)])
    for each in (await archive.async_get())["records"]:
        if each["kind"] in {"session", "day_off"} or each["id"].startswith("2019"):
            assert await archive.async_delete(each["id"])
    assert changed.await_count == 3
    left = {kind_of(each) for each in (await opened(hass)).records_at_hand()}
    assert left == {"break", "balance_test", "measurement", "check_in"}
    assert await store.async_read(2019) == ()
    assert store.records_at_hand() == (await opened(hass)).records_at_hand()


async def test_a_deletion_that_cannot_be_written_is_done_later(hass, archive, store):
    await store.async_add([a_break()])
    (record,) = (await archive.async_get())["records"]
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert not await archive.async_delete(record["id"])
    assert store.problems == {NOT_SAVED}
    assert (await archive.async_get())["records"] == []
    await store.async_close()
    assert (await opened(hass)).records_at_hand() == ()


@pytest.mark.parametrize("record_id", ["", "2026-0123456789ab", "2026", "../../x", "2026-\n"])
async def test_an_id_of_no_record_is_refused(hass, archive, store, changed, record_id):
    await store.async_add([a_break()])
    before = files(hass)
    assert await refusal(archive.async_delete(record_id)) == (
        "record_unknown",
        {"field": "record_id"},
    )
    assert (files(hass), changed.call_count) == (before, 0)


@pytest.mark.parametrize("fmt", FORMATS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=st.lists(RECORDS, max_size=6, unique=True))
async def test_what_is_exported_wiped_and_imported_is_as_it_was(hass, fmt, records):
    shutil.rmtree(file_of(hass, "x").parent, ignore_errors=True)
    archive = Archive(store := await opened(hass), Mock(return_value=None))
    await store.async_add(records)
    before = await pages(archive, 500)
    content = await archive.async_export(fmt)
    await store.async_remove()
    archive = Archive(await opened(hass), Mock(return_value=None))
    assert await archive.async_import(content, fmt) == (len(records), True)
    assert await pages(archive, 500) == before
    assert await archive.async_export(fmt) == content


async def test_an_export_has_what_was_chosen_oldest_first(archive, store):
    await store.async_add([*ages(2026, 2023, 2025), a_session()])
    content = json.loads(
        await archive.async_export("json", kinds=["break"], start=date(2025, 1, 1))
    )
    assert content["version"] == 1
    assert [each["ended_at"][:4] for each in content["records"]] == ["2025", "2026"]


async def test_an_export_comes_year_by_year(archive, store):
    await store.async_add(ages(2026, 2023, 2025))
    parts = [part async for part in archive.async_stream("csv")]
    assert [part.count("\r\n") for part in parts] == [1, 1, 1, 1, 0]


async def test_years_without_a_chosen_record_leave_no_gap_in_an_export(archive, store):
    await store.async_add([*ages(2026, 2023), a_session(NOW.replace(year=2025))])
    content = json.loads(await archive.async_export("json", kinds=["break"]))
    assert [each["ended_at"][:4] for each in content["records"]] == ["2023", "2026"]


async def test_an_import_joins_what_is_there_and_is_told(hass, archive, store, changed):
    await store.async_add([a_break()])
    records = [*one_of_each(NOW - DAY), *ages(2025, 2011)]
    assert await archive.async_import(document(*records), "json") == (len(records), True)
    changed.assert_awaited_once()
    again = await opened(hass)
    assert again.years == [2011, 2025, 2026]
    assert len(again.records_at_hand()) == 8
    assert len(await pages(archive, 500)) == 9


async def test_an_import_of_nothing_changes_nothing(hass, archive, changed):
    assert await archive.async_import(document(), "json") == (0, True)
    assert (files(hass), changed.call_count) == ({}, 0)


REFUSED: dict[str, tuple[list[Record], str, str | None]] = {
    "twice in the file": ([*ages(2025), a_session(), a_session()], "import_overlaps", "1"),
    "already there": ([*ages(2025, 2019), a_session()], "import_overlaps", "1"),
    "both": ([*ages(2019), a_session(), a_session()], "import_overlaps", "2"),
    "in the future": ([*ages(2025), a_break(NOW + MINUTE)], "in_the_future", None),
    "out of range": ([*ages(2025), a_test(left_right=3)], "axis_out_of_range", None),
    "markup": ([*ages(2025), a_check_in(note="<b>")], "text_has_markup", None),
}


@pytest.mark.parametrize(("records", "key", "count"), REFUSED.values(), ids=REFUSED)
async def test_of_an_import_that_is_refused_nothing_is_there(
    hass, archive, store, changed, records, key, count
):
    await store.async_add([a_break(), *ages(2019)])
    before = files(hass)
    refused, placeholders = await refusal(archive.async_import(document(*records), "json"))
    assert (refused, placeholders.get("count")) == (key, count)
    assert (files(hass), changed.call_count) == (before, 0)
    assert store.records_at_hand() == (a_break(),)


async def test_an_import_into_a_file_that_cannot_be_opened_is_refused_whole(hass, archive):
    path = file_of(hass, "2019")
    path.parent.mkdir(parents=True)
    path.write_text('{"version": 9, "minor_version": 1, "key": "x", "data": {}}')
    before = files(hass)
    with pytest.raises(HomeAssistantError) as refused:
        await archive.async_import(document(*ages(2026, 2019)), "json")
    assert refused.value.translation_key == "records_not_opened"
    assert files(hass) == before


async def test_an_import_onto_a_full_disk_is_kept_and_written_later(hass, archive, store):
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert await archive.async_import(document(*ages(2026, 2019)), "json") == (2, False)
        assert store.problems == {NOT_SAVED}
    assert files(hass) == {}
    await store.async_close()
    assert files(hass).keys() == {"2026", "2019"}


async def test_a_kill_during_an_import_leaves_whole_years(hass, archive):
    class Killed(BaseException):
        pass

    write = file.write_utf8_file_atomic
    written: list[str] = []

    def killed(path: str, *args: Any, **options: Any) -> None:
        written.append(path)
        if len(written) == 2:
            raise Killed
        write(path, *args, **options)

    with patch.object(storage, "write_utf8_file_atomic", killed), pytest.raises(Killed):
        await archive.async_import(document(*ages(2026, 2025, 2019)), "json")
    again = await opened(hass)
    assert (again.years, again.problems) == ([2019], frozenset())


async def test_records_are_added_while_an_import_waits_for_the_disk(hass, archive, store):
    imported = hass.async_create_task(archive.async_import(document(*ages(2026, 2019)), "json"))
    assert await store.async_add([a_session()])
    await imported
    assert len(await pages(archive, 500)) == 3
    assert set((await opened(hass)).records_at_hand()) == {a_break(), a_session()}


async def test_what_cannot_be_read_is_named_and_the_rest_is_shown(hass, archive, store):
    await store.async_add(ages(2026, 2025, 2019))
    file_of(hass, "2019").write_text("{ half a fi")
    (file_of(hass, "2017")).write_text('{"version": 9, "minor_version": 1, "data": {}}')
    archive = Archive(store := await opened(hass), Mock(return_value=None))
    for _ in range(2):
        found = await archive.async_get()
        assert len(found["records"]) == 2
        assert found["unreadable"] == [2017, 2019]
    assert (await archive.async_get(start=date(2024, 1, 1)))["unreadable"] == []
    assert archive.unreadable(Choice.of()) == [2017, 2019]
    assert store.problems == {UNREADABLE, CLOSED}
    assert [len(year) async for year in archive.async_all()] == [0, 0, 1, 1]
