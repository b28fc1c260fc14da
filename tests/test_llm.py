"""Language models are told of those who have opted in, and refused in the words of the actions."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import llm
from homeassistant.helpers.llm import APIInstance, LLMContext, ToolInput, ToolResult
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import probatio as vol
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from syrupy.assertion import SnapshotAssertion

from custom_components.posture_coach.const import CONF_LLM_ACCESS, DOMAIN
from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.engine.model import MeasurementView, RoutinePhase, Status
from custom_components.posture_coach.engine.records import BalanceRecord, CheckInRecord
from custom_components.posture_coach.llm import async_get_tools
from custom_components.posture_coach.tools import ABILITIES

from .conftest import PERSON, advance

MINUTE = timedelta(minutes=1)
LOOKING = [name for name, each in ABILITIES.items() if each.annotations.read_only]
type Ask = Callable[..., Awaitable[ToolResult]]


def asked_by(user_id: str | None = None, language: str | None = "en") -> LLMContext:
    return LLMContext(
        platform="test",
        context=Context(user_id=user_id),
        language=language,
        assistant="conversation",
        device_id=None,
    )


async def offer(hass: HomeAssistant, context: LLMContext | None = None) -> APIInstance:
    return await llm.async_get_api(hass, llm.LLM_API_ASSIST, context or asked_by())


def ours(api: APIInstance) -> list[str]:
    return [
        each.name.removeprefix(f"{DOMAIN}__") for each in api.tools if each.integration == DOMAIN
    ]


@pytest.fixture
async def assist(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "llm", {})


@pytest.fixture
def opted_in(options: dict[str, Any]) -> None:
    options[CONF_LLM_ACCESS] = True


@pytest.fixture
def coach(opted_in: None, assist: None, init_integration: MockConfigEntry) -> CoachCoordinator:
    coach: CoachCoordinator = init_integration.runtime_data
    return coach


@pytest.fixture
def ask(hass: HomeAssistant, coach: CoachCoordinator) -> Ask:
    async def call(name: str, **args: object) -> ToolResult:
        api = await offer(hass)
        result = await api.async_call_tool(ToolInput(f"{DOMAIN}__{name}", args))
        await hass.async_block_till_done()
        return result

    return call


@pytest.fixture
async def robin(hass: HomeAssistant, coach: CoachCoordinator) -> MockConfigEntry:
    """The same person once more, by name alone."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Alex",
        unique_id="once_more",
        data={"name": "Alex"},
        options={CONF_LLM_ACCESS: True},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry


async def test_nothing_is_offered_to_those_who_have_not_opted_in(hass, assist, init_integration):
    assert ours(await offer(hass)) == []


async def test_nothing_is_offered_while_the_person_is_not_loaded(hass, coach):
    assert await hass.config_entries.async_unload(coach.config_entry.entry_id)
    assert ours(await offer(hass)) == []


async def test_nothing_is_offered_to_another_api(hass, coach):
    assert async_get_tools(hass, asked_by(), "another") is None


async def test_everything_is_offered_with_a_word_of_caution(hass, coach):
    api = await offer(hass)
    assert ours(api) == [*ABILITIES]
    assert "no medical advice" in api.api_prompt


@pytest.mark.parametrize("is_linked", [False, True], ids=["somebody", "the person"])
async def test_it_takes_the_right_to_read_the_records(hass, coach, is_linked):
    group = await hass.auth.async_get_group(GROUP_ID_READ_ONLY)
    user = MockUser(groups=[group]).add_to_hass(hass)
    if is_linked:
        hass.states.async_set(PERSON, "home", {"user_id": user.id})
    assert bool(ours(await offer(hass, asked_by(user.id)))) is is_linked


async def test_somebody_who_was_deleted_is_offered_nothing(hass, coach):
    assert ours(await offer(hass, asked_by("gone"))) == []


async def test_without_any_context_it_is_home_assistant_itself(hass, coach):
    context = asked_by()
    context.context = None
    assert ours(await offer(hass, context))


