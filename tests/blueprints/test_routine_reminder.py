"""Today's routine is reminded of as long as it is not done."""

from datetime import timedelta

import pytest

from ..conftest import advance
from .conftest import TELL, messages

CALENDAR = "calendar.alex_routines"
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def remind(hass, use):
    async def set_it_up(**given):
        await use("routine_reminder", calendar=CALENDAR, time="10:00:00", **given)

    return set_it_up


async def test_a_routine_that_is_not_done_is_reminded_of(hass, remind, told, notified, freezer):
    await remind(notifiers=["notify.wall"], own_actions=TELL)
    await advance(hass, freezer, HOUR - SECOND)
    assert not told + notified
    await advance(hass, freezer, SECOND)
    said = "Upper back routine is waiting for you. It takes a few minutes."
    assert [each.data for each in notified] == [{"entity_id": ["notify.wall"], "message": said}]
    assert messages(told) == [said]


async def test_a_reminder_needs_no_notification(hass, remind, told, notified, freezer):
    await remind(text="{{ person_name }}: {{ routine }}", own_actions=TELL)
    await advance(hass, freezer, HOUR)
    assert not notified
    assert messages(told) == ["Alex: Upper back routine"]


@pytest.mark.parametrize("verb", ["async_log_routine", "async_start_routine"])
async def test_a_routine_that_is_done_or_going_on_is_not_reminded_of(
    hass, init_integration, remind, told, freezer, verb
):
    await remind(own_actions=TELL)
    await advance(hass, freezer, HOUR - SECOND)
    await getattr(init_integration.runtime_data, verb)()
    await advance(hass, freezer, SECOND)
    assert not told


async def test_a_day_that_asks_for_no_routine_has_no_reminder(
    hass, init_integration, remind, told, freezer
):
    options = {**init_integration.options, "routine_days": ["tue"]}
    hass.config_entries.async_update_entry(init_integration, options=options)
    await remind(own_actions=TELL)
    await advance(hass, freezer, HOUR)
    assert not told
    await advance(hass, freezer, 24 * HOUR)
    assert len(told) == 1
