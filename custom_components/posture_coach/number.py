"""Numbers: how long one may sit."""

from datetime import timedelta
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_SITTING_LIMIT
from .coordinator import PostureCoachConfigEntry
from .engine.model import Settings
from .entity import PostureCoachEntity
from .errors import translated

PARALLEL_UPDATES = 0

SITTING_LIMIT = NumberEntityDescription(
    key="sitting_limit",
    device_class=NumberDeviceClass.DURATION,
    entity_category=EntityCategory.CONFIG,
    native_min_value=1,
    native_max_value=180,
    native_step=1,
    native_unit_of_measurement=UnitOfTime.MINUTES,
    mode=NumberMode.BOX,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the number of a person."""
    async_add_entities([SittingLimit(entry.runtime_data, SITTING_LIMIT)])


class SittingLimit(PostureCoachEntity, NumberEntity):
    """The limit as it is set; a single spell may have a shorter one after a snooze."""

    @property
    @override
    def native_value(self) -> float:
        """The limit in minutes."""
        option = self.coordinator.config_entry.options.get(CONF_SITTING_LIMIT)
        limit = Settings().sitting_limit if option is None else timedelta(**option)
        return limit / timedelta(minutes=1)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the limit in minutes."""
        with translated():
            await self.coordinator.async_set_sitting_limit(timedelta(minutes=value))
        self.async_write_ha_state()
