"""What is logged afterwards, tested and told."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BalanceMeasured,
    BalanceTested,
    CheckedIn,
    ExercisePassed,
    Load,
    RoutineLogged,
)
from custom_components.posture_coach.engine.model import RoutinePhase as Phase
from custom_components.posture_coach.engine.records import (
    BalanceRecord,
    CheckInRecord,
    MeasurementRecord,
    SessionOutcome,
    TestPhase,
)

from .desk import NINE
from .floor import THREE_TAKE, Floor

MONDAY = NINE.date()
DAY = timedelta(days=1)
AXES = {"left_right": 1, "heel_toe": -2}


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def floor():
    """Monday morning, nothing on record."""
    return Floor()


class TestLogged:
    """A routine that was done on one's own."""

    def logs(self, floor, **others):
        floor.hears(RoutineLogged(**others))
        return floor.sessions[-1]

    def test_all_of_todays_just_now_is_the_rule(self, floor):
        record = self.logs(floor)
        assert record.routine == "three"
        assert record.outcome is SessionOutcome.COMPLETED
        assert not record.is_led
        assert record.ended_at == NINE
        assert record.started_at == NINE - THREE_TAKE + seconds(8)
        assert [(each.exercise, each.dose, each.done) for each in record.moves] == [
            ("curl", 10, 10),
            ("reach", 30, 30),
            ("dog", 20, 20),
        ]

    def test_another_one_at_another_time(self, floor):
        record = self.logs(
            floor, routine="two", started_at=NINE - minutes(40), duration=minutes(10)
        )
        assert record.routine == "two"
        assert (record.started_at, record.ended_at) == (NINE - minutes(40), NINE - minutes(30))

    def test_one_move_is_a_part_and_takes_its_time(self, floor):
        record = self.logs(floor, exercises=("reach",))
        assert record.outcome is SessionOutcome.PARTIAL
        assert [each.is_done for each in record.moves] == [False, True, False]
        assert record.ended_at - record.started_at == seconds(38)

    def test_ticked_off_one_by_one_it_is_done(self, floor):
        for name in ("curl", "dog"):
            self.logs(floor, exercises=(name,))
        assert not floor.practice.is_done_today
        assert floor.practice.done_today == {"curl", "dog"}
        self.logs(floor, exercises=("reach",))
        assert floor.practice.is_done_today
        assert (floor.practice.routines_this_week, floor.practice.streak) == (1, 1)

    def test_all_moves_named_complete_it(self, floor):
        record = self.logs(floor, exercises=("dog", "reach", "curl"))
        assert record.outcome is SessionOutcome.COMPLETED

    def test_a_move_that_is_not_in_it_is_kept_as_well_and_once(self, floor):
        record = self.logs(floor, routine="two", exercises=("curl", "dog", "dog"))
        assert [(each.exercise, each.is_done) for each in record.moves] == [
            ("curl", True),
            ("reach", False),
            ("dog", True),
        ]
        assert record.ended_at - record.started_at == seconds(8 + 30 + 10 + 8 + 20)

    def test_begun_a_moment_ago_it_lasted_until_now(self, floor):
        record = self.logs(floor, started_at=NINE - minutes(1))
        assert (record.started_at, record.ended_at) == (NINE - minutes(1), NINE)

    def test_during_a_session_another_one_may_be_logged(self, floor):
        floor.starts()
        self.logs(floor, started_at=NINE - minutes(30))
        assert floor.session is not None

    @pytest.mark.parametrize(
        ("others", "key", "placeholders"),
        [
            pytest.param(
                {"routine": "none"},
                "routine_unknown",
                {"field": "routine", "routine": "none"},
                id="an unknown routine",
            ),
            pytest.param(
                {"exercises": ("curl", "flight")},
                "exercise_unknown",
                {"field": "exercises", "exercise": "flight"},
                id="an unknown exercise",
            ),
            pytest.param(
                {"exercises": ()},
                "exercise_unknown",
                {"field": "exercises", "exercise": ""},
                id="no exercise",
            ),
            pytest.param(
                {"started_at": NINE},
                "in_the_future",
                {"field": "started_at"},
                id="beginning now",
            ),
            pytest.param(
                {"started_at": NINE - minutes(1), "duration": minutes(2)},
                "in_the_future",
                {"field": "started_at"},
                id="not over yet",
            ),
            pytest.param(
                {"started_at": datetime.max.replace(tzinfo=UTC)},
                "in_the_future",
                {"field": "started_at"},
                id="at the end of time",
            ),
            pytest.param(
                {"duration": timedelta(0)},
                "duration_out_of_range",
                {"field": "duration"},
                id="no time at all",
            ),
            pytest.param(
                {"duration": -minutes(1)},
                "duration_out_of_range",
                {"field": "duration"},
                id="less than none",
            ),
            pytest.param(
                {"duration": timedelta(hours=4, seconds=1)},
                "duration_out_of_range",
                {"field": "duration"},
                id="longer than four hours",
            ),
        ],
    )
    def test_what_cannot_have_been_is_refused(self, floor, others, key, placeholders):
        assert floor.refuses(RoutineLogged(**others)) == (key, placeholders)

    def test_four_hours_are_believed(self, floor):
        assert self.logs(floor, duration=timedelta(hours=4)).ended_at == NINE


