"""What all entities share, and how often they write."""

from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNAVAILABLE, Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.icon import async_get_icons
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import snapshot_platform

from custom_components.posture_coach.condition import CONDITIONS
from custom_components.posture_coach.const import DOMAIN, PLATFORMS
from custom_components.posture_coach.trigger import TRIGGERS

from .conftest import HEIGHT, PRESENCE, advance

MINUTE = timedelta(minutes=1)

COMMON_ATTRIBUTES = {
    *("device_class", "friendly_name", "unit_of_measurement", "state_class", "last_reset"),
    *("options", "event_types", "event_type", "min", "max", "step", "mode", "supported_features"),
    *("message", "all_day", "start_time", "end_time", "location", "description"),
}


@pytest.fixture
def platforms(request):
    with patch("custom_components.posture_coach.PLATFORMS", [request.param]):
        yield


@pytest.mark.parametrize("platforms", PLATFORMS, indirect=True)
async def test_the_entities_of_each_platform_stay_as_they_are(
    hass, everything_enabled, platforms, init_integration, entity_registry, snapshot
):
    await snapshot_platform(hass, entity_registry, snapshot, init_integration.entry_id)


async def test_every_entity_belongs_to_the_service_device_of_the_person(
    hass, init_integration, device_id, entity_registry
):
    device = dr.async_get(hass).async_get(device_id)
    assert isinstance(device, dr.DeviceEntry)
    assert device.name == "Alex"
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    entities = er.async_entries_for_config_entry(entity_registry, init_integration.entry_id)
    assert {each.device_id for each in entities} == {device.id}


async def test_the_key_is_translation_key_and_end_of_the_unique_id(
    hass, init_integration, entity_registry
):
    for each in er.async_entries_for_config_entry(entity_registry, init_integration.entry_id):
        assert each.unique_id == f"person.alex_{each.translation_key}"


async def test_the_rare_ones_are_not_enabled_by_default(hass, init_integration, entity_registry):
    entities = er.async_entries_for_config_entry(entity_registry, init_integration.entry_id)
    assert {each.translation_key for each in entities if each.disabled_by} == {
        "longest_sitting_today",
        "breaks_missed_today",
        "current_exercise",
        "balance_change",
        "balance_left_right",
        "balance_heel_toe",
        "balance_inner_outer",
        "neck_pain",
        "shoulder_pain",
        "upper_back_pain",
    }


async def test_settings_and_only_settings_are_of_the_config_category(
    hass, init_integration, entity_registry
):
    entities = er.async_entries_for_config_entry(entity_registry, init_integration.entry_id)
    assert {each.translation_key for each in entities if each.entity_category} == {
        "sitting_limit",
        "announcement_style",
        "routine",
    }


async def test_every_entity_is_gone_after_unloading_and_back_after_setting_up(
    hass, init_integration
):
    entity_ids = [each.entity_id for each in _states_of(hass, init_integration.entry_id)]
    assert await hass.config_entries.async_unload(init_integration.entry_id)
    assert {hass.states.get(each).state for each in entity_ids} == {STATE_UNAVAILABLE}
    assert await hass.config_entries.async_setup(init_integration.entry_id)
    assert STATE_UNAVAILABLE not in {hass.states.get(each).state for each in entity_ids}


async def test_silent_sensors_leave_every_entity_available(hass, init_integration, set_states):
    silent = dict.fromkeys(init_integration.options["seat"], STATE_UNAVAILABLE)
    await set_states({**silent, PRESENCE: STATE_UNAVAILABLE, HEIGHT: STATE_UNAVAILABLE})
    states = {each.state for each in _states_of(hass, init_integration.entry_id)}
    assert STATE_UNAVAILABLE not in states


async def test_an_hour_of_sitting_writes_once_a_minute_at_most(
    hass, everything_enabled, init_integration, freezer, sit
):
    await sit()
    writes = _count_writes(hass)
    await advance(hass, freezer, timedelta(hours=1))

    assert hass.states.get("sensor.alex_sitting_today").state == "60"
    assert 59 <= writes.pop("sensor.alex_sitting_today") <= 60
    assert 59 <= writes.pop("sensor.alex_longest_sitting_today") <= 60
    # A break that nobody takes is due, and announced three times.
    assert writes.pop("event.alex_break") == 4
    assert writes.pop("binary_sensor.alex_break_due") == 1
    assert writes.pop("sensor.alex_status") <= 4
    assert writes.pop("sensor.alex_break_due_at", 0) <= 1
    assert not writes


