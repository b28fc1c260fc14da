"""What a routine is expected to show and to say, and how what came is compared with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scripts.demo_house.expected import (
    COUNTDOWN,
    MOVES,
    PHASES,
    SAID,
    Stretch,
    difference,
    left_out,
    stretches,
    worked,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLANNED = ("Get ready.", "Begin.", "All done.")
SPOKEN = ["Desk reset. Get ready.", "Begin.", "All done. Nicely moved."]


def state(phase: str, seconds: float, exercise: str | None = None) -> dict[str, Any]:
    return {
        "state": phase,
        "last_changed": (START + timedelta(seconds=seconds)).isoformat(),
        "attributes": {"exercise": exercise},
    }


def test_each_line_has_to_hold_its_piece():
    assert difference(PLANNED, SPOKEN) is None


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (["Begin.", "Get ready.", "All done."], "line 1 is 'Begin.' instead of 'Get ready.'"),
        (SPOKEN[:2], "'All done.' was not said"),
        ([], "'Get ready.' was not said"),
        ([*SPOKEN, "Begin."], "'Begin.' was said, too"),
    ],
    ids=["in another order", "one is missing", "nothing was said", "one too many"],
)
def test_the_first_difference_is_named(told, wrong):
    assert difference(PLANNED, told) == wrong


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        (SPOKEN, []),
        (SPOKEN[1:], ["Get ready."]),
        ([SPOKEN[0], SPOKEN[2]], ["Begin."]),
        (SPOKEN[:1], ["Begin.", "All done."]),
        ([], [*PLANNED]),
    ],
    ids=["none", "the first", "one in between", "the last two", "all"],
)
def test_lines_may_be_left_out(told, missing):
    assert left_out(PLANNED, told) == missing


@pytest.mark.parametrize(
    "told",
    [["Begin.", "Get ready."], ["Begin.", "Begin."], [*SPOKEN, "Goodbye."]],
    ids=["in another order", "twice", "one that was not planned"],
)
def test_lines_in_another_order_are_no_lines_left_out(told):
    assert left_out(PLANNED, told) is None


def test_a_change_of_attributes_begins_no_new_stretch():
    states = [state("work", 0, "plank"), state("work", 0, "plank"), state("rest", 5, "plank")]
    assert stretches(states) == [
        Stretch("work", "plank", START),
        Stretch("rest", "plank", START + timedelta(seconds=5)),
    ]


def test_a_pause_does_not_count_as_work():
    states = [
        state("prepare", 0, "plank"),
        state("work", 8, "plank"),
        state("paused", 12, "plank"),
        state("work", 20, "plank"),
        state("rest", 46, "lunge"),
        state("work", 50, "lunge"),
        state("idle", 60),
    ]
    assert worked(stretches(states)) == {"plank": 30, "lunge": 10}


def test_every_move_is_prepared_and_done_and_counted_down_to():
    assert PHASES.count("prepare") == len(MOVES)
    assert PHASES.count("work") == len(MOVES) + PHASES.count("paused")
    assert SAID.count(COUNTDOWN) == 2 * len(MOVES)
