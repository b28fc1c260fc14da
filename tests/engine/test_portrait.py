"""What everybody may know of a person."""

from datetime import timedelta

from custom_components.posture_coach.engine.events import BreakDeclared, BreakSnoozed
from custom_components.posture_coach.engine.model import Posture

from .desk import NINE, Desk


def minutes(count):
    return timedelta(minutes=count)


def test_while_sitting_it_says_when_a_break_will_be_due(desk):
    desk.sits(minutes=10)
    seen = desk.seen
    assert seen.posture is Posture.SITTING
    assert seen.posture_since == NINE
    assert seen.clock_runs
    assert (seen.runs_from, seen.stands_at) == (NINE, None)
    assert seen.sat_for == minutes(10)
    assert seen.due_at == NINE + minutes(30)
    assert not seen.is_due


def test_while_the_clock_stands_nobody_knows_when(desk):
    desk.sits(minutes=10)
    desk.is_up(seconds=70)
    assert desk.seen.due_at is None
    assert not desk.seen.clock_runs


def test_where_the_clock_runs_from_leaves_out_what_did_not_count(desk):
    desk.sits(minutes=10)
    desk.is_up(seconds=70)
    desk.sits(minutes=10)
    assert desk.seen.runs_from == NINE + timedelta(seconds=70)


def test_a_clock_that_stands_shows_the_same_until_the_break_is_one(desk):
    desk.sits(minutes=10)
    desk.is_up(seconds=70)
    seen = desk.seen
    assert (seen.runs_from, seen.stands_at) == (None, minutes(10))
    desk.passes(seconds=40)
    assert desk.seen == seen
    desk.passes(seconds=10)
    assert desk.seen.stands_at == timedelta(0)
    assert desk.seen != seen


def test_once_due_it_says_since_when_and_when_it_will_be_said_again(desk):
    desk.sits(minutes=33)
    seen = desk.seen
    assert seen.is_due
    assert seen.due_at == NINE + minutes(30)
    assert (seen.prompts, seen.snoozes, seen.snoozes_left) == (1, 0, 2)
    assert seen.next_prompt_at == NINE + minutes(35)


def test_snoozed_the_next_prompt_is_when_the_snooze_ends(desk):
    desk.sits(minutes=30)
    desk.hears(BreakSnoozed())
    assert desk.seen.next_prompt_at == NINE + minutes(40)
    assert (desk.seen.snoozes, desk.seen.snoozes_left) == (1, 1)


def test_after_the_last_prompt_none_is_to_come(desk):
    desk.sits(minutes=51)
    assert desk.seen.is_due
    assert desk.seen.next_prompt_at is None


def test_on_a_declared_break_the_clock_is_at_zero_and_stands(desk):
    desk.sits(minutes=30)
    desk.hears(BreakDeclared())
    desk.passes(minutes=1)
    assert desk.seen.sat_for == timedelta(0)
    assert not desk.seen.clock_runs


def test_two_portraits_of_one_instant_are_equal():
    """Nothing is published that did not change."""
    desk = Desk()
    desk.sits(minutes=10)
    assert desk.seen == desk.seen
    assert desk.seen != Desk().seen
