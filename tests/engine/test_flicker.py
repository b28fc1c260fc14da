"""A sensor that says what nobody does gets the benefit of the doubt."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.model import Posture
from custom_components.posture_coach.engine.sitting import FLICKER_REMEMBERED

from .desk import Desk


def minutes(count):
    return timedelta(minutes=count)


def seconds(count):
    return timedelta(seconds=count)


def sat(desk):
    return desk.seen.sat_for


@pytest.fixture
def seat():
    """A seat that has flickered, with ten minutes on the clock."""
    desk = Desk()
    desk.sits(minutes=5)
    desk.is_up(seconds=10)
    desk.sits(seconds=290)
    assert sat(desk) == minutes(10)
    return desk


class TestWhatIsNoFlicker:
    """A seat that only says what people do is believed to the second."""

    def test_nobody_is_up_for_ten_seconds_but_some_are_for_eleven(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=11)
        desk.sits(seconds=49)
        desk.is_up(seconds=90)
        desk.sits(minutes=1)
        assert sat(desk) == minutes(12)

    def test_after_a_working_day_without_one_it_is_forgotten(self, seat):
        seat.sits(hours=FLICKER_REMEMBERED / timedelta(hours=1))
        before = sat(seat)
        seat.is_up(seconds=90)
        seat.sits(minutes=1)
        assert sat(seat) == before + minutes(1)

    def test_a_day_of_other_postures_is_not_counted(self, seat):
        seat.is_up(hours=20)
        seat.sits(minutes=10)
        seat.is_up(seconds=90)
        seat.sits(minutes=1)
        assert sat(seat) == minutes(11) + seconds(45)


class TestBenefitOfTheDoubt:
    """What looks like a short walk may be a dropout."""

    def test_a_dropout_is_over_at_once(self, seat):
        seat.is_up(seconds=45)
        seat.sits(seconds=1)
        assert sat(seat) == minutes(10) + seconds(46)

    def test_a_longer_one_needs_to_settle(self, seat):
        seat.is_up(seconds=46)
        seat.sits(seconds=29)
        assert sat(seat) == minutes(10)
        seat.sits(seconds=1)
        assert sat(seat) == minutes(10) + seconds(76)

    def test_a_gap_left_out_is_left_out_by_half(self, seat):
        seat.is_up(seconds=100)
        seat.sits(seconds=30)
        assert sat(seat) == minutes(10) + seconds(80)

    def test_short_returns_do_not_help_a_gap_to_become_a_break(self, seat):
        seat.is_up(seconds=60)
        seat.sits(seconds=20)
        assert seat.is_up(seconds=59) == []
        seat.sits(seconds=30)
        assert sat(seat) == minutes(10) + seconds(20) + seconds(119) / 2 + seconds(30)

    def test_two_minutes_out_of_the_seat_are_still_a_break(self, seat):
        seat.is_up(seconds=60)
        seat.sits(seconds=20)
        left_at = seat.now
        assert seat.is_up(seconds=60) == ["natural"]
        assert seat.records[0].began_at == left_at
        assert seat.records[0].sat_for == minutes(10) + seconds(20)

    def test_half_of_a_silence_that_ends_in_another_answer_counts(self, seat):
        seat.is_silent(seconds=60)
        seat.is_up(seconds=60)
        seat.sits(seconds=30)
        assert sat(seat) == minutes(10) + seconds(30 + 30 + 30)

    def test_a_long_silence_is_lost_all_the_same(self, seat):
        seat.is_silent(minutes=11)
        seat.is_up(seconds=20)
        seat.sits(seconds=30)
        assert sat(seat) == minutes(10) + seconds(50)


class TestStillSeen:
    """Another sensor sees somebody whom the seat has lost."""

    @pytest.fixture
    def desk(self):
        desk = Desk("seat presence")
        desk.reports(seat=True, presence=True)
        desk.passes(minutes=5)
        return desk

    @pytest.mark.parametrize(
        ("first", "counted"),
        [(8, minutes(1)), (20, timedelta(0))],
        ids=["a seat that flickers has lost them", "a seat that does not is believed"],
    )
    def test_somebody_seen_throughout_was_never_up(self, desk, first, counted):
        desk.reports(seat=False)
        desk.passes(seconds=first)
        desk.reports(seat=True)
        desk.passes(seconds=60)
        before = sat(desk)
        desk.reports(seat=False)
        desk.passes(seconds=60)
        assert desk.seen.posture is Posture.STANDING
        desk.reports(seat=True)
        desk.passes(seconds=30)
        assert sat(desk) == before + seconds(30) + counted

    def test_somebody_unseen_for_a_moment_may_have_been(self, desk):
        desk.reports(seat=False)
        desk.passes(seconds=5)
        desk.reports(seat=True)
        desk.passes(seconds=60)
        before = sat(desk)
        desk.reports(seat=False)
        desk.passes(seconds=20)
        desk.reports(presence=False)
        desk.passes(seconds=20)
        desk.reports(presence=True)
        desk.passes(seconds=20)
        desk.reports(seat=True)
        desk.passes(seconds=30)
        assert sat(desk) == before + seconds(60)

    def test_two_minutes_at_the_desk_are_still_a_break(self, desk):
        desk.reports(seat=False)
        desk.passes(seconds=5)
        desk.reports(seat=True)
        desk.passes(seconds=60)
        desk.reports(seat=False)
        assert desk.passes(seconds=120) == ["natural"]
