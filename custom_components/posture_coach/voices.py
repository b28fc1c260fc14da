"""The channels that everybody in the room hears: Assist satellites, and speakers.

A satellite says when it has finished playing, a speaker only that it has begun. Neither of them
knows whether it was heard.
"""

from abc import abstractmethod
import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, override

from homeassistant.const import ATTR_ENTITY_ID, ATTR_SUPPORTED_FEATURES
from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .channels import Busy, Channel, Message
from .const import CONF_PREANNOUNCE, CONF_TTS_ENGINE, LOGGER
from .effects import Unsaid
from .quiet import volume_for

CHIME = "/api/assist_satellite/static/preannounce.mp3"
"""The sound that Assist satellites play ahead of an announcement."""
CHIME_FROM = "assist_satellite"
"""The integration that serves it."""
CHIME_LASTS = 1.5
"""Seconds."""

TALKING = frozenset({"listening", "processing", "responding"})
"""States of a satellite that somebody is talking with."""
BUSY_ERROR = "SatelliteBusyError"
"""What a satellite raises that is already announcing; named, as nothing else of it is needed."""
CAN_LISTEN = 2
"""The feature of a satellite that can be asked to listen for an answer."""
NOTHING_HEARD = "No answer from question"
"""What Home Assistant raises when a question was followed by silence."""
SPEECH_RATE = 12
"""Characters a second, on the slow side: the next line must not begin before the end."""
FASTEST_SPEECH = 50
"""Characters a second; whoever claims to have said something faster has not."""
LONGEST_SOUND = 3.6
"""Seconds of the longest sound of ours, the countdown."""
SAME_VOLUME = 0.01
"""Players round."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered."""

    answer: str | None
    """Which of the answers it was; None for none of them."""
    slots: Mapping[str, Any] = field(default_factory=dict)


class Voice(Channel):
    """A channel that everybody in the room hears."""

    may_cut_through: ClassVar[bool] = False
    """Whether a sound may be played while something is being said."""

    @property
    def has_chime(self) -> bool:
        """Whether there is a chime to play."""
        return CHIME_FROM in self.hass.config.components

    @property
    def has_gong(self) -> bool:
        """Whether a chime is wanted ahead of what is said."""
        return self.has_chime and bool(self.entry.options.get(CONF_PREANNOUNCE, True))

    @override
    async def async_tell(self, message: Message) -> str | None:
        if message.is_chime:
            return await self.async_play(CHIME, message.context)
        return await self.async_say(message.text, message.context, has_gong=self.has_gong)

    @abstractmethod
    async def async_say(self, text: str, context: Context, *, has_gong: bool = False) -> str | None:
        """Say `text`, after a gong if wanted; returns why it may not have been heard.

        Raises Busy, and whatever the way raises.
        """

    @abstractmethod
    async def async_play(self, address: str, context: Context) -> str | None:
        """Play the sound at `address`, otherwise like `async_say`."""

    @property
    def _player(self) -> str | None:
        """The media player that sets how loud it is."""
        return self.key

    async def _async_set_volume(self, context: Context) -> None:
        """Make it as loud as wanted; what it was before is kept until it is quiet again."""
        wanted = volume_for(self.entry.options, self.key)
        volume = self._volume
        if wanted is None or volume is None or self._player is None:
            return
        lane = self.lane
        if lane.volume_before is None:
            lane.volume_before = volume
        lane.volume = wanted
        await self._async_call_volume(wanted, context)

    async def _async_restore_volume(self) -> None:
        """Make it as loud as before, unless somebody has changed it meanwhile."""
        lane = self.lane
        before, lane.volume_before = lane.volume_before, None
        volume = self._volume
        if before is None or volume is None or abs(volume - lane.volume) > SAME_VOLUME:
            return
        await self._async_call_volume(before, Context())

    @property
    def _volume(self) -> float | None:
        state = self.hass.states.get(self._player or "")
        level = state.attributes.get("volume_level") if state else None
        return level if isinstance(level, float | int) else None

    async def _async_call_volume(self, level: float, context: Context) -> None:
        fields = {ATTR_ENTITY_ID: self._player, "volume_level": level}
        try:
            await self._async_call("media_player.volume_set", fields, context)
        except HomeAssistantError as error:
            # Too loud or too soft is better than nothing said.
            LOGGER.debug("The volume of %s cannot be set: %s", self._player, error)


