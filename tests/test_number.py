"""The sitting limit."""

from datetime import datetime, timedelta

from homeassistant.components.number.const import ATTR_VALUE, SERVICE_SET_VALUE
from homeassistant.const import ATTR_ENTITY_ID, Platform
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.const import CONF_SITTING_LIMIT

from .conftest import advance

LIMIT = "number.alex_sitting_limit"


async def test_the_limit_is_half_an_hour_unless_set(hass, init_integration):
    assert float(hass.states.get(LIMIT).state) == 30


async def test_the_limit_is_the_one_of_the_options(hass, house, entry):
    entry.add_to_hass(hass)
    options = {**entry.options, CONF_SITTING_LIMIT: {"hours": 1, "minutes": 5, "seconds": 0}}
    hass.config_entries.async_update_entry(entry, options=options)
    await hass.config_entries.async_setup(entry.entry_id)
    assert float(hass.states.get(LIMIT).state) == 65


async def test_a_new_limit_counts_at_once_and_is_kept(hass, init_integration, freezer, sit):
    await sit()
    due_at = dt_util.utcnow() + timedelta(minutes=45)
    await advance(hass, freezer, timedelta(minutes=10))
    await _set(hass, 45)
    assert float(hass.states.get(LIMIT).state) == 45
    shown = hass.states.get("sensor.alex_break_due_at").state
    assert datetime.fromisoformat(shown) == due_at
    await hass.config_entries.async_reload(init_integration.entry_id)
    assert float(hass.states.get(LIMIT).state) == 45


@pytest.mark.parametrize("minutes", [0, 181], ids=["too short", "too long"])
async def test_a_limit_out_of_range_is_refused(hass, init_integration, minutes):
    with pytest.raises(ServiceValidationError):
        await _set(hass, minutes)
    assert float(hass.states.get(LIMIT).state) == 30


async def _set(hass, minutes):
    await hass.services.async_call(
        Platform.NUMBER,
        SERVICE_SET_VALUE,
        {ATTR_ENTITY_ID: LIMIT, ATTR_VALUE: minutes},
        blocking=True,
    )


async def test_a_limit_shorter_than_a_break_is_refused(hass, init_integration):
    with pytest.raises(ServiceValidationError, match="must be longer than a break"):
        await hass.services.async_call(
            "number",
            "set_value",
            {"entity_id": "number.alex_sitting_limit", "value": 2},
            blocking=True,
        )
    assert "sitting_limit" not in init_integration.options
