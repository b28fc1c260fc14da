"""A due break is held while busy, off duty or paused, and prompted for as soon as that ends."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    CoachingPaused,
    CoachingResumed,
)
from custom_components.posture_coach.engine.model import Status

from .desk import NINE, Desk


def minutes(count):
    return timedelta(minutes=count)


HOLDS = pytest.mark.parametrize(
    ("begin", "end", "status", "key"),
    [
        pytest.param(
            lambda desk: desk.reports(busy=True),
            lambda desk: desk.reports(busy=False),
            Status.ON_HOLD,
            "busy",
            id="busy",
        ),
        pytest.param(
            lambda desk: desk.reports(duty=False),
            lambda desk: desk.reports(duty=True),
            Status.OFF_DUTY,
            "off_duty",
            id="off duty",
        ),
        pytest.param(
            lambda desk: desk.hears(CoachingPaused()),
            lambda desk: desk.hears(CoachingResumed()),
            Status.PAUSED,
            "paused",
            id="paused",
        ),
    ],
)


@pytest.fixture
def desk():
    at_desk = Desk("seat busy duty")
    at_desk.reports(seat=True, busy=False, duty=True)
    return at_desk


@HOLDS
def test_it_is_due_but_not_prompted(desk, begin, end, status, key):
    begin(desk)
    assert desk.passes(minutes=90) == ["due"]
    assert desk.happened[0].is_held
    assert desk.seen.status is status
    assert desk.seen.reason.key == key
    assert end(desk) == ["prompted"]
    assert not desk.happened[1].is_held


@HOLDS
def test_a_hold_between_prompts_keeps_the_next_one_back(desk, begin, end, status, key):
    desk.passes(minutes=31)
    begin(desk)
    assert desk.passes(minutes=20) == []
    assert end(desk) == ["prompted"]
    assert desk.passes(minutes=15) == ["prompted"]


@HOLDS
def test_a_hold_that_ends_before_the_next_prompt_changes_nothing(desk, begin, end, status, key):
    desk.passes(minutes=31)
    begin(desk)
    desk.passes(minutes=1)
    assert end(desk) == []
    assert desk.passes(minutes=3) == ["prompted"]


@HOLDS
def test_tracking_goes_on(desk, begin, end, status, key):
    begin(desk)
    desk.passes(minutes=40)
    assert desk.seen.sat_for == minutes(40)
    desk.reports(seat=False)
    assert desk.passes(minutes=2) == ["started", "taken"]
    assert end(desk) == []


def test_one_of_two_holds_that_ends_is_not_the_end(desk):
    desk.reports(busy=True)
    desk.reports(duty=False)
    desk.passes(minutes=40)
    assert desk.reports(busy=False) == []
    assert desk.reports(duty=True) == ["prompted"]


def test_holds_are_levels_and_no_missed_edge_silences_the_coach(desk):
    """The call ends while the sensor is unavailable: there is no edge from on to off."""
    desk.reports(busy=True)
    desk.passes(minutes=40)
    assert desk.reports(busy=None) == ["prompted"]


def test_a_silent_duty_source_does_not_end_duty(desk):
    desk.reports(duty=None)
    assert desk.seen.is_on_duty
    assert desk.passes(minutes=30) == ["due", "prompted"]


def test_a_pause_ends_by_itself(desk):
    until = NINE + minutes(45)
    desk.hears(CoachingPaused(until=until))
    assert desk.passes(minutes=44) == ["due"]
    assert desk.seen.reason.key == "paused_until"
    assert desk.seen.reason.until == until
    assert desk.seen.paused_until == until
    assert desk.passes(minutes=1) == ["prompted"]
    assert desk.seen.is_coaching


def test_a_pause_into_the_past_is_refused(desk):
    with pytest.raises(CoachError) as refusal:
        desk.hears(CoachingPaused(until=desk.now))
    assert refusal.value.key == "until_in_the_past"
    assert refusal.value.placeholders == {"field": "until"}
    assert desk.seen.is_coaching


def test_what_is_due_after_a_pause_ran_out_is_not_held_by_it(desk):
    desk.hears(CoachingPaused(until=NINE + minutes(20)))
    desk.now += minutes(31)
    desk.reports(busy=False)
    assert desk.told == ["due", "prompted"]
    assert not desk.happened[0].is_held


def test_a_freeze_keeps_the_prompt_back_too(desk):
    desk.passes(minutes=32)
    desk.reports(seat=None)
    assert desk.passes(minutes=9) == []
    assert desk.reports(seat=True) == ["prompted"]
