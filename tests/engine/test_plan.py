"""Which moves, in which order, how much of each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.exercise import Aspect, Catalogue
from custom_components.posture_coach.engine.history import history_of
from custom_components.posture_coach.engine.model import Step
from custom_components.posture_coach.engine.plan import (
    duration_of,
    noticed_in,
    planned,
    step_of,
)
from custom_components.posture_coach.engine.records import CheckInRecord, SessionOutcome

from .desk import NINE
from .floor import CATALOGUE, CURL, DOG, ON_THE_FLOOR, REACH, THREE_TAKE, floor_rules, session_of

DAY = timedelta(days=1)


def history(*records):
    return history_of(records, ON_THE_FLOOR.time_zone)


def order(rules=ON_THE_FLOOR, *records, routine="three"):
    """The moves of today's routine."""
    return [step.exercise for step, _ in planned(rules, history(*records), routine)]


def check_in(at=NINE, **felt):
    return CheckInRecord(at=at, **felt)


class TestOrder:
    """What helps what was noticed comes first, else the routine's own order."""

    @pytest.mark.parametrize(
        ("felt", "expected"),
        [
            pytest.param({}, ["curl", "reach", "dog"], id="nothing noticed"),
            pytest.param({"neck_pain": 0}, ["curl", "reach", "dog"], id="no pain"),
            pytest.param(
                {"rounded_upper_back": False}, ["curl", "reach", "dog"], id="no sign of it"
            ),
            pytest.param({"upper_back_pain": 3}, ["dog", "curl", "reach"], id="upper back"),
            pytest.param({"shoulder_pain": 1}, ["reach", "curl", "dog"], id="shoulders"),
            pytest.param(
                {"rounded_upper_back": True}, ["reach", "dog", "curl"], id="two help alike"
            ),
            pytest.param(
                {"rounded_upper_back": True, "upper_back_pain": 2, "neck_pain": 9},
                ["dog", "curl", "reach"],
                id="what helps with more of it",
            ),
            pytest.param({"forward_head": True}, ["curl", "reach", "dog"], id="nothing helps"),
        ],
    )
    def test_it_follows_the_check_in(self, felt, expected):
        assert order(ON_THE_FLOOR, check_in(**felt)) == expected

    def test_only_the_last_check_in_counts(self):
        records = (
            check_in(NINE, upper_back_pain=3),
            check_in(NINE + DAY, upper_back_pain=0, note="gone"),
        )
        assert order(ON_THE_FLOOR, *records) == ["curl", "reach", "dog"]

    def test_without_a_check_in_it_is_the_routines_own(self):
        assert order() == ["curl", "reach", "dog"]

    def test_what_was_noticed_is_signs_and_wherever_it_hurts(self):
        felt = check_in(neck_pain=1, shoulder_pain=0, forward_head=True, rounded_shoulders=False)
        assert noticed_in(felt) == {Aspect.NECK, Aspect.FORWARD_HEAD}


class TestChosen:
    """Each move can be left out or swapped for its variant."""

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            pytest.param({"left_out": {"reach"}}, ["curl", "dog"], id="left out"),
            pytest.param(
                {"with_variant": {"dog"}}, ["curl", "reach", "dog_at_wall"], id="its variant"
            ),
            pytest.param(
                {"with_variant": {"curl"}}, ["curl", "reach", "dog"], id="one without a variant"
            ),
            pytest.param(
                {"with_variant": {"dog"}, "left_out": {"dog"}},
                ["curl", "reach"],
                id="left out with its variant",
            ),
            pytest.param(
                {"with_variant": {"dog"}, "left_out": {"dog_at_wall"}},
                ["curl", "reach"],
                id="the variant left out",
            ),
            pytest.param({"left_out": {"flight"}}, ["curl", "reach", "dog"], id="unknown"),
        ],
    )
    def test_as_the_person_wants(self, options, expected):
        options = {name: frozenset(each) for name, each in options.items()}
        assert order(floor_rules(**options)) == expected

    def test_exercises_that_are_gone_are_passed_over(self):
        exercises = {name: each for name, each in CATALOGUE.exercises.items() if name != "reach"}
        rules = floor_rules(catalogue=replace(CATALOGUE, exercises=exercises))
        assert order(rules) == ["curl", "dog"]

    def test_a_variant_that_is_gone_takes_nobodys_place(self):
        exercises = {name: each for name, each in CATALOGUE.exercises.items() if len(name) < 6}
        rules = floor_rules(
            catalogue=replace(CATALOGUE, exercises=exercises), with_variant=frozenset({"dog"})
        )
        assert order(rules) == ["curl", "reach"]

    @pytest.mark.parametrize(
        ("rules", "routine", "key"),
        [
            pytest.param(ON_THE_FLOOR, "none", "routine_unknown", id="unknown"),
            pytest.param(floor_rules(catalogue=Catalogue()), "three", "routine_unknown", id="gone"),
            pytest.param(ON_THE_FLOOR, "lost", "routine_empty", id="of unknown exercises"),
            pytest.param(
                floor_rules(left_out=frozenset({"curl", "reach"})),
                "two",
                "routine_empty",
                id="all left out",
            ),
        ],
    )
    def test_what_is_no_routine_is_refused(self, rules, routine, key):
        with pytest.raises(CoachError) as refusal:
            planned(rules, history(), routine)
        assert refusal.value.key == key
        assert refusal.value.placeholders == {"field": "routine", "routine": routine}


