"""A restart at any moment changes nothing, and a damaged memory does no harm."""

import copy
from dataclasses import replace
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.posture_coach.engine.events import SourcesReported, WatchLost
from custom_components.posture_coach.engine.model import Problem

from ..desk import Desk
from ..histories import clocks, happen, histories, tell

REFUSED = (KeyError, TypeError, ValueError)
JUNK: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(["2026-01-01", "2026-03-02T09:00:00", "2026-03-02T09:00:00+00:00"]),
    st.sampled_from(["gap", "running", "due", "declared", "x"]),
    st.sampled_from([None, True, -1, 5, 1e300, float("inf"), float("nan"), [], {}, {"a": 1}]),
)


def restart(desk):
    answers = dict(desk.coach._is.answers)
    desk.restarts(json.loads(json.dumps(desk.coach.memory())))
    desk.hears(WatchLost(at=desk.now))
    desk.hears(SourcesReported(answers=answers, at=desk.now))


@given(histories(verbs=True))
def test_a_restart_after_every_change_changes_nothing(history):
    plain, desk = Desk(history.names), Desk(history.names)
    for change in history.changes:
        for each in (plain, desk):
            each.passes(seconds=change.pause)
            happen(each, change)
        restart(desk)
        assert clocks(desk) == clocks(plain)
        # Silence is counted from when somebody listens.
        assert without_silence(desk.seen) == without_silence(plain.seen)
    assert desk.happened == plain.happened
    assert desk.records == plain.records


@given(histories(verbs=True))
def test_what_is_remembered_is_what_was_recalled(history):
    desk = tell(history)
    memory = desk.coach.memory()
    desk.restarts(memory)
    assert desk.coach.memory() == memory


def without_silence(seen):
    problems = seen.problems - {Problem.SENSORS_SILENT}
    return replace(seen, posture_since=None, problems=problems)


def ways_into(plain, way=()):
    if way:
        yield way
    if isinstance(plain, dict):
        for name, inner in plain.items():
            yield from ways_into(inner, (*way, name))


@given(histories(verbs=True, most=8), st.data())
def test_a_damaged_memory_is_refused_whole_or_does_no_harm(history, data):
    desk = tell(history)
    memory = copy.deepcopy(desk.coach.memory())
    *way, last = data.draw(st.sampled_from(list(ways_into(memory))))
    place = memory
    for name in way:
        place = place[name]
    if data.draw(st.booleans()):
        place[last] = data.draw(JUNK)
    else:
        del place[last]

    fresh = Desk(history.names, now=desk.now)
    untouched = fresh.coach.memory()
    try:
        fresh.coach.recall(memory)
    except REFUSED:
        assert fresh.coach.memory() == untouched
    fresh.hears(WatchLost(at=fresh.now))
    fresh.passes(seconds=90)
    for answer in (True, False, True):
        fresh.reports(**dict.fromkeys(fresh.kinds, answer))
        fresh.passes(minutes=40)
    assert any(clock.is_running for clock in fresh.coach._is.clocks.values())


@pytest.mark.parametrize("memory", [None, [], "x", {}, {"settled_at": 1}], ids=repr)
def test_what_is_no_memory_at_all_is_refused(memory):
    with pytest.raises(REFUSED):
        Desk().coach.recall(memory)
