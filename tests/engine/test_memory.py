"""What survives a restart, at every stage that a break can be in."""

from dataclasses import replace
from datetime import timedelta
import json

import pytest

from custom_components.posture_coach.engine.breaks import Stage
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSnoozed,
    CoachingPaused,
    ExercisePassed,
    RunPlanned,
    SourcesReported,
    TimePassed,
    WatchLost,
)
from custom_components.posture_coach.engine.model import (
    BreakOutcome,
    Posture,
    RoutinePhase,
    Status,
)
from custom_components.posture_coach.engine.sitting import Phase

from .desk import NINE, Desk
from .floor import Floor


def counting(desk):
    desk.sits(minutes=20)


def due(desk):
    desk.sits(minutes=31)


def snoozed(desk):
    desk.sits(minutes=31)
    desk.hears(BreakSnoozed())


def declared(desk):
    desk.sits(minutes=31)
    desk.hears(BreakDeclared())


def given_up(desk):
    desk.sits(minutes=70)


def arriving(desk):
    desk.sits(seconds=10)


def in_a_gap(desk):
    desk.sits(minutes=31)
    desk.is_up(seconds=70)


def returning(desk):
    in_a_gap(desk)
    desk.sits(seconds=10)


def frozen(desk):
    desk.sits(minutes=31)
    desk.is_silent(minutes=1)


def paused(desk):
    desk.sits(minutes=31)
    desk.hears(CoachingPaused(until=NINE + timedelta(minutes=50)))


def resting(desk):
    desk.sits(minutes=31)
    desk.is_up(minutes=10)


def paid_back(desk):
    snoozed(desk)
    desk.passes(minutes=10)
    desk.is_up(minutes=3)


def stuck(desk):
    desk.sits(hours=4)


def words(story):
    return story.__name__.replace("_", " ")


STORIES = pytest.mark.parametrize(
    "story",
    [
        counting,
        due,
        snoozed,
        declared,
        given_up,
        arriving,
        in_a_gap,
        returning,
        frozen,
        paused,
        resting,
        paid_back,
        stuck,
    ],
    ids=words,
)


@STORIES
def test_the_story_goes_on_as_if_nothing_had_been(story):
    desk, plain = Desk(), Desk()
    for each in (desk, plain):
        story(each)
    answers = dict(desk.coach._is.answers)
    desk.restarts(json.loads(json.dumps(desk.coach.memory())))
    desk.hears(WatchLost(at=desk.now))
    desk.hears(SourcesReported(answers=answers, at=desk.now))
    for each in (desk, plain):
        each.passes(minutes=40)
        each.is_up(minutes=10)
        each.sits(minutes=40)
    assert desk.happened == plain.happened
    assert desk.records == plain.records
    assert desk.questions == plain.questions
    assert desk.seen == plain.seen


def test_the_stories_are_of_every_stage_and_phase():
    stages, phases = set(), set()
    for (story,) in (
        each.values if hasattr(each, "values") else (each,) for each in STORIES.args[1]
    ):
        desk = Desk()
        story(desk)
        stages.add(desk.coach._is.breaks[Posture.SITTING].stage)
        phases.add(desk.coach._is.clocks[Posture.SITTING].phase)
    assert stages == set(Stage)
    assert phases == set(Phase)


def test_a_memory_of_yesterday_counts_for_yesterday():
    desk = Desk()
    desk.sits(minutes=40)
    memory = desk.coach.memory()
    morning = NINE + timedelta(days=1)
    later = Desk(now=morning)
    later.coach.recall(memory)
    later.hears(WatchLost(at=NINE + timedelta(minutes=40)))
    later.sits(minutes=5)
    assert later.seen.day == morning.date()
    assert later.seen.sitting_today == timedelta(minutes=5)
    assert later.seen.sat_for == timedelta(minutes=45)


def test_the_breaks_of_today_come_from_the_records():
    desk = Desk()
    resting(desk)
    desk.restarts()
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1}


def test_they_do_even_if_what_is_remembered_is_of_yesterday():
    """Killed after the break was recorded and before the rest was."""
    desk = Desk(now=NINE.replace(hour=23))
    desk.sits(minutes=20)
    memory = desk.coach.memory()
    desk.passes(minutes=41)
    desk.is_up(minutes=2)
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1}
    desk.restarts(memory)
    desk.hears(WatchLost(at=desk.now))
    assert desk.seen.breaks_today == {BreakOutcome.TAKEN: 1}


