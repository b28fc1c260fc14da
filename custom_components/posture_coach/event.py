"""Events: the moments in the life of a break and of a routine, and the balance tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import PostureCoachConfigEntry
from .engine.events import BalanceRecorded, BreakHappened, Effect, RoutineHappened
from .engine.model import BreakEventKind, RoutineEventKind, SessionView
from .engine.records import BalanceRecord, SessionOutcome
from .entity import PostureCoachEntity

PARALLEL_UPDATES = 0

RECORDED = "recorded"

type Told = tuple[str, dict[str, Any]]
"""The type of an event, and its details."""


@dataclass(frozen=True, kw_only=True)
class PostureCoachEventDescription(EventEntityDescription):
    """An event entity, and which moments it tells of."""

    told_fn: Callable[[Effect], Told | None]


def _of_break(moment: Effect) -> Told | None:
    if not isinstance(moment, BreakHappened):
        return None
    return moment.kind.value, {
        "due_at": moment.due_at and moment.due_at.isoformat(),
        "sitting_for": round(moment.sat_for.total_seconds()),
        "prompts": moment.prompts,
        "snoozes": moment.snoozes,
        "posture": moment.posture.value,
        "until": moment.until and moment.until.isoformat(),
        "held": moment.is_held,
    }


def _of_routine(moment: Effect) -> Told | None:
    if not isinstance(moment, RoutineHappened):
        return None
    session = moment.session
    step = session.step
    return moment.kind.value, {
        "routine": session.routine,
        "exercise": step and step.exercise,
        "step": session.number if step else None,
        "steps": len(session.steps),
        "outcome": _outcome(moment.kind, session),
    }


def _outcome(kind: RoutineEventKind, session: SessionView) -> str | None:
    """How it ended; None as long as it goes on."""
    match kind:
        case RoutineEventKind.COMPLETED:
            return SessionOutcome.COMPLETED.value
        case RoutineEventKind.STOPPED if any(session.counted):
            return SessionOutcome.PARTIAL.value
        case RoutineEventKind.STOPPED:
            return SessionOutcome.ABANDONED.value
        case _:
            return None


def _of_balance_test(moment: Effect) -> Told | None:
    if not isinstance(moment, BalanceRecorded):
        return None
    change = moment.changes.get("evenness")
    return RECORDED, {
        "phase": moment.record.phase.value,
        "kind": "perceived" if isinstance(moment.record, BalanceRecord) else "measured",
        "evenness": moment.evenness and round(moment.evenness, 1),
        "change": change and round(change, 1),
    }


DESCRIPTIONS: tuple[PostureCoachEventDescription, ...] = (
    PostureCoachEventDescription(
        key="break",
        event_types=[each.value for each in BreakEventKind],
        told_fn=_of_break,
    ),
    PostureCoachEventDescription(
        key="routine",
        event_types=[each.value for each in RoutineEventKind],
        told_fn=_of_routine,
    ),
    PostureCoachEventDescription(
        key="balance_test",
        event_types=[RECORDED],
        told_fn=_of_balance_test,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities of a person."""
    async_add_entities(
        PostureCoachEvent(entry.runtime_data, description) for description in DESCRIPTIONS
    )


class PostureCoachEvent(PostureCoachEntity, EventEntity):
    """What happened last of one sort."""

    entity_description: PostureCoachEventDescription

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
    def _async_told(self, moment: Effect) -> None:
        if told := self.entity_description.told_fn(moment):
            self._trigger_event(*told)
            self.async_write_ha_state()
