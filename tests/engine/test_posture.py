"""Each row of the posture table, and the moments at which time alone changes it."""

from datetime import timedelta
from itertools import product

import pytest

from custom_components.posture_coach.engine.events import BreakSkipped
from custom_components.posture_coach.engine.model import Posture, Problem, Settings
from custom_components.posture_coach.engine.posture import TABLE, Answer, fold, judge

from .desk import NINE, Desk

SITTING, STANDING, AWAY, UNKNOWN = Posture
ANY = (True, False, None)
NOT_ON = (False, None)
NOT_OFF = (True, None)
ON, OFF, NONE = (True,), (False,), (None,)
BRIEFLY, LONG = 299, 300
"""Seconds for which presence has been off."""

ROWS = [
    pytest.param(ON, NOT_OFF, ANY, ANY, 0, SITTING, id="on the seat and not missed"),
    pytest.param(ON, OFF, ANY, ANY, BRIEFLY, SITTING, id="on the seat, unseen for a moment"),
    pytest.param(ON, OFF, ANY, ON, LONG, SITTING, id="on the seat, unseen, at the computer"),
    pytest.param(ON, OFF, ANY, NOT_ON, LONG, AWAY, id="something lies on the seat"),
    pytest.param(OFF, ON, ANY, ANY, 0, STANDING, id="off the seat but seen"),
    pytest.param(OFF, NOT_ON, ANY, ON, 0, STANDING, id="off the seat but at the computer"),
    pytest.param(OFF, NOT_ON, ANY, ON, LONG, STANDING, id="off the seat, long unseen, typing"),
    pytest.param(OFF, NOT_ON, ANY, NOT_ON, 0, AWAY, id="off the seat and nothing else"),
    pytest.param(NONE, ON, ON, ANY, 0, STANDING, id="seen at a high desk"),
    pytest.param(NONE, ON, OFF, ANY, 0, SITTING, id="seen at a low desk"),
    pytest.param(NONE, ON, NONE, ANY, 0, UNKNOWN, id="seen at a desk of unknown height"),
    pytest.param(NONE, OFF, (False, None), ON, 0, SITTING, id="lost by the radar while typing"),
    pytest.param(NONE, OFF, ON, ON, 0, STANDING, id="lost by the radar, high desk, typing"),
    pytest.param(NONE, OFF, ANY, NOT_ON, 0, AWAY, id="not seen"),
    pytest.param(NONE, NONE, (False, None), ON, 0, SITTING, id="only the computer speaks"),
    pytest.param(NONE, NONE, ON, ON, 0, STANDING, id="only the computer speaks, high desk"),
    pytest.param(NONE, NONE, ANY, NOT_ON, 0, UNKNOWN, id="seat and presence are silent"),
]


@pytest.mark.parametrize(("seat", "presence", "desk", "computer", "unseen", "posture"), ROWS)
def test_the_posture_is_what_the_table_says(seat, presence, desk, computer, unseen, posture):
    for answers in product(seat, presence, desk, computer):
        names = ("seat", "presence", "desk_height", "computer")
        told = dict(zip(names, answers, strict=True))
        at_desk = Desk(" ".join(names))
        at_desk.reports(**told)
        at_desk.passes(seconds=unseen)
        assert at_desk.seen.posture is posture, told


@pytest.mark.parametrize(
    ("names", "answers", "posture"),
    [
        pytest.param("presence", {"presence": True}, SITTING, id="seen, no height configured"),
        pytest.param("presence", {"presence": False}, AWAY, id="not seen, nothing else configured"),
        pytest.param("computer", {"computer": True}, SITTING, id="only a computer, in use"),
        pytest.param("computer", {"computer": False}, AWAY, id="only a computer, not in use"),
        pytest.param("computer", {"computer": None}, AWAY, id="only a computer, silent"),
        pytest.param("seat computer", {"seat": None, "computer": None}, UNKNOWN, id="seat silent"),
        pytest.param("seat", {"seat": None}, UNKNOWN, id="only a seat, silent"),
    ],
)
def test_what_is_not_configured_is_not_missed(names, answers, posture):
    at_desk = Desk(names)
    at_desk.reports(**answers)
    assert at_desk.seen.posture is posture


