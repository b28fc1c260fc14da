"""The announcement style, and the routine of every day."""

from homeassistant.const import ATTR_ENTITY_ID, ATTR_OPTION, SERVICE_SELECT_OPTION, Platform
from homeassistant.exceptions import ServiceValidationError
import pytest

STYLE = "select.alex_announcement_style"
ROUTINE = "select.alex_routine"


async def test_announcements_are_full_unless_chosen_otherwise(hass, init_integration):
    assert hass.states.get(STYLE).state == "full"


@pytest.mark.parametrize("style", ["brief", "chime", "silent"])
async def test_a_style_that_is_chosen_is_kept(hass, init_integration, style):
    await _select(hass, style)
    assert hass.states.get(STYLE).state == style
    await hass.config_entries.async_reload(init_integration.entry_id)
    assert hass.states.get(STYLE).state == style


async def test_an_unknown_style_is_refused(hass, init_integration):
    with pytest.raises(ServiceValidationError):
        await _select(hass, "opera")
    assert hass.states.get(STYLE).state == "full"


async def test_the_routine_is_that_of_the_upper_back_unless_chosen_otherwise(
    hass, init_integration
):
    state = hass.states.get(ROUTINE)
    assert state.state == "upper_back_three"
    assert state.attributes["options"] == ["upper_back_three", "desk_reset"]


async def test_a_routine_that_is_chosen_is_kept_and_is_the_one_of_today(hass, init_integration):
    await _select(hass, "desk_reset", ROUTINE)
    assert hass.states.get(ROUTINE).state == "desk_reset"
    assert len(init_integration.runtime_data.data.practice.plan) == 2
    await hass.config_entries.async_reload(init_integration.entry_id)
    assert hass.states.get(ROUTINE).state == "desk_reset"


async def test_a_routine_of_ones_own_can_be_chosen_until_it_is_deleted(
    hass, init_integration, add_own_exercise
):
    await add_own_exercise()
    assert hass.states.get(ROUTINE).attributes["options"][-1] == "short"
    await _select(hass, "short", ROUTINE)
    assert hass.states.get(ROUTINE).state == "short"
    (own,) = init_integration.get_subentries_of_type("routine")
    hass.config_entries.async_remove_subentry(init_integration, own.subentry_id)
    await hass.async_block_till_done()
    assert hass.states.get(ROUTINE).state == "upper_back_three"


async def test_a_routine_of_which_nothing_would_be_left_is_refused(hass, init_integration):
    left_out = ["wall_elbow_curl", "overhead_extension"]
    options = {**init_integration.options, "left_out": left_out}
    hass.config_entries.async_update_entry(init_integration, options=options)
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError) as refused:
        await _select(hass, "desk_reset", ROUTINE)
    assert refused.value.translation_key == "routine_empty"
    assert hass.states.get(ROUTINE).state == "upper_back_three"


async def _select(hass, option, entity_id=STYLE):
    await hass.services.async_call(
        Platform.SELECT,
        SERVICE_SELECT_OPTION,
        {ATTR_ENTITY_ID: entity_id, ATTR_OPTION: option},
        blocking=True,
    )