def test_sources_that_are_gone_meanwhile_are_forgotten():
    desk = Desk("seat presence")
    desk.reports(seat=True, presence=False)
    desk.passes(minutes=3)
    memory = desk.coach.memory()
    less = Desk("seat", now=desk.now)
    less.coach.recall(memory)
    less.hears(WatchLost(at=less.now))
    less.sits(minutes=10)
    assert less.seen.posture is Posture.SITTING
    assert less.seen.sat_for == timedelta(minutes=13)


def test_what_an_older_version_did_not_keep_is_as_in_the_beginning():
    desk = Desk()
    desk.sits(minutes=10)
    memory = desk.coach.memory()
    del memory["words"], memory["paused_until"], memory["clocks"]["sitting"]["frozen_since"]
    desk.restarts(memory)
    assert desk.seen.sat_for == timedelta(minutes=10)


def test_a_doubt_an_older_version_did_not_keep_begins_when_it_is_decided():
    desk = Desk("seat presence")
    desk.reports(seat=True, presence=True)
    desk.passes(minutes=10)
    desk.reports(presence=False)
    desk.passes(minutes=3)
    memory = desk.coach.memory()
    memory["doubt"] = None
    desk.restarts(memory)
    desk.hears(WatchLost(at=desk.now))
    desk.reports(seat=True, presence=False)
    desk.passes(minutes=2)
    assert desk.seen.posture is Posture.AWAY
    assert desk.seen.posture_since == desk.now


def test_a_restart_at_the_instant_of_a_doubt_does_not_change_what_was_before_it():
    desk, plain = Desk("seat presence"), Desk("seat presence")
    for each in (desk, plain):
        each.reports(seat=True, presence=True)
        each.passes(minutes=5)
        each.is_silent(minutes=2)
        each.reports(seat=True, presence=False)
    desk.restarts()
    desk.hears(WatchLost(at=desk.now))
    for each in (desk, plain):
        each.reports(seat=True, presence=False)
        each.passes(minutes=6)
    assert desk.records == plain.records
    assert desk.seen == plain.seen


