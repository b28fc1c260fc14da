"""Satellites and speakers: how loud, in which style, and what if they are busy or say nothing."""

import asyncio
from datetime import timedelta

from homeassistant.components.assist_satellite.errors import SatelliteBusyError
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
import pytest

from custom_components.posture_coach import delivery, voices
from custom_components.posture_coach.const import (
    CONF_ANNOUNCEMENT_STYLE,
    CONF_ONLY_WHERE_I_AM,
    CONF_PREANNOUNCE,
    CONF_QUIET_FROM,
    CONF_QUIET_STYLE,
    CONF_QUIET_UNTIL,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    CONF_VOLUMES,
)
from custom_components.posture_coach.effects import Unsaid
from custom_components.posture_coach.quiet import is_quiet, style_now, usual_style, volume_for
from custom_components.posture_coach.voices import CHIME

from .room import SATELLITE, SPEAKER, VOICE, Room, async_coach
from .test_announce import FIRST, until
from .test_effects import prompted

A_SATELLITE = {CONF_SATELLITES: [SATELLITE]}
A_SPEAKER = {CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE, CONF_PREANNOUNCE: False}
NIGHT = {CONF_QUIET_FROM: "22:00:00", CONF_QUIET_UNTIL: "07:00:00"}


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to wait for long."""
    monkeypatch.setattr(voices, "SPEECH_RATE", 1e6)
    monkeypatch.setattr(voices, "FASTEST_SPEECH", 1e9)
    monkeypatch.setattr(voices, "CHIME_LASTS", 0)
    monkeypatch.setattr(delivery, "TRY_AGAIN_AFTER", 0.02)
    monkeypatch.setattr(delivery, "PATIENCE", 0.3)


@pytest.fixture
async def room(hass: HomeAssistant) -> Room:
    room = Room()
    await room.async_set_up(hass)
    return room


async def test_a_satellite_finishes_its_conversation_first(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    hass.states.async_set(SATELLITE, "listening")
    alex.tell(prompted())
    await asyncio.sleep(0.05)
    hass.states.async_set(SATELLITE, "responding")
    await asyncio.sleep(0.05)
    assert room.satellite.at_once == 0
    hass.states.async_set(SATELLITE, "idle")
    await until(lambda: alex.outcomes == [(SATELLITE, "said")])
    assert room.satellite.heard == [FIRST]


async def test_a_satellite_that_never_finishes_is_not_cut_off(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    hass.states.async_set(SATELLITE, "responding")
    alex.tell(prompted())
    await until(lambda: alex.outcomes == [(SATELLITE, "not said")])
    assert alex.delivery.log[0]["why"] == Unsaid.BUSY
    assert room.satellite.heard == []
    assert alex.delivery.failing == {}


async def test_a_satellite_that_is_announcing_for_others_is_tried_again(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    room.satellite.fault = SatelliteBusyError("announcing")
    alex.tell(prompted())
    await asyncio.sleep(0.1)
    assert alex.outcomes == []
    room.satellite.fault = None
    await until(lambda: alex.outcomes == [(SATELLITE, "said")])
    assert room.satellite.heard == [FIRST]


async def test_a_satellite_that_answers_at_once_is_doubted(hass, room, monkeypatch):
    monkeypatch.setattr(voices, "FASTEST_SPEECH", 50)
    alex = await async_coach(hass, **A_SATELLITE)
    await alex.async_tell(prompted())
    (line,) = alex.delivery.log
    assert (line["outcome"], line["why"]) == ("said", Unsaid.AT_ONCE)
    (shown,) = alex.delivery.announcements
    assert shown["target"] == "Desk"
    assert shown["why"] == "It answered at once, so perhaps nothing was heard."


@pytest.mark.parametrize("is_wanted", [True, False])
async def test_a_chime_goes_before_what_is_said(hass, room, is_wanted):
    options = {**A_SATELLITE, **A_SPEAKER, CONF_PREANNOUNCE: is_wanted}
    alex = await async_coach(hass, **options)
    await alex.async_tell(prompted())
    await until(lambda: len(alex.outcomes) == 2)
    assert room.satellite.gongs == [is_wanted]
    assert room.speaker.heard == ([CHIME, FIRST] if is_wanted else [FIRST])


@pytest.mark.parametrize(
    ("time", "is_so"),
    [("21:59", False), ("22:00", True), ("03:00", True), ("06:59", True), ("07:00", False)],
)
async def test_quiet_hours_may_last_past_midnight(hass, freezer, time, is_so):
    await hass.config.async_set_time_zone("Europe/London")
    freezer.move_to(f"2026-03-02 {time}:00+00:00")
    assert is_quiet(NIGHT) is is_so
    assert style_now({**NIGHT, CONF_QUIET_STYLE: "silent"}) == ("silent" if is_so else "full")
    brief = {**NIGHT, CONF_ANNOUNCEMENT_STYLE: "brief"}
    assert style_now(brief) == ("chime" if is_so else "brief")
    assert usual_style(brief) == "brief"


async def test_quiet_hours_of_one_day(hass, freezer):
    await hass.config.async_set_time_zone("Europe/London")
    lunch = {CONF_QUIET_FROM: "12:00:00", CONF_QUIET_UNTIL: "13:00:00"}
    freezer.move_to("2026-03-02 12:30:00+00:00")
    assert is_quiet(lunch)
    freezer.move_to("2026-03-02 13:00:00+00:00")
    assert not is_quiet(lunch)
    assert not is_quiet({CONF_QUIET_FROM: "12:00:00"})
    assert not is_quiet({})


async def test_each_target_has_its_volume_by_day_and_in_quiet_hours(hass, freezer):
    await hass.config.async_set_time_zone("Europe/London")
    volumes = [{"target": SPEAKER, "volume": 40, "quiet_volume": 10}, {"target": SATELLITE}]
    options = {CONF_VOLUMES: volumes, **NIGHT}
    freezer.move_to("2026-03-02 12:00:00+00:00")
    levels = [volume_for(options, each) for each in (SPEAKER, SATELLITE, "media_player.other")]
    assert levels == [0.4, None, None]
    freezer.move_to("2026-03-02 23:00:00+00:00")
    assert volume_for(options, SPEAKER) == 0.1
    assert volume_for({CONF_VOLUMES: [{"target": SPEAKER, "volume": 40}], **NIGHT}, SPEAKER) == 0.4


async def test_a_speaker_is_as_loud_as_before_when_all_was_said(hass, room):
    options = {**A_SPEAKER, CONF_VOLUMES: [{"target": SPEAKER, "volume": 40}]}
    alex = await async_coach(hass, **options)
    await alex.async_tell(prompted())
    await until(lambda: room.speaker.volume_level == 0.8)
    assert room.speaker.heard == [FIRST]
    assert room.speaker.volumes == [0.4, 0.8]


async def test_a_volume_that_somebody_has_changed_meanwhile_is_left(hass, room, monkeypatch):
    monkeypatch.setattr(voices, "SPEECH_RATE", 250)
    options = {**A_SPEAKER, CONF_VOLUMES: [{"target": SPEAKER, "volume": 40}]}
    alex = await async_coach(hass, **options)
    alex.tell(prompted())
    await until(lambda: alex.outcomes == [(SPEAKER, "said")])
    await room.speaker.async_set_volume_level(0.6)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.speaker.volumes == [0.4, 0.6]


async def test_whoever_stops_coaching_leaves_no_other_volume_behind(hass, room, monkeypatch):
    monkeypatch.setattr(voices, "SPEECH_RATE", 1)
    options = {**A_SPEAKER, CONF_VOLUMES: [{"target": SPEAKER, "volume": 40}]}
    alex = await async_coach(hass, **options)
    alex.tell(prompted())
    await until(lambda: alex.outcomes == [(SPEAKER, "said")])
    await alex.announcer.async_shutdown()
    assert room.speaker.volumes == [0.4, 0.8]


async def test_a_volume_that_cannot_be_set_keeps_nobody_from_speaking(hass, room):
    room.speaker.volume_fault = HomeAssistantError("no")
    options = {**A_SPEAKER, CONF_VOLUMES: [{"target": SPEAKER, "volume": 40}]}
    alex = await async_coach(hass, **options)
    await alex.async_tell(prompted())
    assert room.speaker.heard == [FIRST]


async def test_a_satellite_is_as_loud_as_its_media_player(hass, room):
    (entry,) = hass.config_entries.async_entries("room")
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("room", "desk")}
    )
    for each in (SATELLITE, SPEAKER):
        er.async_get(hass).async_update_entity(each, device_id=device.id)
    options = {**A_SATELLITE, CONF_VOLUMES: [{"target": SATELLITE, "volume": 30}]}
    alex = await async_coach(hass, **options)
    await alex.async_tell(prompted())
    assert room.satellite.heard == [FIRST]
    assert room.speaker.volumes == [0.3, 0.8]


async def test_a_satellite_without_a_media_player_is_as_loud_as_it_is(hass, room):
    options = {**A_SATELLITE, CONF_VOLUMES: [{"target": SATELLITE, "volume": 30}]}
    alex = await async_coach(hass, **options)
    await alex.async_tell(prompted())
    assert room.satellite.heard == [FIRST]


async def test_silence_is_no_answer_and_other_faults_are_faults(hass, room):
    alex = await async_coach(hass, **A_SATELLITE)
    (satellite,) = alex.delivery.channels
    assert isinstance(satellite, voices.Satellite)
    assert satellite.can_listen
    answers = [{"id": "yes", "sentences": ["yes"]}]
    room.satellite.answers = ["Yes!", None]
    reply = await satellite.async_ask("Well?", answers, Context())
    assert reply == voices.Reply("yes")
    assert await satellite.async_ask("Well?", answers, Context()) is None
    room.satellite.fault = HomeAssistantError("no power")
    with pytest.raises(HomeAssistantError, match="no power"):
        await satellite.async_ask("Well?", answers, Context())


async def test_where_somebody_is_counts_when_it_is_said(hass, room):
    study = ar.async_get(hass).async_create("Study")
    er.async_get(hass).async_update_entity(SATELLITE, area_id=study.id)
    room.satellite.gate.clear()
    alex = await async_coach(hass, **A_SATELLITE, **{CONF_ONLY_WHERE_I_AM: True})
    kim = await async_coach(hass, "Kim", **A_SATELLITE)
    kim.tell(prompted(sat_for=timedelta(minutes=30)))
    await asyncio.sleep(0.05)
    alex.coach.area_ids = frozenset({study.id})
    alex.tell(prompted())
    await asyncio.sleep(0.05)
    alex.coach.area_ids = frozenset({"hall"})
    room.satellite.gate.set()
    await until(lambda: alex.outcomes == [(SATELLITE, "not said")])
    assert alex.delivery.log[0]["why"] == Unsaid.ELSEWHERE
