"""Every surface refuses in the same words.

Had one of them kept a rule of its own, a button would say something else than the action, or
nothing at all.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
import re
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.effects import Answer
from custom_components.posture_coach.engine.breaks import _REFUSALS
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.phones import BUTTONS, EVENT_TAPPED, button_id

ENGINE = Path(__file__).parents[2] / "custom_components" / "posture_coach" / "engine"
RAISED = re.compile(r'CoachError\(\s*"(\w+)"')
KEYS = sorted(
    {key for path in ENGINE.glob("*.py") for key in RAISED.findall(path.read_text())}
    | set(_REFUSALS.values())
)

type Surface = Callable[[HomeAssistant], Awaitable[None]]


def action(domain: str, name: str, **fields: object) -> Surface:
    async def use(hass: HomeAssistant) -> None:
        await hass.services.async_call(domain, name, fields, blocking=True)

    return use


def button(name: str) -> Surface:
    return action("button", "press", entity_id=f"button.alex_{name}")


SURFACES: dict[str, tuple[str, Surface]] = {
    "the action snooze_break": ("async_snooze_break", action("posture_coach", "snooze_break")),
    "the action skip_break": ("async_skip_break", action("posture_coach", "skip_break")),
    "the action take_break": ("async_take_break", action("posture_coach", "take_break")),
    "the action pause_coaching": (
        "async_pause_coaching",
        action("posture_coach", "pause_coaching"),
    ),
    "the action resume_coaching": (
        "async_resume_coaching",
        action("posture_coach", "resume_coaching"),
    ),
    "the button snooze_break": ("async_snooze_break", button("snooze_break")),
    "the button skip_break": ("async_skip_break", button("skip_break")),
    "the button take_break": ("async_take_break", button("take_break")),
    "the switch turned off": (
        "async_pause_coaching",
        action("switch", "turn_off", entity_id="switch.alex_coaching"),
    ),
    "the switch turned on": (
        "async_resume_coaching",
        action("switch", "turn_on", entity_id="switch.alex_coaching"),
    ),
    "the number": (
        "async_set_sitting_limit",
        action("number", "set_value", entity_id="number.alex_sitting_limit", value=20),
    ),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("surface", SURFACES)
async def test_a_refusal_has_the_same_key_on(hass, init_integration, surface, key):
    verb, use = SURFACES[surface]
    refusal = CoachError(key, field="until", limit="2")
    with (
        patch.object(CoachCoordinator, verb, AsyncMock(side_effect=refusal)),
        pytest.raises(ServiceValidationError) as refused,
    ):
        await use(hass)
    assert refused.value.translation_key == key
    assert "{" not in str(refused.value)
    assert str(refused.value) != key


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
@pytest.mark.parametrize("key", KEYS)
async def test_a_tap_on_a_phone_is_refused_for_the_same_reason(
    hass, init_integration: MockConfigEntry, answer, key
):
    refusal = AsyncMock(side_effect=CoachError(key, field="x"))
    with patch.object(CoachCoordinator, TAPS[answer], refusal):
        tapped = {"action": button_id(answer, init_integration.entry_id)}
        hass.bus.async_fire(EVENT_TAPPED, tapped)
        await hass.async_block_till_done()
    (line,) = init_integration.runtime_data.announcer.delivery.log
    assert (line["outcome"], line["why"]) == ("refused", key)
