"""Fast time: when the changes of a recording come, and how short the durations get."""

from datetime import UTC, datetime, timedelta

import pytest

from scripts.demo_house.pace import FASTEST, Pace, shrunk_durations
from scripts.demo_house.recording import Change

START = datetime(2015, 9, 21, 8, tzinfo=UTC)


def minutes(*marks: int, first: bool = True) -> list[Change]:
    return [
        Change(START + timedelta(minutes=mark), (n % 2 == 0) == first)
        for n, mark in enumerate(marks)
    ]


def test_the_fastest_speed_has_the_shortest_limit_that_the_coach_accepts():
    durations = shrunk_durations(FASTEST)
    assert durations["sitting_limit"] == timedelta(minutes=1)
    assert durations["break_min"] == timedelta(seconds=4)
    assert durations["settle"] < durations["grace"] < durations["break_min"]


def test_no_duration_shrinks_to_nothing():
    assert min(shrunk_durations(1000).values()) == timedelta(seconds=1)


def test_the_replay_starts_when_the_chair_is_first_taken():
    pace = Pace(minutes(0, 420, 450, first=False), speed=30)
    assert pace.seconds_of(0) == 0
    assert pace.recorded_at(0) == START + timedelta(minutes=420)


def test_a_sit_is_never_cut():
    pace = Pace(minutes(0, 120), speed=30)
    assert pace.seconds_of(1) == 240


def test_a_long_absence_is_cut_and_the_clock_jumps_over_the_rest():
    pace = Pace(minutes(0, 30, 630), speed=30, longest_absence=timedelta(minutes=15))
    assert pace.seconds_of(2) == 60 + 30
    assert pace.recorded_at(89) == START + timedelta(minutes=44, seconds=30)
    assert pace.recorded_at(90) == START + timedelta(minutes=630)


@pytest.mark.parametrize("seconds", [0, 1, 30, 59.5])
def test_between_two_changes_the_clock_runs_at_the_speed_of_the_replay(seconds):
    pace = Pace(minutes(0, 30), speed=30)
    assert pace.recorded_at(seconds) == START + timedelta(seconds=seconds * 30)
