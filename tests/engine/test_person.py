"""What is known of a person: a sensor that is stuck, and who sits where."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.model import Problem, Status

from .desk import Desk

THREE_HOURS = timedelta(hours=3)


class TestStuck:
    """One source on, unchanged for three hours of clock: nobody sits that still."""

    def test_the_person_is_asked_once_instead_of_nagged(self, desk):
        desk.sits(hours=2, minutes=59)
        assert "asked" not in desk.told
        assert desk.passes(minutes=1) == ["asked"]
        assert desk.questions[0].source == "seat"
        assert desk.questions[0].sat_for == THREE_HOURS
        assert desk.shows(Status.SENSOR_STUCK)
        assert Problem.SENSOR_STUCK in desk.seen.problems
        assert desk.passes(hours=5) == []

    def test_prompts_wait_until_it_moves(self):
        desk = Desk("seat busy")
        desk.reports(seat=True, busy=True)
        desk.passes(hours=3)
        assert desk.told == ["due"]
        assert desk.reports(busy=False) == ["prompted"]

    def test_while_busy_the_question_waits(self):
        desk = Desk("seat busy")
        desk.reports(seat=True, busy=False)
        desk.passes(minutes=70)
        desk.reports(busy=True)
        assert desk.passes(hours=3) == []
        assert desk.shows(Status.SENSOR_STUCK)

    @pytest.mark.parametrize("other", ["presence", "computer", "seat2"])
    def test_a_second_source_that_says_on_corroborates(self, other):
        desk = Desk(f"seat {other}")
        desk.reports(seat=True, **{other: True})
        desk.passes(hours=4)
        assert "asked" not in desk.told

    @pytest.mark.parametrize("other", ["busy", "duty", "home", "desk_height"])
    def test_other_kinds_say_nothing_of_somebody_there(self, other):
        desk = Desk(f"seat {other}")
        desk.reports(seat=True, **{other: True})
        desk.passes(hours=2, minutes=59)
        assert not desk.shows(Status.SENSOR_STUCK)
        desk.passes(minutes=1)
        assert desk.shows(Status.SENSOR_STUCK)

    def test_a_flicker_is_a_change(self, desk):
        desk.sits(hours=2)
        desk.is_up(seconds=5)
        desk.sits(hours=2)
        assert "asked" not in desk.told

    def test_a_change_of_any_source_is_one(self):
        desk = Desk("seat desk_height")
        desk.reports(seat=True, desk_height=False)
        desk.passes(hours=2)
        desk.reports(desk_height=True)
        desk.passes(hours=2)
        assert "asked" not in desk.told

    def test_silence_and_the_same_answer_again_are_none(self, desk):
        desk.sits(hours=2)
        desk.is_silent(minutes=5)
        desk.sits(minutes=54)
        assert desk.told[-1] != "asked"
        assert desk.passes(minutes=1) == ["asked"]

    def test_time_that_was_not_sat_does_not_count(self, desk):
        desk.sits(hours=2)
        desk.is_silent(hours=2)
        desk.sits(minutes=59)
        assert "asked" not in desk.told

    def test_it_may_be_asked_again_after_it_moved(self, desk):
        desk.sits(hours=3)
        desk.is_up(minutes=10)
        assert desk.seen.status is Status.AWAY
        desk.sits(hours=3)
        assert len(desk.questions) == 2


def test_sources_nobody_configured_are_not_listened_to(desk):
    desk.reports(seat=True, kettle=True)
    desk.passes(minutes=1)
    assert desk.seen.sat_for == timedelta(minutes=1)
    assert "kettle" not in desk.coach.memory()["words"]
