"""The languages that are understood, once they have been read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

if TYPE_CHECKING:
    from .grammar import Grammar

GRAMMARS: HassKey[Mapping[str, Grammar]] = HassKey(f"{DOMAIN}_grammars")
"""By language; not there in a house without Home Assistant's conversation."""


@callback
def grammar_for(hass: HomeAssistant, language: str) -> Grammar | None:
    """The sentences of a language, or else of its base (`de` for `de-AT`)."""
    known = hass.data.get(GRAMMARS, {})
    return known.get(language) or known.get(language.partition("-")[0])
