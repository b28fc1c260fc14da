"""A break is due once per spell, and every spell that is long enough has one."""

from datetime import timedelta

from hypothesis import given

from custom_components.posture_coach.engine.model import BreakEventKind, BreakOutcome, Status

from ..histories import histories, tell

ENDS = {BreakEventKind.TAKEN, BreakEventKind.NATURAL, BreakEventKind.SKIPPED}
LIMIT = timedelta(minutes=30)


@given(histories(verbs=True))
def test_a_break_is_due_at_most_once_per_spell(history):
    desk = tell(history)
    is_owed = False
    for each in desk.happened:
        if each.kind is BreakEventKind.DUE:
            assert not is_owed
            is_owed = True
        elif each.kind in ENDS:
            is_owed = False


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
def test_a_break_is_due_when_the_clock_is_at_the_limit_and_not_before(history):
    desk = tell(history)
    for each in desk.happened:
        if each.kind is BreakEventKind.DUE:
            assert each.sat_for >= LIMIT / 2
    assert all(
        each.sat_for < LIMIT
        for each in desk.records
        if each.outcome is BreakOutcome.NATURAL
        and each.due_at is None
        and "missed" not in desk.told
    )


@given(histories(verbs=True))
def test_prompts_never_come_while_nobody_sits_or_a_hold_is_on(history):
    desk = tell(history)
    assert not any(each.is_held for each in desk.happened if each.kind is BreakEventKind.PROMPTED)
