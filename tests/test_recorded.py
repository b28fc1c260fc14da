"""What is found out from a real recorder."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
import logging
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.db_schema import RecorderRuns
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from sqlalchemy.exc import OperationalError

from custom_components.posture_coach.engine.model import Posture
from custom_components.posture_coach.recorded import async_postures, async_totals

from .recorder_time import async_compile

SITTING = "sensor.alex_sitting_today"
POSTURE = "sensor.alex_posture"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
BROKEN = OperationalError("SELECT", {}, OSError("disk I/O error"))


@pytest.fixture
def recorder_config(freezer: FrozenDateTimeFactory) -> None:
    """Let the recorder start the day before."""
    freezer.move_to("2026-03-01 12:00:00+00:00")


@pytest.fixture(autouse=True)
async def berlin(hass: HomeAssistant, recorder_mock: Recorder) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    # Which compiles the statistics of all sensors.
    assert await async_setup_component(hass, "sensor", {})
    await async_wait_recording_done(hass)


class Desk:
    """Shows figures at hours of days, and goes with the time."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        self.hass = hass
        self.freezer = freezer
        self.unit = "min"

    async def sat(self, day: date, *figures: tuple[float, object], begins: bool = True) -> None:
        """Show minutes, or a state, at local hours of a day."""
        begun = dt_util.start_of_local_day(day)
        for hour, figure in ([(0, 0)] if begins else []) + [*figures]:
            self.freezer.move_to(dt_util.as_utc(begun) + timedelta(hours=hour))
            attributes = {
                "state_class": "total",
                "device_class": "duration",
                "unit_of_measurement": self.unit,
                "last_reset": begun.isoformat(),
            }
            self.hass.states.async_set(SITTING, str(figure), attributes)
            await async_wait_recording_done(self.hass)

    async def was(self, *changes: tuple[datetime, str | None]) -> None:
        """Show postures at instants."""
        for at, state in changes:
            self.freezer.move_to(at)
            if state is None:
                self.hass.states.async_remove(POSTURE)
            else:
                self.hass.states.async_set(POSTURE, state)
            await async_wait_recording_done(self.hass)

    async def totals(self, today: date, first: date = MONDAY) -> dict[date, float]:
        """The minutes of each day before `today`, with all hours before it compiled."""
        midnight = dt_util.as_utc(dt_util.start_of_local_day(today))
        self.freezer.move_to(midnight + HOUR)
        await async_compile(self.hass, dt_util.start_of_local_day(first), midnight + HOUR)
        found = await async_totals(self.hass, SITTING, first, today)
        return {day: seconds / 60 for day, seconds in found.items()}


@pytest.fixture
def desk(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> Desk:
    return Desk(hass, freezer)


def clock(hour: float, day: date = MONDAY) -> datetime:
    return dt_util.as_utc(dt_util.start_of_local_day(day)) + timedelta(hours=hour)


def shown(changes: Iterable[tuple[float, Posture]]) -> list[tuple[float, str]]:
    """Postures and their local hours on Monday."""
    start = dt_util.start_of_local_day(MONDAY).timestamp()
    return [(round((at - start) / 3600, 3), posture.value) for at, posture in changes]


async def test_each_day_has_what_it_came_to_and_the_first_one_too(desk):
    await desk.sat(MONDAY, (9, 25), (11, 100), (23.99, 130), begins=False)
    await desk.sat(MONDAY + DAY, (9, 60), (9.5, 58), (17, 400))
    await desk.sat(MONDAY + 2 * DAY)
    await desk.sat(MONDAY + 3 * DAY, (8, 17))
    assert await desk.totals(MONDAY + 4 * DAY) == {
        MONDAY: 130,
        MONDAY + DAY: 400,
        MONDAY + 2 * DAY: 0,
        MONDAY + 3 * DAY: 17,
    }


async def test_a_day_without_home_assistant_is_unknown_and_the_one_before_is_not(desk):
    await desk.sat(MONDAY, (9, 60), (18, 300))
    back = MONDAY + 2 * DAY
    await desk.sat(back, (9, STATE_UNAVAILABLE), (9.01, 0), (12, 90), begins=False)
    assert await desk.totals(back + DAY) == {MONDAY: 300, back: 90}


async def test_a_restart_in_the_middle_of_a_day_adds_nothing_and_loses_nothing(desk):
    await desk.sat(MONDAY, (9, 60), (10, STATE_UNAVAILABLE), (10.1, 56), (10.2, 57), (18, 300))
    await desk.sat(MONDAY + DAY, (9, 60), (23, STATE_UNAVAILABLE))
    await desk.sat(MONDAY + 2 * DAY)
    assert await desk.totals(MONDAY + 3 * DAY) == {
        MONDAY: 300,
        MONDAY + DAY: 60,
        MONDAY + 2 * DAY: 0,
    }


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)], ids=["short", "long"]
)
async def test_a_day_on_which_the_clocks_change_is_a_day(desk, day, hours):
    await desk.sat(day - DAY, (10, 100), (23.9, 110))
    await desk.sat(day, (0.5, 20), (hours - 0.1, 200))
    await desk.sat(day + DAY, (0.5, 7))
    expected = {day - DAY: 110, day: 200, day + DAY: 7}
    assert await desk.totals(day + 2 * DAY, first=day - DAY) == expected


