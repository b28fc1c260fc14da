"""A break from standing still, when it is wanted."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    SettingsChanged,
)
from custom_components.posture_coach.engine.model import Posture, Settings

from .desk import Desk


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def desk():
    at_desk = Desk("seat presence", Settings(standing_limit=minutes(40)))
    at_desk.reports(seat=False, presence=True)
    return at_desk


def test_a_break_from_standing_is_due(desk):
    assert desk.passes(minutes=40) == ["due", "prompted"]
    assert desk.happened[0].posture is Posture.STANDING
    assert desk.seen.limit == minutes(40)
    assert desk.seen.is_due


def test_sitting_down_takes_it(desk):
    desk.passes(minutes=40)
    desk.reports(seat=True)
    assert desk.passes(minutes=2) == ["started", "taken"]
    assert desk.records[0].posture is Posture.STANDING


def test_leaving_the_desk_before_is_nothing_to_record(desk):
    desk.passes(minutes=20)
    desk.reports(presence=False)
    assert desk.passes(minutes=10) == []
    assert desk.records == []


def test_the_answers_are_for_the_posture_that_is_due(desk):
    desk.passes(minutes=40)
    assert desk.hears(BreakSkipped()) == ["skipped"]
    assert desk.records[0].posture is Posture.STANDING
    assert desk.seen.sat_for == timedelta(0)


def test_declared_while_standing_it_is_a_break_from_standing(desk):
    desk.passes(minutes=10)
    desk.hears(BreakDeclared())
    desk.passes(minutes=2)
    assert desk.records[0].posture is Posture.STANDING


def test_switching_it_off_forgets_what_was_due(desk):
    desk.passes(minutes=40)
    desk.hears(SettingsChanged(settings=Settings()))
    assert not desk.seen.is_due
    assert desk.passes(hours=1) == []


def test_off_by_default():
    at_desk = Desk("seat presence")
    at_desk.reports(seat=False, presence=True)
    assert at_desk.passes(hours=5) == []


def test_switching_it_on_counts_what_was_stood_already():
    at_desk = Desk("seat presence")
    at_desk.reports(seat=False, presence=True)
    at_desk.passes(minutes=50)
    told = at_desk.hears(SettingsChanged(settings=Settings(standing_limit=minutes(40))))
    assert told == ["due", "prompted"]
