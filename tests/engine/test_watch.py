"""A routine is a break: nothing is prompted meanwhile, and the sitting clock knows of it."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSnoozed,
    CoachingPaused,
    RoutineLogged,
    RoutineStopped,
    TimePassed,
)
from custom_components.posture_coach.engine.model import BreakOutcome, RoutinePhase, Status
from custom_components.posture_coach.engine.records import BreakRecord

from .desk import NINE
from .floor import THREE_TAKE, Floor, floor_rules


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


def breaks(floor):
    return [each for each in floor.records if isinstance(each, BreakRecord)]


@pytest.fixture
def floor():
    """Somebody has been sitting for twenty minutes."""
    floor = Floor()
    floor.sits(minutes=20)
    return floor


class TestLed:
    """A session is a declared break that ends with it."""

    def test_it_begins_with_the_session_and_ends_with_it(self, floor):
        told = floor.starts()
        assert told == ["routine started", "say welcome", "started"]
        floor.passes(minutes=10)
        (record,) = breaks(floor)
        assert record.outcome is BreakOutcome.TAKEN
        assert record.sat_for == minutes(20)
        assert not record.verified
        assert record.began_at == NINE + minutes(20)
        assert record.ended_at == NINE + minutes(20) + THREE_TAKE

    def test_the_clock_starts_anew_when_it_ends(self, floor):
        floor.starts()
        floor.passes(minutes=10)
        assert floor.seen.sat_for == minutes(10) - THREE_TAKE
        assert floor.seen.sitting_today == minutes(30)

    def test_a_coach_that_is_woken_late_ends_it_as_planned(self, floor):
        floor.starts()
        floor.now += minutes(10)
        floor.hears(TimePassed())
        assert breaks(floor)[0].ended_at == NINE + minutes(20) + THREE_TAKE
        assert floor.seen.sat_for == minutes(10) - THREE_TAKE

    def test_the_sensors_may_have_seen_it(self, floor):
        floor.starts()
        floor.passes(seconds=10)
        floor.is_up(minutes=10)
        (record,) = breaks(floor)
        assert record.verified
        assert floor.seen.breaks_today == {BreakOutcome.TAKEN: 1}

    def test_stopped_at_once_it_is_a_break_after_two_minutes_like_any_other(self, floor):
        floor.starts()
        floor.passes(seconds=30)
        floor.hears(RoutineStopped())
        assert breaks(floor) == []
        assert floor.shows(Status.ON_BREAK)
        assert floor.passes(seconds=90) == ["taken"]
        assert breaks(floor)[0].ended_at == NINE + minutes(22)

    def test_a_break_that_was_declared_already_goes_on_to_its_end(self, floor):
        floor.hears(BreakDeclared())
        floor.passes(minutes=1)
        assert floor.starts() == ["routine started", "say welcome"]
        floor.passes(minutes=10)
        (record,) = breaks(floor)
        assert record.began_at == NINE + minutes(20)
        assert record.ended_at == NINE + minutes(21) + THREE_TAKE

    def test_it_takes_the_break_that_is_due_and_ends_a_snooze(self, floor):
        floor.passes(minutes=10)
        floor.hears(BreakSnoozed())
        floor.passes(minutes=4)
        floor.starts()
        floor.passes(minutes=3)
        (record,) = breaks(floor)
        assert record.due_at == NINE + minutes(30)
        assert (record.prompts, record.snoozes) == (1, 1)
        assert floor.seen.limit == minutes(26)

    def test_who_does_not_sit_has_no_break_to_take(self):
        floor = Floor()
        floor.is_up(minutes=10)
        floor.starts()
        floor.passes(minutes=10)
        assert breaks(floor) == []
        assert len(floor.sessions) == 1

    def test_forgotten_the_person_is_taken_to_sit_since_it_was_left(self, floor):
        """They paused it, and sat down to work again."""
        floor.starts()
        floor.passes(minutes=1)
        floor.pauses()
        assert floor.passes(minutes=30) == ["routine stopped", "say stopped", "taken"]
        assert breaks(floor)[0].ended_at == NINE + minutes(22)
        assert floor.seen.sat_for == minutes(29)
        assert floor.passes(minutes=1) == ["due", "prompted"]


class TestQuiet:
    """Nothing is prompted while a session runs, which the status says."""

    def test_the_status_says_so(self, floor):
        floor.starts()
        assert floor.shows(Status.IN_ROUTINE)
        assert floor.seen.reason.key == "in_routine"
        floor.pauses()
        assert floor.shows(Status.IN_ROUTINE)
        floor.hears(RoutineStopped())
        assert not floor.shows(Status.IN_ROUTINE)

    def test_paused_coaching_still_leads(self, floor):
        floor.hears(CoachingPaused())
        floor.starts()
        assert floor.shows(Status.IN_ROUTINE)
        floor.passes(minutes=5)
        assert floor.shows(Status.PAUSED)

    def test_a_break_that_becomes_due_waits_for_its_end(self):
        """It was started before they sat down, and waits for an answer."""
        floor = Floor(rules=floor_rules(sitting_limit=minutes(15)))
        floor.starts(test=True)
        floor.reports(seat=True)
        assert floor.passes(minutes=20) == ["due"]
        assert floor.happened[-1].is_held
        assert floor.seen.is_due
        assert floor.hears(RoutineStopped()) == ["routine stopped", "say stopped", "prompted"]

    def test_one_that_was_prompted_for_is_not_prompted_for_again(self, floor):
        floor.passes(minutes=14)
        assert floor.told == ["due", "prompted"]
        floor.starts(test=True)
        floor.passes(minutes=29)
        assert floor.told == ["due", "prompted", "started"]


class TestInHindsight:
    """A routine done on one's own was a break, if it was in the spell that goes on."""

    def logs(self, floor, begin, end, **others):
        """Done between those minutes after nine; the figures of today stay as they are."""
        before = floor.coach._is.sitting_today(floor.now)
        told = floor.hears(
            RoutineLogged(started_at=NINE + minutes(begin), duration=minutes(end - begin), **others)
        )
        assert floor.coach._is.sitting_today(floor.now) == before
        return told

    def test_the_clock_counts_from_its_end(self, floor):
        assert self.logs(floor, 8, 12) == ["started", "taken"]
        (record,) = breaks(floor)
        assert record.outcome is BreakOutcome.TAKEN
        assert not record.verified
        assert record.sat_for == minutes(8)
        assert (record.began_at, record.ended_at) == (NINE + minutes(8), NINE + minutes(12))
        assert floor.seen.sat_for == minutes(8)
        assert floor.seen.due_at == NINE + minutes(42)
        floor.passes(minutes=10)
        assert floor.seen.sitting_today == minutes(30)

    def test_it_takes_the_break_that_is_due(self, floor):
        floor.passes(minutes=12)
        self.logs(floor, 27, 31)
        assert not floor.seen.is_due
        assert breaks(floor)[0].prompts == 1
        assert floor.seen.sat_for == minutes(1)

    def test_just_now_is_the_rule(self, floor):
        floor.hears(RoutineLogged())
        (record,) = breaks(floor)
        assert record.ended_at == floor.now
        assert floor.seen.sat_for == timedelta(0)

    @pytest.mark.parametrize("exercises", [("curl",), ("curl", "reach")], ids=len)
    def test_a_part_of_it_is_no_break(self, floor, exercises):
        assert self.logs(floor, 8, 12, exercises=exercises) == []
        assert breaks(floor) == []
        assert floor.seen.sat_for == minutes(20)

    def test_before_the_spell_that_goes_on_it_is_none(self, floor):
        floor.is_up(minutes=10)
        floor.sits(minutes=10)
        assert self.logs(floor, 22, 28) == []
        assert [each.outcome for each in breaks(floor)] == [BreakOutcome.NATURAL]

    def test_begun_before_that_spell_it_is_one_that_nobody_sat_before(self, floor):
        floor.is_up(minutes=10)
        floor.sits(minutes=10)
        self.logs(floor, 28, 34)
        assert breaks(floor)[-1].sat_for == timedelta(0)
        assert floor.seen.sat_for == minutes(6)

    def test_while_up_it_is_none(self, floor):
        floor.is_up(minutes=10)
        assert self.logs(floor, 23, 27) == []

    def test_on_a_declared_break_it_is_none(self, floor):
        floor.hears(BreakDeclared())
        floor.passes(minutes=1)
        assert self.logs(floor, 18, 21) == []

    def test_during_a_session_it_is_none(self, floor):
        floor.starts()
        floor.passes(minutes=1)
        assert self.logs(floor, 12, 16) == []
        assert floor.at == (RoutinePhase.PREPARE, 2)

    def test_nothing_is_counted_twice_after_a_gap(self, floor):
        floor.is_up(seconds=90)
        floor.sits(minutes=8, seconds=30)
        self.logs(floor, 8, 12)
        assert floor.seen.sat_for == minutes(8.5)

    def test_nothing_is_counted_twice_while_coming_back(self, floor):
        floor.is_up(seconds=90)
        floor.sits(seconds=10)
        self.logs(floor, 8, 12)
        floor.passes(minutes=10)
        assert floor.coach._is.sitting_today(floor.now) == minutes(30)

    def test_nothing_is_counted_in_a_gap(self, floor):
        floor.is_up(seconds=90)
        self.logs(floor, 8, 12)
        floor.passes(minutes=10)
        assert floor.seen.sitting_today == minutes(20)

    def test_nothing_is_counted_twice_after_silence(self, floor):
        floor.is_silent(minutes=5)
        self.logs(floor, 8, 12)
        floor.sits(minutes=5)
        assert floor.seen.sitting_today == minutes(30)


def test_standing_still_is_rested_from_too():
    floor = Floor("seat presence", floor_rules(standing_limit=minutes(30)))
    floor.reports(seat=False, presence=True)
    floor.passes(minutes=31)
    assert floor.told == ["due", "prompted"]
    floor.starts()
    floor.passes(minutes=3)
    assert floor.told == ["due", "prompted", "started", "taken"]
    assert breaks(floor)[0].posture == "standing"
