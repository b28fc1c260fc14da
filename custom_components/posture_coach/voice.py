"""Spoken commands with Home Assistant's own conversation agent, without a file of the user's.

There is no way to bring sentences but the one that sentence triggers use. Each has words of its
own, so nothing is matched that is not ours; names and numbers in it are looked at afterwards.

Home Assistant tries every sentence on whatever it hears, so only the language of the house is
registered from the start; another one is when somebody first says something of ours in it.
"""

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


FALLBACK = "en"
"""The language of a house whose own we do not know."""
CONTENT_ADDED = "content_added"
"""What Home Assistant calls it when somebody has said something, before it looks for a meaning."""
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
        self._in_use = {self._language_of_the_house}
        """The languages whose sentences are registered: it costs time, however little."""
        self._known: Mapping[str, Known] = {}
        """The names in the sentences that are registered, by language."""
        self._unregister: CALLBACK_TYPE | None = None
        self._is_refreshing = False

    @callback
    def async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Somebody came, went, or was renamed; or a routine of theirs."""
        if entry.domain == DOMAIN and not self._is_refreshing:
            self._is_refreshing = True
            # Not at once: the coach is told of it just now, too.
            self.hass.loop.call_soon(self.async_refresh)

    @callback
    def async_use_all(self) -> None:
        """Register every language from now on."""
        self._in_use |= self._grammars.keys()

    @callback
    def async_heard(self, _conversation_id: str, kind: str, told: Mapping[str, Any]) -> None:
        """Register a language when somebody first speaks it, before it is looked for."""
        try:
            content = told.get("content")
            if kind == CONTENT_ADDED and content and content["role"] == "user":
                self._look_into(content["content"])
        except Exception:  # noqa: BLE001 - whatever it is, nobody's conversation may end with it
            LOGGER.exception("The language of a sentence could not be found out")

    def _look_into(self, text: str) -> None:
        spoken = {
            name
            for name, grammar in self._grammars.items()
            if name not in self._in_use
            and grammar.may_mean(text)
            and grammar.understand(text, known_names(self.hass, name))
        }
        if spoken:
            self._in_use |= spoken
            self.async_refresh()

    @callback
    def async_refresh(self) -> None:
        """Register the sentences, with the names that there are; none without anybody."""
        self._is_refreshing = False
        known = {
            language: known_names(self.hass, language)
            for language in sorted(self._in_use)
            if coached(self.hass)
        }
        if known == self._known:
            return
        self._known = known
        if self._unregister:
            self._unregister()
            self._unregister = None
        if sentences := self._templates():
            self._unregister = self._register(sentences, self.async_answer)

    async def async_answer(self, asked: ConversationInput, result: RecognizeResult) -> str:
        """Do what was asked for; returns what to say."""
        language = asked.language or self.hass.config.language
        best: tuple[Grammar, Understood] | None = None
        for grammar in self._in_order(language):
            understood = grammar.understand(asked.text, self._known[grammar.language])
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
        """Those that are registered, that of the assistant first."""
        used = (self._grammars[each] for each in self._known)
        return sorted(used, key=lambda each: not _is_of(each, language))

    @property
    def _language_of_the_house(self) -> str:
        language = self.hass.config.language
        known = (each for each, grammar in self._grammars.items() if _is_of(grammar, language))
        return next(known, FALLBACK)

    def _templates(self) -> list[str]:
        found = (self._grammars[language].templates(each) for language, each in self._known.items())
        return list(dict.fromkeys(template for each in found for template in each))


async def async_setup_voice(hass: HomeAssistant) -> None:
    """Follow who is coached, if this Home Assistant understands sentences at all."""
    # Nothing else waits for it.
    hass.async_create_task(_async_set_up(hass), f"{DOMAIN} voice")


async def _async_set_up(hass: HomeAssistant) -> None:
    try:
        get_agent_manager, subscribe, grammars = await hass.async_add_executor_job(_load)
        register = get_agent_manager(hass).register_trigger
    except (ImportError, AttributeError) as error:
        LOGGER.warning("Nothing will be understood by voice: %s", error)
        return
    hass.data[GRAMMARS] = grammars
    voice = Voice(hass, register, grammars)
    if subscribe:
        subscribe(hass, voice.async_heard)
    else:
        voice.async_use_all()
    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, voice.async_entry_changed)
    # Somebody may have come meanwhile.
    voice.async_refresh()


def _load() -> tuple[
    Callable[[HomeAssistant], Any], Callable[..., CALLBACK_TYPE] | None, Mapping[str, Grammar]
]:
    # Not on top: none of it is there in a house without Home Assistant's conversation.
    from homeassistant.components.conversation import chat_log  # noqa: PLC0415
    from homeassistant.components.conversation.agent_manager import (  # noqa: PLC0415
        get_agent_manager,
    )

    from .grammar import read_grammars  # noqa: PLC0415

    return get_agent_manager, getattr(chat_log, "async_subscribe_chat_logs", None), read_grammars()


def _is_of(grammar: Grammar, language: str) -> bool:
    return grammar.language.partition("-")[0] == language.partition("-")[0]
