"""The lamp tells how long somebody has been sitting."""

from datetime import timedelta
from typing import Any, override

from homeassistant.components.light import LightEntity
from homeassistant.components.light.const import ATTR_BRIGHTNESS, ATTR_HS_COLOR, ColorMode
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.setup import async_setup_component
import pytest

from ..conftest import DUTY, advance

LIMIT = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
LAMP = "light.desk"


class Lamp(LightEntity):
    """A lamp that knows colours."""

    _attr_should_poll = False
    _attr_color_mode = ColorMode.HS
    _attr_is_on = True

    def __init__(self) -> None:
        self.entity_id = LAMP
        self._attr_supported_color_modes = {ColorMode.HS}
        self._attr_hs_color = (240, 50)
        self._attr_brightness = 200
        self.asked = 0

    @override
    async def async_turn_on(self, **given: Any) -> None:
        self.asked += 1
        self._attr_is_on = True
        self._attr_hs_color = given.get(ATTR_HS_COLOR, self.hs_color)
        self._attr_brightness = given.get(ATTR_BRIGHTNESS, self.brightness)
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **given: Any) -> None:
        self._attr_is_on = False
        self.async_write_ha_state()


@pytest.fixture
async def lamp(hass, use):
    for component in ("homeassistant", "scene", "light"):
        assert await async_setup_component(hass, component, {})
    components: dict[str, EntityComponent[LightEntity]] = hass.data["entity_components"]
    lamp = Lamp()
    await components["light"].async_add_entities([lamp])
    await use(
        "lamp_by_sitting_time",
        status="sensor.alex_status",
        due="sensor.alex_break_due_at",
        lamps=[LAMP],
        fade=20,
    )
    return lamp


async def test_the_lamp_fades_from_green_to_red(hass, lamp, freezer, sit):
    await advance(hass, freezer, 5 * MINUTE)
    assert lamp.asked == 0
    await sit()
    assert (lamp.hs_color, lamp.brightness) == ((120, 100), 153)
    await advance(hass, freezer, 10 * MINUTE)
    assert lamp.hs_color == (120, 100)
    await advance(hass, freezer, 10 * MINUTE)
    assert lamp.hs_color == (60, 100)
    await advance(hass, freezer, 10 * MINUTE)
    assert lamp.hs_color == (0, 100)
    await advance(hass, freezer, 10 * MINUTE)
    assert lamp.hs_color == (0, 100)


@pytest.mark.parametrize("is_on", [True, False])
async def test_the_lamp_is_as_before_when_somebody_gets_up(hass, lamp, freezer, sit, leave, is_on):
    if not is_on:
        await lamp.async_turn_off()
    for _ in range(2):
        await sit()
        await advance(hass, freezer, 25 * MINUTE)
        assert lamp.is_on
        assert lamp.hs_color != (240, 50)
        await leave()
        await advance(hass, freezer, 5 * MINUTE)
        assert lamp.is_on is is_on
        if is_on:
            assert (lamp.hs_color, lamp.brightness) == ((240, 50), 200)
        assert hass.states.async_entity_ids("scene") == []


async def test_the_lamp_is_as_before_while_somebody_works_standing(hass, lamp, freezer, sit, stand):
    await sit()
    await stand()
    await advance(hass, freezer, 5 * MINUTE)
    assert hass.states.get("sensor.alex_status").state == "watching"
    assert lamp.hs_color == (240, 50)


async def test_the_lamp_is_as_before_off_duty_and_in_a_pause(
    hass, init_integration, lamp, freezer, sit, set_states
):
    coach = init_integration.runtime_data
    await sit()
    assert lamp.hs_color == (120, 100)
    await set_states({DUTY: "off"})
    assert lamp.hs_color == (240, 50)
    await set_states({DUTY: "on"})
    assert lamp.hs_color == (120, 100)
    await coach.async_pause_coaching()
    await advance(hass, freezer, 2 * MINUTE)
    assert lamp.hs_color == (240, 50)


async def test_a_lamp_that_was_switched_off_by_hand_stays_off(hass, lamp, freezer, sit, leave):
    await sit()
    await lamp.async_turn_off()
    await advance(hass, freezer, LIMIT)
    assert not lamp.is_on
    await leave()
    await advance(hass, freezer, 5 * MINUTE)
    assert not lamp.is_on
    await sit()
    assert lamp.is_on
