"""Where an entity is."""

from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.area import area_of


async def test_an_entity_is_where_its_device_is_unless_it_has_an_area_of_its_own(hass):
    entry = MockConfigEntry()
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("room", "desk")}
    )
    registry = er.async_get(hass)
    lamp = registry.async_get_or_create("light", "test", "lamp").entity_id
    assert area_of(hass, lamp) is None
    registry.async_update_entity(lamp, device_id=device.id)
    assert area_of(hass, lamp) is None
    office = ar.async_get(hass).async_create("office")
    dr.async_get(hass).async_update_device(device.id, area_id=office.id)
    assert area_of(hass, lamp) == "office"
    hall = ar.async_get(hass).async_create("hall")
    registry.async_update_entity(lamp, name="Lamp", area_id=hall.id)
    assert area_of(hass, lamp) == "hall"


async def test_an_entity_without_a_registry_entry_is_nowhere(hass):
    assert area_of(hass, "light.gone") is None
