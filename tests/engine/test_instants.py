"""Moving all instants of a value at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from custom_components.posture_coach.engine.instants import all_moved, moved

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Meeting:
    """Has instants, and other things."""

    at: datetime
    until: datetime | None = None
    length: timedelta = HOUR
    title: str = "stand-up"


def test_instants_move_and_nothing_else_does():
    assert moved(Meeting(at=NINE, until=NINE + HOUR), -HOUR) == Meeting(at=NINE - HOUR, until=NINE)


def test_an_instant_that_is_not_known_stays_unknown():
    assert moved(Meeting(at=NINE), HOUR).until is None


def test_many_move_together():
    assert all_moved({"a": Meeting(at=NINE)}, HOUR) == {"a": Meeting(at=NINE + HOUR)}
