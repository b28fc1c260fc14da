"""Buttons: the answers to a break, and what leads through a routine."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .entity import PostureCoachEntity
from .errors import translated

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class PostureCoachButtonDescription(ButtonEntityDescription):
    """A button, and the verb it stands for."""

    press_fn: Callable[[CoachCoordinator], Awaitable[None]]


DESCRIPTIONS: tuple[PostureCoachButtonDescription, ...] = (
    PostureCoachButtonDescription(
        key="snooze_break",
        press_fn=lambda coach: coach.async_snooze_break(),
    ),
    PostureCoachButtonDescription(
        key="skip_break",
        press_fn=lambda coach: coach.async_skip_break(),
    ),
    PostureCoachButtonDescription(
        key="take_break",
        press_fn=lambda coach: coach.async_take_break(),
    ),
    PostureCoachButtonDescription(
        key="start_routine",
        press_fn=lambda coach: coach.async_start_routine(),
    ),
    PostureCoachButtonDescription(
        key="next_exercise",
        press_fn=lambda coach: coach.async_next_exercise(),
    ),
    PostureCoachButtonDescription(
        key="stop_routine",
        press_fn=lambda coach: coach.async_stop_routine(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of a person."""
    async_add_entities(
        PostureCoachButton(entry.runtime_data, description) for description in DESCRIPTIONS
    )


class PostureCoachButton(PostureCoachEntity, ButtonEntity):
    """Something to ask of the coach."""

    entity_description: PostureCoachButtonDescription

    @override
    async def async_press(self) -> None:
        """Ask for it. Raises ServiceValidationError when it does not fit."""
        with translated():
            await self.entity_description.press_fn(self.coordinator)
