"""The last days, and one day, as a card is told of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from sqlalchemy.exc import OperationalError

from custom_components.posture_coach.contract import DayStrip, NoStrip, TrendDay
from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import Move, Record, SessionOutcome, TestPhase
from custom_components.posture_coach.store import CoachStore
from custom_components.posture_coach.trend import async_day, async_trend

from .conftest import EMPTY_DESK, advance
from .real_disk import hass_config_dir, hass_storage
from .record_samples import (
    a_break,
    a_check_in,
    a_day_off,
    a_measurement,
    a_session,
    a_test,
    file_of,
)
from .recorder_time import async_compile

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

TODAY = date(2026, 3, 3)
SENSOR = "sensor.alex_posture"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TAKEN, MISSED = BreakOutcome.TAKEN, BreakOutcome.MISSED


class Alex:
    """Lives in Berlin, and looks back."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        self.hass = hass
        self.entry = entry

    @property
    def coordinator(self) -> CoachCoordinator:
        return self.entry.runtime_data

    async def arrives(self, freezer: FrozenDateTimeFactory, at: datetime) -> None:
        """Set everything up at an instant."""
        await self.hass.config.async_set_time_zone("Europe/Berlin")
        freezer.move_to(at)
        for entity_id, state in EMPTY_DESK.items():
            self.hass.states.async_set(entity_id, state)
        self.entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()

    async def restarts(self) -> None:
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.hass.async_block_till_done()

    async def adds(self, *records: Record) -> None:
        await self.coordinator.store.async_add(records)

    async def day(self, day: date) -> TrendDay:
        """A day of the trend."""
        days = (await async_trend(self.coordinator, (TODAY - day).days + 1)).days
        return days[0]

    async def strip(self, day: date) -> list[tuple[str, float, float]]:
        """The postures of a day, and how many hours after its beginning they were taken."""
        strip = await async_day(self.coordinator, day)
        assert strip.missing is None
        return [
            (
                each.posture.value,
                round((each.began_at - strip.starts_at) / 3600, 2),
                round((each.ended_at - strip.starts_at) / 3600, 2),
            )
            for each in strip.spans
        ]


def clock(hour: float, minute: int = 0, day: date = TODAY) -> datetime:
    """An instant by the clocks of Berlin."""
    return dt_util.as_utc(dt_util.start_of_local_day(day)) + hour * HOUR + minute * MINUTE


@pytest.fixture
def entry(options: dict[str, Any]) -> MockConfigEntry:
    """Alex, under the name that files have in tests."""
    return MockConfigEntry(
        domain="posture_coach",
        entry_id="alex",
        title="Alex",
        unique_id="person.alex",
        data={"person": "person.alex"},
        options=options,
    )


@pytest.fixture
def recorder_config(freezer: FrozenDateTimeFactory) -> None:
    """Let a recorder start the day before."""
    freezer.move_to("2026-03-01 12:00:00+00:00")


@pytest.fixture
async def alex(hass: HomeAssistant, freezer: FrozenDateTimeFactory, entry: MockConfigEntry) -> Alex:
    alex = Alex(hass, entry)
    await alex.arrives(freezer, datetime(2026, 3, 3, 8, tzinfo=UTC))
    return alex


async def test_the_days_end_today_and_there_are_as_many_as_asked_for(alex):
    trend = await async_trend(alex.coordinator, 366)
    assert len(trend.days) == 366
    assert [trend.days[number].day for number in (0, -2, -1)] == [
        "2025-03-03",
        "2026-03-02",
        "2026-03-03",
    ]
    (today,) = (await async_trend(alex.coordinator, 1)).days
    assert today == trend.days[-1]


async def test_a_day_of_which_nothing_is_known_says_so(alex):
    assert await alex.day(TODAY - DAY) == TrendDay(
        day="2026-03-02",
        sitting=None,
        longest=None,
        breaks={},
        routines=0,
        evenness_before=None,
        evenness_after=None,
        pain=None,
    )


