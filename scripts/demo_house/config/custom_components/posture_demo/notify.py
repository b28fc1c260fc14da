"""The notifier of the demo room."""

from typing import override

from homeassistant.components.notify import NotifyEntity
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DemoRoomConfigEntry, DemoRoomEntity


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the notifier."""
    async_add_entities([Notifier(entry, "notifier")])


class Notifier(DemoRoomEntity, NotifyEntity):
    """A notifier that remembers what it was sent."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Write the message down."""
        self.note("notify", message, title)
