"""Which of the entities that a trigger or condition is aimed at are meant."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN


def own_entities(hass: HomeAssistant, entity_ids: Iterable[str], key: str) -> set[str]:
    """Those of Posture Coach whose key is `key`.

    Home Assistant itself tells entities apart by domain and device class alone: somebody
    else's event entity would do as well, and all of ours when a whole device is the target.
    """
    registry = er.async_get(hass)
    return {
        entity_id
        for entity_id in entity_ids
        if (entry := registry.async_get(entity_id)) is not None
        and entry.platform == DOMAIN
        and entry.translation_key == key
    }
