"""Tells a person what the coach has to say, on every channel that they chose.

Every channel has its own task and its own queue: one that fails or hangs delays no other. What
was told, and why something was not, is kept in `Announcer.log`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from .channels import Channel, Message, Notifier, OwnAction, Satellite, Speaker
from .const import (
    CONF_ANNOUNCE_ACTION,
    CONF_ANNOUNCEMENT_STYLE,
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_PHONES,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    DOMAIN,
    LOGGER,
)
from .effects import ENDINGS, Notice, duration_words, notice_of
from .engine.errors import CoachError
from .engine.events import BreakHappened, StuckAsked
from .phones import EVENT_TAPPED, VERBS, Answerable, Phone, verb_of
from .sources import entity_id_of

STALE_AFTER = 60
"""Seconds in a queue after which a message is worth nothing."""
FAILURES_TO_REPORT = 3
LOG_LENGTH = 50

CHANNELS: tuple[tuple[str, type[Channel]], ...] = (
    (CONF_SATELLITES, Satellite),
    (CONF_SPEAKERS, Speaker),
    (CONF_NOTIFIERS, Notifier),
    (CONF_PHONES, Phone),
)
"""Which option names the channels of which kind."""

STYLE_FULL, STYLE_BRIEF, STYLE_CHIME, STYLE_SILENT = "full", "brief", "chime", "silent"

CLEAR = "clear"
"""In the log, where the kind of a notice stands otherwise."""

type Announced = BreakHappened | StuckAsked
type Delivery = Callable[[], Awaitable[None]]


class Coached(Answerable, Protocol):
    """Whoever decides what is announced."""

    @property
    def area_ids(self) -> frozenset[str]:
        """Where the person is now."""

    def async_add_effect_listener(
        self, listener: Callable[[Announced], None], /
    ) -> Callable[[], None]:
        """Call `listener` with what is to be told."""


class Announcer:
    """Announces to one person."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Announce what the coach of `entry` says; nothing happens before `async_start`."""
        self.hass = hass
        self.entry = entry
        self.log: deque[dict[str, Any]] = deque(maxlen=LOG_LENGTH)
        """What was told to which channel, or why not, oldest first."""
        self._coach: Coached = entry.runtime_data
        self._texts: Mapping[str, str] = {}
        self._channels: list[Channel] = []
        self._failures: dict[str, int] = {}
        """How often in a row by channel."""
        self._failing: dict[str, str] = {}
        self._failing_listeners: list[CALLBACK_TYPE] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._notice: Notice | None = None
        """What is on the phones and in the queues now."""
        self._prompt: BreakHappened | None = None
        self._is_sure = False
        """Whether `_notice` tells what is on the phones; at first it may be from before."""

    @property
    def failing(self) -> Mapping[str, str]:
        """The names of the channels that keep failing, by their keys."""
        return self._failing

    async def async_start(self) -> None:
        """Listen to the coach and to taps on the phones."""
        self._texts = await async_get_translations(
            self.hass, self.hass.config.language, "common", {DOMAIN}
        )
        options = self.entry.options
        for option, kind in CHANNELS:
            self._channels += [kind(self.hass, self.entry, key) for key in options.get(option, ())]
        if options.get(CONF_ANNOUNCE_ACTION):
            name = self._text("announce_own_action")
            self._channels.append(OwnAction(self.hass, self.entry, name))
        on_unload = self.entry.async_on_unload
        on_unload(self._coach.async_add_effect_listener(self._async_happened))
        on_unload(self.hass.bus.async_listen(EVENT_TAPPED, self._async_tapped))

    async def async_shutdown(self) -> None:
        """Fall silent, and let go of every channel."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for channel in self._channels:
            await channel.async_close()
        self._channels = []

    @callback
    def async_add_failing_listener(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when `failing` has changed."""
        self._failing_listeners.append(listener)
        return lambda: self._failing_listeners.remove(listener)

    @callback
    def _async_happened(self, effect: Announced) -> None:
        if notice := notice_of(effect, self._prompt):
            self._notice, self._is_sure = notice, True
            if isinstance(effect, BreakHappened):
                self._prompt = effect
            self._announce(notice)
        elif isinstance(effect, BreakHappened) and effect.kind in ENDINGS:
            self._end(effect)

    @callback
    def _end(self, effect: BreakHappened) -> None:
        """Take back what is no longer true."""
        if self._notice is None:
            if self._is_sure or not effect.prompts:
                return
        elif self._notice.posture is not effect.posture:
            return
        self._clear_phones()

    @callback
    def _clear_phones(self) -> None:
        self._notice, self._is_sure = None, True
        for channel in self._channels:
            if isinstance(channel, Phone):
                self._queue(channel, CLEAR, channel.async_clear)

    @callback
    def _announce(self, notice: Notice) -> None:
        style = self.entry.options.get(CONF_ANNOUNCEMENT_STYLE, STYLE_FULL)
        message = self._message(notice, style)
        for channel in self._channels:
            if why := self._objection(channel, style):
                self._note(channel, notice.kind, "not said", why)
                continue
            self._queue(channel, notice.kind, partial(channel.async_tell, message), message)

    def _objection(self, channel: Channel, style: str) -> str | None:
        """Why a channel is not to be used now; None if it is."""
        if not channel.is_voice:
            return None
        if style == STYLE_SILENT:
            return "the style is silent"
        if style == STYLE_CHIME and not channel.has_chime:
            return "there is no sound to play: no Assist satellite is set up"
        if not self.entry.options.get(CONF_ONLY_WHERE_I_AM):
            return None
        if not (areas := self._coach.area_ids):
            return "no area is known for where the person is"
        return None if channel.area_id in areas else "it is not where the person is"

    def _message(self, notice: Notice, style: str) -> Message:
        key, number = duration_words(notice.sat_for)
        placeholders = {
            "person": self.entry.title,
            "duration": self._text(key, number=number),
            "number": notice.number,
            "source": self._source_name(notice),
        }
        words = notice.words
        return Message(
            notice=notice,
            person=self.entry.title,
            title=self._text(words.title),
            text=self._text(words.brief if style == STYLE_BRIEF else words.full, **placeholders),
            answers={each: self._text(f"announce_answer_{each}") for each in notice.answers},
            is_chime=style == STYLE_CHIME,
            said_at=self.hass.loop.time(),
            context=Context(),
        )

    def _source_name(self, notice: Notice) -> str:
        entity_id = entity_id_of(notice.source or "")
        state = self.hass.states.get(entity_id)
        return state.name if state else entity_id

    def _text(self, key: str, **placeholders: object) -> str:
        text = self._texts.get(f"component.{DOMAIN}.common.{key}", key)
        return text.format(**placeholders)

    @callback
    def _queue(
        self,
        channel: Channel,
        kind: str,
        deliver: Delivery,
        message: Message | None = None,
    ) -> None:
        # Not started eagerly: effects of the same moment may take the message back.
        task = self.entry.async_create_background_task(
            self.hass,
            self._async_deliver(channel, kind, deliver, message),
            f"{DOMAIN} {kind} {channel.key}",
            eager_start=False,
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _async_deliver(
        self,
        channel: Channel,
        kind: str,
        deliver: Delivery,
        message: Message | None,
    ) -> None:
        async with channel.lane.turn():
            if message and (why := self._out_of_date(message)):
                self._note(channel, kind, "not said", why)
                return
            try:
                async with asyncio.timeout(channel.limit):
                    await deliver()
            except TimeoutError:
                self._failed(channel, kind, f"no answer within {channel.limit:g} s")
            except Exception as error:  # noqa: BLE001 - an action may raise anything
                self._failed(channel, kind, str(error) or type(error).__name__)
            else:
                self._note(channel, kind, "cleared" if kind == CLEAR else "said")
                self._reached(channel)

    def _out_of_date(self, message: Message) -> str | None:
        if message.notice is not self._notice:
            return "it was no longer true when its turn came"
        if self.hass.loop.time() - message.said_at > STALE_AFTER:
            return f"it had waited for more than {STALE_AFTER} s"
        return None

    @callback
    def _failed(self, channel: Channel, kind: str, why: str) -> None:
        self._note(channel, kind, "failed", why)
        count = self._failures[channel.key] = self._failures.get(channel.key, 0) + 1
        if count == 1:
            LOGGER.warning("%s: %s cannot be reached: %s", self.entry.title, channel.name, why)
        if count == FAILURES_TO_REPORT:
            self._failing[channel.key] = channel.name
            self._tell_failing()

    @callback
    def _reached(self, channel: Channel) -> None:
        if self._failures.pop(channel.key, 0):
            LOGGER.info("%s: %s can be reached again", self.entry.title, channel.name)
        if self._failing.pop(channel.key, None):
            self._tell_failing()

    @callback
    def _tell_failing(self) -> None:
        for listener in tuple(self._failing_listeners):
            listener()

    @callback
    def _note(self, channel: Channel, kind: str, outcome: str, why: str | None = None) -> None:
        LOGGER.debug("%s: %s to %s %s: %s", self.entry.title, kind, channel.key, outcome, why)
        self._log(channel.key, kind, outcome, why)

    @callback
    def _log(self, channel: str, kind: str, outcome: str, why: str | None) -> None:
        line = {
            "when": dt_util.utcnow().isoformat(),
            "target": channel,
            "kind": str(kind),
            "outcome": outcome,
        }
        self.log.append(line if why is None else line | {"why": why})

    async def _async_tapped(self, event: Event[dict[str, Any]]) -> None:
        answer = verb_of(event.data, self.entry.entry_id)
        if answer is None:
            return
        try:
            await VERBS[answer](self._coach)
        except CoachError as refusal:
            LOGGER.info("%s: the tap on %s was refused: %s", self.entry.title, answer, refusal.key)
            self._log("phone", answer, "refused", refusal.key)
            self._clear_phones()
        else:
            self._log("phone", answer, "tapped", None)