async def test_a_day_that_ends_between_two_hours_is_whole(hass, desk):
    await hass.config.async_set_time_zone("Asia/Kolkata")
    await desk.sat(MONDAY, (9, 60), (23.4, 90), (23.9, 115))
    await desk.sat(MONDAY + DAY, (0.25, 10), (0.4, 20), (23.7, 45))
    await async_compile(hass, clock(22), clock(26), is_thorough=True)
    assert await desk.totals(MONDAY + 2 * DAY) == {MONDAY: 115, MONDAY + DAY: 45}


async def test_yesterday_is_known_before_its_last_hour_is_compiled(hass, desk, freezer):
    await desk.sat(MONDAY, (9, 60), (22.5, 100), (23.9, 130))
    await desk.sat(MONDAY + DAY)
    await async_compile(hass, clock(0), clock(23))
    found = await async_totals(hass, SITTING, MONDAY, MONDAY + DAY)
    assert found == {MONDAY: 130 * 60}


async def test_yesterday_is_what_its_hours_say_when_it_ended_without_a_figure(hass, desk):
    await desk.sat(MONDAY, (9, 60), (22.5, 100), (23.9, STATE_UNAVAILABLE))
    assert await desk.totals(MONDAY + DAY) == {MONDAY: 100}


async def test_who_reads_hours_is_told_the_same(hass, desk):
    desk.unit = "h"
    await desk.sat(MONDAY, (9, 1.5), (18, 5))
    await desk.sat(MONDAY + DAY, (9, 2))
    assert await desk.totals(MONDAY + 2 * DAY) == {MONDAY: 300, MONDAY + DAY: 120}


async def test_an_hour_that_does_not_say_when_its_total_began_tells_nothing(hass, desk):
    about: StatisticMetaData = {
        "mean_type": StatisticMeanType.NONE,
        "has_sum": True,
        "name": None,
        "source": "recorder",
        "statistic_id": SITTING,
        "unit_class": "duration",
        "unit_of_measurement": "min",
    }
    row: StatisticData = {"start": clock(9), "state": 60, "sum": 60}
    reset: StatisticData = {"start": clock(33), "last_reset": clock(24), "state": 30, "sum": 90}
    async_import_statistics(hass, about, [row, reset])
    assert await desk.totals(MONDAY + 2 * DAY) == {MONDAY + DAY: 30}


async def test_what_was_never_recorded_is_unknown(hass):
    assert await async_totals(hass, SITTING, MONDAY, MONDAY + DAY) == {}
    assert await async_postures(hass, POSTURE, clock(0), clock(24)) == []


async def test_postures_come_with_what_was_before_and_end_with_the_day(hass, desk):
    await desk.was(
        (clock(-1), "sitting"),
        (clock(2), "away"),
        (clock(8), "standing"),
        (clock(9), STATE_UNKNOWN),
        (clock(10), "sitting"),
        (clock(11), STATE_UNAVAILABLE),
        (clock(12), "away"),
        (clock(13), None),
        (clock(25), "sitting"),
    )
    found = await async_postures(hass, POSTURE, clock(0), clock(24))
    assert shown(found) == [
        (0, "sitting"),
        (2, "away"),
        (8, "standing"),
        (9, "unknown"),
        (10, "sitting"),
        (11, "unknown"),
        (12, "away"),
        (13, "unknown"),
    ]


async def test_nothing_is_known_from_when_the_recorder_stopped_until_it_was_back(hass, desk):
    await desk.was((clock(8), "sitting"), (clock(12), "away"), (clock(50), "sitting"))
    await async_runs(hass, (clock(-12), clock(8.5)), (clock(11.9), clock(20)), (clock(49), None))
    found = await async_postures(hass, POSTURE, clock(0), clock(24))
    assert shown(found) == [(8, "sitting"), (8.5, "unknown"), (12, "away"), (20, "unknown")]
    found = await async_postures(hass, POSTURE, clock(24), clock(48))
    assert shown(found) == [(24, "away"), (24, "unknown")]
    found = await async_postures(hass, POSTURE, clock(52), clock(53))
    assert shown(found) == [(52, "sitting")]


async def test_a_recorder_in_trouble_has_kept_nothing(hass, desk, caplog):
    await desk.sat(MONDAY, (9, 60))
    await desk.was((clock(10), "sitting"))
    with patch.object(get_instance(hass), "get_session", side_effect=BROKEN):
        assert await async_totals(hass, SITTING, MONDAY, MONDAY + DAY) == {}
        assert await async_postures(hass, POSTURE, clock(0), clock(24)) == []
    ours = [each for each in caplog.records if "posture_coach" in each.name]
    assert [each.levelno for each in ours] == [logging.WARNING] * 2
    assert "disk I/O error" in caplog.text
    assert await async_totals(hass, SITTING, MONDAY, MONDAY + DAY)
    assert await async_postures(hass, POSTURE, clock(0), clock(24))


async def async_runs(hass: HomeAssistant, *runs: tuple[datetime, datetime | None]) -> None:
    """Let the recorder have run at these times."""

    def write() -> None:
        with session_scope(hass=hass) as session:
            session.query(RecorderRuns).delete()
            for start, end in runs:
                session.add(RecorderRuns(start=start, end=end, created=start))

    await get_instance(hass).async_add_executor_job(write)
