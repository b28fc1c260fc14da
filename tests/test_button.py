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


async def test_a_routine_is_started_gone_through_and_stopped(hass, press, init_integration):
    coach = init_integration.runtime_data
    await press("button.alex_start_routine")
    assert coach.data.session.routine == "upper_back_three"
    assert not coach.data.session.has_balance_test
    await press("button.alex_next_exercise")
    await press("button.alex_next_exercise")
    assert coach.data.session.number == 2
    await press("button.alex_stop_routine")
    assert coach.data.session is None


@pytest.mark.parametrize(
    ("entity_id", "key"),
    [
        ("button.alex_next_exercise", "no_routine_running"),
        ("button.alex_stop_routine", "no_routine_running"),
    ],
)
async def test_what_needs_a_routine_is_refused_without_one(press, entity_id, key):
    with pytest.raises(ServiceValidationError) as refusal:
        await press(entity_id)
    assert refusal.value.translation_key == key


async def test_a_routine_is_not_started_twice(press):
    await press("button.alex_start_routine")
    with pytest.raises(ServiceValidationError) as refusal:
        await press("button.alex_start_routine")
    assert refusal.value.translation_key == "routine_running"
