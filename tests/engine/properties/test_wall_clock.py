"""The wall clock may be set in either direction without anybody having sat more or less."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine.events import ClockStepped
from custom_components.posture_coach.engine.instants import all_moved

from ..histories import histories, tell


@given(
    histories(desks=("seat", "presence", "seat presence"), verbs=False),
    st.integers(min_value=-86_400, max_value=86_400),
    st.data(),
)
def test_setting_the_clock_moves_the_story_and_nothing_else(history, seconds, data):
    index = data.draw(st.integers(min_value=0, max_value=len(history.changes)))
    by = timedelta(seconds=seconds)
    plain = tell(history)
    desk = tell(history.with_changes(history.changes[:index]))
    desk.now += by
    desk.hears(ClockStepped(by=by))
    tell(history.with_changes(history.changes[index:]), desk)
    assert desk.now == plain.now + by
    assert desk.told == plain.told
    assert desk.coach._is.clocks == all_moved(plain.coach._is.clocks, by)
    assert desk.coach._is.breaks == all_moved(plain.coach._is.breaks, by)
    assert desk.seen.sat_for == plain.seen.sat_for
