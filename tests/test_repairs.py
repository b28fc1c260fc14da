"""What only the user can mend."""

from datetime import timedelta
import json
from pathlib import Path
import string

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach import repairs
from custom_components.posture_coach.const import CONF_SEAT, DOMAIN
from custom_components.posture_coach.engine.model import Problem
from custom_components.posture_coach.store import CLOSED, NOT_SAVED, UNREADABLE

from .conftest import CHAIR, COMPUTER, HEIGHT, PRESENCE, advance

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
KEYS = {*Problem, NOT_SAVED, UNREADABLE, CLOSED, "entity_missing", "target_failing"}


def shown(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, dict[str, str]]:
    """What is filled into the issues of a person, by issue id without that of the entry."""
    start = f"{entry.entry_id}_"
    return {
        issue_id.removeprefix(start): issue.translation_placeholders or {}
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active and issue_id.startswith(start)
    }


async def test_all_is_well(hass, freezer, init_integration):
    await advance(hass, freezer, HOUR)
    assert shown(hass, init_integration) == {}


async def test_sensors_that_say_nothing_for_an_hour_are_named_until_one_does(
    hass, freezer, init_integration, set_states
):
    await set_states(dict.fromkeys((CHAIR, PRESENCE, HEIGHT, COMPUTER), "unavailable"))
    await advance(hass, freezer, HOUR - SECOND)
    assert shown(hass, init_integration) == {}
    await advance(hass, freezer, SECOND)
    placeholders = shown(hass, init_integration)["sensors_silent"]
    assert placeholders["person"] == "Alex"
    assert placeholders["sensors"] == "chair, desk presence, desk height, computer"
    await set_states({CHAIR: "off"})
    assert shown(hass, init_integration) == {}


@pytest.fixture
def only_a_chair(options: dict) -> None:
    for key in list(options):
        if key != CONF_SEAT:
            del options[key]


async def test_a_sensor_that_seems_stuck_is_named(
    hass, freezer, only_a_chair, init_integration, set_states
):
    await set_states({CHAIR: "on"})
    await advance(hass, freezer, 3 * HOUR)
    assert shown(hass, init_integration) == {"sensor_stuck": {"person": "Alex", "sensors": "chair"}}
    await set_states({CHAIR: "off"})
    await advance(hass, freezer, timedelta(minutes=2))
    assert shown(hass, init_integration) == {}


async def test_a_missing_entity_is_named_after_some_patience(
    hass, freezer, init_integration, set_states
):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE - SECOND)
    assert shown(hass, init_integration) == {}
    await advance(hass, freezer, SECOND)
    expected = {f"entity_missing_{CHAIR}": {"person": "Alex", "entity": CHAIR}}
    assert shown(hass, init_integration) == expected
    await set_states({CHAIR: "off"})
    assert shown(hass, init_integration) == {}


async def test_an_entity_that_is_gone_for_a_moment_is_not_missed(
    hass, freezer, init_integration, set_states
):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE / 2)
    await set_states({CHAIR: "off"})
    await advance(hass, freezer, HOUR)
    assert shown(hass, init_integration) == {}


async def test_nothing_is_missing_before_home_assistant_has_started(hass, freezer, house, entry):
    hass.states.async_remove(CHAIR)
    hass.set_state(CoreState.starting)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await advance(hass, freezer, HOUR)
    assert shown(hass, entry) == {}
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await advance(hass, freezer, repairs.PATIENCE)
    assert list(shown(hass, entry)) == [f"entity_missing_{CHAIR}"]


async def test_a_reload_neither_forgets_nor_waits_again(hass, freezer, init_integration):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE)
    issue_id = f"{init_integration.entry_id}_entity_missing_{CHAIR}"
    ir.async_ignore_issue(hass, DOMAIN, issue_id, ignore=True)
    assert await hass.config_entries.async_reload(init_integration.entry_id)
    await hass.async_block_till_done()
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.dismissed_version is not None