async def test_a_routine_writes_once_a_phase_and_not_by_the_second(
    hass, everything_enabled, init_integration, freezer
):
    writes = _count_writes(hass)
    await init_integration.runtime_data.async_start_routine()
    await advance(hass, freezer, timedelta(minutes=3))

    # Getting ready, three moves with their preparing, two rests, and the end.
    assert writes.pop("sensor.alex_routine_phase") == 10
    assert writes.pop("sensor.alex_current_exercise") == 4
    assert writes.pop("event.alex_routine") == 5
    for once in ("binary_sensor.alex_routine_done_today", "sensor.alex_last_routine"):
        assert writes.pop(once) == 1
    for once in ("sensor.alex_routines_this_week", "sensor.alex_streak"):
        assert writes.pop(once) == 1
    assert writes.pop("todo.alex_today_s_routine") == 1
    assert writes.pop("calendar.alex_routines") == 2
    assert writes.pop("sensor.alex_status") <= 4
    assert not writes


async def test_an_empty_desk_writes_nothing(hass, everything_enabled, init_integration, freezer):
    await advance(hass, freezer, 2 * MINUTE)
    writes = _count_writes(hass)
    await advance(hass, freezer, timedelta(hours=5))
    assert not writes


def _states_of(hass: HomeAssistant, entry_id: str):
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry_id)
    return [hass.states.get(each.entity_id) for each in entities if not each.disabled_by]


def _count_writes(hass: HomeAssistant) -> Counter[str]:
    writes: Counter[str] = Counter()

    @callback
    def written(event: Event[EventStateChangedData]) -> None:
        writes[event.data["entity_id"]] += 1

    hass.bus.async_listen(EVENT_STATE_CHANGED, written)
    return writes


def test_every_platform_of_ours_is_loaded():
    assert set(PLATFORMS) == {
        Platform.BINARY_SENSOR,
        Platform.BUTTON,
        Platform.CALENDAR,
        Platform.EVENT,
        Platform.NUMBER,
        Platform.SELECT,
        Platform.SENSOR,
        Platform.SWITCH,
        Platform.TODO,
    }


@pytest.mark.parametrize("language", ["en", "de"])
async def test_every_entity_state_and_attribute_has_a_name(
    hass, everything_enabled, init_integration, entity_registry, language
):
    texts = await async_get_translations(hass, language, "entity", {DOMAIN})
    for each in er.async_entries_for_config_entry(entity_registry, init_integration.entry_id):
        prefix = f"component.{DOMAIN}.entity.{each.domain}.{each.translation_key}"
        assert texts[f"{prefix}.name"]
        state = hass.states.get(each.entity_id)
        for option in state.attributes.get("options", ()):
            assert texts[f"{prefix}.state.{option}"]
        for event_type in state.attributes.get("event_types", ()):
            assert texts[f"{prefix}.state_attributes.event_type.state.{event_type}"]
        for attribute in state.attributes.keys() - COMMON_ATTRIBUTES:
            assert texts[f"{prefix}.state_attributes.{attribute}.name"]


async def test_every_entity_trigger_condition_and_action_has_an_icon(
    hass, everything_enabled, init_integration, entity_registry
):
    icons = await async_get_icons(hass, "entity", {DOMAIN})
    for each in er.async_entries_for_config_entry(entity_registry, init_integration.entry_id):
        of_each = icons[DOMAIN][each.domain][each.translation_key]
        options = hass.states.get(each.entity_id).attributes.get("options")
        assert of_each["default"]
        assert options is None or of_each.get("state", {}).keys() <= set(options)
    for category, keys in (
        ("triggers", TRIGGERS),
        ("conditions", CONDITIONS),
        ("services", hass.services.async_services_for_domain(DOMAIN)),
    ):
        assert (await async_get_icons(hass, category, {DOMAIN}))[DOMAIN].keys() == keys.keys()
