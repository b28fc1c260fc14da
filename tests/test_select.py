"""The announcement style."""

from homeassistant.const import ATTR_ENTITY_ID, ATTR_OPTION, SERVICE_SELECT_OPTION, Platform
from homeassistant.exceptions import ServiceValidationError
import pytest

STYLE = "select.alex_announcement_style"


async def test_announcements_are_full_unless_chosen_otherwise(hass, init_integration):
    assert hass.states.get(STYLE).state == "full"


@pytest.mark.parametrize("style", ["brief", "chime", "silent"])
async def test_a_style_that_is_chosen_is_kept(hass, init_integration, style):
    await _select(hass, style)
    assert hass.states.get(STYLE).state == style
    await hass.config_entries.async_reload(init_integration.entry_id)
    assert hass.states.get(STYLE).state == style


async def test_an_unknown_style_is_refused(hass, init_integration):
    with pytest.raises(ServiceValidationError):
        await _select(hass, "opera")
    assert hass.states.get(STYLE).state == "full"


async def _select(hass, style):
    await hass.services.async_call(
        Platform.SELECT,
        SERVICE_SELECT_OPTION,
        {ATTR_ENTITY_ID: STYLE, ATTR_OPTION: style},
        blocking=True,
    )
