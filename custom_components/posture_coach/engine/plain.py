"""Frozen values to plain ones that JSON knows, and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def _number(plain: float) -> float:
    # bool is an int, and a kept True must not come back as a number.
    if type(plain) not in {int, float}:
        raise TypeError(plain)
    try:
        number = float(plain)
    except OverflowError as error:
        raise ValueError(plain) from error
    if not isfinite(number):
        raise ValueError(plain)
    return number


def _duration(seconds: float) -> timedelta:
    try:
        return timedelta(seconds=_number(seconds))
    except OverflowError as error:
        raise ValueError(seconds) from error


_WRITERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    timedelta: timedelta.total_seconds,
}
_READERS: dict[type, Callable[[Any], Any]] = {
    datetime: _instant,
    date: date.fromisoformat,
    timedelta: _duration,
    float: _number,
}
_HINTS: dict[type, dict[str, Any]] = {}
"""Looked up once: thousands of records are read at a time."""


def to_plain(value: DataclassInstance) -> dict[str, Any]:
    """`value` as strings, numbers, booleans and None; durations in seconds."""
    return {each.name: write(getattr(value, each.name)) for each in fields(value)}


def from_plain[T: DataclassInstance](kind: type[T], plain: Mapping[str, Any]) -> T:
    """The value of class `kind` that `plain` was made from; missing fields by their default.

    Raises TypeError or ValueError for anything else, unknown fields included.
    """
    if not isinstance(plain, Mapping):
        raise TypeError(plain)
    hints = hints_of(kind)
    if unknown := plain.keys() - hints.keys():
        raise ValueError(sorted(unknown))
    return kind(**{name: read(hints[name], value) for name, value in plain.items()})


def hints_of(kind: type) -> dict[str, Any]:
    """The types of the fields of a frozen class, by name."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def write(value: Any) -> Any:
    """Any value of a frozen class as JSON knows it."""
    if is_dataclass(value) and not isinstance(value, type):
        return to_plain(value)
    if isinstance(value, Mapping):
        return {str(key): write(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(write(each) for each in value)
    if isinstance(value, tuple):
        return [write(each) for each in value]
    # By instance, datetime before date: a subclass is written as what it is a kind of.
    writers = (writer for kind, writer in _WRITERS.items() if isinstance(value, kind))
    writer = next(writers, None)
    return writer(value) if writer else value


def read(hint: Any, plain: Any) -> Any:
    """What `write` has made of a value of type `hint`. Raises TypeError or ValueError."""
    if isinstance(hint, UnionType):
        if plain is None and NoneType in get_args(hint):
            return None
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if origin := get_origin(hint):
        return _read_many(origin, get_args(hint), plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_plain(hint, plain)
    if reader := _READERS.get(hint):
        return reader(plain)
    if issubclass(hint, StrEnum):
        return hint(plain)
    # Neither does a kept True come back as a count.
    if type(plain) is not hint:
        raise TypeError(plain)
    return plain


def _read_many(origin: type, hints: tuple[Any, ...], plain: Any) -> Any:
    if origin is frozenset or origin is tuple:
        if not isinstance(plain, list):
            raise TypeError(plain)
        return origin(read(hints[0], each) for each in plain)
    if not isinstance(plain, Mapping):
        raise TypeError(plain)
    return {read(hints[0], name): read(hints[1], each) for name, each in plain.items()}
