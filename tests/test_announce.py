"""Telling a person, on everything that they chose."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
import logging

from homeassistant.components.assist_satellite.const import PREANNOUNCE_URL
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, entity_registry as er
import pytest

from custom_components.posture_coach import announce, delivery, voices
from custom_components.posture_coach.const import (
    CONF_ANNOUNCEMENT_STYLE,
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_PREANNOUNCE,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
)
from custom_components.posture_coach.effects import Unsaid
from custom_components.posture_coach.engine.events import RunAhead, StuckAsked
from custom_components.posture_coach.engine.model import BreakEventKind, Posture
from custom_components.posture_coach.voices import CHIME, Satellite

from .room import NOTIFIER, SATELLITE, SPEAKER, VOICE, Room, async_coach
from .test_effects import DUE_AT, prompted

EVERYTHING = {
    CONF_SATELLITES: [SATELLITE],
    CONF_SPEAKERS: [SPEAKER],
    CONF_TTS_ENGINE: VOICE,
    CONF_NOTIFIERS: [NOTIFIER],
    CONF_PREANNOUNCE: False,
}
A_SATELLITE = {CONF_SATELLITES: [SATELLITE]}
NINE_HOURS_AHEAD = timezone(timedelta(hours=9))
FIRST = "Alex, you have been sitting for 30 minutes. Time to stand up and move a little."
STARTED = prompted(kind=BreakEventKind.STARTED)


@pytest.fixture(autouse=True)
def _fast_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak so fast that nobody has to wait."""
    monkeypatch.setattr(voices, "SPEECH_RATE", 1e6)
    monkeypatch.setattr(voices, "FASTEST_SPEECH", 1e9)


@pytest.fixture
async def room(hass: HomeAssistant) -> Room:
    room = Room()
    await room.async_set_up(hass)
    return room


async def test_a_break_is_announced_everywhere(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted())
    assert room.satellite.heard == room.speaker.heard == room.notifier.heard == [FIRST]
    assert alex.outcomes == [(SATELLITE, "said"), (SPEAKER, "said"), (NOTIFIER, "said")]


async def test_one_announcement_has_one_context(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted())
    (context,) = room.satellite.contexts
    assert context is not None
    assert room.speaker.contexts == room.notifier.contexts == [context]


async def test_it_speaks_the_language_of_the_house(hass, room):
    hass.config.language = "de"
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted(2, sat_for=timedelta(minutes=35)))
    assert room.satellite.heard == [
        "Zweite Erinnerung, Alex: Du sitzt seit 35 Minuten. Steh auf und streck dich einen Moment."
    ]


async def test_a_repeat_says_how_long_it_has_been(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted())
    await alex.async_tell(prompted(2, sat_for=timedelta(minutes=52)))
    assert room.satellite.heard[-1].startswith(
        "Second reminder, Alex: you have been sitting for 52 minutes."
    )


async def test_after_a_snooze_it_says_so(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted())
    await alex.async_tell(prompted(kind=BreakEventKind.SNOOZED, snoozes=1))
    await alex.async_tell(prompted(2, snoozes=1, sat_for=timedelta(minutes=40)))
    assert room.satellite.heard[-1].startswith(
        "Alex, you snoozed this break. You have been sitting for 40 minutes now."
    )


async def test_a_sensor_that_may_be_stuck_is_asked_about_by_name(hass, room):
    hass.states.async_set("binary_sensor.chair", "on", {"friendly_name": "Office chair"})
    alex = await async_coach(hass, **EVERYTHING)
    stuck = StuckAsked(source="seat/binary_sensor.chair", sat_for=timedelta(hours=3))
    await alex.async_tell(stuck)
    (question,) = room.satellite.heard
    assert question.startswith("Alex, Office chair has not changed for a very long time")
    assert question.endswith("sitting for about 3 hours. Is that right?")


async def test_a_run_is_announced_by_its_time(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(RunAhead(run_at=datetime(2026, 3, 2, 18, tzinfo=NINE_HOURS_AHEAD)))
    assert room.satellite.heard == room.speaker.heard == room.notifier.heard
    assert room.satellite.heard == [
        "Alex, your run is at 01:00. A short routine with a balance test first?"
    ]


async def test_a_break_takes_no_proposal_of_a_routine_back(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    run = RunAhead(run_at=DUE_AT)
    await alex.async_tell(run, prompted(), STARTED)
    assert [text[:15] for text in room.satellite.heard] == ["Alex, your run "]


async def test_the_brief_style_says_little(hass, room):
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ANNOUNCEMENT_STYLE: "brief"})
    await alex.async_tell(prompted())
    assert room.speaker.heard == room.notifier.heard == ["Alex, time for a break."]


