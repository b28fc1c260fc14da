from collections.abc import Iterator
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import (
    CONF_ANNOUNCEMENT_STYLE,
    CONF_BREAK_MIN,
    CONF_BUSY,
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_DUTY,
    CONF_GRACE,
    CONF_ONLY_WHERE_I_AM,
    CONF_PERSON,
    CONF_PHONES,
    CONF_PRESENCE,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SITTING_LIMIT,
    CONF_SPEAKERS,
    CONF_STANDING_LIMIT,
    DOMAIN,
)
from custom_components.posture_coach.fields import OPTIONS_FORM
from custom_components.posture_coach.settings import default_options

from .conftest import CALL, CHAIR, COMPUTER, HEIGHT, PRESENCE
from .forms import shown_in, unfolded


@pytest.fixture(autouse=True)
def setup_entry() -> Iterator[AsyncMock]:
    path = f"custom_components.{DOMAIN}.async_setup_entry"
    with (
        patch(path, return_value=True) as setup,
        patch(f"custom_components.{DOMAIN}.async_unload_entry", return_value=True),
    ):
        yield setup


@pytest.fixture
async def alex(hass: HomeAssistant, house: None, entry: MockConfigEntry) -> MockConfigEntry:
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    return entry


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    return await hass.config_entries.options.async_init(entry.entry_id)


async def save(hass: HomeAssistant, step: Any, options: dict[str, Any]) -> Any:
    answers = {
        name: {option: options[option] for option in part if option in options}
        for name, part in OPTIONS_FORM.items()
    }
    step = await hass.config_entries.options.async_configure(step["flow_id"], answers)
    await hass.async_block_till_done()
    return step


async def test_all_options_are_on_one_page_with_what_holds_now(
    hass: HomeAssistant, alex: MockConfigEntry
):
    step = await begin(hass, alex)
    assert (step["type"], step["step_id"], step["errors"]) == (FlowResultType.FORM, "init", {})
    assert step["description_placeholders"] == {"name": "Alex"}
    assert unfolded(step["data_schema"]) == {"breaks"}
    shown = shown_in(step["data_schema"])
    flat = {option: value for part in shown.values() for option, value in part.items()}
    assert flat == default_options() | alex.options


async def test_saved_options_replace_what_was_and_start_the_coach_anew(
    hass: HomeAssistant, alex: MockConfigEntry, setup_entry: AsyncMock
):
    hass.config_entries.async_update_entry(alex, options={**alex.options, "of_later": 1})
    chosen = default_options() | {
        CONF_SEAT: [CHAIR],
        CONF_BUSY: [],
        CONF_SITTING_LIMIT: {"minutes": 90},
        CONF_STANDING_LIMIT: {"minutes": 40},
        CONF_ANNOUNCEMENT_STYLE: "brief",
        CONF_ONLY_WHERE_I_AM: True,
    }
    step = await save(hass, await begin(hass, alex), chosen)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    del chosen[CONF_BUSY]
    assert alex.options == chosen | {
        CONF_SITTING_LIMIT: {"hours": 1, "minutes": 30, "seconds": 0},
        CONF_STANDING_LIMIT: {"hours": 0, "minutes": 40, "seconds": 0},
        "of_later": 1,
    }
    assert len(setup_entry.mock_calls) == 2


WRONG_OPTIONS = {
    "no source left": ({CONF_SEAT: [], CONF_DESK_HEIGHT: [HEIGHT]}, {"base": "no_source"}),
    "a limit that is too long": (
        {CONF_SITTING_LIMIT: {"hours": 4}},
        {"breaks": "sitting_limit_out_of_range"},
    ),
    "a break longer than the limit": (
        {CONF_BREAK_MIN: {"minutes": 45}},
        {"breaks": "sitting_limit_within_break"},
    ),
    "a negligible absence longer than a break": (
        {CONF_GRACE: {"minutes": 5}},
        {"breaks": "break_min_within_grace"},
    ),
    "busy exactly on duty": (
        {CONF_BUSY: [CALL], CONF_DUTY: [CALL]},
        {"holds": "busy_is_duty"},
    ),
    "speakers without a voice": (
        {CONF_SPEAKERS: ["media_player.gone"]},
        {"announcing": "unknown_entity"},
    ),
    "one fault in each of two sections": (
        {CONF_PRESENCE: ["binary_sensor.gone"], CONF_SATELLITES: ["assist_satellite.gone"]},
        {"sources": "unknown_entity", "announcing": "unknown_entity"},
    ),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG_OPTIONS.values(), ids=WRONG_OPTIONS)
async def test_wrong_options_are_named_where_they_are_seen_and_change_nothing(
    hass: HomeAssistant, alex: MockConfigEntry, changes, errors
):
    before = dict(alex.options)
    good = default_options() | {CONF_SEAT: [CHAIR]}
    step = await save(hass, await begin(hass, alex), good | changes)
    assert step["type"] is FlowResultType.FORM
    assert step["errors"] == errors
    assert unfolded(step["data_schema"]) == errors.keys() - {"base"}
    assert alex.options == before

    step = await save(hass, step, good)
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_two_faults_name_all_that_is_missing(hass: HomeAssistant, alex: MockConfigEntry):
    wrong = {CONF_SEAT: ["switch.gone"], CONF_SATELLITES: ["assist_satellite.gone"]}
    step = await save(hass, await begin(hass, alex), default_options() | wrong)
    missing = step["description_placeholders"]["unknown_entity"]
    assert missing == "switch.gone, assist_satellite.gone"


async def test_what_was_chosen_before_may_be_missing_for_a_while(
    hass: HomeAssistant, alex: MockConfigEntry
):
    known = alex.options | {CONF_PHONES: ["a_phone_being_replaced"]}
    hass.config_entries.async_update_entry(alex, options=known)
    hass.states.async_remove(PRESENCE)
    chosen = default_options() | known | {CONF_ANNOUNCEMENT_STYLE: "silent"}
    step = await save(hass, await begin(hass, alex), chosen)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert alex.options[CONF_PRESENCE] == [PRESENCE]


async def test_who_comes_to_share_a_sensor_is_told_what_follows_once(
    hass: HomeAssistant, alex: MockConfigEntry
):
    robin = MockConfigEntry(
        domain=DOMAIN,
        title="Robin",
        unique_id="robin",
        data={CONF_PERSON: "person.robin"},
        options={CONF_COMPUTER: [COMPUTER, "switch.other"]},
    )
    robin.add_to_hass(hass)
    chosen = default_options() | {CONF_SEAT: [CHAIR]}
    step = await save(hass, await begin(hass, alex), chosen)
    assert step["type"] is FlowResultType.CREATE_ENTRY

    chosen[CONF_COMPUTER] = [COMPUTER]
    step = await save(hass, await begin(hass, alex), chosen)
    assert (step["type"], step["step_id"]) == (FlowResultType.FORM, "shared")
    assert step["description_placeholders"] == {"sources": "computer", "people": "Robin"}
    assert CONF_COMPUTER not in alex.options
    step = await hass.config_entries.options.async_configure(step["flow_id"], {})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert alex.options[CONF_COMPUTER] == [COMPUTER]

    step = await save(hass, await begin(hass, alex), chosen | {CONF_ONLY_WHERE_I_AM: True})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
