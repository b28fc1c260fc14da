"""Buttons."""

from datetime import timedelta

from homeassistant.components.button.const import SERVICE_PRESS
from homeassistant.const import ATTR_ENTITY_ID, Platform
from homeassistant.exceptions import ServiceValidationError
import pytest

from .conftest import advance

STATUS = "sensor.alex_status"


@pytest.fixture
def press(hass, init_integration):
    async def press_it(entity_id):
        await hass.services.async_call(
            Platform.BUTTON, SERVICE_PRESS, {ATTR_ENTITY_ID: entity_id}, blocking=True
        )

    return press_it


@pytest.mark.parametrize(
    ("entity_id", "status"),
    [
        ("button.alex_snooze_break", "snoozed"),
        ("button.alex_skip_break", "watching"),
        ("button.alex_take_break", "on_break"),
    ],
    ids=["snooze", "skip", "take"],
)
async def test_each_button_answers_the_break_that_is_due(
    hass, press, freezer, sit, entity_id, status
):
    await sit()
    await advance(hass, freezer, timedelta(minutes=30))
    await press(entity_id)
    assert hass.states.get(STATUS).state == status


@pytest.mark.parametrize(
    "entity_id",
    ["button.alex_snooze_break", "button.alex_skip_break"],
    ids=["snooze", "skip"],
)
async def test_no_break_due_is_said_in_the_words_of_the_user(hass, press, entity_id):
    with pytest.raises(ServiceValidationError) as refusal:
        await press(entity_id)
    assert refusal.value.translation_key == "break_not_due"


async def test_a_break_can_be_taken_before_it_is_due_but_not_twice(hass, press, freezer, sit):
    await sit()
    await press("button.alex_take_break")
    with pytest.raises(ServiceValidationError) as refusal:
        await press("button.alex_take_break")
    assert refusal.value.translation_key == "already_on_break"
