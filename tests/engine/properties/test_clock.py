"""The clocks, over any story: they never run backwards, and never faster than time."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine.model import Posture

from ..desk import NINE, Desk
from ..histories import happen, histories

ZERO = timedelta(0)


@given(histories(verbs=True))
def test_the_clock_goes_back_only_at_a_break_or_when_absence_is_dated_back(history):
    desk = Desk(history.names)
    before = desk.seen

    def look(*, is_break):
        nonlocal before
        now = desk.seen
        is_dated_back = now.posture is Posture.AWAY
        if not is_break and not is_dated_back:
            assert now.sat_for >= before.sat_for
        if now.day == before.day and not is_dated_back:
            assert now.sitting_today >= before.sitting_today
            assert now.standing_today >= before.standing_today
            assert now.longest_sitting_today >= before.longest_sitting_today
        before = now

    for change in history.changes:
        until = desk.now + timedelta(seconds=change.pause)
        while (deadline := desk.coach.deadline) is not None and deadline <= until:
            look(is_break=bool(desk.passes_to(deadline)))
        desk.passes_to(until)
        look(is_break=False)
        told = len(desk.told)
        happen(desk, change)
        look(is_break=len(desk.told) > told)


@given(histories(verbs=True))
def test_no_time_is_counted_that_did_not_pass(history):
    desk = Desk(history.names)
    for change in history.changes:
        desk.passes(seconds=change.pause)
        happen(desk, change)
        seen = desk.seen
        assert ZERO <= seen.sat_for <= desk.now - NINE
        assert seen.sitting_today + seen.standing_today <= desk.now - NINE
        assert ZERO <= seen.longest_sitting_today <= seen.sitting_today


@given(st.integers(min_value=30, max_value=8 * 3600))
def test_all_the_time_of_somebody_who_just_sits_is_counted(sitting):
    desk = Desk()
    desk.sits(seconds=sitting)
    assert desk.seen.sat_for == timedelta(seconds=sitting)


@given(
    st.lists(
        st.tuples(st.integers(min_value=30, max_value=900), st.integers(min_value=0, max_value=59)),
        max_size=8,
    )
)
def test_all_of_a_spell_with_flickers_is_counted(bouts):
    """The other direction: a clock that stands still never runs backwards either."""
    desk = Desk()
    for sitting, flicker in bouts:
        desk.sits(seconds=sitting)
        desk.is_up(seconds=flicker)
    desk.sits(seconds=30)
    assert desk.seen.sat_for == desk.now - NINE
