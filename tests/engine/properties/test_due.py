"""A break is due once per spell, and every spell that is long enough has one."""

from datetime import timedelta
from typing import override

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine.model import (
    BreakEventKind,
    BreakOutcome,
    Settings,
    Status,
)

from ..desk import Desk
from ..histories import histories, tell

ENDS = {BreakEventKind.TAKEN, BreakEventKind.NATURAL, BreakEventKind.SKIPPED}
LIMIT = timedelta(minutes=30)


@given(histories(verbs=True), st.sampled_from([None, timedelta(minutes=20)]))
def test_a_break_is_due_at_most_once_per_spell(history, standing_limit):
    desk = tell(history, Desk(history.names, Settings(standing_limit=standing_limit)))
    owed = set()
    for each in desk.happened:
        if each.kind is BreakEventKind.DUE:
            assert each.posture not in owed
            owed.add(each.posture)
        elif each.kind in ENDS:
            owed.discard(each.posture)


@given(histories(verbs=True))
def test_nobody_is_over_the_limit_without_having_been_told(history):
    """The other direction: a coach that is never due is never due twice either."""
    desk = tell(history)
    seen = desk.seen
    if seen.sat_for >= seen.limit:
        assert seen.is_due or seen.status is Status.ON_BREAK or "missed" in desk.told


@given(histories(verbs=True))
def test_every_break_that_was_due_ends_on_record_once(history):
    desk = tell(history)
    desk.reports(**dict.fromkeys(desk.kinds, False))
    desk.passes(minutes=10)
    due = [each.due_at for each in desk.happened if each.kind is BreakEventKind.DUE]
    recorded = [each.due_at for each in desk.records if each.due_at]
    assert recorded == due


@given(histories(verbs=True))
def test_a_break_is_due_no_sooner_than_the_limit_and_natural_only_before_it(history):
    """The limit may be down to half of what it was when a snooze is paid back."""
    desk = tell(history)
    for each in desk.happened:
        if each.kind is BreakEventKind.DUE:
            assert each.sat_for >= LIMIT / 2
    for record in desk.records:
        if record.outcome is BreakOutcome.NATURAL:
            assert record.sat_for < LIMIT or "missed" in desk.told


class Watched(Desk):
    """A desk at which a prompt is heard by somebody, or the story fails."""

    @override
    def hears(self, event):
        told = super().hears(event)
        if "prompted" in told:
            assert self.seen.posture is self.happened[-1].posture
            assert self.seen.clock_runs
            assert not self.happened[-1].is_held
        return told


@given(histories(verbs=True))
def test_nobody_is_prompted_who_is_up_or_on_hold_or_unknown(history):
    tell(history, Watched(history.names))
