from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import (
    CONF_ANNOUNCE_ACTION,
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_NAME,
    CONF_NOTIFIERS,
    CONF_PERSON,
    CONF_PHONES,
    CONF_POWER,
    CONF_POWER_THRESHOLD,
    CONF_PRESENCE,
    CONF_SEAT,
    CONF_SPEAKERS,
    CONF_STANDING_HEIGHT,
    CONF_TTS_ENGINE,
    DOMAIN,
)

from .conftest import CHAIR, HEIGHT, PERSON, PRESENCE
from .forms import go_on, shown_in, unfolded

ALEX, ROBIN = PERSON, "person.robin"
POWER = "sensor.monitor_power"
SPEAKER, VOICE = "media_player.study", "tts.voice"
NO_SECTIONS: dict[str, Any] = {"standing_desk": {}, "computer_power": {}}
SOURCES: dict[str, Any] = {CONF_SEAT: [CHAIR], **NO_SECTIONS}
TARGETS: dict[str, Any] = {"manner": {}}

type AddPerson = Callable[[str], er.RegistryEntry]


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
def add_person(hass: HomeAssistant) -> AddPerson:
    def add(name: str) -> er.RegistryEntry:
        hass.states.async_remove(f"person.{name.lower()}")
        person = er.async_get(hass).async_get_or_create(
            "person", "person", f"id_of_{name.lower()}", suggested_object_id=name.lower()
        )
        hass.states.async_set(person.entity_id, "home", {"friendly_name": name})
        return person

    return add


@pytest.fixture(autouse=True)
def people(house: None, add_person: AddPerson) -> None:
    add_person("Alex")
    add_person("Robin")


@pytest.fixture
def alex(hass: HomeAssistant) -> MockConfigEntry:
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Alex",
        unique_id="id_of_alex",
        data={CONF_PERSON: ALEX},
        options={CONF_SEAT: [CHAIR]},
    )
    entry.add_to_hass(hass)
    return entry


async def begin(hass: HomeAssistant, *answers: dict[str, Any]) -> Any:
    step = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    for each in answers:
        step = await go_on(hass, step, each)
    return step


async def test_a_person_is_set_up_in_three_short_steps(hass: HomeAssistant, setup_entry: AsyncMock):
    step = await begin(hass)
    assert (step["type"], step["step_id"], step["errors"]) == (FlowResultType.FORM, "user", {})
    assert step["last_step"] is False

    step = await go_on(hass, step, {CONF_PERSON: ALEX})
    assert (step["step_id"], step["errors"]) == ("sources", {})
    assert step["description_placeholders"]["name"] == "Alex"
    assert unfolded(step["data_schema"]) == set()

    step = await go_on(
        hass,
        step,
        {
            CONF_SEAT: [CHAIR],
            CONF_PRESENCE: [PRESENCE],
            CONF_COMPUTER: [],
            "standing_desk": {CONF_DESK_HEIGHT: [HEIGHT], CONF_STANDING_HEIGHT: 100},
            "computer_power": {CONF_POWER_THRESHOLD: 15},
        },
    )
    assert (step["step_id"], step["errors"]) == ("announce", {})
    assert step["last_step"] is True

    hass.states.async_set("notify.tv", "unknown")
    action = [{"action": "light.turn_on"}]
    step = await go_on(
        hass,
        step,
        {CONF_NOTIFIERS: ["notify.tv"], "manner": {CONF_ANNOUNCE_ACTION: action}},
    )
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert step["title"] == "Alex"
    assert step["data"] == {CONF_PERSON: ALEX}
    assert step["options"] == {
        CONF_SEAT: [CHAIR],
        CONF_PRESENCE: [PRESENCE],
        CONF_DESK_HEIGHT: [HEIGHT],
        CONF_STANDING_HEIGHT: 100,
        CONF_POWER_THRESHOLD: 15,
        CONF_NOTIFIERS: ["notify.tv"],
        CONF_ANNOUNCE_ACTION: action,
    }
    assert step["result"].unique_id == "id_of_alex"
    assert len(setup_entry.mock_calls) == 1


async def test_a_name_is_enough_and_gets_an_id_of_its_own(hass: HomeAssistant):
    first = await begin(hass, {CONF_NAME: " Sam "}, SOURCES, TARGETS)
    assert first["title"] == "Sam"
    assert first["data"] == {CONF_NAME: "Sam"}
    other = await begin(hass, {CONF_NAME: "Kim"}, SOURCES, {}, TARGETS)
    assert len({first["result"].unique_id, other["result"].unique_id, None}) == 3


