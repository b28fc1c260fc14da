"""The whole way, from a chair to a speaker and back from a phone."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.posture_coach.const import (
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_PHONES,
    CONF_SATELLITES,
)
from custom_components.posture_coach.phones import EVENT_TAPPED

from .conftest import CALL, PRESENCE, advance
from .room import NOTIFIER, PUSH_URL, SATELLITE, Room, async_add_phone

MINUTE = timedelta(minutes=1)


class Phone:
    """What the phone was sent."""

    def __init__(self, hass: HomeAssistant, mocker: AiohttpClientMocker) -> None:
        self._hass = hass
        self._mocker = mocker
        mocker.post(PUSH_URL, json={})

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [data for _, _, data, _ in self._mocker.mock_calls]

    async def async_tap(self, label: str) -> None:
        """Tap the button of the latest message that says this."""
        buttons = {each["title"]: each for each in self.messages[-1]["data"]["actions"]}
        self._hass.bus.async_fire(EVENT_TAPPED, {"action": buttons[label]["action"]})
        await quiet(self._hass)


@pytest.fixture
def phone(hass: HomeAssistant, aioclient_mock: AiohttpClientMocker) -> Phone:
    return Phone(hass, aioclient_mock)


@pytest.fixture
async def room(hass: HomeAssistant, phone: Phone, house: None, entry: MockConfigEntry) -> Room:
    """Alex's room, with Alex being coached in it."""
    room = Room()
    await room.async_set_up(hass)
    announcing = {
        CONF_SATELLITES: [SATELLITE],
        CONF_NOTIFIERS: [NOTIFIER],
        CONF_PHONES: [await async_add_phone(hass)],
    }
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={**entry.options, **announcing})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return room


async def test_a_break_is_announced_snoozed_announced_again_and_taken(
    hass, freezer, room, phone, sit, leave
):
    await sit()
    await pass_by(hass, freezer, 30 * MINUTE)
    (first,) = room.satellite.heard
    assert first.startswith("Alex, you have been sitting for 30 minutes.")
    assert room.notifier.heard == [first]
    assert [each["message"] for each in phone.messages] == [first]

    await phone.async_tap("Snooze")
    assert hass.states.get("sensor.alex_status").state == "snoozed"
    assert phone.messages[-1]["message"] == "clear_notification"

    await pass_by(hass, freezer, 10 * MINUTE)
    assert room.satellite.heard[1].startswith("Alex, you snoozed this break.")
    assert "40 minutes" in room.satellite.heard[1]

    await leave()
    await pass_by(hass, freezer, 2 * MINUTE)
    assert phone.messages[-1]["message"] == "clear_notification"
    assert hass.states.get("sensor.alex_breaks_taken_today").state == "1"
    assert len(room.satellite.heard) == 2


async def test_start_on_the_phone_begins_the_break(hass, freezer, room, phone, sit):
    await sit()
    await pass_by(hass, freezer, 30 * MINUTE)
    await phone.async_tap("Start")
    assert hass.states.get("sensor.alex_status").state == "on_break"
    assert phone.messages[-1]["message"] == "clear_notification"


async def test_a_call_is_not_interrupted(hass, freezer, room, sit, set_states):
    await sit({CALL: "on"})
    await pass_by(hass, freezer, 45 * MINUTE)
    assert room.satellite.heard == []
    await set_states({CALL: "off"})
    await quiet(hass)
    assert "45 minutes" in room.satellite.heard[0]


@pytest.fixture
def registered_sensor(hass: HomeAssistant) -> None:
    """Have the presence sensor come from an integration, so that it can have an area."""
    name = PRESENCE.partition(".")[2]
    er.async_get(hass).async_get_or_create(
        "binary_sensor", "radar", "desk", suggested_object_id=name
    )


async def test_the_voice_stays_where_the_person_sits(
    hass, freezer, registered_sensor, room, entry, phone, sit
):
    office = ar.async_get(hass).async_create("office")
    registry = er.async_get(hass)
    registry.async_update_entity(SATELLITE, area_id=office.id)
    options = {**entry.options, CONF_ONLY_WHERE_I_AM: True}
    hass.config_entries.async_update_entry(entry, options=options)
    await sit()
    await pass_by(hass, freezer, 30 * MINUTE)
    assert room.satellite.heard == []
    assert len(phone.messages) == 1
    registry.async_update_entity(PRESENCE, area_id=office.id)
    await pass_by(hass, freezer, 5 * MINUTE)
    assert len(room.satellite.heard) == 1


async def quiet(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def pass_by(hass: HomeAssistant, freezer: Any, duration: timedelta) -> None:
    await advance(hass, freezer, duration)
    await quiet(hass)
