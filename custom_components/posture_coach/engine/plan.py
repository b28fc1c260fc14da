"""What is to be done: which moves, in which order, how much of each."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .errors import CoachError
from .exercise import Aspect, Exercise
from .history import History
from .model import Settings, Step
from .records import PAIN_ASPECTS, SIGNS, CheckInRecord, Move, SessionOutcome

SESSIONS_TO_GROW = 3
"""Completed at a dose, before the next one is offered."""

type Plan = tuple[tuple[Step, Exercise], ...]


def planned(rules: Settings, history: History, routine: str) -> Plan:
    """The moves of a routine for this person, those first that help what was noticed last.

    Raises CoachError: routine_unknown, routine_empty.
    """
    found = rules.catalogue.routines.get(routine)
    if found is None:
        raise CoachError("routine_unknown", field="routine", routine=routine)
    noticed = noticed_in(history.check_ins[-1]) if history.check_ins else frozenset()
    moves = [
        (step_of(exercise, rules, history), exercise)
        for exercise in _chosen(rules, found.exercises)
    ]
    if not moves:
        raise CoachError("routine_empty", field="routine", routine=routine)
    return tuple(sorted(moves, key=lambda move: -len(move[1].helps & noticed)))


def duration_of(plan: Plan, rules: Settings) -> timedelta:
    """How long the moves of a plan take, with the time to prepare and to rest."""
    work = sum((exercise.lasts(step.dose) for step, exercise in plan), timedelta(0))
    return work + len(plan) * rules.prepare_for + max(len(plan) - 1, 0) * rules.rest_for


def _chosen(rules: Settings, exercises: tuple[str, ...]) -> Iterator[Exercise]:
    known = rules.catalogue.exercises
    for name in exercises:
        exercise = known.get(name)
        if exercise and name in rules.with_variant and exercise.variant:
            exercise = known.get(exercise.variant)
        if exercise and not {name, exercise.id} & rules.left_out:
            yield exercise


def noticed_in(check_in: CheckInRecord) -> frozenset[Aspect]:
    """What somebody has noticed: the signs that they see, and wherever it hurts."""
    signs = {sign for sign in SIGNS if getattr(check_in, sign)}
    pains = {aspect for field, aspect in PAIN_ASPECTS.items() if getattr(check_in, field)}
    return frozenset(signs | pains)


def step_of(exercise: Exercise, rules: Settings, history: History) -> Step:
    """How much of an exercise is due: three completed sessions at a dose offer the next one."""
    done = [
        (session, move)
        for session in history.sessions
        for move in session.moves
        if move.exercise == exercise.id and move.done
    ]
    if not done:
        return Step(exercise=exercise.id, dose=exercise.ladder[0])
    dose = _rung(exercise, done[-1][1])
    following = next((each for each in exercise.ladder if each > dose), None)
    lately = done[-SESSIONS_TO_GROW:]
    is_easy = len(lately) == SESSIONS_TO_GROW and all(
        session.outcome is SessionOutcome.COMPLETED and move.dose == dose and move.done >= dose
        for session, move in lately
    )
    if following is None or not is_easy or _pain_rose(history, lately[0][0].started_at):
        return Step(exercise=exercise.id, dose=dose)
    if rules.does_progress:
        return Step(exercise=exercise.id, dose=following)
    return Step(exercise=exercise.id, dose=dose, next_dose=following)


def _rung(exercise: Exercise, move: Move) -> int:
    """The dose of the ladder that a move was at, whatever the ladder was then."""
    return max((each for each in exercise.ladder if each <= move.dose), default=exercise.ladder[0])


def _pain_rose(history: History, since: datetime) -> bool:
    """Whether it hurts more than before `since`; not known to, without a check-in on each side."""
    then = [each for each in history.check_ins if each.at <= since]
    now = [each for each in history.check_ins if each.at > since]
    return bool(then and now) and _pain(now[-1]) > _pain(then[-1])


def _pain(check_in: CheckInRecord) -> int:
    return sum(getattr(check_in, field) or 0 for field in PAIN_ASPECTS)
