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

SPEAKABLE = frozenset("LMN")
"""Classes of characters that are heard: letters, their marks, and figures."""
INSIDE = frozenset("'-")
"""What may stand within a name besides."""
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


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
        for each in unicodedata.normalize("NFC", name).replace(CURLY, "'")
    )
    words = " ".join(filter(None, (word.strip("'-") for word in written.split())))
    return tuple(dict.fromkeys(each for each in (words, words.replace("-", " ")) if each))


def sounds_like(one: str, other: str) -> bool:
    """Whether two names are said alike."""
    return _heard(one) == _heard(other)


def _heard(name: str) -> str:
    return (spoken(name) or (name,))[-1].casefold()


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
        return self._common[f"component.{DOMAIN}.common.{key}"].format_map(values)

    def refusal(self, error: CoachError) -> str:
        """Why something was refused, without the names of fields where they would be heard."""
        key = f"component.{DOMAIN}.common.voice_{error.key}"
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
