"""Records as text: what is exported, what can be imported, and how a record is told from others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import csv
from dataclasses import fields
from datetime import date, datetime
from hashlib import sha256
from io import StringIO
import json
from types import NoneType, UnionType
from typing import Any, get_args

from homeassistant.util.json import JSON_DECODE_EXCEPTIONS, json_loads

from .engine.errors import CoachError
from .engine.limits import validate
from .engine.plain import from_plain, hints_of, to_plain
from .engine.records import KINDS, Record, kind_of

VERSION = 1
FORMATS = ("csv", "json")
LARGEST = 8 * 1024 * 1024
"""Bytes of an import."""

KIND = "kind"
COLUMNS = tuple(
    dict.fromkeys([KIND, *(each.name for kind in KINDS.values() for each in fields(kind))])
)
"""Of a table; a kind leaves those empty that it does not have."""

HEADS = {"csv": ",".join(COLUMNS) + "\r\n", "json": f'{{"version": {VERSION}, "records": [\n'}
SEPARATORS = {"csv": "", "json": ",\n"}
TAILS = {"csv": "", "json": "\n]}\n"}

type Plain = dict[str, Any]
type Numbered = Iterator[tuple[int, str, Plain]]
"""Line, or number of the record; kind; fields."""


def record_id(kind: str, plain: Mapping[str, Any]) -> str:
    """A name for what is in a record, the same for the same content: its year in UTC and a hash."""
    at = next(plain[each] for each in ("ended_at", "at", "day") if each in plain)
    content = json.dumps({KIND: kind, **plain}, sort_keys=True, separators=(",", ":"))
    return f"{at[:4]}-{sha256(content.encode()).hexdigest()[:12]}"


def as_text(records: Iterable[Record], fmt: str) -> str:
    """The lines of `records`, without head and tail."""
    line = _csv_line if fmt == "csv" else _json_line
    return SEPARATORS[fmt].join(line({KIND: kind_of(each), **to_plain(each)}) for each in records)


def _json_line(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(", ", ": "))


def _csv_line(plain: Plain) -> str:
    return ",".join(_cell(plain.get(column)) for column in COLUMNS) + "\r\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # An empty text is no missing one.
    if text and not any(each in text for each in ',"\r\n'):
        return text
    return '"' + text.replace('"', '""') + '"'


def parsed(content: str, fmt: str, now: datetime, today: date) -> list[Record]:
    """The records in a text, none of which can be in the future.

    Raises CoachError, also with the `line` (of a table) or number (of a record) at fault:
    import_too_large, import_unreadable, import_unknown_field, or what `validate` refuses.
    """
    if len(content.encode(errors="replace")) > LARGEST:
        limit = f"{LARGEST // 1024 // 1024} MiB"
        raise CoachError("import_too_large", field="content", limit=limit)
    content = content.removeprefix("\N{BYTE ORDER MARK}")
    plains = _csv_records(content) if fmt == "csv" else _json_records(content)
    return [_record(*each, now, today) for each in plains]


def _record(line: int, kind: str, plain: Plain, now: datetime, today: date) -> Record:
    try:
        record = from_plain(KINDS[kind], plain)
    except (TypeError, ValueError) as error:
        raise _unreadable(line) from error
    try:
        validate(record, now, today)
    except CoachError as refusal:
        raise CoachError(refusal.key, **refusal.placeholders, line=str(line)) from refusal
    return record


def _json_records(content: str) -> Numbered:
    try:
        document = json_loads(content)
    except JSON_DECODE_EXCEPTIONS as error:
        raise _unreadable(error.lineno) from error
    if not isinstance(document, dict):
        raise _unreadable(1)
    _refuse_unknown(document.keys() - {"version", "records"}, 1)
    version, records = document.get("version"), document.get("records")
    if type(version) is not int or version != VERSION or not isinstance(records, list):
        raise _unreadable(1)
    for number, entry in enumerate(records, 1):
        if not isinstance(entry, dict):
            raise _unreadable(number)
        kind = _known_kind(entry.pop(KIND, None), number)
        _refuse_unknown(entry.keys() - hints_of(KINDS[kind]).keys(), number)
        yield number, kind, entry


def _csv_records(content: str) -> Numbered:
    # Of a table that tells an empty cell from an empty text, so that both come back.
    reader = csv.reader(StringIO(content, newline=""), strict=True, quoting=csv.QUOTE_NOTNULL)
    try:
        header = [column or "" for column in next(reader, [])]
        _refuse_unknown(set(header) - set(COLUMNS), 1)
        if KIND not in header or len(set(header)) != len(header):
            raise _unreadable(1)
        for cells in reader:
            if not cells:
                continue
            row = _row(header, cells, reader.line_num)
            kind = _known_kind(row.pop(KIND, None), reader.line_num)
            yield reader.line_num, kind, _typed_cells(kind, row, reader.line_num)
    except csv.Error as error:
        raise _unreadable(reader.line_num) from error


def _row(header: list[str], cells: Sequence[str | None], line: int) -> dict[str, str | None]:
    if len(cells) != len(header):
        raise _unreadable(line)
    return dict(zip(header, cells, strict=True))


def _typed_cells(kind: str, row: Mapping[str, str | None], line: int) -> Plain:
    hints = hints_of(KINDS[kind])
    _refuse_unknown({name for name, cell in row.items() if cell is not None} - hints.keys(), line)
    try:
        return {
            name: _from_cell(hints[name], cell)
            for name, cell in row.items()
            if name in hints and (cell is not None or _may_be_none(hints[name]))
        }
    except JSON_DECODE_EXCEPTIONS as error:
        raise _unreadable(line) from error


def _may_be_none(hint: Any) -> bool:
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _from_cell(hint: Any, cell: str | None) -> Any:
    """What a cell says, as JSON has it."""
    if cell is None:
        return None
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if isinstance(hint, type) and issubclass(hint, (str, date)):
        return cell
    # Spreadsheets shout their booleans.
    return json_loads(cell.lower() if hint is bool else cell)


def _known_kind(kind: object, line: int) -> str:
    if not isinstance(kind, str) or kind not in KINDS:
        raise _unreadable(line)
    return kind


def _refuse_unknown(names: Iterable[str], line: int) -> None:
    if unknown := sorted(names):
        name, number = unknown[0][:50], str(line)
        raise CoachError("import_unknown_field", field="content", name=name, line=number)


def _unreadable(line: int) -> CoachError:
    return CoachError("import_unreadable", field="content", line=str(line))
