"""Frozen values to plain ones and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
import json

import pytest

from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.plain import from_plain, to_plain
from custom_components.posture_coach.engine.records import (
    BreakRecord,
    Move,
    SessionOutcome,
    SessionRecord,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)

RECORD = BreakRecord(
    posture=Posture.SITTING,
    outcome=BreakOutcome.TAKEN,
    due_at=None,
    sat_for=timedelta(minutes=31, microseconds=7),
    prompts=2,
    snoozes=0,
    began_at=NINE,
    ended_at=NINE + timedelta(minutes=2),
    verified=True,
)

SESSION = SessionRecord(
    routine="desk_reset",
    outcome=SessionOutcome.PARTIAL,
    started_at=NINE,
    ended_at=NINE + timedelta(minutes=1),
    moves=(
        Move(exercise="wall_elbow_curl", dose=10, done=10, is_done=True),
        Move(exercise="overhead_extension", dose=30, done=4, is_done=False),
    ),
    is_led=True,
)


@dataclass(frozen=True)
class Leaf:
    """Holds a little of everything."""

    size: float = 1.5
    kinds: frozenset[Posture] = frozenset()
    day: date | None = None


@dataclass(frozen=True)
class Tree:
    """Holds leaves."""

    leaves: Mapping[Posture, Leaf]
    best: Leaf | None = None


TREE = Tree(
    leaves={Posture.AWAY: Leaf(kinds=frozenset({Posture.SITTING, Posture.AWAY}), day=NINE.date())},
    best=Leaf(),
)


@pytest.mark.parametrize(
    "kept",
    [RECORD, SESSION, TREE, Tree(leaves={})],
    ids=["record", "record with many parts", "tree", "empty"],
)
def test_what_is_written_and_read_again_is_the_same(kept):
    plain = json.loads(json.dumps(to_plain(kept)))
    assert from_plain(type(kept), plain) == kept


def test_a_record_is_kept_in_words_and_seconds():
    assert to_plain(RECORD) == {
        "posture": "sitting",
        "outcome": "taken",
        "due_at": None,
        "sat_for": 1860.000007,
        "prompts": 2,
        "snoozes": 0,
        "began_at": "2026-03-02T09:00:00+00:00",
        "ended_at": "2026-03-02T09:02:00+00:00",
        "verified": True,
    }


@pytest.mark.parametrize(
    ("field", "damage"),
    [
        ("ended_at", None),
        ("ended_at", "yesterday"),
        ("ended_at", "2026-03-02T09:00:00"),
        ("ended_at", 5),
        ("outcome", "flown"),
        ("prompts", "2"),
        ("prompts", True),
        ("verified", 1),
        ("sat_for", "long"),
        ("sat_for", float("inf")),
        ("sat_for", float("nan")),
        ("sat_for", True),
        ("sat_for", 10**400),
        ("sat_for", 1e300),
        ("ended_at", "0001-01-01T00:00:00+10:00"),
        ("extra", 1),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_record_is_refused(field, damage):
    with pytest.raises((TypeError, ValueError)):
        from_plain(BreakRecord, {**to_plain(RECORD), field: damage})


def test_a_record_without_all_its_fields_is_refused():
    plain = to_plain(RECORD)
    del plain["ended_at"]
    with pytest.raises(TypeError):
        from_plain(BreakRecord, plain)


@pytest.mark.parametrize("plain", [None, [], "record", 5], ids=repr)
def test_what_is_not_even_a_table_is_refused(plain):
    with pytest.raises(TypeError):
        from_plain(BreakRecord, plain)


def test_a_missing_field_with_a_default_has_that():
    assert from_plain(Leaf, {}) == Leaf()


@pytest.mark.parametrize(
    "moves",
    [
        None,
        "none",
        {},
        (),
        ["wall_elbow_curl"],
        [{"exercise": "wall_elbow_curl"}],
        [{"exercise": "wall_elbow_curl", "dose": 10, "done": 9.0, "is_done": True}],
    ],
    ids=str,
)
def test_many_values_are_read_from_a_list_of_them_only(moves):
    with pytest.raises((TypeError, ValueError)):
        from_plain(SessionRecord, {**to_plain(SESSION), "moves": moves})


@pytest.mark.parametrize("kinds", ["sitting", {"sitting": 1}], ids=["text", "table"])
def test_a_set_is_read_from_a_list_only(kinds):
    with pytest.raises(TypeError):
        from_plain(Leaf, {"kinds": kinds})


def test_a_table_is_read_from_a_table_only():
    with pytest.raises(TypeError):
        from_plain(Tree, {"leaves": [["away", {}]]})


def test_a_whole_number_will_do_where_a_number_is_asked_for():
    size = from_plain(Leaf, {"size": 2}).size
    assert (size, type(size)) == (2.0, float)


@pytest.mark.parametrize(
    "size",
    [True, "2", None, float("nan"), float("inf"), 10**400],
    ids=lambda value: str(value)[:10],
)
def test_what_is_no_number_is_refused(size):
    with pytest.raises((TypeError, ValueError)):
        from_plain(Leaf, {"size": size})


def test_instants_come_back_in_utc():
    ended_at = NINE.astimezone(timezone(timedelta(hours=5)))
    record = from_plain(BreakRecord, {**to_plain(RECORD), "ended_at": ended_at.isoformat()})
    assert record.ended_at.isoformat() == NINE.isoformat()
