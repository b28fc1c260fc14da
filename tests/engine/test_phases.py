"""Each row of the table of phases, as somebody who is led meets it."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BalanceTested,
    Event,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    RoutineStopped,
)
from custom_components.posture_coach.engine.model import RoutinePhase as Phase
from custom_components.posture_coach.engine.phases import ENTERED, REFUSALS, TABLE, Go, Input
from custom_components.posture_coach.engine.records import TestPhase

from .floor import Floor, floor_rules

EVEN = {"left_right": 0, "heel_toe": 0}

BEFORE, AFTER = (Phase.BALANCE_BEFORE, 1), (Phase.BALANCE_AFTER, 4)
READY = (Phase.GET_READY, 1)

REQUESTS: dict[Input, Event] = {
    Input.PASSED: ExercisePassed(),
    Input.RETURNED: ExerciseReturned(),
    Input.ASKED: InstructionsAsked(),
    Input.EXTENDED: HoldExtended(),
}

ROWS = [
    # from, what happens, to; the numbers are those of the move
    (BEFORE, Input.ANSWERED, READY),
    (BEFORE, Input.PASSED, READY),
    (BEFORE, Input.ASKED, BEFORE),
    (READY, Input.ELAPSED, (Phase.PREPARE, 1)),
    (READY, Input.PASSED, (Phase.PREPARE, 1)),
    (READY, Input.ASKED, READY),
    ((Phase.PREPARE, 2), Input.ELAPSED, (Phase.WORK, 2)),
    ((Phase.PREPARE, 2), Input.PASSED, (Phase.PREPARE, 3)),
    ((Phase.PREPARE, 2), Input.RETURNED, (Phase.PREPARE, 1)),
    ((Phase.PREPARE, 2), Input.ASKED, (Phase.PREPARE, 2)),
    ((Phase.WORK, 2), Input.ELAPSED, (Phase.REST, 3)),
    ((Phase.WORK, 2), Input.PASSED, (Phase.PREPARE, 3)),
    ((Phase.WORK, 2), Input.RETURNED, (Phase.PREPARE, 1)),
    ((Phase.WORK, 2), Input.ASKED, (Phase.PREPARE, 2)),
    ((Phase.WORK, 2), Input.EXTENDED, (Phase.WORK, 2)),
    ((Phase.REST, 2), Input.ELAPSED, (Phase.PREPARE, 2)),
    ((Phase.REST, 2), Input.PASSED, (Phase.PREPARE, 2)),
    ((Phase.REST, 2), Input.RETURNED, (Phase.PREPARE, 1)),
    ((Phase.REST, 2), Input.ASKED, (Phase.PREPARE, 2)),
    (AFTER, Input.ANSWERED, None),
    (AFTER, Input.PASSED, None),
    (AFTER, Input.RETURNED, (Phase.PREPARE, 3)),
    (AFTER, Input.ASKED, AFTER),
    # at the ends
    ((Phase.PREPARE, 1), Input.RETURNED, (Phase.PREPARE, 1)),
    ((Phase.WORK, 1), Input.RETURNED, (Phase.PREPARE, 1)),
    ((Phase.PREPARE, 3), Input.PASSED, AFTER),
    ((Phase.WORK, 3), Input.ELAPSED, AFTER),
    ((Phase.WORK, 3), Input.PASSED, AFTER),
]


def words(each):
    """A phase and a move as words; what happens as itself."""
    match each:
        case None:
            return "the end"
        case Input():
            return each.value
        case phase, number:
            return f"{phase.value.replace('_', ' ')} {number}"


def happen(floor, given):
    """What the row is about; returns what is told of it."""
    match given:
        case Input.ELAPSED:
            assert floor.led.ends_at is not None
            return floor.passes_to(floor.led.ends_at)
        case Input.ANSWERED:
            phase = TestPhase(floor.at[0].removeprefix("balance_"))
            return floor.hears(BalanceTested(phase=phase, axes=EVEN))
        case _:
            return floor.hears(REQUESTS[given])


@pytest.fixture
def floor():
    """A session with a balance test has begun."""
    floor = Floor()
    floor.starts(test=True)
    return floor


@pytest.mark.parametrize(("begun", "given", "led_to"), ROWS, ids=words)
def test_each_phase_leads_there(floor, begun, given, led_to):
    floor.reaches(*begun)
    happen(floor, given)
    assert (floor.session and floor.at) == led_to


@pytest.mark.parametrize(
    ("begun", "given", "led_to"),
    # Nothing elapses in a pause, and a longer hold still waits.
    [row for row in ROWS if row[1] not in {Input.ELAPSED, Input.EXTENDED}],
    ids=words,
)
def test_a_session_that_waits_is_led_there_too_and_goes_on(floor, begun, given, led_to):
    floor.reaches(*begun)
    floor.passes(seconds=2)
    floor.pauses()
    floor.passes(minutes=3)
    happen(floor, given)
    assert (floor.session and floor.at) == led_to
    assert floor.session is None or not floor.led.is_paused


def test_the_rows_are_those_of_the_table():
    assert {(begun[0], given) for begun, given, _ in ROWS} == set(TABLE)


def test_every_way_is_taken_and_every_phase_is_entered():
    assert set(TABLE.values()) == set(Go)
    assert set(ENTERED) == set(Go) - {Go.AGAIN, Go.LONGER, Go.END}
    assert {phase for phase, _ in ENTERED.values()} | {
        # at the beginning and past the last move
        Phase.BALANCE_BEFORE,
        Phase.BALANCE_AFTER,
    } == set(Phase) - {Phase.IDLE}


@pytest.mark.parametrize("phase", [*Phase], ids=str)
def test_every_phase_ends_or_waits_for_an_answer(phase):
    ways = {given for begun, given in TABLE if begun is phase}
    waits = phase in {Phase.BALANCE_BEFORE, Phase.BALANCE_AFTER}
    assert (Input.ANSWERED in ways) is waits
    assert (Input.ELAPSED in ways) is (not waits and phase is not Phase.IDLE)


@pytest.mark.parametrize(
    ("begun", "given", "key"),
    [
        pytest.param(begun, given, key, id=f"{words(begun)}-{given}")
        for begun in (BEFORE, READY, (Phase.PREPARE, 2), (Phase.REST, 2), AFTER)
        for given, key in REFUSALS.items()
        if (begun[0], given) not in TABLE
    ],
)
def test_what_leads_nowhere_is_refused_and_changes_nothing(floor, begun, given, key):
    floor.reaches(*begun)
    floor.passes(seconds=1)
    assert floor.refuses(REQUESTS[given]) == (key, {})


def test_what_can_be_asked_for_leads_somewhere_or_is_refused_by_name():
    asked = set(REQUESTS)
    for phase in set(Phase) - {Phase.IDLE}:
        nowhere = {given for given in asked if (phase, given) not in TABLE}
        assert nowhere <= set(REFUSALS)


class TestEnd:
    """Without a balance test the last move is the end."""

    @pytest.mark.parametrize("given", [Input.ELAPSED, Input.PASSED], ids=str)
    def test_after_the_last_move_it_is_over(self, given):
        floor = Floor()
        floor.starts()
        floor.reaches(Phase.WORK, 3)
        happen(floor, given)
        assert floor.session is None

    def test_passed_over_in_the_stance_of_the_last_move_it_is_over(self):
        floor = Floor()
        floor.starts()
        floor.reaches(Phase.PREPARE, 3)
        assert happen(floor, Input.PASSED) == ["routine stopped", "say stopped"]
        assert floor.session is None

    @pytest.mark.parametrize(
        "begun",
        [BEFORE, READY, (Phase.PREPARE, 1), (Phase.WORK, 2), (Phase.REST, 3), AFTER],
        ids=words,
    )
    def test_it_can_be_stopped_anywhere(self, floor, begun):
        floor.reaches(*begun)
        told = floor.hears(RoutineStopped())
        assert told[0] in {"routine stopped", "routine completed"}
        assert floor.session is None
        assert len(floor.sessions) == 1


class TestAgain:
    """Everything once more, from the beginning."""

    def test_a_stance_is_told_with_all_there_is_to_say_and_takes_longer(self, floor):
        floor.reaches(Phase.PREPARE, 2)
        assert floor.cues[-1].cue == "stance"
        floor.passes(seconds=3)
        assert floor.hears(InstructionsAsked()) == ["routine step", "say instructions"]
        assert floor.led.ends_at == floor.now + timedelta(seconds=25)

    def test_the_next_stance_is_as_short_as_ever(self, floor):
        floor.reaches(Phase.PREPARE, 2)
        floor.hears(InstructionsAsked())
        floor.reaches(Phase.PREPARE, 3)
        assert floor.cues[-1].cue == "stance"
        assert floor.led.ends_at == floor.now + timedelta(seconds=8)

    def test_what_was_asked_in_the_rest_is_told_of_the_next_move(self, floor):
        floor.reaches(Phase.REST, 2)
        floor.hears(InstructionsAsked())
        assert floor.cues[-1].exercise.id == "reach"

    def test_a_question_is_asked_again(self, floor):
        floor.passes(minutes=29)
        assert floor.hears(InstructionsAsked()) == ["say balance_before"]
        floor.passes(minutes=29)
        assert floor.at == BEFORE


def test_no_time_to_prepare_or_to_rest_leads_on_at_once():
    """Durations of zero are no phase that anybody sees."""
    floor = Floor(rules=floor_rules(prepare_for=timedelta(0), rest_for=timedelta(0)))
    floor.starts("two")
    told = floor.passes(seconds=8)
    assert told == ["routine step", "say stance", "say begin"]
    floor.passes(seconds=30)
    assert floor.at == (Phase.WORK, 2)
