"""When the story goes on by itself: what happens next without any sensor changing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .breaks import Stage
from .day import MINUTE, day_after, whole_minutes
from .model import Posture
from .person import Person
from .sitting import Phase

SILENT_AFTER = timedelta(hours=1)
"""Without evidence, before the user is asked to look after the sensors."""


def midnight(person: Person) -> datetime:
    """When the figures of today start anew."""
    return day_after(person.day.date, person.rules.time_zone)


def judged_at(person: Person) -> datetime | None:
    """When the posture is to be looked at again."""
    at = person.witness.deadline if person.is_listening else None
    is_done = at is None or (person.judged_at is not None and at <= person.judged_at)
    return None if is_done else at


def reached_at(person: Person, track: Posture) -> datetime | None:
    """When the limit is reached if the posture stays; None once it was."""
    limit = person.limit(track)
    if limit is None or person.breaks[track].stage is not Stage.COUNTING:
        return None
    return person.clocks[track].reaches(limit)


def started_at(person: Person, track: Posture) -> datetime | None:
    """When a gap while the break is due is no flicker any more; None once it was told."""
    clock, rest = person.clocks[track], person.breaks[track]
    if not rest.is_due or rest.began_at or clock.frozen_since:
        return None
    if clock.phase is not Phase.GAP or clock.gap_since is None:
        return None
    return clock.gap_since + min(person.rules.grace, person.rules.break_min)


def finished_at(person: Person, track: Posture) -> datetime | None:
    """When a declared break has been one: not before the routine that it was declared for ends."""
    at = person.breaks[track].finishes_at(person.rules)
    if at is None or person.is_in_routine:
        return None
    return max(at, person.led_until or at)


def facts(person: Person) -> Iterator[datetime]:
    """When the sensors' story goes on by itself."""
    for at in (judged_at(person), person.paused_until):
        if at is not None:
            yield at
    for track, clock in person.clocks.items():
        for at in (
            clock.deadline(person.rules),
            reached_at(person, track),
            started_at(person, track),
            finished_at(person, track),
            person.settled_at if person.is_left_over(track) else None,
        ):
            if at is not None:
                yield at


def wishes(person: Person, now: datetime) -> Iterator[datetime]:
    """When something is to be told or shown."""
    for track, rest in person.breaks.items():
        if at := rest.deadline(person.moment(track, now)):
            yield at
    if (at := silent_at(person)) and at > now:
        yield at
    if (at := person.stuck_at) and at > now:
        yield at
    shown = (
        (Posture.SITTING, person.sitting_today(now)),
        (Posture.STANDING, person.standing_today(now)),
    )
    for track, today in shown:
        if person.clocks[track].is_running:
            yield now + (whole_minutes(today) + MINUTE - today)
    if any(today for _, today in shown) or person.day.breaks or person.day.unseen:
        yield midnight(person)


def silent_at(person: Person) -> datetime | None:
    """When the sensors have been silent for too long; None while they are not silent."""
    if not person.is_listening or person.posture is not Posture.UNKNOWN:
        return None
    return person.posture_since and person.posture_since + SILENT_AFTER