async def test_today_is_known_without_a_recorder(hass, alex, freezer, sit, leave):
    await sit()
    await advance(hass, freezer, 25 * MINUTE)
    await leave()
    await advance(hass, freezer, 10 * MINUTE)
    await sit()
    await advance(hass, freezer, 12 * MINUTE)
    trend = await async_trend(alex.coordinator, 7)
    assert trend.has_recorder is False
    assert trend.is_complete
    assert [(day.sitting, day.longest) for day in trend.days] == [
        *[(None, None)] * 6,
        (37 * 60, 25 * 60),
    ]
    assert trend.days[-1].breaks == {BreakOutcome.NATURAL: 1}


async def test_the_limit_is_the_one_that_was_set_whatever_this_spell_pays_back(alex, options):
    assert (await async_trend(alex.coordinator, 1)).limit == 30 * 60
    await alex.coordinator.async_set_sitting_limit(45 * MINUTE)
    assert (await async_trend(alex.coordinator, 1)).limit == 45 * 60


async def test_breaks_are_counted_by_outcome_on_the_local_day_on_which_they_ended(alex):
    await alex.adds(
        a_break(clock(-24)),
        a_break(clock(-10), outcome=MISSED, began_at=None),
        a_break(clock(0, -1)),
        a_break(clock(0)),
        a_break(clock(7), posture=Posture.STANDING),
    )
    assert (await alex.day(TODAY - DAY)).breaks == {TAKEN: 2, MISSED: 1}
    assert (await alex.day(TODAY)).breaks == {TAKEN: 2}


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25)], ids=["short", "long"]
)
async def test_a_day_on_which_the_clocks_change_has_its_first_and_its_last_hour(alex, day, hours):
    first, last = clock(0, 1, day), clock(hours, -1, day)
    await alex.adds(a_break(first), a_break(last), a_session(last), a_break(clock(hours, 1, day)))
    shown = await alex.day(day)
    assert (shown.breaks, shown.routines) == ({TAKEN: 2}, 1)
    strip = await async_day(alex.coordinator, day)
    assert strip.ends_at - strip.starts_at == hours * 3600


async def test_routines_count_that_were_completed_at_once_or_piece_by_piece(alex):
    tick = Move(exercise="chin_tuck", dose=5, done=5, is_done=True)
    left = Move(exercise="wall_angel", dose=5, done=0, is_done=False)
    done = Move(exercise="wall_angel", dose=5, done=5, is_done=True)
    partial = {"outcome": SessionOutcome.PARTIAL, "is_led": False}
    await alex.adds(
        a_session(clock(-5), is_led=False),
        a_session(clock(-4)),
        a_session(clock(8), moves=(tick, left), **partial),
        a_session(clock(8, 30), moves=(done,), **partial),
    )
    assert [(await alex.day(day)).routines for day in (TODAY - DAY, TODAY)] == [2, 1]


async def test_tests_have_means_before_and_after(alex):
    await alex.adds(
        a_test(clock(-9), left_right=2, heel_toe=2, inner_outer=2),
        a_test(clock(-8), phase=TestPhase.BEFORE, left_right=1, heel_toe=1, inner_outer=1),
        a_test(clock(-8, 4), phase=TestPhase.AFTER, left_right=0, heel_toe=0, inner_outer=0),
        a_test(clock(-7), phase=TestPhase.AFTER, left_right=None, heel_toe=None, inner_outer=None),
        a_measurement(clock(-6)),
    )
    yesterday = await alex.day(TODAY - DAY)
    assert (yesterday.evenness_before, yesterday.evenness_after) == (25, 100)
    today = await alex.day(TODAY)
    assert (today.evenness_before, today.evenness_after) == (None, None)


async def test_pain_is_the_worst_of_the_last_check_in(alex):
    await alex.adds(
        a_check_in(clock(-3), neck_pain=2, upper_back_pain=4),
        a_check_in(clock(-9), neck_pain=9),
        a_check_in(clock(7), neck_pain=8),
        a_check_in(clock(8), neck_pain=None),
        a_day_off(TODAY),
    )
    assert [(await alex.day(day)).pain for day in (TODAY - DAY, TODAY)] == [4, None]


