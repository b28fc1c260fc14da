"""Binary sensors."""

from datetime import timedelta

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN

from .conftest import CHAIR, HEIGHT, PRESENCE, advance

SITTING = "binary_sensor.alex_sitting"
BREAK_DUE = "binary_sensor.alex_break_due"


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