class TestSession:
    """A restart leaves a session paused where it was."""

    @pytest.mark.parametrize("is_paused", [False, True], ids=["going on", "paused"])
    @pytest.mark.parametrize(
        ("phase", "number", "left"),
        [
            pytest.param(RoutinePhase.BALANCE_BEFORE, 1, None, id="balance before"),
            pytest.param(RoutinePhase.GET_READY, 1, 5, id="get ready"),
            pytest.param(RoutinePhase.PREPARE, 2, 5, id="prepare"),
            pytest.param(RoutinePhase.WORK, 2, 27, id="work"),
            pytest.param(RoutinePhase.REST, 2, 7, id="rest"),
            pytest.param(RoutinePhase.BALANCE_AFTER, 4, None, id="balance after"),
        ],
    )
    def test_it_waits_with_what_is_left_and_goes_on(self, phase, number, left, is_paused):
        floor, plain = Floor(), Floor()
        for each in (floor, plain):
            each.sits(minutes=20)
            each.starts(test=True)
            each.reaches(phase, number)
            each.passes(seconds=3)
        if is_paused:
            floor.pauses()
            floor.passes(minutes=1)
        floor.is_down(minutes=4)
        assert floor.at == (phase, number)
        assert floor.led.is_paused
        assert floor.led.remaining == (left and timedelta(seconds=left))
        assert floor.seen.status is Status.IN_ROUTINE
        assert floor.hears(TimePassed()) == []
        assert floor.goes_on() == ["routine resumed", "say resumed"]
        assert floor.led.ends_at == (left and floor.now + timedelta(seconds=left))
        for each in (floor, plain):
            each.passes(minutes=10)
            while each.session:
                each.hears(ExercisePassed())
                each.passes(minutes=10)
        assert [each.moves for each in floor.sessions] == [each.moves for each in plain.sessions]
        assert floor.told == plain.told

    def test_nobody_led_it_after_the_last_thing_that_is_remembered(self):
        """Killed without a word: what was saved is of the beginning of the phase."""
        floor = Floor()
        floor.starts()
        floor.reaches(RoutinePhase.WORK, 1)
        memory = floor.coach.memory()
        floor.now += timedelta(hours=2)
        floor.restarts(memory)
        floor.hears(WatchLost(at=floor.now - timedelta(hours=1)))
        assert floor.at == (RoutinePhase.WORK, 1)
        assert floor.led.remaining == timedelta(0)

    def test_the_half_hour_begins_when_somebody_is_there_again(self):
        floor = Floor()
        floor.starts()
        floor.pauses()
        paused_at = floor.now
        floor.is_down(hours=9)
        assert floor.passes(minutes=29, seconds=59) == []
        assert floor.passes(seconds=1) == ["routine stopped", "say stopped"]
        assert floor.sessions[0].ended_at == paused_at + timedelta(hours=9)

    def test_the_break_that_it_is_goes_on_with_it(self):
        floor = Floor()
        floor.sits(minutes=20)
        floor.starts()
        floor.passes(minutes=1)
        floor.is_down(minutes=5)
        assert floor.told == ["started"]
        floor.goes_on()
        floor.passes(minutes=2)
        assert floor.told == ["started", "taken"]

    def test_the_day_and_the_run_are_remembered(self):
        floor = Floor("routine_day")
        floor.reports(routine_day=False)
        floor.hears(RunPlanned(at=NINE + timedelta(minutes=10)))
        before = floor.coach._training
        floor.restarts(json.loads(json.dumps(floor.coach.memory())))
        assert floor.coach._training == replace(before, run_at=None)

    def test_a_memory_of_before_there_were_routines_is_one_without(self):
        floor = Floor()
        floor.sits(minutes=10)
        memory = floor.coach.memory()
        del memory["training"]
        floor.restarts(memory)
        assert floor.session is None
        assert floor.seen.sat_for == timedelta(minutes=10)

    @pytest.mark.parametrize(
        ("way", "damage"),
        [
            pytest.param([], None, id="nothing"),
            pytest.param([], [], id="a list"),
            pytest.param(["session"], {}, id="a session of nothing"),
            pytest.param(["session", "steps"], [], id="no steps"),
            pytest.param(["session", "done"], [1, 2], id="fewer amounts than steps"),
            pytest.param(["session", "exercises"], [], id="no exercises"),
            pytest.param(["session", "index"], 3, id="a move after the last"),
            pytest.param(["session", "index"], -1, id="a move before the first"),
            pytest.param(["session", "phase"], "idle", id="led through nothing"),
            pytest.param(["session", "phase"], "balance_after", id="an answer on time"),
            pytest.param(["session", "lasts"], None, id="a phase without an end"),
            pytest.param(["session", "given"], ["applause"], id="a cue nobody knows"),
            pytest.param(["session", "paused_at"], NINE.isoformat(), id="a pause of nobody"),
            pytest.param(["session", "mood"], 1, id="something unknown"),
            pytest.param(["is_asked"], 1, id="a number for a truth"),
        ],
    )
    def test_damage_is_refused_and_changes_nothing(self, way, damage):
        floor = Floor()
        floor.starts()
        floor.passes(seconds=20)
        memory = floor.coach.memory()
        place, last = memory, "training"
        for name in way:
            place, last = place[last], name
        place[last] = damage
        fresh = Floor()
        before = fresh.coach.memory()
        with pytest.raises((KeyError, TypeError, ValueError)):
            fresh.coach.recall(memory)
        assert fresh.coach.memory() == before
        assert fresh.session is None


@pytest.mark.parametrize(
    ("way", "damage"),
    [
        pytest.param(["clocks"], {}, id="no clocks"),
        pytest.param(["breaks"], {}, id="no breaks"),
        pytest.param(["clocks", "sitting"], 5, id="a clock that is a number"),
        pytest.param(["clocks", "sitting", "phase"], "gap", id="a gap that began never"),
        pytest.param(["clocks", "sitting", "gap_since"], NINE.isoformat(), id="running in a gap"),
        pytest.param(["breaks", "sitting", "stage"], "declared", id="a break that began never"),
        pytest.param(["breaks", "sitting", "prompts"], True, id="a count that is a truth"),
        pytest.param(["breaks", "sitting", "debt"], 1e300, id="a debt beyond all time"),
        pytest.param(["settled_at"], "2026-03-02T09:00:00", id="an instant of no zone"),
        pytest.param(["posture"], "flying", id="a posture nobody knows"),
        pytest.param(["witness", "eyes"], 2, id="something unknown"),
        pytest.param(["words"], ["seat"], id="a list for a table"),
        pytest.param(["day"], None, id="no day"),
    ],
)
def test_damage_is_refused_and_changes_nothing(way, damage):
    desk = Desk()
    desk.sits(minutes=31)
    memory = desk.coach.memory()
    place = memory
    for name in way[:-1]:
        place = place[name]
    place[way[-1]] = damage
    fresh = Desk()
    before = fresh.coach.memory()
    with pytest.raises((KeyError, TypeError, ValueError)):
        fresh.coach.recall(memory)
    assert fresh.coach.memory() == before
    assert fresh.hears(TimePassed()) == []
