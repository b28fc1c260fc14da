"""Days at the desk as Hypothesis makes them up."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    CoachingPaused,
    CoachingResumed,
    Event,
)

from .desk import NINE, Desk

FREE_DESKS = (
    "seat",
    "presence",
    "seat presence",
    "seat presence computer",
    "presence desk_height",
)
DESKS = (*FREE_DESKS, "seat busy", "seat seat2 presence duty home")
"""Combinations of sources that people have; the free ones know no hold."""

# Around every threshold of the rules, and between them.
PAUSES = st.one_of(
    st.sampled_from([1, 29, 30, 31, 59, 60, 61, 119, 120, 121, 299, 300, 301, 600, 601, 1800]),
    st.floats(min_value=0.001, max_value=100).map(lambda seconds: round(seconds, 3)),
    st.integers(min_value=100, max_value=4000),
)


@dataclass(frozen=True)
class Change:
    """So many seconds after the one before, sources say something else."""

    pause: float
    answers: dict[str, bool | None] = field(default_factory=dict)
    verb: Event | None = None


@dataclass(frozen=True)
class History:
    """A desk and what happened at it."""

    names: str
    changes: tuple[Change, ...]

    def with_changes(self, changes: Sequence[Change]) -> History:
        return replace(self, changes=tuple(changes))


VERBS: st.SearchStrategy[Event] = st.one_of(
    st.just(BreakSnoozed()),
    st.just(BreakSnoozed(duration=timedelta(minutes=5))),
    st.just(BreakSkipped()),
    st.just(BreakDeclared()),
    st.just(CoachingPaused()),
    st.just(CoachingPaused(until=NINE + timedelta(hours=5))),
    st.just(CoachingResumed()),
)


@st.composite
def histories(draw, desks=DESKS, answers=(True, False, None), *, verbs=False, most=25) -> History:
    """Any story at any of the desks."""
    names = draw(st.sampled_from(desks))
    reports = st.builds(
        Change,
        PAUSES,
        st.dictionaries(st.sampled_from(names.split()), st.sampled_from(answers), min_size=1),
    )
    asked = st.builds(Change, PAUSES, verb=VERBS)
    beginning = dict.fromkeys(names.split(), answers[0])
    changes = draw(
        st.lists(st.one_of(reports, reports, asked) if verbs else reports, max_size=most)
    )
    return History(names, (Change(1, beginning), *changes))


def tell(history: History, desk: Desk | None = None) -> Desk:
    """Let a history happen, the coach being woken as it asks."""
    desk = desk or Desk(history.names)
    for change in history.changes:
        desk.passes(seconds=change.pause)
        happen(desk, change)
    return desk


def happen(desk: Desk, change: Change) -> None:
    """One change, now; a refused request is a request nevertheless."""
    if change.verb is None:
        desk.reports(**change.answers)
        return
    with suppress(CoachError):
        desk.hears(change.verb)


def clocks(desk: Desk) -> dict[str, Any]:
    """What the coach knows of sitting and standing, apart from what it said of it."""
    memory = desk.coach.memory()
    return {name: memory[name] for name in ("clocks", "posture", "day")}
