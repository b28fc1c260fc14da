"""Sessions as Hypothesis makes them up: on time, and whole after a restart at any moment."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
import json

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    BalanceTested,
    ClockStepped,
    Event,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
    TimePassed,
)
from custom_components.posture_coach.engine.records import TestPhase

from ..desk import NINE
from ..floor import Floor
from .test_memory import JUNK, REFUSED, ways_into

EVEN = {"left_right": 0, "heel_toe": 1}
SOME_SECONDS = st.one_of(
    st.sampled_from([0.0, 0.001, 7.999, 8.0, 10.0, 30.0, 60.0]),
    st.floats(min_value=0, max_value=200).map(lambda each: round(each, 3)),
)
VERBS: st.SearchStrategy[Event] = st.sampled_from(
    [
        RoutinePaused(),
        RoutineResumed(),
        ExercisePassed(),
        ExerciseReturned(),
        InstructionsAsked(),
        HoldExtended(),
        BalanceTested(phase=TestPhase.BEFORE, axes=EVEN),
        BalanceTested(phase=TestPhase.AFTER, axes=EVEN),
        RoutineStopped(),
    ]
)
ROUTINES = st.builds(
    RoutineStarted, routine=st.sampled_from(["two", "three"]), has_balance_test=st.booleans()
)
STORIES = st.tuples(ROUTINES, st.lists(st.tuples(SOME_SECONDS, VERBS), max_size=12))


def tell(story):
    """A session as far as the story goes; what is refused is refused."""
    floor = Floor()
    started, asked = story
    floor.hears(started)
    for pause, verb in asked:
        floor.passes(seconds=pause)
        with suppress(CoachError):
            floor.hears(verb)
    return floor


def finish(floor):
    """Let the session come to its end."""
    if floor.session and floor.session.is_paused:
        floor.goes_on()
    while floor.session:
        if floor.led.ends_at is None:
            floor.hears(ExercisePassed())
        else:
            floor.passes_to(floor.led.ends_at)


def moved(each, by):
    """A record of a session, `by` later at its end."""
    return replace(each, ended_at=each.ended_at + by)


@given(STORIES, st.lists(st.floats(min_value=0, max_value=300), min_size=1, max_size=6))
def test_a_coach_that_is_woken_late_leads_to_the_same_plan(story, delays):
    """Woken at any other moments, it says the same things of the same instants."""
    on_time, late = tell(story), tell(story)
    for delay in delays:
        late.now += timedelta(seconds=delay)
        late.hears(TimePassed())
    on_time.passes_to(late.now)
    assert late.moments == on_time.moments
    assert late.cues == on_time.cues
    assert late.records == on_time.records
    assert late.session == on_time.session
    assert late.coach.memory()["training"] == on_time.coach.memory()["training"]


@given(STORIES)
def test_what_is_said_of_a_session_is_said_in_order(story):
    floor = tell(story)
    finish(floor)
    instants = [each.at for each in floor.cues]
    assert instants == sorted(instants)
    assert [each.kind for each in floor.moments].count("started") == 1
    assert len(floor.sessions) == 1


@given(STORIES, st.floats(min_value=0, max_value=100), st.integers(min_value=0, max_value=1700))
def test_a_pause_moves_the_end_and_nothing_else(story, after, pause):
    floor, plain = tell(story), tell(story)
    for each in (floor, plain):
        each.passes(seconds=after)
        if each.session and each.session.is_paused:
            each.goes_on()
    if floor.session:
        floor.pauses()
        floor.passes(seconds=pause)
        floor.goes_on()
    else:
        pause = 0
    finish(floor)
    finish(plain)
    assert floor.now == plain.now + timedelta(seconds=pause)
    assert [each.moves for each in floor.sessions] == [each.moves for each in plain.sessions]


@given(STORIES, SOME_SECONDS, st.integers(min_value=0, max_value=10_000))
def test_a_restart_leaves_it_paused_with_what_is_left_and_it_ends_alike(story, after, down):
    floor, plain = tell(story), tell(story)
    for each in (floor, plain):
        each.passes(seconds=after)
    before = floor.session
    floor.is_down(seconds=down)
    if before is None:
        assert floor.session is None
        return
    assert floor.led.is_paused
    assert floor.at == (before.phase, before.number)
    left = before.remaining if before.is_paused else before.ends_at and before.ends_at - plain.now
    assert floor.led.remaining == left
    finish(floor)
    finish(plain)
    meanwhile = floor.now - plain.now
    assert meanwhile >= timedelta(seconds=down)
    assert floor.sessions == [moved(each, meanwhile) for each in plain.sessions]
    assert [each.cue for each in floor.cues if each.cue != "resumed"] == [
        each.cue for each in plain.cues if each.cue != "resumed"
    ]


@given(STORIES)
def test_what_is_remembered_is_what_was_recalled(story):
    floor = tell(story)
    memory = json.loads(json.dumps(floor.coach.memory()))
    floor.restarts(memory)
    assert floor.coach.memory() == memory


@given(STORIES, VERBS)
def test_a_refused_request_changes_nothing(story, request_):
    floor = tell(story)
    memory, seen, deadline = floor.coach.memory(), floor.seen, floor.coach.deadline
    try:
        floor.hears(request_)
    except CoachError:
        assert floor.coach.memory() == memory
        assert floor.seen == seen
        assert floor.coach.deadline == deadline
        assert floor.hears(TimePassed()) == []


@given(STORIES, st.integers(min_value=-86_400, max_value=86_400))
def test_setting_the_clock_moves_the_session_and_nothing_else(story, seconds):
    by = timedelta(seconds=seconds)
    floor, plain = tell(story), tell(story)
    was_over = plain.session is None
    floor.now += by
    floor.hears(ClockStepped(by=by))
    finish(floor)
    finish(plain)
    if was_over:
        return
    (record,), (as_planned,) = floor.sessions, plain.sessions
    assert record.moves == as_planned.moves
    assert record.started_at == NINE + by
    assert record.ended_at == as_planned.ended_at + by


@given(STORIES, st.data())
def test_a_damaged_session_is_refused_whole_or_does_no_harm(story, data):
    memory = json.loads(json.dumps(tell(story).coach.memory()))
    *way, last = data.draw(st.sampled_from(list(ways_into(memory["training"]))))
    place = memory["training"]
    for name in way:
        place = place[name]
    if data.draw(st.booleans()):
        place[last] = data.draw(JUNK)
    else:
        del place[last]
    fresh = Floor()
    untouched = fresh.coach.memory()
    try:
        fresh.coach.recall(memory)
    except REFUSED:
        assert fresh.coach.memory() == untouched
    fresh.passes(hours=1)
    if fresh.session:
        with suppress(CoachError):
            fresh.hears(RoutineStopped())
    fresh.starts()
    finish(fresh)
    assert fresh.session is None
