from collections.abc import Iterator
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
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
    CONF_LEFT_OUT,
    CONF_LOAD_LEFT,
    CONF_LOAD_LEFT_HEEL,
    CONF_LOAD_LEFT_TOE,
    CONF_LOAD_RIGHT,
    CONF_LOAD_RIGHT_HEEL,
    CONF_LOAD_RIGHT_TOE,
    CONF_ONLY_WHERE_I_AM,
    CONF_PERSON,
    CONF_PHONES,
    CONF_PRESENCE,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_REST_FOR,
    CONF_ROUTINE,
    CONF_ROUTINE_DAY_ENTITIES,
    CONF_ROUTINE_DAYS,
    CONF_RUN_CALENDAR,
    CONF_RUN_LEAD,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SITTING_LIMIT,
    CONF_SPEAKERS,
    CONF_STANDING_LIMIT,
    CONF_TTS_ENGINE,
    CONF_VOLUMES,
    CONF_WITH_VARIANT,
    DOMAIN,
    SUBENTRY_EXERCISE,
    SUBENTRY_ROUTINE,
)
from custom_components.posture_coach.fields import OPTIONS_FORM
from custom_components.posture_coach.settings import default_options

from .conftest import CALL, CHAIR, COMPUTER, HEIGHT, PRESENCE
from .forms import shown_in, unfolded

LEFT, RIGHT = "sensor.load_left", "sensor.load_right"
CALENDAR = "calendar.runs"


@pytest.fixture(autouse=True)
def setup_entry() -> Iterator[AsyncMock]:
    path = f"custom_components.{DOMAIN}.async_setup_entry"
    with (
        patch(path, return_value=True) as setup,
        patch(f"custom_components.{DOMAIN}.async_unload_entry", return_value=True),
        # It looks at the coaches of all who are set up.
        patch(f"custom_components.{DOMAIN}.async_setup_voice"),
    ):
        yield setup


@pytest.fixture
async def alex(hass: HomeAssistant, house: None, entry: MockConfigEntry) -> MockConfigEntry:
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    return entry