async def test_the_chime_style_plays_a_sound_and_writes_in_full(hass, room):
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ANNOUNCEMENT_STYLE: "chime"})
    await alex.async_tell(prompted())
    assert room.satellite.heard == room.speaker.heard == [CHIME]
    assert room.notifier.heard == [FIRST]


def test_the_chime_is_the_one_that_home_assistant_ships():
    assert CHIME == PREANNOUNCE_URL


async def test_without_a_sound_the_chime_style_says_why_it_is_quiet(hass, room):
    hass.config.components.remove("assist_satellite")
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ANNOUNCEMENT_STYLE: "chime"})
    await alex.async_tell(prompted())
    assert room.speaker.heard == []
    assert alex.outcomes == [(SATELLITE, "not said"), (SPEAKER, "not said"), (NOTIFIER, "said")]
    assert alex.delivery.log[1]["why"] == Unsaid.NO_SOUND


async def test_the_silent_style_writes_only(hass, room):
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ANNOUNCEMENT_STYLE: "silent"})
    await alex.async_tell(prompted())
    assert room.satellite.heard == room.speaker.heard == []
    assert room.notifier.heard == [FIRST]
    assert alex.delivery.log[0]["why"] == Unsaid.SILENT


@pytest.mark.parametrize(
    ("person_in", "heard", "why"),
    [
        ({"office"}, [FIRST], None),
        ({"office", "hall"}, [FIRST], None),
        ({"hall"}, [], Unsaid.ELSEWHERE),
        (set(), [], Unsaid.UNKNOWN_AREA),
    ],
    ids=["in the room", "in one of two rooms", "elsewhere", "nobody knows where"],
)
async def test_voices_can_be_kept_to_where_the_person_is(hass, room, person_in, heard, why):
    office = ar.async_get(hass).async_create("office")
    er.async_get(hass).async_update_entity(SATELLITE, area_id=office.id)
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ONLY_WHERE_I_AM: True})
    alex.coach.area_ids = frozenset(person_in)
    await alex.async_tell(prompted())
    assert room.satellite.heard == heard
    assert room.speaker.heard == []
    assert room.notifier.heard == [FIRST]
    reasons = {line["target"]: line.get("why") for line in alex.delivery.log}
    assert reasons[SATELLITE] == why


@pytest.mark.parametrize(
    "fault",
    [HomeAssistantError("no power"), ValueError("a bug"), TimeoutError(), KeyError()],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_failing_target_stops_no_other(hass, room, fault):
    room.satellite.fault = fault
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted())
    assert room.speaker.heard == room.notifier.heard == [FIRST]
    assert min(alex.outcomes) == (SATELLITE, "failed")
    assert all(line["why"] for line in alex.delivery.log if line["target"] == SATELLITE)


async def test_a_hanging_target_delays_no_other_and_is_given_up(hass, room, monkeypatch):
    monkeypatch.setattr(Satellite, "limit", 0.2)
    room.satellite.gate.clear()
    alex = await async_coach(hass, **EVERYTHING)
    alex.tell(prompted())
    await until(lambda: room.speaker.heard and room.notifier.heard)
    assert (SATELLITE, "failed") not in alex.outcomes
    await hass.async_block_till_done(wait_background_tasks=True)
    assert alex.delivery.log[-1]["why"] == "no answer within 0.2 s"


async def test_a_target_that_fails_three_times_is_named(hass, room, caplog):
    caplog.set_level(logging.INFO)
    changes: list[dict[str, str]] = []
    alex = await async_coach(hass, **EVERYTHING)
    alex.delivery.async_add_failing_listener(lambda: changes.append(dict(alex.delivery.failing)))
    room.satellite.set_available(is_available=False)
    for number in range(1, 5):
        await alex.async_tell(prompted(number))
        assert bool(alex.delivery.failing) is (number >= 3)
    room.satellite.set_available(is_available=True)
    await alex.async_tell(prompted(5))
    assert changes == [{SATELLITE: "Desk"}, {}]
    assert caplog.text.count("Alex: Desk cannot be reached") == 1
    assert caplog.text.count("Alex: Desk can be reached again") == 1