async def test_the_longest_spell_is_on_record_and_ends_at_midnight(alex):
    last = TODAY - DAY
    await alex.adds(
        a_break(clock(9, 0, last), sat_for=50 * MINUTE),
        a_break(clock(12, 0, last), sat_for=90 * MINUTE, posture=Posture.STANDING),
        a_break(clock(0, 22), began_at=clock(0, 20), sat_for=90 * MINUTE),
        a_break(clock(9, 0, last - DAY), sat_for=65 * MINUTE, began_at=None, outcome=MISSED),
    )
    assert (await alex.day(last)).longest == 70 * 60
    assert (await alex.day(last - DAY)).longest == 65 * 60


async def test_years_are_opened_when_they_are_needed(hass, alex):
    await alex.adds(*[a_break(clock(9, 0, date(year, 12, 31))) for year in (2022, 2023, 2024)])
    await alex.adds(a_break(clock(9, 0, date(2025, 3, 1))))
    await alex.restarts()
    assert alex.coordinator.store.covered_since == date(2025, 1, 1)
    with patch.object(
        CoachStore, "async_read", autospec=True, side_effect=CoachStore.async_read
    ) as read:
        await async_trend(alex.coordinator, 300)
        assert not read.called
        assert (await alex.day(date(2024, 12, 31))).breaks == {TAKEN: 1}
        assert (await alex.day(date(2023, 12, 31))).breaks == {TAKEN: 1}
    assert [call.args[1] for call in read.call_args_list] == [2024, 2023, 2024]


@pytest.mark.parametrize("content", ["{ half a fi", '{"version": 99, "data": {}}'])
async def test_a_year_that_cannot_be_read_is_missed_where_it_belongs(hass, alex, content):
    await alex.adds(
        a_break(clock(9, 0, date(2024, 12, 31))), a_break(clock(9, 0, date(2025, 1, 2)))
    )
    file_of(hass, "2024").write_text(content)
    await alex.restarts()
    whole = await async_trend(alex.coordinator, 366)
    assert whole.is_complete
    shown = await async_trend(alex.coordinator, (TODAY - date(2024, 12, 31)).days + 1)
    assert not shown.is_complete
    assert [day.breaks for day in shown.days[:3]] == [{}, {}, {TAKEN: 1}]


async def test_two_days_with_a_recorder(recorder_mock, hass, alex, freezer, sit, stand, leave):
    await advance(hass, freezer, HOUR)
    await sit()
    await advance(hass, freezer, 25 * MINUTE)
    await alex.restarts()
    await advance(hass, freezer, 15 * MINUTE)
    await stand()
    await advance(hass, freezer, HOUR)
    await leave()
    await advance(hass, freezer, 12 * HOUR - MINUTE / 2)
    await sit()
    await advance(hass, freezer, HOUR)
    await leave()
    await advance(hass, freezer, 9 * HOUR)
    await async_compile(hass, clock(8), dt_util.utcnow())

    assert alex.coordinator.data.day == TODAY + DAY
    trend = await async_trend(alex.coordinator, 3)
    assert trend.has_recorder
    assert [day.sitting for day in trend.days] == [None, 60 * 60, 39 * 60]
    assert [day.longest for day in trend.days] == [None, 40 * 60, 39 * 60]
    assert await alex.strip(TODAY - DAY) == []
    assert await alex.strip(TODAY) == [
        ("away", 9, 10),
        ("sitting", 10, 10.67),
        ("standing", 10.67, 11.67),
        ("away", 11.67, 23.66),
        ("sitting", 23.66, 24),
    ]
    assert await alex.strip(TODAY + DAY) == [("sitting", 0, 0.66), ("away", 0.66, 9.66)]


