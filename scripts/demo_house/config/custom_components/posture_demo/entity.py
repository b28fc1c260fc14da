"""What the entities of the demo room share: one device, and a memory of what they were told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity

if TYPE_CHECKING:
    from .assist_satellite import Satellite

DOMAIN = "posture_demo"
EVENT_TOLD = "posture_demo_told"


@dataclass(slots=True)
class Room:
    """What the entities of the room share."""

    hangs_for: float = 0
    """Seconds for which satellite and speaker do not return from an announcement."""
    satellite: Satellite | None = None
    """What can be spoken to."""


type DemoRoomConfigEntry = ConfigEntry[Room]


class DemoRoomEntity(Entity):
    """An entity that writes down what it is told, in its attributes and as an event on the bus."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _unrecorded_attributes = frozenset({"told_count"})

    def __init__(self, entry: DemoRoomConfigEntry, key: str) -> None:
        """Name the entity after its key, on the one device of the room."""
        self._room = entry.runtime_data
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)}, name=entry.title
        )
        self._attr_extra_state_attributes: dict[str, Any] = {"last_message": None, "told_count": 0}

    def note(self, kind: str, message: str, title: str | None = None) -> None:
        """Write down a message of this kind (announce, speak, play, notify)."""
        self._attr_extra_state_attributes = {
            "last_message": message,
            "told_count": self._attr_extra_state_attributes["told_count"] + 1,
        }
        self.async_write_ha_state()
        self.hass.bus.async_fire(
            EVENT_TOLD,
            {"entity_id": self.entity_id, "kind": kind, "message": message, "title": title},
            context=self._context,
        )


async def fetch_audio(hass: HomeAssistant, url: str) -> bytes:
    """Fetch what a real device would play; an answer other than 200 raises."""
    async with async_get_clientsession(hass).get(url, raise_for_status=True) as response:
        return await response.read()
