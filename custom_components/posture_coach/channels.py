"""The ways to reach a person, each behind the same small interface.

A channel either delivers a message or raises: Home Assistant passes over entities that are
unavailable without a word, and a break that was announced to nobody must not look announced.
"""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import math
from typing import Any, ClassVar, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE
from homeassistant.core import (
    Context,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    config_validation as cv,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.script import Script, async_validate_actions_config
from homeassistant.util.hass_dict import HassKey

from .area import area_of
from .const import CONF_ANNOUNCE_ACTION, CONF_TTS_ENGINE, DOMAIN, LOGGER
from .effects import Answer, Notice

CHIME = "/api/assist_satellite/static/preannounce.mp3"
"""The sound that Assist satellites play ahead of an announcement."""
CHIME_FROM = "assist_satellite"
"""The integration that serves it."""

TALKING = frozenset({"listening", "processing", "responding"})
"""States of a satellite that somebody is talking with."""
POLITE_WAIT = 20
"""Seconds that a satellite may finish talking with somebody before we cut in."""
SPEECH_RATE = 12
"""Characters a second, on the slow side: the next line must not begin before the end."""
LONGEST_SOUND = 3.6
"""Seconds of the longest sound of ours, the countdown."""
SCRIPT_START = 10
"""Seconds after which an action sequence that still runs is taken for well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A notice in the words of the person's language."""

    notice: Notice
    person: str
    title: str
    text: str
    answers: Mapping[Answer, str]
    """What the buttons say."""
    is_chime: bool
    """Voices play a sound instead of the text."""
    said_at: float
    """On the clock of the event loop."""
    context: Context


class TooLate(Exception):  # noqa: N818 - nothing went wrong
    """It would have had to wait for longer than it is worth."""


@dataclass(slots=True)
class Lane:
    """The queue in front of one channel; all persons of a house stand in the same."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0
    """When the channel will have finished speaking, on the clock of the event loop."""

    @asynccontextmanager
    async def turn(self, until: float = math.inf) -> AsyncIterator[None]:
        """Wait until nobody else is heard on the channel, and keep it meanwhile.

        Raises TooLate if that is after `until`, on the clock of the event loop.
        """
        async with self.lock:
            now = asyncio.get_running_loop().time()
            if max(now, self.free_at) > until:
                raise TooLate
            if self.free_at > now:
                await asyncio.sleep(self.free_at - now)
            yield


LANES: HassKey[dict[str, Lane]] = HassKey(f"{DOMAIN}_lanes")


class Channel(ABC):
    """Something or somebody a message can be given to."""

    limit: ClassVar[float] = 30
    """Seconds after which a delivery has failed."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], key: str) -> None:
        """Reach what `key` names: an entity, or a device."""
        self.hass = hass
        self.entry = entry
        self.key = key
        self.lane = hass.data.setdefault(LANES, {}).setdefault(key, Lane())

    @property
    def name(self) -> str:
        """What people call it."""
        state = self.hass.states.get(self.key)
        return state.name if state else self.key

    @property
    def area_id(self) -> str | None:
        """Where it can be heard."""
        return area_of(self.hass, self.key)

    async def async_get_ready(self) -> None:  # noqa: B027 - most are
        """Wait until it may be used. Raises whatever the way to the person raises."""

    @abstractmethod
    async def async_tell(self, message: Message) -> None:
        """Deliver `message`. Raises whatever the way to the person raises."""

    async def async_close(self) -> None:  # noqa: B027 - most hold nothing
        """Let go of what is held."""

    async def _async_call(
        self, action: str, fields: Mapping[str, Any], context: Context | None = None
    ) -> None:
        domain, _, service = action.partition(".")
        await self.hass.services.async_call(
            domain, service, dict(fields), blocking=True, context=context
        )

    def _present(self, entity_id: str) -> State:
        state = self.hass.states.get(entity_id)
        if state is None or state.state == STATE_UNAVAILABLE:
            raise HomeAssistantError(f"{entity_id} is {'unavailable' if state else 'missing'}")
        return state


class Voice(Channel):
    """A channel that everybody in the room hears."""

    may_cut_through: ClassVar[bool] = False
    """Whether a sound may be played while something is being said."""

    @property
    def has_chime(self) -> bool:
        """Whether there is a chime to play."""
        return CHIME_FROM in self.hass.config.components

    @override
    async def async_tell(self, message: Message) -> None:
        if message.is_chime:
            await self.async_play(CHIME, message.context)
        else:
            await self.async_say(message.text, message.context)

    @abstractmethod
    async def async_say(self, text: str, context: Context, *, has_gong: bool = True) -> None:
        """Say `text`, after a gong where there is one. Raises whatever the way raises."""

    @abstractmethod
    async def async_play(self, address: str, context: Context) -> None:
        """Play the sound at `address`. Raises whatever the way raises."""


class Satellite(Voice):
    """An Assist satellite; it tells when it has finished playing."""

    limit = 60

    @override
    async def async_get_ready(self) -> None:
        """Wait while somebody talks with the satellite: announcing would cut them off."""
        if self._present(self.key).state not in TALKING:
            return
        has_finished = asyncio.Event()

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            state = event.data["new_state"]
            if state is None or state.state not in TALKING:
                has_finished.set()

        stop = async_track_state_change_event(self.hass, self.key, changed)
        try:
            async with asyncio.timeout(POLITE_WAIT):
                await has_finished.wait()
        except TimeoutError:
            LOGGER.debug("%s has been busy for %s s, announcing anyway", self.key, POLITE_WAIT)
        finally:
            stop()

    @override
    async def async_say(self, text: str, context: Context, *, has_gong: bool = True) -> None:
        await self._async_announce({"message": text, "preannounce": has_gong}, context)

    @override
    async def async_play(self, address: str, context: Context) -> None:
        await self._async_announce({"media_id": address, "preannounce": False}, context)

    async def _async_announce(self, what: Mapping[str, Any], context: Context) -> None:
        self._present(self.key)
        fields = {ATTR_ENTITY_ID: self.key, **what}
        await self._async_call("assist_satellite.announce", fields, context)


class Speaker(Voice):
    """A media player that a text-to-speech entity speaks through.

    It tells only that it has accepted the speech, so the end is estimated.
    """

    may_cut_through = True

    @override
    async def async_say(self, text: str, context: Context, *, has_gong: bool = True) -> None:
        self._present(self.key)
        engine = self.entry.options.get(CONF_TTS_ENGINE)
        if not engine:
            raise HomeAssistantError("no text-to-speech engine is chosen")
        self._present(engine)
        fields = {
            ATTR_ENTITY_ID: engine,
            "media_player_entity_id": self.key,
            "message": text,
        }
        await self._async_call("tts.speak", fields, context)
        self.lane.free_at = self.hass.loop.time() + len(text) / SPEECH_RATE

    @override
    async def async_play(self, address: str, context: Context) -> None:
        self._present(self.key)
        fields = {
            ATTR_ENTITY_ID: self.key,
            "media_content_id": address,
            "media_content_type": "music",
            "announce": True,
        }
        await self._async_call("media_player.play_media", fields, context)
        # A player drops what it was saying for the sound, so that it is free sooner.
        sound_ends_at = self.hass.loop.time() + LONGEST_SOUND
        self.lane.free_at = min(self.lane.free_at, sound_ends_at)


class Notifier(Channel):
    """A notify entity."""

    @override
    async def async_tell(self, message: Message) -> None:
        await self.async_write(message.title, message.text, message.context)

    async def async_write(self, title: str, text: str, context: Context) -> None:
        """Send `text`. Raises whatever the way to the person raises."""
        self._present(self.key)
        fields = {ATTR_ENTITY_ID: self.key, "title": title, "message": text}
        await self._async_call("notify.send_message", fields, context)


class OwnAction(Channel):
    """The person's own sequence of actions.

    It may go on for as long as it likes, for instance until a break is taken; the next message
    starts it anew. It is run for notices, not for what is said during a routine: that would be
    every few seconds, and there are the events of the routine for it.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], name: str) -> None:
        """Run the sequence in the entry's options."""
        super().__init__(hass, entry, CONF_ANNOUNCE_ACTION)
        self.lane = Lane()
        self._name = name
        self._script: Script | None = None

    @property
    @override
    def name(self) -> str:
        return self._name

    @override
    async def async_tell(self, message: Message) -> None:
        if self._script is None:
            self._script = await self._async_script()
        variables = {
            "message": message.text,
            "person": message.person,
            "kind": message.notice.kind.value,
            "sitting_minutes": round(message.notice.sat_for.total_seconds() / 60),
            "due_at": message.notice.due_at,
            "run_at": message.notice.run_at,
        }
        run = self.entry.async_create_background_task(
            self.hass,
            self._script.async_run(variables, message.context),
            f"{DOMAIN} own action",
        )
        done, _ = await asyncio.wait({run}, timeout=SCRIPT_START)
        if done:
            run.result()
        else:
            run.add_done_callback(_log_late_failure)

    @override
    async def async_close(self) -> None:
        if self._script:
            await self._script.async_unload()

    async def _async_script(self) -> Script:
        steps = cv.SCRIPT_SCHEMA(self.entry.options[CONF_ANNOUNCE_ACTION])
        return Script(
            self.hass,
            await async_validate_actions_config(self.hass, steps),
            f"{self.entry.title} announcement",
            DOMAIN,
            script_mode="restart",
            log_exceptions=False,
            logger=LOGGER,
        )


def _log_late_failure(run: asyncio.Task[Any]) -> None:
    if not run.cancelled() and (error := run.exception()):
        LOGGER.warning("The announcement action stopped with an error: %s", error)
