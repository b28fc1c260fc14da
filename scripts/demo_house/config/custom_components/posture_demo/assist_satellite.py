"""The satellite of the demo room."""

import asyncio
from typing import override

from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DemoRoomConfigEntry, DemoRoomEntity, fetch_audio
from .sound import length


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the satellite."""
    async_add_entities([Satellite(entry, "satellite")])


class Satellite(DemoRoomEntity, AssistSatelliteEntity):
    """A satellite that plays announcements and remembers what was said."""

    _attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        return AssistSatelliteConfiguration(
            available_wake_words=[], active_wake_words=[], max_active_wake_words=0
        )

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        """Accept a configuration that has nothing to set."""

    @override
    def on_pipeline_event(self, event: object) -> None:
        """Ignore the steps of a pipeline: nobody can speak to this satellite."""

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        """Block until the announcement has been played, as a real satellite does."""
        audio = await fetch_audio(self.hass, announcement.media_id)
        text = announcement.message
        self.note("announce" if text else "play", text or announcement.original_media_id)
        await asyncio.sleep(max(length(audio), self._room.hangs_for))