class Satellite(Voice):
    """An Assist satellite; it tells when it has finished playing."""

    limit = 60

    @property
    def can_listen(self) -> bool:
        """Whether it can be asked to listen for an answer."""
        state = self.hass.states.get(self.key)
        features = state.attributes.get(ATTR_SUPPORTED_FEATURES) if state else 0
        return bool(int(features or 0) & CAN_LISTEN)

    @property
    @override
    def _player(self) -> str | None:
        registry = er.async_get(self.hass)
        entry = registry.async_get(self.key)
        if entry is None or entry.device_id is None:
            return None
        siblings = er.async_entries_for_device(registry, entry.device_id)
        return next((each.entity_id for each in siblings if each.domain == "media_player"), None)

    @override
    async def async_get_ready(self) -> None:
        """Raises Busy while somebody talks with the satellite: announcing would cut them off."""
        if self._present(self.key).state in TALKING:
            raise Busy

    @override
    async def async_say(self, text: str, context: Context, *, has_gong: bool = False) -> str | None:
        began = self.hass.loop.time()
        await self._async_announce({"message": text, "preannounce": has_gong}, context)
        took = self.hass.loop.time() - began
        return Unsaid.AT_ONCE if took < len(text) / FASTEST_SPEECH else None

    @override
    async def async_play(self, address: str, context: Context) -> None:
        await self._async_announce({"media_id": address, "preannounce": False}, context)

    async def async_ask(
        self, question: str, answers: list[dict[str, Any]], context: Context
    ) -> Reply | None:
        """Ask, and listen; None when nothing was said. Raises like `async_say`."""
        fields = {"question": question, "preannounce": self.has_gong, "answers": answers}
        async with self._speaking(context):
            try:
                reply = await self.hass.services.async_call(
                    "assist_satellite",
                    "ask_question",
                    {ATTR_ENTITY_ID: self.key, **fields},
                    blocking=True,
                    return_response=True,
                    context=context,
                )
            except HomeAssistantError as error:
                if str(error) != NOTHING_HEARD:
                    raise
                return None
        told: Mapping[str, Any] = reply or {}
        return Reply(told.get("id"), told.get("slots") or {})

    async def _async_announce(self, what: Mapping[str, Any], context: Context) -> None:
        async with self._speaking(context):
            fields = {ATTR_ENTITY_ID: self.key, **what}
            await self._async_call("assist_satellite.announce", fields, context)

    @asynccontextmanager
    async def _speaking(self, context: Context) -> AsyncIterator[None]:
        self._present(self.key)
        await self._async_set_volume(context)
        try:
            # A dialogue may last longer, but not one sentence of it.
            async with asyncio.timeout(self.limit):
                yield
        except TimeoutError as error:
            raise HomeAssistantError(f"no answer within {self.limit:g} s") from error
        except HomeAssistantError as error:
            if type(error).__name__ == BUSY_ERROR:
                raise Busy from error
            raise
        finally:
            await self._async_restore_volume()


class Speaker(Voice):
    """A media player that a text-to-speech entity speaks through.

    It tells only that it has accepted the speech, so the end is estimated.
    """

    may_cut_through = True

    @override
    async def async_say(self, text: str, context: Context, *, has_gong: bool = False) -> None:
        self._present(self.key)
        engine = self.entry.options.get(CONF_TTS_ENGINE)
        if not engine:
            raise HomeAssistantError("no text-to-speech engine is chosen")
        self._present(engine)
        if has_gong:
            await self.async_play(CHIME, context)
            await asyncio.sleep(CHIME_LASTS)
        await self._async_set_volume(context)
        fields = {
            ATTR_ENTITY_ID: engine,
            "media_player_entity_id": self.key,
            "message": text,
        }
        await self._async_call("tts.speak", fields, context)
        self._is_heard_until(self.hass.loop.time() + len(text) / SPEECH_RATE)

    @override
    async def async_play(self, address: str, context: Context) -> None:
        self._present(self.key)
        await self._async_set_volume(context)
        fields = {
            ATTR_ENTITY_ID: self.key,
            "media_content_id": address,
            "media_content_type": "music",
            "announce": True,
        }
        await self._async_call("media_player.play_media", fields, context)
        # A player drops what it was saying for the sound, so that it is free sooner.
        sound_ends_at = self.hass.loop.time() + LONGEST_SOUND
        self._is_heard_until(min(self.lane.free_at, sound_ends_at), sound_ends_at)

    @override
    async def async_close(self) -> None:
        if self.lane.quieting:
            self.lane.quieting.cancel()
        await self._async_restore_volume()

    def _is_heard_until(self, free_at: float, quiet_at: float | None = None) -> None:
        lane = self.lane
        lane.free_at = free_at
        if lane.volume_before is None:
            return
        if lane.quieting:
            lane.quieting.cancel()
        after = (quiet_at or free_at) - self.hass.loop.time()
        lane.quieting = self.entry.async_create_background_task(
            self.hass, self._async_quiet(after), f"volume of {self.key}"
        )

    async def _async_quiet(self, after: float) -> None:
        await asyncio.sleep(after)
        self.lane.quieting = None
        await self._async_restore_volume()
