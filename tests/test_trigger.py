"""Triggers, in automations as a user writes them."""

from datetime import timedelta

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.websocket_api.automation import async_get_triggers_for_target
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.engine.records import TestPhase
from custom_components.posture_coach.trigger import TRIGGERS

from .conftest import CALL, advance

BREAK = {"entity_id": "event.alex_break"}
SITTING = {"entity_id": "binary_sensor.alex_sitting"}
LIMIT = timedelta(minutes=30)


@pytest.fixture
def automate(hass):
    """Set up an automation with a trigger, and collect what it fired."""

    async def set_it_up(trigger, target, conditions=(), **options):
        fired = async_capture_events(hass, "fired")
        item = {"trigger": f"{DOMAIN}.{trigger}", "target": target}
        if options:
            item["options"] = options
        config = {
            "id": "test",
            "triggers": [item],
            "conditions": list(conditions),
            "actions": [{"event": "fired", "event_data": {"entity_id": "{{ trigger.entity_id }}"}}],
        }
        assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: config})
        assert hass.states.get("automation.automation_0").state == STATE_ON
        return fired

    return set_it_up


async def test_a_break_that_comes_due_fires_once(hass, init_integration, automate, freezer, sit):
    fired = await automate("break_due", BREAK)
    await sit()
    await advance(hass, freezer, LIMIT - timedelta(seconds=1))
    assert not fired
    await advance(hass, freezer, timedelta(minutes=20))
    assert [each.data["entity_id"] for each in fired] == ["event.alex_break"]


async def test_the_condition_sees_the_break_that_has_just_come_due(
    hass, init_integration, automate, freezer, sit
):
    condition = {
        "condition": f"{DOMAIN}.is_break_due",
        "target": {"entity_id": "binary_sensor.alex_break_due"},
    }
    fired = await automate("break_due", BREAK, [condition])
    await sit()
    await advance(hass, freezer, LIMIT)
    assert len(fired) == 1


async def test_a_reminder_waits_for_the_end_of_a_call(
    hass, init_integration, automate, freezer, sit, set_states
):
    fired = await automate("break_prompted", BREAK)
    await sit({CALL: "on"})
    await advance(hass, freezer, LIMIT + timedelta(minutes=10))
    assert not fired
    await set_states({CALL: "off"})
    assert len(fired) == 1


async def test_a_snoozed_break_fires(hass, init_integration, automate, freezer, sit):
    fired = await automate("break_snoozed", BREAK)
    await sit()
    await advance(hass, freezer, LIMIT)
    await init_integration.runtime_data.async_snooze_break()
    await hass.async_block_till_done()
    assert len(fired) == 1


async def test_a_taken_break_fires_when_it_has_been_long_enough(
    hass, init_integration, automate, freezer, sit, leave
):
    fired = await automate("break_taken", BREAK)
    await sit()
    await advance(hass, freezer, LIMIT)
    await leave()
    await advance(hass, freezer, timedelta(minutes=1, seconds=59))
    assert not fired
    await advance(hass, freezer, timedelta(seconds=1))
    assert len(fired) == 1


async def test_a_missed_break_fires(hass, init_integration, automate, freezer, sit):
    fired = await automate("break_missed", BREAK)
    await sit()
    await advance(hass, freezer, timedelta(hours=2))
    assert len(fired) == 1


async def test_sitting_down_and_getting_up_fire(
    hass, init_integration, automate, freezer, sit, leave
):
    fired = await automate("started_sitting", SITTING)
    await sit()
    await leave()
    assert len(fired) == 1


async def test_getting_up_fires_when_it_has_lasted(
    hass, init_integration, automate, freezer, sit, leave
):
    fired = await automate("stopped_sitting", SITTING, **{"for": "00:01:00"})
    await sit()
    await leave()
    await advance(hass, freezer, timedelta(seconds=30))
    await sit()
    await advance(hass, freezer, timedelta(minutes=2))
    assert not fired
    await leave()
    await advance(hass, freezer, timedelta(minutes=1))
    assert len(fired) == 1


@pytest.mark.parametrize(
    ("trigger", "times"),
    [("routine_started", 2), ("routine_completed", 1), ("balance_test_recorded", 1)],
)
async def test_what_happens_in_a_routine_fires(
    hass, init_integration, automate, device_id, freezer, trigger, times
):
    fired = await automate(trigger, {"device_id": device_id})
    coach = init_integration.runtime_data
    await coach.async_start_routine()
    await coach.async_stop_routine()
    await coach.async_start_routine()
    await advance(hass, freezer, timedelta(minutes=3))
    await coach.async_record_balance_test(TestPhase.SINGLE, {"left_right": 1, "heel_toe": 0})
    await hass.async_block_till_done()
    assert len(fired) == times


async def test_the_event_of_a_break_is_none_of_a_routine(
    hass, init_integration, automate, device_id, freezer, sit, leave
):
    fired = await automate("routine_started", {"device_id": device_id})
    await sit()
    await advance(hass, freezer, LIMIT)
    await leave()
    await advance(hass, freezer, timedelta(minutes=1))
    assert hass.states.get("event.alex_break").attributes["event_type"] == "started"
    assert not fired


async def test_a_device_is_target_enough_and_fires_only_for_what_is_meant(
    hass, device_id, automate, freezer, sit
):
    fired = await automate("started_sitting", {"device_id": device_id})
    await sit()
    await advance(hass, freezer, LIMIT)
    assert [each.data["entity_id"] for each in fired] == ["binary_sensor.alex_sitting"]


async def test_entities_of_somebody_else_never_fire(hass, init_integration, automate):
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    theirs = er.async_get(hass).async_get_or_create(
        "binary_sensor", "other", "1", config_entry=other, translation_key="sitting"
    )
    targets = [theirs.entity_id, "binary_sensor.alex_break_due", "binary_sensor.unheard_of"]
    fired = await automate("started_sitting", {"entity_id": targets})
    for state in (STATE_OFF, STATE_ON):
        for entity_id in targets:
            hass.states.async_set(entity_id, state)
        await hass.async_block_till_done()
    assert not fired


async def test_a_restart_fires_nothing(hass, init_integration, automate, freezer, sit):
    await sit()
    await advance(hass, freezer, LIMIT)
    fired = await automate("break_prompted", BREAK)
    await hass.config_entries.async_reload(init_integration.entry_id)
    await hass.async_block_till_done()
    assert not fired


async def test_an_automation_is_valid_before_anybody_is_set_up(hass, automate):
    await automate("break_due", BREAK)


async def test_the_editor_gets_a_description_of_every_trigger(hass, init_integration):
    descriptions = await async_get_all_descriptions(hass)
    described = {key.removeprefix(f"{DOMAIN}.") for key in descriptions if key.startswith(DOMAIN)}
    assert described == set(TRIGGERS)


async def test_the_editor_offers_every_trigger_for_the_device_of_a_person(hass, device_id):
    await async_setup_component(hass, AUTOMATION, {})
    target = {"device_id": [device_id]}
    offered = await async_get_triggers_for_target(hass, target, expand_group=True)
    assert {f"{DOMAIN}.{key}" for key in TRIGGERS} <= offered
