"""The speaker of the demo room."""

import asyncio
from typing import Any, override

from homeassistant.components import media_source
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.media_player.browse_media import async_process_play_media_url
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from yarl import URL

from .entity import DemoRoomConfigEntry, DemoRoomEntity, fetch_audio
from .sound import length


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the speaker."""
    async_add_entities([Speaker(entry, "speaker")])


def spoken_text(media_id: str) -> str | None:
    """Return the text that a text-to-speech media id asks for, None for any other media."""
    url = URL(media_id)
    if url.scheme != "media-source" or url.host != "tts":
        return None
    return url.query.get("message")


class Speaker(DemoRoomEntity, MediaPlayerEntity):
    """A speaker that plays announcements and remembers what was said."""

    _attr_state = MediaPlayerState.IDLE
    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY_MEDIA | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
    )

    _playing: asyncio.Task[None] | None = None

    @override
    async def async_play_media(
        self, media_type: MediaType | str, media_id: str, **kwargs: Any
    ) -> None:
        """Fetch the media, write down what it says, and play it for as long as it lasts."""
        text = spoken_text(media_id)
        url = media_id
        if media_source.is_media_source_id(media_id):
            url = (await media_source.async_resolve_media(self.hass, media_id, self.entity_id)).url
        audio = await fetch_audio(self.hass, async_process_play_media_url(self.hass, url))
        if self._playing is not None:
            self._playing.cancel()
        self._attr_media_title = text or media_id
        self._attr_media_content_type = media_type
        self._attr_state = MediaPlayerState.PLAYING
        self.note("play" if text is None else "speak", text or media_id)
        # Like a real speaker: the action returns when it starts to play, not at the end.
        self._playing = self.hass.async_create_background_task(
            self._async_play(length(audio)), self.entity_id
        )
        await asyncio.sleep(self._room.hangs_for)

    async def _async_play(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._attr_state = MediaPlayerState.IDLE
        self._attr_media_title = None
        self._playing = None
        self.async_write_ha_state()

    @override
    async def async_will_remove_from_hass(self) -> None:
        if self._playing is not None:
            self._playing.cancel()
