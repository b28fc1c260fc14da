"""Days that ask for a routine or for none, and runs ahead of which one is proposed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.posture_coach.engine.events import (
    ClockStepped,
    CoachingPaused,
    CoachingResumed,
    RoutineLogged,
    RoutineStopped,
    RunPlanned,
    SettingsChanged,
)
from custom_components.posture_coach.engine.exercise import Catalogue
from custom_components.posture_coach.engine.records import (
    DayOffReason,
    DayOffRecord,
    SessionOutcome,
)

from .desk import NINE
from .floor import Floor, floor_rules, session_of

MONDAY = NINE.date()
DAY = timedelta(days=1)


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def floor():
    """Monday morning, nothing on record."""
    return Floor()


class TestRunAhead:
    """A routine is proposed ahead of a run, once."""

    AT = NINE + timedelta(hours=1)

    def planned(self, names="seat busy home", **others):
        floor = Floor(names, **others)
        floor.hears(RunPlanned(at=self.AT))
        return floor

    def test_it_is_told_when_it_is_close_and_once(self):
        floor = self.planned()
        assert floor.passes(minutes=39, seconds=59) == []
        assert floor.passes(seconds=1) == ["run"]
        assert floor.runs[0].run_at == self.AT
        floor.hears(RunPlanned(at=self.AT))
        assert floor.passes(hours=5) == []

    def test_one_that_is_close_already_is_told_at_once(self):
        floor = Floor()
        assert floor.hears(RunPlanned(at=NINE + minutes(5))) == ["run"]

    @pytest.mark.parametrize("late", [0, 5], ids=["that has begun", "that is over"])
    def test_one_is_not_told(self, late):
        assert Floor().hears(RunPlanned(at=NINE - minutes(late))) == []

    def test_the_next_one_is_told_again(self):
        floor = self.planned()
        floor.passes(minutes=45)
        floor.hears(RunPlanned(at=self.AT + DAY))
        assert floor.passes(days=1) == ["run"]

    def test_called_off_it_is_not_told(self):
        floor = self.planned()
        floor.hears(RunPlanned(at=None))
        assert floor.passes(hours=1) == []

    def test_the_lead_may_be_longer(self):
        floor = self.planned(rules=floor_rules(run_lead=minutes(45)))
        assert floor.passes(minutes=15) == ["run"]

    def test_while_busy_it_waits_until_nobody_is(self):
        floor = self.planned()
        floor.reports(busy=True)
        assert floor.passes(minutes=50) == []
        assert floor.reports(busy=False) == ["run"]

    def test_while_coaching_is_paused_it_waits(self):
        floor = self.planned()
        floor.hears(CoachingPaused())
        assert floor.passes(minutes=50) == []
        assert floor.hears(CoachingResumed()) == ["run"]

    def test_who_is_not_home_is_not_told_before_they_are(self):
        floor = self.planned()
        floor.reports(home=False)
        assert floor.passes(minutes=50) == []
        assert floor.reports(home=True) == ["run"]

    def test_busy_until_it_began_they_are_not_told(self):
        floor = self.planned()
        floor.reports(busy=True)
        floor.passes(hours=1)
        assert floor.reports(busy=False) == []

    def test_during_a_session_it_waits_and_after_it_there_is_no_need(self):
        floor = self.planned()
        floor.passes(minutes=39)
        floor.starts()
        assert "run" not in floor.passes(minutes=20)

    def test_after_a_session_that_was_given_up_it_is_told(self):
        floor = self.planned()
        floor.passes(minutes=39)
        floor.starts()
        floor.passes(seconds=80)
        assert floor.hears(RoutineStopped())[-1] == "run"

    @pytest.mark.parametrize(
        ("ago", "told"), [(minutes(119), []), (minutes(120), ["run"])], ids=["fresh", "not fresh"]
    )
    def test_after_a_fresh_routine_it_is_not_told(self, ago, told):
        due_at = self.AT - minutes(20)
        floor = self.planned(records=[session_of(due_at - ago)])
        assert floor.passes(minutes=45) == told

    def test_a_move_ticked_off_later_makes_it_no_less_fresh(self):
        records = [
            session_of(NINE - minutes(30)),
            session_of(NINE - minutes(5), outcome=SessionOutcome.PARTIAL),
        ]
        assert self.planned(records=records).passes(minutes=45) == []

    def test_after_a_restart_it_is_not_told_again(self):
        floor = self.planned()
        floor.passes(minutes=45)
        floor.is_down(minutes=1)
        assert floor.hears(RunPlanned(at=self.AT)) == []

    def test_a_clock_that_is_set_leaves_the_run_where_it_is(self):
        floor = self.planned()
        floor.now += minutes(30)
        floor.hears(ClockStepped(by=minutes(30)))
        assert floor.passes(minutes=10) == ["run"]


class TestDaysOff:
    """What asks for no routine is kept at midnight, once."""

    def days(self, floor, **duration):
        floor.passes(**duration)
        return [(each.day, each.reason) for each in floor.records if type(each) is DayOffRecord]

    def test_of_a_week_it_is_the_weekend(self, floor):
        off = DayOffReason.NOT_SCHEDULED
        saturday = MONDAY + 5 * DAY
        assert self.days(floor, days=7) == [(saturday, off), (saturday + DAY, off)]

    def test_it_is_kept_when_the_day_is_over(self):
        floor = Floor(now=NINE + 5 * DAY)
        assert self.days(floor, hours=14, minutes=59, seconds=59) == []
        assert len(self.days(floor, seconds=1)) == 1

    def test_several_midnights_may_pass_at_once(self, floor):
        floor.is_down(days=14)
        saturday = MONDAY + 5 * DAY
        assert floor.days_off == [saturday + n * DAY for n in (0, 1, 7, 8)]

    def test_a_paused_day_is_one(self, floor):
        floor.hears(CoachingPaused(until=NINE + 2 * DAY))
        paused = DayOffReason.PAUSED
        assert self.days(floor, days=4) == [(MONDAY, paused), (MONDAY + DAY, paused)]

    def test_not_if_the_routine_was_done_all_the_same(self, floor):
        floor.hears(CoachingPaused())
        floor.hears(RoutineLogged())
        assert self.days(floor, days=1) == []

    def test_days_that_are_on_record_are_not_kept_again(self):
        on_record = DayOffRecord(day=MONDAY + 5 * DAY, reason=DayOffReason.NOT_SCHEDULED)
        floor = Floor(records=[on_record])
        floor.passes(days=7)
        assert floor.days_off == [MONDAY + 6 * DAY]

    def test_without_any_routine_there_is_no_day_off(self):
        floor = Floor(rules=floor_rules(catalogue=Catalogue()))
        assert floor.coach.deadline is None
        assert self.days(floor, days=7) == []

    def test_new_weekdays_count_from_the_day_that_goes_on(self, floor):
        floor.passes(hours=1)
        rules = floor_rules(routine_days=frozenset({1}))
        floor.hears(SettingsChanged(settings=rules))
        assert not floor.practice.is_scheduled_today
        floor.passes(days=2)
        assert floor.days_off == [MONDAY]

    def test_midnight_is_local_and_days_are_as_long_as_they_are(self):
        zone = ZoneInfo("Europe/Berlin")
        floor = Floor(rules=floor_rules(time_zone=zone), now=datetime(2026, 3, 27, 9, tzinfo=UTC))
        floor.passes_to(datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC))
        assert floor.days_off == []
        floor.passes(seconds=1)
        assert floor.days_off == [date(2026, 3, 28)]
        floor.passes_to(datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC))
        assert floor.days_off == [date(2026, 3, 28)]
        floor.passes(seconds=1)
        assert floor.days_off == [date(2026, 3, 28), date(2026, 3, 29)]


class TestRoutineDay:
    """A schedule or a workday sensor may say that a weekday asks for none."""

    @pytest.fixture
    def floor(self):
        return Floor("seat routine_day")

    def test_a_no_makes_it_a_day_off(self, floor):
        floor.reports(routine_day=False)
        assert not floor.practice.is_scheduled_today
        floor.passes(days=1)
        assert floor.days_off == [MONDAY]

    def test_silence_and_a_yes_do_not(self, floor):
        floor.reports(routine_day=None)
        assert floor.practice.is_scheduled_today
        floor.passes(days=1)
        floor.reports(routine_day=True)
        floor.passes(days=1)
        assert floor.days_off == []

    def test_an_hour_of_yes_is_enough(self, floor):
        """A schedule says yes for as long as its block lasts."""
        floor.reports(routine_day=False)
        floor.passes(hours=3)
        floor.reports(routine_day=True)
        floor.passes(hours=1)
        floor.reports(routine_day=False)
        assert floor.practice.is_scheduled_today
        floor.passes(hours=20)
        assert floor.days_off == []
        assert not floor.practice.is_scheduled_today

    def test_silence_leaves_what_was_said(self, floor):
        floor.reports(routine_day=False)
        floor.passes(hours=1)
        floor.reports(routine_day=None)
        assert not floor.practice.is_scheduled_today

    def test_after_a_restart_it_is_known_what_was_said(self, floor):
        floor.reports(routine_day=True)
        floor.passes(hours=1)
        floor.reports(routine_day=False)
        floor.is_down(minutes=10)
        assert floor.practice.is_scheduled_today

    def test_of_days_nobody_was_asked_about_the_weekday_decides(self, floor):
        floor.reports(routine_day=False)
        floor.is_down(days=7)
        saturday = MONDAY + 5 * DAY
        assert floor.days_off == [MONDAY, saturday, saturday + DAY]

    @pytest.mark.parametrize(
        ("late", "is_off"),
        [(seconds(20), True), (minutes(9), True), (minutes(11), False)],
        ids=["seconds after midnight", "minutes after midnight", "in the night"],
    )
    def test_a_sensor_may_notice_the_new_day_a_little_late(self, floor, late, is_off):
        """It says at midnight what it said of the day before."""
        floor.reports(routine_day=True)
        floor.passes_to(datetime(2026, 3, 3, tzinfo=UTC) + late)
        floor.reports(routine_day=False)
        floor.passes(days=1)
        assert floor.days_off == ([MONDAY + DAY] if is_off else [])

    def test_it_does_not_make_a_weekend_a_working_day(self, floor):
        floor.passes(days=5)
        floor.reports(routine_day=True)
        assert not floor.practice.is_scheduled_today
