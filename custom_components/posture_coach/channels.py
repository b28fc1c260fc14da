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
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
from homeassistant.util.hass_dict import HassKey

from .area import area_of
from .const import CONF_ANNOUNCE_ACTION, DOMAIN, LOGGER
from .effects import Answer, Notice

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


class Busy(Exception):  # noqa: N818 - nothing went wrong
    """Somebody else is using the channel."""


class TooLate(Exception):  # noqa: N818 - nothing went wrong
    """It would have had to wait for longer than it is worth."""


@dataclass(slots=True)
class Lane:
    """The queue in front of one channel; all persons of a house stand in the same."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0
    """When the channel will have finished speaking, on the clock of the event loop."""
    volume_before: float | None = None
    """How loud it was before somebody was told something, 0 to 1; None when it is so again."""
    volume: float = 0
    """How loud it was made."""
    quieting: asyncio.Task[None] | None = None
    """Makes it as loud as before in a while."""

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
        """Raises Busy while it cannot be used, and whatever the way to the person raises."""

    @abstractmethod
    async def async_tell(self, message: Message) -> str | None:
        """Deliver `message`; returns why it may not have been heard.

        Raises Busy, and whatever the way to the person raises.
        """

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
