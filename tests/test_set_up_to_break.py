"""From the forms to a break that is due, and on through a change of the options."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.posture_coach.const import (
    CONF_NAME,
    CONF_SEAT,
    CONF_SITTING_LIMIT,
    DOMAIN,
)
from custom_components.posture_coach.fields import OPTIONS_FORM
from custom_components.posture_coach.settings import default_options

from .conftest import CHAIR, Set, advance
from .forms import go_on


async def test_who_is_set_up_by_name_has_a_break_due_after_the_limit_of_their_options(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, house: None, set_states: Set
):
    step = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    step = await go_on(hass, step, {CONF_NAME: "Sam"})
    sources = {CONF_SEAT: [CHAIR], "standing_desk": {}, "computer_power": {}}
    step = await go_on(hass, step, sources)
    sam = (await go_on(hass, step, {"manner": {}}))["result"]
    assert sam.state is ConfigEntryState.LOADED

    find = er.async_get(hass).async_get_entity_id
    break_due = find("binary_sensor", DOMAIN, f"{sam.unique_id}_break_due")
    assert break_due
    await set_states({CHAIR: "on"})
    await advance(hass, freezer, timedelta(minutes=20))
    assert hass.states.is_state(break_due, "off")

    chosen = default_options() | {CONF_SEAT: [CHAIR], CONF_SITTING_LIMIT: {"minutes": 25}}
    answers = {
        name: {option: chosen[option] for option in part if option in chosen}
        for name, part in OPTIONS_FORM.items()
    }
    step = await hass.config_entries.options.async_init(sam.entry_id)
    await hass.config_entries.options.async_configure(step["flow_id"], answers)
    await hass.async_block_till_done()
    assert sam.state is ConfigEntryState.LOADED
    await advance(hass, freezer, timedelta(minutes=4, seconds=50))
    assert hass.states.is_state(break_due, "off")
    await advance(hass, freezer, timedelta(seconds=15))
    assert hass.states.is_state(break_due, "on")
