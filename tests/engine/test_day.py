"""The figures of a local day, wherever and whenever that day begins."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.day import day_after, local_day, whole_minutes
from custom_components.posture_coach.engine.events import RecordsRead, TimePassed
from custom_components.posture_coach.engine.model import (
    BreakOutcome,
    Posture,
    Settings,
    SourceKind,
)
from custom_components.posture_coach.engine.records import BreakRecord

from .desk import NINE, Desk

BERLIN = ZoneInfo("Europe/Berlin")


def hours(count):
    return timedelta(hours=count)


def a_break(ended_at):
    return BreakRecord(
        posture=Posture.SITTING,
        outcome=BreakOutcome.TAKEN,
        due_at=None,
        sat_for=hours(1),
        prompts=0,
        snoozes=0,
        began_at=ended_at - timedelta(minutes=2),
        ended_at=ended_at,
        verified=True,
    )


def test_a_spell_over_midnight_counts_for_both_days():
    desk = Desk(now=datetime(2026, 3, 2, 23, tzinfo=UTC))
    desk.sits(minutes=59)
    assert desk.seen.sitting_today == timedelta(minutes=59)
    desk.passes(minutes=31)
    assert desk.seen.day == date(2026, 3, 3)
    assert desk.seen.sitting_today == timedelta(minutes=30)
    assert desk.seen.longest_sitting_today == timedelta(minutes=30)
    assert desk.seen.sat_for == timedelta(minutes=90)


def test_of_a_spell_over_midnight_only_what_was_today_is_the_longest_of_today():
    desk = Desk(now=datetime(2026, 3, 2, 22, tzinfo=UTC))
    desk.sits(hours=2.5)
    desk.is_up(minutes=5)
    for _ in range(4):
        desk.sits(minutes=20)
        desk.is_up(minutes=5)
    assert desk.seen.sitting_today == timedelta(minutes=110)
    assert desk.seen.longest_sitting_today == timedelta(minutes=30)


def test_the_breaks_of_a_day_are_counted_by_how_they_ended():
    desk = Desk(now=datetime(2026, 3, 2, 22, tzinfo=UTC))
    desk.sits(minutes=30)
    desk.is_up(minutes=5)
    desk.sits(minutes=10)
    desk.is_up(minutes=5)
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1, BreakOutcome.NATURAL: 1}
    desk.passes(hours=2)
    assert desk.seen.breaks_today == {}


def test_a_break_over_midnight_belongs_to_the_day_on_which_it_was_certain():
    desk = Desk(now=datetime(2026, 3, 2, 23, tzinfo=UTC))
    desk.sits(minutes=59)
    desk.is_up(minutes=2)
    assert desk.seen.day == date(2026, 3, 3)
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1}


def test_the_records_of_today_are_counted_from_the_start():
    now = datetime(2026, 3, 3, 9, tzinfo=UTC)
    desk = Desk(now=now, records=[a_break(now - hours(1)), a_break(now - hours(12))])
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1}


def test_the_day_begins_where_the_person_is():
    rules = Settings(time_zone=ZoneInfo("Pacific/Auckland"))
    desk = Desk(rules=rules, now=datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
    desk.sits(minutes=29)
    assert desk.seen.day == date(2026, 3, 2)
    desk.passes(minutes=2)
    assert desk.seen.day == date(2026, 3, 3)
    assert desk.seen.sitting_today == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("evening", "length"),
    [
        pytest.param(datetime(2026, 3, 28, 23, tzinfo=UTC), 23, id="summer time begins"),
        pytest.param(datetime(2026, 10, 24, 22, tzinfo=UTC), 25, id="summer time ends"),
        pytest.param(datetime(2026, 7, 1, 22, tzinfo=UTC), 24, id="an ordinary day"),
    ],
)
def test_a_day_is_as_long_as_the_local_one(evening, length):
    """Who sat all of it sat for so many hours, no more and no fewer."""
    desk = Desk("seat computer", Settings(time_zone=BERLIN), now=evening)
    desk.reports(seat=True, computer=True)
    desk.passes_to(evening + hours(length) - timedelta(minutes=1))
    assert desk.seen.sitting_today == hours(length) - timedelta(minutes=1)
    desk.passes(minutes=2)
    assert desk.seen.sitting_today == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        pytest.param("Africa/Cairo", date(2026, 4, 23), id="midnight does not exist"),
        pytest.param("America/Havana", date(2026, 10, 31), id="midnight happens twice"),
        pytest.param("Pacific/Apia", date(2011, 12, 29), id="the next day does not exist"),
    ],
)
def test_a_day_ends_even_where_midnight_is_odd(zone, day):
    time_zone = ZoneInfo(zone)
    ends_at = day_after(day, time_zone)
    assert local_day(ends_at, time_zone) > day
    assert local_day(ends_at - timedelta(seconds=1), time_zone) == day


@pytest.mark.parametrize(
    ("duration", "shown"),
    [(0, 0), (59.9, 0), (60, 60), (119, 60), (-5, 0)],
    ids=["nothing", "most of a minute", "a minute", "nearly two", "less than nothing"],
)
def test_figures_are_shown_in_whole_minutes(duration, shown):
    assert whole_minutes(timedelta(seconds=duration)) == timedelta(seconds=shown)


def test_breaks_that_could_not_be_read_are_unknown_until_the_day_is_over():
    read = RecordsRead(records=(), is_complete=False)
    coach = Coach(Settings(), {"seat": SourceKind.SEAT}, NINE, read)
    assert coach.snapshot(NINE).breaks_today is None
    tomorrow = NINE + timedelta(days=1)
    coach.handle(TimePassed(), tomorrow)
    assert coach.snapshot(tomorrow).breaks_today == {}


def test_a_restart_makes_no_unknown_breaks_known():
    read = RecordsRead(records=(), is_complete=False)
    coach = Coach(Settings(), {"seat": SourceKind.SEAT}, NINE)
    again = Coach(Settings(), {"seat": SourceKind.SEAT}, NINE, read)
    again.recall(coach.memory())
    assert again.snapshot(NINE).breaks_today is None


def test_breaks_that_can_be_read_after_all_are_counted():
    read = RecordsRead(records=(), is_complete=False)
    coach = Coach(Settings(), {"seat": SourceKind.SEAT}, NINE, read)
    coach.handle(RecordsRead(records=()), NINE)
    assert coach.snapshot(NINE).breaks_today == {}
