"""Where an entity is."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er


def area_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """The area of an entity: its own, or else that of its device."""
    entity = er.async_get(hass).async_get(entity_id)
    if entity is None:
        return None
    if entity.area_id or entity.device_id is None:
        return entity.area_id
    device = dr.async_get(hass).async_get(entity.device_id)
    return dr.async_get_effective_area_id(hass, device) if device else None
