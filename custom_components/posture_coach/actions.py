"""What an action is, and how its fields are read.

Home Assistant's schemas refuse in English. What a field cannot be is refused here, in the user's
language and by the name of the field; what it may not be, the engine knows.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio as vol

from .coordinator import CoachCoordinator
from .engine.errors import CoachError

type Verb = Callable[[CoachCoordinator, dict[str, Any]], Awaitable[ServiceResponse]]
type Reader = Callable[[Any], Any]

LENGTH_OF_A_DATE = len("2026-03-02")
YEARS = range(1970, 9000)
"""Of instants that can be reckoned with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to ask of a person's coach."""

    verb: Verb
    fields: Mapping[str, Reader] = field(default_factory=dict)
    """How each of them is read; none is asked for by the schema."""
    responds: SupportsResponse = SupportsResponse.NONE
    is_private: bool = False
    """For those alone who may read the records."""

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that were given; see `read_fields`."""
        return read_fields(self.fields, data)


def read_fields(fields: Mapping[str, Reader], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, each as its reader understands it; empty ones were not.

    Raises CoachError: field_unreadable.
    """
    given = {name: data[name] for name in fields if data.get(name) is not None}
    read = {}
    for name, value in given.items():
        try:
            read[name] = fields[name](value)
        except (vol.Invalid, ArithmeticError, TypeError, ValueError) as error:
            raise CoachError("field_unreadable", field=name) from error
    return read


text: Reader = cv.string
yes_or_no: Reader = cv.boolean
duration: Reader = cv.positive_time_period


def instant(value: Any) -> datetime:
    """An instant; local time where no time zone is given."""
    at = cv.datetime(value)
    if at.year not in YEARS:
        raise ValueError(value)
    return dt_util.as_utc(at)


def whole(value: Any) -> int:
    """A whole number, also as a template gives it: 2.0 or "2". What is beyond is not cut off."""
    number = float(value)
    if isinstance(value, bool) or not number.is_integer():
        raise ValueError(value)
    return int(number)


def words(value: Any) -> tuple[str, ...]:
    """Words, also as one text with commas between them."""
    parts = value.split(",") if isinstance(value, str) else cv.ensure_list(value)
    return tuple(part for each in parts if (part := cv.string(each).strip()))


def day_or_instant(value: Any) -> date | datetime:
    """A whole day, where no time of it is given."""
    if isinstance(value, str) and len(value) == LENGTH_OF_A_DATE:
        return cv.date(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return instant(value)


def one_of(*choices: str) -> Reader:
    """One of these words."""

    def reader(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return reader


def within(lowest: int, highest: int) -> Reader:
    """A whole number that the engine sets no limits to."""

    def reader(value: Any) -> int:
        number = whole(value)
        if not lowest <= number <= highest:
            raise ValueError(value)
        return number

    return reader