async def test_a_person_may_be_called_by_another_name(hass: HomeAssistant):
    step = await begin(hass, {CONF_PERSON: ALEX, CONF_NAME: "Lex"}, SOURCES, TARGETS)
    assert step["title"] == "Lex"
    assert step["data"] == {CONF_PERSON: ALEX}


async def test_the_form_asks_for_a_person_or_a_name_until_it_has_one(hass: HomeAssistant):
    step = await begin(hass, {CONF_NAME: "  "})
    assert step["errors"] == {CONF_NAME: "person_or_name"}
    step = await go_on(hass, step, {CONF_PERSON: "person.nobody"})
    assert step["errors"] == {CONF_PERSON: "unknown_entity"}
    assert step["description_placeholders"] == {"unknown_entity": "person.nobody"}
    assert shown_in(step["data_schema"]) == {CONF_PERSON: "person.nobody"}
    step = await go_on(hass, step, {CONF_PERSON: ALEX})
    assert step["step_id"] == "sources"


@pytest.mark.parametrize(
    "data",
    [{CONF_PERSON: ALEX}, {CONF_PERSON: ALEX, CONF_NAME: "Lex"}],
    ids=["the same person", "under another name"],
)
async def test_nobody_is_set_up_twice(hass: HomeAssistant, alex: MockConfigEntry, data):
    step = await begin(hass, data)
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert hass.config_entries.async_entries(DOMAIN) == [alex]


@pytest.mark.parametrize(
    ("data", "answer"),
    [({CONF_NAME: "Sam"}, {CONF_NAME: "Sam"}), ({CONF_PERSON: ROBIN}, {CONF_PERSON: ROBIN})],
    ids=["a name", "a person linked later"],
)
async def test_who_is_set_up_without_the_id_of_a_person_is_not_set_up_twice_either(
    hass: HomeAssistant, data, answer
):
    MockConfigEntry(domain=DOMAIN, unique_id="generated", data=data).add_to_hass(hass)
    step = await begin(hass, answer)
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "already_configured")


WRONG_SOURCES: dict[str, Any] = {
    "nothing": ({}, {"base": "no_source"}, {}),
    "only the height": (
        {"standing_desk": {CONF_DESK_HEIGHT: [HEIGHT]}},
        {"base": "no_source"},
        {},
    ),
    "an entity that is not there": (
        {CONF_SEAT: ["binary_sensor.gone", "switch.gone"]},
        {CONF_SEAT: "unknown_entity"},
        {"unknown_entity": "binary_sensor.gone, switch.gone"},
    ),
    "a height that is no length": (
        {CONF_SEAT: [CHAIR], "standing_desk": {CONF_DESK_HEIGHT: ["sensor.warmth"]}},
        {"standing_desk": "desk_height_unit"},
        {"desk_height_entity": "sensor.warmth (°C)"},
    ),
    "a power that is none": (
        {"computer_power": {CONF_POWER: ["sensor.warmth", POWER]}},
        {"computer_power": "power_unit"},
        {"power_entity": "sensor.warmth (°C)"},
    ),
    "one of ours": (
        {CONF_COMPUTER: ["binary_sensor.robin_sitting"]},
        {CONF_COMPUTER: "own_entity"},
        {"own_entity": "binary_sensor.robin_sitting"},
    ),
}


@pytest.mark.parametrize(
    ("answers", "errors", "placeholders"), WRONG_SOURCES.values(), ids=WRONG_SOURCES
)
async def test_wrong_sources_are_named_and_can_be_corrected(
    hass: HomeAssistant, answers, errors, placeholders
):
    hass.states.async_set("sensor.warmth", "20", {"unit_of_measurement": "°C"})
    hass.states.async_set(POWER, "20", {"unit_of_measurement": "kW"})
    hass.states.async_set(HEIGHT, "28", {"unit_of_measurement": "in"})
    er.async_get(hass).async_get_or_create(
        "binary_sensor", DOMAIN, "robin_sitting", suggested_object_id="robin_sitting"
    )
    step = await begin(hass, {CONF_PERSON: ALEX}, NO_SECTIONS | answers)
    assert step["errors"] == errors
    assert step["description_placeholders"] == {"name": "Alex", **placeholders}
    assert unfolded(step["data_schema"]) == errors.keys() & NO_SECTIONS.keys()
    assert shown_in(step["data_schema"]) == NO_SECTIONS | answers

    step = await go_on(hass, step, SOURCES | {"standing_desk": {CONF_DESK_HEIGHT: [HEIGHT]}})
    assert step["step_id"] == "announce"


