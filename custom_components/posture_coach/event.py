"""Events: the moments in the life of a break and of a routine, and the balance tests."""

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

BREAK = EventEntityDescription(
    key="break",
    event_types=[each.value for each in BreakEventKind],
)
ROUTINE = EventEntityDescription(
    key="routine",
    event_types=[each.value for each in RoutineEventKind],
)
BALANCE_TEST = EventEntityDescription(
    key="balance_test",
    event_types=[RECORDED],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities of a person."""
    async_add_entities(
        [
            BreakEvent(entry.runtime_data, BREAK),
            RoutineEvent(entry.runtime_data, ROUTINE),
            BalanceTestEvent(entry.runtime_data, BALANCE_TEST),
        ]
    )


class CoachEvent(PostureCoachEntity, EventEntity):
    """What happened last of one sort."""

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
    def _async_told(self, effect: Effect) -> None:
        raise NotImplementedError

    @callback
    def _async_show(self, event_type: str, details: dict[str, Any]) -> None:
        self._trigger_event(event_type, details)
        self.async_write_ha_state()


class BreakEvent(CoachEvent):
    """What last happened to a break."""

    @callback
    @override
    def _async_told(self, effect: Effect) -> None:
        if isinstance(effect, BreakHappened):
            self._async_show(effect.kind.value, _of_break(effect))


class RoutineEvent(CoachEvent):
    """What last happened in a routine that was led."""

    @callback
    @override
    def _async_told(self, effect: Effect) -> None:
        if isinstance(effect, RoutineHappened):
            self._async_show(effect.kind.value, _of_routine(effect))


class BalanceTestEvent(CoachEvent):
    """The last balance test that was recorded."""

    @callback
    @override
    def _async_told(self, effect: Effect) -> None:
        if isinstance(effect, BalanceRecorded):
            self._async_show(RECORDED, _of_balance_test(effect))


def _of_break(moment: BreakHappened) -> dict[str, Any]:
    return {
        "due_at": moment.due_at and moment.due_at.isoformat(),
        "sitting_for": round(moment.sat_for.total_seconds()),
        "prompts": moment.prompts,
        "snoozes": moment.snoozes,
        "posture": moment.posture.value,
        "until": moment.until and moment.until.isoformat(),
        "held": moment.is_held,
    }


def _of_routine(moment: RoutineHappened) -> dict[str, Any]:
    session = moment.session
    step = session.step
    return {
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


def _of_balance_test(recorded: BalanceRecorded) -> dict[str, Any]:
    change = recorded.changes.get("evenness")
    return {
        "phase": recorded.record.phase.value,
        "kind": "perceived" if isinstance(recorded.record, BalanceRecord) else "measured",
        "evenness": recorded.evenness and round(recorded.evenness, 1),
        "change": change and round(change, 1),
    }
