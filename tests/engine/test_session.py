"""How a session is led: on time, with pauses, longer holds and ways back, and how it ends."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    ClockStepped,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
    SettingsChanged,
    TimePassed,
)
from custom_components.posture_coach.engine.model import RoutinePhase as Phase
from custom_components.posture_coach.engine.records import SessionOutcome

from .desk import NINE
from .floor import CATALOGUE, THREE_TAKE, Floor, floor_rules

PHASES = [
    pytest.param(Phase.BALANCE_BEFORE, 1, id="balance before"),
    pytest.param(Phase.GET_READY, 1, id="get ready"),
    pytest.param(Phase.PREPARE, 2, id="prepare"),
    pytest.param(Phase.WORK, 2, id="work"),
    pytest.param(Phase.REST, 2, id="rest"),
    pytest.param(Phase.BALANCE_AFTER, 4, id="balance after"),
]


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def floor():
    """Led through the three moves, from nine o'clock."""
    floor = Floor()
    floor.starts()
    return floor


def done(floor):
    """How much of each move the last session has on record."""
    return [move.done for move in floor.sessions[-1].moves]


class TestPlan:
    """Phases follow each other at instants that were planned when it began."""

    def test_it_is_told_from_beginning_to_end(self, floor):
        assert [each.kind for each in floor.moments] == ["started"]
        floor.passes(minutes=5)
        assert [(each.kind, each.at - NINE) for each in floor.moments] == [
            ("started", seconds(0)),
            ("step", seconds(8)),
            ("step", seconds(56)),
            ("step", seconds(104)),
            ("completed", THREE_TAKE),
        ]

    def test_it_is_shown_as_it_goes(self, floor):
        floor.reaches(Phase.WORK, 2)
        view = floor.session
        assert view.routine == "three"
        assert view.started_at == NINE
        assert view.phase_began_at == NINE + seconds(64)
        assert view.ends_at == NINE + seconds(94)
        assert view.remaining is None
        assert view.counted == (True, False, False)
        assert (view.step.exercise, view.step.dose) == ("reach", 30)
        floor.passes(minutes=5)
        assert floor.session is None
        assert floor.moments[-1].session.step is None

    @pytest.mark.parametrize("late", [0.1, 5, 40, 100, 600])
    def test_a_coach_that_is_woken_late_has_led_as_planned(self, floor, late):
        """Whoever was not there to speak has not led any later."""
        on_time = Floor()
        on_time.starts()
        on_time.passes(seconds=late)
        floor.now += seconds(late)
        floor.hears(TimePassed())
        assert floor.moments == on_time.moments
        assert floor.cues == on_time.cues
        assert floor.session == on_time.session
        floor.passes(minutes=10)
        on_time.passes(minutes=10)
        assert floor.sessions == on_time.sessions

    def test_what_is_asked_late_comes_after_what_was_to_happen(self, floor):
        floor.now += seconds(50)
        floor.hears(ExercisePassed())
        assert floor.at == (Phase.PREPARE, 2)
        assert floor.led.counted == (True, False, False)

    def test_own_times_to_prepare_and_to_rest(self):
        floor = Floor(rules=floor_rules(prepare_for=seconds(3), rest_for=seconds(20)))
        floor.starts()
        floor.passes(minutes=10)
        assert floor.sessions[0].ended_at == NINE + seconds(8 + 3 * 3 + 2 * 20 + 80)

    def test_a_step_tells_how_long_all_of_it_takes(self, floor):
        assert floor.cues[0].takes == THREE_TAKE - seconds(8)

    def test_new_settings_leave_the_moves_of_a_session_alone(self, floor):
        """The catalogue may have lost them."""
        floor.rules = floor_rules(catalogue=type(CATALOGUE)())
        floor.hears(SettingsChanged(settings=floor.rules))
        floor.passes(minutes=5)
        assert floor.sessions[0].outcome is SessionOutcome.COMPLETED


