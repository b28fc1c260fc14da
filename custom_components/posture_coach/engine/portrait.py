"""A person as everybody outside the engine sees them."""

from datetime import datetime, timedelta

from .agenda import reached_at, silent_at
from .breaks import Stage
from .day import whole_minutes
from .model import Practice, Problem, SessionView, Snapshot, SourceKind
from .person import Person
from .status import View, look

OCCUPIED_AFTER = 3
"""Times a day that the seat says on with nobody there, before the user is told."""


def portray(
    person: Person, now: datetime, practice: Practice, session: SessionView | None
) -> Snapshot:
    """Everything anybody may know of `person` at `now`."""
    track = person.active
    clock, rest = person.clocks[track], person.breaks[track]
    status, reason = look(_view(person, now))
    is_on_break = rest.stage is Stage.DECLARED
    limit = person.limit(track) or person.rules.sitting_limit
    sat_for = timedelta(0) if is_on_break else clock.elapsed(now)
    clock_runs = clock.is_running and not is_on_break
    return Snapshot(
        posture=person.posture,
        posture_since=person.posture_since,
        status=status,
        reason=reason,
        sat_for=sat_for,
        runs_from=now - sat_for if clock_runs else None,
        stands_at=None if clock_runs else sat_for,
        limit=limit,
        due_at=rest.due_at if rest.is_due else reached_at(person, track),
        is_due=rest.is_due,
        prompts=rest.prompts,
        snoozes=rest.snoozes,
        snoozes_left=max(person.rules.max_snoozes - rest.snoozes, 0),
        next_prompt_at=_next_prompt_at(person),
        paused_until=person.paused_until,
        is_coaching=not person.is_paused,
        is_on_duty=person.is_on_duty,
        day=person.day.date,
        sitting_today=whole_minutes(person.sitting_today(now)),
        standing_today=whole_minutes(person.standing_today(now)),
        longest_sitting_today=whole_minutes(person.longest_today(now)),
        breaks_today=person.day.breaks if person.day.is_whole else None,
        problems=_problems(person, now),
        session=session,
        practice=practice,
    )


def _view(person: Person, now: datetime) -> View:
    track = person.active
    rest = person.breaks[track]
    return View(
        posture=person.posture,
        is_in_routine=person.is_in_routine,
        is_at_home=person.said(SourceKind.HOME) is not False,
        is_paused=person.is_paused,
        paused_until=person.paused_until,
        is_on_duty=person.is_on_duty,
        busy=person.busy_sources,
        stuck=person.stuck_source(now),
        is_due=rest.is_due,
        is_given_up=rest.stage is Stage.GIVEN_UP,
        is_on_break=rest.stage is Stage.DECLARED or (rest.is_due and rest.began_at is not None),
        snoozed_until=rest.snoozed_until,
        next_prompt_at=_next_prompt_at(person),
    )


def _next_prompt_at(person: Person) -> datetime | None:
    rest = person.breaks[person.active]
    if rest.stage is Stage.SNOOZED:
        return rest.snoozed_until
    is_last = rest.unasked >= person.rules.max_prompts and not rest.is_asked
    return None if is_last or rest.stage is not Stage.DUE else rest.next_prompt_at


def _problems(person: Person, now: datetime) -> frozenset[Problem]:
    silent_from = silent_at(person)
    found = {
        Problem.SENSORS_SILENT: silent_from is not None and silent_from <= now,
        Problem.SENSOR_STUCK: person.stuck_source(now) is not None,
        Problem.CHAIR_OCCUPIED: person.day.unseen >= OCCUPIED_AFTER,
    }
    return frozenset(problem for problem, is_found in found.items() if is_found)
