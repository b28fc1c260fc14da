"""The figures of a person: each sensor, and where in the snapshot its value stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import UnitOfRatio, UnitOfTime
from homeassistant.helpers.typing import StateType

from .const import CONF_DESK_HEIGHT, CONF_LOAD_LEFT, CONF_LOAD_LEFT_HEEL
from .coordinator import CoachCoordinator
from .engine.model import (
    BalanceView,
    BreakOutcome,
    MeasurementView,
    Posture,
    RoutinePhase,
    Snapshot,
    Status,
)
from .reasons import status_attributes

PAUSED = "paused"
"""Takes the place of the phase of a session that waits."""


@dataclass(frozen=True, kw_only=True)
class PostureCoachSensorDescription(SensorEntityDescription):
    """A figure, and where in the snapshot it stands."""

    value_fn: Callable[[Snapshot], StateType | datetime]
    attributes_fn: Callable[[CoachCoordinator], dict[str, Any]] = lambda _: {}
    options_fn: Callable[[CoachCoordinator], list[str]] | None = None
    """What the value may be where that differs from person to person."""
    since_fn: Callable[[date], date] = lambda day: day
    """The day on which a total began, from that of the snapshot."""
    needs_option: tuple[str, ...] = ()
    """Enabled by default only for those who have set one of these options at first."""
    exists_with: tuple[str, ...] = ()
    """There only for those who have set one of these options; for everybody if empty."""


def _minutes(duration: timedelta) -> int:
    return duration // timedelta(minutes=1)


def _count(snapshot: Snapshot, *outcomes: BreakOutcome) -> int | None:
    breaks = snapshot.breaks_today
    return None if breaks is None else sum(breaks.get(outcome, 0) for outcome in outcomes)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _phase(snapshot: Snapshot) -> str:
    session = snapshot.session
    if session is None:
        return RoutinePhase.IDLE.value
    return PAUSED if session.is_paused else session.phase.value


def _phase_attributes(coordinator: CoachCoordinator) -> dict[str, Any]:
    session = coordinator.data.session
    step = session.step if session else None
    left = session.remaining if session else None
    return {
        "running": session is not None,
        "phase": session.phase.value if session else RoutinePhase.IDLE.value,
        "routine": session and session.routine,
        "exercise": step and step.exercise,
        "exercise_name": step and coordinator.content.exercise(step.exercise).name,
        "step": session.number if session and step else None,
        "steps": session and len(session.steps),
        "dose": step and step.dose,
        "ends_at": session and session.ends_at and session.ends_at.isoformat(),
        "remaining": left if left is None else round(left.total_seconds(), 1),
    }


def _exercise(snapshot: Snapshot) -> str | None:
    step = snapshot.session and snapshot.session.step
    return step.exercise if step else None


def _exercises(coordinator: CoachCoordinator) -> list[str]:
    known = list(coordinator.content.catalogue.exercises)
    # A session goes on with an exercise that was deleted meanwhile.
    current = _exercise(coordinator.data)
    return known if current is None or current in known else [*known, current]


def _felt[T](value_fn: Callable[[BalanceView], T]) -> Callable[[Snapshot], T | None]:
    def value(snapshot: Snapshot) -> T | None:
        balance = snapshot.practice.balance
        return value_fn(balance) if balance else None

    return value


def _weighed(value_fn: Callable[[MeasurementView], float]) -> Callable[[Snapshot], float | None]:
    def value(snapshot: Snapshot) -> float | None:
        measurement = snapshot.practice.measurement
        return _percent(value_fn(measurement)) if measurement else None

    return value


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _scale_attributes(coordinator: CoachCoordinator) -> dict[str, Any]:
    last = coordinator.data.practice.measurement
    return {
        "live": _percent(coordinator.live_left_right),
        "left_toe": _percent(last.left_toe) if last else None,
        "right_toe": _percent(last.right_toe) if last else None,
        "left_toe_change": _change(last.left_toe, last.left_toe_usual) if last else None,
        "right_toe_change": _change(last.right_toe, last.right_toe_usual) if last else None,
    }


def _change(share: float | None, usual: float | None) -> float | None:
    return None if share is None or usual is None else _percent(share - usual)


def _pain(key: str) -> PostureCoachSensorDescription:
    return PostureCoachSensorDescription(
        key=key,
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda it: it.practice.pains.get(key),
    )


def _axis(
    key: str, value_fn: Callable[[BalanceView], float | None]
) -> PostureCoachSensorDescription:
    return PostureCoachSensorDescription(
        key=key,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        entity_registry_enabled_default=False,
        value_fn=_felt(value_fn),
    )


SITTING: tuple[PostureCoachSensorDescription, ...] = (
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
        attributes_fn=status_attributes,
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
        needs_option=(CONF_DESK_HEIGHT,),
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

ROUTINES: tuple[PostureCoachSensorDescription, ...] = (
    PostureCoachSensorDescription(
        key="routine_phase",
        device_class=SensorDeviceClass.ENUM,
        options=[*(each.value for each in RoutinePhase), PAUSED],
        value_fn=_phase,
        attributes_fn=_phase_attributes,
    ),
    PostureCoachSensorDescription(
        key="current_exercise",
        device_class=SensorDeviceClass.ENUM,
        entity_registry_enabled_default=False,
        value_fn=_exercise,
        options_fn=_exercises,
    ),
    PostureCoachSensorDescription(
        key="last_routine",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda it: it.practice.last_routine_at,
    ),
    # A record may be deleted again: a total since Monday, not one that only ever increases.
    PostureCoachSensorDescription(
        key="routines_this_week",
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda it: it.practice.routines_this_week,
        since_fn=_monday,
    ),
    PostureCoachSensorDescription(
        key="streak",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda it: it.practice.streak,
    ),
)

BALANCE: tuple[PostureCoachSensorDescription, ...] = (
    # Points, not percent: what somebody feels is no measurement.
    PostureCoachSensorDescription(
        key="balance_evenness",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=_felt(lambda test: round(test.evenness, 1)),
    ),
    PostureCoachSensorDescription(
        key="balance_change",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
        value_fn=_felt(lambda test: None if test.change is None else round(test.change, 1)),
    ),
    _axis("balance_left_right", lambda test: test.left_right),
    _axis("balance_heel_toe", lambda test: test.heel_toe),
    _axis("balance_inner_outer", lambda test: test.inner_outer),
    PostureCoachSensorDescription(
        key="last_balance_test",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_felt(lambda test: test.at),
    ),
    PostureCoachSensorDescription(
        key="measured_left_right",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        exists_with=(CONF_LOAD_LEFT, CONF_LOAD_LEFT_HEEL),
        value_fn=_weighed(lambda it: it.left_right),
        attributes_fn=_scale_attributes,
    ),
    PostureCoachSensorDescription(
        key="measured_sway",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        exists_with=(CONF_LOAD_LEFT, CONF_LOAD_LEFT_HEEL),
        value_fn=_weighed(lambda it: it.sway),
    ),
)

CHECK_IN: tuple[PostureCoachSensorDescription, ...] = (
    _pain("neck_pain"),
    _pain("shoulder_pain"),
    _pain("upper_back_pain"),
)

DESCRIPTIONS = (*SITTING, *ROUTINES, *BALANCE, *CHECK_IN)
