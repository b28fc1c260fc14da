"""What survives a restart, at every stage that a break can be in."""

from datetime import timedelta
import json

import pytest

from custom_components.posture_coach.engine.breaks import Stage
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSnoozed,
    CoachingPaused,
    SourcesReported,
    TimePassed,
    WatchLost,
)
from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.sitting import Phase

from .desk import NINE, Desk


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
