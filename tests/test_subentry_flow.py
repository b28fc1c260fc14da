"""Exercises and routines of somebody's own."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import DOMAIN, SUBENTRY_EXERCISE, SUBENTRY_ROUTINE
from custom_components.posture_coach.own_content import async_content_of

from .forms import shown_in

SQUAT: dict[str, Any] = {"name": "Slow squat", "kind": "repetitions", "dose": 8}
PLANK: dict[str, Any] = {
    "name": "Plank",
    "kind": "hold",
    "dose": 20,
    "ladder": "30, 45",
    "stance": "On your forearms.",
    "steps": "Lift your knees.\nKeep a straight line.",
    "cues": "Breathe.",
    "mistakes": "The hips sink.",
    "cautions": "Not with a sore shoulder.",
    "helps": ["upper_back", "shoulders"],
    "needs": ["floor"],
}
EVENING: dict[str, Any] = {"name": "Evening", "exercises": ["downward_dog", "wall_elbow_curl"]}


@pytest.fixture(autouse=True)
def reloads() -> Iterator[Any]:
    with patch("homeassistant.config_entries.ConfigEntries.async_schedule_reload") as reload:
        yield reload


@pytest.fixture
def alex(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    entry.add_to_hass(hass)
    return entry


async def begin(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> Any:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, kind), context={"source": SOURCE_USER}
    )


async def save(hass: HomeAssistant, step: Any, answers: dict[str, Any]) -> Any:
    return await hass.config_entries.subentries.async_configure(step["flow_id"], answers)


async def add(hass: HomeAssistant, entry: MockConfigEntry, kind: str, answers: Any) -> Any:
    known = set(entry.subentries)
    step = await save(hass, await begin(hass, entry, kind), answers)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    (own,) = entry.subentries.keys() - known
    return entry.subentries[own]


async def change(hass: HomeAssistant, entry: MockConfigEntry, own: Any) -> Any:
    return await entry.start_subentry_reconfigure_flow(hass, own.subentry_id)


async def test_an_exercise_is_added_in_one_step(hass: HomeAssistant, alex: MockConfigEntry):
    step = await begin(hass, alex, SUBENTRY_EXERCISE)
    assert (step["type"], step["step_id"], step["errors"]) == (FlowResultType.FORM, "details", {})
    assert shown_in(step["data_schema"]) == {"kind": "repetitions", "dose": 10, "seconds_each": 3}
    step = await save(hass, step, {**PLANK, "seconds_each": 3, "name": " Side  plank "})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    (own,) = alex.subentries.values()
    assert (own.title, own.unique_id, own.subentry_type) == ("Side plank", "side_plank", "exercise")
    assert own.data == {**PLANK, "seconds_each": 3, "name": "Side plank"}

    content = await async_content_of(hass, alex)
    assert content.catalogue.exercises["side_plank"].ladder == (20, 30, 45)
    assert content.exercise("side_plank").steps == ("Lift your knees.", "Keep a straight line.")


async def test_a_routine_is_added_and_keeps_the_order(hass: HomeAssistant, alex: MockConfigEntry):
    await add(hass, alex, SUBENTRY_EXERCISE, SQUAT)
    step = await begin(hass, alex, SUBENTRY_ROUTINE)
    assert (step["type"], step["step_id"], step["errors"]) == (FlowResultType.FORM, "details", {})
    assert shown_in(step["data_schema"]) == {"exercises": []}
    chosen = ["slow_squat", "downward_dog", "wall_elbow_curl"]
    step = await save(hass, step, {**EVENING, "description": "", "exercises": chosen})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    own = list(alex.subentries.values())[-1]
    assert (own.title, own.unique_id, own.subentry_type) == ("Evening", "evening", "routine")
    assert own.data == {"name": "Evening", "exercises": chosen}
    content = await async_content_of(hass, alex)
    assert content.catalogue.routines["evening"].exercises == tuple(chosen)
    assert content.routine("evening").name == "Evening"


WRONG: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "an empty name": (SUBENTRY_EXERCISE, {"name": ""}, {"name": "text_empty"}),
    "a blank name": (SUBENTRY_EXERCISE, {"name": " "}, {"name": "text_empty"}),
    "a long name": (SUBENTRY_EXERCISE, {"name": "a" * 61}, {"name": "text_too_long"}),
    "markup": (SUBENTRY_EXERCISE, {"steps": "Go.\n<b>"}, {"steps": "text_has_markup"}),
    "too many lines": (SUBENTRY_EXERCISE, {"cues": "Go.\n" * 21}, {"cues": "text_too_long"}),
    "too short a hold": (
        SUBENTRY_EXERCISE,
        {"kind": "hold", "dose": 3},
        {"dose": "dose_out_of_range"},
    ),
    "a ladder of words": (SUBENTRY_EXERCISE, {"ladder": "more"}, {"ladder": "dose_out_of_range"}),
    "a ladder downwards": (SUBENTRY_EXERCISE, {"ladder": "12 10"}, {"ladder": "ladder_not_rising"}),
    "half a second": (
        SUBENTRY_EXERCISE,
        {"seconds_each": 1.5},
        {"seconds_each": "seconds_out_of_range"},
    ),
    "the name of one of ours": (
        SUBENTRY_EXERCISE,
        {"name": "Downward dog!"},
        {"name": "name_taken"},
    ),
    "the name of a routine": (SUBENTRY_EXERCISE, {"name": "Desk Reset"}, {"name": "name_taken"}),
    "the name of another": (SUBENTRY_EXERCISE, {"name": "plank"}, {"name": "name_taken"}),
    "two faults": (
        SUBENTRY_EXERCISE,
        {"name": "", "stance": "<p>"},
        {"name": "text_empty", "stance": "text_has_markup"},
    ),
    "a routine without exercises": (
        SUBENTRY_ROUTINE,
        {"exercises": []},
        {"exercises": "routine_empty"},
    ),
    "a routine without an end": (
        SUBENTRY_ROUTINE,
        {"exercises": ["plank"] * 13},
        {"exercises": "routine_too_long"},
    ),
    "a routine of the name of an exercise": (
        SUBENTRY_ROUTINE,
        {"name": "Plank"},
        {"name": "name_taken"},
    ),
}
GOOD = {SUBENTRY_EXERCISE: SQUAT, SUBENTRY_ROUTINE: EVENING}


@pytest.mark.parametrize(("kind", "answers", "errors"), WRONG.values(), ids=WRONG)
async def test_what_is_wrong_is_named_and_can_be_corrected(
    hass: HomeAssistant, alex: MockConfigEntry, kind, answers, errors
):
    await add(hass, alex, SUBENTRY_EXERCISE, PLANK)
    given = GOOD[kind] | answers
    step = await save(hass, await begin(hass, alex, kind), given)
    assert (step["type"], step["errors"]) == (FlowResultType.FORM, errors)
    assert step["description_placeholders"]["longest_name"] == "60"
    kept = {field: each for field, each in given.items() if each not in ("", [])}
    assert shown_in(step["data_schema"]) == kept
    assert len(alex.subentries) == 1

    step = await save(hass, step, GOOD[kind])
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert len(alex.subentries) == 2


async def test_the_form_itself_refuses_what_cannot_be_chosen(
    hass: HomeAssistant, alex: MockConfigEntry
):
    step = await begin(hass, alex, SUBENTRY_ROUTINE)
    with pytest.raises(InvalidData) as refused:
        await save(hass, step, {**EVENING, "exercises": ["a_handstand"]})
    assert "exercises" in refused.value.schema_errors


async def test_another_name_keeps_the_id_and_whatever_is_not_asked(
    hass: HomeAssistant, alex: MockConfigEntry, reloads
):
    own = await add(hass, alex, SUBENTRY_EXERCISE, PLANK)
    hass.config_entries.async_update_subentry(alex, own, data={**own.data, "say": "Lie down."})
    step = await change(hass, alex, own)
    assert (step["step_id"], step["errors"]) == ("details", {})
    assert shown_in(step["data_schema"]) == PLANK

    step = await save(hass, step, SQUAT | {"name": "Desk reset"})
    assert step["errors"] == {"name": "name_taken"}
    step = await save(hass, step, SQUAT | {"name": "Board", "cues": ""})
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    (own,) = alex.subentries.values()
    assert (own.title, own.unique_id) == ("Board", "plank")
    assert own.data == SQUAT | {"name": "Board", "say": "Lie down."}

    step = await save(hass, await change(hass, alex, own), SQUAT | {"name": "Plank"})
    assert step["reason"] == "reconfigure_successful"
    assert not reloads.called


async def test_an_exercise_that_was_deleted_is_no_longer_part_of_a_routine(
    hass: HomeAssistant, alex: MockConfigEntry
):
    plank = await add(hass, alex, SUBENTRY_EXERCISE, PLANK)
    chosen = ["plank", "wall_elbow_curl"]
    evening = await add(hass, alex, SUBENTRY_ROUTINE, {**EVENING, "exercises": chosen})
    late = await begin(hass, alex, SUBENTRY_ROUTINE)
    hass.config_entries.async_remove_subentry(alex, plank.subentry_id)

    late = await save(hass, late, {"name": "Late", "exercises": chosen})
    assert late["errors"] == {"exercises": "exercise_unknown"}
    late = await save(hass, late, {"name": "Late", "exercises": ["wall_elbow_curl"]})
    assert late["type"] is FlowResultType.CREATE_ENTRY

    step = await change(hass, alex, evening)
    assert shown_in(step["data_schema"]) == {"name": "Evening", "exercises": ["wall_elbow_curl"]}
    content = await async_content_of(hass, alex)
    assert content.catalogue.routines["evening"].exercises == ("wall_elbow_curl",)


async def test_what_breaks_the_rules_still_holds_its_name(
    hass: HomeAssistant, alex: MockConfigEntry
):
    """Two subentries of one id would be refused by Home Assistant in the end."""
    own = await add(hass, alex, SUBENTRY_EXERCISE, PLANK)
    hass.config_entries.async_update_subentry(alex, own, data={"name": "Plank"})
    assert "plank" not in (await async_content_of(hass, alex)).catalogue.exercises
    step = await save(hass, await begin(hass, alex, SUBENTRY_EXERCISE), PLANK)
    assert step["errors"] == {"name": "name_taken"}


async def test_two_people_may_call_theirs_the_same(hass: HomeAssistant, alex: MockConfigEntry):
    robin = MockConfigEntry(domain=DOMAIN, title="Robin", unique_id="robin")
    robin.add_to_hass(hass)
    for entry in (alex, robin):
        own = await add(hass, entry, SUBENTRY_EXERCISE, PLANK)
        assert own.unique_id == "plank"