def test_every_combination_of_answers_has_a_row():
    for answers in product(Answer, repeat=4):
        judge(*answers)


def test_no_row_of_the_table_is_hidden_by_those_above_it():
    used = set()
    for answers in product(Answer, repeat=4):
        fitting = [
            row
            for row in TABLE
            if all(answer in pattern for answer, pattern in zip(answers, row[:4], strict=True))
        ]
        used.add(fitting[0])
    assert used == set(TABLE)


@pytest.mark.parametrize(
    ("answers", "folded"),
    [
        pytest.param([], None, id="none configured"),
        pytest.param([None, None], None, id="all silent"),
        pytest.param([None, False], False, id="one off, one silent"),
        pytest.param([False, None, True], True, id="one on"),
        pytest.param([False, False], False, id="all off"),
    ],
)
def test_any_on_is_on_else_any_off_is_off_else_there_is_no_evidence(answers, folded):
    assert fold(answers) is folded


def test_several_sources_of_one_kind_speak_as_one():
    at_desk = Desk("seat seat2")
    at_desk.reports(seat=False, seat2=True)
    assert at_desk.seen.posture is SITTING
    at_desk.reports(seat2=None)
    assert at_desk.seen.posture is AWAY
    at_desk.reports(seat=None)
    assert at_desk.seen.posture is UNKNOWN


class TestSomethingLiesOnTheSeat:
    """A seat that stays on after everybody has left."""

    @pytest.fixture
    def desk(self):
        at_desk = Desk("seat presence computer")
        at_desk.reports(seat=True, presence=True, computer=False)
        at_desk.passes(minutes=20)
        return at_desk

    def test_the_absence_counts_from_when_presence_went_off(self, desk):
        left_at = desk.now
        desk.reports(presence=False)
        assert desk.passes(minutes=5) == ["natural"]
        assert desk.seen.posture is AWAY
        assert desk.seen.posture_since == left_at
        assert desk.seen.sitting_today == timedelta(minutes=20)
        assert desk.records[0].began_at == left_at
        assert desk.records[0].sat_for == timedelta(minutes=20)

    def test_until_then_the_seat_is_believed(self, desk):
        desk.reports(presence=False)
        desk.passes(minutes=4, seconds=59)
        assert desk.seen.posture is SITTING
        assert desk.seen.sat_for == timedelta(minutes=24, seconds=59)
        desk.reports(presence=True)
        desk.passes(minutes=5)
        assert desk.seen.posture is SITTING
        assert desk.seen.sat_for == timedelta(minutes=29, seconds=59)

    def test_who_is_unseen_at_the_computer_leaves_when_the_computer_is_left(self, desk):
        """The radar had lost a still person long before."""
        desk.reports(presence=False, computer=True)
        desk.passes(minutes=9)
        left_at = desk.now
        desk.reports(computer=False)
        assert desk.seen.posture is AWAY
        assert desk.seen.posture_since == left_at

    def test_a_break_that_was_seen_meanwhile_is_told_once(self, desk):
        """The seat was really left, and something put on it just before presence counts."""
        desk.reports(presence=False)
        desk.passes(seconds=30)
        desk.reports(seat=False)
        assert desk.passes(seconds=130) == ["natural"]
        desk.reports(seat=True)
        assert desk.passes(minutes=10) == []
        assert desk.seen.posture is AWAY
        assert desk.seen.sitting_today == timedelta(minutes=20)
        assert len(desk.records) == 1

    def test_a_break_skipped_meanwhile_stays_skipped(self, desk):
        desk.passes(minutes=12)
        desk.reports(presence=False)
        desk.passes(minutes=1)
        desk.hears(BreakSkipped())
        desk.passes(minutes=10)
        assert desk.told == ["due", "prompted", "skipped"]
        assert desk.seen.posture is AWAY

    def test_a_break_due_for_nobody_is_over(self):
        """With a short limit a bag is told to stand up before it is found to be one."""
        at_desk = short_of_patience()
        assert at_desk.passes(minutes=3, seconds=30) == ["due", "prompted"]
        assert at_desk.passes(minutes=1) == ["taken"]
        assert at_desk.seen.posture is AWAY
        assert not at_desk.seen.is_due

    def test_the_figures_of_a_new_day_are_taken_back_too(self):
        at_desk = Desk("seat presence", now=NINE.replace(hour=23))
        at_desk.reports(seat=True, presence=True)
        at_desk.passes(minutes=58)
        at_desk.reports(presence=False)
        at_desk.passes(minutes=5)
        assert at_desk.seen.posture is AWAY
        assert at_desk.seen.sitting_today == timedelta(0)
        at_desk.reports(presence=True)
        at_desk.passes(minutes=10)
        assert at_desk.seen.sitting_today == timedelta(minutes=10)

    def test_an_occupied_chair_is_a_problem_after_three_times_a_day(self, desk):
        for times in (1, 2, 3):
            assert Problem.CHAIR_OCCUPIED not in desk.seen.problems
            desk.reports(presence=False)
            desk.passes(minutes=5)
            assert desk.coach._is.day.unseen == times
            desk.reports(presence=True)
            desk.passes(minutes=1)
        assert Problem.CHAIR_OCCUPIED in desk.seen.problems
        desk.passes(hours=24)
        assert Problem.CHAIR_OCCUPIED not in desk.seen.problems

    def test_other_sources_that_report_at_the_same_instant_do_not_count_it_again(self):
        at_desk = Desk("seat presence computer busy")
        at_desk.reports(seat=True, presence=False, computer=True)
        at_desk.passes(minutes=6)
        at_desk.reports(computer=False)
        at_desk.reports(busy=True)
        assert at_desk.coach._is.day.unseen == 1


