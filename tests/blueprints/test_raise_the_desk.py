"""The desk goes up when a break is due."""

import asyncio
from datetime import timedelta
from unittest.mock import patch

from homeassistant.const import STATE_ON
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from ..conftest import CALL, advance
from .conftest import messages

LIMIT = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
async def unhurried(hass, use):
    """Let automations wait in the middle: they would never be done."""

    async def settle(*, wait_background_tasks=False):
        for _ in range(100):
            await asyncio.sleep(0)

    with patch.object(hass, "async_block_till_done", settle):
        yield


RAISE = [{"action": "cover.open_cover", "target": {"entity_id": "cover.desk"}}]
LOWER = [{"action": "cover.close_cover", "target": {"entity_id": "cover.desk"}}]


@pytest.fixture
def raised(hass):
    return async_mock_service(hass, "cover", "open_cover")


@pytest.fixture
def lowered(hass):
    return async_mock_service(hass, "cover", "close_cover")


async def test_the_desk_goes_up_when_a_break_is_due_and_down_again(
    hass, use, raised, lowered, freezer, sit, stand
):
    await use("raise_the_desk", **{"raise": RAISE, "lower": LOWER})
    await sit()
    await advance(hass, freezer, LIMIT + 9 * SECOND)
    assert not raised
    await advance(hass, freezer, SECOND)
    assert [each.data for each in raised] == [{"entity_id": ["cover.desk"]}]
    await stand()
    await advance(hass, freezer, 14 * MINUTE)
    assert not lowered
    await advance(hass, freezer, MINUTE)
    assert [each.data for each in lowered] == [{"entity_id": ["cover.desk"]}]
    assert len(raised) == 1


async def test_there_is_a_warning_before_the_desk_goes_up(hass, use, told, raised, freezer, sit):
    warning = [{"event": "told", "event_data": {"message": "{{ person_name }}"}}]
    await use("raise_the_desk", **{"raise": RAISE, "warn": warning})
    await sit()
    await advance(hass, freezer, LIMIT - SECOND)
    assert not told
    await advance(hass, freezer, SECOND)
    assert messages(told) == ["Alex"]
    assert not raised


async def test_the_desk_stays_where_it_is_for_somebody_who_gets_up_or_snoozes(
    hass, init_integration, use, raised, freezer, sit, leave
):
    await use("raise_the_desk", **{"raise": RAISE})
    await sit()
    await advance(hass, freezer, LIMIT)
    await leave()
    await advance(hass, freezer, 10 * MINUTE)
    assert not raised
    await sit()
    await advance(hass, freezer, LIMIT + SECOND)
    await init_integration.runtime_data.async_snooze_break()
    await advance(hass, freezer, MINUTE)
    assert not raised


async def test_the_desk_stays_where_it_is_when_the_break_is_skipped(
    hass, init_integration, use, raised, freezer, sit
):
    await use("raise_the_desk", **{"raise": RAISE})
    await sit()
    await advance(hass, freezer, LIMIT + SECOND)
    await init_integration.runtime_data.async_skip_break()
    await advance(hass, freezer, MINUTE)
    assert not raised


async def test_the_desk_goes_up_once_for_a_break(hass, use, raised, freezer, sit):
    await use("raise_the_desk", **{"raise": RAISE, "stand": {"seconds": 5}})
    await sit()
    await advance(hass, freezer, LIMIT + 12 * MINUTE)
    assert len(raised) == 1


@pytest.mark.parametrize("moment", ["prompted", "due"])
async def test_the_desk_waits_for_the_end_of_a_call_if_it_should(
    hass, use, raised, freezer, sit, set_states, moment
):
    await use("raise_the_desk", **{"raise": RAISE, "moment": moment})
    await sit({CALL: "on"})
    await advance(hass, freezer, LIMIT + MINUTE)
    assert len(raised) == (moment == "due")
    await set_states({CALL: "off"})
    await advance(hass, freezer, MINUTE)
    assert len(raised) == 1


async def test_the_desk_stays_where_it_is_for_somebody_who_stands_already(
    hass, init_integration, use, raised, freezer, stand
):
    options = {**init_integration.options, "standing_limit": {"minutes": 20}}
    hass.config_entries.async_update_entry(init_integration, options=options)
    await hass.async_block_till_done()
    await use("raise_the_desk", **{"raise": RAISE})
    await stand()
    await advance(hass, freezer, timedelta(minutes=25))
    assert hass.states.get("binary_sensor.alex_break_due").state == STATE_ON
    assert not raised
