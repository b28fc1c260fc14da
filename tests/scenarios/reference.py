"""When a break was really due: the rules of sitting over a whole recording at once.

Nothing here looks at sensors, at evidence that is missing, or at the engine. It knows how each gap
ended, which the coach cannot, and shares no code with it: when the two agree on clean recordings,
both read the rules the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .recordings import Interval


@dataclass(frozen=True, slots=True)
class Rules:
    """The four durations that decide when a break is due."""

    sitting_limit: timedelta = timedelta(minutes=30)
    grace: timedelta = timedelta(seconds=60)
    settle: timedelta = timedelta(seconds=30)
    break_min: timedelta = timedelta(minutes=2)


DEFAULT_RULES = Rules()


def due_moments(sitting: Sequence[Interval], rules: Rules = DEFAULT_RULES) -> list[datetime]:
    """Moments at which a break became due, at most one per spell."""
    moments = [_due_moment(spell, rules) for spell in spells(sitting, rules)]
    return [moment for moment in moments if moment is not None]


def spells(sitting: Sequence[Interval], rules: Rules = DEFAULT_RULES) -> list[list[Interval]]:
    """Sitting grouped into spells: between two of them lies a break."""
    grouped: list[list[Interval]] = []
    for bout in sitting:
        if bout.length < rules.settle:
            continue
        if grouped and bout.began_at - grouped[-1][-1].ended_at < rules.break_min:
            grouped[-1].append(bout)
        else:
            grouped.append([bout])
    return grouped


def _due_moment(spell: Sequence[Interval], rules: Rules) -> datetime | None:
    sat_for = timedelta(0)
    left_at: datetime | None = None
    for bout in spell:
        if left_at is not None and bout.began_at - left_at < rules.grace:
            sat_for += bout.began_at - left_at
        reached_at = bout.began_at + max(rules.sitting_limit - sat_for, timedelta(0))
        if left_at is not None:
            # Until a return has settled it may not have happened, so no break can be due in it.
            reached_at = max(reached_at, bout.began_at + rules.settle)
        if reached_at < bout.ended_at:
            return reached_at
        sat_for += bout.length
        left_at = bout.ended_at
    return None
