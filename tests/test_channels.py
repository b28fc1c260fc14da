"""The ways to reach a person, one by one."""

import asyncio
from datetime import timedelta
import logging

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.posture_coach import channels
from custom_components.posture_coach.const import (
    CONF_ANNOUNCE_ACTION,
    CONF_NOTIFIERS,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
)
from custom_components.posture_coach.engine.events import RunAhead, StuckAsked

from .room import NOTIFIER, SPEAKER, VOICE, Person, Room, async_coach
from .test_announce import FIRST, until
from .test_effects import DUE_AT, prompted

ACTION = "announce_action"


@pytest.fixture
async def room(hass: HomeAssistant) -> Room:
    room = Room()
    await room.async_set_up(hass)
    return room


async def why_it_failed(person: Person) -> str:
    await person.async_tell(prompted())
    (line,) = person.delivery.log
    assert line["outcome"] == "failed"
    return line["why"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({CONF_SATELLITES: ["assist_satellite.gone"]}, "assist_satellite.gone is missing"),
        ({CONF_NOTIFIERS: ["notify.gone"]}, "notify.gone is missing"),
        ({CONF_SPEAKERS: [SPEAKER]}, "no text-to-speech engine is chosen"),
        ({CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: "tts.gone"}, "tts.gone is missing"),
        ({CONF_SPEAKERS: ["media_player.gone"], CONF_TTS_ENGINE: VOICE}, "media_player.gone"),
    ],
    ids=["satellite", "notifier", "no voice", "voice that is gone", "speaker"],
)
async def test_what_is_gone_is_named(hass, room, options, why):
    assert why in await why_it_failed(await async_coach(hass, **options))


async def test_what_is_unavailable_has_not_been_told(hass, room):
    room.notifier.set_available(is_available=False)
    alex = await async_coach(hass, **{CONF_NOTIFIERS: [NOTIFIER]})
    assert await why_it_failed(alex) == f"{NOTIFIER} is unavailable"


async def test_a_target_that_home_assistant_has_no_action_for_fails(hass):
    hass.states.async_set(NOTIFIER, "unknown")
    alex = await async_coach(hass, **{CONF_NOTIFIERS: [NOTIFIER]})
    assert "notify.send_message" in await why_it_failed(alex)


async def test_an_own_action_gets_all_there_is_to_say(hass):
    calls = async_mock_service(hass, "lamp", "show")
    variables = ("message", "person", "kind", "sitting_minutes", "due_at")
    data = {each: f"{{{{ {each} }}}}" for each in variables}
    alex = await async_coach(
        hass, **{CONF_ANNOUNCE_ACTION: [{"action": "lamp.show", "data": data}]}
    )
    await alex.async_tell(prompted(sat_for=timedelta(minutes=30)))
    assert calls[0].data == {
        "message": FIRST,
        "person": "Alex",
        "kind": "break_due",
        "sitting_minutes": 30,
        "due_at": str(DUE_AT),
    }
    assert alex.outcomes == [(ACTION, "said")]


async def test_an_own_action_is_run_when_a_sensor_may_be_stuck(hass):
    calls = async_mock_service(hass, "lamp", "show")
    data = {"kind": "{{ kind }}", "is_due": "{{ due_at is not none }}"}
    alex = await async_coach(
        hass, **{CONF_ANNOUNCE_ACTION: [{"action": "lamp.show", "data": data}]}
    )
    await alex.async_tell(StuckAsked(source="seat/switch.gone", sat_for=timedelta(hours=3)))
    assert calls[0].data == {"kind": "sensor_stuck", "is_due": False}


async def test_an_own_action_is_told_of_a_run(hass):
    calls = async_mock_service(hass, "lamp", "show")
    data = {each: f"{{{{ {each} }}}}" for each in ("kind", "run_at", "sitting_minutes")}
    alex = await async_coach(
        hass, **{CONF_ANNOUNCE_ACTION: [{"action": "lamp.show", "data": data}]}
    )
    await alex.async_tell(RunAhead(run_at=DUE_AT))
    assert calls[0].data == {"kind": "run_ahead", "run_at": str(DUE_AT), "sitting_minutes": 0}


@pytest.mark.parametrize(
    "sequence",
    [[{"action": "lamp.none"}], [{"nonsense": True}]],
    ids=["an action that is not there", "no sequence at all"],
)
async def test_an_own_action_that_fails_is_told_of(hass, sequence):
    alex = await async_coach(hass, **{CONF_ANNOUNCE_ACTION: sequence})
    for number in (1, 2, 3):
        await alex.async_tell(prompted(number))
    assert alex.delivery.failing == {ACTION: "your own announcement action"}


async def test_an_own_action_may_go_on_and_is_started_anew(hass, monkeypatch):
    monkeypatch.setattr(channels, "SCRIPT_START", 0.05)
    calls = async_mock_service(hass, "lamp", "show")
    sequence = [{"action": "lamp.show"}, {"delay": 3600}, {"action": "lamp.show"}]
    alex = await async_coach(hass, **{CONF_ANNOUNCE_ACTION: sequence})
    alex.tell(prompted())
    await until(lambda: alex.outcomes == [(ACTION, "said")])
    alex.tell(prompted(2))
    await until(lambda: alex.outcomes == [(ACTION, "said")] * 2)
    assert len(calls) == 2
    await alex.announcer.async_shutdown()
    assert len(calls) == 2


async def test_an_own_action_that_fails_later_is_logged(hass, monkeypatch, caplog):
    monkeypatch.setattr(channels, "SCRIPT_START", 0.05)
    caplog.set_level(logging.WARNING)
    gate = asyncio.Event()

    async def show(call: ServiceCall) -> None:
        await gate.wait()
        raise HomeAssistantError("the bulb is broken")

    hass.services.async_register("lamp", "show", show)
    alex = await async_coach(hass, **{CONF_ANNOUNCE_ACTION: [{"action": "lamp.show"}]})
    alex.tell(prompted())
    await until(lambda: alex.outcomes == [(ACTION, "said")])
    gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert "stopped with an error: the bulb is broken" in caplog.text


async def test_an_own_action_that_was_never_needed_is_let_go(hass):
    alex = await async_coach(hass, **{CONF_ANNOUNCE_ACTION: [{"action": "lamp.show"}]})
    await alex.announcer.async_shutdown()
    assert alex.outcomes == []