class TestPause:
    """What is left of a phase is kept, in every phase."""

    @pytest.mark.parametrize(("phase", "number"), PHASES)
    def test_what_is_left_is_kept_to_the_microsecond(self, phase, number):
        floor = Floor()
        floor.starts(test=True)
        floor.reaches(phase, number)
        began_at, ends_at = floor.led.phase_began_at, floor.led.ends_at
        floor.passes(seconds=3.141593)
        assert floor.pauses() == ["routine paused", "say paused"]
        assert floor.led.is_paused
        assert floor.led.ends_at is None
        assert floor.led.remaining == (ends_at and ends_at - floor.now)
        assert floor.passes(minutes=29) == []
        assert floor.goes_on() == ["routine resumed", "say resumed"]
        assert floor.at == (phase, number)
        assert floor.led.remaining is None
        assert floor.led.phase_began_at == began_at + minutes(29)
        assert floor.led.ends_at == (ends_at and ends_at + minutes(29))

    def test_paused_twice_both_are_left_out(self, floor):
        for _ in range(2):
            floor.passes(seconds=20)
            floor.pauses()
            floor.passes(minutes=1)
            floor.goes_on()
        floor.passes(minutes=10)
        assert floor.sessions[0].ended_at == NINE + THREE_TAKE + minutes(2)

    def test_what_was_said_is_not_said_again(self, floor):
        floor.reaches(Phase.WORK, 2)
        floor.passes(seconds=16)
        floor.pauses()
        floor.goes_on()
        assert floor.passes(seconds=10) == ["say last_ten"]

    def test_it_cannot_be_paused_twice_nor_resumed_twice(self, floor):
        assert floor.refuses(RoutineResumed()) == ("routine_not_paused", {})
        floor.pauses()
        assert floor.refuses(RoutinePaused()) == ("routine_already_paused", {})

    def test_a_move_ended_while_paused_counts_as_far_as_it_went(self, floor):
        floor.reaches(Phase.WORK, 2)
        floor.passes(seconds=12)
        floor.pauses()
        floor.passes(minutes=5)
        floor.hears(RoutineStopped())
        assert done(floor) == [10, 12, 0]


class TestExtension:
    """A hold may be held for 15 s longer, several times, up to five minutes."""

    @pytest.fixture
    def holding(self, floor):
        """A hold of 30 s has begun."""
        floor.reaches(Phase.WORK, 2)
        return floor

    def test_the_last_ten_and_the_countdown_come_again_and_half_way_does_not(self, holding):
        assert holding.passes(seconds=28) == ["say half_way", "say last_ten", "say countdown"]
        assert holding.hears(HoldExtended()) == []
        assert holding.passes(seconds=16.9) == ["say last_ten", "say countdown"]
        assert holding.at == (Phase.WORK, 2)
        holding.passes(seconds=0.1)
        assert holding.at == (Phase.REST, 3)
        holding.hears(RoutineStopped())
        assert done(holding) == [10, 45, 0]

    def test_early_it_moves_half_way(self, holding):
        holding.hears(HoldExtended())
        assert holding.passes(seconds=22.4) == []
        assert holding.passes(seconds=0.1) == ["say half_way"]

    def test_a_half_way_that_is_over_already_is_not_made_up_for(self):
        """Of 18 s there is none; of 33 s it would have been at 16.5 s."""
        floor = Floor(rules=short_holds())
        floor.starts("two")
        floor.reaches(Phase.WORK, 2)
        floor.passes(seconds=17)
        floor.hears(HoldExtended())
        assert floor.passes(seconds=15) == ["say last_ten", "say countdown"]

    def test_neither_is_it_when_paused(self):
        floor = Floor(rules=short_holds())
        floor.starts("two")
        floor.reaches(Phase.WORK, 2)
        floor.passes(seconds=17)
        floor.pauses()
        floor.hears(HoldExtended())
        assert floor.goes_on() == ["routine resumed", "say resumed"]
        assert floor.passes(seconds=15) == ["say last_ten", "say countdown"]

    def test_while_paused_it_adds_to_what_is_left(self, holding):
        holding.passes(seconds=10)
        holding.pauses()
        holding.hears(HoldExtended())
        assert holding.led.is_paused
        assert holding.led.remaining == seconds(35)

    def test_five_minutes_are_the_longest(self, holding):
        for _ in range(18):
            holding.hears(HoldExtended())
        assert holding.led.ends_at == holding.now + minutes(5)
        assert holding.refuses(HoldExtended()) == ("hold_at_its_longest", {"limit": "5"})

    def test_repetitions_cannot_be_extended(self, floor):
        floor.reaches(Phase.WORK, 1)
        assert floor.refuses(HoldExtended()) == ("nothing_to_extend", {})

    def test_redone_it_is_as_long_as_planned(self, holding):
        holding.hears(HoldExtended())
        holding.hears(InstructionsAsked())
        holding.reaches(Phase.WORK, 2)
        assert holding.led.ends_at == holding.now + seconds(30)


