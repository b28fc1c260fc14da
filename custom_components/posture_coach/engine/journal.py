"""What went into a coach lately, so that a report of a fault can be replayed.

The journal is kept in two leaves. Each begins with the memory of the coach at that moment, so
the older one can be thrown away when the newer one is full and what is left still makes sense.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

from .coach import Coach
from .errors import CoachError
from .events import (
    BalanceMeasured,
    BalanceTested,
    CheckedIn,
    Effect,
    Event,
    RecordsRead,
    SettingsChanged,
    SourcesReported,
    TimePassed,
)
from .plain import from_plain, to_plain

MEASURED = ("left_right", "heel_toe")
"""Axes that stand for a measurement in the journal: a session goes on the same way with both."""

LEAF_LENGTH = 250
"""Events; a restless day has about as many."""

_KINDS: dict[str, type[Any]] = {each.__name__: each for each in get_args(Event.__value__)}


class Journal:
    """The last events, at least `LEAF_LENGTH` of them once there were so many."""

    def __init__(self, coach: Coach) -> None:
        """Keep the journal of `coach`."""
        self._coach = coach
        self._leaves: list[dict[str, Any]] = []

    def note(self, event: Event, now: datetime) -> None:
        """Write down `event`, before the coach handles it."""
        # The passing of time follows from the rest, and settings are in the options. What is on
        # record, and how somebody feels, is nobody else's business.
        if isinstance(event, TimePassed | SettingsChanged | RecordsRead | CheckedIn):
            return
        if isinstance(event, BalanceTested | BalanceMeasured):
            # Which axes were answered decides whether it is refused.
            axes = event.axes if isinstance(event, BalanceTested) else MEASURED
            event = BalanceTested(phase=event.phase, axes=dict.fromkeys(axes, 0))
        if not self._leaves or len(self._leaves[-1]["events"]) >= LEAF_LENGTH:
            coach = self._coach
            leaf = {"memory": coach.memory(), "answers": dict(coach.answers), "events": []}
            self._leaves = [*self._leaves[-1:], leaf]
        self._leaves[-1]["events"].append(
            {"now": now.isoformat(), "kind": type(event).__name__, **to_plain(event)}
        )

    @property
    def leaves(self) -> list[dict[str, Any]]:
        """The journal as plain values, oldest first."""
        return self._leaves


def replayed(coach: Coach, leaves: list[dict[str, Any]]) -> Iterator[Effect]:
    """Take a new `coach` through a journal, waking it when it asks; yield what follows.

    Raises KeyError, TypeError or ValueError for what is no journal.
    """
    first = leaves[0]
    coach.recall(first["memory"])
    if any(answer is not None for answer in first["answers"].values()):
        began_at = datetime.fromisoformat(first["memory"]["settled_at"])
        yield from coach.handle(SourcesReported(answers=first["answers"], at=began_at), began_at)
    for leaf in leaves:
        for entry in leaf["events"]:
            fields = dict(entry)
            now = datetime.fromisoformat(fields.pop("now"))
            event = from_plain(_KINDS[fields.pop("kind")], fields)
            while (at := coach.deadline) is not None and at < now:
                yield from coach.handle(TimePassed(), at)
            try:
                yield from coach.handle(event, now)
            except CoachError:
                # It was refused then, too.
                continue