def test_it_takes_the_moves_the_stances_and_the_rests():
    plan = planned(ON_THE_FLOOR, history(), "three")
    assert duration_of(plan, ON_THE_FLOOR) == THREE_TAKE - timedelta(seconds=8)
    assert duration_of(plan[:1], ON_THE_FLOOR) == timedelta(seconds=8 + 30)
    assert duration_of((), ON_THE_FLOOR) == timedelta(0)


def weeks(*doses, outcome=SessionOutcome.COMPLETED, exercise=REACH):
    """A session a day, each with a dose and, as a pair, what was done of it."""
    pairs = [each if isinstance(each, tuple) else (each, each) for each in doses]
    return [
        session_of(NINE + n * DAY, (exercise, dose, done), outcome=outcome)
        for n, (dose, done) in enumerate(pairs)
    ]


class TestGrowth:
    """Three completed sessions at a dose offer the next one."""

    @pytest.mark.parametrize(
        ("doses", "dose"),
        [
            pytest.param([], 30, id="to begin with"),
            pytest.param([30], 30, id="once"),
            pytest.param([30, 30], 30, id="twice"),
            pytest.param([30, 30, 30], 45, id="three times"),
            pytest.param([30, 30, 30, 45], 45, id="once at the next"),
            pytest.param([30, 30, 30, 45, 45, 45], 60, id="three times at the next"),
            pytest.param([60] * 9, 60, id="at the last"),
            pytest.param([30, (30, 29), 30], 30, id="not quite"),
            pytest.param([30, 30, (30, 10)], 30, id="as long as comfortable"),
            pytest.param([(30, 45), (30, 45), (30, 30)], 45, id="longer than planned"),
            pytest.param([30, 30, (30, 0)], 30, id="not done does not count"),
            pytest.param([30, 30, (30, 0), 30], 45, id="nor does it put it back"),
            pytest.param([30, 30, (45, 30)], 45, id="not enough of the next stays there"),
            pytest.param([40, 40, 40], 30, id="of another ladder"),
            pytest.param([20], 30, id="below the ladder"),
            pytest.param([100, 100, 100], 60, id="above the ladder"),
        ],
    )
    def test_the_dose_follows_what_was_done(self, doses, dose):
        assert step_of(REACH, ON_THE_FLOOR, history(*weeks(*doses))) == Step(
            exercise="reach", dose=dose
        )

    def test_what_was_not_completed_does_not_count(self):
        records = weeks(30, 30, 30, outcome=SessionOutcome.PARTIAL)
        assert step_of(REACH, ON_THE_FLOOR, history(*records)).dose == 30

    def test_each_exercise_grows_on_its_own(self):
        found = history(*weeks(30, 30, 30))
        assert step_of(REACH, ON_THE_FLOOR, found).dose == 45
        assert step_of(CURL, ON_THE_FLOOR, found).dose == 10

    def test_repetitions_grow_too(self):
        found = history(*weeks(10, 10, 10, exercise=CURL))
        assert step_of(CURL, ON_THE_FLOOR, found).dose == 15

    def test_held_by_the_user_the_next_dose_is_offered(self):
        rules = floor_rules(does_progress=False)
        found = history(*weeks(30, 30, 30))
        assert step_of(REACH, rules, found) == Step(exercise="reach", dose=30, next_dose=45)
        found = history(*weeks(60, 60, 60))
        assert step_of(REACH, rules, found) == Step(exercise="reach", dose=60)

    @pytest.mark.parametrize(
        ("before", "after", "dose"),
        [
            pytest.param({"neck_pain": 2}, {"neck_pain": 3}, 30, id="more pain"),
            pytest.param({"neck_pain": 2}, {"neck_pain": 2}, 45, id="the same pain"),
            pytest.param({"neck_pain": 2}, {"neck_pain": 1}, 45, id="less pain"),
            pytest.param(
                {"neck_pain": 2},
                {"neck_pain": 1, "upper_back_pain": 2},
                30,
                id="less here and more there",
            ),
            pytest.param({"neck_pain": 2}, {"note": "fine"}, 45, id="no pain any more"),
            pytest.param({"neck_pain": 2}, None, 45, id="no check in since"),
            pytest.param(None, {"neck_pain": 9}, 45, id="none before"),
        ],
    )
    def test_it_waits_while_it_hurts_more(self, before, after, dose):
        sessions = weeks(30, 30, 30)
        asked = [
            check_in(at, **felt)
            for at, felt in ((NINE - DAY, before), (NINE + DAY, after))
            if felt is not None
        ]
        assert step_of(REACH, ON_THE_FLOOR, history(*sessions, *asked)).dose == dose

    def test_it_is_pain_since_the_first_of_the_three_that_counts(self):
        sessions = weeks(30, 30, 30, 30)
        asked = [check_in(NINE - DAY, neck_pain=1), check_in(NINE + DAY / 2, neck_pain=5)]
        assert step_of(REACH, ON_THE_FLOOR, history(*sessions, *asked)).dose == 45


def test_a_dose_is_known_by_how_long_it_takes():
    assert CURL.lasts(10) == timedelta(seconds=30)
    assert REACH.lasts(10) == timedelta(seconds=10)
    assert CURL.done_within(timedelta(seconds=29)) == 9
    assert DOG.done_within(timedelta(seconds=19.9)) == 19
