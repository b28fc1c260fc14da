"""Triggers: what happens to a break or in a routine, and sitting down and getting up."""

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


class MomentTrigger(StatelessEntityTriggerBase):
    """Triggers on one type of event of one of the event entities."""

    _domain_specs: Mapping[str, DomainSpec] = {
        EVENT_DOMAIN: DomainSpec(value_source=ATTR_EVENT_TYPE)
    }
    _key: ClassVar[str]
    _event_type: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Only the event entities that tell of it."""
        return own_entities(self._hass, super().entity_filter(entities), self._key)

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Whether the event is of the type."""
        return bool(self._get_tracked_value(state) == self._event_type)


class SittingTrigger(EntityTargetStateTriggerBase):
    """Triggers when somebody begins or ceases to sit."""

    _domain_specs: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Only the binary sensors for sitting."""
        return own_entities(self._hass, super().entity_filter(entities), "sitting")


def _on(key: str, event_type: str) -> type[Trigger]:
    return type("MomentTrigger", (MomentTrigger,), {"_key": key, "_event_type": event_type})


def _sitting(state: str) -> type[Trigger]:
    return type("SittingTrigger", (SittingTrigger,), {"_to_states": {state}})


TRIGGERS: dict[str, type[Trigger]] = {
    "break_due": _on("break", "due"),
    "break_prompted": _on("break", "prompted"),
    "break_snoozed": _on("break", "snoozed"),
    "break_taken": _on("break", "taken"),
    "break_missed": _on("break", "missed"),
    "started_sitting": _sitting(STATE_ON),
    "stopped_sitting": _sitting(STATE_OFF),
    "routine_started": _on("routine", "started"),
    "routine_completed": _on("routine", "completed"),
    "balance_test_recorded": _on("balance_test", "recorded"),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Tell Home Assistant which triggers there are."""
    return TRIGGERS