async def test_a_source_whose_integration_is_still_starting_is_known_by_its_registration(
    hass: HomeAssistant,
):
    er.async_get(hass).async_get_or_create(
        "sensor", "desk", "height", suggested_object_id="late", unit_of_measurement="°C"
    )
    late = {CONF_SEAT: ["sensor.late"], **NO_SECTIONS}
    assert (await begin(hass, {CONF_PERSON: ALEX}, late))["step_id"] == "announce"
    late["standing_desk"] = {CONF_DESK_HEIGHT: ["sensor.late"]}
    step = await begin(hass, {CONF_PERSON: ROBIN}, late)
    assert step["errors"] == {"standing_desk": "desk_height_unit"}


async def test_the_form_itself_refuses_numbers_out_of_range(hass: HomeAssistant):
    with pytest.raises(InvalidData) as refused:
        await begin(
            hass, {CONF_PERSON: ALEX}, SOURCES | {"computer_power": {CONF_POWER_THRESHOLD: 0}}
        )
    assert CONF_POWER_THRESHOLD in str(refused.value.schema_errors)


WRONG_TARGETS = {
    "speakers without a voice": (
        {CONF_SPEAKERS: [SPEAKER]},
        {CONF_TTS_ENGINE: "tts_engine_missing"},
        {},
    ),
    "a voice that is not there": (
        {CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: "tts.gone"},
        {CONF_TTS_ENGINE: "unknown_entity"},
        {"unknown_entity": "tts.gone"},
    ),
    "a phone that is not there": (
        {CONF_PHONES: ["no_device"]},
        {CONF_PHONES: "unknown_phone"},
        {"unknown_phone": "no_device"},
    ),
    "actions that are none": (
        {"manner": {CONF_ANNOUNCE_ACTION: [{"nonsense": 1}]}},
        {"manner": "announce_action_invalid"},
        None,
    ),
}


@pytest.mark.parametrize(
    ("answers", "errors", "placeholders"), WRONG_TARGETS.values(), ids=WRONG_TARGETS
)
async def test_wrong_targets_are_named_and_can_be_corrected(
    hass: HomeAssistant, answers, errors, placeholders
):
    hass.states.async_set(SPEAKER, "idle")
    hass.states.async_set(VOICE, "unknown")
    step = await begin(hass, {CONF_PERSON: ALEX}, SOURCES, TARGETS | answers)
    assert step["errors"] == errors
    if placeholders is None:
        assert "action" in step["description_placeholders"]["announce_error"]
    else:
        assert step["description_placeholders"] == {"name": "Alex", **placeholders}

    good = {CONF_SPEAKERS: [SPEAKER], CONF_TTS_ENGINE: VOICE, **TARGETS}
    step = await go_on(hass, step, good)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert step["options"] == {
        CONF_SEAT: [CHAIR],
        CONF_SPEAKERS: [SPEAKER],
        CONF_TTS_ENGINE: VOICE,
    }


async def test_who_shares_a_sensor_is_told_what_follows(hass: HomeAssistant, alex: MockConfigEntry):
    hass.states.async_set(CHAIR, "off", {"friendly_name": "Chair"})
    step = await begin(hass, {CONF_PERSON: ROBIN}, SOURCES)
    assert (step["type"], step["step_id"]) == (FlowResultType.FORM, "shared")
    assert step["description_placeholders"] == {"sources": "Chair", "people": "Alex"}
    step = await go_on(hass, step, {})
    assert step["step_id"] == "announce"
    step = await go_on(hass, step, TARGETS)
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_a_shared_sensor_that_is_gone_is_told_by_its_id(
    hass: HomeAssistant, alex: MockConfigEntry
):
    hass.states.async_remove(CHAIR)
    er.async_get(hass).async_get_or_create(
        "input_boolean", "test", "chair", suggested_object_id="chair"
    )
    step = await begin(hass, {CONF_PERSON: ROBIN}, SOURCES)
    assert step["description_placeholders"] == {"sources": CHAIR, "people": "Alex"}


async def test_another_name_keeps_everything_else(hass: HomeAssistant, alex: MockConfigEntry):
    await hass.config_entries.async_setup(alex.entry_id)
    step = await alex.start_reconfigure_flow(hass)
    assert (step["step_id"], step["errors"]) == ("reconfigure", {})
    assert shown_in(step["data_schema"]) == {CONF_PERSON: ALEX, CONF_NAME: "Alex"}
    step = await go_on(hass, step, {})
    assert step["errors"] == {CONF_NAME: "person_or_name"}
    step = await go_on(hass, step, {CONF_PERSON: ALEX, CONF_NAME: "Lex"})
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert hass.config_entries.async_entries(DOMAIN) == [alex]
    assert (alex.title, alex.unique_id) == ("Lex", "id_of_alex")
    assert alex.data == {CONF_PERSON: ALEX}
    assert alex.options == {CONF_SEAT: [CHAIR]}
    assert alex.state is ConfigEntryState.LOADED


