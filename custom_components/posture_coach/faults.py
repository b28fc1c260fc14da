"""What is wrong with somebody's options, in words that the set-up can show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.script import async_validate_actions_config
from homeassistant.util.unit_conversion import (
    BaseUnitConverter,
    DistanceConverter,
    MassConverter,
    PowerConverter,
)
import probatio as vol

from .const import (
    CONF_ANNOUNCE_ACTION,
    CONF_BUSY,
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_DUTY,
    CONF_NOTIFIERS,
    CONF_PHONES,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_ROUTINE_DAY_ENTITIES,
    CONF_RUN_CALENDAR,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    CONF_VOLUMES,
    DOMAIN,
)
from .engine.exercise import Catalogue
from .quiet import WHOLE
from .settings import CORNERS, NOTHING, PAIR, limit_faults

TELLTALES = (CONF_SEAT, CONF_PRESENCE, CONF_COMPUTER, CONF_POWER)
"""Each of these alone is enough to go by."""
SOURCES = (*TELLTALES, CONF_DESK_HEIGHT)
LISTENED_TO = (*SOURCES, CONF_ROUTINE_DAY_ENTITIES, CONF_RUN_CALENDAR, *PAIR, *CORNERS)
ENTITIES = (
    *LISTENED_TO,
    CONF_BUSY,
    CONF_DUTY,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    CONF_NOTIFIERS,
)
MEASURED: Mapping[str, type[BaseUnitConverter]] = {
    CONF_DESK_HEIGHT: DistanceConverter,
    CONF_POWER: PowerConverter,
}


@dataclass(slots=True)
class Faults:
    """Translation keys by option, `base` for the form as a whole, and what fills them."""

    keys: dict[str, str] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)

    def add(self, option: str, key: str, **placeholders: str) -> None:
        """Add one more fault; what was found first about an option stays."""
        self.keys.setdefault(option, key)
        for name, text in placeholders.items():
            others = self.placeholders.get(name)
            self.placeholders[name] = f"{others}, {text}" if others else text


def sources_of(options: Mapping[str, Any]) -> list[str]:
    """The entities that tell where somebody is."""
    return [entity_id for option in SOURCES for entity_id in entities_of(options, option)]


def entities_of(options: Mapping[str, Any], option: str) -> list[str]:
    """The entities of an option that names one, several or none."""
    chosen = options.get(option, [])
    return [chosen] if isinstance(chosen, str) else chosen


async def faults_in(
    hass: HomeAssistant,
    options: Mapping[str, Any],
    before: Mapping[str, Any],
    catalogue: Catalogue = NOTHING,
) -> Faults:
    """All that is wrong with the options; what was chosen `before` may be gone for a while."""
    faults = Faults()
    if not any(options.get(option) for option in TELLTALES):
        faults.add("base", "no_source")
    _find_wrong_sources(hass, options, faults)
    _find_unknown(hass, options, before, faults)
    _find_wrong_scales(hass, options, faults)
    if set(entities_of(options, CONF_BUSY)) & set(entities_of(options, CONF_DUTY)):
        faults.add(CONF_DUTY, "busy_is_duty")
    if options.get(CONF_SPEAKERS) and not options.get(CONF_TTS_ENGINE):
        faults.add(CONF_TTS_ENGINE, "tts_engine_missing")
    if bool(options.get(CONF_QUIET_FROM)) != bool(options.get(CONF_QUIET_UNTIL)):
        faults.add(CONF_QUIET_UNTIL, "quiet_incomplete")
    _find_wrong_volumes(options, faults)
    if CONF_ANNOUNCE_ACTION in options:
        try:
            actions = cv.SCRIPT_SCHEMA(options[CONF_ANNOUNCE_ACTION])
            await async_validate_actions_config(hass, actions)
        except (vol.Invalid, HomeAssistantError) as error:
            faults.add(CONF_ANNOUNCE_ACTION, "announce_action_invalid", announce_error=str(error))
    for option, key in limit_faults(options, catalogue).items():
        faults.add(option, key)
    return faults


def sharers(
    hass: HomeAssistant, options: Mapping[str, Any], own_entry_id: str | None
) -> dict[str, set[str]]:
    """The sources that others are coached by as well, and who these are."""
    shared: dict[str, set[str]] = {}
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.entry_id == own_entry_id:
            continue
        theirs = set(sources_of(entry.options))
        for entity_id in theirs.intersection(sources_of(options)):
            shared.setdefault(entity_id, set()).add(entry.title)
    return shared


def _find_wrong_sources(hass: HomeAssistant, options: Mapping[str, Any], faults: Faults) -> None:
    registry = er.async_get(hass)
    for option in LISTENED_TO:
        for entity_id in entities_of(options, option):
            entry = registry.async_get(entity_id)
            if entry and entry.platform == DOMAIN:
                faults.add(option, "own_entity", own_entity=entity_id)
            unit = _unit_of(hass, entity_id)
            converter = MEASURED.get(option)
            if converter and unit is not None and unit not in converter.VALID_UNITS:
                said = {f"{option}_entity": f"{entity_id} ({unit})"}
                faults.add(option, f"{option}_unit", **said)


def _find_wrong_volumes(options: Mapping[str, Any], faults: Faults) -> None:
    voices = {*entities_of(options, CONF_SATELLITES), *entities_of(options, CONF_SPEAKERS)}
    for each in options.get(CONF_VOLUMES, ()):
        levels = [each[name] for name in ("volume", "quiet_volume") if name in each]
        if each["target"] not in voices or not all(0 <= level <= WHOLE for level in levels):
            faults.add(CONF_VOLUMES, "volumes_invalid")


def _find_wrong_scales(hass: HomeAssistant, options: Mapping[str, Any], faults: Faults) -> None:
    chosen = {each: options[each] for each in (*PAIR, *CORNERS) if each in options}
    first = next(iter(chosen), PAIR[0])
    units = {_unit_of(hass, entity_id) for entity_id in chosen.values()} - {None}
    if set(chosen) not in (set(), set(PAIR), set(CORNERS)):
        faults.add(first, "scales_incomplete")
    if len(set(chosen.values())) < len(chosen):
        faults.add(first, "scales_not_distinct")
    if len(units) > 1 and not units <= MassConverter.VALID_UNITS:
        faults.add(first, "scales_units_differ")


def _find_unknown(
    hass: HomeAssistant, options: Mapping[str, Any], before: Mapping[str, Any], faults: Faults
) -> None:
    registry, devices = er.async_get(hass), dr.async_get(hass)
    for option in ENTITIES:
        for entity_id in entities_of(options, option):
            is_known = hass.states.get(entity_id) or registry.async_get(entity_id)
            if not is_known and entity_id not in entities_of(before, option):
                faults.add(option, "unknown_entity", unknown_entity=entity_id)
    for device_id in options.get(CONF_PHONES, []):
        if not devices.async_get(device_id) and device_id not in before.get(CONF_PHONES, []):
            faults.add(CONF_PHONES, "unknown_phone", unknown_phone=device_id)


def _unit_of(hass: HomeAssistant, entity_id: str) -> str | None:
    if state := hass.states.get(entity_id):
        return state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    entry = er.async_get(hass).async_get(entity_id)
    return entry.unit_of_measurement if entry else None
