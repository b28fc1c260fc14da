"""When a break is due and prompted for, what may be answered, and how it ends."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.breaks import TABLE, Input, Stage
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    SettingsChanged,
)
from custom_components.posture_coach.engine.model import BreakOutcome, Settings, Status

from .desk import NINE, Desk


def minutes(count):
    return timedelta(minutes=count)


def since_nine(desk):
    """The minutes after nine at which it was prompted."""
    return [(each.at - NINE) / minutes(1) for each in desk.happened if each.kind == "prompted"]


@pytest.fixture
def due(desk):
    """Half an hour has been sat; the break is due and was prompted for once."""
    assert desk.sits(minutes=30) == ["due", "prompted"]
    return desk


class TestPrompts:
    """Due once per spell, prompted three times at most."""

    def test_it_repeats_after_five_minutes_then_every_fifteen_and_gives_up(self, desk):
        desk.sits(hours=8)
        assert since_nine(desk) == [30, 35, 50]
        assert desk.told == ["due", "prompted", "prompted", "prompted", "missed"]
        assert desk.happened[-1].at == NINE + minutes(65)
        assert desk.records[0].outcome is BreakOutcome.MISSED
        assert desk.records[0].prompts == 3

    def test_a_longer_first_repeat_is_kept_for_the_later_ones(self):
        desk = Desk(rules=Settings(repeat_after=minutes(20)))
        desk.sits(hours=3)
        assert since_nine(desk) == [30, 50, 70]

    def test_a_single_prompt_is_waited_for_as_long_as_the_last_one(self):
        desk = Desk(rules=Settings(max_prompts=1))
        desk.sits(minutes=44)
        assert desk.told == ["due", "prompted"]
        assert desk.passes(minutes=1) == ["missed"]

    def test_the_next_spell_is_due_again(self, due):
        due.is_up(minutes=3)
        assert due.sits(minutes=30) == ["due", "prompted"]

    def test_a_spell_ends_only_with_a_break(self, due):
        due.is_up(minutes=1, seconds=59)
        assert due.sits(minutes=4) == ["prompted"]

    def test_a_short_walk_puts_it_off_by_no_more_than_the_walk(self, desk):
        desk.sits(minutes=20)
        desk.is_up(seconds=90)
        assert desk.sits(minutes=9, seconds=59) == []
        assert desk.passes(seconds=1) == ["due", "prompted"]

    def test_a_missed_break_stays_silent_until_the_spell_is_over(self, desk):
        desk.sits(minutes=65)
        assert desk.shows(Status.WATCHING)
        assert desk.seen.reason.key == "given_up"
        assert desk.sits(hours=1) == []
        assert desk.is_up(minutes=2) == ["natural"]
        assert desk.records[-1].due_at is None
        assert desk.records[-1].prompts == 0


class TestTaken:
    """Standing up for two minutes takes the break, without a click."""

    def test_it_is_verified_by_the_sensor(self, due):
        left_at = due.now
        assert due.is_up(minutes=2) == ["started", "taken"]
        record = due.records[0]
        assert record.outcome is BreakOutcome.TAKEN
        assert record.verified
        assert (record.began_at, record.ended_at) == (left_at, left_at + minutes(2))
        assert record.sat_for == minutes(30)

    def test_it_is_told_to_have_started_once_it_is_no_flicker(self, due):
        assert due.is_up(seconds=59) == []
        assert due.shows(Status.BREAK_DUE)
        assert due.passes(seconds=1) == ["started"]
        assert due.shows(Status.ON_BREAK)

    def test_back_too_early_it_is_still_due_and_the_next_repeat_comes_when_it_would(self, due):
        due.is_up(seconds=100)
        due.sits(seconds=30)
        assert due.shows(Status.BREAK_DUE)
        assert due.passes(minutes=2, seconds=49) == []
        assert due.passes(seconds=1) == ["prompted"]

    def test_a_second_attempt_is_told_again(self, due):
        due.is_up(seconds=100)
        due.sits(seconds=40)
        assert due.is_up(minutes=2) == ["started", "taken"]

    def test_with_a_short_break_it_starts_and_ends_at_once(self):
        desk = Desk(rules=Settings(break_min=timedelta(seconds=45)))
        desk.sits(minutes=30)
        assert desk.is_up(seconds=45) == ["started", "taken"]

    def test_nobody_is_prompted_while_up(self, due):
        due.passes(minutes=4, seconds=50)
        assert due.is_up(seconds=30) == []
        assert due.sits(seconds=30) == ["prompted"]

    def test_left_before_it_was_due_it_is_natural(self, desk):
        desk.sits(minutes=20)
        assert desk.is_up(minutes=2) == ["natural"]
        assert desk.records[0].due_at is None
        assert desk.records[0].verified


class TestSnooze:
    """Later, at most twice, and paid back."""

    def test_it_is_prompted_again_when_the_snooze_ends(self, due):
        assert due.hears(BreakSnoozed()) == ["snoozed"]
        assert due.shows(Status.SNOOZED)
        assert due.happened[-1].until == due.now + minutes(10)
        assert due.passes(minutes=9, seconds=59) == []
        assert due.passes(seconds=1) == ["prompted"]
        assert due.shows(Status.BREAK_DUE)

    def test_its_length_may_be_said(self, due):
        due.hears(BreakSnoozed(duration=minutes(5)))
        assert due.passes(minutes=5) == ["prompted"]

    @pytest.mark.parametrize("length", [0, 59, 3601, -60], ids=str)
    def test_a_length_beyond_reason_is_refused(self, due, length):
        with pytest.raises(CoachError) as refusal:
            due.hears(BreakSnoozed(duration=timedelta(seconds=length)))
        assert refusal.value.key == "snooze_out_of_range"
        assert refusal.value.placeholders == {"field": "duration"}

    @pytest.mark.parametrize("length", [60, 3600], ids=str)
    def test_a_minute_and_an_hour_are_within_reason(self, due, length):
        assert due.hears(BreakSnoozed(duration=timedelta(seconds=length))) == ["snoozed"]

    def test_a_third_one_is_refused(self, due):
        assert due.seen.snoozes_left == 2
        due.hears(BreakSnoozed())
        due.hears(BreakSnoozed())
        assert due.seen.snoozes_left == 0
        with pytest.raises(CoachError) as refusal:
            due.hears(BreakSnoozed())
        assert refusal.value.key == "no_snoozes_left"
        assert refusal.value.placeholders == {"limit": "2"}

    def test_a_snooze_while_snoozed_starts_from_now(self, due):
        due.hears(BreakSnoozed())
        due.passes(minutes=4)
        due.hears(BreakSnoozed())
        assert due.passes(minutes=9) == []
        assert due.passes(minutes=1) == ["prompted"]

    def test_the_prompt_it_asked_for_is_not_one_too_many(self, desk):
        desk.sits(minutes=50)
        assert len(since_nine(desk)) == 3
        desk.hears(BreakSnoozed())
        assert desk.passes(minutes=10) == ["prompted"]
        assert desk.passes(minutes=15) == ["missed"]

    def test_the_next_interval_is_that_much_shorter(self, due):
        due.hears(BreakSnoozed(duration=minutes(6)))
        due.passes(minutes=6)
        due.is_up(minutes=3)
        due.reports(seat=True)
        assert due.seen.limit == minutes(24)
        assert due.passes(minutes=24) == ["due", "prompted"]

    def test_the_one_after_it_is_whole_again(self, due):
        due.hears(BreakSnoozed(duration=minutes(6)))
        due.is_up(minutes=3)
        due.sits(minutes=10)
        due.is_up(minutes=3)
        assert due.seen.limit == minutes(30)

    def test_never_below_half(self, due):
        for _ in range(2):
            due.hears(BreakSnoozed(duration=minutes(60)))
            due.passes(minutes=60)
        due.is_up(minutes=3)
        assert due.seen.limit == minutes(15)

    def test_only_what_was_really_snoozed_is_paid_back(self, due):
        due.hears(BreakSnoozed())
        due.passes(minutes=1)
        due.is_up(minutes=2)
        assert due.seen.limit == minutes(27)

    def test_snoozed_until_given_up_it_was_snoozed_out(self, due):
        due.hears(BreakSnoozed())
        due.passes(minutes=60)
        assert due.told[-1] == "missed"
        assert due.records[0].outcome is BreakOutcome.SNOOZED_OUT
        assert due.records[0].snoozes == 1

    def test_a_break_taken_while_snoozed_is_taken(self, due):
        due.hears(BreakSnoozed())
        due.passes(minutes=3)
        assert due.is_up(minutes=2) == ["started", "taken"]
        assert due.records[0].snoozes == 1

    def test_a_snooze_that_ends_while_somebody_is_up_prompts_after_the_return(self, due):
        due.hears(BreakSnoozed(duration=minutes(1)))
        due.is_up(seconds=90)
        assert due.sits(seconds=30) == ["prompted"]


class TestSkip:
    """No, not now."""

    def test_it_is_recorded_and_the_clock_starts_anew(self, due):
        due.passes(minutes=2)
        assert due.hears(BreakSkipped()) == ["skipped"]
        assert due.seen.sat_for == timedelta(0)
        assert due.records[0].outcome is BreakOutcome.SKIPPED
        assert due.records[0].sat_for == minutes(32)
        assert due.passes(minutes=30) == ["due", "prompted"]

    def test_the_longest_spell_of_the_day_stays(self, due):
        due.hears(BreakSkipped())
        due.passes(minutes=5)
        assert due.seen.longest_sitting_today == minutes(30)

    def test_a_snooze_before_it_is_paid_back_all_the_same(self, due):
        due.hears(BreakSnoozed(duration=minutes(5)))
        due.passes(minutes=5)
        due.hears(BreakSkipped())
        assert due.seen.limit == minutes(25)

    def test_strict_allows_none(self):
        desk = Desk(rules=Settings(strict=True))
        desk.sits(minutes=30)
        assert not desk.happened[0].may_skip
        with pytest.raises(CoachError) as refusal:
            desk.hears(BreakSkipped())
        assert refusal.value.key == "skip_not_allowed"

    def test_skipped_while_up_nothing_runs(self, due):
        due.is_up(seconds=90)
        due.hears(BreakSkipped())
        due.passes(minutes=5)
        assert due.seen.sat_for == timedelta(0)
        assert due.told[-1] == "skipped"


class TestTake:
    """A break that is declared."""

    def test_it_begins_now_even_without_a_sensor(self, due):
        assert due.hears(BreakDeclared()) == ["started"]
        assert due.shows(Status.ON_BREAK)
        assert due.seen.sat_for == timedelta(0)
        assert due.passes(minutes=2) == ["taken"]
        record = due.records[0]
        assert not record.verified
        assert record.began_at == NINE + minutes(30)
        assert record.ended_at == NINE + minutes(32)
        assert record.sat_for == minutes(30)

    def test_the_clock_then_starts_anew_for_who_never_got_up(self, due):
        due.hears(BreakDeclared())
        due.passes(minutes=2)
        assert due.seen.sat_for == timedelta(0)
        assert due.passes(minutes=30) == ["due", "prompted"]

    def test_seen_by_the_sensor_it_is_verified(self, due):
        due.hears(BreakDeclared())
        due.passes(seconds=20)
        assert due.is_up(minutes=2) == ["taken"]
        assert due.records[0].verified
        assert len(due.records) == 1

    def test_leaving_as_it_is_said_makes_one_break_of_both(self, due):
        due.hears(BreakDeclared())
        assert due.is_up(minutes=5) == ["taken"]
        assert len(due.records) == 1

    def test_without_evidence_it_is_declared(self, due):
        due.hears(BreakDeclared())
        due.is_up(seconds=60)
        due.is_silent(minutes=5)
        assert not due.records[0].verified

    def test_it_may_come_before_it_is_due(self, desk):
        desk.sits(minutes=10)
        assert desk.hears(BreakDeclared()) == ["started"]
        assert desk.passes(minutes=2) == ["taken"]
        assert desk.records[0].due_at is None

    def test_it_may_come_after_it_was_given_up(self, desk):
        desk.sits(minutes=70)
        desk.hears(BreakDeclared())
        desk.passes(minutes=2)
        assert [each.outcome for each in desk.records] == [BreakOutcome.MISSED, BreakOutcome.TAKEN]
        assert desk.records[1].due_at is None

    def test_it_ends_a_snooze(self, due):
        due.hears(BreakSnoozed())
        due.passes(minutes=4)
        due.hears(BreakDeclared())
        due.passes(minutes=2)
        assert due.records[0].outcome is BreakOutcome.TAKEN
        assert due.seen.limit == minutes(26)

    def test_a_second_one_is_refused_while_it_lasts(self, due):
        due.hears(BreakDeclared())
        with pytest.raises(CoachError) as refusal:
            due.hears(BreakDeclared())
        assert refusal.value.key == "already_on_break"

    def test_it_finishes_on_time_however_late_the_coach_is_woken(self, due):
        """A busy machine makes nobody sit while they are up."""
        due.hears(BreakDeclared())
        due.passes(seconds=110)
        due.reports(seat=False)
        due.now += timedelta(seconds=80)
        assert due.reports(seat=True) == ["taken"]
        assert due.records[0].ended_at == NINE + minutes(32)
        due.passes(seconds=60)
        assert due.seen.sat_for == minutes(1)


@pytest.mark.parametrize("request_", [BreakSnoozed(), BreakSkipped()], ids=["snooze", "skip"])
@pytest.mark.parametrize("story", ["counting", "given up", "declared"])
def test_what_is_not_due_can_be_neither_snoozed_nor_skipped(desk, request_, story):
    desk.sits(minutes=70 if story == "given up" else 10)
    if story == "declared":
        desk.hears(BreakDeclared())
    with pytest.raises(CoachError) as refusal:
        desk.hears(request_)
    assert refusal.value.key == "break_not_due"
    assert str(refusal.value) == "break_not_due"


def test_a_lower_limit_counts_at_once(desk):
    desk.sits(minutes=20)
    assert desk.hears(SettingsChanged(settings=Settings(sitting_limit=minutes(15)))) == [
        "due",
        "prompted",
    ]


def test_what_happened_says_what_may_be_answered(due):
    first = due.happened[0]
    assert (first.may_snooze, first.may_skip) == (True, True)
    assert (first.due_at, first.sat_for) == (NINE + minutes(30), minutes(30))
    due.hears(BreakSnoozed())
    due.hears(BreakSnoozed())
    assert not due.happened[-1].may_snooze


def test_every_answer_is_either_in_the_table_or_refused_by_name(desk):
    asked = {Input.SNOOZED, Input.SKIPPED, Input.DECLARED}
    due_only = {(stage, given) for stage, given in TABLE if given in asked - {Input.DECLARED}}
    assert {stage for stage, _ in due_only} == {Stage.DUE, Stage.SNOOZED}
    assert {stage for stage in Stage if (stage, Input.DECLARED) not in TABLE} == {Stage.DECLARED}


def test_every_stage_can_be_left():
    assert {stage for stage, _ in TABLE} == set(Stage)
