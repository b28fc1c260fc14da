"""The balance test: what may be answered, how even it is, and what has changed.

Evenness is in points from 0 to 100, never percent: what somebody feels is no measurement. Load
cells measure, and are kept apart from it.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from .errors import CoachError
from .events import BalanceTested, Load
from .records import BalanceRecord, MeasurementRecord, TestPhase

LOWEST, HIGHEST = -2, 2
"""Of an axis; negative is left, heel, inner."""
FEET: dict[str, tuple[str, str]] = {
    "heel_toe": ("left_heel_toe", "right_heel_toe"),
    "inner_outer": ("left_inner_outer", "right_inner_outer"),
}
"""The axes of both feet together, and those of each foot."""
AXES = ("left_right", *FEET, *(axis for pair in FEET.values() for axis in pair))


def tested(
    event: BalanceTested, at: datetime, session_started_at: datetime | None
) -> BalanceRecord:
    """The record of the answers.

    Raises CoachError: axis_out_of_range, axes_contradict, axes_too_few.
    """
    axes = event.axes
    for axis, value in axes.items():
        if axis not in AXES or not LOWEST <= value <= HIGHEST:
            raise CoachError("axis_out_of_range", field=axis)
    for axis, feet in FEET.items():
        if axis in axes and any(foot in axes for foot in feet):
            raise CoachError("axes_contradict", field=axis)
    if "left_right" not in axes:
        raise CoachError("axes_too_few", field="left_right")
    if len(axes) == 1:
        raise CoachError("axes_too_few", field="heel_toe")
    return BalanceRecord(
        at=at,
        phase=event.phase,
        session_started_at=session_started_at,
        eyes_closed=event.eyes_closed,
        **axes,
    )


def answers(record: BalanceRecord) -> dict[str, int]:
    """The axes that were answered."""
    axes = {each.name: getattr(record, each.name) for each in fields(record) if each.name in AXES}
    return {axis: value for axis, value in axes.items() if value is not None}


def both_feet(record: BalanceRecord, axis: str) -> float | None:
    """An axis of both feet together: as it was answered, or the mean of those of each foot."""
    known = answers(record)
    feet = [known[each] for each in (axis, *FEET.get(axis, ())) if each in known]
    return sum(feet) / len(feet) if feet else None


def evenness(record: BalanceRecord) -> float:
    """100 * (1 - mean(|axis|) / 2) over the answered axes: 100 is as even as can be felt."""
    values = [abs(value) for value in answers(record).values()]
    return 100 * (1 - sum(values) / len(values) / HIGHEST)


def changes(before: BalanceRecord, after: BalanceRecord) -> dict[str, float]:
    """|before| - |after| of each axis answered twice, and of evenness: above zero is more even.

    Swapping sides is no improvement, which is why the amounts are compared.
    """
    then, now = answers(before), answers(after)
    found: dict[str, float] = {
        axis: abs(value) - abs(now[axis]) for axis, value in then.items() if axis in now
    }
    return found | {"evenness": evenness(after) - evenness(before)}


def left_right(loads: Mapping[str, float]) -> float:
    """(R - L) / (R + L) of loads in one unit, -1 to 1. Raises CoachError: scale_empty."""
    left, right = _foot(loads, "load_left"), _foot(loads, "load_right")
    if left + right <= 0:
        raise CoachError("scale_empty")
    return (right - left) / (right + left)


def measured(
    loads: tuple[Load, ...],
    until: datetime,
    phase: TestPhase,
    session_started_at: datetime | None,
) -> MeasurementRecord:
    """The averages of loads, each of which held until the next one. Raises CoachError: scale_empty.

    Raw readings arrive at uneven times, so each counts for as long as it held.
    """
    ends = (*(load.at for load in loads[1:]), until)
    held = [(load, (end - load.at).total_seconds()) for load, end in zip(loads, ends, strict=False)]
    lasted = [each for _, each in held]
    total = sum(lasted)
    # A clock that was set back meanwhile has spoilt it.
    if not total or min(lasted) < 0:
        raise CoachError("scale_empty")
    shares = [left_right(load.loads) for load in loads]
    mean = {
        cell: sum(load.loads[cell] * each for load, each in held) / total for cell in loads[0].loads
    }
    share = left_right(mean)
    variance = sum((s - share) ** 2 * each for s, each in zip(shares, lasted, strict=True)) / total
    return MeasurementRecord(
        at=until,
        phase=phase,
        session_started_at=session_started_at,
        window=until - loads[0].at,
        left_right=round(share, 4),
        sway=round(variance**0.5, 4),
        left_toe=_toe_share(mean, "load_left"),
        right_toe=_toe_share(mean, "load_right"),
    )


def _foot(loads: Mapping[str, float], side: str) -> float:
    return sum(load for cell, load in loads.items() if cell.startswith(side))


def _toe_share(loads: Mapping[str, float], side: str) -> float | None:
    toe, foot = loads.get(f"{side}_toe"), _foot(loads, side)
    return None if toe is None or foot <= 0 else round(toe / foot, 4)
