"""How the fields of an action are read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import AsyncMock

from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.actions import (
    Action,
    Reader,
    day_or_instant,
    duration,
    instant,
    one_of,
    text,
    whole,
    within,
    words,
    yes_or_no,
)
from custom_components.posture_coach.engine.errors import CoachError


def reading(reader: Reader, value: object) -> Any:
    return Action(verb=AsyncMock(), fields={"field": reader}).read({"field": value})["field"]


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [
        (whole, 2, 2),
        (whole, -2.0, -2),
        (whole, "1", 1),
        (whole, "1.0", 1),
        (words, ["a", " b "], ("a", "b")),
        (words, "a, b,", ("a", "b")),
        (words, [], ()),
        (text, 5, "5"),
        (yes_or_no, "on", True),
        (yes_or_no, 0, False),
        (duration, {"minutes": 5}, timedelta(minutes=5)),
        (duration, "00:05:00", timedelta(minutes=5)),
        (duration, 300, timedelta(minutes=5)),
        (instant, "2026-03-02T17:00:00+00:00", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (day_or_instant, "2026-03-02", date(2026, 3, 2)),
        (day_or_instant, date(2026, 3, 2), date(2026, 3, 2)),
        (day_or_instant, "2026-03-02T17:00:00+00:00", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (one_of("csv", "json"), "csv", "csv"),
        (within(1, 500), 500, 500),
    ],
)
def test_a_field_is_understood_in_every_form_that_a_form_or_a_template_gives_it(
    reader, value, read
):
    found = reading(reader, value)
    assert found == read
    assert type(found) is type(read)


async def test_a_time_without_a_zone_is_local(hass):
    await hass.config.async_set_time_zone("Europe/Berlin")
    for reader in (instant, day_or_instant):
        at = reading(reader, "2026-03-02 09:00:00")
        assert at == datetime(2026, 3, 2, 8, tzinfo=UTC)
        assert at.tzinfo is dt_util.UTC


UNREADABLE: tuple[tuple[Reader, tuple[object, ...]], ...] = (
    (whole, (1.5, "much", "", True, [1], {}, "nan", "inf", 10**400)),
    (words, ([["a"]], [{}])),
    (text, ([], {})),
    (yes_or_no, ("maybe", [])),
    (duration, ("soon", -1, 1e300, {"parsecs": 1}, [])),
    (instant, ("noon", 5, "0001-01-01 00:00:00", "9999-12-31 23:59:59")),
    (day_or_instant, ("2026-02-30", "today", 5)),
    (one_of("csv", "json"), ("xml", "", [], 1)),
    (within(1, 500), (0, 501, "no")),
)


@pytest.mark.parametrize(
    ("reader", "value"), [(reader, value) for reader, values in UNREADABLE for value in values]
)
def test_what_cannot_be_read_is_refused_by_the_name_of_the_field(reader, value):
    with pytest.raises(CoachError) as refused:
        reading(reader, value)
    assert refused.value.key == "field_unreadable"
    assert refused.value.placeholders == {"field": "field"}


def test_a_field_left_empty_was_not_given():
    action = Action(verb=AsyncMock(), fields={"left": whole, "right": whole})
    assert action.read({"left": None, "right": 0, "config_entry_id": "x"}) == {"right": 0}
