"""The recorded week, and how the demo finds a stretch in it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from scripts.demo_house.recording import Change, find_sit, read_recording

START = datetime(2015, 9, 21, 8, tzinfo=UTC)


def minutes(*marks: int) -> list[Change]:
    return [Change(START + timedelta(minutes=mark), n % 2 == 0) for n, mark in enumerate(marks)]


def test_the_week_is_in_the_order_of_time_and_alternates():
    week = read_recording()
    assert [change.at for change in week] == sorted(change.at for change in week)
    assert all(a.is_taken != b.is_taken for a, b in pairwise(week))
    assert sum(change.is_taken for change in week) == 164


def test_a_value_that_is_neither_on_nor_off_is_refused(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text("time,source,value\n2015-09-21T08:00:00Z,seat,maybe\n")
    with pytest.raises(ValueError, match="maybe"):
        read_recording(file)


def test_a_sit_is_found_by_its_length_and_by_the_absence_after_it():
    changes = minutes(0, 50, 52, 90, 92, 130, 160, 170)
    found = find_sit(
        changes,
        at_least=timedelta(minutes=36),
        at_most=timedelta(minutes=40),
        then_away=timedelta(minutes=10),
    )
    assert found == minutes(0, 50, 52, 90, 92, 130)[4:]


def test_the_last_sit_does_not_count_because_nobody_knows_what_followed():
    with pytest.raises(LookupError):
        find_sit(
            minutes(0, 38),
            at_least=timedelta(0),
            at_most=timedelta(hours=1),
            then_away=timedelta(0),
        )