class TestTests:
    """Before and after belong to a session; a single one stands alone."""

    def test_before_and_after_lead_on_and_are_compared(self, floor):
        floor.starts(test=True)
        told = floor.hears(BalanceTested(phase=TestPhase.BEFORE, axes=AXES))
        assert told == ["test", "say welcome"]
        assert (floor.tests[0].evenness, floor.tests[0].changes) == (25, {})
        floor.reaches(Phase.BALANCE_AFTER, 4)
        told = floor.hears(
            BalanceTested(phase=TestPhase.AFTER, axes={"left_right": -1, "heel_toe": 0})
        )
        assert told == ["test", "routine completed", "say finished"]
        assert floor.tests[1].evenness == 75
        assert floor.tests[1].changes == {"left_right": 0, "heel_toe": 2, "evenness": 50}
        assert {each.record.session_started_at for each in floor.tests} == {NINE}
        assert floor.practice.balance.change == 50

    def test_a_single_one_is_no_answer_to_a_session(self, floor):
        floor.starts(test=True)
        assert floor.hears(BalanceTested(phase=TestPhase.SINGLE, axes=AXES)) == ["test"]
        assert floor.tests[0].record.session_started_at is None
        assert floor.at == (Phase.BALANCE_BEFORE, 1)

    def test_a_session_that_did_not_ask_takes_one_before_its_first_move(self, floor):
        floor.starts()
        floor.reaches(Phase.PREPARE, 1)
        floor.hears(BalanceTested(phase=TestPhase.BEFORE, axes=AXES))
        assert floor.at == (Phase.PREPARE, 1)
        assert floor.tests[0].record.session_started_at == NINE

    @pytest.mark.parametrize("measures", [False, True], ids=["felt", "measured"])
    def test_after_the_session_there_are_ten_minutes_for_another_one(self, floor, measures):
        floor.starts(test=True)
        floor.hears(measured(floor, TestPhase.BEFORE) if measures else felt(TestPhase.BEFORE))
        floor.reaches(Phase.BALANCE_AFTER, 4)
        floor.hears(ExercisePassed())
        floor.passes(minutes=10)
        assert floor.coach.session_of_test(TestPhase.AFTER, floor.now) == NINE
        floor.hears(felt(TestPhase.AFTER))
        assert floor.tests[-1].record.session_started_at == NINE
        floor.passes(seconds=1)
        assert floor.refuses(felt(TestPhase.AFTER)) == ("test_out_of_turn", {"field": "phase"})

    def test_not_so_if_none_was_done_before_it(self, floor):
        floor.starts()
        floor.passes(minutes=3)
        assert floor.refuses(felt(TestPhase.AFTER))[0] == "test_out_of_turn"

    def test_nor_if_it_was_logged(self, floor):
        floor.hears(RoutineLogged())
        assert floor.refuses(felt(TestPhase.AFTER))[0] == "test_out_of_turn"

    def test_measured_it_is_an_answer_as_well(self, floor):
        floor.starts(test=True)
        assert floor.hears(measured(floor, TestPhase.BEFORE)) == ["test", "say welcome"]
        (told,) = floor.tests
        assert isinstance(told.record, MeasurementRecord)
        assert (told.evenness, told.changes) == (None, {})
        assert floor.at == (Phase.GET_READY, 1)

    def test_in_a_session_that_waits_it_leads_on(self, floor):
        floor.starts(test=True)
        floor.pauses()
        floor.hears(felt(TestPhase.BEFORE))
        assert not floor.led.is_paused

    @pytest.mark.parametrize("phase", [TestPhase.BEFORE, TestPhase.AFTER], ids=str)
    def test_without_a_session_only_a_single_one_is_in_turn(self, floor, phase):
        assert floor.refuses(felt(phase)) == ("test_out_of_turn", {"field": "phase"})
        assert floor.coach.session_of_test(TestPhase.SINGLE, NINE) is None

    @pytest.mark.parametrize(
        ("begun", "phase"),
        [
            pytest.param((Phase.BALANCE_BEFORE, 1), TestPhase.AFTER, id="after it before it"),
            pytest.param((Phase.WORK, 1), TestPhase.BEFORE, id="before it at the first move"),
            pytest.param((Phase.PREPARE, 2), TestPhase.BEFORE, id="before it at the second"),
            pytest.param((Phase.REST, 3), TestPhase.AFTER, id="after it in a rest"),
            pytest.param((Phase.BALANCE_AFTER, 4), TestPhase.BEFORE, id="before it after it"),
        ],
    )
    def test_out_of_turn_it_is_refused(self, floor, begun, phase):
        floor.starts(test=True)
        floor.reaches(*begun)
        assert floor.refuses(felt(phase)) == ("test_out_of_turn", {"field": "phase"})

    @pytest.mark.parametrize(
        "event",
        [
            BalanceTested(phase=TestPhase.BEFORE, axes={"left_right": 5, "heel_toe": 0}),
            BalanceMeasured(phase=TestPhase.BEFORE, loads=()),
        ],
        ids=["felt", "measured"],
    )
    def test_a_refused_one_leaves_the_session_waiting(self, floor, event):
        floor.starts(test=True)
        floor.refuses(event)
        assert floor.at == (Phase.BALANCE_BEFORE, 1)
        assert floor.records == []


