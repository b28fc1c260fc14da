"""Records of every kind, as tests and Hypothesis make them up."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from homeassistant.core import HomeAssistant
from hypothesis import strategies as st

from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import (
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    DayOffReason,
    DayOffRecord,
    MeasurementRecord,
    Move,
    Record,
    SessionOutcome,
    SessionRecord,
    TestPhase,
)

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
TODAY = NOW.date()
MINUTE = timedelta(minutes=1)


def a_break(ended_at: datetime = NOW, **changes: object) -> BreakRecord:
    values: dict = {
        "posture": Posture.SITTING,
        "outcome": BreakOutcome.TAKEN,
        "due_at": ended_at - 5 * MINUTE,
        "sat_for": 33 * MINUTE,
        "prompts": 1,
        "snoozes": 0,
        "began_at": ended_at - 2 * MINUTE,
        "ended_at": ended_at,
        "verified": True,
    }
    return BreakRecord(**values | changes)


def a_session(ended_at: datetime = NOW, **changes: object) -> SessionRecord:
    values: dict = {
        "routine": "desk_reset",
        "outcome": SessionOutcome.COMPLETED,
        "started_at": ended_at - 4 * MINUTE,
        "ended_at": ended_at,
        "moves": (
            Move(exercise="wall_elbow_curl", dose=10, done=10, is_done=True),
            Move(exercise="overhead_extension", dose=30, done=45, is_done=True),
        ),
        "is_led": True,
    }
    return SessionRecord(**values | changes)


def a_test(at: datetime = NOW, **changes: object) -> BalanceRecord:
    values: dict = {"phase": TestPhase.SINGLE, "left_right": -1, "heel_toe": 1, "inner_outer": 0}
    return BalanceRecord(at=at, **values | changes)


def a_measurement(at: datetime = NOW, **changes: object) -> MeasurementRecord:
    values: dict = {
        "phase": TestPhase.AFTER,
        "session_started_at": at - 4 * MINUTE,
        "window": timedelta(seconds=20),
        "left_right": -0.0213,
        "sway": 0.004,
        "left_toe": 0.41,
    }
    return MeasurementRecord(at=at, **values | changes)


def a_check_in(at: datetime = NOW, **changes: object) -> CheckInRecord:
    values: dict = {"neck_pain": 3, "forward_head": True, "note": 'stiff, "as always"\nafter work'}
    return CheckInRecord(at=at, **values | changes)


def a_day_off(day: date = TODAY) -> DayOffRecord:
    return DayOffRecord(day=day, reason=DayOffReason.PAUSED)


def one_of_each(at: datetime = NOW) -> list[Record]:
    return [
        a_break(at),
        a_session(at),
        a_test(at),
        a_measurement(at),
        a_check_in(at),
        a_day_off(at.date()),
    ]


def file_of(hass: HomeAssistant, name: str) -> Path:
    """A file of Alex on the disk."""
    return Path(hass.config.path(".storage", "posture_coach", "alex", name))


INSTANTS = st.datetimes(datetime(2019, 12, 25), datetime(2026, 3, 3, 12)).map(  # noqa: DTZ001 (is given a zone next)
    lambda at: at.replace(tzinfo=UTC)
)
SPANS = st.timedeltas(timedelta(), timedelta(hours=3))
COUNTS = st.integers(0, 100)
PHASES = st.sampled_from(TestPhase)
NOTES = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="<")
    | st.sampled_from(' ",\n;'),
    max_size=40,
)
AXES = st.integers(-2, 2)
SHARES = st.floats(0, 1)
PAINS = st.none() | st.integers(0, 10)
SIGNS = st.none() | st.booleans()


@st.composite
def moves(draw) -> Move:
    exercise = draw(st.sampled_from(["wall_elbow_curl", 'my, own "move"', "01JABC"]))
    return Move(
        exercise=exercise, dose=draw(COUNTS), done=draw(COUNTS), is_done=draw(st.booleans())
    )


@st.composite
def breaks(draw) -> BreakRecord:
    ended_at = draw(INSTANTS)
    return a_break(
        ended_at,
        posture=draw(st.sampled_from([Posture.SITTING, Posture.STANDING])),
        outcome=draw(st.sampled_from(BreakOutcome)),
        due_at=draw(st.none() | st.just(ended_at - draw(SPANS))),
        sat_for=draw(SPANS),
        prompts=draw(COUNTS),
        snoozes=draw(COUNTS),
        began_at=draw(st.none() | st.just(ended_at - draw(SPANS))),
        verified=draw(st.booleans()),
    )


@st.composite
def sessions(draw) -> SessionRecord:
    ended_at = draw(INSTANTS)
    return a_session(
        ended_at,
        outcome=draw(st.sampled_from(SessionOutcome)),
        started_at=ended_at - draw(SPANS),
        moves=tuple(draw(st.lists(moves(), max_size=4))),
        is_led=draw(st.booleans()),
    )


@st.composite
def balance_tests(draw) -> BalanceRecord:
    at = draw(INSTANTS)
    feet = ("left_heel_toe", "right_heel_toe", "left_inner_outer", "right_inner_outer")
    names = draw(st.sampled_from([("heel_toe",), ("heel_toe", "inner_outer"), feet[:1], feet]))
    return BalanceRecord(
        at=at,
        phase=draw(PHASES),
        session_started_at=draw(st.none() | st.just(at - draw(SPANS))),
        eyes_closed=draw(st.booleans()),
        left_right=draw(AXES),
        **{name: draw(AXES) for name in names},
    )


@st.composite
def measurements(draw) -> MeasurementRecord:
    at = draw(INSTANTS)
    return a_measurement(
        at,
        phase=draw(PHASES),
        session_started_at=draw(st.none() | st.just(at - draw(SPANS))),
        window=draw(SPANS),
        left_right=draw(st.floats(-1, 1)),
        sway=draw(SHARES),
        left_toe=draw(st.none() | SHARES),
        right_toe=draw(st.none() | SHARES),
    )


@st.composite
def check_ins(draw) -> CheckInRecord:
    return CheckInRecord(
        at=draw(INSTANTS),
        neck_pain=draw(st.integers(0, 10)),
        shoulder_pain=draw(PAINS),
        upper_back_pain=draw(PAINS),
        rounded_upper_back=draw(SIGNS),
        rounded_shoulders=draw(SIGNS),
        forward_head=draw(SIGNS),
        note=draw(st.none() | NOTES),
    )


DAYS_OFF = st.builds(
    DayOffRecord,
    day=st.dates(date(2019, 12, 25), date(2026, 3, 3)),
    reason=st.sampled_from(DayOffReason),
)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    breaks(), sessions(), balance_tests(), measurements(), check_ins(), DAYS_OFF
)
