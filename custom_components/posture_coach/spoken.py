"""Names and texts as they are spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
import unicodedata

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .effects import duration_words
from .engine.errors import CoachError
from .plurals import form_of

SPEAKABLE = frozenset("LMN")
"""Classes of characters that are heard: letters, their marks, and figures."""
INSIDE = frozenset("'-")
"""What may stand within a name besides."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


SAID_ANOTHER_WAY: Mapping[str, str] = {
    "pain_out_of_range": "voice_how_much",
    "axes_too_few": "ask_balance_too_little",
}
"""Refusals for which there are words already that name no field."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that may be said."""

    persons: frozenset[str] = frozenset()
    routines: frozenset[str] = frozenset()


def spoken(name: str) -> tuple[str, ...]:
    """How speech recognition may write a name; nothing if it cannot be said.

    Nothing that is left has a meaning in a template of sentences.
    """
    written = "".join(
        each if unicodedata.category(each)[0] in SPEAKABLE or each in INSIDE else " "
        for each in unicodedata.normalize("NFC", name.replace(SOFT_HYPHEN, "")).replace(CURLY, "'")
    )
    words = " ".join(filter(None, (word.strip("'-") for word in written.split())))
    return tuple(dict.fromkeys(each for each in (words, words.replace("-", " ")) if each))


def unaccented(text: str) -> str:
    """Without accents: whoever transcribes speech does not always write them."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


def sounds_like(one: str, other: str) -> bool:
    """Whether two names are said alike."""
    return _heard(one) == _heard(other)


def _heard(name: str) -> str:
    return unaccented((spoken(name) or (name,))[-1].casefold())


class Words:
    """Texts in one language."""

    def __init__(
        self, language: str, common: Mapping[str, str], exceptions: Mapping[str, str]
    ) -> None:
        self.language = language
        """The language that the texts are in."""
        self._common = common
        self._exceptions = exceptions

    def say(self, key: str, **values: str | int) -> str:
        """A text of `common`."""
        key = form_of(self._common, f"component.{DOMAIN}.common.{key}", values.get("number"))
        return self._common[key].format_map(values)

    def refusal(self, error: CoachError) -> str:
        """Why something was refused, without the names of fields where they would be heard."""
        own = SAID_ANOTHER_WAY.get(error.key, f"voice_{error.key}")
        key = f"component.{DOMAIN}.common.{own}"
        text = (
            self._common.get(key)
            or self._exceptions[f"component.{DOMAIN}.exceptions.{error.key}.message"]
        )
        return text.format_map(error.placeholders)

    def duration(self, length: timedelta) -> str:
        """How long something is."""
        key, number = duration_words(length)
        return self.say(key, number=number)


async def async_words(hass: HomeAssistant, language: str) -> Words:
    """The texts in that language, or else its base (`de` for `de-AT`), or else English."""
    english: dict[str, Any] = await async_get_translations(hass, "en", "common", {DOMAIN})
    for each in (language, language.partition("-")[0]):
        common = await async_get_translations(hass, each, "common", {DOMAIN})
        if common != english:
            return Words(
                each, common, await async_get_translations(hass, each, "exceptions", {DOMAIN})
            )
    return Words("en", english, await async_get_translations(hass, "en", "exceptions", {DOMAIN}))
