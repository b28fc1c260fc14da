"""Events: the moments in the life of a break."""

from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureCoachConfigEntry
from .engine.events import BreakHappened, StuckAsked
from .engine.model import BreakEventKind
from .entity import PostureCoachEntity

PARALLEL_UPDATES = 0

BREAK = EventEntityDescription(
    key="break",
    event_types=[each.value for each in BreakEventKind],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity of a person."""
    async_add_entities([BreakEvent(entry.runtime_data, BREAK)])


class BreakEvent(PostureCoachEntity, EventEntity):
    """What last happened to a break."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the coach."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_add_effect_listener(self._async_told))

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Stay as it is: only an event changes an event entity."""

    @callback
    def _async_told(self, effect: BreakHappened | StuckAsked) -> None:
        if isinstance(effect, BreakHappened):
            self._trigger_event(effect.kind.value, _details(effect))
            self.async_write_ha_state()


def _details(moment: BreakHappened) -> dict[str, Any]:
    return {
        "due_at": moment.due_at and moment.due_at.isoformat(),
        "sitting_for": round(moment.sat_for.total_seconds()),
        "prompts": moment.prompts,
        "snoozes": moment.snoozes,
        "posture": moment.posture.value,
        "until": moment.until and moment.until.isoformat(),
        "held": moment.is_held,
    }
