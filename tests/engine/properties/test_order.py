"""What is heard counts as of when it happened, not how often or how late it is told."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import SourcesReported, TimePassed
from custom_components.posture_coach.engine.model import Settings

from ..desk import NINE, Desk
from ..histories import FREE_DESKS, clocks, happen, histories, tell

UNEVENTFUL = Settings(break_min=timedelta(hours=100), sitting_limit=timedelta(hours=200))
"""Nothing to tell: what was told stands, and would keep a late report from being heard."""


def same(desk, other):
    assert clocks(desk) == clocks(other)
    assert desk.happened == other.happened
    assert desk.records == other.records
    assert desk.questions == other.questions


@given(histories(verbs=True), st.lists(st.floats(min_value=0, max_value=4000), max_size=6))
def test_looking_at_the_clock_more_often_changes_nothing(history, moments):
    desk = Desk(history.names)
    for change in history.changes:
        began_at = desk.now
        for moment in sorted(each for each in moments if each < change.pause):
            desk.passes_to(began_at + timedelta(seconds=moment))
            desk.hears(TimePassed())
        desk.passes_to(began_at + timedelta(seconds=change.pause))
        happen(desk, change)
    same(desk, tell(history))


@given(histories(verbs=True), st.integers(min_value=1, max_value=3))
def test_the_same_answer_again_changes_nothing(history, times):
    desk = Desk(history.names)
    for change in history.changes:
        desk.passes(seconds=change.pause)
        happen(desk, change)
        for _ in range(times):
            desk.reports(**desk.coach._is.answers)
    same(desk, tell(history))


@given(histories(desks=FREE_DESKS, answers=(True, False)))
def test_sources_that_change_at_one_instant_may_be_told_one_by_one(history):
    """Evidence that was there before; what comes back from silence at one instant is one report.

    The first of several that come back decides whether the silence is bridged, and a break may
    be told to be over then; the coach does not wait for the others. Neither does it when a hold
    ends: who gets up at that very instant has been prompted.
    """
    desk = Desk(history.names)
    for change in history.changes:
        desk.passes(seconds=change.pause)
        for source, answer in change.answers.items():
            desk.reports(**{source: answer})
    same(desk, tell(history))


@given(histories(), st.data())
def test_a_burst_of_late_reports_gives_the_same_clocks(history, data):
    desk, plain = Desk(history.names, UNEVENTFUL), Desk(history.names, UNEVENTFUL)
    at = NINE
    for change in history.changes:
        at += timedelta(seconds=change.pause)
        late = data.draw(st.sampled_from([0, 0, 0, 1, 40, 400]))
        desk.now = max(desk.now, at) + timedelta(seconds=late)
        desk.hears(SourcesReported(answers=change.answers, at=at))
    tell(history, plain)
    plain.passes_to(desk.now)
    desk.passes_to(desk.now)
    assert desk.told == []
    assert {**clocks(desk), "day": None} == {**clocks(plain), "day": None}


@given(histories(), st.data())
def test_handling_late_but_before_the_next_change_gives_the_same_clocks_and_breaks(history, data):
    desk, plain = Desk(history.names), tell(history)
    at = NINE
    for change, following in zip(history.changes, [*history.changes[1:], None], strict=True):
        at += timedelta(seconds=change.pause)
        late = data.draw(st.floats(min_value=0, max_value=following.pause if following else 100))
        desk.now = max(desk.now, at + timedelta(seconds=late))
        desk.hears(SourcesReported(answers=change.answers, at=at))
    plain.passes_to(desk.now)
    assert clocks(desk) == clocks(plain)
    # How often it was prompted in the meantime depends on when somebody was there to prompt.
    assert breaks_of(desk) == breaks_of(plain)


def breaks_of(desk):
    return [(each.began_at, each.ended_at, each.sat_for) for each in desk.records if each.began_at]


@given(histories(verbs=True))
def test_the_deadline_lies_ahead_and_there_is_an_end_of_them(history):
    desk = Desk(history.names)
    for change in history.changes:
        desk.passes(seconds=change.pause)
        with suppress(CoachError):
            desk.hears(change.verb or SourcesReported(answers=change.answers, at=desk.now))
        deadline = desk.coach.deadline
        assert deadline is None or deadline > desk.now or change.verb is not None
    began_at, wakings = desk.now, desk.wakings
    desk.passes(hours=10)
    minutes = (desk.now - began_at) / timedelta(minutes=1)
    assert desk.wakings - wakings <= minutes + 50
