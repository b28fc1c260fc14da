"""What a routine with balance tests is expected to show and to say, and comparing with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

COUNTDOWN = "countdown.wav"
"""A sound, not speech: it is played by its address."""

MOVES = ("wall_elbow_curl", "overhead_extension", "downward_dog")
MOVE = ("prepare", "work", "rest")
PHASES = (
    "balance_before",
    "get_ready",
    *("prepare", "work", "paused", "work", "rest"),
    *MOVE,
    *("prepare", "work"),
    "balance_after",
    "idle",
)
"""In the check the first move is paused once."""

SAID = (
    "First the balance test.",
    "Get ready.",
    *("Wall elbow curl.", COUNTDOWN, "Begin: 10 repetitions.", "Paused.", "Going on."),
    *("Half-way.", "Ten seconds left.", COUNTDOWN, "Next: Overhead extension."),
    *("Overhead extension.", COUNTDOWN, "Begin: hold for 30 seconds."),
    *("Half-way.", "Ten seconds left.", COUNTDOWN, "Next: Downward dog."),
    *("Downward dog.", COUNTDOWN, "Begin: hold for 20 seconds.", "Half-way.", COUNTDOWN),
    "Now the balance test again.",
    "All done.",
)
"""A piece of each line, in the order in which they are said."""

WRITTEN = ("Get ready.", "All done.")
"""What reaches a notifier: a message for every line would be a flood."""


def difference(expected: Sequence[str], told: Sequence[str]) -> str | None:
    """Return the first line that is not as expected, in words; None when all are."""
    for number, (piece, line) in enumerate(zip(expected, told, strict=False), 1):
        if piece not in line:
            return f"line {number} is {line!r} instead of {piece!r}"
    if len(told) < len(expected):
        return f"{expected[len(told)]!r} was not said"
    if len(told) > len(expected):
        return f"{told[len(expected)]!r} was said, too"
    return None


def left_out(expected: Sequence[str], told: Iterable[str]) -> list[str] | None:
    """Return the pieces that are missing from lines in the right order; None if they are not."""
    rest = iter(expected)
    missing: list[str] = []
    for line in told:
        for piece in rest:
            if piece in line:
                break
            missing.append(piece)
        else:
            return None
    return [*missing, *rest]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state of the phase sensor, and when it began."""

    phase: str
    exercise: str | None
    began: datetime


def stretches(states: Iterable[dict[str, Any]]) -> list[Stretch]:
    """Return the states as they follow each other; a change of attributes begins no new one."""
    found: list[Stretch] = []
    for state in states:
        began = datetime.fromisoformat(state["last_changed"])
        if not found or (state["state"], began) != (found[-1].phase, found[-1].began):
            found.append(Stretch(state["state"], state["attributes"].get("exercise"), began))
    return found


def worked(found: Sequence[Stretch]) -> dict[str, float]:
    """Return for how many seconds each exercise was done."""
    seconds: dict[str, float] = {}
    for stretch, following in pairwise(found):
        if stretch.phase == "work" and stretch.exercise:
            lasted = (following.began - stretch.began).total_seconds()
            seconds[stretch.exercise] = seconds.get(stretch.exercise, 0) + lasted
    return seconds
