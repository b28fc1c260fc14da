"""A break from standing still, when it is wanted."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    SettingsChanged,
)
from custom_components.posture_coach.engine.model import Posture, Settings, Status

from .desk import NINE, Desk


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


def test_the_break_that_is_due_is_the_one_that_is_spoken_of(desk):
    """Standing up from the chair at last, the answers are still about sitting."""
    desk.reports(seat=True)
    desk.passes(minutes=31)
    desk.reports(seat=False)
    desk.passes(minutes=1)
    assert desk.seen.status is Status.ON_BREAK
    assert desk.hears(BreakSnoozed()) == ["snoozed"]
    assert desk.happened[-1].posture is Posture.SITTING


def test_the_figures_are_of_the_posture_one_is_in(desk):
    desk.passes(minutes=10)
    assert (desk.seen.limit, desk.seen.sat_for) == (minutes(40), minutes(10))
    desk.reports(seat=True)
    desk.passes(minutes=5)
    assert (desk.seen.limit, desk.seen.sat_for) == (minutes(30), minutes(5))


def test_without_a_limit_they_are_of_sitting():
    at_desk = Desk("seat presence")
    at_desk.reports(seat=False, presence=True)
    at_desk.passes(minutes=10)
    assert (at_desk.seen.limit, at_desk.seen.sat_for) == (minutes(30), minutes(0))


def test_standing_over_midnight_counts_for_both_days():
    at_desk = Desk("seat presence", now=NINE.replace(hour=23))
    at_desk.reports(seat=False, presence=True)
    at_desk.passes(minutes=90)
    assert at_desk.seen.standing_today == minutes(30)


def test_switching_it_on_counts_what_was_stood_already():
    at_desk = Desk("seat presence")
    at_desk.reports(seat=False, presence=True)
    at_desk.passes(minutes=50)
    told = at_desk.hears(SettingsChanged(settings=Settings(standing_limit=minutes(40))))
    assert told == ["due", "prompted"]
