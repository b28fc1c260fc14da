"""What happens between somebody who has something to say and the channels."""

import asyncio
from functools import partial
import math

from homeassistant.core import Context, HomeAssistant
import pytest

from custom_components.posture_coach import voices
from custom_components.posture_coach.const import (
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
)
from custom_components.posture_coach.delivery import Errand
from custom_components.posture_coach.effects import Answer, Unsaid
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.phones import BUTTONS, EVENT_TAPPED, button_id
from custom_components.posture_coach.voices import Voice

from .room import SATELLITE, SPEAKER, VOICE, Person, Room, async_coach
from .test_announce import until as wait_until

A_SATELLITE = {CONF_SATELLITES: [SATELLITE]}
A_SPEAKER = {CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE}
BELL = "/bell.wav"
"""A sound."""


@pytest.fixture
async def room(hass: HomeAssistant) -> Room:
    room = Room()
    await room.async_set_up(hass)
    return room


def voice_of(person: Person) -> Voice:
    (channel,) = person.delivery.channels
    assert isinstance(channel, Voice)
    return channel


def say(person: Person, text: str, until: float = math.inf) -> None:
    voice = voice_of(person)
    errand = Errand(kind="line", do=partial(voice.async_say, text, Context()), until=until)
    person.delivery.async_give(voice, errand)


def play(person: Person, *, cuts_through: bool, until: float = math.inf) -> None:
    voice = voice_of(person)
    do = partial(voice.async_play, BELL, Context())
    errand = Errand(kind="sound", do=do, cuts_through=cuts_through, until=until)
    person.delivery.async_give(voice, errand)


async def test_a_line_is_said_while_it_is_worth_it(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    say(alex, "Now.", until=hass.loop.time() + 5)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == ["Now."]


async def test_a_line_whose_time_is_over_is_not_said(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    say(alex, "Then.", until=hass.loop.time() - 0.1)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == []
    assert (alex.outcomes, alex.delivery.log[0]["why"]) == (
        [(SATELLITE, "not said")],
        Unsaid.TOO_LATE,
    )


async def test_a_line_does_not_wait_for_a_turn_that_comes_too_late(hass, room):
    alex = await async_coach(hass, **A_SPEAKER)
    voice_of(alex).lane.free_at = hass.loop.time() + 60
    say(alex, "Soon.", until=hass.loop.time() + 5)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.speaker.heard == []
    assert alex.delivery.log[0]["why"] == Unsaid.TOO_LATE


async def test_a_line_goes_stale_while_somebody_talks_with_the_satellite(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    hass.states.async_set(SATELLITE, "responding")
    say(alex, "Now.", until=hass.loop.time() + 0.05)
    await asyncio.sleep(0.1)
    hass.states.async_set(SATELLITE, "idle")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == []
    assert alex.delivery.log[0]["why"] == Unsaid.BUSY


async def test_a_sound_cuts_through_what_a_speaker_says(hass, room):
    alex = await async_coach(hass, **A_SPEAKER)
    lane = voice_of(alex).lane
    lane.free_at = hass.loop.time() + 60
    async with lane.lock:
        play(alex, cuts_through=True)
        await wait_until(lambda: room.speaker.heard)
    assert room.speaker.heard == [BELL]


async def test_after_such_a_sound_the_speaker_is_free(hass, room):
    alex = await async_coach(hass, **A_SPEAKER)
    lane = voice_of(alex).lane
    lane.free_at = hass.loop.time() + 60
    play(alex, cuts_through=True)
    await wait_until(lambda: room.speaker.heard)
    assert 0 < lane.free_at - hass.loop.time() <= voices.LONGEST_SOUND


async def test_any_other_sound_waits_for_its_turn(hass, room):
    alex = await async_coach(hass, **A_SPEAKER)
    voice_of(alex).lane.free_at = hass.loop.time() + 60
    play(alex, cuts_through=False, until=hass.loop.time() + 1)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.speaker.heard == []


async def test_a_sound_waits_for_a_satellite_even_if_it_would_cut_through(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    room.satellite.gate.clear()
    say(alex, "A long line.")
    await wait_until(lambda: room.satellite.at_once)
    play(alex, cuts_through=True)
    await asyncio.sleep(0.05)
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == ["A long line.", BELL]
    assert room.satellite.at_once == 1


@pytest.mark.parametrize("refusal", [None, CoachError("nothing_to_do")], ids=["done", "refused"])
@pytest.mark.parametrize("answer", [each for each, button in BUTTONS.items() if button.verb])
async def test_a_tap_is_told_of_with_what_came_of_it(hass, answer, refusal):
    alex = await async_coach(hass)
    alex.coach.refusal = refusal
    told: list[tuple[Answer, str | None]] = []
    stop = alex.delivery.async_add_tap_listener(lambda *answered: told.append(answered))
    tapped = {"action": button_id(answer, alex.entry.entry_id)}
    hass.bus.async_fire(EVENT_TAPPED, tapped)
    await hass.async_block_till_done()
    assert told == [(answer, refusal and refusal.key)]
    assert len(alex.coach.asked) == (0 if refusal else 1)
    stop()
    hass.bus.async_fire(EVENT_TAPPED, tapped)
    await hass.async_block_till_done()
    assert len(told) == 1
