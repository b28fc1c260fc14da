"""The ears of the demo room, which understand every word: what they are given is text."""

from collections.abc import AsyncIterable, AsyncIterator
from typing import override

from homeassistant.components.stt import (
    AudioBitRates,
    AudioChannels,
    AudioCodecs,
    AudioFormats,
    AudioSampleRates,
    SpeechMetadata,
    SpeechResult,
    SpeechResultState,
    SpeechToTextEntity,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DemoRoomConfigEntry, DemoRoomEntity

CHUNK = 320
"""Bytes of 10 ms; a pipeline drops what does not fill them."""


async def voice_of(text: str) -> AsyncIterator[bytes]:
    """Say `text`, as these ears hear it."""
    said = text.encode()
    yield said + bytes(-len(said) % CHUNK)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DemoRoomConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the ears."""
    async_add_entities([Ears(entry, "ears")])


class Ears(DemoRoomEntity, SpeechToTextEntity):
    """Speech recognition that never errs."""

    supported_languages = ["de", "en"]  # noqa: RUF012 (as Home Assistant declares it)
    supported_formats = [AudioFormats.WAV]  # noqa: RUF012
    supported_codecs = [AudioCodecs.PCM]  # noqa: RUF012
    supported_bit_rates = [AudioBitRates.BITRATE_16]  # noqa: RUF012
    supported_sample_rates = [AudioSampleRates.SAMPLERATE_16000]  # noqa: RUF012
    supported_channels = [AudioChannels.CHANNEL_MONO]  # noqa: RUF012

    @override
    async def async_process_audio_stream(
        self, metadata: SpeechMetadata, stream: AsyncIterable[bytes]
    ) -> SpeechResult:
        heard = b"".join([chunk async for chunk in stream]).rstrip(b"\0").decode()
        return SpeechResult(heard, SpeechResultState.SUCCESS)
