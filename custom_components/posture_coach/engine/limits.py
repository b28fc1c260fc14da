"""What a record that comes from outside may hold, kind by kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from .balance import AXES, FEET, HIGHEST, LOWEST, answers
from .errors import CoachError
from .records import (
    PAIN_ASPECTS,
    SIGNS,
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    DayOffRecord,
    MeasurementRecord,
    Record,
    SessionRecord,
)
from .text import checked_note

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_NAME = 100
"""Characters of the id of a routine or an exercise."""
MOST_MOVES = 100
HIGHEST_COUNT = 100_000
"""Of prompts, repetitions, seconds of a hold: far more than anybody does, and no typing error."""
LONGEST = timedelta(days=366)
HIGHEST_PAIN = 10

type Rule = Callable[[Any], None]


def validate(record: Record, now: datetime, today: date) -> None:
    """Refuse what cannot have been; `today` is the local day of `now`.

    Raises CoachError naming the field: in_the_future, value_out_of_range, text_too_long,
    text_has_markup, duration_out_of_range, range_reversed, axis_out_of_range, axes_contradict,
    axes_too_few, pain_out_of_range, check_in_empty.
    """
    for field, value in _leaves(record):
        match value:
            case datetime():
                _check_instant(field, value, now)
            case date() if value > today:
                raise CoachError("in_the_future", field=field)
            case timedelta() if not timedelta() <= value <= LONGEST:
                raise CoachError("duration_out_of_range", field=field)
            case str() if not isinstance(value, StrEnum) and field != "note":
                _check_name(field, value)
    for rule in _RULES[type(record)]:
        rule(record)


def _leaves(value: Any) -> Iterator[tuple[str, Any]]:
    """Each single value with the name of its field."""
    for field in fields(value):
        held = getattr(value, field.name)
        for each in held if isinstance(held, tuple) else (held,):
            if is_dataclass(each) and not isinstance(each, type):
                yield from _leaves(each)
            else:
                yield field.name, each


def _check_instant(field: str, at: datetime, now: datetime) -> None:
    if at > now:
        raise CoachError("in_the_future", field=field)
    if at < EARLIEST:
        raise CoachError("value_out_of_range", field=field)


def _check_name(field: str, name: str) -> None:
    if checked_note(name, field, LONGEST_NAME) != name or not name:
        raise CoachError("value_out_of_range", field=field)


def _within(low: float, high: float, *names: str) -> Rule:
    def rule(record: Any) -> None:
        for name in names:
            value = getattr(record, name)
            if value is not None and not low <= value <= high:
                raise CoachError("value_out_of_range", field=name)

    return rule


def _in_order(first: str, last: str) -> Rule:
    def rule(record: Any) -> None:
        begins, ends = getattr(record, first), getattr(record, last)
        if begins is not None and begins > ends:
            raise CoachError("range_reversed", field=last)

    return rule


def _plausible_moves(record: SessionRecord) -> None:
    if len(record.moves) > MOST_MOVES:
        raise CoachError("value_out_of_range", field="moves")
    for move in record.moves:
        _COUNTED(move)


def _evenly_answered(record: BalanceRecord) -> None:
    known = answers(record)
    for axis, value in known.items():
        if not LOWEST <= value <= HIGHEST:
            raise CoachError("axis_out_of_range", field=axis)
    for axis, feet in FEET.items():
        if axis in known and any(foot in known for foot in feet):
            raise CoachError("axes_contradict", field=axis)
    if AXES[0] not in known or len(known) == 1:
        raise CoachError("axes_too_few", field=AXES[0] if AXES[0] not in known else AXES[1])


def _bearable(record: CheckInRecord) -> None:
    for name in PAIN_ASPECTS:
        pain = getattr(record, name)
        if pain is not None and not 0 <= pain <= HIGHEST_PAIN:
            raise CoachError("pain_out_of_range", field=name)
    if record.note is not None:
        checked_note(record.note, "note")
    answered = (*PAIN_ASPECTS, *SIGNS, "note")
    if all(getattr(record, name) is None for name in answered):
        raise CoachError("check_in_empty")


_COUNTED = _within(0, HIGHEST_COUNT, "dose", "done")
_RULES: Mapping[type[Record], tuple[Rule, ...]] = {
    BreakRecord: (
        _within(0, HIGHEST_COUNT, "prompts", "snoozes"),
        _in_order("began_at", "ended_at"),
    ),
    SessionRecord: (_in_order("started_at", "ended_at"), _plausible_moves),
    BalanceRecord: (_in_order("session_started_at", "at"), _evenly_answered),
    MeasurementRecord: (
        _in_order("session_started_at", "at"),
        _within(-1, 1, "left_right"),
        _within(0, 1, "sway", "left_toe", "right_toe"),
    ),
    CheckInRecord: (_bearable,),
    DayOffRecord: (),
}