def short_of_patience():
    at_desk = Desk("seat presence", Settings(sitting_limit=timedelta(minutes=3)))
    at_desk.reports(seat=False, presence=False)
    at_desk.passes(seconds=30)
    at_desk.reports(seat=True)
    return at_desk


class TestHeightMemory:
    """A desk that lost its height sensor stands where it stood, for an hour."""

    @pytest.fixture(params=[(True, STANDING), (False, SITTING)], ids=["high desk", "low desk"])
    def lost(self, request):
        is_high, posture = request.param
        at_desk = Desk("presence desk_height")
        at_desk.reports(presence=True, desk_height=is_high)
        at_desk.passes(minutes=5)
        at_desk.reports(desk_height=None)
        return at_desk, posture

    def test_it_is_as_before_for_an_hour(self, lost):
        at_desk, posture = lost
        at_desk.passes(minutes=59, seconds=59)
        assert at_desk.seen.posture is posture

    def test_then_it_is_unknown(self, lost):
        at_desk, _ = lost
        at_desk.passes(hours=1)
        assert at_desk.seen.posture is UNKNOWN

    def test_a_new_height_is_believed_at_once(self, lost):
        at_desk, posture = lost
        at_desk.passes(hours=2)
        at_desk.reports(desk_height=posture is STANDING)
        assert at_desk.seen.posture is posture

    def test_a_height_never_heard_is_unknown(self):
        at_desk = Desk("presence desk_height")
        at_desk.reports(presence=True, desk_height=None)
        assert at_desk.seen.posture is UNKNOWN


def test_who_is_not_home_is_away_whatever_a_shared_desk_says():
    at_desk = Desk("seat home")
    at_desk.reports(seat=True, home=False)
    assert at_desk.seen.posture is AWAY
    at_desk.reports(home=None)
    assert at_desk.seen.posture is SITTING


def test_coming_home_to_a_desk_where_somebody_else_sits_starts_ones_own_clock():
    at_desk = Desk("seat home")
    at_desk.reports(seat=True, home=False)
    at_desk.passes(hours=1)
    at_desk.reports(home=True)
    at_desk.passes(minutes=1)
    assert at_desk.seen.sat_for == timedelta(minutes=1)
