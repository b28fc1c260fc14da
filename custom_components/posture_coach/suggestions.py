"""What the set-up fills in by itself: only what leaves no doubt."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr

from .area import area_of
from .const import (
    CONF_DESK_HEIGHT,
    CONF_PERSON,
    CONF_PHONES,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    DOMAIN,
)

ATTR_USER_ID = "user_id"

CLUES: Mapping[str, tuple[str, frozenset[str], tuple[str, ...]]] = {
    CONF_SEAT: (
        "binary_sensor",
        frozenset({"occupancy", "presence", "vibration"}),
        ("chair", "seat", "stuhl", "sessel"),
    ),
    CONF_PRESENCE: (
        "binary_sensor",
        frozenset({"occupancy", "presence", "motion"}),
        ("desk", "schreibtisch", "arbeitsplatz"),
    ),
    CONF_DESK_HEIGHT: ("sensor", frozenset({"distance"}), ("desk", "schreibtisch")),
    CONF_POWER: (
        "sensor",
        frozenset({"power"}),
        ("monitor", "computer", "workstation", "laptop"),
    ),
}
"""Domain, device classes and words in the name or the id that give a source away."""


def suggested_person(hass: HomeAssistant) -> str | None:
    """The only person who is not coached yet."""
    coached = {entry.data.get(CONF_PERSON) for entry in hass.config_entries.async_entries(DOMAIN)}
    return _only(set(hass.states.async_entity_ids("person")) - coached)


def suggested_sources(hass: HomeAssistant, taken: Iterable[str]) -> dict[str, list[str]]:
    """The only entity of each kind, if all of them are in one area and nobody else's."""
    found: dict[str, str] = {}
    for option, (domain, classes, words) in CLUES.items():
        states = hass.states.async_all(domain)
        likely = {each.entity_id for each in states if _is_likely(each, classes, words)}
        # A chair at a desk is called both; as a seat it tells more.
        if entity_id := _only(likely - set(found.values())):
            found[option] = entity_id
    areas = {area for each in found.values() if (area := area_of(hass, each))}
    if len(areas) > 1 or not found.keys() & {CONF_SEAT, CONF_PRESENCE}:
        return {}
    return {option: [each] for option, each in found.items() if each not in set(taken)}


def suggested_targets(
    hass: HomeAssistant, person: str | None, sources: Iterable[str]
) -> dict[str, Any]:
    """What speaks in the area of the sources, the only voice, and the person's own phones."""
    targets: dict[str, Any] = {}
    areas = {area for each in sources if (area := area_of(hass, each))}
    voice = _only(hass.states.async_entity_ids("tts"))
    for option, domain in ((CONF_SATELLITES, "assist_satellite"), (CONF_SPEAKERS, "media_player")):
        here = {each for each in hass.states.async_entity_ids(domain) if area_of(hass, each)}
        here = {each for each in here if area_of(hass, each) in areas}
        # One voice in the room is enough, and a speaker has none of its own.
        if not targets and (only := _only(here)) and (voice or option == CONF_SATELLITES):
            targets[option] = [only]
    if voice:
        targets[CONF_TTS_ENGINE] = voice
    if phones := _phones_of(hass, person):
        targets[CONF_PHONES] = phones
    return targets


def _phones_of(hass: HomeAssistant, person: str | None) -> list[str]:
    state = hass.states.get(person) if person else None
    user_id = state and state.attributes.get(ATTR_USER_ID)
    devices = dr.async_get(hass)
    return [
        device.id
        for entry in hass.config_entries.async_entries("mobile_app")
        if user_id and entry.data.get(ATTR_USER_ID) == user_id
        for device in dr.async_entries_for_config_entry(devices, entry.entry_id)
    ]


def _is_likely(state: State, classes: frozenset[str], words: tuple[str, ...]) -> bool:
    name = f"{state.entity_id} {state.name}".lower()
    is_of_class = state.attributes.get(ATTR_DEVICE_CLASS) in classes
    return is_of_class and any(word in name for word in words)


def _only(ids: Iterable[str]) -> str | None:
    only = set(ids)
    return only.pop() if len(only) == 1 else None
