"""Records as text and back."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.plain import to_plain
from custom_components.posture_coach.engine.records import KINDS, Record, kind_of
from custom_components.posture_coach.formats import (
    COLUMNS,
    FORMATS,
    HEADS,
    LARGEST,
    TAILS,
    as_text,
    parsed,
    record_id,
)

from .record_samples import (
    MINUTE,
    NOW,
    RECORDS,
    TODAY,
    a_break,
    a_check_in,
    a_day_off,
    a_session,
    a_test,
    one_of_each,
)


def exported(records: list[Record], fmt: str) -> str:
    return HEADS[fmt] + as_text(records, fmt) + TAILS[fmt]


def imported(content: str, fmt: str) -> list[Record]:
    return parsed(content, fmt, NOW, TODAY)


def document(*records: object) -> str:
    return json.dumps({"version": 1, "records": records})


def entry(record: Record, **changes: object) -> dict:
    return {"kind": kind_of(record), **to_plain(record), **changes}


def refusal_of(content: str, fmt: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(CoachError) as refusal:
        imported(content, fmt)
    return refusal.value.key, refusal.value.placeholders


@pytest.mark.parametrize("fmt", FORMATS)
@given(records=st.lists(RECORDS, max_size=8))
def test_what_is_exported_and_imported_is_the_same(fmt, records):
    assert imported(exported(records, fmt), fmt) == records


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_kind_can_be_exported_and_imported(fmt):
    assert imported(exported(one_of_each(), fmt), fmt) == one_of_each()


def test_a_table_has_a_row_for_each_record_and_the_kind_comes_first():
    rows = list(csv.DictReader(StringIO(exported(one_of_each(), "csv"), newline="")))
    assert [row["kind"] for row in rows] == list(KINDS)
    assert COLUMNS[0] == "kind"
    assert rows[0]["sat_for"] == "1980.0"
    assert rows[0]["verified"] == "true"
    assert rows[0]["neck_pain"] == ""
    assert json.loads(rows[1]["moves"])[1]["exercise"] == "overhead_extension"
    assert rows[4]["note"] == 'stiff, "as always"\nafter work'


def test_a_table_is_what_the_standard_says():
    head, row, rest = exported([a_day_off()], "csv").split("\r\n")
    assert head.split(",") == list(COLUMNS)
    assert row.split(",").count("") == len(COLUMNS) - 3
    assert rest == ""


def test_an_empty_text_is_no_missing_one():
    records: list[Record] = [a_check_in(note=""), a_check_in(note=None)]
    assert imported(exported(records, "csv"), "csv") == records


def test_a_table_may_come_from_a_spreadsheet():
    content = (
        "\N{BYTE ORDER MARK}neck_pain,kind,at,forward_head\n"
        "3,check_in,2026-03-03T10:00:00+01:00,TRUE\n"
        "\n"
        ',"check_in",2026-03-03T09:30:00Z,false\n'
    )
    assert imported(content, "csv") == [
        a_check_in(NOW - 180 * MINUTE, note=None),
        a_check_in(NOW - 150 * MINUTE, neck_pain=None, forward_head=False, note=None),
    ]


def test_a_document_may_leave_out_what_has_a_default_and_round_numbers():
    content = document(
        {"kind": "balance_test", "at": NOW.isoformat(), "phase": "single", "left_right": -1}
        | {"heel_toe": 1, "inner_outer": 0},
        entry(a_break(), sat_for=1980),
    )
    assert imported(content, "json") == [a_test(), a_break()]


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_but_the_head_is_no_records(fmt):
    assert imported(exported([], fmt), fmt) == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "1"),
        ('{"version": 1,\n"records": [}', "2"),
        ("[]", "1"),
        ('{"records": []}', "1"),
        ('{"version": true, "records": []}', "1"),
        ('{"version": 2, "records": []}', "1"),
        ('{"version": 1, "records": {}}', "1"),
        (document(entry(a_break()), "a break"), "2"),
        (document(to_plain(a_break())), "1"),
        (document(entry(a_break(), kind="brake")), "1"),
        (document(entry(a_break(), kind=["break"])), "1"),
        (document(entry(a_break()), entry(a_session(), moves="none")), "2"),
        (document(entry(a_break(), prompts=True)), "1"),
        (document({"kind": "break"}), "1"),
        ("[" * 100_000, "1"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_document_of_records_is_refused_with_the_place(content, line):
    assert refusal_of(content, "json") == (
        "import_unreadable",
        {"field": "content", "line": line},
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "1"),
        ("at,neck_pain\n", "1"),
        ("kind,at,at\n", "1"),
        ("kind,day,reason\nday_off,2026-03-03\n", "2"),
        ("kind,day,reason\n,2026-03-03,paused\n", "2"),
        ("kind,day,reason\nday_on,2026-03-03,paused\n", "2"),
        ("kind,day,reason\nday_off,yesterday,paused\n", "2"),
        ("kind,day,reason\nday_off,2026-03-03,bored\n", "2"),
        ('kind,at,note\ncheck_in,2026-03-03T09:00:00Z,"a\nb"\ncheck_in,2026,c\n', "4"),
        ('kind,at,note\ncheck_in,2026-03-03T09:00:00Z,"a', "2"),
        ('kind,day,reason\nday_off,"2026-03-03"x,paused\n', "2"),
        ("kind,at,neck_pain\ncheck_in,2026-03-03T09:00:00Z,much\n", "2"),
        ("kind,at,neck_pain\ncheck_in,2026-03-03T09:00:00Z,3.0\n", "2"),
        ("kind,at,neck_pain\ncheck_in,2026-03-03T09:00:00Z,true\n", "2"),
        ("kind,at,forward_head\ncheck_in,2026-03-03T09:00:00Z,1\n", "2"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_table_of_records_is_refused_with_the_place(content, line):
    assert refusal_of(content, "csv") == ("import_unreadable", {"field": "content", "line": line})


@pytest.mark.parametrize(
    ("fmt", "content", "name"),
    [
        ("csv", "kind,mood\n", "mood"),
        ("csv", "kind,day,reason,neck_pain\nday_off,2026-03-03,paused,3\n", "neck_pain"),
        ("json", '{"version": 1, "records": [], "from": "me"}', "from"),
        ("json", document(entry(a_break(), mood="good")), "mood"),
    ],
    ids=["a column", "a cell of another kind", "of the document", "of a record"],
)
def test_an_unknown_field_is_named(fmt, content, name):
    key, placeholders = refusal_of(content, fmt)
    assert (key, placeholders["field"], placeholders["name"]) == (
        "import_unknown_field",
        "content",
        name,
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_cannot_have_been_is_refused_with_its_field_and_place(fmt):
    records: list[Record] = [a_break(), a_check_in(neck_pain=11)]
    key, placeholders = refusal_of(exported(records, fmt), fmt)
    assert (key, placeholders["field"]) == ("pain_out_of_range", "neck_pain")
    # The check-in before has two lines in a table.
    assert placeholders["line"] == {"csv": "4", "json": "2"}[fmt]


def test_the_future_is_refused():
    content = document(entry(a_break(NOW + MINUTE)))
    assert refusal_of(content, "json")[0] == "in_the_future"


def test_too_much_is_refused_before_it_is_read():
    key, placeholders = refusal_of("\N{EURO SIGN}" * (LARGEST // 3 + 1), "json")
    assert (key, placeholders) == ("import_too_large", {"field": "content", "limit": "8 MiB"})


def test_the_same_content_has_the_same_id_and_any_other_another():
    def name(record: Record) -> str:
        return record_id(kind_of(record), to_plain(record))

    records = [
        *one_of_each(),
        a_break(verified=False),
        a_break(NOW - timedelta(microseconds=1)),
        replace(a_session(), moves=()),
        a_day_off(TODAY - timedelta(days=1)),
    ]
    assert len({name(each) for each in records}) == len(records)
    assert name(a_break()) == name(a_break())
    assert {name(each)[:5] for each in records} == {"2026-"}
    assert {len(name(each)) for each in records} == {17}