async def test_one_success_forgives_earlier_failures(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    for fault in [HomeAssistantError(), HomeAssistantError(), None, HomeAssistantError()]:
        room.satellite.fault = fault
        await alex.async_tell(prompted())
    assert not alex.delivery.failing


async def test_nobody_listens_for_failures_any_more(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    heard: list[bool] = []
    alex.delivery.async_add_failing_listener(lambda: heard.append(True))()
    room.satellite.fault = HomeAssistantError()
    for number in range(1, 4):
        await alex.async_tell(prompted(number))
    assert alex.delivery.failing
    assert not heard


async def test_two_persons_are_never_announced_to_at_once(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    kim = await async_coach(hass, "Kim", **EVERYTHING)
    room.satellite.gate.clear()
    alex.tell(prompted())
    kim.tell(prompted())
    await until(lambda: room.satellite.at_once)
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert [text[:4] for text in room.satellite.heard] == ["Alex", "Kim,"]
    assert room.satellite.at_once == 1


async def test_a_speaker_is_left_to_finish_before_the_next_line(hass, room, monkeypatch):
    monkeypatch.setattr(voices, "SPEECH_RATE", 250)
    alex = await async_coach(hass, **EVERYTHING)
    kim = await async_coach(hass, "Kim", **EVERYTHING)
    begun_at = hass.loop.time()
    alex.tell(prompted())
    await kim.async_tell(prompted())
    assert len(room.speaker.heard) == 2
    assert hass.loop.time() - begun_at > len(FIRST) / 250


async def test_a_line_that_waited_too_long_is_dropped(hass, room, monkeypatch):
    monkeypatch.setattr(announce, "STALE_AFTER", 0.05)
    alex = await async_coach(hass, **EVERYTHING)
    kim = await async_coach(hass, "Kim", **EVERYTHING)
    room.satellite.gate.clear()
    alex.tell(prompted())
    kim.tell(prompted())
    await asyncio.sleep(0.1)
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == [FIRST]
    assert (SATELLITE, "not said") in kim.outcomes
    assert kim.delivery.log[-1]["why"] == Unsaid.STALE


async def test_a_line_is_dropped_when_the_break_began_meanwhile(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    kim = await async_coach(hass, "Kim", **EVERYTHING)
    room.satellite.gate.clear()
    alex.tell(prompted())
    kim.tell(prompted())
    await until(lambda: room.satellite.at_once)
    kim.tell(STARTED)
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == [FIRST]
    assert kim.delivery.log[-1]["why"] == Unsaid.UNTRUE


async def test_what_is_taken_back_at_once_is_never_said(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    await alex.async_tell(prompted(), STARTED)
    assert room.satellite.heard == room.speaker.heard == room.notifier.heard == []


async def test_the_end_of_a_break_from_standing_takes_back_nothing_about_sitting(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    ended = prompted(kind=BreakEventKind.TAKEN, posture=Posture.STANDING)
    await alex.async_tell(prompted(), ended)
    assert room.satellite.heard == [FIRST]


async def test_the_log_keeps_the_latest(hass, room):
    alex = await async_coach(hass, **{CONF_NOTIFIERS: [NOTIFIER]})
    for number in range(1, delivery.LOG_LENGTH + 10):
        await alex.async_tell(prompted(number))
    assert len(alex.delivery.log) == delivery.LOG_LENGTH
    assert alex.delivery.log[0].keys() == {"when", "target", "kind", "outcome"}


async def test_shutting_down_ends_what_is_being_said(hass, room):
    alex = await async_coach(hass, **EVERYTHING)
    room.satellite.gate.clear()
    alex.tell(prompted())
    await until(lambda: room.satellite.at_once)
    await alex.announcer.async_shutdown()
    assert (SATELLITE, "said") not in alex.outcomes
    await alex.async_tell(prompted(2))
    assert room.satellite.heard == []


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - entities tell nobody what they have heard
            await asyncio.sleep(0.01)


async def test_what_was_announced_is_shown_in_words(hass, room):
    alex = await async_coach(hass, **EVERYTHING, **{CONF_ONLY_WHERE_I_AM: True})
    await alex.async_tell(prompted())
    shown = {each["target"]: each for each in alex.delivery.announcements}
    assert shown["Wall"]["outcome"] == "said"
    assert shown["Wall"]["kind"] == "break_due"
    assert shown["Desk"]["why"] == "No area is known for where the person is."
    assert alex.coach.shown == 3
    for number in range(2, 9):
        await alex.async_tell(prompted(number))
    assert len(alex.delivery.announcements) == delivery.SHOWN_OF_LOG


async def test_why_it_failed_is_shown_as_it_is(hass, room):
    room.notifier.fault = HomeAssistantError("no power")
    alex = await async_coach(hass, **{CONF_NOTIFIERS: [NOTIFIER]})
    await alex.async_tell(prompted())
    (shown,) = alex.delivery.announcements
    assert (shown["outcome"], shown["why"]) == ("failed", "no power")
