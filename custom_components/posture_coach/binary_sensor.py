"""Binary sensors: whether a person sits, has a break due, and is done for today."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureCoachConfigEntry
from .engine.model import Posture, Snapshot
from .entity import PostureCoachEntity

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class PostureCoachBinarySensorDescription(BinarySensorEntityDescription):
    """A yes or no, and where in the snapshot it stands."""

    is_on_fn: Callable[[Snapshot], bool | None]


DESCRIPTIONS: tuple[PostureCoachBinarySensorDescription, ...] = (
    PostureCoachBinarySensorDescription(
        key="sitting",
        device_class=BinarySensorDeviceClass.OCCUPANCY,
        is_on_fn=lambda it: (
            None if it.posture is Posture.UNKNOWN else it.posture is Posture.SITTING
        ),
    ),
    PostureCoachBinarySensorDescription(
        key="break_due",
        is_on_fn=lambda it: it.is_due,
    ),
    PostureCoachBinarySensorDescription(
        key="routine_done_today",
        is_on_fn=lambda it: it.practice.is_done_today,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of a person."""
    async_add_entities(
        PostureCoachBinarySensor(entry.runtime_data, description) for description in DESCRIPTIONS
    )


class PostureCoachBinarySensor(PostureCoachEntity, BinarySensorEntity):
    """A yes or no of one person."""

    entity_description: PostureCoachBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """The answer as of the latest snapshot; None when nothing is known."""
        return self.entity_description.is_on_fn(self.coordinator.data)
