"""What of a person must survive a restart, as plain values, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_type_hints

from .breaks import Break, Stage
from .model import RoutinePhase
from .person import Person
from .plain import read, write
from .session import Session
from .sitting import BoutClock, Phase
from .training import Training

_NEEDED = frozenset({"settled_at", "posture", "clocks", "breaks", "day"})
_KEPT = _NEEDED | {
    "posture_since",
    "judged_at",
    "witness",
    "doubt",
    "words",
    "quiet_from",
    "is_stuck_asked",
    "is_paused",
    "paused_until",
}

_KEPT_OF_TRAINING = frozenset({"session", "told_run_at", "day", "is_asked"})
"""The rest is on record, or is told anew."""

_INSTANTS_OF_PHASE: dict[Phase, frozenset[str]] = {
    Phase.RESTED: frozenset(),
    Phase.ARRIVING: frozenset({"back_since"}),
    Phase.RUNNING: frozenset({"running_since"}),
    Phase.GAP: frozenset({"gap_since", "left_at"}),
    Phase.RETURNING: frozenset({"gap_since", "left_at", "back_since"}),
}
_INSTANTS_OF_STAGE: dict[Stage, frozenset[str]] = {
    Stage.COUNTING: frozenset(),
    Stage.DUE: frozenset({"due_at", "next_prompt_at"}),
    Stage.SNOOZED: frozenset({"due_at", "snoozed_at", "snoozed_until"}),
    Stage.DECLARED: frozenset({"began_at"}),
    Stage.GIVEN_UP: frozenset(),
}


def remember(person: Person) -> dict[str, Any]:
    """What `recalled` needs, as values that JSON knows."""
    # The breaks of today are on record already.
    kept = replace(person, day=replace(person.day, breaks={}))
    return {name: write(getattr(kept, name)) for name in sorted(_KEPT)}


def recalled(person: Person, memory: Mapping[str, Any]) -> Person:
    """`person`, new but with the breaks of today, with what is in `memory`.

    Raises KeyError, TypeError or ValueError for what is no memory of ours.
    """
    if not isinstance(memory, Mapping):
        raise TypeError(memory)
    if missing := _NEEDED - memory.keys():
        raise KeyError(*missing)
    hints = get_type_hints(Person)
    found = replace(
        person, **{name: read(hints[name], memory[name]) for name in _KEPT & memory.keys()}
    )
    if {*found.clocks} != {*person.clocks} or {*found.breaks} != {*person.breaks}:
        raise ValueError(sorted(found.clocks))
    if not all(map(_is_sound_clock, found.clocks.values())):
        raise ValueError(found.clocks)
    if not all(map(_is_sound_break, found.breaks.values())):
        raise ValueError(found.breaks)
    witness = replace(found.witness, kinds=person.witness.kinds)
    found = replace(found, witness=witness)
    if found.day.date != person.day.date:
        return replace(found, day=replace(found.day, breaks={}))
    today = replace(found.day, breaks=person.day.breaks, is_whole=person.day.is_whole)
    return replace(found, day=today)


def remember_training(training: Training) -> dict[str, Any]:
    """What of the training is not on record, as values that JSON knows."""
    return {name: write(getattr(training, name)) for name in sorted(_KEPT_OF_TRAINING)}


def recalled_training(training: Training, memory: Mapping[str, Any]) -> Training:
    """`training` with what is in `memory`.

    Raises TypeError or ValueError for what is no memory of ours.
    """
    if not isinstance(memory, Mapping):
        raise TypeError(memory)
    hints = get_type_hints(Training)
    kept = {name: read(hints[name], memory[name]) for name in _KEPT_OF_TRAINING & memory.keys()}
    found = replace(training, **kept)
    if found.session and not _is_sound_session(found.session):
        raise ValueError(found.session)
    return found


def _is_sound_session(session: Session) -> bool:
    waits = session.phase in (RoutinePhase.BALANCE_BEFORE, RoutinePhase.BALANCE_AFTER)
    is_after = session.phase is RoutinePhase.BALANCE_AFTER
    return (
        0 < len(session.steps) == len(session.exercises) == len(session.done)
        and 0 <= session.index < len(session.steps) + is_after
        and session.phase is not RoutinePhase.IDLE
        and (session.lasts is None) is waits
        and (session.paused_at is None or session.idle_since is not None)
    )


def _is_sound_clock(clock: BoutClock) -> bool:
    instants = frozenset[str]().union(*_INSTANTS_OF_PHASE.values())
    known = {name for name in instants if getattr(clock, name) is not None}
    return known == _INSTANTS_OF_PHASE[clock.phase]


def _is_sound_break(rest: Break) -> bool:
    return all(getattr(rest, name) is not None for name in _INSTANTS_OF_STAGE[rest.stage])
