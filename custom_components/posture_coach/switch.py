"""Switches: whether the coach speaks up."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureCoachConfigEntry
from .entity import PostureCoachEntity
from .errors import translated

PARALLEL_UPDATES = 0

COACHING = SwitchEntityDescription(key="coaching")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switch of a person."""
    async_add_entities([CoachingSwitch(entry.runtime_data, COACHING)])


class CoachingSwitch(PostureCoachEntity, SwitchEntity):
    """Off while coaching is paused."""

    @property
    @override
    def is_on(self) -> bool:
        """Whether the coach speaks up."""
        return self.coordinator.data.is_coaching

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Resume coaching."""
        with translated():
            await self.coordinator.async_resume_coaching()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Pause coaching until it is resumed."""
        with translated():
            await self.coordinator.async_pause_coaching()
