"""Frozen values to plain ones that JSON knows, and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_WRITERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    timedelta: timedelta.total_seconds,
}
_READERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    timedelta: lambda seconds: timedelta(seconds=seconds),
}


def to_plain(value: DataclassInstance) -> dict[str, Any]:
    """`value` as strings, numbers, booleans and None; durations in seconds."""
    return {each.name: _write(getattr(value, each.name)) for each in fields(value)}


def from_plain[T: DataclassInstance](kind: type[T], plain: Mapping[str, Any]) -> T:
    """The value of class `kind` that `plain` was made from.

    Raises TypeError or ValueError for anything else; unknown and missing fields included.
    """
    hints = get_type_hints(kind)
    if plain.keys() != hints.keys():
        raise ValueError(sorted(plain.keys() ^ hints.keys()))
    return kind(**{name: _read(hints[name], value) for name, value in plain.items()})


def _write(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _write(each) for key, each in value.items()}
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else value


def _read(hint: Any, plain: Any) -> Any:
    if isinstance(hint, UnionType):
        if plain is None and NoneType in get_args(hint):
            return None
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is not None:
        key, value = get_args(hint)
        return {_read(key, name): _read(value, each) for name, each in plain.items()}
    if reader := _READERS.get(hint):
        return reader(plain)
    if issubclass(hint, StrEnum):
        return hint(plain)
    # bool is an int, and a kept True must not come back as a count.
    if type(plain) is not hint:
        raise TypeError(plain)
    return plain
