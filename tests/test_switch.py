"""The coaching switch."""

from datetime import timedelta

from homeassistant.const import (
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
    STATE_ON,
    Platform,
)
from homeassistant.util import dt as dt_util

from .conftest import advance

COACHING = "switch.alex_coaching"


async def test_coaching_is_on_until_switched_off(hass, init_integration):
    assert hass.states.get(COACHING).state == STATE_ON
    await _call(hass, SERVICE_TURN_OFF)
    assert hass.states.get(COACHING).state == STATE_OFF
    assert hass.states.get("sensor.alex_status").state == "paused"
    await _call(hass, SERVICE_TURN_ON)
    assert hass.states.get(COACHING).state == STATE_ON


async def test_the_switch_comes_back_on_when_the_pause_is_over(hass, init_integration, freezer):
    until = dt_util.utcnow() + timedelta(hours=1)
    await init_integration.runtime_data.async_pause_coaching(until)
    await advance(hass, freezer, timedelta(minutes=59))
    assert hass.states.get(COACHING).state == STATE_OFF
    await advance(hass, freezer, timedelta(minutes=1))
    assert hass.states.get(COACHING).state == STATE_ON


async def _call(hass, service):
    await hass.services.async_call(
        Platform.SWITCH, service, {ATTR_ENTITY_ID: COACHING}, blocking=True
    )