async def test_nobody_is_offered_if_the_user_cannot_be_told_at_once(hass, coach):
    async def slowly(user_id: str) -> None:
        await asyncio.sleep(0)

    with patch.object(hass.auth, "async_get_user", slowly):
        assert async_get_tools(hass, asked_by("somebody"), llm.LLM_API_ASSIST) is None


@pytest.mark.parametrize("what", ["opted out", "may not", "unloaded"])
async def test_a_conversation_that_goes_on_is_told_nothing_more(hass, coach, what):
    group = await hass.auth.async_get_group(GROUP_ID_ADMIN)
    user = MockUser(groups=[group]).add_to_hass(hass)
    api = await offer(hass, asked_by(user.id))
    if what == "opted out":
        hass.config_entries.async_update_entry(coach.config_entry, options={})
    elif what == "may not":
        await hass.auth.async_remove_user(user)
    else:
        assert await hass.config_entries.async_unload(coach.config_entry.entry_id)
    result = await api.async_call_tool(ToolInput(f"{DOMAIN}__get_status", {}))
    assert result.error
    assert result.data["error"] == "llm_access_missing"


async def test_the_tools_are_these(hass, coach, snapshot: SnapshotAssertion):
    api = await offer(hass)
    tools = {
        each.name: {
            "title": each.title,
            "description": each.description,
            "annotations": each.annotations,
            "parameters": vol.to_openapi(each.parameters, custom_serializer=api.custom_serializer),
        }
        for each in api.tools
        if each.integration == DOMAIN
    }
    assert tools == snapshot


async def test_names_are_in_the_language_of_the_conversation(hass, coach):
    result = await (await offer(hass, asked_by(language="de"))).async_call_tool(
        ToolInput(f"{DOMAIN}__get_routine", {})
    )
    own = coach.content.in_language("de")
    assert result.data["routine"] == own.routine("upper_back_three").name


@pytest.mark.parametrize("name", LOOKING)
async def test_looking_changes_nothing(hass, coach, ask, sit, name):
    await sit()
    await ask("record_balance_test", left_right=-1, heel_toe=1)
    before, records, options = coach.data, coach.store.records_at_hand(), coach.config_entry.options
    result = await ask(name)
    assert not result.error
    assert result.data
    assert (coach.data, coach.store.records_at_hand()) == (before, records)
    assert coach.config_entry.options == options


async def test_what_may_not_be_repeated_or_taken_back_says_so():
    assert LOOKING == ["get_status", "get_routine", "get_balance"]
    taking_away = {name for name, each in ABILITIES.items() if each.annotations.destructive}
    assert taking_away == {"control_routine", "skip_break"}
    assert not [name for name, each in ABILITIES.items() if each.annotations.open_world]


async def test_the_status_says_how_long_and_why(hass, freezer, ask, sit):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    told = (await ask("get_status")).data
    assert told["posture"] == "sitting"
    assert told["sitting_for_minutes"] == told["today"]["sitting_minutes"] == 31
    assert (told["status"], told["break_is_due"]) == ("break_due", True)
    assert told["reason"].startswith("A break is due.")
    assert dt_util.parse_datetime(told["break_due_at"]) == dt_util.utcnow() - MINUTE


async def test_the_routine_says_what_is_done_and_what_is_led(ask):
    await ask("log_routine", exercises=["wall_elbow_curl"], minutes=2)
    await ask("start_routine", routine="desk_reset")
    told = (await ask("get_routine")).data
    done = [each["is_done"] for each in told["moves"]]
    assert done == [True, False, False]
    assert all(each["amount"] for each in told["moves"])
    assert (told["running"]["routine"], told["running"]["number"]) == ("Desk reset", 1)


async def test_a_session_goes_on_with_an_exercise_that_is_gone(hass, ask, add_own_exercise):
    subentry_id = await add_own_exercise()
    await ask("start_routine", routine="short")
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    hass.config_entries.async_remove_subentry(entry, subentry_id)
    await hass.async_block_till_done()
    told = (await ask("get_routine")).data
    assert told["running"]["move"] == {"name": "Chin tuck", "amount": "5"}


