"""Routines in a calendar."""

from datetime import date, timedelta

from homeassistant.components.calendar.const import SERVICE_GET_EVENTS
from homeassistant.const import ATTR_ENTITY_ID, STATE_OFF, STATE_ON, Platform
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.engine.records import Move, SessionOutcome

from .conftest import advance
from .record_samples import a_session

CALENDAR = "calendar.alex_routines"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def coach(init_integration):
    return init_integration.runtime_data


@pytest.fixture
def events(hass, coach):
    async def get(start, end):
        found = await hass.services.async_call(
            Platform.CALENDAR,
            SERVICE_GET_EVENTS,
            {
                ATTR_ENTITY_ID: CALENDAR,
                "start_date_time": start.isoformat(),
                "end_date_time": end.isoformat(),
            },
            blocking=True,
            return_response=True,
        )
        return found[CALENDAR]["events"]

    return get


def midnight(days=0):
    return dt_util.start_of_local_day() + days * DAY


async def test_today_is_planned_until_the_routine_is_done(hass, coach):
    state = hass.states.get(CALENDAR)
    assert (state.state, state.attributes["message"]) == (STATE_ON, "Upper back routine")
    assert state.attributes["all_day"] is True
    assert state.attributes["start_time"] == "2026-03-02 00:00:00"
    assert state.attributes["description"].splitlines()[0] == "Wall elbow curl, 10 repetitions"
    await coach.async_log_routine()
    await hass.async_block_till_done()
    state = hass.states.get(CALENDAR)
    assert (state.state, state.attributes["start_time"]) == (STATE_OFF, "2026-03-03 00:00:00")


async def test_two_weeks_of_scheduled_days_are_planned_and_no_more(events):
    found = await events(midnight(-7), midnight(60))
    days = [date.fromisoformat(each["start"]) for each in found]
    today = midnight().date()
    assert days == [today + n * DAY for n in range(15) if (today + n * DAY).weekday() < 5]
    assert {each["summary"] for each in found} == {"Upper back routine"}


async def test_a_day_is_planned_where_it_is_asked_for(events):
    (tomorrow,) = await events(midnight(1), midnight(2))
    assert (tomorrow["start"], tomorrow["end"]) == ("2026-03-03", "2026-03-04")


async def test_other_days_can_be_chosen(hass, init_integration, events):
    options = {**init_integration.options, "routine_days": ["sat"]}
    hass.config_entries.async_update_entry(init_integration, options=options)
    await hass.async_block_till_done()
    found = await events(midnight(), midnight(15))
    assert [each["start"] for each in found] == ["2026-03-07", "2026-03-14"]
    assert hass.states.get(CALENDAR).attributes["start_time"] == "2026-03-07 00:00:00"


async def test_a_routine_that_runs_is_shown_from_its_beginning_for_as_long_as_it_takes(
    hass, freezer, coach, events
):
    began_at = dt_util.now()
    await coach.async_start_routine()
    await advance(hass, freezer, timedelta(seconds=30))
    await coach.async_pause_routine()
    await hass.async_block_till_done()
    for minutes in (0, 16):
        await advance(hass, freezer, timedelta(minutes=minutes))
        state = hass.states.get(CALENDAR)
        assert (state.state, state.attributes["all_day"]) == (STATE_ON, False)
        assert state.attributes["start_time"] == f"{began_at:%Y-%m-%d %H:%M:%S}"
    running, planned = await events(midnight(), midnight(1))
    assert running["summary"] == planned["summary"] == "Upper back routine"
    assert running["start"] == began_at.isoformat()
    await coach.async_stop_routine()
    await hass.async_block_till_done()
    assert hass.states.get(CALENDAR).attributes["all_day"] is True


async def test_what_was_done_is_kept_with_what_was_done_of_it(hass, coach, events):
    now = dt_util.utcnow()
    curl = Move(exercise="wall_elbow_curl", dose=10, done=12, is_done=True)
    gone = Move(exercise="head_stand", dose=10, done=10, is_done=True)
    skipped = Move(exercise="downward_dog", dose=20, done=2, is_done=False)
    await coach.store.async_add(
        [
            a_session(now - 3 * DAY, moves=(curl, gone)),
            a_session(now - 2 * DAY, moves=(curl, skipped), outcome=SessionOutcome.PARTIAL),
            a_session(now - 1 * DAY, moves=(skipped,), outcome=SessionOutcome.ABANDONED),
            a_session(now - 8 * DAY),
        ]
    )
    partly, whole = await events(midnight(-7), midnight())
    assert whole["summary"] == "Desk reset"
    assert whole["end"] == dt_util.as_local(now - 3 * DAY).isoformat()
    assert whole["description"] == "Wall elbow curl, 12 repetitions\nHead stand"
    assert partly["summary"] == "Desk reset (in part)"
    assert partly["description"] == "Wall elbow curl, 12 repetitions"


async def test_a_session_across_the_edge_of_a_range_is_part_of_it(coach, events):
    ended_at = dt_util.utcnow()
    began_at = ended_at - 4 * MINUTE
    await coach.store.async_add([a_session(ended_at)])

    async def sessions(start, end):
        found = await events(began_at + start * MINUTE, began_at + end * MINUTE)
        return [each["start"] for each in found if "T" in each["start"]]

    assert await sessions(-5, 0) == await sessions(4, 60) == []
    began = [dt_util.as_local(began_at).isoformat()]
    assert await sessions(-1, 1) == await sessions(1, 2) == await sessions(3, 60) == began


async def test_years_ago_are_read_when_somebody_asks(coach, events):
    long_ago = dt_util.utcnow() - 5 * 365 * DAY
    sessions = [a_session(long_ago - n * timedelta(hours=5)) for n in range(600)]
    await coach.store.async_add(sessions)
    assert not any(each in coach.store.records_at_hand() for each in sessions)
    found = await events(long_ago - 365 * DAY, long_ago + DAY)
    assert len(found) == 600


async def test_a_moment_is_a_session_of_a_second(coach, events):
    now = dt_util.utcnow()
    await coach.store.async_add([a_session(now, started_at=now)])
    found = await events(midnight(), midnight(1))
    assert found[0]["end"] > found[0]["start"]


async def test_nothing_is_planned_while_nothing_is_left_of_the_routine(
    hass, options, house, entry, freezer
):
    moves = ["wall_elbow_curl", "overhead_extension", "downward_dog"]
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={**options, "left_out": moves})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get(CALENDAR)
    assert state.state == STATE_OFF
    assert "message" not in state.attributes
