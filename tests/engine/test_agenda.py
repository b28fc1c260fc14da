"""The coach is woken when something is to happen, and only then."""

from datetime import timedelta

from custom_components.posture_coach.engine.events import CoachingPaused, RunPlanned
from custom_components.posture_coach.engine.model import Problem

from .desk import NINE, Desk
from .floor import Floor

HOUR = timedelta(hours=1)


def test_nothing_pending_wakes_nobody(desk):
    desk.reports(seat=False)
    assert desk.coach.deadline is None
    desk.passes(hours=100)
    assert desk.wakings == 0


def test_after_the_figures_of_a_day_it_is_woken_once_at_midnight(desk):
    desk.sits(minutes=10)
    desk.is_up(minutes=5)
    wakings = desk.wakings
    assert desk.coach.deadline == NINE.replace(hour=0) + timedelta(days=1)
    desk.passes(hours=100)
    assert desk.wakings == wakings + 1
    assert desk.coach.deadline is None


def test_while_somebody_sits_it_is_woken_once_a_minute(desk):
    desk.sits(minutes=20)
    # One more: half a minute in, the person is believed to sit.
    assert desk.wakings == 21


def test_the_figures_shown_change_only_when_it_is_woken(desk):
    desk.sits(seconds=45)
    before = desk.seen
    deadline = desk.coach.deadline
    desk.now = deadline - timedelta(microseconds=1)
    assert desk.seen.sitting_today == before.sitting_today
    desk.passes_to(deadline)
    assert desk.seen.sitting_today == timedelta(minutes=1)


def test_paused_it_is_woken_when_the_pause_ends(desk):
    desk.reports(seat=False)
    desk.hears(CoachingPaused(until=NINE + HOUR))
    assert desk.coach.deadline == NINE + HOUR


def test_a_chair_that_is_sometimes_occupied_is_forgotten_at_midnight():
    desk = Desk("seat presence")
    desk.reports(seat=True, presence=False)
    desk.passes(minutes=5)
    assert desk.seen.sitting_today == timedelta(0)
    assert desk.coach.deadline == NINE.replace(hour=0) + timedelta(days=1)


class TestRoutines:
    """A session wakes the coach as it goes, a routine at midnight, a run ahead of it."""

    def test_with_a_routine_it_is_woken_at_midnight(self):
        floor = Floor()
        floor.reports(seat=False)
        floor.passes(hours=100)
        assert floor.wakings == 4

    def test_a_session_wakes_it_for_each_cue_and_each_phase(self):
        floor = Floor()
        floor.starts("two")
        floor.passes(minutes=3)
        # Twelve cues after the first; a phase begins with one, the last ends with one.
        assert floor.wakings == 14
        assert floor.coach.deadline == NINE.replace(hour=0) + timedelta(days=1)

    def test_paused_it_is_woken_when_it_is_forgotten(self):
        floor = Floor()
        floor.starts()
        floor.pauses()
        assert floor.coach.deadline == NINE + HOUR / 2

    def test_a_run_wakes_it_ahead_of_it_and_no_more_once_it_was_told(self):
        floor = Floor()
        floor.hears(RunPlanned(at=NINE + HOUR))
        assert floor.coach.deadline == NINE + timedelta(minutes=40)
        floor.passes(minutes=40)
        assert floor.coach.deadline == NINE.replace(hour=0) + timedelta(days=1)

    def test_a_run_that_has_to_wait_wakes_nobody(self):
        floor = Floor("busy")
        floor.reports(busy=True)
        floor.hears(RunPlanned(at=NINE + HOUR))
        floor.passes(minutes=40)
        assert floor.coach.deadline == NINE.replace(hour=0) + timedelta(days=1)


class TestSilence:
    """An hour without evidence is a problem."""

    def test_it_is_found_when_the_hour_is_over(self, desk):
        desk.sits(minutes=10)
        desk.is_silent(minutes=59)
        assert desk.seen.problems == frozenset()
        desk.passes(minutes=1)
        assert desk.seen.problems == {Problem.SENSORS_SILENT}

    def test_it_is_over_with_the_first_answer(self, desk):
        desk.is_silent(hours=2)
        desk.reports(seat=False)
        assert desk.seen.problems == frozenset()

    def test_silent_from_the_very_beginning_it_is_found_too(self, desk):
        desk.is_silent(hours=1)
        assert desk.seen.problems == {Problem.SENSORS_SILENT}
