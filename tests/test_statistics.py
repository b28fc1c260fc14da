"""Long-term statistics, in a real recorder."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.statistics import list_statistic_ids
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    statistics_during_period,
)

from custom_components.posture_coach.archive import Archive
from custom_components.posture_coach.engine.model import BreakOutcome
from custom_components.posture_coach.engine.records import Record, SessionOutcome
from custom_components.posture_coach.statistics import (
    RecordStatistics,
    async_clear_statistics,
    statistic_id,
)
from custom_components.posture_coach.store import CoachStore

from .real_disk import hass_config_dir, hass_storage
from .record_samples import MINUTE, NOW, a_break, a_check_in, a_session, a_test

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

HOUR = timedelta(hours=1)
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)


class Person:
    """Has a store, an archive and graphs, as the coordinator puts them together."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        self.hass = hass
        self.entry = entry
        self.store = CoachStore(hass, entry.entry_id, Mock())
        self.archive = Archive(self.store, self.changed)
        self.statistics = RecordStatistics(hass, entry, self.store, self.archive)

    def changed(self) -> None:
        self.statistics.async_rebuild()

    async def adds(self, *records: Record) -> None:
        await self.store.async_add(records)
        self.statistics.async_added(records)

    async def rows(self, key: str) -> list[tuple[datetime, dict[str, Any]]]:
        await async_wait_recording_done(self.hass)
        name = statistic_id(self.entry.entry_id, key)
        found = await get_instance(self.hass).async_add_executor_job(
            lambda: statistics_during_period(self.hass, LONG_AGO, statistic_ids={name})
        )
        return [
            (
                datetime.fromtimestamp(row["start"], UTC),
                {name: row[name] for name in row if name not in {"start", "end", "last_reset"}},
            )
            for row in found.get(name, [])
        ]

    async def sums(self, key: str) -> list[tuple[datetime, float]]:
        return [(hour, row["sum"]) for hour, row in await self.rows(key)]


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory, recorder_mock: Recorder) -> None:
    freezer.move_to(NOW)


@pytest.fixture
async def alex(hass: HomeAssistant, noon: None, entry: MockConfigEntry) -> Person:
    return await started(hass, entry)


async def started(hass: HomeAssistant, entry: MockConfigEntry) -> Person:
    person = Person(hass, entry)
    await person.store.async_load()
    return person


def breaks(moments: Iterable[datetime]) -> list[Record]:
    return [a_break(each) for each in moments]


async def test_routines_and_breaks_add_up_by_the_hour(alex):
    await alex.adds(a_break(NOW - 2 * HOUR), a_session(NOW - 2 * HOUR + MINUTE))
    await alex.adds(a_break(NOW - 2 * HOUR + 59 * MINUTE))
    await alex.adds(*breaks([NOW - MINUTE, NOW]))
    assert await alex.sums("breaks_taken") == [(NOW - 2 * HOUR, 2), (NOW - HOUR, 3), (NOW, 4)]
    assert await alex.sums("routines") == [(NOW - 2 * HOUR, 1)]


async def test_only_what_was_done_counts(alex):
    await alex.adds(
        a_break(NOW, outcome=BreakOutcome.SKIPPED),
        a_session(NOW, outcome=SessionOutcome.PARTIAL),
        a_check_in(),
    )
    assert [await alex.rows(key) for key in ("breaks_taken", "routines", "evenness")] == [[]] * 3


async def test_the_evenness_of_an_hour_has_a_mean_and_a_spread(alex):
    await alex.adds(a_test(NOW, left_right=0, heel_toe=0))
    await alex.adds(a_test(NOW + MINUTE, left_right=2, heel_toe=2, inner_outer=None))
    await alex.adds(a_test(NOW - HOUR, left_right=0, heel_toe=2, inner_outer=1))
    assert await alex.rows("evenness") == [
        (NOW - HOUR, {"mean": 50, "min": 50, "max": 50}),
        (NOW, {"mean": 50, "min": 0, "max": 100}),
    ]


async def test_a_test_without_answers_has_no_evenness(alex):
    await alex.adds(a_test(left_right=None, heel_toe=None, inner_outer=None), a_test(NOW - HOUR))
    assert [hour for hour, _ in await alex.rows("evenness")] == [NOW - HOUR]
    shown = (await alex.archive.async_get())["records"]
    assert ["evenness" in each for each in shown] == [False, True]


async def test_graphs_go_on_after_a_restart(hass, alex):
    await alex.adds(*breaks([NOW - HOUR, NOW]))
    await async_wait_recording_done(hass)
    again = await started(hass, alex.entry)
    with patch.object(again.statistics, "_async_make_anew") as anew:
        await again.adds(a_break(NOW + MINUTE), a_session(NOW))
        await again.adds(a_break(NOW + 2 * HOUR))
        assert await again.sums("breaks_taken") == [
            (NOW - HOUR, 1),
            (NOW, 3),
            (NOW + 2 * HOUR, 4),
        ]
    assert not anew.called
    assert await again.sums("routines") == [(NOW, 1)]


async def test_what_the_recorder_has_missed_is_made_up_for(hass, alex):
    old = NOW.replace(year=2020)
    await alex.store.async_add([a_break(old), a_test(old), a_test(old + MINUTE)])
    await alex.adds(a_break(NOW))
    assert await alex.sums("breaks_taken") == [(old, 1), (NOW, 2)]
    assert len(await alex.rows("evenness")) == 1
    await alex.store.async_add([a_break(NOW - HOUR)])
    again = await started(hass, alex.entry)
    await again.adds(a_break(NOW + HOUR))
    assert await again.sums("breaks_taken") == [
        (old, 1),
        (NOW - HOUR, 2),
        (NOW, 3),
        (NOW + HOUR, 4),
    ]


