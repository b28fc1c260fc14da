"""Tells a person what the coach has to say about breaks, sensors and runs."""

from dataclasses import replace
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .channels import Channel, Message
from .const import CONF_ASK_ALOUD
from .delivery import (
    NOT_SAID,
    Coached,
    Delivery,
    Errand,
)
from .dialogue import LONGEST_DIALOGUE, Dialogue
from .effects import ENDINGS, Answer, Notice, Topic, Unsaid, duration_words, notice_of
from .engine.events import BreakHappened, Effect, RoutineHappened
from .engine.model import RoutineEventKind
from .phones import BUTTONS
from .quiet import STYLE_BRIEF, STYLE_CHIME, style_now
from .sources import entity_id_of
from .voices import Satellite, Voice

STALE_AFTER = 60
"""Seconds in a queue after which a message is worth nothing."""

ON_PHONES = (Topic.BREAK, Topic.RUN)
"""What is announced here and stays on phones."""


class Announcer:
    """Announces to one person."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Announce what the coach of `entry` says; nothing happens before `async_start`."""
        self.hass = hass
        self.entry = entry
        self.delivery = Delivery(hass, entry)
        """Everything that reaches the person goes through it."""
        self._coach: Coached = entry.runtime_data
        self._dialogue = Dialogue(hass, entry)
        self._notices: dict[Topic, Notice] = {}
        """What is on the phones and in the queues now."""
        self._sure: set[Topic] = set()
        """Of which `_notices` tells what is on the phones; at first it may be from before."""
        self._prompt: BreakHappened | None = None

    async def async_start(self) -> None:
        """Listen to the coach and to taps on the phones."""
        await self.delivery.async_start()
        on_unload = self.entry.async_on_unload
        on_unload(self._coach.async_add_effect_listener(self._async_happened))
        on_unload(self.delivery.async_add_tap_listener(self._async_answered))

    async def async_shutdown(self) -> None:
        """Fall silent, and let go of every channel."""
        await self.delivery.async_shutdown()

    @callback
    def _async_happened(self, effect: Effect) -> None:
        if notice := notice_of(effect, self._prompt):
            self._notices[notice.topic] = notice
            self._sure.add(notice.topic)
            if isinstance(effect, BreakHappened):
                self._prompt = effect
            self._announce(notice)
        elif isinstance(effect, BreakHappened) and effect.kind in ENDINGS:
            self._end(effect)
        elif isinstance(effect, RoutineHappened) and effect.kind is RoutineEventKind.STARTED:
            for topic in ON_PHONES:
                if topic in self._notices or topic not in self._sure:
                    self._take_back(topic)

    @callback
    def _end(self, effect: BreakHappened) -> None:
        """Take back what is no longer true."""
        notice = self._notices.get(Topic.BREAK)
        if notice is None:
            if Topic.BREAK in self._sure or not effect.prompts:
                return
        elif notice.posture is not effect.posture:
            return
        self._take_back(Topic.BREAK)

    @callback
    def _async_answered(self, answer: Answer, refusal: str | None) -> None:
        topic = BUTTONS[answer].topic
        if topic in ON_PHONES and (refusal or BUTTONS[answer].verb is None):
            self._take_back(topic)

    @callback
    def _take_back(self, topic: Topic) -> None:
        self._notices.pop(topic, None)
        self._sure.add(topic)
        self.delivery.async_clear(topic)

    @callback
    def _announce(self, notice: Notice) -> None:
        message, listener = self._message(notice), self._listener(notice)
        for channel in self.delivery.channels:
            if why := self._objection(channel):
                self.delivery.note(channel, notice.kind, NOT_SAID, why)
                continue
            errand = Errand(
                kind=notice.kind,
                do=partial(channel.async_tell, message),
                doubt=partial(self._doubt, channel, message),
            )
            if isinstance(channel, Satellite) and channel is listener:
                ask = partial(self._dialogue.async_ask_break, channel, message)
                errand = replace(errand, do=ask, limit=LONGEST_DIALOGUE)
            self.delivery.async_give(channel, errand)

    def _listener(self, notice: Notice) -> Satellite | None:
        """The satellite that asks instead of telling."""
        is_wanted = notice.is_question and self.entry.options.get(CONF_ASK_ALOUD)
        channels = self.delivery.channels if is_wanted else ()
        style = style_now(self.entry.options)
        return self._dialogue.listener_among(channels, style, self._objection)

    def _objection(self, channel: Channel) -> str | None:
        style = style_now(self.entry.options)
        if style == STYLE_CHIME and isinstance(channel, Voice) and not channel.has_chime:
            return Unsaid.NO_SOUND
        return self.delivery.objection(channel, self._coach.area_ids, style)

    def _message(self, notice: Notice) -> Message:
        text, words = self.delivery.text, notice.words
        style = style_now(self.entry.options)
        key, number = duration_words(notice.sat_for)
        placeholders = {
            "person": self.entry.title,
            "duration": text(key, number=number),
            "number": notice.number,
            "source": self._source_name(notice),
            "time": f"{dt_util.as_local(notice.run_at):%H:%M}" if notice.run_at else "",
        }
        return Message(
            notice=notice,
            person=self.entry.title,
            title=text(words.title),
            text=text(words.brief if style == STYLE_BRIEF else words.full, **placeholders),
            answers={each: text(f"announce_answer_{each}") for each in notice.answers},
            is_chime=style == STYLE_CHIME,
            said_at=self.hass.loop.time(),
            context=Context(),
        )

    def _source_name(self, notice: Notice) -> str:
        entity_id = entity_id_of(notice.source or "")
        state = self.hass.states.get(entity_id)
        return state.name if state else entity_id

    def _doubt(self, channel: Channel, message: Message) -> str | None:
        if message.notice is not self._notices.get(message.notice.topic):
            return Unsaid.UNTRUE
        if self.hass.loop.time() - message.said_at > STALE_AFTER:
            return Unsaid.STALE
        # Somebody may have gone to another room meanwhile.
        return self._objection(channel)