def felt(phase):
    return BalanceTested(phase=phase, axes=AXES)


def measured(floor, phase):
    """Stood on load cells for 20 s up to now."""
    load = Load(at=floor.now - seconds(20), loads={"load_left": 30.0, "load_right": 40.0})
    return BalanceMeasured(phase=phase, loads=(load,))


class TestCheckIn:
    """How somebody feels."""

    def test_what_was_answered_is_kept(self, floor):
        floor.hears(
            CheckedIn(pains={"neck_pain": 0}, signs={"forward_head": False}, note="  stiff ")
        )
        assert floor.records == [
            CheckInRecord(at=NINE, neck_pain=0, forward_head=False, note="stiff")
        ]

    @pytest.mark.parametrize(
        "event",
        [
            CheckedIn(pains={"upper_back_pain": 10}, signs={}),
            CheckedIn(pains={}, signs={"rounded_shoulders": True}),
            CheckedIn(pains={}, signs={}, note="x" * 500),
        ],
        ids=["a pain", "a sign", "a note"],
    )
    def test_any_of_it_is_enough(self, floor, event):
        floor.hears(event)
        assert len(floor.records) == 1

    @pytest.mark.parametrize(
        ("event", "key", "placeholders"),
        [
            (CheckedIn(pains={}, signs={}), "check_in_empty", {}),
            (CheckedIn(pains={}, signs={}, note=" \n"), "check_in_empty", {}),
            (
                CheckedIn(pains={"neck_pain": 11}, signs={}),
                "pain_out_of_range",
                {"field": "neck_pain"},
            ),
            (
                CheckedIn(pains={"shoulder_pain": -1}, signs={}),
                "pain_out_of_range",
                {"field": "shoulder_pain"},
            ),
            (
                CheckedIn(pains={}, signs={}, note="x" * 501),
                "text_too_long",
                {"field": "note", "limit": "500"},
            ),
            (CheckedIn(pains={}, signs={}, note="<b>"), "text_has_markup", {"field": "note"}),
        ],
        ids=["nothing", "blanks", "too much pain", "less than none", "a novel", "markup"],
    )
    def test_what_is_no_answer_is_refused(self, floor, event, key, placeholders):
        assert floor.refuses(event) == (key, placeholders)
        assert floor.records == []

    def test_it_orders_the_next_session(self, floor):
        floor.hears(CheckedIn(pains={"upper_back_pain": 4}, signs={}))
        floor.starts()
        assert [step.exercise for step in floor.led.steps] == ["dog", "curl", "reach"]


def test_records_of_tests_are_told_with_the_record_that_is_kept(floor):
    floor.hears(felt(TestPhase.SINGLE))
    assert floor.records == [
        BalanceRecord(at=NINE, phase=TestPhase.SINGLE, left_right=1, heel_toe=-2)
    ]
    assert floor.tests[0].record is floor.records[0]