async def test_waiting_for_a_missing_entity_ends_with_the_entry(hass, freezer, init_integration):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE / 2)
    assert await hass.config_entries.async_unload(init_integration.entry_id)
    await advance(hass, freezer, HOUR)
    assert shown(hass, init_integration) == {}


async def test_an_entity_that_has_nothing_to_do_with_it_may_come_and_go(
    hass, freezer, init_integration, set_states
):
    await set_states({"input_boolean.lamp": "on"})
    hass.states.async_remove("input_boolean.lamp")
    await advance(hass, freezer, HOUR)
    assert shown(hass, init_integration) == {}


async def test_a_reload_looks_afresh(hass, freezer, init_integration, set_states):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE)
    assert await hass.config_entries.async_unload(init_integration.entry_id)
    await set_states({CHAIR: "off"})
    assert await hass.config_entries.async_setup(init_integration.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, init_integration) == {}


async def test_records_in_danger_are_told_of(hass, init_integration):
    store = init_integration.runtime_data.store
    store._faulty, store._set_aside, store._closed = {2026}, {2019}, {2017}
    store._look_after()
    assert shown(hass, init_integration) == {
        UNREADABLE: {"person": "Alex", "years": "2019, 2026"},
        CLOSED: {"person": "Alex", "years": "2017"},
    }
    store._tell(frozenset({NOT_SAVED}))
    assert shown(hass, init_integration) == {NOT_SAVED: {"person": "Alex"}}
    store._tell(frozenset())
    assert shown(hass, init_integration) == {}


async def test_a_target_that_keeps_failing_is_named(hass, freezer, options, house, entry, sit):
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={**options, "notifiers": ["notify.gone"]})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await sit()
    await advance(hass, freezer, timedelta(minutes=49))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert shown(hass, entry) == {}
    await advance(hass, freezer, timedelta(minutes=1))
    await hass.async_block_till_done(wait_background_tasks=True)
    expected = {"target_failing_notify.gone": {"person": "Alex", "target": "notify.gone"}}
    assert shown(hass, entry) == expected


async def test_nothing_is_written_while_nothing_changes(hass, freezer, init_integration, sit):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE)
    events: list[object] = []
    hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, events.append)
    await advance(hass, freezer, HOUR)
    assert events == []


async def test_a_person_who_is_disabled_has_no_issues(hass, freezer, init_integration):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE)
    await hass.config_entries.async_set_disabled_by(
        init_integration.entry_id, ConfigEntryDisabler.USER
    )
    assert shown(hass, init_integration) == {}


async def test_a_person_who_is_removed_takes_the_issues_along(hass, freezer, init_integration):
    hass.states.async_remove(CHAIR)
    await advance(hass, freezer, repairs.PATIENCE)
    ir.async_create_issue(
        hass,
        DOMAIN,
        "somebody_else",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="sensors_silent",
    )
    repairs.async_delete_repairs(hass, init_integration.entry_id)
    assert [issue_id for _, issue_id in ir.async_get(hass).issues] == ["somebody_else"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_explains_every_issue(language):
    folder = Path(repairs.__file__).parent / "translations"
    issues = json.loads((folder / f"{language}.json").read_text())["issues"]
    assert issues.keys() == KEYS
    filled = {"person", "sensors", "entity", "target", "years"}
    for issue in issues.values():
        asked = issue.get("fix_flow", {})
        step = asked.get("step", {}).get("confirm", {})
        plain = [each for each in issue.values() if isinstance(each, str)]
        for text in (*plain, *step.values()):
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= filled
        for text in asked.get("abort", {}).values():
            assert "{" not in text


async def test_only_what_cannot_be_read_can_be_mended_here(hass, init_integration):
    store = init_integration.runtime_data.store
    store._tell(frozenset({NOT_SAVED, UNREADABLE, CLOSED}))
    fixable = {key for (_, key), issue in ir.async_get(hass).issues.items() if issue.is_fixable}
    assert fixable == {f"{init_integration.entry_id}_{UNREADABLE}"}


def test_every_problem_has_its_suspects():
    assert set(repairs.SUSPECTS) == set(Problem)