async def test_what_was_felt_is_in_points_and_apart_from_what_was_measured(ask):
    assert (await ask("get_balance")).data == {"felt": None, "measured": None}
    await ask("record_balance_test", left_right=-1, heel_toe=1, eyes_closed=False)
    told = (await ask("get_balance")).data
    assert told["felt"]["evenness_points"] == 50
    assert told["felt"]["answers"] == {"left_right": -1, "heel_toe": 1}
    assert told["measured"] is None


async def test_notes_are_kept_and_never_told(coach, ask):
    result = await ask("record_check_in", neck_pain=2, forward_head=True, note="secret words")
    assert result.data == {"success": True, "saved": True}
    (record,) = coach.store.records_at_hand()
    assert isinstance(record, CheckInRecord)
    assert (record.neck_pain, record.forward_head, record.note) == (2, True, "secret words")
    for name in LOOKING:
        assert "secret" not in str(await ask(name))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("snooze_break", Status.SNOOZED),
        ("skip_break", Status.WATCHING),
        ("take_break", Status.ON_BREAK),
        ("pause_coaching", Status.PAUSED),
    ],
)
async def test_each_tool_does_what_it_says(hass, freezer, coach, ask, sit, name, status):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    assert (await ask(name)) == ToolResult(data={"success": True})
    assert coach.data.status is status


async def test_snoozes_and_pauses_may_last_some_minutes(hass, freezer, coach, ask, sit):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await ask("snooze_break", minutes=5)
    assert coach.data.next_prompt_at == dt_util.utcnow() + 5 * MINUTE
    await ask("pause_coaching", minutes=90)
    assert coach.data.paused_until == dt_util.utcnow() + 90 * MINUTE
    await ask("resume_coaching")
    assert coach.data.is_coaching


async def test_a_routine_is_led_by_tools_alone(hass, freezer, coach, ask):
    async def control(command: str) -> None:
        assert not (await ask("control_routine", command=command)).error

    await ask("start_routine", balance_test=True)
    assert coach.data.session.phase == RoutinePhase.BALANCE_BEFORE.value
    await ask("record_balance_test", left_right=0, heel_toe=1)
    (test,) = coach.store.records_at_hand()
    assert isinstance(test, BalanceRecord)
    assert test.phase == "before"
    await control("pause")
    assert coach.data.session.is_paused
    await control("resume")
    assert not coach.data.session.is_paused
    await control("next")
    await control("next")
    await advance(hass, freezer, timedelta(seconds=10))
    assert (coach.data.session.phase, coach.data.session.number) == (RoutinePhase.WORK, 2)
    ends_at = coach.data.session.ends_at
    await control("extend")
    assert coach.data.session.ends_at == ends_at + timedelta(seconds=15)
    await control("repeat")
    assert coach.data.session.phase == RoutinePhase.PREPARE.value
    await control("previous")
    assert coach.data.session.number == 1
    await control("stop")
    assert coach.data.session is None