def short_holds():
    """Settings under which reach is held for 18 s."""
    exercises = dict(CATALOGUE.exercises)
    exercises["reach"] = type(exercises["reach"])(
        id="reach", kind=exercises["reach"].kind, ladder=(18,)
    )
    return floor_rules(catalogue=type(CATALOGUE)(exercises=exercises, routines=CATALOGUE.routines))


class TestCounting:
    """As long as comfortable: a third of a move counts."""

    @pytest.mark.parametrize(
        ("number", "after", "amount", "counts"),
        [
            pytest.param(2, 9.9, 9, False, id="just less than a third of a hold"),
            pytest.param(2, 10, 10, True, id="a third of a hold"),
            pytest.param(2, 0.5, 0, False, id="no second of a hold"),
            pytest.param(1, 11.9, 3, False, id="three repetitions of ten"),
            pytest.param(1, 12, 4, True, id="four repetitions of ten"),
        ],
    )
    def test_it_counts_from_a_third(self, floor, number, after, amount, counts):
        floor.reaches(Phase.WORK, number)
        floor.passes(seconds=after)
        floor.hears(ExercisePassed())
        assert floor.led.counted[number - 1] is counts
        floor.hears(RoutineStopped())
        move = floor.sessions[0].moves[number - 1]
        assert (move.done, move.is_done) == (amount, counts)

    def test_what_was_done_before_going_back_is_kept_if_it_was_more(self, floor):
        floor.reaches(Phase.REST, 2)
        floor.hears(ExerciseReturned())
        floor.reaches(Phase.WORK, 1)
        floor.passes(seconds=6)
        floor.hears(RoutineStopped())
        assert done(floor) == [10, 0, 0]

    def test_what_is_done_again_counts_if_it_is_more(self, floor):
        floor.reaches(Phase.WORK, 1)
        floor.passes(seconds=6)
        floor.hears(ExercisePassed())
        floor.hears(ExerciseReturned())
        floor.reaches(Phase.WORK, 1)
        floor.passes(seconds=15)
        floor.hears(RoutineStopped())
        assert done(floor) == [5, 0, 0]

    def test_what_was_done_before_the_instructions_is_kept(self, floor):
        floor.reaches(Phase.WORK, 2)
        floor.passes(seconds=20)
        floor.hears(InstructionsAsked())
        floor.hears(RoutineStopped())
        assert done(floor) == [10, 20, 0]


class TestOutcome:
    """Completed, partial or abandoned."""

    def test_all_moves_complete_it(self, floor):
        floor.passes(minutes=5)
        record = floor.sessions[0]
        assert record.outcome is SessionOutcome.COMPLETED
        assert record.is_led
        assert (record.started_at, record.ended_at) == (NINE, NINE + THREE_TAKE)
        assert [(move.dose, move.done) for move in record.moves] == [(10, 10), (30, 30), (20, 20)]

    def test_stopped_after_the_last_move_was_done_enough_it_is_complete(self, floor):
        floor.reaches(Phase.WORK, 3)
        floor.passes(seconds=7)
        assert floor.hears(RoutineStopped()) == ["routine completed", "say finished"]

    def test_a_move_that_was_passed_over_makes_it_partial(self, floor):
        floor.reaches(Phase.PREPARE, 2)
        floor.hears(ExercisePassed())
        floor.passes(minutes=5)
        assert floor.sessions[0].outcome is SessionOutcome.PARTIAL
        assert floor.moments[-1].kind == "stopped"

    def test_stopped_before_a_move_was_done_it_is_abandoned(self, floor):
        floor.reaches(Phase.WORK, 1)
        floor.passes(seconds=11)
        assert floor.hears(RoutineStopped()) == ["routine stopped", "say stopped"]
        assert floor.sessions[0].outcome is SessionOutcome.ABANDONED
        assert floor.practice.routines_this_week == 0
        assert floor.practice.is_done_today is False


