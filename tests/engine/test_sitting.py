"""The sitting clock: what counts, what never happened, and what is lost."""

from datetime import timedelta
from itertools import product

import pytest

from custom_components.posture_coach.engine.model import Posture, Settings
from custom_components.posture_coach.engine.sitting import TABLE, BoutClock, Input, Phase

from .desk import NINE, Desk

RULES = Settings()


def seconds(count):
    return timedelta(seconds=count)


def minutes(count):
    return timedelta(minutes=count)


class TestGrace:
    """A gap shorter than a minute never happened."""

    def test_a_shorter_gap_is_counted_as_sitting(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=59)
        desk.sits(minutes=1)
        assert desk.seen.sat_for == minutes(11) + seconds(59)

    def test_from_a_minute_on_a_gap_is_left_out(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=60)
        desk.sits(minutes=1)
        assert desk.seen.sat_for == minutes(11)

    def test_the_clock_stands_still_in_between(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=119)
        assert desk.seen.sat_for == minutes(10)
        assert not desk.seen.clock_runs


class TestBreak:
    """A gap of two minutes is a break, as of when it began."""

    def test_a_short_walk_does_not_end_the_spell(self, desk):
        desk.sits(minutes=10)
        assert desk.is_up(seconds=119) == []
        desk.sits(minutes=1)
        assert desk.seen.sat_for == minutes(11)

    def test_two_minutes_do(self, desk):
        desk.sits(minutes=10)
        left_at = desk.now
        assert desk.is_up(seconds=120) == ["natural"]
        assert desk.seen.sat_for == timedelta(0)
        assert desk.records[0].began_at == left_at
        assert desk.records[0].ended_at == left_at + minutes(2)

    def test_coming_back_at_that_very_second_is_too_late(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=120)
        desk.sits(minutes=1)
        assert desk.seen.sat_for == minutes(1)

    def test_what_was_sat_before_still_counts_for_the_day(self, desk):
        desk.sits(minutes=10)
        desk.is_up(minutes=5)
        desk.sits(minutes=7)
        assert desk.seen.sitting_today == minutes(17)


class TestSettle:
    """A return shorter than half a minute never happened."""

    def test_a_shorter_return_does_not_end_the_gap(self, desk):
        desk.sits(minutes=10)
        left_at = desk.now
        desk.is_up(seconds=100)
        desk.sits(seconds=29)
        assert desk.is_up(seconds=0) == ["natural"]
        assert desk.records[0].began_at == left_at

    def test_half_a_minute_is_a_return(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=100)
        desk.sits(seconds=30)
        assert desk.is_up(seconds=119) == []
        assert desk.seen.sat_for == minutes(10) + seconds(30)

    def test_a_believed_return_counts_from_its_first_second(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=100)
        desk.sits(seconds=31)
        assert desk.seen.sat_for == minutes(10) + seconds(31)

    def test_the_first_half_minute_on_the_seat_counts_once_it_is_believed(self, desk):
        desk.sits(seconds=29)
        assert desk.seen.sat_for == timedelta(0)
        desk.passes(seconds=1)
        assert desk.seen.sat_for == seconds(30)

    def test_a_blip_on_an_empty_chair_is_nothing(self, desk):
        desk.is_up(minutes=10)
        desk.sits(seconds=29)
        desk.is_up(minutes=10)
        assert desk.seen.sitting_today == timedelta(0)
        assert desk.told == []


