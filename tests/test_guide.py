"""A routine that is led: what is heard of it where, and what phones show."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach import voices
from custom_components.posture_coach.const import (
    CONF_ANNOUNCE_ACTION,
    CONF_ANNOUNCEMENT_STYLE,
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    SOUNDS_URL,
)
from custom_components.posture_coach.effects import Unsaid
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import CueGiven, RoutineHappened
from custom_components.posture_coach.engine.model import (
    Cue,
    RoutineEventKind,
    RoutinePhase,
    SessionView,
    Step,
)
from custom_components.posture_coach.library import async_load_library

from .room import NOTIFIER, SATELLITE, SPEAKER, VOICE, Room, async_lead
from .test_announce import EVERYTHING, FIRST, until
from .test_effects import prompted
from .test_phones import phone, pushed, tap

__all__ = ["phone", "pushed"]
"""Fixtures, which look unused otherwise."""

VOICES = {CONF_SATELLITES: [SATELLITE], CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE}
A_SATELLITE = {CONF_SATELLITES: [SATELLITE]}
A_SPEAKER = {CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE}

CURL, EXTENSION, DOG = "wall_elbow_curl", "overhead_extension", "downward_dog"
STEPS = (
    Step(exercise=CURL, dose=10),
    Step(exercise=EXTENSION, dose=30),
    Step(exercise=DOG, dose=20),
)
LATE = timedelta(minutes=-1)
SOON = timedelta(seconds=5)

FULL: Mapping[Cue, str] = {
    Cue.WELCOME: "Upper back routine. 3 moves, about 4 minutes. Get ready.",
    Cue.STANCE: "Overhead extension. Stand tall, feet hip-width, fingers interlaced.",
    Cue.BEGIN: "Begin: hold for 30 seconds.",
    Cue.HALF_WAY: "Half-way.",
    Cue.LAST_TEN: "Ten seconds left.",
    Cue.REST: "Rest. Next: Overhead extension.",
    Cue.PAUSED: "Paused. Take your time.",
    Cue.RESUMED: "Going on.",
    Cue.FINISHED: "All done. Nicely moved, Alex.",
    Cue.STOPPED: "Stopped.",
}
BRIEF: Mapping[Cue, str] = {
    Cue.BALANCE_BEFORE: "Balance test",
    Cue.WELCOME: "Upper back routine",
    Cue.STANCE: "Overhead extension",
    Cue.REST: "Rest",
    Cue.BALANCE_AFTER: "Balance test",
    Cue.PAUSED: "Paused",
    Cue.FINISHED: "Done",
    Cue.STOPPED: "Stopped",
}
SILENT_IN_BRIEF = (Cue.BEGIN, Cue.HALF_WAY, Cue.LAST_TEN, Cue.RESUMED)
CHIMES: Mapping[Cue, str] = {
    Cue.BALANCE_BEFORE: "attention",
    Cue.WELCOME: "attention",
    Cue.STANCE: "attention",
    Cue.INSTRUCTIONS: "attention",
    Cue.BEGIN: "begin",
    Cue.HALF_WAY: "half_way",
    Cue.COUNTDOWN: "countdown",
    Cue.REST: "rest",
    Cue.BALANCE_AFTER: "attention",
    Cue.FINISHED: "finished",
}
COUNTDOWN = f"{SOUNDS_URL}/countdown.wav"


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


@pytest.fixture
async def exercises(hass: HomeAssistant) -> Mapping[str, Any]:
    return (await async_load_library(hass)).exercises


def styled(style: str, options: Mapping[str, Any] = VOICES) -> dict[str, Any]:
    return {**options, CONF_ANNOUNCEMENT_STYLE: style}


def view(
    phase: RoutinePhase = RoutinePhase.PREPARE, number: int = 2, **changes: Any
) -> SessionView:
    now = dt_util.utcnow().replace(microsecond=0)
    values: dict[str, Any] = {
        "routine": "upper_back_three",
        "phase": phase,
        "is_paused": False,
        "steps": STEPS,
        "number": number,
        "counted": (False, False, False),
        "has_balance_test": False,
        "started_at": now,
        "phase_began_at": now,
        "lasts": timedelta(seconds=8),
        "ends_at": now + timedelta(seconds=8),
        "remaining": None,
    }
    return SessionView(**values | changes)


def happened(kind: RoutineEventKind, session: SessionView | None = None) -> RoutineHappened:
    return RoutineHappened(kind=kind, at=dt_util.utcnow(), session=session or view())


@pytest.fixture
def given(exercises):
    def of(cue: Cue, worth: timedelta = SOON, **changes: Any) -> CueGiven:
        now = dt_util.utcnow()
        values: dict[str, Any] = {
            "session": view(),
            "exercise": exercises[EXTENSION],
            "dose": 30,
            "takes": timedelta(minutes=3, seconds=50),
        }
        return CueGiven(cue=cue, at=now, until=now + worth, **values | changes)

    return of


@pytest.mark.parametrize("cue", FULL)
async def test_the_full_style_says(hass, room, given, cue):
    alex = await async_lead(hass, **VOICES)
    await alex.async_tell(given(cue))
    assert room.satellite.heard == room.speaker.heard == [FULL[cue]]


async def test_a_line_may_be_about_no_exercise(hass, room, given):
    alex = await async_lead(hass, **A_SATELLITE)
    await alex.async_tell(given(Cue.PAUSED, exercise=None))
    assert room.satellite.heard == [FULL[Cue.PAUSED]]


async def test_instructions_tell_the_stance_and_every_step(hass, room, given):
    alex = await async_lead(hass, **A_SATELLITE)
    await alex.async_tell(given(Cue.INSTRUCTIONS))
    (text,) = room.satellite.heard
    assert text.startswith("Overhead extension. Stand with your feet hip-width apart")
    assert text.endswith("Look up at your hands, and hold.")


@pytest.mark.parametrize("cue", BRIEF)
async def test_the_brief_style_says(hass, room, given, cue):
    alex = await async_lead(hass, **styled("brief"))
    await alex.async_tell(given(cue))
    assert room.satellite.heard == room.speaker.heard == [BRIEF[cue]]


@pytest.mark.parametrize("cue", SILENT_IN_BRIEF)
async def test_the_brief_style_says_nothing_at(hass, room, given, cue):
    alex = await async_lead(hass, **styled("brief"))
    await alex.async_tell(given(cue))
    assert room.satellite.heard == room.speaker.heard == []
    assert alex.outcomes == []


@pytest.mark.parametrize("cue", Cue)
async def test_the_chime_style_plays_sounds_only(hass, room, given, cue):
    alex = await async_lead(hass, **styled("chime"))
    await alex.async_tell(given(cue))
    expected = [f"{SOUNDS_URL}/{CHIMES[cue]}.wav"] if cue in CHIMES else []
    assert room.satellite.heard == room.speaker.heard == expected


@pytest.mark.parametrize("cue", [Cue.STANCE, Cue.COUNTDOWN])
async def test_the_silent_style_is_silent_and_says_why(hass, room, given, cue):
    alex = await async_lead(hass, **styled("silent"))
    await alex.async_tell(given(cue))
    assert room.satellite.heard == room.speaker.heard == []
    assert {line["why"] for line in alex.delivery.log} == {Unsaid.SILENT}


@pytest.mark.parametrize("style", ["full", "brief", "chime"])
async def test_the_countdown_is_a_sound_in_every_style(hass, room, given, style):
    alex = await async_lead(hass, **styled(style))
    await alex.async_tell(given(Cue.COUNTDOWN))
    assert room.satellite.heard == room.speaker.heard == [COUNTDOWN]


async def test_it_speaks_the_language_of_the_house(hass, room, given):
    hass.config.language = "de"
    alex = await async_lead(hass, **A_SATELLITE)
    await alex.async_tell(given(Cue.BEGIN))
    assert room.satellite.heard == ["Los: 30 Sekunden halten."]


async def test_there_is_no_gong_before_every_line(hass, room, given):
    alex = await async_lead(hass, **A_SATELLITE)
    await alex.async_tell(given(Cue.STANCE))
    await alex.async_tell(prompted())
    assert room.satellite.heard == [FULL[Cue.STANCE], FIRST]
    assert room.satellite.gongs == [False, True]


@pytest.mark.parametrize("cue", [Cue.STANCE, Cue.COUNTDOWN])
async def test_a_line_that_comes_too_late_is_dropped(hass, room, given, cue):
    alex = await async_lead(hass, **VOICES)
    await alex.async_tell(given(cue, LATE))
    assert room.satellite.heard == room.speaker.heard == []
    assert {line["why"] for line in alex.delivery.log} == {Unsaid.TOO_LATE}


async def test_of_what_waits_only_the_newest_line_is_said(hass, room, given):
    alex = await async_lead(hass, **A_SATELLITE)
    room.satellite.gate.clear()
    alex.tell(given(Cue.STANCE))
    await until(lambda: room.satellite.at_once)
    alex.tell(given(Cue.HALF_WAY))
    alex.tell(given(Cue.REST))
    await asyncio.sleep(0.05)
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == [FULL[Cue.STANCE], FULL[Cue.REST]]
    assert [line.get("why") for line in alex.delivery.log] == [None, Unsaid.OVERTAKEN, None]


async def test_a_cue_that_has_no_words_overtakes_nothing(hass, room, given):
    alex = await async_lead(hass, **styled("brief", A_SATELLITE))
    alex.tell(given(Cue.STANCE), given(Cue.BEGIN))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == [BRIEF[Cue.STANCE]]


async def test_a_satellite_that_hangs_does_not_delay_a_speaker(hass, room, given):
    alex = await async_lead(hass, **VOICES)
    room.satellite.gate.clear()
    for cue in (Cue.STANCE, Cue.COUNTDOWN, Cue.HALF_WAY):
        alex.tell(given(cue))
        await until(lambda: room.satellite.at_once)
        await asyncio.sleep(0.05)
    assert room.speaker.heard == [FULL[Cue.STANCE], COUNTDOWN, FULL[Cue.HALF_WAY]]
    assert room.satellite.heard == []
    room.satellite.gate.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == [FULL[Cue.STANCE], FULL[Cue.HALF_WAY]]


async def test_the_countdown_cuts_through_what_a_speaker_says(hass, room, given, monkeypatch):
    monkeypatch.setattr(voices, "SPEECH_RATE", 1)
    alex = await async_lead(hass, **A_SPEAKER)
    await alex.async_tell(given(Cue.STANCE))
    await alex.async_tell(given(Cue.HALF_WAY, timedelta(seconds=2)))
    await alex.async_tell(given(Cue.COUNTDOWN, timedelta(seconds=0.5)))
    assert room.speaker.heard == [FULL[Cue.STANCE], COUNTDOWN]
    assert [line.get("why") for line in alex.delivery.log] == [None, Unsaid.TOO_LATE, None]


async def test_two_persons_wait_for_each_other_at_a_speaker(hass, room, given, monkeypatch):
    monkeypatch.setattr(voices, "SPEECH_RATE", 100)
    alex = await async_lead(hass, **A_SPEAKER)
    kim = await async_lead(hass, "Kim", **A_SPEAKER)
    alex.tell(given(Cue.STANCE))
    kim.tell(given(Cue.STANCE, timedelta(seconds=0.1)), given(Cue.REST))
    begun_at = hass.loop.time()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.speaker.heard == [FULL[Cue.STANCE], FULL[Cue.REST]]
    assert hass.loop.time() - begun_at > len(FULL[Cue.STANCE]) / 100
    assert [line.get("why") for line in kim.delivery.log] == [Unsaid.TOO_LATE, None]


@pytest.mark.parametrize("style", ["full", "silent"])
async def test_notifiers_get_the_beginning_and_the_end_only(hass, room, given, style):
    alex = await async_lead(hass, **styled(style, {CONF_NOTIFIERS: [NOTIFIER]}))
    for cue in Cue:
        await alex.async_tell(given(cue))
    assert room.notifier.heard == [FULL[Cue.WELCOME], FULL[Cue.FINISHED]]


async def test_an_own_action_is_not_run_for_lines(hass, room, given):
    action = [{"action": "lamp.show"}]
    alex = await async_lead(hass, **{CONF_ANNOUNCE_ACTION: action})
    await alex.async_tell(given(Cue.WELCOME))
    assert alex.outcomes == []


@pytest.mark.parametrize(
    ("seen_in", "is_heard"),
    [
        (["office"], True),
        (["office", None], True),
        (["hall"], False),
        (["hall", "office"], True),
        ([None], True),
    ],
    ids=["here", "here before", "elsewhere", "here now", "nobody has seen them"],
)
async def test_a_session_is_heard_where_the_person_was_seen_last(
    hass, room, given, seen_in, is_heard
):
    office = ar.async_get(hass).async_create("office")
    er.async_get(hass).async_update_entity(SATELLITE, area_id=office.id)
    alex = await async_lead(hass, **A_SATELLITE, **{CONF_ONLY_WHERE_I_AM: True})
    for area in seen_in:
        room.satellite.heard.clear()
        alex.coach.area_ids = frozenset({area} - {None})
        await alex.async_tell(given(Cue.HALF_WAY))
    assert room.satellite.heard == [FULL[Cue.HALF_WAY]] * is_heard


async def test_where_the_last_session_was_means_nothing_for_the_next(hass, room, given):
    alex = await async_lead(hass, **A_SATELLITE, **{CONF_ONLY_WHERE_I_AM: True})
    alex.coach.area_ids = frozenset({"hall"})
    await alex.async_tell(given(Cue.STANCE))
    alex.coach.area_ids = frozenset()
    await alex.async_tell(happened(RoutineEventKind.STARTED), given(Cue.WELCOME))
    assert room.satellite.heard == [FULL[Cue.WELCOME]]


async def test_a_phone_shows_where_the_session_is(hass, phone, pushed, given):
    alex = await async_lead(hass, **phone)
    session = view()
    await alex.async_tell(happened(RoutineEventKind.STEP, session))
    (message,) = pushed.messages
    entry_id = alex.entry.entry_id
    assert session.ends_at is not None
    assert message["title"] == "Upper back routine"
    assert message["message"] == "2 of 3: Overhead extension, hold for 30 seconds"
    assert message["data"] == {
        "tag": f"posture_coach_{entry_id}_routine",
        "priority": "high",
        "ttl": 0,
        "channel": "Guided routine",
        "importance": "low",
        "alert_once": True,
        "sticky": "true",
        "push": {"interruption-level": "passive"},
        "chronometer": True,
        "when": int(session.ends_at.timestamp()),
        "actions": [
            {"action": f"posture_coach_pause_{entry_id}", "title": "Pause"},
            {"action": f"posture_coach_next_{entry_id}", "title": "Next"},
            {"action": f"posture_coach_stop_{entry_id}", "title": "Stop"},
        ],
    }


async def test_a_phone_shows_a_pause_without_a_clock(hass, phone, pushed):
    alex = await async_lead(hass, **phone)
    paused = view(is_paused=True, ends_at=None)
    await alex.async_tell(happened(RoutineEventKind.PAUSED, paused))
    (message,) = pushed.messages
    assert message["message"] == "Paused. 2 of 3: Overhead extension, hold for 30 seconds"
    assert message["data"]["actions"][0]["title"] == "Resume"
    assert not {"chronometer", "when"} & message["data"].keys()


@pytest.mark.parametrize(
    ("session", "text"),
    [
        (view(RoutinePhase.GET_READY, 1), "Get ready. First: Wall elbow curl, 10 repetitions"),
        (view(RoutinePhase.WORK, 1), "1 of 3: Wall elbow curl, 10 repetitions"),
        (
            view(RoutinePhase.REST, 3),
            "Rest. Then 3 of 3: Downward dog, hold for 20 seconds",
        ),
        (
            view(RoutinePhase.BALANCE_AFTER, 4, ends_at=None),
            "Balance test. Enter how you stand, or go on with Next.",
        ),
        (
            view(RoutinePhase.WORK, 1, steps=(Step(exercise="my_own", dose=7),)),
            "1 of 1: My own, 7",
        ),
    ],
    ids=["get ready", "work", "rest", "balance test", "an exercise that is gone"],
)
async def test_a_phone_shows_in_each_phase(hass, phone, pushed, session, text):
    alex = await async_lead(hass, **phone)
    await alex.async_tell(happened(RoutineEventKind.STEP, session))
    assert pushed.texts == [text]


async def test_a_phone_gets_each_phase_once(hass, phone, pushed, given):
    alex = await async_lead(hass, **phone)
    prepare = view()
    work = view(RoutinePhase.WORK, ends_at=dt_util.utcnow() + timedelta(seconds=30))
    await alex.async_tell(
        happened(RoutineEventKind.STEP, prepare), given(Cue.STANCE, session=prepare)
    )
    await alex.async_tell(given(Cue.COUNTDOWN, session=prepare))
    await alex.async_tell(given(Cue.BEGIN, session=work))
    await alex.async_tell(given(Cue.HALF_WAY, session=work))
    whens = [each["data"]["when"] for each in pushed.messages]
    assert len(whens) == 2
    assert whens[1] > whens[0]


async def test_a_phone_that_lags_behind_gets_the_latest_only(hass, phone, pushed):
    alex = await async_lead(hass, **phone)
    await alex.async_tell(
        happened(RoutineEventKind.STEP, view(number=1)), happened(RoutineEventKind.STEP)
    )
    assert pushed.texts == ["2 of 3: Overhead extension, hold for 30 seconds"]


@pytest.mark.parametrize("kind", [RoutineEventKind.COMPLETED, RoutineEventKind.STOPPED])
async def test_the_end_clears_it(hass, phone, pushed, given, kind):
    alex = await async_lead(hass, **phone)
    await alex.async_tell(happened(RoutineEventKind.STEP))
    await alex.async_tell(happened(kind), given(Cue.FINISHED), given(Cue.STOPPED))
    assert pushed.texts[1:] == ["clear_notification"]
    assert pushed.messages[1]["data"] == {"tag": f"posture_coach_{alex.entry.entry_id}_routine"}
    assert alex.delivery.log[-1]["outcome"] == "cleared"


async def test_a_session_from_before_a_restart_is_shown(hass, phone, pushed):
    alex = await async_lead(hass, **phone)
    alex.coach.data.session = view(is_paused=True, ends_at=None)
    alex.guide.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert pushed.texts == ["Paused. 2 of 3: Overhead extension, hold for 30 seconds"]


@pytest.mark.parametrize("button", ["pause", "resume", "next", "stop"])
async def test_a_tap_does_what_the_button_says(hass, phone, pushed, button):
    alex = await async_lead(hass, **phone)
    kim = await async_lead(hass, "Kim", **phone)
    await tap(hass, f"posture_coach_{button}_{alex.entry.entry_id}")
    assert alex.coach.asked == [button]
    assert kim.coach.asked == []
    assert pushed.texts == []


@pytest.mark.parametrize("button", ["pause", "resume", "next", "stop"])
async def test_a_refused_tap_shows_how_it_really_is(hass, phone, pushed, button):
    alex = await async_lead(hass, **phone)
    alex.coach.data.session = view()
    await alex.async_tell(happened(RoutineEventKind.STEP, alex.coach.data.session))
    alex.coach.refusal = CoachError("routine_already_paused")
    await tap(hass, f"posture_coach_{button}_{alex.entry.entry_id}")
    assert pushed.texts == ["2 of 3: Overhead extension, hold for 30 seconds"] * 2
    refused = next(line for line in alex.delivery.log if line["outcome"] == "refused")
    assert (refused["kind"], refused["why"]) == (button, "routine_already_paused")


async def test_a_tap_after_the_end_takes_it_away(hass, phone, pushed):
    alex = await async_lead(hass, **phone)
    alex.coach.refusal = CoachError("no_routine_running")
    await tap(hass, f"posture_coach_next_{alex.entry.entry_id}")
    assert pushed.texts == ["clear_notification"]


async def test_a_refused_tap_on_a_break_changes_nothing_about_the_session(hass, phone, pushed):
    alex = await async_lead(hass, **phone)
    alex.coach.data.session = view()
    alex.coach.refusal = CoachError("break_not_due")
    await tap(hass, f"posture_coach_skip_{alex.entry.entry_id}")
    assert pushed.texts == ["clear_notification"]
    assert pushed.messages[0]["data"] == {"tag": f"posture_coach_{alex.entry.entry_id}"}


async def test_after_the_end_nobody_is_led(hass, room, given):
    alex = await async_lead(hass, **EVERYTHING)
    await alex.announcer.async_shutdown()
    await alex.entry._async_process_on_unload(hass)
    await alex.async_tell(given(Cue.STANCE))
    assert room.satellite.heard == []
    assert alex.coach.listeners == []
