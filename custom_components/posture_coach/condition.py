"""Conditions: whether somebody sits, has a break due, is on duty, or has done a routine."""

from typing import ClassVar, override

from homeassistant.const import STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import Condition, EntityStateConditionBase

from .own_entities import own_entities


class CoachCondition(EntityStateConditionBase):
    """Tests what an entity of ours says."""

    _key: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Only the entities that can tell."""
        return own_entities(self._hass, super().entity_filter(entities), self._key)


def _tests(
    domain: Platform, key: str, attribute: str | None = None, *, says: str | bool = STATE_ON
) -> type[Condition]:
    spec = DomainSpec(value_source=attribute)
    return type(
        "CoachCondition",
        (CoachCondition,),
        {"_domain_specs": {domain: spec}, "_key": key, "_states": {says}},
    )


CONDITIONS: dict[str, type[Condition]] = {
    "is_sitting": _tests(Platform.BINARY_SENSOR, "sitting"),
    "is_break_due": _tests(Platform.BINARY_SENSOR, "break_due"),
    # The attribute tells it even while the status speaks of something else, such as a pause.
    "is_on_duty": _tests(Platform.SENSOR, "status", "on_duty", says=True),
    "is_routine_running": _tests(Platform.SENSOR, "routine_phase", "running", says=True),
    "is_routine_done_today": _tests(Platform.BINARY_SENSOR, "routine_done_today"),
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Tell Home Assistant which conditions there are."""
    return CONDITIONS
