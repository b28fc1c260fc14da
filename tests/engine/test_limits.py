"""What a record that comes from outside may hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.limits import validate
from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import (
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    DayOffReason,
    DayOffRecord,
    MeasurementRecord,
    Move,
    SessionOutcome,
    SessionRecord,
    TestPhase,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EARLIER = NOW - timedelta(minutes=5)
LATER = NOW + timedelta(seconds=1)

MOVE = Move(exercise="wall_elbow_curl", dose=10, done=10, is_done=True)
BREAK = BreakRecord(
    posture=Posture.SITTING,
    outcome=BreakOutcome.TAKEN,
    due_at=EARLIER,
    sat_for=timedelta(minutes=31),
    prompts=1,
    snoozes=0,
    began_at=EARLIER,
    ended_at=NOW,
    verified=True,
)
SESSION = SessionRecord(
    routine="desk_reset",
    outcome=SessionOutcome.COMPLETED,
    started_at=EARLIER,
    ended_at=NOW,
    moves=(MOVE,),
    is_led=True,
)
TEST = BalanceRecord(at=NOW, phase=TestPhase.SINGLE, left_right=-2, heel_toe=2)
MEASUREMENT = MeasurementRecord(
    at=NOW,
    phase=TestPhase.AFTER,
    session_started_at=EARLIER,
    window=timedelta(seconds=20),
    left_right=-0.1,
    sway=0.01,
)
CHECK_IN = CheckInRecord(at=NOW, neck_pain=10, note="a bit < than last week")
DAY_OFF = DayOffRecord(day=NOW.date(), reason=DayOffReason.PAUSED)


@pytest.mark.parametrize(
    "record",
    [BREAK, SESSION, TEST, MEASUREMENT, CHECK_IN, DAY_OFF, replace(BREAK, began_at=None)],
    ids=lambda record: type(record).__name__,
)
def test_what_can_have_been_is_accepted(record):
    validate(record, NOW, NOW.date())


@pytest.mark.parametrize(
    ("record", "key", "field"),
    [
        (replace(BREAK, ended_at=LATER), "in_the_future", "ended_at"),
        (replace(BREAK, due_at=LATER), "in_the_future", "due_at"),
        (replace(DAY_OFF, day=NOW.date() + timedelta(days=1)), "in_the_future", "day"),
        (replace(BREAK, due_at=datetime(1969, 1, 1, tzinfo=UTC)), "value_out_of_range", "due_at"),
        (replace(BREAK, began_at=NOW, ended_at=EARLIER), "range_reversed", "ended_at"),
        (replace(BREAK, sat_for=-timedelta(seconds=1)), "duration_out_of_range", "sat_for"),
        (replace(BREAK, sat_for=timedelta(days=400)), "duration_out_of_range", "sat_for"),
        (replace(BREAK, prompts=-1), "value_out_of_range", "prompts"),
        (replace(BREAK, snoozes=10**9), "value_out_of_range", "snoozes"),
        (replace(SESSION, started_at=NOW, ended_at=EARLIER), "range_reversed", "ended_at"),
        (replace(SESSION, routine=""), "value_out_of_range", "routine"),
        (replace(SESSION, routine=" desk_reset"), "value_out_of_range", "routine"),
        (replace(SESSION, routine="<b>"), "text_has_markup", "routine"),
        (replace(SESSION, moves=(MOVE,) * 101), "value_out_of_range", "moves"),
        (replace(SESSION, moves=(replace(MOVE, done=-1),)), "value_out_of_range", "done"),
        (replace(SESSION, moves=(replace(MOVE, exercise="x" * 101),)), "text_too_long", "exercise"),
        (replace(TEST, left_right=3), "axis_out_of_range", "left_right"),
        (replace(TEST, heel_toe=-3), "axis_out_of_range", "heel_toe"),
        (replace(TEST, left_heel_toe=1), "axes_contradict", "heel_toe"),
        (replace(TEST, left_right=None), "axes_too_few", "left_right"),
        (replace(TEST, heel_toe=None), "axes_too_few", "heel_toe"),
        (replace(TEST, at=EARLIER, session_started_at=NOW), "range_reversed", "at"),
        (replace(MEASUREMENT, left_right=1.1), "value_out_of_range", "left_right"),
        (replace(MEASUREMENT, sway=-0.1), "value_out_of_range", "sway"),
        (replace(MEASUREMENT, left_toe=1.5), "value_out_of_range", "left_toe"),
        (replace(CHECK_IN, neck_pain=11), "pain_out_of_range", "neck_pain"),
        (replace(CHECK_IN, shoulder_pain=-1), "pain_out_of_range", "shoulder_pain"),
        (replace(CHECK_IN, note="<script>"), "text_has_markup", "note"),
        (replace(CHECK_IN, note="a" * 501), "text_too_long", "note"),
        (CheckInRecord(at=NOW), "check_in_empty", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_have_been_is_refused(record, key, field):
    with pytest.raises(CoachError) as refusal:
        validate(record, NOW, NOW.date())
    assert (refusal.value.key, refusal.value.placeholders.get("field")) == (key, field)
