"""Sensors: what a person is doing, what the coach does about it, and the figures of today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .const import CONF_DESK_HEIGHT, DOMAIN
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .engine.model import BreakOutcome, Posture, Reason, Snapshot, Status
from .entity import PostureCoachEntity
from .sources import entity_id_of

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class PostureCoachSensorDescription(SensorEntityDescription):
    """A figure, and where in the snapshot it stands."""

    value_fn: Callable[[Snapshot], StateType | datetime]
    attributes_fn: Callable[[CoachCoordinator], dict[str, Any]] = lambda _: {}
    needs_option: str | None = None
    """Enabled by default only for those who have set this option."""


def _minutes(duration: timedelta) -> int:
    return duration // timedelta(minutes=1)


def _count(snapshot: Snapshot, *outcomes: BreakOutcome) -> int:
    return sum(snapshot.breaks_today.get(outcome, 0) for outcome in outcomes)


def _status_attributes(coordinator: CoachCoordinator) -> dict[str, Any]:
    snapshot = coordinator.data
    reason = snapshot.reason
    return {
        "reason": _in_words(coordinator.hass, reason),
        "reason_key": reason.key,
        "until": reason.until and reason.until.isoformat(),
        "sources": [entity_id_of(source) for source in reason.sources],
        "on_duty": snapshot.is_on_duty,
        "prompts": snapshot.prompts,
        "snoozes": snapshot.snoozes,
        "snoozes_left": snapshot.snoozes_left,
    }


def _in_words(hass: HomeAssistant, reason: Reason) -> str | None:
    """The reason in the language of Home Assistant; None when no text was loaded for it."""
    texts = async_get_cached_translations(hass, hass.config.language, "common", DOMAIN)
    key = f"component.{DOMAIN}.common.reason_{reason.key}"
    text = (texts.get(f"{key}_next") if reason.until else None) or texts.get(key)
    return text and text.format(
        until=_clock_time(reason.until),
        sources=", ".join(_friendly_name(hass, entity_id_of(each)) for each in reason.sources),
    )


def _clock_time(at: datetime | None) -> str:
    if at is None:
        return ""
    local = dt_util.as_local(at)
    return f"{local:%H:%M}" if local.date() == dt_util.now().date() else f"{local:%Y-%m-%d %H:%M}"


def _friendly_name(hass: HomeAssistant, entity_id: str) -> str:
    state = hass.states.get(entity_id)
    return state.name if state else entity_id


DESCRIPTIONS: tuple[PostureCoachSensorDescription, ...] = (
    PostureCoachSensorDescription(
        key="posture",
        device_class=SensorDeviceClass.ENUM,
        options=[each.value for each in Posture if each is not Posture.UNKNOWN],
        value_fn=lambda it: None if it.posture is Posture.UNKNOWN else it.posture.value,
    ),
    PostureCoachSensorDescription(
        key="status",
        device_class=SensorDeviceClass.ENUM,
        options=[each.value for each in Status],
        value_fn=lambda it: it.status.value,
        attributes_fn=_status_attributes,
    ),
    PostureCoachSensorDescription(
        key="break_due_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda it: it.due_at,
    ),
    # Today's sitting shrinks a little when the person turns out to have left a bag on the
    # chair: a total with a known beginning, not one that only ever increases.
    PostureCoachSensorDescription(
        key="sitting_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda it: _minutes(it.sitting_today),
    ),
    PostureCoachSensorDescription(
        key="standing_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.TOTAL,
        needs_option=CONF_DESK_HEIGHT,
        value_fn=lambda it: _minutes(it.standing_today),
    ),
    PostureCoachSensorDescription(
        key="longest_sitting_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda it: _minutes(it.longest_sitting_today),
    ),
    PostureCoachSensorDescription(
        key="breaks_taken_today",
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda it: _count(it, BreakOutcome.TAKEN),
    ),
    PostureCoachSensorDescription(
        key="breaks_missed_today",
        state_class=SensorStateClass.TOTAL,
        entity_registry_enabled_default=False,
        value_fn=lambda it: _count(it, BreakOutcome.MISSED, BreakOutcome.SNOOZED_OUT),
    ),
)


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
    )


class PostureCoachSensor(PostureCoachEntity, SensorEntity):
    """A figure of one person."""

    entity_description: PostureCoachSensorDescription
    _unrecorded_attributes = frozenset({"reason", "until", "snoozes_left"})
    """The words and what is left follow from what is recorded."""

    def __init__(
        self,
        coordinator: CoachCoordinator,
        description: PostureCoachSensorDescription,
        options: Mapping[str, Any],
    ) -> None:
        """Describe the sensor."""
        super().__init__(coordinator, description)
        if description.needs_option:
            self._attr_entity_registry_enabled_default = bool(options.get(description.needs_option))

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """The figure as of the latest snapshot."""
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def last_reset(self) -> datetime | None:
        """When a total of today began."""
        if self.entity_description.state_class is not SensorStateClass.TOTAL:
            return None
        return dt_util.start_of_local_day(self.coordinator.data.day)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """What explains the figure."""
        return self.entity_description.attributes_fn(self.coordinator)
