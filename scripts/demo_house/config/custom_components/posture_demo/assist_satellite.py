"""The satellite of the demo room."""

import asyncio
from typing import override

from homeassistant.components.assist_pipeline import PipelineEvent, PipelineEventType
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DemoRoomConfigEntry, DemoRoomEntity, fetch_audio
from .sound import hum, length
from .stt import voice_of

LISTENS_FOR = 8
"""Seconds after a question."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the satellite."""
    satellite = Satellite(entry, "satellite")
    entry.runtime_data.satellite = satellite
    async_add_entities([satellite])


class Satellite(DemoRoomEntity, AssistSatelliteEntity):
    """A satellite that can be spoken to by an action, plays, and remembers what was said."""

    _attr_supported_features = (
        AssistSatelliteEntityFeature.ANNOUNCE | AssistSatelliteEntityFeature.START_CONVERSATION
    )
    _answer: asyncio.Future[str] | None = None
    """What is said to the question that was just asked."""

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        return AssistSatelliteConfiguration(
            available_wake_words=[], active_wake_words=[], max_active_wake_words=0
        )

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        """Accept a configuration that has nothing to set."""

    async def async_hear(self, text: str) -> None:
        """Take what somebody says: an answer, if something was asked, else a command."""
        if self._answer and not self._answer.done():
            self._answer.set_result(text)
        else:
            await self.async_accept_pipeline_from_satellite(voice_of(text))

    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        """Say what a command was answered with."""
        if event.type is PipelineEventType.TTS_START and event.data:
            self.hass.async_create_background_task(
                self._async_say(event.data["tts_input"]), self.entity_id
            )

    async def _async_say(self, text: str) -> None:
        audio = await self.hass.async_add_executor_job(hum, text)
        self.note("answer", text)
        await asyncio.sleep(length(audio))
        self.tts_response_finished()

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        """Block until the announcement has been played, as a real satellite does."""
        await self._async_play(announcement, "announce")

    @override
    async def async_start_conversation(
        self, start_announcement: AssistSatelliteAnnouncement
    ) -> None:
        """Play a question, then listen."""
        self._answer = self.hass.loop.create_future()
        await self._async_play(start_announcement, "ask")
        try:
            async with asyncio.timeout(LISTENS_FOR):
                heard = await self._answer
        except TimeoutError:
            heard = ""
        self._answer = None
        await self.async_accept_pipeline_from_satellite(voice_of(heard))

    async def _async_play(self, announcement: AssistSatelliteAnnouncement, kind: str) -> None:
        audio = await fetch_audio(self.hass, announcement.media_id)
        text = announcement.message
        self.note(kind if text else "play", text or announcement.original_media_id)
        await asyncio.sleep(max(length(audio), self._room.hangs_for))
