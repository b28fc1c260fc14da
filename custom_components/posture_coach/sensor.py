"""Sensors: what a person is doing, what the coach does about it, and their figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.translation import async_get_translations
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .entity import PostureCoachEntity
from .figures import DESCRIPTIONS, PostureCoachSensorDescription

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of a person."""
    # From the cache, where Home Assistant keeps them and follows the configured language.
    await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    async_add_entities(
        PostureCoachSensor(entry.runtime_data, description, entry.options)
        for description in DESCRIPTIONS
        if not description.exists_with
        or any(entry.options.get(each) for each in description.exists_with)
    )


class PostureCoachSensor(PostureCoachEntity, SensorEntity):
    """A figure of one person."""

    entity_description: PostureCoachSensorDescription
    _unrecorded_attributes = frozenset(
        {
            *("reason", "until", "snoozes_left", "announcements"),
            *("exercise_name", "dose", "ends_at", "remaining"),
            "live",
        }
    )
    """The words, what is left, and what follows from what is recorded."""

    def __init__(
        self,
        coordinator: CoachCoordinator,
        description: PostureCoachSensorDescription,
        options: Mapping[str, Any],
    ) -> None:
        """Describe the sensor."""
        super().__init__(coordinator, description)
        if needed := description.needs_option:
            self._attr_entity_registry_enabled_default = any(options.get(each) for each in needed)

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """The figure as of the latest snapshot."""
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def options(self) -> list[str] | None:
        """What the figure may be, of one that is a word."""
        description = self.entity_description
        return (
            description.options_fn(self.coordinator) if description.options_fn else super().options
        )

    @property
    @override
    def last_reset(self) -> datetime | None:
        """When a total began."""
        description = self.entity_description
        if description.state_class is not SensorStateClass.TOTAL:
            return None
        return dt_util.start_of_local_day(description.since_fn(self.coordinator.data.day))

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """What explains the figure."""
        return self.entity_description.attributes_fn(self.coordinator)
