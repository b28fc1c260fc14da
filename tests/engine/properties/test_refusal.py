"""A refused request changes nothing, whenever it comes."""

from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    CoachingPaused,
    TimePassed,
)
from custom_components.posture_coach.engine.model import Settings

from ..desk import NINE, Desk
from ..histories import histories, tell

REQUESTS = st.sampled_from(
    [
        BreakSnoozed(),
        BreakSnoozed(duration=timedelta(0)),
        BreakSnoozed(duration=timedelta(hours=2)),
        BreakSkipped(),
        BreakDeclared(),
        CoachingPaused(until=NINE),
    ]
)


@given(histories(verbs=True), REQUESTS, st.booleans())
def test_a_refused_request_changes_nothing(history, request_, strict):
    desk = tell(history, Desk(history.names, Settings(strict=strict)))
    memory, seen, deadline = desk.coach.memory(), desk.seen, desk.coach.deadline
    try:
        desk.hears(request_)
    except CoachError:
        assert desk.coach.memory() == memory
        assert desk.seen == seen
        assert desk.coach.deadline == deadline
        assert desk.hears(TimePassed()) == []
    else:
        assert desk.coach.memory() != memory


def test_what_time_brought_about_is_told_even_if_the_request_is_refused(desk):
    """The request comes before the coach was woken, and hides nothing."""
    desk.sits(minutes=29)
    desk.now += timedelta(minutes=2)
    with pytest.raises(CoachError):
        desk.hears(CoachingPaused(until=NINE))
    assert desk.hears(TimePassed()) == ["due", "prompted"]
