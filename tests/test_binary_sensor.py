"""Binary sensors."""

from dataclasses import replace
from datetime import timedelta

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN

from .conftest import CHAIR, HEIGHT, PRESENCE, advance

SITTING = "binary_sensor.alex_sitting"
BREAK_DUE = "binary_sensor.alex_break_due"
DONE = "binary_sensor.alex_routine_done_today"


async def test_sitting_follows_the_person(hass, init_integration, sit, stand):
    assert hass.states.get(SITTING).state == STATE_OFF
    await sit()
    assert hass.states.get(SITTING).state == STATE_ON
    await stand()
    assert hass.states.get(SITTING).state == STATE_OFF


async def test_sitting_is_unknown_while_the_sensors_are_silent(hass, init_integration, set_states):
    await set_states(dict.fromkeys((CHAIR, PRESENCE, HEIGHT), STATE_UNAVAILABLE))
    assert hass.states.get(SITTING).state == STATE_UNKNOWN


async def test_a_break_is_due_until_it_is_taken(hass, init_integration, freezer, sit, leave):
    await sit()
    await advance(hass, freezer, timedelta(minutes=29, seconds=59))
    assert hass.states.get(BREAK_DUE).state == STATE_OFF
    await advance(hass, freezer, timedelta(seconds=1))
    assert hass.states.get(BREAK_DUE).state == STATE_ON
    await leave()
    assert hass.states.get(BREAK_DUE).state == STATE_ON
    await advance(hass, freezer, timedelta(minutes=2))
    assert hass.states.get(BREAK_DUE).state == STATE_OFF


async def test_the_routine_is_done_until_the_day_is_over(hass, init_integration, freezer):
    coach = init_integration.runtime_data
    assert hass.states.get(DONE).state == STATE_OFF
    await coach.async_log_routine(exercises=("downward_dog",))
    await hass.async_block_till_done()
    assert hass.states.get(DONE).state == STATE_OFF
    await coach.async_log_routine("desk_reset")
    await hass.async_block_till_done()
    assert hass.states.get(DONE).state == STATE_ON
    await advance(hass, freezer, timedelta(hours=15))
    assert hass.states.get(DONE).state == STATE_OFF


async def test_whether_it_is_done_is_unknown_while_the_records_cannot_be_read(
    hass, init_integration
):
    coach = init_integration.runtime_data
    practice = replace(coach.data.practice, is_done_today=None)
    coach.async_set_updated_data(replace(coach.data, practice=practice))
    assert hass.states.get(DONE).state == STATE_UNKNOWN