class TestFreeze:
    """Without evidence nothing counts and nothing is lost for good."""

    def test_the_clock_stands_at_once(self, desk):
        desk.sits(minutes=10)
        desk.is_silent(minutes=5)
        assert desk.seen.posture is Posture.UNKNOWN
        assert desk.seen.sat_for == minutes(10)

    def test_the_same_answer_within_ten_minutes_was_never_gone(self, desk):
        desk.sits(minutes=10)
        desk.is_silent(minutes=10)
        desk.sits(minutes=0)
        assert desk.seen.sat_for == minutes(20)

    def test_after_longer_the_time_is_lost(self, desk):
        desk.sits(minutes=10)
        desk.is_silent(minutes=10, seconds=1)
        desk.sits(minutes=5)
        assert desk.seen.sat_for == minutes(15)

    def test_another_answer_leaves_the_time_between_lost(self, desk):
        desk.sits(minutes=10)
        desk.is_silent(minutes=3)
        desk.is_up(seconds=119)
        assert desk.told == []
        desk.passes(seconds=1)
        assert desk.told == ["natural"]
        assert desk.records[0].sat_for == minutes(10)

    def test_staying_away_is_bridged_as_well(self, desk):
        desk.sits(minutes=10)
        left_at = desk.now
        desk.is_up(seconds=60)
        desk.is_silent(minutes=3)
        assert desk.told == []
        assert desk.is_up(seconds=0) == ["natural"]
        assert desk.records[0].began_at == left_at
        assert desk.records[0].ended_at == desk.now

    def test_lost_time_is_no_part_of_a_break(self, desk):
        desk.sits(minutes=10)
        desk.is_up(seconds=60)
        desk.is_silent(hours=1)
        assert desk.is_up(seconds=59) == []
        assert desk.passes(seconds=1) == ["natural"]

    def test_a_return_cut_short_by_silence_is_still_to_be_believed(self, desk):
        desk.sits(seconds=20)
        desk.is_silent(hours=1)
        desk.sits(seconds=9)
        assert desk.seen.sat_for == timedelta(0)
        desk.passes(seconds=1)
        assert desk.seen.sat_for == seconds(30)

    def test_a_skip_while_frozen_starts_anew_without_thawing(self):
        clock = BoutClock(target=Posture.SITTING).observe(Posture.SITTING, NINE, RULES)
        clock, _ = clock.advance(NINE + minutes(1), RULES)
        frozen = clock.observe(Posture.UNKNOWN, NINE + minutes(10), RULES)
        anew = frozen.restarted(NINE + minutes(12))
        assert anew.frozen_since == NINE + minutes(12)
        assert anew.elapsed(NINE + minutes(20)) == timedelta(0)
        assert anew.counted(NINE + minutes(20)) == minutes(10)


class TestStanding:
    """The other clock runs by the same rules."""

    def test_standing_still_is_counted(self):
        desk = Desk("presence desk_height")
        desk.reports(presence=True, desk_height=True)
        desk.passes(minutes=10)
        assert desk.seen.standing_today == minutes(10)
        assert desk.seen.sitting_today == timedelta(0)

    def test_raising_the_desk_for_two_minutes_is_a_break_from_sitting(self):
        desk = Desk("presence desk_height")
        desk.reports(presence=True, desk_height=False)
        desk.passes(minutes=10)
        desk.reports(desk_height=True)
        assert desk.passes(minutes=2) == ["natural"]


def test_the_table_leads_nowhere_it_does_not_know():
    for phase, given in product(Phase, Input):
        assert TABLE.get((phase, given), phase) in Phase


def test_every_phase_can_be_reached():
    reached = {Phase.RESTED}
    for _ in Phase:
        reached |= {to for (phase, _), to in TABLE.items() if phase in reached}
    assert reached == set(Phase)


def test_each_observation_moves_every_phase_or_confirms_it():
    """Whatever the sensors say, a clock knows what to do."""
    for phase in Phase:
        is_in_target = BoutClock(target=Posture.SITTING, phase=phase).is_in_target
        other = Input.OTHER if is_in_target else Input.TARGET
        assert (phase, other) in TABLE


def test_a_clock_that_does_not_run_reaches_no_limit():
    clock = BoutClock(target=Posture.SITTING)
    assert clock.reaches(minutes(30)) is None
    assert clock.deadline(RULES) is None


@pytest.mark.parametrize(
    ("phase", "is_spell"),
    [
        (Phase.RESTED, False),
        (Phase.ARRIVING, False),
        (Phase.RUNNING, True),
        (Phase.GAP, True),
        (Phase.RETURNING, True),
    ],
    ids=str,
)
def test_a_spell_lasts_through_its_gaps(phase, is_spell):
    assert BoutClock(target=Posture.SITTING, phase=phase).is_in_spell is is_spell
