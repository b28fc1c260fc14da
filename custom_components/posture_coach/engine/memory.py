"""What of a person must survive a restart, as plain values, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_type_hints

from .person import Person
from .plain import read, write

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


def remember(person: Person) -> dict[str, Any]:
    """What `recalled` needs, as values that JSON knows."""
    # The breaks of today are on record already.
    kept = replace(person, day=replace(person.day, breaks={}))
    return {name: write(getattr(kept, name)) for name in sorted(_KEPT)}


def recalled(person: Person, memory: Mapping[str, Any]) -> Person:
    """`person`, new but with the breaks of today, with what is in `memory`.

    Raises KeyError, TypeError or ValueError for what is no memory of ours.
    """
    if missing := _NEEDED - memory.keys():
        raise KeyError(*missing)
    hints = get_type_hints(Person)
    found = replace(
        person, **{name: read(hints[name], memory[name]) for name in _KEPT & memory.keys()}
    )
    if {*found.clocks} != {*person.clocks} or {*found.breaks} != {*person.breaks}:
        raise ValueError(sorted(found.clocks))
    witness = replace(found.witness, kinds=person.witness.kinds)
    found = replace(found, witness=witness)
    if found.day.date != person.day.date:
        found = found.on_new_day(found.settled_at)
    return replace(found, day=replace(found.day, date=person.day.date, breaks=person.day.breaks))
