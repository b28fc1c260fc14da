"""The coach hears things late, at once, twice, and after nobody has listened for a while."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    ClockStepped,
    CoachingPaused,
    SettingsChanged,
    TimePassed,
    WatchLost,
)
from custom_components.posture_coach.engine.model import Posture, Problem, Settings

from .desk import NINE, Desk


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


class TestLateReports:
    """Decisions use the moment a sensor changed, not the moment of handling."""

    def test_the_clock_starts_when_somebody_sat_down(self, desk):
        desk.now += minutes(5)
        desk.reports_late(minutes(5), seat=True)
        assert desk.seen.sat_for == minutes(5)

    def test_a_break_begins_when_somebody_got_up(self, desk):
        desk.sits(minutes=20)
        desk.now += seconds(90)
        desk.reports_late(seconds(90), seat=False)
        assert desk.passes(seconds=30) == ["natural"]
        assert desk.records[0].began_at == NINE + minutes(20)

    def test_a_burst_is_taken_in_the_order_in_which_it_happened(self, desk):
        """All of it is heard at once: on, off, on for good, off for a moment."""
        desk.now += minutes(10)
        for late, answer in ((600, True), (590, False), (500, True), (100, False), (95, True)):
            desk.reports_late(seconds(late), seat=answer)
        assert desk.seen.sat_for == seconds(500)

    def test_what_was_told_stands(self, desk):
        """Told at 30:00; that the person had got up at 29:50 is heard later."""
        desk.sits(minutes=30)
        desk.now += seconds(5)
        desk.reports_late(seconds(15), seat=False)
        assert desk.seen.sat_for == minutes(30)
        assert desk.passes(minutes=2) == ["started", "taken"]
        assert desk.records[0].began_at == NINE + minutes(30)

    def test_what_was_asked_stands(self, desk):
        desk.sits(minutes=30)
        desk.now += seconds(20)
        desk.hears(BreakSkipped())
        desk.reports_late(seconds(10), seat=True)
        assert desk.told == ["due", "prompted", "skipped"]

    def test_a_report_from_before_the_last_one_counts_with_it(self):
        desk = Desk("seat presence")
        desk.reports(seat=True)
        desk.passes(minutes=10)
        desk.reports(seat=False)
        desk.reports_late(seconds(3), presence=False)
        assert desk.shows(Posture.AWAY)
        assert desk.seen.posture_since == desk.now

    def test_a_report_from_the_future_counts_from_now(self, desk):
        desk.reports_late(-minutes(5), seat=True)
        desk.passes(minutes=1)
        assert desk.seen.sat_for == minutes(1)

    def test_being_woken_late_loses_nothing(self, desk):
        desk.sits(minutes=1)
        desk.now += minutes(33)
        assert desk.hears(TimePassed()) == ["due", "prompted"]
        assert desk.happened[0].at == NINE + minutes(30)
        assert desk.happened[1].at == NINE + minutes(34)
        assert desk.seen.due_at == NINE + minutes(30)

    def test_a_request_may_come_before_the_coach_was_woken(self, desk):
        desk.sits(minutes=29)
        desk.now += minutes(2)
        assert desk.hears(BreakSkipped()) == ["due", "skipped"]

    def test_a_present_that_goes_back_stands_still(self, desk):
        desk.sits(minutes=10)
        before = desk.coach.memory()
        assert desk.coach.handle(TimePassed(), NINE) == []
        assert desk.coach.memory() == before
        assert desk.coach.deadline == NINE + minutes(11)


class TestSimultaneousReports:
    """Sources that change at one instant have changed together."""

    def test_what_was_so_for_no_time_never_was(self):
        """Sat down and seen: for an instant the seat said off and presence on."""
        desk = Desk("seat presence")
        desk.reports(seat=False, presence=False)
        desk.passes(minutes=5)
        desk.reports(presence=True)
        desk.reports(seat=True)
        assert desk.shows(Posture.SITTING)
        assert desk.coach._is.clocks[Posture.STANDING].back_since is None

    def test_on_and_off_at_one_instant_leaves_everything_as_it_was(self, desk):
        desk.sits(minutes=10)
        desk.reports(seat=False)
        desk.reports(seat=True)
        assert desk.seen.posture_since == NINE
        assert desk.passes(minutes=20) == ["due", "prompted"]

    def test_presence_that_is_back_at_the_very_last_second_is_too_late(self):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(presence=False)
        desk.passes(minutes=5)
        desk.reports(presence=True)
        assert desk.told == ["natural"]
        desk.passes(minutes=1)
        assert desk.seen.sat_for == minutes(1)

    def test_a_break_that_ends_with_returning_evidence_is_told_once(self):
        """Two sensors come back together after the break was over."""
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(seat=False, presence=False)
        desk.passes(minutes=1)
        desk.is_silent(minutes=3)
        assert desk.reports(seat=False) == ["natural"]
        assert desk.reports(presence=False) == []
        assert len(desk.records) == 1


class TestWatchLost:
    """Nobody watched: Home Assistant was down."""

    def down(self, desk, **duration):
        down_at = desk.now
        memory = desk.coach.memory()
        desk.now += timedelta(**duration)
        desk.restarts(memory)
        desk.hears(WatchLost(at=down_at))

    def test_a_short_restart_is_bridged(self, desk):
        desk.sits(minutes=10)
        self.down(desk, minutes=8)
        desk.sits(minutes=2)
        assert desk.seen.sat_for == minutes(20)
        assert desk.passes(minutes=10) == ["due", "prompted"]

    def test_a_long_one_is_lost(self, desk):
        desk.sits(minutes=10)
        self.down(desk, hours=9)
        desk.sits(minutes=2)
        assert desk.seen.sat_for == minutes(12)

    def test_who_got_up_meanwhile_has_a_break_from_when_it_is_seen(self, desk):
        desk.sits(minutes=10)
        self.down(desk, minutes=8)
        desk.is_up(seconds=119)
        assert desk.told == []
        desk.passes(seconds=1)
        assert desk.told == ["natural"]

    def test_nothing_is_prompted_before_the_sensors_are_back(self, desk):
        desk.sits(minutes=29)
        self.down(desk, minutes=5)
        assert desk.passes(minutes=3) == []
        assert desk.sits(minutes=0) == ["due", "prompted"]

    def test_sensors_that_take_a_while_to_start_are_no_problem(self, desk):
        """The hour of silence begins when somebody listens."""
        desk.sits(minutes=10)
        self.down(desk, hours=9)
        desk.is_silent(minutes=59)
        assert desk.seen.problems == frozenset()
        desk.passes(minutes=1)
        assert desk.seen.problems == {Problem.SENSORS_SILENT}

    def test_a_declared_break_goes_on(self, desk):
        desk.sits(minutes=30)
        desk.hears(BreakDeclared())
        self.down(desk, minutes=3)
        assert desk.told[-1] == "taken"
        assert desk.records[-1].ended_at == NINE + minutes(32)

    def test_how_long_nobody_was_seen_is_bridged_too(self):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(presence=False)
        desk.passes(minutes=3)
        self.down(desk, minutes=1)
        desk.reports(seat=True, presence=False)
        assert desk.passes(minutes=1) == ["natural"]
        assert desk.records[0].began_at == NINE + minutes(10)

    def test_it_is_to_the_very_end_of_the_bridge(self):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(presence=False)
        self.down(desk, minutes=10)
        assert desk.reports(seat=True, presence=False) == ["natural"]

    def test_after_long_nobody_knows_whether_somebody_was_seen(self):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(presence=False)
        desk.passes(minutes=3)
        self.down(desk, hours=1)
        desk.reports(seat=True, presence=False)
        assert desk.shows(Posture.SITTING)
        desk.passes(minutes=5)
        assert desk.shows(Posture.AWAY)
        assert desk.seen.posture_since == desk.now - minutes(5)

    def test_lost_and_found_at_one_instant_nothing_was_lost(self, desk):
        desk.sits(minutes=10)
        desk.hears(WatchLost(at=desk.now))
        assert desk.shows(Posture.UNKNOWN)
        desk.reports(seat=True)
        assert desk.seen.posture_since == NINE
        assert desk.seen.sat_for == minutes(10)


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(hours=-2)], ids=["ahead", "back"])
class TestWallClock:
    """The wall clock is set while somebody sits."""

    def step(self, desk, by):
        desk.now += by
        return desk.hears(ClockStepped(by=by))

    def test_nobody_has_sat_more_or_less(self, desk, by):
        desk.sits(minutes=20)
        assert self.step(desk, by) == []
        assert desk.seen.sat_for == minutes(20)
        assert desk.passes(minutes=10) == ["due", "prompted"]
        assert desk.happened[0].due_at == NINE + by + minutes(30)

    def test_the_next_prompt_comes_when_it_would(self, desk, by):
        desk.sits(minutes=32)
        self.step(desk, by)
        assert desk.passes(minutes=2, seconds=59) == []
        assert desk.passes(seconds=1) == ["prompted"]

    def test_absence_is_still_dated_back_to_when_it_began(self, desk, by):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=10)
        desk.reports(presence=False)
        desk.passes(minutes=3)
        self.step(desk, by)
        assert desk.passes(minutes=2) == ["natural"]
        assert desk.records[0].began_at == NINE + by + minutes(10)

    def test_a_pause_ends_at_the_hour_it_was_to_end(self, desk, by):
        until = NINE + timedelta(hours=5)
        desk.hears(CoachingPaused(until=until))
        self.step(desk, by)
        assert desk.seen.paused_until == until


def test_a_clock_set_ahead_beyond_the_end_of_a_pause_ends_it(desk):
    desk.hears(CoachingPaused(until=NINE + minutes(30)))
    desk.now += timedelta(hours=2)
    desk.hears(ClockStepped(by=timedelta(hours=2)))
    assert desk.seen.is_coaching


def test_new_settings_count_for_the_spell_that_goes_on(desk):
    desk.sits(minutes=10)
    desk.hears(SettingsChanged(settings=Settings(sitting_limit=minutes(60))))
    assert desk.seen.limit == minutes(60)
    assert desk.seen.due_at == NINE + minutes(60)


def test_a_shorter_break_may_be_over_at_once(desk):
    """Of a declared break too, and nobody has sat twice at one time."""
    desk = Desk(rules=Settings(break_min=minutes(10)))
    desk.sits(minutes=30)
    desk.hears(BreakDeclared())
    desk.passes(minutes=5)
    assert desk.hears(SettingsChanged(settings=Settings())) == ["taken"]
    assert desk.seen.sitting_today == minutes(35)
    desk.passes(minutes=1)
    assert desk.seen.sitting_today == minutes(36)


def test_a_long_day_is_as_cheap_to_wake_as_a_short_one(desk):
    """Nothing that was told is kept."""
    for _ in range(100):
        desk.sits(minutes=31)
        desk.is_up(minutes=3)
    assert len(str(desk.coach.memory())) < 5000