@pytest.fixture(autouse=True)
def scales(hass: HomeAssistant) -> None:
    for entity_id, unit in ((LEFT, "kg"), (RIGHT, "lb"), ("sensor.newton", "N")):
        hass.states.async_set(entity_id, "400", {"unit_of_measurement": unit})
    for option in (CALENDAR, "schedule.routine"):
        hass.states.async_set(option, "off")


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
    "quiet hours without an end": (
        {CONF_QUIET_FROM: "22:00:00"},
        {"quiet": "quiet_incomplete"},
    ),
    "the volume of something that does not speak": (
        {CONF_VOLUMES: [{"target": "media_player.other", "volume": 40}]},
        {"quiet": "volumes_invalid"},
    ),
    "busy exactly on duty": (
        {CONF_BUSY: [CALL], CONF_DUTY: [CALL]},
        {"holds": "busy_is_duty"},
    ),
    "speakers without a voice": (
        {CONF_SPEAKERS: ["media_player.gone"]},
        {"announcing": "unknown_entity"},
    ),
    "no exercise left": (
        {CONF_LEFT_OUT: ["wall_elbow_curl", "overhead_extension", "downward_dog"]},
        {"routine": "routine_left_empty"},
    ),
    "the variant left out as well": (
        {
            CONF_LEFT_OUT: ["wall_elbow_curl", "overhead_extension", "downward_dog_wall"],
            CONF_WITH_VARIANT: ["downward_dog"],
        },
        {"routine": "routine_left_empty"},
    ),
    "too long a rest": ({CONF_REST_FOR: {"minutes": 3}}, {"routine": "rest_for_out_of_range"}),
    "too late for a run": (
        {CONF_RUN_LEAD: {"minutes": 4}},
        {"routine": "run_lead_out_of_range"},
    ),
    "a calendar that is not there": (
        {CONF_RUN_CALENDAR: ["calendar.gone"]},
        {"routine": "unknown_entity"},
    ),
    "a calendar of ours": (
        {CONF_RUN_CALENDAR: ["calendar.alex_routines"]},
        {"routine": "own_entity"},
    ),
    "a schedule that is not there": (
        {CONF_ROUTINE_DAY_ENTITIES: ["schedule.gone"]},
        {"routine": "unknown_entity"},
    ),
    "one foot": ({CONF_LOAD_LEFT: LEFT}, {"balance_scales": "scales_incomplete"}),
    "one foot and three corners": (
        {
            CONF_LOAD_LEFT: LEFT,
            CONF_LOAD_LEFT_HEEL: RIGHT,
            CONF_LOAD_LEFT_TOE: "sensor.newton",
            CONF_LOAD_RIGHT_HEEL: HEIGHT,
        },
        {"balance_scales": "scales_incomplete"},
    ),
    "the same foot twice": (
        {CONF_LOAD_LEFT: LEFT, CONF_LOAD_RIGHT: LEFT},
        {"balance_scales": "scales_not_distinct"},
    ),
    "a mass and a force": (
        {CONF_LOAD_LEFT: LEFT, CONF_LOAD_RIGHT: "sensor.newton"},
        {"balance_scales": "scales_units_differ"},
    ),
    "a cell that is not there": (
        {CONF_LOAD_LEFT: LEFT, CONF_LOAD_RIGHT: "sensor.gone"},
        {"balance_scales": "unknown_entity"},
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
    er.async_get(hass).async_get_or_create(
        "calendar", DOMAIN, "alex_routines", suggested_object_id="alex_routines"
    )
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


SQUAT = ConfigSubentryData(
    data={"name": "Slow squat", "kind": "repetitions", "dose": 8},
    subentry_type=SUBENTRY_EXERCISE,
    title="Slow squat",
    unique_id="slow_squat",
)
LEGS = ConfigSubentryData(
    data={"name": "Legs", "exercises": ["slow_squat"]},
    subentry_type=SUBENTRY_ROUTINE,
    title="Legs",
    unique_id="legs",
)


@pytest.fixture
async def with_own(hass: HomeAssistant, house: None, options: dict[str, Any]) -> MockConfigEntry:
    entry = MockConfigEntry(
        domain=DOMAIN, title="Alex", options=options, subentries_data=[SQUAT, LEGS]
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    return entry


def choices_in(step: Any, section: str, option: str) -> dict[str, str]:
    selector = step["data_schema"].schema[section].schema.schema[option]
    return {each["value"]: each["label"] for each in selector.config["options"]}


async def test_routines_and_exercises_are_chosen_by_name(
    hass: HomeAssistant, with_own: MockConfigEntry
):
    hass.config.language = "de"
    step = await begin(hass, with_own)
    assert choices_in(step, "routine", CONF_ROUTINE) == {
        "upper_back_three": "Oberer Rücken",
        "desk_reset": "Auszeit am Schreibtisch",
        "legs": "Legs",
    }
    exercises = choices_in(step, "routine", CONF_LEFT_OUT)
    assert exercises["slow_squat"] == "Slow squat"
    assert choices_in(step, "routine", CONF_WITH_VARIANT) == {
        "downward_dog": exercises["downward_dog"]
    }


ROUTINES: dict[str, Any] = {
    CONF_ROUTINE: "legs",
    CONF_LEFT_OUT: ["slow_squat", "wall_elbow_curl"],
    CONF_WITH_VARIANT: ["downward_dog"],
}


async def test_everything_about_routines_and_scales_is_kept(
    hass: HomeAssistant, with_own: MockConfigEntry
):
    chosen: dict[str, Any] = {
        **ROUTINES,
        CONF_LEFT_OUT: ["wall_elbow_curl"],
        CONF_ROUTINE_DAYS: ["mon", "sat"],
        CONF_ROUTINE_DAY_ENTITIES: ["schedule.routine"],
        CONF_RUN_CALENDAR: [CALENDAR],
        CONF_LOAD_LEFT: LEFT,
        CONF_LOAD_RIGHT: RIGHT,
    }
    everything = default_options() | with_own.options | chosen
    step = await save(hass, await begin(hass, with_own), everything)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert with_own.options == everything
    assert (
        shown_in((await begin(hass, with_own))["data_schema"])["routine"].items()
        >= {
            option: each for option, each in chosen.items() if not option.startswith("load_")
        }.items()
    )


async def test_four_corners_are_scales_too(hass: HomeAssistant, alex: MockConfigEntry):
    cells = [CONF_LOAD_LEFT_HEEL, CONF_LOAD_LEFT_TOE, CONF_LOAD_RIGHT_HEEL, CONF_LOAD_RIGHT_TOE]
    corners = {option: f"sensor.{option}" for option in cells}
    for entity_id in corners.values():
        hass.states.async_set(entity_id, "20")
    step = await save(hass, await begin(hass, alex), default_options() | alex.options | corners)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert alex.options.items() >= corners.items()


async def test_what_was_deleted_is_no_longer_chosen(hass: HomeAssistant, with_own: MockConfigEntry):
    """Home Assistant would refuse the whole form for a choice that is none."""
    hass.config_entries.async_update_entry(with_own, options={**with_own.options, **ROUTINES})
    for subentry_id in tuple(with_own.subentries):
        hass.config_entries.async_remove_subentry(with_own, subentry_id)
    step = await begin(hass, with_own)
    shown = shown_in(step["data_schema"])["routine"]
    assert shown[CONF_ROUTINE] == default_options()[CONF_ROUTINE]
    assert shown[CONF_LEFT_OUT] == ["wall_elbow_curl"]
    chosen = default_options() | with_own.options | shown
    step = await save(hass, step, chosen)
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_without_a_day_no_day_asks_for_a_routine(hass: HomeAssistant, alex: MockConfigEntry):
    empties: list[dict[str, Any]] = [{CONF_ROUTINE_DAYS: []}, {}]
    for emptied in empties:
        chosen = default_options() | alex.options
        del chosen[CONF_ROUTINE_DAYS]
        step = await save(hass, await begin(hass, alex), chosen | emptied)
        assert step["type"] is FlowResultType.CREATE_ENTRY
        assert alex.options[CONF_ROUTINE_DAYS] == []


async def test_quiet_hours_and_volumes_are_kept(hass: HomeAssistant, alex: MockConfigEntry):
    for entity_id in ("media_player.shelf", "tts.voice"):
        hass.states.async_set(entity_id, "idle")
    volumes = [{"target": "media_player.shelf", "volume": 40, "quiet_volume": 10}]
    chosen = default_options() | {
        CONF_SEAT: [CHAIR],
        CONF_SPEAKERS: ["media_player.shelf"],
        CONF_TTS_ENGINE: "tts.voice",
        CONF_QUIET_FROM: "22:00:00",
        CONF_QUIET_UNTIL: "07:00:00",
        CONF_VOLUMES: volumes,
    }
    step = await save(hass, await begin(hass, alex), chosen)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert alex.options[CONF_VOLUMES] == volumes
    assert alex.options[CONF_QUIET_UNTIL] == "07:00:00"
