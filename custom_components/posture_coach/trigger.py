"""Triggers: what happens to a break, and sitting down and getting up."""

from collections.abc import Mapping
from typing import ClassVar, override

from homeassistant.components.event import ATTR_EVENT_TYPE, DOMAIN as EVENT_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    EntityTargetStateTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
)

from .own_entities import own_entities


class BreakTrigger(StatelessEntityTriggerBase):
    """Triggers on one kind of moment in the life of a break."""

    _domain_specs: Mapping[str, DomainSpec] = {
        EVENT_DOMAIN: DomainSpec(value_source=ATTR_EVENT_TYPE)
    }
    _event_type: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Only the event entities for breaks."""
        return own_entities(self._hass, super().entity_filter(entities), "break")

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Whether the moment is of the kind."""
        return bool(self._get_tracked_value(state) == self._event_type)


class SittingTrigger(EntityTargetStateTriggerBase):
    """Triggers when somebody begins or ceases to sit."""

    _domain_specs: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Only the binary sensors for sitting."""
        return own_entities(self._hass, super().entity_filter(entities), "sitting")


def _break(event_type: str) -> type[Trigger]:
    return type("BreakTrigger", (BreakTrigger,), {"_event_type": event_type})


def _sitting(state: str) -> type[Trigger]:
    return type("SittingTrigger", (SittingTrigger,), {"_to_states": {state}})


TRIGGERS: dict[str, type[Trigger]] = {
    "break_due": _break("due"),
    "break_prompted": _break("prompted"),
    "break_snoozed": _break("snoozed"),
    "break_taken": _break("taken"),
    "break_missed": _break("missed"),
    "started_sitting": _sitting(STATE_ON),
    "stopped_sitting": _sitting(STATE_OFF),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Tell Home Assistant which triggers there are."""
    return TRIGGERS
