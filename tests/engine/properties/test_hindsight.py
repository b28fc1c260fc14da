"""A routine, led or logged, is a break, and takes or gives nobody a minute of sitting."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import RoutineLogged, TimePassed
from custom_components.posture_coach.engine.records import BreakRecord, SessionRecord

from ..floor import ON_THE_FLOOR, Floor
from ..histories import DESKS, histories, tell

ONE_RETURN = ON_THE_FLOOR.settle + ON_THE_FLOOR.grace
"""What a return counts for is decided when it is believed, or by a later flicker."""


def at_the_mat(history):
    floor = Floor(history.names)
    tell(history, floor)
    return floor


def taken(floor):
    """The breaks that somebody took; a prompt can only be missed by a coach that is awake."""
    found = [each for each in floor.records if isinstance(each, BreakRecord)]
    return [(each.began_at, each.ended_at, each.sat_for) for each in found if each.began_at]


@given(
    histories(desks=DESKS, verbs=True),
    st.integers(min_value=0, max_value=14_000),
    st.integers(min_value=1, max_value=3600),
)
def test_what_is_logged_changes_nothing_of_today(history, ago, lasted):
    floor, plain = at_the_mat(history), at_the_mat(history)
    started_at = floor.now - timedelta(seconds=max(ago, lasted))
    floor.hears(RoutineLogged(started_at=started_at, duration=timedelta(seconds=lasted)))
    sat, stood = plain.coach._is.sitting_today(plain.now), plain.coach._is.standing_today(plain.now)
    assert floor.coach._is.sitting_today(floor.now) == sat
    assert floor.coach._is.standing_today(floor.now) == stood
    for each in (floor, plain):
        each.reports(**dict.fromkeys(each.kinds, True))
        each.passes(minutes=20)
    ours, theirs = (each.coach._is.sitting_today(each.now) for each in (floor, plain))
    # Silence that ends after the routine is not bridged, as after any break.
    assert -ONE_RETURN - ON_THE_FLOOR.bridge <= ours - theirs <= ONE_RETURN
    logged = [each for each in floor.records if isinstance(each, SessionRecord)]
    assert len(logged) == 1


@given(histories(desks=DESKS), st.booleans(), st.integers(min_value=1, max_value=1799))
def test_a_session_ends_its_break_as_planned_however_late_the_coach_is_woken(history, test, late):
    on_time, woken_late = at_the_mat(history), at_the_mat(history)
    for each in (on_time, woken_late):
        each.starts(test=test)
    on_time.passes(seconds=late)
    woken_late.now = on_time.now
    woken_late.hears(TimePassed())
    assert woken_late.sessions == on_time.sessions
    assert taken(woken_late) == taken(on_time)
    assert woken_late.coach._is.clocks == on_time.coach._is.clocks


@given(histories(desks=DESKS, verbs=True), st.booleans())
def test_nothing_is_prompted_while_a_session_runs(history, test):
    floor = at_the_mat(history)
    floor.starts(test=test)
    before = len(floor.happened)
    with suppress(CoachError):
        floor.pauses()
    floor.reports(**dict.fromkeys(floor.kinds, True))
    floor.passes(minutes=29)
    assert floor.session is not None
    assert "prompted" not in [each.kind for each in floor.happened[before:]]
