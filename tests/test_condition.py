"""Conditions, in automations as a user writes them."""

from datetime import timedelta

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.websocket_api.automation import async_get_conditions_for_target
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.helpers.condition import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.posture_coach.condition import CONDITIONS
from custom_components.posture_coach.const import DOMAIN

from .conftest import CHAIR, DUTY, HEIGHT, PRESENCE, advance


@pytest.fixture
async def passes(hass, device_id):
    """Set up an automation with a condition, and tell whether it passes now."""
    fired = async_capture_events(hass, "fired")

    async def set_it_up(condition, **options):
        config = {
            "id": "test",
            "triggers": [{"trigger": "event", "event_type": "try"}],
            "conditions": [
                {
                    "condition": f"{DOMAIN}.{condition}",
                    "target": {"device_id": device_id},
                    "options": options,
                }
            ],
            "actions": [{"event": "fired"}],
        }
        assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: config})

        async def does_it():
            fired.clear()
            hass.bus.async_fire("try")
            await hass.async_block_till_done()
            return bool(fired)

        return does_it

    return set_it_up


async def test_somebody_is_sitting_or_not(hass, passes, sit, leave, set_states):
    is_sitting = await passes("is_sitting")
    assert not await is_sitting()
    await sit()
    assert await is_sitting()
    await leave()
    assert not await is_sitting()
    await set_states(dict.fromkeys((CHAIR, PRESENCE, HEIGHT), STATE_UNAVAILABLE))
    assert not await is_sitting()


async def test_sitting_for_some_time_can_be_asked_for(hass, passes, freezer, sit):
    is_sitting = await passes("is_sitting", **{"for": {"minutes": 5}})
    await sit()
    await advance(hass, freezer, timedelta(minutes=4))
    assert not await is_sitting()
    await advance(hass, freezer, timedelta(minutes=2))
    assert await is_sitting()


async def test_a_break_is_due_even_while_it_is_snoozed(
    hass, passes, init_integration, freezer, sit
):
    is_due = await passes("is_break_due")
    await sit()
    assert not await is_due()
    await advance(hass, freezer, timedelta(minutes=30))
    assert await is_due()
    await init_integration.runtime_data.async_snooze_break()
    await hass.async_block_till_done()
    assert await is_due()
    await init_integration.runtime_data.async_skip_break()
    await hass.async_block_till_done()
    assert not await is_due()


async def test_duty_is_what_the_schedule_says_even_in_a_pause(
    hass, passes, init_integration, set_states
):
    is_on_duty = await passes("is_on_duty")
    assert await is_on_duty()
    await init_integration.runtime_data.async_pause_coaching()
    await hass.async_block_till_done()
    assert await is_on_duty()
    await set_states({DUTY: "off"})
    assert not await is_on_duty()


async def test_a_routine_is_running_while_it_is_paused_too(hass, passes, init_integration):
    coach = init_integration.runtime_data
    is_running = await passes("is_routine_running")
    assert not await is_running()
    await coach.async_start_routine()
    await hass.async_block_till_done()
    assert await is_running()
    await coach.async_pause_routine()
    await hass.async_block_till_done()
    assert await is_running()
    await coach.async_stop_routine()
    await hass.async_block_till_done()
    assert not await is_running()


async def test_how_long_a_routine_has_been_running_is_counted_over_its_phases(
    hass, passes, init_integration, freezer
):
    is_running = await passes("is_routine_running", **{"for": {"minutes": 1}})
    await init_integration.runtime_data.async_start_routine()
    await advance(hass, freezer, timedelta(seconds=55))
    assert not await is_running()
    await advance(hass, freezer, timedelta(seconds=10))
    assert await is_running()


async def test_the_routine_of_today_is_done_or_not(hass, passes, init_integration):
    is_done = await passes("is_routine_done_today")
    assert not await is_done()
    await init_integration.runtime_data.async_log_routine()
    await hass.async_block_till_done()
    assert await is_done()


async def test_the_editor_gets_a_description_of_every_condition(hass, init_integration):
    descriptions = await async_get_all_descriptions(hass)
    described = {key.removeprefix(f"{DOMAIN}.") for key in descriptions if key.startswith(DOMAIN)}
    assert described == set(CONDITIONS)


async def test_the_editor_offers_every_condition_for_the_device_of_a_person(hass, device_id):
    target = {"device_id": [device_id]}
    offered = await async_get_conditions_for_target(hass, target, expand_group=True)
    assert {f"{DOMAIN}.{key}" for key in CONDITIONS} <= offered
