"""Selects: how much is said, and which routine is done every day."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import ANNOUNCEMENT_STYLES, CONF_ANNOUNCEMENT_STYLE
from .coordinator import PostureCoachConfigEntry
from .entity import PostureCoachEntity
from .errors import translated

PARALLEL_UPDATES = 0

ANNOUNCEMENT_STYLE = SelectEntityDescription(
    key="announcement_style",
    entity_category=EntityCategory.CONFIG,
    options=ANNOUNCEMENT_STYLES,
)
ROUTINE = SelectEntityDescription(
    key="routine",
    entity_category=EntityCategory.CONFIG,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the selects of a person."""
    async_add_entities(
        [
            AnnouncementStyle(entry.runtime_data, ANNOUNCEMENT_STYLE),
            EverydayRoutine(entry.runtime_data, ROUTINE),
        ]
    )


class AnnouncementStyle(PostureCoachEntity, SelectEntity):
    """The style as it is set in the options."""

    @property
    @override
    def current_option(self) -> str:
        """The style; the first one unless another was chosen."""
        options = self.coordinator.config_entry.options
        return str(options.get(CONF_ANNOUNCEMENT_STYLE, ANNOUNCEMENT_STYLES[0]))

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose a style."""
        with translated():
            await self.coordinator.async_set_announcement_style(option)
        self.async_write_ha_state()


class EverydayRoutine(PostureCoachEntity, SelectEntity):
    """The routine of every day, ours or one of their own."""

    @property
    @override
    def options(self) -> list[str]:
        """The ids of all routines; ours have translated names."""
        return list(self.coordinator.content.catalogue.routines)

    @property
    @override
    def current_option(self) -> str:
        """The routine of today."""
        return self.coordinator.data.practice.routine

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose a routine."""
        with translated():
            await self.coordinator.async_set_routine(option)
        self.async_write_ha_state()
