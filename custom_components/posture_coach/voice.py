"""Spoken commands with Home Assistant's own conversation agent, without a file of the user's.

There is no way to bring sentences but the one that sentence triggers use. Each has words of its
own, so nothing is matched that is not ours; names and numbers in it are looked at afterwards.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import intent
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .addressee import coached, known_names
from .const import DOMAIN, LOGGER
from .engine.records import PAIN_ASPECTS
from .languages import GRAMMARS
from .spoken import Known, async_words

if TYPE_CHECKING:
    from hassil.recognize import RecognizeResult
    from homeassistant.components.conversation.models import ConversationInput

    from .grammar import Grammar, Understood

    type Answering = Callable[[ConversationInput, RecognizeResult], Awaitable[str | None]]
    type Register = Callable[[list[str], Answering], CALLBACK_TYPE]


UNCLEAR: Mapping[str, str] = {
    "minutes": "voice_how_long",
    "hours": "voice_how_long",
    **dict.fromkeys(PAIN_ASPECTS, "voice_how_much"),
    "axes": "voice_balance_unclear",
}
"""What is answered when a part of a sentence was not understood."""


class Voice:
    """Keeps the sentences that are known to Home Assistant up to date."""

    def __init__(
        self, hass: HomeAssistant, register: Register, grammars: Mapping[str, Grammar]
    ) -> None:
        self.hass = hass
        self._register = register
        self._grammars = grammars
        self._known: Mapping[str, Known] = {}
        """The names in the sentences that are registered, by language."""
        self._unregister: CALLBACK_TYPE | None = None
        self._lock = asyncio.Lock()

    @callback
    def async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Somebody came, went, or was renamed; or a routine of theirs."""
        if entry.domain == DOMAIN:
            # Not at once: the coach is told of it just now, too.
            self.hass.async_create_task(
                self.async_refresh(), f"{DOMAIN} sentences", eager_start=False
            )

    async def async_refresh(self) -> None:
        """Register the sentences, with the names that there are; none without anybody."""
        async with self._lock:
            known = {
                language: known_names(self.hass, language)
                for language in self._grammars
                if coached(self.hass)
            }
            if known == self._known:
                return
            self._known = known
            sentences = await self.hass.async_add_executor_job(self._templates, known)
            if self._unregister:
                self._unregister()
                self._unregister = None
            if sentences:
                self._unregister = self._register(sentences, self.async_answer)

    async def async_answer(self, asked: ConversationInput, result: RecognizeResult) -> str:
        """Do what was asked for; returns what to say."""
        language = asked.language or self.hass.config.language
        best: tuple[Grammar, Understood] | None = None
        for grammar in self._in_order(language):
            known = self._known.get(grammar.language, Known())
            understood = grammar.understand(asked.text, known)
            if understood and (best is None or understood.doubt < best[1].doubt):
                best = grammar, understood
            if understood and (understood.is_clear or _is_of(grammar, language)):
                break
        if best is None:
            return await self._async_doubt(next(iter(result.entities), ""), language)
        grammar, understood = best
        # An English sentence in a German house is answered in English.
        if not _is_of(grammar, language):
            language = grammar.language
        if understood.unclear:
            return await self._async_doubt(understood.unclear, language)
        slots = {name: {"value": each} for name, each in understood.slots.items()}
        return await self._async_handle(asked, understood.intent_type, slots, language)

    async def _async_doubt(self, unclear: str, language: str) -> str:
        words = await async_words(self.hass, language)
        return words.say(UNCLEAR.get(unclear, "voice_not_understood"))

    async def _async_handle(
        self, asked: ConversationInput, intent_type: str, slots: dict[str, Any], language: str
    ) -> str:
        try:
            response = await intent.async_handle(
                self.hass,
                DOMAIN,
                intent_type,
                slots,
                asked.text,
                asked.context,
                language,
                device_id=asked.device_id,
                satellite_id=asked.satellite_id,
            )
        except intent.IntentError as error:
            LOGGER.warning("%s could not be answered: %s", intent_type, error)
            return (await async_words(self.hass, language)).say("voice_failed")
        return str(response.speech["plain"]["speech"])

    def _in_order(self, language: str) -> list[Grammar]:
        return sorted(self._grammars.values(), key=lambda each: not _is_of(each, language))

    def _templates(self, known: Mapping[str, Known]) -> list[str]:
        found = (self._grammars[language].templates(each) for language, each in known.items())
        return list(dict.fromkeys(template for each in found for template in each))


async def async_setup_voice(hass: HomeAssistant) -> None:
    """Follow who is coached, if this Home Assistant understands sentences at all."""
    try:
        get_agent_manager, grammars = await hass.async_add_executor_job(_load)
        register = get_agent_manager(hass).register_trigger
    except (ImportError, AttributeError) as error:
        LOGGER.warning("Nothing will be understood by voice: %s", error)
        return
    hass.data[GRAMMARS] = grammars
    voice = Voice(hass, register, grammars)
    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, voice.async_entry_changed)


def _load() -> tuple[Callable[[HomeAssistant], Any], Mapping[str, Grammar]]:
    # Not on top: neither is there in a house without Home Assistant's conversation.
    from homeassistant.components.conversation.agent_manager import (  # noqa: PLC0415
        get_agent_manager,
    )

    from .grammar import read_grammars  # noqa: PLC0415

    return get_agent_manager, read_grammars()


def _is_of(grammar: Grammar, language: str) -> bool:
    return grammar.language.partition("-")[0] == language.partition("-")[0]