class TestForgotten:
    """Half an hour without anybody: the session is over since they were last heard of."""

    def test_paused(self, floor):
        floor.reaches(Phase.WORK, 2)
        floor.pauses()
        paused_at = floor.now
        assert floor.passes(minutes=29, seconds=59) == []
        assert floor.passes(seconds=1) == ["routine stopped", "say stopped"]
        assert floor.sessions[0].ended_at == paused_at
        assert floor.sessions[0].outcome is SessionOutcome.PARTIAL

    def test_nobody_hears_of_it_any_more(self, floor):
        floor.pauses()
        floor.passes(minutes=30)
        assert floor.cues[-1].until < floor.now

    @pytest.mark.parametrize(
        ("phase", "outcome"),
        [(Phase.BALANCE_BEFORE, "abandoned"), (Phase.BALANCE_AFTER, "completed")],
        ids=str,
    )
    def test_without_an_answer(self, phase, outcome):
        floor = Floor()
        floor.starts(test=True)
        floor.reaches(phase, 1 if phase is Phase.BALANCE_BEFORE else 4)
        asked_at = floor.now
        floor.passes(minutes=29)
        assert floor.session is not None
        floor.passes(minutes=1)
        assert floor.sessions[0].ended_at == asked_at
        assert floor.sessions[0].outcome == outcome

    def test_a_pause_while_an_answer_is_waited_for_is_a_sign_of_life(self):
        floor = Floor()
        floor.starts(test=True)
        floor.passes(minutes=20)
        floor.pauses()
        floor.passes(minutes=20)
        floor.goes_on()
        floor.passes(minutes=29)
        assert floor.at == (Phase.BALANCE_BEFORE, 1)
        assert floor.passes(minutes=1) == ["routine stopped", "say stopped"]


class TestRefusals:
    """One session at a time, and of a routine that there is."""

    @pytest.mark.parametrize(
        "request_",
        [
            RoutinePaused(),
            RoutineResumed(),
            ExercisePassed(),
            ExerciseReturned(),
            InstructionsAsked(),
            HoldExtended(),
            RoutineStopped(),
        ],
        ids=lambda each: type(each).__name__,
    )
    def test_without_a_session_there_is_nothing_to_ask(self, request_):
        assert Floor().refuses(request_) == ("no_routine_running", {})

    def test_a_second_session_is_refused(self, floor):
        assert floor.refuses(RoutineStarted(routine="two")) == ("routine_running", {})

    @pytest.mark.parametrize(
        ("routine", "key"), [("none", "routine_unknown"), ("lost", "routine_empty")]
    )
    def test_what_cannot_be_led_is_refused(self, routine, key):
        refusal = Floor().refuses(RoutineStarted(routine=routine))
        assert refusal == (key, {"field": "routine", "routine": routine})


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(hours=-2)], ids=["ahead", "back"])
@pytest.mark.parametrize("is_paused", [False, True], ids=["going on", "paused"])
def test_a_clock_that_is_set_moves_the_session_with_it(floor, by, is_paused):
    floor.passes(seconds=70)
    if is_paused:
        floor.pauses()
    left = floor.led.remaining or floor.led.ends_at - floor.now
    floor.now += by
    assert floor.hears(ClockStepped(by=by)) == []
    assert (floor.led.remaining or floor.led.ends_at - floor.now) == left
    if is_paused:
        floor.goes_on()
    floor.passes(minutes=5)
    record = floor.sessions[0]
    assert record.outcome is SessionOutcome.COMPLETED
    assert (record.started_at, record.ended_at) == (NINE + by, NINE + by + THREE_TAKE)


def test_two_people_are_led_apart():
    one, other = Floor(), Floor()
    one.starts("three")
    one.passes(seconds=20)
    other.passes(seconds=20)
    other.starts("two")
    one.pauses()
    other.passes(minutes=5)
    one.passes(minutes=5)
    assert one.at == (Phase.WORK, 1)
    assert one.sessions == []
    assert [each.routine for each in other.sessions] == ["two"]
    assert one.practice.streak == 0
