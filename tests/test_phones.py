"""The notification on a phone and its buttons, through the real companion app integration."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.posture_coach.const import (
    CONF_ANNOUNCEMENT_STYLE,
    CONF_CRITICAL,
    CONF_MAX_PROMPTS,
    CONF_PHONES,
)
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import RoutineHappened, RunAhead, StuckAsked
from custom_components.posture_coach.engine.model import BreakEventKind, Posture, RoutineEventKind
from custom_components.posture_coach.phones import EVENT_TAPPED

from .room import PUSH_URL, async_add_phone, async_coach
from .test_announce import FIRST, STARTED
from .test_effects import DUE_AT, prompted

ROUTINE_STARTED = RoutineHappened(kind=RoutineEventKind.STARTED, at=DUE_AT, session=Mock())


class Pushed:
    """What has been pushed to the phone."""

    def __init__(self, mocker: AiohttpClientMocker) -> None:
        self._mocker = mocker
        mocker.post(PUSH_URL, json={})

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [data for _, _, data, _ in self._mocker.mock_calls]

    @property
    def texts(self) -> list[str]:
        return [each["message"] for each in self.messages]


@pytest.fixture
def pushed(aioclient_mock: AiohttpClientMocker) -> Pushed:
    return Pushed(aioclient_mock)


@pytest.fixture
async def phone(hass: HomeAssistant, pushed: Pushed) -> dict[str, Any]:
    """The options that choose it."""
    return {CONF_PHONES: [await async_add_phone(hass)]}


async def test_the_phone_shows_the_prompt_with_its_answers(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    (message,) = pushed.messages
    entry_id = alex.entry.entry_id
    assert message["title"] == "Time for a break"
    assert message["message"] == FIRST
    assert message["data"] == {
        "tag": f"posture_coach_{entry_id}",
        "priority": "high",
        "ttl": 0,
        "actions": [
            {"action": f"posture_coach_start_{entry_id}", "title": "Start"},
            {"action": f"posture_coach_snooze_{entry_id}", "title": "Snooze"},
            {"action": f"posture_coach_skip_{entry_id}", "title": "Skip"},
        ],
    }


@pytest.mark.parametrize(
    ("options", "number", "is_loud"),
    [
        ({}, 3, False),
        ({CONF_CRITICAL: True}, 2, False),
        ({CONF_CRITICAL: True}, 3, True),
        ({CONF_CRITICAL: True, CONF_MAX_PROMPTS: 1}, 1, True),
    ],
    ids=["not wanted", "not the last one", "the last one", "the only one"],
)
async def test_only_a_last_reminder_may_sound_on_a_muted_phone(
    hass, phone, pushed, options, number, is_loud
):
    alex = await async_coach(hass, **phone, **options)
    await alex.async_tell(prompted(number))
    data = pushed.messages[0]["data"]
    assert (data.get("channel") == "alarm_stream") is is_loud
    assert ("push" in data) is is_loud


async def test_nothing_else_sounds_on_a_muted_phone(hass, phone, pushed):
    alex = await async_coach(hass, **phone, **{CONF_CRITICAL: True})
    await alex.async_tell(StuckAsked(source="seat/switch.gone", sat_for=timedelta(hours=3)))
    assert "push" not in pushed.messages[0]["data"]


async def test_answers_that_would_be_refused_are_not_shown(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted(may_snooze=False, may_skip=False))
    assert [each["title"] for each in pushed.messages[0]["data"]["actions"]] == ["Start"]


async def test_the_buttons_speak_the_language_of_the_house(hass, phone, pushed):
    hass.config.language = "de"
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    titles = [each["title"] for each in pushed.messages[0]["data"]["actions"]]
    assert titles == ["Starten", "Später", "Auslassen"]


async def test_the_phone_shows_the_text_when_voices_are_silent(hass, phone, pushed):
    alex = await async_coach(hass, **phone, **{CONF_ANNOUNCEMENT_STYLE: "silent"})
    await alex.async_tell(prompted())
    assert pushed.texts == [FIRST]


@pytest.mark.parametrize(
    "kind",
    [
        BreakEventKind.SNOOZED,
        BreakEventKind.SKIPPED,
        BreakEventKind.STARTED,
        BreakEventKind.TAKEN,
        BreakEventKind.MISSED,
    ],
)
async def test_the_prompt_disappears_once_it_is_answered(hass, phone, pushed, kind):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(prompted(kind=kind))
    assert pushed.texts == [FIRST, "clear_notification"]
    assert pushed.messages[1]["data"] == {"tag": f"posture_coach_{alex.entry.entry_id}"}
    assert alex.delivery.log[-1]["outcome"] == "cleared"


async def test_it_disappears_once_only(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(STARTED)
    await alex.async_tell(prompted(kind=BreakEventKind.TAKEN))
    assert pushed.texts.count("clear_notification") == 1


async def test_a_prompt_from_before_a_restart_disappears_too(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted(kind=BreakEventKind.TAKEN))
    assert pushed.texts == ["clear_notification"]


async def test_a_break_without_a_prompt_sends_nothing(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted(0, kind=BreakEventKind.NATURAL))
    assert pushed.texts == []


async def test_the_end_of_a_break_from_standing_clears_nothing_about_sitting(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(prompted(kind=BreakEventKind.TAKEN, posture=Posture.STANDING))
    assert pushed.texts == [FIRST]


async def test_a_question_about_a_sensor_has_no_buttons(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(StuckAsked(source="seat/switch.chair", sat_for=prompted().sat_for))
    assert pushed.messages[0]["title"] == "Still sitting?"
    assert pushed.messages[0]["data"]["actions"] == []


@pytest.mark.parametrize(
    ("button", "verb"), [("start", "take"), ("snooze", "snooze"), ("skip", "skip")]
)
async def test_a_tap_does_what_the_button_says(hass, phone, pushed, button, verb):
    alex = await async_coach(hass, **phone)
    kim = await async_coach(hass, "Kim", **phone)
    await tap(hass, f"posture_coach_{button}_{alex.entry.entry_id}")
    assert alex.coach.asked == [verb]
    assert kim.coach.asked == []
    assert alex.delivery.log[-1]["outcome"] == "tapped"


@pytest.mark.parametrize("action", ["SOMETHING_ELSE", "posture_coach_start_somebody", None])
async def test_other_taps_mean_nothing(hass, phone, pushed, action):
    alex = await async_coach(hass, **phone)
    await tap(hass, action)
    assert alex.coach.asked == []


async def test_a_tap_that_comes_too_late_takes_the_prompt_away(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    alex.coach.refusal = CoachError("break_not_due")
    await tap(hass, f"posture_coach_snooze_{alex.entry.entry_id}")
    assert pushed.texts == [FIRST, "clear_notification"]
    refused = next(line for line in alex.delivery.log if line["outcome"] == "refused")
    assert (refused["kind"], refused["why"]) == ("snooze", "break_not_due")


async def test_a_run_is_proposed_beside_the_break(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(RunAhead(run_at=dt_util.utcnow() + timedelta(minutes=20)))
    first, second = pushed.messages
    entry_id = alex.entry.entry_id
    assert second["title"] == "A run is coming up"
    assert second["data"]["tag"] == f"{first['data']['tag']}_run"
    assert 1190 < second["data"]["timeout"] <= 1200
    assert second["data"]["actions"] == [
        {"action": f"posture_coach_start_routine_{entry_id}", "title": "Start routine"},
        {"action": f"posture_coach_not_now_{entry_id}", "title": "Not now"},
    ]


async def test_a_proposed_routine_starts_with_the_balance_test(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await tap(hass, f"posture_coach_start_routine_{alex.entry.entry_id}")
    assert alex.coach.asked == ["start with balance test"]


async def test_not_now_takes_the_proposal_away_and_nothing_else(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(RunAhead(run_at=DUE_AT))
    await tap(hass, f"posture_coach_not_now_{alex.entry.entry_id}")
    assert pushed.texts[2:] == ["clear_notification"]
    assert pushed.messages[2]["data"] == {"tag": f"posture_coach_{alex.entry.entry_id}_run"}
    assert alex.coach.asked == []
    assert alex.delivery.log[-2]["outcome"] == "tapped"


async def test_a_refused_start_takes_the_proposal_away(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    alex.coach.refusal = CoachError("routine_running")
    await tap(hass, f"posture_coach_start_routine_{alex.entry.entry_id}")
    assert pushed.texts == ["clear_notification"]


async def test_a_routine_that_starts_takes_everything_else_away(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(prompted())
    await alex.async_tell(RunAhead(run_at=DUE_AT))
    await alex.async_tell(ROUTINE_STARTED)
    entry_id = alex.entry.entry_id
    cleared = {each["data"]["tag"] for each in pushed.messages[2:]}
    assert pushed.texts[2:] == ["clear_notification"] * 2
    assert cleared == {f"posture_coach_{entry_id}", f"posture_coach_{entry_id}_run"}


async def test_the_next_routine_finds_nothing_to_take_away(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.async_tell(ROUTINE_STARTED)
    before = len(pushed.texts)
    await alex.async_tell(ROUTINE_STARTED)
    assert len(pushed.texts) == before


async def test_taps_are_not_heard_after_the_end(hass, phone, pushed):
    alex = await async_coach(hass, **phone)
    await alex.announcer.async_shutdown()
    await alex.entry._async_process_on_unload(hass)
    await tap(hass, f"posture_coach_start_{alex.entry.entry_id}")
    assert alex.coach.asked == []
    assert alex.coach.listeners == []


async def test_a_device_without_the_app_is_named(hass, phone, pushed):
    other = dr.async_get(hass).async_get_or_create(
        config_entry_id=hass.config_entries.async_entries("mobile_app")[0].entry_id,
        identifiers={("other", "kettle")},
        name="Kettle",
    )
    alex = await async_coach(hass, **{CONF_PHONES: [other.id]})
    await alex.async_tell(prompted())
    assert alex.delivery.log[0]["why"] == "Kettle takes no notifications"


async def test_a_house_without_the_app_has_no_phones(hass):
    alex = await async_coach(hass, **{CONF_PHONES: ["gone"]})
    await alex.async_tell(prompted())
    assert alex.delivery.log[0]["why"] == "gone takes no notifications"


async def tap(hass: HomeAssistant, action: str | None) -> None:
    hass.bus.async_fire(EVENT_TAPPED, {"action": action})
    await hass.async_block_till_done(wait_background_tasks=True)
