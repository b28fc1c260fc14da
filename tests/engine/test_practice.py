"""What everybody may know of routines, tests and check-ins."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import (
    CheckedIn,
    RecordsRead,
    RoutineLogged,
    RoutineStopped,
    SettingsChanged,
)
from custom_components.posture_coach.engine.model import BreakOutcome, Posture, Step
from custom_components.posture_coach.engine.records import (
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    DayOffReason,
    DayOffRecord,
    MeasurementRecord,
    SessionOutcome,
    TestPhase,
)

from .desk import NINE
from .floor import ON_THE_FLOOR, Floor, floor_rules, session_of

MONDAY = NINE.date()
DAY = timedelta(days=1)


def hours(count):
    return timedelta(hours=count)


def days(first, count):
    """A routine each day from `first` on, at nine."""
    return [
        session_of(datetime(first.year, first.month, first.day, 9, tzinfo=UTC) + n * DAY)
        for n in range(count)
    ]


def a_break(ended_at):
    return BreakRecord(
        posture=Posture.SITTING,
        outcome=BreakOutcome.TAKEN,
        due_at=None,
        sat_for=hours(1),
        prompts=0,
        snoozes=0,
        began_at=None,
        ended_at=ended_at,
        verified=True,
    )


class TestToday:
    """The routine of today."""

    def test_to_begin_with(self):
        practice = Floor().practice
        assert practice.routine == "three"
        assert practice.is_scheduled_today
        assert practice.plan == (
            Step(exercise="curl", dose=10),
            Step(exercise="reach", dose=30),
            Step(exercise="dog", dose=20),
        )
        assert (practice.is_done_today, practice.done_today) == (False, frozenset())
        assert (practice.routines_this_week, practice.streak) == (0, 0)
        assert practice.last_routine_at is None
        assert practice.pains == {}
        assert (practice.balance, practice.measurement) == (None, None)

    def test_a_completed_session_is_todays_routine(self):
        floor = Floor()
        floor.starts("two")
        floor.passes(minutes=5)
        practice = floor.practice
        assert practice.is_done_today
        assert practice.done_today == {"curl", "reach"}
        assert (practice.routines_this_week, practice.streak) == (1, 1)
        assert practice.last_routine_at == floor.sessions[0].ended_at

    def test_a_part_of_one_is_not(self):
        floor = Floor()
        floor.starts()
        floor.passes(seconds=60)
        floor.hears(RoutineStopped())
        assert floor.sessions[0].outcome is SessionOutcome.PARTIAL
        assert floor.practice.is_done_today is False
        assert floor.practice.done_today == {"curl"}
        assert floor.practice.last_routine_at is None

    def test_tomorrow_it_is_to_be_done_again(self):
        floor = Floor(records=days(MONDAY, 1))
        floor.passes(days=1)
        assert floor.practice.is_done_today is False
        assert floor.practice.streak == 1
        assert floor.practice.last_routine_at == NINE

    def test_a_routine_that_is_gone_has_no_plan(self):
        floor = Floor()
        floor.hears(SettingsChanged(settings=floor_rules(routine="none")))
        assert floor.practice.routine == "none"
        assert floor.practice.plan == ()

    def test_weekdays_are_local(self):
        """Sunday evening in New York is Monday in London."""
        zone = ZoneInfo("America/New_York")
        at = datetime(2026, 3, 2, 3, tzinfo=UTC)
        assert Floor(now=at).practice.is_scheduled_today
        assert not Floor(now=at, rules=floor_rules(time_zone=zone)).practice.is_scheduled_today

    def test_the_pains_of_the_last_check_in_are_shown(self):
        floor = Floor(records=[CheckInRecord(at=NINE - DAY, neck_pain=9, shoulder_pain=4)])
        assert floor.practice.pains == {"neck_pain": 9, "shoulder_pain": 4}
        floor.hears(CheckedIn(pains={"neck_pain": 0}, signs={"forward_head": True}))
        assert floor.practice.pains == {"neck_pain": 0}

    def test_it_is_worked_out_once_as_long_as_nothing_has_changed(self):
        floor = Floor(records=days(MONDAY - 400 * DAY, 400))
        first = floor.practice
        floor.passes(minutes=30)
        assert floor.practice is first


class TestStreak:
    """Scheduled days in a row, as they are lived."""

    def test_over_weekends_as_days_go_by(self):
        floor = Floor()
        for _ in range(14):
            if floor.practice.is_scheduled_today:
                floor.hears(RoutineLogged())
            floor.passes(days=1)
        assert floor.practice.streak == 10

    def test_done_on_a_saturday_it_does_not_grow_and_is_not_taken_back(self):
        floor = Floor(records=days(MONDAY, 5), now=NINE + 5 * DAY)
        assert floor.practice.streak == 5
        floor.hears(RoutineLogged())
        assert floor.practice.streak == 5
        floor.passes(days=2)
        assert floor.practice.streak == 5

    def test_not_done_yesterday_it_is_over(self):
        floor = Floor(records=days(MONDAY, 2), now=NINE + DAY)
        floor.passes(days=2)
        assert floor.practice.streak == 0

    def test_where_records_are_missing_nobody_knows(self):
        coach = Coach(ON_THE_FLOOR, {}, NINE, RecordsRead(records=(), is_complete=False))
        practice = coach.snapshot(NINE).practice
        assert practice.is_done_today is None
        assert practice.routines_this_week is None
        assert practice.streak is None

    def test_what_is_on_record_is_known_all_the_same(self):
        read = RecordsRead(records=(session_of(NINE),), is_complete=False)
        practice = Coach(ON_THE_FLOOR, {}, NINE, read).snapshot(NINE).practice
        assert practice.is_done_today
        assert practice.streak is None


class TestEarlierRecords:
    """A streak may go back beyond the records that are at hand."""

    JANUARY = datetime(2026, 1, 2, 9, tzinfo=UTC)
    NEW_YEAR = date(2026, 1, 1)

    def coach(self, records, since):
        read = RecordsRead(records=tuple(records), since=since)
        return Coach(ON_THE_FLOOR, {}, self.JANUARY, read)

    def test_they_are_wanted_when_it_has_not_ended_yet(self):
        coach = self.coach(days(self.NEW_YEAR, 2), self.NEW_YEAR)
        assert coach.wants_earlier_records
        earlier = [*days(self.NEW_YEAR - 3 * DAY, 5)]
        coach.handle(
            RecordsRead(records=tuple(earlier), since=date(2025, 1, 1)),
            self.JANUARY,
        )
        assert not coach.wants_earlier_records
        assert coach.snapshot(self.JANUARY).practice.streak == 5

    def test_not_when_it_ended_this_year(self):
        assert not self.coach(days(self.NEW_YEAR + DAY, 1), self.NEW_YEAR).wants_earlier_records

    def test_not_when_there_are_none(self):
        assert not self.coach(days(self.NEW_YEAR, 2), None).wants_earlier_records

    def test_a_pause_over_new_year_goes_back_too(self):
        off = [
            DayOffRecord(day=self.NEW_YEAR + n * DAY, reason=DayOffReason.PAUSED) for n in (0, 1)
        ]
        assert self.coach(off, self.NEW_YEAR).wants_earlier_records


class TestReadAnew:
    """What is deleted or imported counts at once."""

    def test_a_deleted_session_ends_a_streak(self):
        records = days(MONDAY - 2 * DAY, 3)
        floor = Floor(records=records)
        assert floor.practice.streak == 3
        floor.hears(RecordsRead(records=(records[0], records[2])))
        assert floor.practice.streak == 1

    def test_an_imported_one_fills_a_gap(self):
        records = days(MONDAY - 2 * DAY, 3)
        floor = Floor(records=[records[0], records[2]])
        floor.hears(RecordsRead(records=(*records,)))
        assert floor.practice.streak == 3

    def test_breaks_of_today_are_those_on_record(self):
        floor = Floor(records=[a_break(NINE - hours(1)), a_break(NINE - hours(2))])
        assert floor.seen.breaks_today == {BreakOutcome.TAKEN: 2}
        floor.hears(
            RecordsRead(
                records=(
                    a_break(NINE - hours(1)),
                    replace(a_break(NINE - hours(2)), outcome=BreakOutcome.MISSED),
                    a_break(NINE - DAY),
                )
            )
        )
        assert floor.seen.breaks_today == {BreakOutcome.TAKEN: 1, BreakOutcome.MISSED: 1}
        floor.hears(RecordsRead(records=()))
        assert floor.seen.breaks_today == {}

    def test_a_session_that_is_led_goes_on(self):
        floor = Floor()
        floor.starts()
        floor.passes(seconds=20)
        before = floor.session
        floor.hears(RecordsRead(records=()))
        assert floor.session == before

    def test_a_coach_that_was_never_told_of_any_shows_the_same(self):
        records = (session_of(NINE - hours(1)), a_break(NINE - hours(1)))
        floor = Floor()
        floor.hears(RecordsRead(records=records))
        assert floor.seen == Floor(records=records).seen


def felt(*records):
    """What is shown of the last perceived test on record."""
    return Floor(records=records).practice.balance


def weighed(*records):
    """What is shown of the last measured one."""
    return Floor(records=records).practice.measurement


class TestFigures:
    """The last test, felt and measured."""

    def test_a_felt_one(self):
        balance = felt(
            BalanceRecord(
                at=NINE,
                phase=TestPhase.SINGLE,
                left_right=-1,
                left_heel_toe=1,
                right_heel_toe=0,
            )
        )
        assert (balance.at, balance.left_right) == (NINE, -1)
        assert balance.evenness == pytest.approx(200 / 3)
        assert (balance.heel_toe, balance.inner_outer) == (0.5, None)
        assert balance.change is None

    def test_a_later_single_one_has_no_change(self):
        before = BalanceRecord(
            at=NINE,
            phase=TestPhase.BEFORE,
            session_started_at=NINE,
            left_right=2,
            heel_toe=2,
        )
        after = replace(before, at=NINE + hours(1), phase=TestPhase.AFTER, left_right=0)
        assert felt(before, after).change == 50
        single = BalanceRecord(
            at=NINE + hours(2), phase=TestPhase.SINGLE, left_right=0, inner_outer=0
        )
        balance = felt(before, after, single)
        assert (balance.evenness, balance.change) == (100, None)

    def on_scales(self, hour, left_toe, right_toe=0.5):
        return MeasurementRecord(
            at=NINE + hours(hour),
            phase=TestPhase.SINGLE,
            window=timedelta(seconds=20),
            left_right=0.1,
            sway=0.02,
            left_toe=left_toe,
            right_toe=right_toe,
        )

    def test_the_first_measurement_has_nothing_to_be_compared_with(self):
        measurement = weighed(self.on_scales(0, 0.3))
        assert (measurement.left_right, measurement.sway) == (0.1, 0.02)
        assert (measurement.left_toe, measurement.left_toe_usual) == (0.3, None)

    def test_later_ones_are_compared_with_the_usual_of_the_earlier(self):
        records = [self.on_scales(n, toe) for n, toe in enumerate((0.1, 0.9, None, 0.2, 0.5))]
        measurement = weighed(*records)
        assert measurement.left_toe == 0.5
        assert measurement.left_toe_usual == 0.2
        assert measurement.right_toe_usual == 0.5

    def test_without_toes_there_is_no_usual(self):
        records = [self.on_scales(n, None, None) for n in range(3)]
        measurement = weighed(*records)
        assert (measurement.left_toe_usual, measurement.right_toe_usual) == (None, None)
