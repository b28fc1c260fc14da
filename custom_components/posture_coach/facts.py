"""What a language model is told of a person: plain values, local times, no notes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from .content import Content
from .coordinator import CoachCoordinator
from .engine.model import (
    BalanceView,
    BreakOutcome,
    MeasurementView,
    Posture,
    SessionView,
    Snapshot,
    Step,
)
from .reasons import in_words


def status_facts(coach: CoachCoordinator, _: Content) -> JsonObjectType:
    """Posture, the sitting clock, the break, and the figures of today."""
    now = coach.snapshot_now()
    return {
        "posture": None if now.posture is Posture.UNKNOWN else now.posture.value,
        "posture_since": _local(now.posture_since),
        "sitting_for_minutes": _minutes(now.sat_for),
        "sitting_limit_minutes": _minutes(now.limit),
        "break_is_due": now.is_due,
        "break_due_at": _local(now.due_at),
        "next_reminder_at": _local(now.next_prompt_at),
        "snoozes_left": now.snoozes_left,
        "status": now.status.value,
        "reason": in_words(coach.hass, now.reason),
        "coaching_paused_until": _local(now.paused_until),
        "today": {
            "sitting_minutes": _minutes(now.sitting_today),
            "standing_minutes": _minutes(now.standing_today),
            "longest_sitting_minutes": _minutes(now.longest_sitting_today),
            "breaks_taken": _count(now, BreakOutcome.TAKEN),
            "breaks_missed": _count(now, BreakOutcome.MISSED, BreakOutcome.SNOOZED_OUT),
        },
    }


def routine_facts(coach: CoachCoordinator, content: Content) -> JsonObjectType:
    """What is to be done today, what was done, and what is being led."""
    now = coach.snapshot_now()
    practice = now.practice
    return {
        "routine": content.routine(practice.routine).name,
        "is_scheduled_today": practice.is_scheduled_today,
        "is_done_today": practice.is_done_today,
        "moves": _moves(content, practice.plan, practice.done_today),
        "routines_this_week": practice.routines_this_week,
        "streak_days": practice.streak,
        "last_routine_at": _local(practice.last_routine_at),
        "running": _running(content, now.session) if now.session else None,
    }


def balance_facts(coach: CoachCoordinator, _: Content) -> JsonObjectType:
    """The last balance test as it was felt and, apart from it, as it was measured."""
    practice = coach.snapshot_now().practice
    return {
        "felt": _felt(practice.balance) if practice.balance else None,
        "measured": _measured(practice.measurement) if practice.measurement else None,
    }


def _moves(content: Content, plan: Sequence[Step], done: frozenset[str]) -> list[JsonValueType]:
    return [{**_move(content, each), "is_done": each.exercise in done} for each in plan]


def _move(content: Content, step: Step) -> JsonObjectType:
    # A session goes on with an exercise that was deleted meanwhile.
    is_known = step.exercise in content.catalogue.exercises
    return {
        "name": content.exercise(step.exercise).name,
        "amount": content.dose(step.exercise, step.dose) if is_known else str(step.dose),
    }


def _running(content: Content, session: SessionView) -> JsonObjectType:
    step = session.step
    return {
        "routine": content.routine(session.routine).name,
        "phase": session.phase.value,
        "is_paused": session.is_paused,
        "move": _move(content, step) if step else None,
        "number": session.number if step else None,
        "moves": len(session.steps),
        "phase_ends_at": _local(session.ends_at),
    }


def _felt(test: BalanceView) -> JsonObjectType:
    return {
        "at": _local(test.at),
        "evenness_points": round(test.evenness),
        "change_points": None if test.change is None else round(test.change),
        "answers": {**test.axes},
        "before_the_routine": _felt(test.before) if test.before else None,
    }


def _measured(test: MeasurementView) -> JsonObjectType:
    return {
        "at": _local(test.at),
        "left_right_percent": _percent(test.left_right),
        "sway_percent": _percent(test.sway),
        "left_toes_percent": _percent(test.left_toe),
        "left_toes_usual_percent": _percent(test.left_toe_usual),
        "right_toes_percent": _percent(test.right_toe),
        "right_toes_usual_percent": _percent(test.right_toe_usual),
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _count(snapshot: Snapshot, *outcomes: BreakOutcome) -> int | None:
    breaks = snapshot.breaks_today
    return None if breaks is None else sum(breaks.get(outcome, 0) for outcome in outcomes)


def _minutes(duration: timedelta) -> int:
    return duration // timedelta(minutes=1)


def _local(at: datetime | None) -> str | None:
    return None if at is None else dt_util.as_local(at).isoformat(timespec="seconds")
