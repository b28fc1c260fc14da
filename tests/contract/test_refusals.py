"""Every surface refuses in the same words.

Had one of them kept a rule of its own, a button would say something else than the action, or
nothing at all.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
import re
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.archive import Archive
from custom_components.posture_coach.button import DESCRIPTIONS
from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.effects import Answer
from custom_components.posture_coach.engine.breaks import _REFUSALS
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.phases import REFUSALS
from custom_components.posture_coach.phones import BUTTONS, EVENT_TAPPED, button_id
from custom_components.posture_coach.services import ACTIONS

PACKAGE = Path(__file__).parents[2] / "custom_components" / "posture_coach"
RAISED = re.compile(r'CoachError\(\s*"(\w+)"')
KEYS = sorted(
    {key for path in PACKAGE.rglob("*.py") for key in RAISED.findall(path.read_text())}
    | set(_REFUSALS.values())
    | set(REFUSALS.values())
)
PLACEHOLDERS = dict.fromkeys(
    (
        "field",
        "limit",
        "routine",
        "exercise",
        "sensor",
        "name",
        "line",
        "count",
        "kind",
        "language",
        "error",
    ),
    "2",
)

type Surface = Callable[[HomeAssistant], Awaitable[None]]


def action(domain: str, name: str, **fields: object) -> Surface:
    async def use(hass: HomeAssistant) -> None:
        answers = hass.services.supports_response(domain, name) is not SupportsResponse.NONE
        await hass.services.async_call(domain, name, fields, blocking=True, return_response=answers)

    return use


def button(name: str) -> Surface:
    return action("button", "press", entity_id=f"button.alex_{name}")


def select(name: str, option: str) -> Surface:
    return action("select", "select_option", entity_id=f"select.alex_{name}", option=option)


def tick(status: str) -> Surface:
    return action(
        "todo",
        "update_item",
        entity_id="todo.alex_today_s_routine",
        item="wall_elbow_curl",
        status=status,
    )


ON_RECORDS = {
    "get_records": ("async_get", {}),
    "delete_record": ("async_delete", {"record_id": "2026-0123456789ab"}),
    "export_records": ("async_export", {}),
    "import_records": ("async_import", {"content": "{}"}),
}

SURFACES: dict[str, tuple[type, str, Surface]] = {
    **{
        f"the action {name}": (CoachCoordinator, f"async_{name}", action(DOMAIN, name))
        for name in ACTIONS
        if name not in ON_RECORDS
    },
    **{
        f"the action {name}": (Archive, verb, action(DOMAIN, name, **fields))
        for name, (verb, fields) in ON_RECORDS.items()
    },
    **{
        f"the button {each.key}": (CoachCoordinator, f"async_{each.key}", button(each.key))
        for each in DESCRIPTIONS
    },
    "the switch turned off": (
        CoachCoordinator,
        "async_pause_coaching",
        action("switch", "turn_off", entity_id="switch.alex_coaching"),
    ),
    "the switch turned on": (
        CoachCoordinator,
        "async_resume_coaching",
        action("switch", "turn_on", entity_id="switch.alex_coaching"),
    ),
    "the number": (
        CoachCoordinator,
        "async_set_sitting_limit",
        action("number", "set_value", entity_id="number.alex_sitting_limit", value=20),
    ),
    "the select of the style": (
        CoachCoordinator,
        "async_set_announcement_style",
        select("announcement_style", "brief"),
    ),
    "the select of the routine": (
        CoachCoordinator,
        "async_set_routine",
        select("routine", "desk_reset"),
    ),
    "a tick in the list": (CoachCoordinator, "async_log_routine", tick("completed")),
}


@pytest.mark.parametrize("surface", SURFACES)
async def test_a_refusal_has_the_same_key_as_the_coach_gives_it_on(hass, init_integration, surface):
    owner, verb, use = SURFACES[surface]
    for key in KEYS:
        refusal = CoachError(key, **PLACEHOLDERS)
        with (
            patch.object(owner, verb, AsyncMock(side_effect=refusal)),
            pytest.raises(ServiceValidationError) as refused,
        ):
            await use(hass)
        assert refused.value.translation_key == key
        assert "{" not in str(refused.value)
        assert str(refused.value) != key


async def test_a_tick_on_the_move_that_is_led_is_refused_as_going_on_is(hass, init_integration):
    await init_integration.runtime_data.async_start_routine()
    await hass.async_block_till_done()
    for key in KEYS:
        refusal = AsyncMock(side_effect=CoachError(key, **PLACEHOLDERS))
        with (
            patch.object(CoachCoordinator, "async_next_exercise", refusal),
            pytest.raises(ServiceValidationError) as refused,
        ):
            await tick("completed")(hass)
        assert refused.value.translation_key == key


async def test_taking_a_tick_back_is_refused_as_deleting_is(hass, init_integration):
    await tick("completed")(hass)
    await hass.async_block_till_done()
    for key in KEYS:
        refusal = AsyncMock(side_effect=CoachError(key, **PLACEHOLDERS))
        with (
            patch.object(Archive, "async_delete", refusal),
            pytest.raises(ServiceValidationError) as refused,
        ):
            await tick("needs_action")(hass)
        assert refused.value.translation_key == key


TAPS: Mapping[Answer, str] = {
    Answer.START: "async_take_break",
    Answer.SNOOZE: "async_snooze_break",
    Answer.SKIP: "async_skip_break",
    Answer.START_ROUTINE: "async_start_routine",
    Answer.PAUSE: "async_pause_routine",
    Answer.RESUME: "async_resume_routine",
    Answer.NEXT: "async_next_exercise",
    Answer.STOP: "async_stop_routine",
}
"""What a tap asks for; "not now" asks for nothing."""


def test_every_answer_that_asks_for_something_can_be_refused():
    assert TAPS.keys() == {each for each, button in BUTTONS.items() if button.verb}


@pytest.mark.parametrize("answer", TAPS)
async def test_a_tap_on_a_phone_is_refused_for_the_same_reason(
    hass, init_integration: MockConfigEntry, answer
):
    tapped = {"action": button_id(answer, init_integration.entry_id)}
    for key in KEYS:
        refusal = AsyncMock(side_effect=CoachError(key, **PLACEHOLDERS))
        with patch.object(CoachCoordinator, TAPS[answer], refusal):
            hass.bus.async_fire(EVENT_TAPPED, tapped)
            await hass.async_block_till_done()
        line = init_integration.runtime_data.announcer.delivery.log[-1]
        assert (line["outcome"], line["why"]) == ("refused", key)
