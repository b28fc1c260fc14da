"""Actions call the verb of their name, for the person meant, and refuse in words."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import probatio as vol
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.engine.model import RoutinePhase, Status
from custom_components.posture_coach.engine.records import KINDS, BalanceRecord, TestPhase
from custom_components.posture_coach.formats import FORMATS
from custom_components.posture_coach.sentence_files import SENTENCE_ACTIONS
from custom_components.posture_coach.services import ACTIONS
from custom_components.posture_coach.store import CoachStore

from .conftest import advance
from .test_grammar import LANGUAGES

MINUTE = timedelta(minutes=1)


async def act(hass: HomeAssistant, name: str, **fields: object) -> None:
    await hass.services.async_call(DOMAIN, name, fields, blocking=True)
    await hass.async_block_till_done()


async def ask(hass: HomeAssistant, name: str, **fields: object) -> Any:
    answer = await hass.services.async_call(
        DOMAIN, name, fields, blocking=True, return_response=True
    )
    await hass.async_block_till_done()
    return answer


@pytest.fixture
def coach(init_integration):
    return init_integration.runtime_data


@pytest.fixture
async def due(hass, freezer, init_integration, sit) -> MockConfigEntry:
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    return init_integration


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("snooze_break", Status.SNOOZED),
        ("skip_break", Status.WATCHING),
        ("take_break", Status.ON_BREAK),
        ("pause_coaching", Status.PAUSED),
    ],
)
async def test_each_action_does_what_it_says(hass, due, name, status):
    await act(hass, name)
    assert due.runtime_data.data.status is status


async def test_coaching_is_resumed(hass, due):
    await act(hass, "pause_coaching")
    await act(hass, "resume_coaching")
    assert due.runtime_data.data.status is Status.BREAK_DUE


async def test_a_snooze_may_say_how_long(hass, due):
    await act(hass, "snooze_break", duration={"minutes": 5}, config_entry_id=due.entry_id)
    assert due.runtime_data.data.next_prompt_at == dt_util.utcnow() + 5 * MINUTE


async def test_a_pause_may_say_until_when_in_local_time(hass, due):
    until = dt_util.now() + 60 * MINUTE
    await act(hass, "pause_coaching", until=until.replace(tzinfo=None).isoformat())
    assert due.runtime_data.data.paused_until == until


@pytest.mark.parametrize(
    ("name", "fields", "key", "words"),
    [
        ("snooze_break", {"duration": {"hours": 3}}, "snooze_out_of_range", "duration"),
        ("snooze_break", {"duration": "soon"}, "field_unreadable", "duration"),
        ("pause_coaching", {"until": "2020-01-01T00:00:00"}, "until_in_the_past", "until"),
        ("pause_coaching", {"until": "later"}, "field_unreadable", "until"),
    ],
)
async def test_a_field_that_is_out_of_range_is_named(hass, due, name, fields, key, words):
    before = due.runtime_data.data
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, name, **fields)
    assert refused.value.translation_key == key
    assert words in str(refused.value)
    assert due.runtime_data.data == before


@pytest.mark.parametrize("name", ["snooze_break", "skip_break"])
async def test_nothing_is_answered_while_no_break_is_due(hass, init_integration, name):
    with pytest.raises(ServiceValidationError, match="No break is due"):
        await act(hass, name)


async def test_an_unknown_field_is_refused(hass, due):
    with pytest.raises(vol.Invalid):
        await act(hass, "skip_break", reason="lazy")


async def test_with_two_persons_one_must_be_named(hass, due):
    other = MockConfigEntry(domain=DOMAIN, title="Robin", data={"name": "Robin"}, unique_id="r")
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "skip_break")
    await act(hass, "skip_break", config_entry_id=due.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "skip_break", config_entry_id="nobody")


async def test_actions_exist_before_anybody_is_set_up(hass):
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services()[DOMAIN]) == {*ACTIONS, *SENTENCE_ACTIONS}


async def test_a_routine_is_led_by_actions_alone(hass, coach, freezer):
    await act(hass, "start_routine")
    assert coach.data.session.routine == "upper_back_three"
    await act(hass, "pause_routine")
    assert coach.data.session.is_paused
    await act(hass, "resume_routine")
    assert not coach.data.session.is_paused
    await act(hass, "next_exercise")
    await act(hass, "next_exercise")
    await advance(hass, freezer, timedelta(seconds=10))
    assert (coach.data.session.phase, coach.data.session.number) == (RoutinePhase.WORK, 2)
    ends_at = coach.data.session.ends_at
    await act(hass, "extend_hold")
    assert coach.data.session.ends_at == ends_at + timedelta(seconds=15)
    await act(hass, "repeat_instructions")
    assert coach.data.session.phase is RoutinePhase.PREPARE
    await act(hass, "previous_exercise")
    assert coach.data.session.number == 1
    await act(hass, "stop_routine")
    assert coach.data.session is None


async def test_which_routine_is_led_and_whether_it_is_tested_can_be_said(hass, coach):
    await act(hass, "start_routine", routine="desk_reset", balance_test="yes")
    assert coach.data.session.routine == "desk_reset"
    assert coach.data.session.phase is RoutinePhase.BALANCE_BEFORE


async def test_what_is_recorded_says_whether_it_is_on_disk_to_those_who_ask(hass, coach):
    assert await ask(hass, "log_routine") == {"saved": True}
    assert await ask(hass, "record_check_in", neck_pain=2) == {"saved": True}
    with patch.object(CoachStore, "async_add", AsyncMock(return_value=False)):
        answer = await ask(hass, "record_balance_test", left_right=0, heel_toe=0)
    assert answer == {"saved": False}
    await act(hass, "log_routine")


async def test_a_routine_may_be_logged_in_part_and_for_another_time(hass, coach):
    await act(
        hass,
        "log_routine",
        routine="desk_reset",
        exercises="wall_elbow_curl",
        started_at="2026-03-02 07:30:00",
        duration={"minutes": 5},
    )
    (session,) = coach.store.records_at_hand()
    assert session.routine == "desk_reset"
    assert [move.exercise for move in session.moves if move.is_done] == ["wall_elbow_curl"]
    assert dt_util.as_local(session.started_at).hour == 7
    assert session.ended_at - session.started_at == 5 * MINUTE


async def test_a_balance_test_is_one_of_the_session_that_waits_for_it_unless_said_otherwise(
    hass, coach, freezer
):
    axes = {"left_right": -1, "heel_toe": "1", "inner_outer": 0.0}
    await act(hass, "record_balance_test", **axes)
    freezer.tick(MINUTE)
    await act(hass, "start_routine", balance_test=True)
    await act(hass, "record_balance_test", **axes, phase="single")
    assert coach.data.session.phase is RoutinePhase.BALANCE_BEFORE
    await act(hass, "record_balance_test", **axes, eyes_closed=False)
    await advance(hass, freezer, 3 * MINUTE)
    await act(hass, "record_balance_test", **axes)
    tests = [each for each in coach.store.records_at_hand() if isinstance(each, BalanceRecord)]
    assert [each.phase for each in tests] == ["single", "single", "before", "after"]
    assert [each.eyes_closed for each in tests] == [True, True, False, True]
    assert (tests[0].left_right, tests[0].heel_toe, tests[0].inner_outer) == (-1, 1, 0)


async def test_each_foot_may_be_answered_for_itself(hass, coach):
    feet = dict.fromkeys(
        ("left_heel_toe", "right_heel_toe", "left_inner_outer", "right_inner_outer"), 1
    )
    await act(hass, "record_balance_test", left_right=2, **feet)
    assert coach.data.practice.balance.evenness == 40


async def test_a_check_in_holds_pains_signs_and_a_note(hass, coach):
    await act(
        hass, "record_check_in", shoulder_pain=0, forward_head=True, note="  after a long drive "
    )
    (record,) = coach.store.records_at_hand()
    assert (record.shoulder_pain, record.neck_pain) == (0, None)
    assert (record.forward_head, record.rounded_shoulders) == (True, None)
    assert record.note == "after a long drive"


async def test_a_measurement_takes_scales(hass, coach):
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "measure_balance")
    assert refused.value.translation_key == "scale_not_set_up"


@pytest.mark.parametrize(
    ("name", "fields", "key", "field"),
    [
        ("start_routine", {"routine": "headstands"}, "routine_unknown", "routine"),
        ("start_routine", {"balance_test": "maybe"}, "field_unreadable", "balance_test"),
        ("log_routine", {"exercises": ["headstand"]}, "exercise_unknown", "exercises"),
        ("log_routine", {"exercises": []}, "exercise_unknown", "exercises"),
        ("log_routine", {"duration": {"hours": 9}}, "duration_out_of_range", "duration"),
        ("log_routine", {"started_at": "2030-01-01 00:00:00"}, "in_the_future", "started_at"),
        (
            "record_balance_test",
            {"left_right": 3, "heel_toe": 0},
            "axis_out_of_range",
            "left_right",
        ),
        ("record_balance_test", {"left_right": 1.5}, "field_unreadable", "left_right"),
        ("record_balance_test", {"heel_toe": 0}, "axes_too_few", "left_right"),
        ("record_balance_test", {"left_right": 0}, "axes_too_few", "heel_toe"),
        ("record_balance_test", {"phase": "during"}, "field_unreadable", "phase"),
        (
            "record_balance_test",
            {"left_right": 0, "heel_toe": 0, "phase": "after"},
            "test_out_of_turn",
            "phase",
        ),
        (
            "record_balance_test",
            {"left_right": 0, "heel_toe": 0, "left_heel_toe": 1},
            "axes_contradict",
            "heel_toe",
        ),
        ("record_check_in", {"neck_pain": 11}, "pain_out_of_range", "neck_pain"),
        ("record_check_in", {"neck_pain": "bad"}, "field_unreadable", "neck_pain"),
        ("record_check_in", {"note": "<b>ow</b>"}, "text_has_markup", "note"),
        ("record_check_in", {"note": "o" * 501}, "text_too_long", "note"),
    ],
)
async def test_bad_input_is_refused_in_words_that_name_the_field_and_changes_nothing(
    hass, coach, name, fields, key, field
):
    before = coach.data
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, name, **fields)
    assert refused.value.translation_key == key
    assert (refused.value.translation_placeholders or {})["field"] == field
    assert field in str(refused.value)
    assert coach.data == before
    assert coach.store.records_at_hand() == ()


DESCRIBED = load_yaml_dict(
    Path(__file__).parents[1] / "custom_components" / DOMAIN / "services.yaml"
)
CHOICES: dict[str, Iterable[str]] = {
    "phase": TestPhase,
    "kind": KINDS,
    "format": FORMATS,
    "languages": LANGUAGES,
}


def test_every_action_and_field_is_described():
    fields = {name: set(each["fields"]) for name, each in DESCRIBED.items()}
    assert fields == {
        **{name: {*action.fields, "config_entry_id"} for name, action in ACTIONS.items()},
        **{name: {"languages"} for name in SENTENCE_ACTIONS},
    }


def test_the_editor_offers_every_choice_that_there_is():
    for action in DESCRIBED.values():
        for name, field in action["fields"].items():
            if offered := field["selector"].get("select"):
                options = offered["options"]
                values = {each["value"] if isinstance(each, dict) else each for each in options}
                assert values == set(CHOICES[name])