async def test_a_person_whose_entity_was_renamed_stays_the_same(
    hass: HomeAssistant, alex: MockConfigEntry
):
    er.async_get(hass).async_update_entity(ALEX, new_entity_id="person.lex")
    hass.states.async_set("person.lex", "home", {"friendly_name": "Lex"})
    step = await alex.start_reconfigure_flow(hass)
    step = await go_on(hass, step, {CONF_PERSON: "person.lex"})
    assert step["reason"] == "reconfigure_successful"
    assert alex.data == {CONF_PERSON: "person.lex"}
    assert alex.unique_id == "id_of_alex"


async def test_a_name_can_be_linked_to_its_person_later_and_keeps_its_id(hass: HomeAssistant):
    sam = MockConfigEntry(domain=DOMAIN, title="Sam", unique_id="1", data={CONF_NAME: "Sam"})
    sam.add_to_hass(hass)
    step = await go_on(hass, await sam.start_reconfigure_flow(hass), {CONF_PERSON: ROBIN})
    assert step["reason"] == "reconfigure_successful"
    assert (sam.title, sam.unique_id) == ("Robin", "1")
    assert sam.data == {CONF_PERSON: ROBIN}

    step = await go_on(hass, await sam.start_reconfigure_flow(hass), {CONF_PERSON: ALEX})
    assert step["reason"] == "unique_id_mismatch"
    assert sam.data == {CONF_PERSON: ROBIN}


async def test_a_person_can_be_unlinked_and_linked_again_but_not_exchanged(
    hass: HomeAssistant, alex: MockConfigEntry
):
    step = await go_on(hass, await alex.start_reconfigure_flow(hass), {CONF_NAME: "Lex"})
    assert step["reason"] == "reconfigure_successful"
    assert alex.unique_id == "id_of_alex"
    assert alex.data == {CONF_NAME: "Lex"}

    step = await go_on(hass, await alex.start_reconfigure_flow(hass), {CONF_PERSON: ROBIN})
    assert step["reason"] == "unique_id_mismatch"
    assert step["description_placeholders"] == {"name": "Lex"}
    step = await go_on(hass, await alex.start_reconfigure_flow(hass), {CONF_PERSON: ALEX})
    assert alex.data == {CONF_PERSON: ALEX}


async def test_a_person_made_anew_inherits_the_records(
    hass: HomeAssistant, alex: MockConfigEntry, add_person: AddPerson
):
    er.async_get(hass).async_remove(ALEX)
    add_person("Alexandra")
    answers = {CONF_PERSON: "person.alexandra"}
    step = await go_on(hass, await alex.start_reconfigure_flow(hass), answers)
    assert step["reason"] == "reconfigure_successful"
    assert alex.unique_id == "id_of_alex"
    assert alex.data == answers


@pytest.mark.parametrize(
    "theirs",
    [{CONF_PERSON: ALEX}, {CONF_NAME: "Alex"}],
    ids=["linked", "unlinked"],
)
async def test_a_name_cannot_take_over_a_person_who_has_records(
    hass: HomeAssistant, alex: MockConfigEntry, theirs
):
    hass.config_entries.async_update_entry(alex, data=theirs)
    sam = MockConfigEntry(domain=DOMAIN, title="Sam", unique_id="1", data={CONF_NAME: "Sam"})
    sam.add_to_hass(hass)
    step = await go_on(hass, await sam.start_reconfigure_flow(hass), {CONF_PERSON: ALEX})
    assert step["reason"] == "already_configured"
    assert sam.data == {CONF_NAME: "Sam"}


async def test_two_names_cannot_become_the_same(hass: HomeAssistant):
    sam, kim = (
        MockConfigEntry(domain=DOMAIN, title=name, unique_id=name, data={CONF_NAME: name})
        for name in ("Sam", "Kim")
    )
    sam.add_to_hass(hass)
    kim.add_to_hass(hass)
    step = await go_on(hass, await kim.start_reconfigure_flow(hass), {CONF_NAME: "Sam"})
    assert step["reason"] == "already_configured"
    assert kim.data == {CONF_NAME: "Kim"}