async def test_earlier_tests_are_made_up_for_even_if_there_is_nothing_else(alex):
    await alex.store.async_add([a_test(NOW.replace(year=2020))])
    await alex.adds(a_test(NOW))
    assert len(await alex.rows("evenness")) == 2


async def test_what_is_logged_later_is_counted_where_it_belongs(hass, alex):
    await alex.adds(*breaks([NOW - 2 * HOUR, NOW]))
    await async_wait_recording_done(hass)
    await alex.adds(a_break(NOW - HOUR))
    sums = await alex.sums("breaks_taken")
    assert sums == [(NOW - 2 * HOUR, 1), (NOW - HOUR, 2), (NOW, 3)]


async def test_a_test_of_a_year_that_is_not_at_hand_joins_the_others_of_its_hour(hass, alex):
    old = NOW.replace(year=2020)
    await alex.adds(a_test(NOW), a_test(old, left_right=0, heel_toe=0, inner_outer=0))
    again = await started(hass, alex.entry)
    await again.adds(a_test(old + MINUTE, left_right=2, heel_toe=2, inner_outer=2))
    assert (await again.rows("evenness"))[0] == (old, {"mean": 50, "min": 0, "max": 100})


async def test_what_is_deleted_and_imported_is_taken_into_account(alex):
    await alex.adds(a_break(NOW - HOUR), a_session(NOW - HOUR), a_break(NOW), a_test())
    found = (await alex.archive.async_get())["records"]
    for each in found:
        if each["kind"] in {"balance_test", "session"} or "T11:0" in each.get("ended_at", ""):
            await alex.archive.async_delete(each["id"])
    assert await alex.sums("breaks_taken") == [(NOW, 1)]
    assert [await alex.rows(key) for key in ("routines", "evenness")] == [[], []]
    content = "kind,at,phase,left_right,heel_toe\nbalance_test,2021-05-05T05:05:05Z,single,0,0\n"
    await alex.archive.async_import(content, "csv")
    assert [row["mean"] for _, row in await alex.rows("evenness")] == [100]
    await alex.adds(a_break(NOW + MINUTE))
    assert await alex.sums("breaks_taken") == [(NOW, 2)]


async def test_what_comes_in_while_rows_are_made_anew_is_counted_once(hass, alex):
    await alex.adds(a_break(NOW - HOUR))
    alex.statistics.async_rebuild()
    await alex.adds(a_break(NOW))
    alex.statistics.async_rebuild()
    for minutes in range(1, 4):
        hass.async_create_task(alex.adds(a_break(NOW + minutes * MINUTE)))
    await hass.async_block_till_done()
    assert await alex.sums("breaks_taken") == [(NOW - HOUR, 1), (NOW, 5)]


async def test_a_long_history_comes_to_the_recorder_in_parts(alex):
    await alex.store.async_add(breaks(NOW - number * HOUR for number in range(2500)))
    alex.statistics.async_rebuild()
    sums = await alex.sums("breaks_taken")
    assert (len(sums), sums[-1]) == (2500, (NOW, 2500))


async def test_a_recorder_in_trouble_harms_nothing_and_is_caught_up_with(hass, alex, caplog):
    with patch(
        "homeassistant.components.recorder.statistics.async_add_external_statistics",
        side_effect=HomeAssistantError("out of order"),
    ):
        await alex.adds(a_break(NOW - HOUR))
        await hass.async_block_till_done()
    assert "out of order" in caplog.text
    await alex.adds(a_break(NOW))
    assert await alex.sums("breaks_taken") == [(NOW - HOUR, 1), (NOW, 2)]


async def test_graphs_are_named_after_the_person_in_the_language_of_the_house(hass, alex):
    await alex.adds(a_break(), a_test(), a_session())
    await async_wait_recording_done(hass)
    found = {
        each["statistic_id"]: each
        for each in await get_instance(hass).async_add_executor_job(list_statistic_ids, hass)
    }
    entry_id = alex.entry.entry_id.lower()
    assert found.keys() == {
        f"posture_coach:{entry_id}_{key}" for key in ("evenness", "routines", "breaks_taken")
    }
    names = {name.partition(f"{entry_id}_")[2]: each["name"] for name, each in found.items()}
    assert names == {
        "evenness": "Evenness of Alex",
        "routines": "Routines of Alex",
        "breaks_taken": "Breaks taken by Alex",
    }
    assert {each["statistics_unit_of_measurement"] for each in found.values()} == {None}


async def test_graphs_go_with_the_person(hass, alex):
    await alex.adds(a_break(), a_test(), a_session())
    await async_wait_recording_done(hass)
    async_clear_statistics(hass, alex.entry.entry_id)
    await async_wait_recording_done(hass)
    assert await get_instance(hass).async_add_executor_job(list_statistic_ids, hass) == []


async def test_without_a_recorder_there_are_no_graphs_and_no_faults(hass, alex):
    hass.config.components.remove("recorder")
    with patch.object(RecordStatistics, "_async_catch_up") as work:
        await alex.adds(a_break())
        alex.statistics.async_rebuild()
        async_clear_statistics(hass, alex.entry.entry_id)
        await hass.async_block_till_done()
    assert not work.called
    hass.config.components.add("recorder")
