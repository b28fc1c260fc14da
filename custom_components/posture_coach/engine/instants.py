"""Moving every instant of a value at once."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def moved[T: DataclassInstance](value: T, by: timedelta) -> T:
    """The same value with each of its instants moved by `by`."""
    instants = {each.name: getattr(value, each.name) for each in fields(value)}
    return replace(
        value,
        **{name: at + by for name, at in instants.items() if isinstance(at, datetime)},
    )


def all_moved[K, T: DataclassInstance](values: Mapping[K, T], by: timedelta) -> dict[K, T]:
    """The same values with each of their instants moved by `by`."""
    return {key: moved(value, by) for key, value in values.items()}
