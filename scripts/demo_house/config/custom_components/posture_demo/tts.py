"""The voice of the demo room."""

from typing import Any, override

from homeassistant.components.tts import ATTR_PREFERRED_FORMAT, TextToSpeechEntity, TtsAudioType
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DemoRoomConfigEntry, DemoRoomEntity
from .sound import hum


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the voice."""
    async_add_entities([Voice(entry)])


class Voice(DemoRoomEntity, TextToSpeechEntity):
    """A voice that hums for as long as the text would take."""

    _attr_default_language = "en"

    def __init__(self, entry: DemoRoomConfigEntry) -> None:
        super().__init__(entry, "voice")
        self._attr_supported_languages = ["de", "en"]
        # Else Home Assistant converts to MP3, for which it needs a program that may be missing.
        self._attr_supported_options = [ATTR_PREFERRED_FORMAT]
        self._attr_default_options = {ATTR_PREFERRED_FORMAT: "wav"}

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        return "wav", await self.hass.async_add_executor_job(hum, message)
