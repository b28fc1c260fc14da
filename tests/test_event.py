"""The event entity."""

from datetime import datetime, timedelta

from homeassistant.const import STATE_UNKNOWN
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import CALL, advance

BREAK = "event.alex_break"
LIMIT = timedelta(minutes=30)


@pytest.fixture
def told(hass, init_integration):
    """The kinds of event, in order, as they were written."""
    events = async_capture_events(hass, "state_changed")
    return lambda: [
        event.data["new_state"].attributes["event_type"]
        for event in events
        if event.data["entity_id"] == BREAK
    ]


async def test_nothing_has_happened_at_first(hass, init_integration):
    assert hass.states.get(BREAK).state == STATE_UNKNOWN


async def test_a_break_taken_in_time_is_told_from_beginning_to_end(hass, told, freezer, sit, leave):
    await sit()
    await advance(hass, freezer, LIMIT)
    await leave()
    await advance(hass, freezer, timedelta(minutes=2))
    assert told() == ["due", "prompted", "started", "taken"]


async def test_a_break_before_it_is_due_is_natural(hass, told, freezer, sit, leave):
    await sit()
    await advance(hass, freezer, timedelta(minutes=20))
    await leave()
    await advance(hass, freezer, timedelta(minutes=2))
    assert told() == ["natural"]


async def test_a_break_that_is_ignored_is_missed_in_the_end(hass, told, freezer, sit):
    await sit()
    await advance(hass, freezer, timedelta(hours=2))
    assert told() == ["due", "prompted", "prompted", "prompted", "missed"]


async def test_an_event_tells_all_about_the_break(hass, init_integration, freezer, sit):
    await sit()
    due_at = dt_util.utcnow() + LIMIT
    await advance(hass, freezer, LIMIT)
    await init_integration.runtime_data.async_snooze_break(timedelta(minutes=5))
    await hass.async_block_till_done()
    attributes = hass.states.get(BREAK).attributes
    assert attributes["event_type"] == "snoozed"
    assert datetime.fromisoformat(attributes["due_at"]) == due_at
    assert datetime.fromisoformat(attributes["until"]) == dt_util.utcnow() + timedelta(minutes=5)
    assert attributes["sitting_for"] == 1800
    assert attributes["posture"] == "sitting"
    assert (attributes["prompts"], attributes["snoozes"]) == (1, 1)
    assert attributes["held"] is False


async def test_a_break_due_in_a_call_says_that_it_is_held(
    hass, told, init_integration, freezer, sit, set_states
):
    await sit({CALL: "on"})
    await advance(hass, freezer, timedelta(minutes=40))
    assert told() == ["due"]
    assert hass.states.get(BREAK).attributes["held"] is True
    await set_states({CALL: "off"})
    assert told() == ["due", "prompted"]


async def test_the_question_about_a_stuck_sensor_is_no_event_of_a_break(
    hass, told, freezer, set_states
):
    await set_states({"input_boolean.chair": "on", "binary_sensor.desk_presence": "unavailable"})
    await advance(hass, freezer, timedelta(hours=4))
    assert hass.states.get("sensor.alex_status").state == "sensor_stuck"
    assert set(told()) == {"due", "prompted", "missed"}
