"""What the coach is doing, and why: "why did it (not) speak?" is answered here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .model import Posture, Reason, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the status depends on."""

    posture: Posture
    is_in_routine: bool
    is_at_home: bool
    is_paused: bool
    paused_until: datetime | None
    is_on_duty: bool
    busy: tuple[str, ...]
    """The sources that say busy."""
    stuck: str | None
    """The source that has said the same for too long."""
    is_due: bool
    is_given_up: bool
    is_on_break: bool
    snoozed_until: datetime | None
    next_prompt_at: datetime | None


type Row = tuple[Status, Callable[[View], bool], Callable[[View], Reason]]

TABLE: tuple[Row, ...] = (
    # the first row that applies
    (
        Status.IN_ROUTINE,
        lambda view: view.is_in_routine,
        lambda _: Reason(key="in_routine"),
    ),
    (
        Status.PAUSED,
        lambda view: view.is_paused,
        lambda view: (
            Reason(key="paused_until", until=view.paused_until)
            if view.paused_until
            else Reason(key="paused")
        ),
    ),
    (
        Status.ON_BREAK,
        lambda view: view.is_on_break,
        lambda _: Reason(key="on_break"),
    ),
    (
        Status.OFF_DUTY,
        lambda view: not view.is_on_duty,
        lambda _: Reason(key="off_duty"),
    ),
    (
        Status.SENSORS_UNAVAILABLE,
        lambda view: view.posture is Posture.UNKNOWN,
        lambda _: Reason(key="no_evidence"),
    ),
    (
        Status.SENSOR_STUCK,
        lambda view: view.stuck is not None,
        lambda view: Reason(key="stuck", sources=(view.stuck or "",)),
    ),
    (
        Status.SNOOZED,
        lambda view: view.snoozed_until is not None,
        lambda view: Reason(key="snoozed_until", until=view.snoozed_until),
    ),
    (
        Status.ON_HOLD,
        lambda view: view.is_due and bool(view.busy),
        lambda view: Reason(key="busy", sources=view.busy),
    ),
    (
        Status.BREAK_DUE,
        lambda view: view.is_due,
        lambda view: Reason(key="break_due", until=view.next_prompt_at),
    ),
    (
        Status.AWAY,
        lambda view: view.posture is Posture.AWAY,
        lambda view: Reason(key="away" if view.is_at_home else "not_home"),
    ),
    (
        Status.WATCHING,
        lambda _: True,
        lambda view: Reason(key="given_up" if view.is_given_up else view.posture.value),
    ),
)


def look(view: View) -> tuple[Status, Reason]:
    """The status and the reason for it."""
    return next((status, reason(view)) for status, applies, reason in TABLE if applies(view))
