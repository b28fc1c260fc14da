"""From entity states to evidence: True, False, or None where an entity says nothing.

`unknown`, `unavailable`, `nan`, values out of range and entities that are gone are no
evidence. Never read them as "off": that would end somebody's sitting with a lost radio packet.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
import math
from typing import Any

from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    UnitOfLength,
    UnitOfPower,
)
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import BaseUnitConverter, DistanceConverter, PowerConverter

from .area import area_of
from .const import (
    CONF_BUSY,
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_DUTY,
    CONF_POWER,
    CONF_POWER_THRESHOLD,
    CONF_PRESENCE,
    CONF_ROUTINE_DAY_ENTITIES,
    CONF_SEAT,
    CONF_STANDING_HEIGHT,
    DEFAULT_POWER_THRESHOLD_W,
    DEFAULT_STANDING_HEIGHT_CM,
)
from .engine.model import SourceKind

ON_STATES = frozenset(
    {"on", "home", "open", "playing", "true", "yes", "active", "busy", "occupied"}
)
OFF_STATES = frozenset(
    {"off", "not_home", "closed", "idle", "paused", "standby", "false", "no", "inactive", "free"}
)
ZONED_DOMAINS = frozenset({"person", "device_tracker"})
"""Their other states are zones elsewhere."""
WHEREABOUTS = frozenset({SourceKind.SEAT, SourceKind.PRESENCE, SourceKind.COMPUTER})
"""Kinds whose "on" tells where the person is."""

type Reader = Callable[[State], bool | None]
type Report = Callable[[Mapping[str, bool | None], datetime], None]


def source_id(kind: SourceKind, entity_id: str) -> str:
    """The name of an entity in one of its roles."""
    return f"{kind}/{entity_id}"


def entity_id_of(source: str) -> str:
    """The entity behind a source."""
    return source.partition("/")[2]


def says(state: State) -> bool | None:
    """What a state of any domain says; a number says whether it is above zero."""
    text = state.state.lower()
    if text in ON_STATES:
        return True
    if text in OFF_STATES:
        return False
    if state.domain in ZONED_DOMAINS:
        return None if text in ("unknown", "unavailable") else False
    number = number_in(text)
    return None if number is None else number > 0


@dataclass(slots=True, kw_only=True)
class Threshold:
    """A number read as high or low, with a band around the limit in which nothing changes."""

    limit: float
    band: float
    highest: float
    """A larger reading, or one below zero, is a fault of the sensor."""
    unit: str
    """Of the limit; readings in other units are converted, readings without one taken as is."""
    converter: type[BaseUnitConverter]
    was_high: bool | None = field(default=None, init=False)

    def __call__(self, state: State) -> bool | None:
        """Whether the reading is at or above the limit."""
        number = number_in(state.state)
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        if number is not None and unit is not None and unit != self.unit:
            is_known = unit in self.converter.VALID_UNITS
            number = self.converter.convert(number, unit, self.unit) if is_known else None
        if number is None or not 0 <= number <= self.highest:
            return None
        self.was_high = number >= self.limit - (self.band if self.was_high else 0)
        return self.was_high


def number_in(text: str) -> float | None:
    """The finite number that a state is; None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _standing_height(options: Mapping[str, Any]) -> Reader:
    return Threshold(
        limit=options.get(CONF_STANDING_HEIGHT, DEFAULT_STANDING_HEIGHT_CM),
        band=2,
        highest=300,
        unit=UnitOfLength.CENTIMETERS,
        converter=DistanceConverter,
    )


def _power_in_use(options: Mapping[str, Any]) -> Reader:
    limit = options.get(CONF_POWER_THRESHOLD, DEFAULT_POWER_THRESHOLD_W)
    return Threshold(
        limit=limit,
        band=limit / 10,
        highest=10_000,
        unit=UnitOfPower.WATT,
        converter=PowerConverter,
    )


def _as_it_says(_options: Mapping[str, Any]) -> Reader:
    return says


ROLES: tuple[tuple[str, SourceKind, Callable[[Mapping[str, Any]], Reader]], ...] = (
    (CONF_SEAT, SourceKind.SEAT, _as_it_says),
    (CONF_PRESENCE, SourceKind.PRESENCE, _as_it_says),
    (CONF_DESK_HEIGHT, SourceKind.DESK_HEIGHT, _standing_height),
    (CONF_COMPUTER, SourceKind.COMPUTER, _as_it_says),
    (CONF_POWER, SourceKind.COMPUTER, _power_in_use),
    (CONF_BUSY, SourceKind.BUSY, _as_it_says),
    (CONF_DUTY, SourceKind.DUTY, _as_it_says),
    (CONF_ROUTINE_DAY_ENTITIES, SourceKind.ROUTINE_DAY, _as_it_says),
)
"""Which option names the entities of which kind, and how they are read."""


class Sources:
    """The entities of one person, read as evidence."""

    def __init__(
        self, hass: HomeAssistant, person: str | None, options: Mapping[str, Any], report: Report
    ) -> None:
        """Call `report` with the answers that changed and when they did."""
        self.hass = hass
        self.answers: dict[str, bool | None] = {}
        self._report = report
        self._readers: dict[str, Reader] = {}
        self._of_entity: dict[str, list[str]] = {}
        self.kinds: dict[str, SourceKind] = {}
        for option, kind, reader in ROLES:
            self._add(kind, _listed(options.get(option)), reader, options)
        self._add(SourceKind.HOME, _listed(person), _as_it_says, options)

    @property
    def missing(self) -> frozenset[str]:
        """The entities that Home Assistant does not know."""
        return frozenset(each for each in self._of_entity if self.hass.states.get(each) is None)

    @property
    def area_ids(self) -> frozenset[str]:
        """The areas of the sources that say that the person is there."""
        areas = (
            area_of(self.hass, entity_id_of(source))
            for source, kind in self.kinds.items()
            if kind in WHEREABOUTS and self.answers.get(source)
        )
        return frozenset(area for area in areas if area)

    @callback
    def async_start(self) -> Callable[[], None]:
        """Read everything once, report it, and go on with what changes."""
        self.answers = {
            source: self._read(source, self.hass.states.get(entity_id_of(source)))
            for source in self.kinds
        }
        stop = async_track_state_change_event(self.hass, self._of_entity, self._changed)
        self._report(self.answers, dt_util.utcnow())
        return stop

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        # An attribute that changes, many times a second with some sensors, is no evidence.
        if old is not None and new is not None and old.state == new.state:
            return
        answers = self.answers
        changed: dict[str, bool | None] = {}
        for source in self._of_entity[event.data["entity_id"]]:
            answer = self._read(source, new)
            if answer is not answers[source]:
                changed[source] = answers[source] = answer
        if changed:
            self._report(changed, event.time_fired if new is None else new.last_changed)

    def _read(self, source: str, state: State | None) -> bool | None:
        return None if state is None else self._readers[source](state)

    def _add(
        self,
        kind: SourceKind,
        entity_ids: Iterable[str],
        reader: Callable[[Mapping[str, Any]], Reader],
        options: Mapping[str, Any],
    ) -> None:
        for entity_id in entity_ids:
            source = source_id(kind, entity_id)
            self.kinds[source] = kind
            self._readers[source] = reader(options)
            self._of_entity.setdefault(entity_id, []).append(source)


def _listed(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value
