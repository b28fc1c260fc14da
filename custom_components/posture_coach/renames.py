"""Keeping up with entities that the user renames.

The options name entities by id. Without this, renaming a sensor would quietly take it away
from the coach.
"""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .coordinator import PostureCoachConfigEntry


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _renamed(each, old, new) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    return new if value == old else value


@callback
def async_follow_renames(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> Callable[[], None]:
    """Rename entities in the entry when they are renamed, and start over with it."""

    @callback
    def updated(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        change = event.data
        if change["action"] != "update" or (old := change.get("old_entity_id")) is None:
            return
        data = _renamed(entry.data, old, change["entity_id"])
        options = _renamed(entry.options, old, change["entity_id"])
        if hass.config_entries.async_update_entry(entry, data=data, options=options):
            hass.config_entries.async_schedule_reload(entry.entry_id)

    return hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, updated)