@pytest.mark.parametrize(
    ("name", "args", "action", "fields"),
    [
        ("snooze_break", {}, "snooze_break", {}),
        ("skip_break", {}, "skip_break", {}),
        ("control_routine", {"command": "stop"}, "stop_routine", {}),
        ("control_routine", {"command": "extend"}, "extend_hold", {}),
        ("start_routine", {"routine": "headstands"}, "start_routine", {"routine": "headstands"}),
        ("log_routine", {"minutes": 999}, "log_routine", {"duration": {"minutes": 999}}),
        ("log_routine", {"exercises": ["x"]}, "log_routine", {"exercises": ["x"]}),
        ("record_balance_test", {"left_right": 3}, "record_balance_test", {"left_right": 3}),
        ("record_balance_test", {"heel_toe": 1}, "record_balance_test", {"heel_toe": 1}),
        ("record_balance_test", {"left_right": 0.5}, "record_balance_test", {"left_right": 0.5}),
        ("record_check_in", {}, "record_check_in", {}),
        ("record_check_in", {"neck_pain": 11}, "record_check_in", {"neck_pain": 11}),
        ("record_check_in", {"note": "<b>"}, "record_check_in", {"note": "<b>"}),
        ("pause_coaching", {"minutes": 10**12}, "pause_coaching", {"until": "never"}),
        ("pause_coaching", {"minutes": -1}, "pause_coaching", {"until": "2020-01-01T00:00:00"}),
    ],
)
async def test_a_refusal_is_that_of_the_action(hass, coach, ask, name, args, action, fields):
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(DOMAIN, action, fields, blocking=True)
    before = coach.data
    result = await ask(name, **args)
    assert result.error
    assert result.data["error"] == refused.value.translation_key
    words = str(refused.value).replace("duration", "minutes").replace("until", "minutes")
    assert str(result.data["error_text"]).replace("duration", "minutes") == words
    assert coach.data == before
    assert coach.store.records_at_hand() == ()


async def test_a_snooze_that_is_too_long_is_refused_by_the_name_that_the_model_knows(
    hass, freezer, ask, sit
):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    result = await ask("snooze_break", minutes=61)
    assert result.data["error"] == "snooze_out_of_range"
    assert "field minutes" in str(result.data["error_text"])


@pytest.mark.parametrize(
    ("args", "key"),
    [({}, "field_missing"), ({"command": "dance"}, "field_unreadable")],
)
async def test_a_command_must_be_one_that_there_is(ask, args, key):
    assert (await ask("control_routine", **args)).data["error"] == key


async def test_what_no_tool_knows_is_refused(ask):
    with pytest.raises(vol.Invalid):
        await ask("skip_break", reason="lazy")
    with pytest.raises(vol.Invalid):
        await ask("skip_break", person="Alex")
    with pytest.raises(HomeAssistantError):
        await ask("delete_record")


async def test_among_several_people_one_is_named(hass, coach, ask, robin):
    api = await offer(hass)
    for each in (tool for tool in api.tools if tool.integration == DOMAIN):
        schema = vol.to_openapi(each.parameters, custom_serializer=api.custom_serializer)
        assert schema["properties"]["person"]["enum"] == ["Alex", "Alex 2"]
        assert "person" in schema["required"]
    assert (await ask("take_break")).data["error"] == "field_missing"
    assert (await ask("take_break", person="nobody")).data["error"] == "field_unreadable"
    await ask("pause_coaching", person="Alex 2")
    entries = hass.config_entries.async_entries(DOMAIN)
    coaching = [each.runtime_data.data.is_coaching for each in entries]
    assert sorted(coaching) == [False, True]


async def test_those_who_have_not_opted_in_are_not_even_named(hass, coach, robin):
    hass.config_entries.async_update_entry(robin, options={})
    api = await offer(hass)
    assert ours(api) == [*ABILITIES]
    assert all("person" not in each.parameters.schema for each in api.tools)


async def test_what_was_measured_is_in_percent(coach, ask):
    now = coach.data
    measured = MeasurementView(
        at=dt_util.utcnow(),
        left_right=-0.125,
        sway=0.02,
        left_toe=0.5,
        right_toe=None,
        left_toe_usual=0.4,
        right_toe_usual=None,
    )
    then = replace(now, practice=replace(now.practice, measurement=measured))
    with patch.object(CoachCoordinator, "snapshot_now", return_value=then):
        told = (await ask("get_balance")).data
    assert told["felt"] is None
    assert told["measured"]["left_right_percent"] == -12.5
    assert (told["measured"]["left_toes_percent"], told["measured"]["right_toes_percent"]) == (
        50,
        None,
    )


@pytest.mark.parametrize("name", ABILITIES)
def test_the_page_of_language_models_names(name):
    page = Path(__file__).parents[1] / "docs" / "language_models.md"
    assert f"`{DOMAIN}__{name}`" in page.read_text(encoding="utf-8")
