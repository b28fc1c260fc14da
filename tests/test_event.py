"""The event entities."""

from datetime import datetime, timedelta

from homeassistant.const import STATE_UNKNOWN
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.posture_coach.engine.events import BalanceRecorded
from custom_components.posture_coach.engine.records import MeasurementRecord, TestPhase

from .conftest import CALL, advance

BREAK = "event.alex_break"
ROUTINE = "event.alex_routine"
BALANCE_TEST = "event.alex_balance_test"
LIMIT = timedelta(minutes=30)


@pytest.fixture
def told(hass, init_integration):
    """The kinds of event, in order, as they were written."""
    events = async_capture_events(hass, "state_changed")
    return lambda entity_id=BREAK: [
        event.data["new_state"].attributes["event_type"]
        for event in events
        if event.data["entity_id"] == entity_id
    ]


@pytest.mark.parametrize("entity_id", [BREAK, ROUTINE, BALANCE_TEST])
async def test_nothing_has_happened_at_first(hass, init_integration, entity_id):
    assert hass.states.get(entity_id).state == STATE_UNKNOWN


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


async def test_a_routine_is_told_from_beginning_to_end(hass, told, init_integration, freezer):
    coach = init_integration.runtime_data
    await coach.async_start_routine()
    await coach.async_pause_routine()
    await coach.async_resume_routine()
    await advance(hass, freezer, timedelta(minutes=3))
    assert told(ROUTINE) == ["started", "paused", "resumed", "step", "step", "step", "completed"]
    assert told(BREAK) == []
    attributes = hass.states.get(ROUTINE).attributes
    assert (attributes["routine"], attributes["outcome"]) == ("upper_back_three", "completed")
    assert (attributes["exercise"], attributes["step"], attributes["steps"]) == (None, None, 3)


async def test_a_step_names_the_move(hass, told, init_integration, freezer):
    coach = init_integration.runtime_data
    await coach.async_start_routine("desk_reset")
    await coach.async_next_exercise()
    await coach.async_next_exercise()
    await hass.async_block_till_done()
    assert told(ROUTINE) == ["started", "step", "step"]
    attributes = hass.states.get(ROUTINE).attributes
    assert (attributes["routine"], attributes["outcome"]) == ("desk_reset", None)
    assert attributes["exercise"] == "overhead_extension"
    assert (attributes["step"], attributes["steps"]) == (2, 2)


@pytest.mark.parametrize(
    ("after", "outcome"), [(20, "abandoned"), (60, "partial")], ids=["at once", "after a move"]
)
async def test_a_routine_that_was_stopped_says_whether_it_counts(
    hass, told, init_integration, freezer, after, outcome
):
    coach = init_integration.runtime_data
    await coach.async_start_routine()
    await advance(hass, freezer, timedelta(seconds=after))
    await coach.async_stop_routine()
    await hass.async_block_till_done()
    assert told(ROUTINE)[-1] == "stopped"
    assert hass.states.get(ROUTINE).attributes["outcome"] == outcome
    assert coach.store.records_at_hand()[-1].outcome == outcome


async def test_a_routine_told_about_afterwards_is_no_event(hass, told, init_integration):
    await init_integration.runtime_data.async_log_routine()
    await hass.async_block_till_done()
    assert told(ROUTINE) == []


async def test_a_balance_test_tells_how_even_it_is_and_no_more(
    hass, told, init_integration, freezer
):
    coach = init_integration.runtime_data
    await coach.async_start_routine(has_balance_test=True)
    await coach.async_record_balance_test(TestPhase.BEFORE, {"left_right": 2, "heel_toe": -1})
    await hass.async_block_till_done()
    assert _details(hass) == ("before", "perceived", 25, None)
    await advance(hass, freezer, timedelta(minutes=3))
    await coach.async_record_balance_test(TestPhase.AFTER, {"left_right": -2, "heel_toe": 1})
    await hass.async_block_till_done()
    assert told(BALANCE_TEST) == ["recorded", "recorded"]
    assert _details(hass) == ("after", "perceived", 25, 0)
    assert "left_right" not in hass.states.get(BALANCE_TEST).attributes


async def test_a_measured_test_has_no_evenness(hass, told, init_integration):
    record = MeasurementRecord(
        at=dt_util.utcnow(),
        phase=TestPhase.SINGLE,
        window=timedelta(seconds=20),
        left_right=0.1,
        sway=0.02,
    )
    listeners = init_integration.runtime_data._effect_listeners
    for listener in tuple(listeners):
        listener(BalanceRecorded(record=record))
    await hass.async_block_till_done()
    assert _details(hass) == ("single", "measured", None, None)


def _details(hass):
    attributes = hass.states.get(BALANCE_TEST).attributes
    return tuple(attributes[each] for each in ("phase", "kind", "evenness", "change"))
