"""What all entities of a person have in common."""

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import CoachCoordinator


class PostureCoachEntity(CoordinatorEntity[CoachCoordinator]):
    """Something to see or to press of one person's coach.

    The key of its description is also its translation key, its icon key and the end of its
    unique id.
    """

    _attr_has_entity_name = True

    def __init__(self, coordinator: CoachCoordinator, description: EntityDescription) -> None:
        """Describe the entity."""
        super().__init__(coordinator)
        entry = coordinator.config_entry
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.unique_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, entry.entry_id)},
            name=entry.title,
        )
