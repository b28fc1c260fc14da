"""The balance test: what is accepted, and figures worked out by hand."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine import CoachError, balance
from custom_components.posture_coach.engine.balance import (
    AXES,
    answers,
    both_feet,
    changes,
    evenness,
    left_right,
    measured,
)
from custom_components.posture_coach.engine.events import BalanceTested, Load
from custom_components.posture_coach.engine.records import BalanceRecord, TestPhase

from .desk import NINE

SHORT = {"left_right": 1, "heel_toe": -1, "inner_outer": 0}
LONG = {
    "left_right": -2,
    "left_heel_toe": 1,
    "right_heel_toe": -1,
    "left_inner_outer": 0,
    "right_inner_outer": 2,
}


def told(eyes_closed=True, **axes):
    """The record of a single test."""
    event = BalanceTested(phase=TestPhase.SINGLE, axes=axes, eyes_closed=eyes_closed)
    return balance.tested(event, NINE, None)


def record(**axes):
    return BalanceRecord(at=NINE, phase=TestPhase.SINGLE, **axes)


class TestAnswers:
    """Both forms are kept as they were answered."""

    @pytest.mark.parametrize("axes", [SHORT, LONG], ids=["short form", "each foot"])
    def test_it_is_kept_as_it_was_answered(self, axes):
        kept = told(**axes)
        assert answers(kept) == axes
        assert (kept.at, kept.phase, kept.eyes_closed) == (NINE, TestPhase.SINGLE, True)

    def test_open_eyes_are_told_apart(self):
        assert not told(eyes_closed=False, **SHORT).eyes_closed

    @pytest.mark.parametrize("other", [axis for axis in AXES if axis != "left_right"])
    def test_left_right_and_any_other_are_enough(self, other):
        assert answers(told(left_right=0, **{other: 2})) == {"left_right": 0, other: 2}

    def test_one_pair_may_be_together_and_the_other_of_each_foot(self):
        axes = {"left_right": 0, "heel_toe": 1, "left_inner_outer": -1}
        assert answers(told(**axes)) == axes

    @pytest.mark.parametrize("value", [-3, 3, 100])
    @pytest.mark.parametrize("axis", AXES)
    def test_beyond_two_it_is_refused(self, axis, value):
        with pytest.raises(CoachError) as refusal:
            told(**{"left_right": 0, "heel_toe": 0, axis: value})
        assert refusal.value.key == "axis_out_of_range"
        assert refusal.value.placeholders == {"field": axis}

    def test_an_axis_nobody_knows_is_refused(self):
        with pytest.raises(CoachError) as refusal:
            told(left_right=0, head=1)
        assert refusal.value.placeholders == {"field": "head"}

    @pytest.mark.parametrize("foot", ["left", "right"])
    @pytest.mark.parametrize("axis", ["heel_toe", "inner_outer"])
    def test_feet_together_and_apart_contradict(self, axis, foot):
        with pytest.raises(CoachError) as refusal:
            told(left_right=0, **{axis: 1, f"{foot}_{axis}": 1})
        assert (refusal.value.key, refusal.value.placeholders) == (
            "axes_contradict",
            {"field": axis},
        )

    @pytest.mark.parametrize(
        ("axes", "field"),
        [
            pytest.param({}, "left_right", id="nothing"),
            pytest.param({"left_right": 1}, "heel_toe", id="left right only"),
            pytest.param({"heel_toe": 1, "inner_outer": 1}, "left_right", id="no left right"),
        ],
    )
    def test_too_few_are_refused(self, axes, field):
        with pytest.raises(CoachError) as refusal:
            told(**axes)
        assert (refusal.value.key, refusal.value.placeholders) == (
            "axes_too_few",
            {"field": field},
        )


@pytest.mark.parametrize(
    ("axes", "points"),
    [
        pytest.param({"left_right": 0, "heel_toe": 0}, 100, id="even"),
        pytest.param({"left_right": 2, "heel_toe": -2}, 0, id="as uneven as can be"),
        # (1 + 1 + 0) / 3 = 2/3; 100 * (1 - 1/3)
        pytest.param(SHORT, 200 / 3, id="short form"),
        # (2 + 1 + 1 + 0 + 2) / 5 = 6/5; 100 * (1 - 3/5)
        pytest.param(LONG, 40, id="each foot"),
        # (1 + 0) / 2 = 1/2; 100 * (1 - 1/4)
        pytest.param({"left_right": -1, "inner_outer": 0}, 75, id="what was not answered is out"),
    ],
)
def test_evenness_is_the_mean_of_what_was_answered(axes, points):
    assert evenness(record(**axes)) == pytest.approx(points)


class TestBothFeet:
    """An axis of both feet, whichever form was answered."""

    def test_answered_together_it_is_the_answer(self):
        assert both_feet(record(**SHORT), "heel_toe") == -1

    def test_of_each_foot_it_is_the_mean(self):
        assert both_feet(record(**LONG), "heel_toe") == 0
        assert both_feet(record(**LONG), "inner_outer") == 1

    def test_of_one_foot_it_is_that_foot(self):
        assert both_feet(record(left_right=0, right_heel_toe=-2), "heel_toe") == -2

    def test_not_answered_it_is_not_known(self):
        assert both_feet(record(left_right=0, heel_toe=1), "inner_outer") is None


class TestChanges:
    """Above zero is more even."""

    def test_by_hand(self):
        before = record(left_right=-2, heel_toe=1, inner_outer=0)
        after = record(left_right=1, heel_toe=-1, inner_outer=1)
        # evenness 50 before: (2 + 1 + 0) / 3 = 1; the same after: (1 + 1 + 1) / 3 = 1
        assert changes(before, after) == {
            "left_right": 1,
            "heel_toe": 0,
            "inner_outer": -1,
            "evenness": 0,
        }

    def test_swapping_sides_is_no_improvement(self):
        before, after = record(left_right=-2, heel_toe=2), record(left_right=2, heel_toe=-2)
        assert set(changes(before, after).values()) == {0}

    def test_only_what_was_answered_twice_is_compared(self):
        before = record(left_right=2, heel_toe=0)
        after = record(left_right=1, left_heel_toe=1, right_heel_toe=1)
        assert changes(before, after) == {"left_right": 1, "evenness": 0}


PAIR = {"load_left": 30.0, "load_right": 50.0}
CORNERS = {
    "load_left_heel": 24.0,
    "load_left_toe": 6.0,
    "load_right_heel": 25.0,
    "load_right_toe": 25.0,
}


def after(seconds):
    return NINE + timedelta(seconds=seconds)


def loads(*readings):
    """Readings as seconds and what was on the left of 100."""
    return tuple(
        Load(at=after(at), loads={"load_left": left, "load_right": 100.0 - left})
        for at, left in readings
    )


def weighed(readings, until=20):
    return measured(readings, after(until), TestPhase.SINGLE, None)


class TestMeasured:
    """Averages over a window; raw readings come at uneven times."""

    @pytest.mark.parametrize("cells", [PAIR, CORNERS], ids=["left and right", "four corners"])
    def test_a_person_who_stands_still(self, cells):
        found = weighed((Load(at=NINE, loads=cells),))
        assert found.left_right == 0.25  # 20 of 80
        assert found.sway == 0
        assert (found.at, found.window) == (after(20), timedelta(seconds=20))

    def test_toes_bear_their_share_of_each_foot(self):
        found = weighed((Load(at=NINE, loads=CORNERS),))
        assert (found.left_toe, found.right_toe) == (0.2, 0.5)

    def test_without_a_cell_for_each_end_nobody_knows_of_toes(self):
        found = weighed((Load(at=NINE, loads=PAIR),))
        assert (found.left_toe, found.right_toe) == (None, None)

    def test_a_foot_that_bears_nothing_has_no_toes_to_speak_of(self):
        found = weighed((Load(at=NINE, loads={**CORNERS, "load_left_heel": -6.0}),))
        assert (found.left_toe, found.right_toe) == (None, 0.5)

    def test_each_reading_counts_for_as_long_as_it_held(self):
        # 15 s at 40 : 60 and 5 s at 60 : 40; (0.2 * 15 - 0.2 * 5) / 20
        found = weighed(loads((0, 40.0), (15, 60.0)))
        assert found.left_right == 0.1
        # variance (0.1 ** 2 * 15 + 0.3 ** 2 * 5) / 20 = 0.03
        assert found.sway == pytest.approx(0.1732, abs=1e-4)

    def test_readings_of_one_moment_count_as_the_last(self):
        assert weighed(loads((0, 0.0), (0, 50.0))).left_right == 0

    def test_it_belongs_where_it_was_done(self):
        found = measured(loads((0, 50.0)), after(20), TestPhase.AFTER, NINE)
        assert (found.phase, found.session_started_at) == (TestPhase.AFTER, NINE)

    @pytest.mark.parametrize(
        "readings",
        [
            pytest.param((), id="no reading"),
            pytest.param(loads((20, 50.0)), id="no time"),
            pytest.param(loads((30, 50.0)), id="a clock that went back"),
            pytest.param(loads((0, 50.0), (30, 50.0)), id="a clock that went back meanwhile"),
            pytest.param((Load(at=NINE, loads=dict.fromkeys(PAIR, 0.0)),), id="nobody there"),
            pytest.param(
                (*loads((0, 50.0)), Load(at=after(5), loads=dict.fromkeys(PAIR, 0.0))),
                id="somebody who stepped off",
            ),
        ],
    )
    def test_nothing_to_go_by_is_refused(self, readings):
        with pytest.raises(CoachError) as refusal:
            weighed(readings)
        assert refusal.value.key == "scale_empty"

    def test_left_is_negative(self):
        assert left_right({"load_left": 75.0, "load_right": 25.0}) == -0.5
