"""Questions on a satellite: ready for a break, and the balance test with closed eyes."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.components.assist_satellite.errors import SatelliteBusyError
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach import delivery, voices
from custom_components.posture_coach.const import (
    CONF_ANNOUNCEMENT_STYLE,
    CONF_ASK_ALOUD,
    CONF_PREANNOUNCE,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
)
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import CueGiven
from custom_components.posture_coach.engine.model import (
    Cue,
    Posture,
    RoutineEventKind,
    RoutinePhase,
    SessionView,
)
from custom_components.posture_coach.grammar import read_grammars
from custom_components.posture_coach.languages import GRAMMARS

from .room import SATELLITE, SPEAKER, VOICE, Person, Room, async_coach, async_lead
from .test_announce import FIRST
from .test_effects import prompted
from .test_guide import happened, view

ASKING: dict[str, Any] = {CONF_SATELLITES: [SATELLITE], CONF_ASK_ALOUD: True}
READY = "Alex, you have been sitting for 30 minutes. Ready for your break?"
AGAIN = "Please say: yes, in ten minutes, or not now."
BEGIN = (
    "Take off your shoes and stand near a wall. Close your eyes, march in place for a few seconds, "
    "then stop. I ask 3 questions. You can say: repeat, I do not know, or stop."
)
SIDE = "Is your weight more on your left or on your right foot?"
LENGTH = "Is your weight more on your heels or on your toes?"
EDGE = "Is your weight more on the inner or on the outer edges of your feet?"
BEFORE = RoutinePhase.BALANCE_BEFORE
GRAMMARS_READ = read_grammars()


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "SPEECH_RATE", 1e6)
    monkeypatch.setattr(voices, "FASTEST_SPEECH", 1e9)
    monkeypatch.setattr(delivery, "TRY_AGAIN_AFTER", 0.02)


@pytest.fixture
async def room(hass: HomeAssistant) -> Room:
    room = Room()
    await room.async_set_up(hass)
    hass.data[GRAMMARS] = GRAMMARS_READ
    return room


@pytest.mark.parametrize(
    ("answer", "asked", "said"),
    [
        ("Yes!", ["take"], "Enjoy your break."),
        ("yeah sure", ["take"], "Enjoy your break."),
        ("In ten minutes.", ["snooze 10"], "You will be reminded again in 10 minutes."),
        ("snooze for 5 minutes", ["snooze 5"], "You will be reminded again in 10 minutes."),
        ("Later, please", ["snooze"], "You will be reminded again in 10 minutes."),
        ("Not now", ["skip"], "This break is skipped."),
    ],
)
async def test_somebody_is_asked_whether_they_are_ready(hass, room, answer, asked, said):
    alex = await async_coach(hass, **ASKING)
    room.satellite.answers = [answer]
    await alex.async_tell(prompted())
    assert room.satellite.heard == [READY, said]
    assert alex.coach.asked == asked
    assert alex.outcomes == [(SATELLITE, "said")]


async def test_whoever_stands_is_asked_for_a_change(hass, room):
    alex = await async_coach(hass, **ASKING)
    await alex.async_tell(prompted(posture=Posture.STANDING))
    assert room.satellite.heard == [
        "Alex, you have been standing for 30 minutes. Ready for a change?"
    ]


async def test_it_is_asked_once_more_and_then_left(hass, room):
    alex = await async_coach(hass, **ASKING)
    room.satellite.answers = ["What a day", "in a hundred thousand minutes", "yes"]
    await alex.async_tell(prompted())
    assert room.satellite.heard == [READY, AGAIN]
    assert alex.coach.asked == []


async def test_silence_is_left_alone_and_no_failure(hass, room):
    alex = await async_coach(hass, **ASKING)
    for number in (1, 2, 3):
        await alex.async_tell(prompted(number))
    assert len(room.satellite.heard) == 3
    assert alex.outcomes == [(SATELLITE, "said")] * 3
    assert alex.delivery.failing == {}


async def test_a_refusal_is_spoken(hass, room):
    alex = await async_coach(hass, **ASKING)
    alex.coach.refusal = CoachError("skip_not_allowed")
    room.satellite.answers = ["no"]
    await alex.async_tell(prompted())
    assert room.satellite.heard == [READY, "Breaks cannot be skipped in strict mode."]


async def test_it_is_asked_in_the_language_of_the_house(hass, room):
    hass.config.language = "de"
    alex = await async_coach(hass, **ASKING)
    room.satellite.answers = ["Ja, gerne"]
    await alex.async_tell(prompted())
    assert alex.coach.asked == ["take"]
    assert room.satellite.heard[-1] == "Genieß deine Pause."


@pytest.mark.parametrize(
    "options",
    [
        {CONF_ASK_ALOUD: False},
        {CONF_ANNOUNCEMENT_STYLE: "brief", CONF_ASK_ALOUD: False},
        {CONF_ANNOUNCEMENT_STYLE: "chime"},
    ],
    ids=["not wanted", "not wanted either", "no words wanted"],
)
async def test_otherwise_it_is_only_announced(hass, room, options):
    alex = await async_coach(hass, **{**ASKING, **options})
    await alex.async_tell(prompted())
    assert READY not in room.satellite.heard
    assert len(room.satellite.heard) == 1


async def test_a_satellite_that_cannot_listen_only_announces(hass, room):
    room.satellite._attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE
    room.satellite.async_write_ha_state()
    alex = await async_coach(hass, **ASKING)
    await alex.async_tell(prompted())
    assert room.satellite.heard == [FIRST]


async def test_in_a_language_that_we_do_not_understand_it_is_only_announced(hass, room):
    hass.config.language = "tlh"
    alex = await async_coach(hass, **ASKING)
    await alex.async_tell(prompted())
    assert len(room.satellite.heard) == 1
    assert "Ready" not in room.satellite.heard[0]


async def test_a_satellite_that_fails_fails_as_always(hass, room):
    alex = await async_coach(hass, **ASKING)
    room.satellite.fault = HomeAssistantError("no power")
    await alex.async_tell(prompted())
    assert alex.outcomes == [(SATELLITE, "failed")]


# The balance test


def waiting(phase: RoutinePhase) -> SessionView:
    return view(phase, lasts=None, ends_at=None)


@pytest.fixture
async def alex(hass: HomeAssistant, room: Room) -> Person:
    return await async_lead(hass, **ASKING)


async def hold(hass: HomeAssistant, alex: Person, phase: RoutinePhase) -> None:
    session = waiting(phase)
    alex.coach.data = Mock(session=session)
    cue = Cue.BALANCE_BEFORE if phase is BEFORE else Cue.BALANCE_AFTER
    now = dt_util.utcnow()
    alex.tell(CueGiven(cue=cue, at=now, until=now + timedelta(minutes=1), session=session))
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_the_whole_test_is_held_by_voice(hass, room, alex):
    room.satellite.answers = ["A little on the left", "even", "Much more on the outer edges"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard == [
        BEGIN,
        SIDE,
        LENGTH,
        EDGE,
        "Recorded: 50 of 100 points for evenness.",
    ]
    assert alex.coach.tests == [("before", {"left_right": -1, "heel_toe": 0, "inner_outer": 2})]


async def test_a_question_is_repeated_and_an_answer_may_be_unknown(hass, room, alex):
    room.satellite.answers = ["Repeat, please", "left", "I don't know", "What?", "inner edges"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[1:-1] == [SIDE, SIDE, LENGTH, EDGE, EDGE]
    assert alex.coach.tests == [("before", {"left_right": -1, "inner_outer": -1})]


async def test_what_is_not_understood_is_asked_again_with_the_answers(hass, room, alex):
    room.satellite.answers = ["Bananas", "right", "Bananas", "Bananas", "outside"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[2] == (
        "You can say: clearly on the left, a little on the left, even, a little on the right, "
        f"clearly on the right. {SIDE}"
    )
    assert alex.coach.tests == [("before", {"left_right": 1, "inner_outer": 1})]


async def test_whoever_does_not_know_records_nothing(hass, room, alex):
    alex.coach.refusal = CoachError("axes_too_few", field="left_right")
    room.satellite.answers = ["no idea"] * 3
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[-1] == ("That was too little for a result, so nothing is recorded.")


async def test_another_refusal_is_spoken(hass, room, alex):
    alex.coach.refusal = CoachError("no_routine_running")
    room.satellite.answers = ["left", "even", "even"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[-1] == "No routine is running."


async def test_stopping_the_test_lets_the_routine_go_on(hass, room, alex):
    room.satellite.answers = ["left", "stop"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[-1] == "All right, we leave it at that."
    assert (alex.coach.tests, alex.coach.asked) == ([], ["next"])


async def test_whoever_says_nothing_is_left_alone(hass, room, alex):
    await hold(hass, alex, BEFORE)
    assert len(room.satellite.heard) == 4
    assert room.satellite.heard[-1] == "I heard nothing, so I stop asking."
    assert (alex.coach.tests, alex.coach.asked) == ([], [])


@pytest.mark.parametrize("after", [1, 2, 3])
async def test_a_test_that_was_answered_elsewhere_ends_without_a_word(hass, room, alex, after):
    def answer_elsewhere() -> None:
        if len(room.satellite.heard) > after:
            alex.coach.data = Mock(session=None)

    room.satellite.before_answering = answer_elsewhere
    room.satellite.answers = ["left", "even", "even"]
    await hold(hass, alex, BEFORE)
    assert alex.coach.tests == []
    assert "Recorded" not in room.satellite.heard[-1]


async def test_after_the_moves_it_says_what_has_changed(hass, room, alex):
    alex.coach.change = 25.0
    room.satellite.answers = ["even", "even", "even"]
    await hold(hass, alex, RoutinePhase.BALANCE_AFTER)
    assert room.satellite.heard[0].startswith("Once more: close your eyes")
    assert room.satellite.heard[-1] == (
        "Recorded: 50 of 100 points for evenness. "
        "That was 25 points more even than before the exercises."
    )


async def test_a_test_that_is_not_on_disk_is_said_to_be(hass, room, alex):
    alex.coach.is_saved = False
    room.satellite.answers = ["even", "even", "even"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[-1] == "Noted, but it could not be saved yet."


async def test_only_one_voice_asks_and_no_other_talks_meanwhile(hass, room):
    options = {**ASKING, CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE, CONF_PREANNOUNCE: False}
    alex = await async_lead(hass, **options)
    room.satellite.answers = ["even", "even", "even"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[0] == BEGIN
    assert room.speaker.heard == []


async def test_without_the_option_the_test_is_read_out(hass, room):
    alex = await async_lead(hass, **{CONF_SATELLITES: [SATELLITE]})
    await hold(hass, alex, BEFORE)
    assert len(room.satellite.heard) <= 1
    assert BEGIN not in room.satellite.heard


async def test_whoever_asks_a_satellite_for_a_session_hears_it_there(hass, room):
    alex = await async_lead(hass)
    room.satellite.answers = ["even", "even", "even"]
    with alex.guide.following(SATELLITE):
        alex.tell(happened(RoutineEventKind.STARTED, waiting(BEFORE)))
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard[0] == BEGIN
    assert alex.coach.tests
    # The next session was asked for elsewhere.
    alex.tell(happened(RoutineEventKind.STARTED, waiting(BEFORE)))
    room.satellite.heard.clear()
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard == []


async def test_a_single_test_can_be_asked_for(hass, room):
    alex = await async_lead(hass)
    room.satellite.answers = ["left", "even", "even"]
    assert alex.guide.async_ask_test(SATELLITE)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert alex.coach.tests == [("single", {"left_right": -1, "heel_toe": 0, "inner_outer": 0})]
    assert not alex.guide.async_ask_test(None)
    assert not alex.guide.async_ask_test("assist_satellite.none")


async def test_an_answer_that_took_a_while_is_said_where_it_was_asked_for(hass, room):
    alex = await async_lead(hass)
    alex.guide.async_say_on(SATELLITE, "There you are.")
    alex.guide.async_say_on(None, "Nobody hears this.")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == ["There you are."]


async def test_a_satellite_that_is_busy_in_the_end_is_not_asked_again(hass, room, alex):
    def be_busy_after_the_last_answer() -> None:
        if len(room.satellite.heard) == 4:
            room.satellite.fault = SatelliteBusyError("busy")

    room.satellite.before_answering = be_busy_after_the_last_answer
    room.satellite.answers = ["left", "even", "even"]
    await hold(hass, alex, BEFORE)
    assert room.satellite.heard == [BEGIN, SIDE, LENGTH, EDGE]
    assert len(alex.coach.tests) == 1


async def test_a_satellite_that_hangs_is_given_up_after_one_sentence(hass, room, monkeypatch):
    monkeypatch.setattr(voices.Satellite, "limit", 0.2)
    alex = await async_coach(hass, **ASKING)
    room.satellite.gate.clear()
    await alex.async_tell(prompted())
    (line,) = alex.delivery.log
    assert (line["outcome"], line["why"]) == ("failed", "no answer within 0.2 s")


async def test_a_test_that_was_answered_before_its_turn_is_not_begun(hass, room, alex):
    now = dt_util.utcnow()
    alex.tell(
        CueGiven(
            cue=Cue.BALANCE_BEFORE,
            at=now,
            until=now + timedelta(minutes=1),
            session=waiting(BEFORE),
        )
    )
    alex.coach.data = Mock(session=None)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert room.satellite.heard == []