async def test_nothing_is_known_of_a_time_without_a_coach(recorder_mock, hass, alex, freezer, sit):
    await sit()
    await advance(hass, freezer, HOUR)
    await hass.config_entries.async_unload(alex.entry.entry_id)
    await advance(hass, freezer, HOUR)
    await hass.config_entries.async_setup(alex.entry.entry_id)
    await advance(hass, freezer, HOUR)
    await async_wait_recording_done(hass)
    assert await alex.strip(TODAY) == [
        ("sitting", 9, 10),
        ("unknown", 10, 11),
        ("sitting", 11, 12),
    ]


async def test_sensors_that_fall_silent_leave_a_gap(recorder_mock, hass, alex, freezer, sit):
    silent = dict.fromkeys(EMPTY_DESK, STATE_UNAVAILABLE)
    for entity_id, state in silent.items():
        hass.states.async_set(entity_id, state)
    await advance(hass, freezer, HOUR)
    await sit()
    await advance(hass, freezer, HOUR)
    for entity_id, state in silent.items():
        hass.states.async_set(entity_id, state)
    await advance(hass, freezer, HOUR)
    await async_wait_recording_done(hass)
    assert await alex.strip(TODAY) == [("sitting", 10, 11), ("unknown", 11, 12)]


@pytest.mark.parametrize("day", [TODAY + DAY, date.max, date(2019, 5, 5), date.min])
async def test_a_day_to_come_or_long_gone_is_empty(recorder_mock, alex, day):
    strip = await async_day(alex.coordinator, day)
    assert (strip.day, strip.spans, strip.missing) == (day.isoformat(), (), None)


async def test_a_day_cannot_be_shown_without_a_recorder(alex):
    assert await async_day(alex.coordinator, TODAY) == DayStrip(
        day="2026-03-03",
        starts_at=clock(0).timestamp(),
        ends_at=clock(24).timestamp(),
        spans=(),
        missing=NoStrip.NO_RECORDER,
    )


@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "disabled"])
async def test_a_day_cannot_be_shown_without_the_sensor(
    recorder_mock, alex, entity_registry: er.EntityRegistry, is_gone
):
    if is_gone:
        entity_registry.async_remove(SENSOR)
    else:
        entity_registry.async_update_entity(SENSOR, disabled_by=er.RegistryEntryDisabler.USER)
    strip = await async_day(alex.coordinator, TODAY)
    assert (strip.spans, strip.missing) == ((), NoStrip.SENSOR_DISABLED)


async def test_a_sensor_that_is_gone_leaves_the_records_and_today(
    recorder_mock, alex, entity_registry: er.EntityRegistry
):
    entity_registry.async_remove("sensor.alex_sitting_today")
    await alex.adds(a_break(clock(-5), sat_for=20 * MINUTE))
    trend = await async_trend(alex.coordinator, 2)
    assert [(day.sitting, day.longest) for day in trend.days] == [(None, 20 * 60), (0, 0)]


async def test_a_sensor_is_found_by_any_name(
    recorder_mock, hass, alex, freezer, sit, entity_registry: er.EntityRegistry
):
    entity_registry.async_update_entity(SENSOR, new_entity_id="sensor.what_alex_does")
    await advance(hass, freezer, MINUTE)
    await sit()
    await advance(hass, freezer, HOUR)
    await async_wait_recording_done(hass)
    assert (await alex.strip(TODAY))[-1] == ("sitting", 9.02, 10.02)


async def test_a_recorder_in_trouble_leaves_the_records_and_today(recorder_mock, hass, alex):
    await alex.adds(a_session(clock(-5)))
    broken = OperationalError("SELECT", {}, OSError("disk I/O error"))
    with patch.object(get_instance(hass), "get_session", side_effect=broken):
        trend = await async_trend(alex.coordinator, 2)
        assert await alex.strip(TODAY) == []
    assert [(day.sitting, day.routines) for day in trend.days] == [(None, 1), (0, 0)]
    assert trend.has_recorder
