"""A freeze never creates or destroys sitting time."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, strategies as st

from custom_components.posture_coach.engine.instants import all_moved
from custom_components.posture_coach.engine.model import Posture

from ..desk import NINE, Desk
from ..histories import clocks, happen, histories, tell

SINGLE = ("seat", "presence")
HOUR = timedelta(hours=1)


def silenced(history, index, after, silence, *, later):
    """The story with silence `after` the change at `index`; the rest `later` than it was."""
    desk = tell(history.with_changes(history.changes[: index + 1]))
    desk.passes_to(desk.now + after)
    desk.is_silent(seconds=silence.total_seconds())
    desk.reports(**history.changes[index].answers)
    at = NINE + later + sum_of_pauses(history.changes[: index + 1])
    for change in history.changes[index + 1 :]:
        at += timedelta(seconds=change.pause)
        assume(at > desk.now)
        desk.passes_to(at)
        happen(desk, change)
    return desk


def sum_of_pauses(changes):
    return sum((timedelta(seconds=each.pause) for each in changes), timedelta(0))


def clocks_without_wall_time(desk):
    """When somebody left is told in wall time, of which a freeze takes nothing away."""
    return {track: replace(clock, left_at=None) for track, clock in desk.coach._is.clocks.items()}


MOMENTS = st.floats(min_value=0.001, max_value=3000).map(lambda each: round(each, 3))


@given(histories(desks=SINGLE), st.data())
def test_silence_within_the_bridge_changes_nothing_if_the_same_answer_comes_back(history, data):
    index = data.draw(st.integers(min_value=0, max_value=len(history.changes) - 1))
    after = timedelta(seconds=data.draw(MOMENTS))
    silence = timedelta(seconds=data.draw(st.integers(min_value=1, max_value=600)))
    plain = tell(history)
    desk = silenced(history, index, after, silence, later=timedelta(0))
    end = max(plain.now, desk.now) + HOUR
    plain.passes_to(end)
    desk.passes_to(end)
    assert clocks(desk) == clocks(plain)


@given(histories(desks=SINGLE, answers=(True, False)), st.data())
def test_longer_silence_is_cut_out(history, data):
    index = data.draw(st.integers(min_value=0, max_value=len(history.changes) - 1))
    after = timedelta(seconds=data.draw(MOMENTS))
    silence = timedelta(seconds=data.draw(st.integers(min_value=601, max_value=9000)))
    plain = tell(history)
    desk = silenced(history, index, after, silence, later=silence)
    end = max(plain.now, desk.now - silence) + HOUR
    plain.passes_to(end)
    desk.passes_to(end + silence)
    assert clocks_without_wall_time(desk) == all_moved(clocks_without_wall_time(plain), silence)


@given(
    histories(desks=("seat",), answers=(True, False)),
    st.integers(min_value=1, max_value=9000),
    st.data(),
)
def test_silence_between_different_answers_is_cut_out_however_short(history, seconds, data):
    index = data.draw(st.integers(min_value=0, max_value=len(history.changes) - 1))
    before, after = history.changes[:index], history.changes[index:]
    silence = timedelta(seconds=seconds)
    plain = tell(history.with_changes(before))
    change = after[0]
    is_sitting = change.answers["seat"]
    assume(plain.coach._is.posture is not (Posture.SITTING if is_sitting else Posture.AWAY))
    # Of a sensor that flickers, half of it counts.
    assume(not any(clock.is_flickering for clock in plain.coach._is.clocks.values()))

    desk = tell(history.with_changes(before))
    desk.passes(seconds=change.pause)
    desk.is_silent(seconds=seconds)
    plain.passes(seconds=change.pause)
    for each in (plain, desk):
        happen(each, change)
        tell(history.with_changes(after[1:]), each)
        each.passes(hours=1)
    assert clocks_without_wall_time(desk) == all_moved(clocks_without_wall_time(plain), silence)


@given(st.integers(min_value=1, max_value=3600), st.integers(min_value=1, max_value=100_000))
def test_nothing_is_told_while_frozen(sitting, frozen):
    desk = Desk()
    desk.sits(seconds=sitting)
    told = len(desk.told)
    desk.is_silent(seconds=frozen)
    assert len(desk.told) == told
