"""Diagnostics."""

from datetime import timedelta
import json

from homeassistant.components.diagnostics import REDACTED
from homeassistant.helpers.json import ExtendedJSONEncoder
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.const import (
    CONF_ANNOUNCE_ACTION,
    CONF_MAX_PROMPTS,
    CONF_NAME,
    CONF_PERSON,
    CONF_SEAT,
)
from custom_components.posture_coach.diagnostics import async_get_config_entry_diagnostics
from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import TimePassed
from custom_components.posture_coach.engine.journal import replayed
from custom_components.posture_coach.engine.model import Settings, SourceKind
from custom_components.posture_coach.engine.records import TestPhase

from .conftest import CALL, CHAIR, HEIGHT, PERSON, advance


@pytest.fixture
def diagnose(hass, init_integration):
    async def download():
        return await _download(hass, init_integration)

    return download


async def _download(hass, entry):
    """Only what can be written to a file counts."""
    found = await async_get_config_entry_diagnostics(hass, entry)
    return json.loads(json.dumps(found, cls=ExtendedJSONEncoder))


async def test_they_tell_what_the_coach_knows_and_from_whom(hass, diagnose, freezer, sit):
    await sit()
    await advance(hass, freezer, timedelta(minutes=30))
    found = await diagnose()
    assert found["snapshot"]["status"] == "break_due"
    assert found["snapshot"]["sat_for"] == 1800
    assert found["sources"][f"seat/{CHAIR}"]["says"] is True
    assert found["sources"][f"desk_height/{HEIGHT}"]["state"] == "72"
    assert found["options"][CONF_SEAT] == [CHAIR]
    assert (found["missing"], found["storage_problems"], found["failing_channels"]) == ([], [], [])


async def test_they_hold_a_journal_from_which_the_same_follows(hass, diagnose, freezer, sit):
    await sit()
    await advance(hass, freezer, timedelta(minutes=30))
    found = await diagnose()
    kinds = {source: SourceKind(kind) for source, kind in found["kinds"].items()}
    again = Coach(Settings(), kinds, dt_util.utcnow())
    told = list(replayed(again, found["journal"]))
    again.handle(TimePassed(), dt_util.utcnow())
    assert told == []
    assert again.snapshot(dt_util.utcnow()).status == found["snapshot"]["status"]


async def test_they_name_what_is_missing(hass, diagnose):
    hass.states.async_remove(CHAIR)
    await hass.async_block_till_done()
    found = await diagnose()
    assert found["missing"] == [CHAIR]
    assert found["sources"][f"seat/{CHAIR}"] == {"says": None}


async def test_they_do_not_tell_where_somebody_is_or_what_keeps_them_busy(
    hass, diagnose, set_states
):
    await set_states({PERSON: "Hospital", CALL: "Therapy"})
    text = json.dumps(await diagnose())
    assert "Hospital" not in text
    assert "Therapy" not in text


async def test_they_do_not_tell_how_somebody_feels_or_stands(hass, init_integration, diagnose):
    coach = init_integration.runtime_data
    await coach.async_record_check_in({"neck_pain": 7}, {"forward_head": True}, "Slept badly")
    await coach.async_record_balance_test(TestPhase.SINGLE, {"left_right": -2, "heel_toe": 1})
    found = await diagnose()
    practice = found["snapshot"]["practice"]
    assert practice["pains"] == practice["balance"] == REDACTED
    assert practice["measurement"] is None
    assert practice["routine"] == "upper_back_three"
    text = json.dumps(found)
    assert "Slept badly" not in text
    assert "neck_pain" not in text
    # Which axes were answered is needed for the replay; how, is not.
    events = [each for leaf in found["journal"] for each in leaf["events"]]
    (tested,) = [each for each in events if each["kind"] == "BalanceTested"]
    assert tested["axes"] == {"left_right": 0, "heel_toe": 0}


async def test_a_session_can_be_replayed_from_the_journal(
    hass, init_integration, diagnose, freezer
):
    coach = init_integration.runtime_data
    await coach.async_start_routine(has_balance_test=True)
    await coach.async_record_balance_test(TestPhase.BEFORE, {"left_right": -2, "heel_toe": 1})
    await advance(hass, freezer, timedelta(seconds=30))
    found = await diagnose()
    kinds = {source: SourceKind(kind) for source, kind in found["kinds"].items()}
    rules = Settings(catalogue=coach.content.catalogue)
    again = Coach(rules, kinds, dt_util.utcnow())
    list(replayed(again, found["journal"]))
    again.handle(TimePassed(), dt_util.utcnow())
    session = again.snapshot(dt_util.utcnow()).session
    assert session
    assert session == coach.data.session
    assert session.phase == found["snapshot"]["session"]["phase"] == "work"


@pytest.mark.parametrize(
    "name", ["Alex", "Álex Home", "Alex von der Büro-Au"], ids=["short", "accent", "long"]
)
async def test_they_name_nobody(hass, house, entry, name):
    action = [{"action": "rest_command.call", "data": {"number": "5550100"}}]
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        entry,
        title=name,
        data={CONF_PERSON: PERSON, CONF_NAME: name},
        options={
            **entry.options,
            CONF_SEAT: [CHAIR, "binary_sensor.alex_chair", "binary_sensor.alexandria"],
            CONF_ANNOUNCE_ACTION: action,
        },
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    found = await _download(hass, entry)

    assert found["data"] == {CONF_PERSON: REDACTED, CONF_NAME: REDACTED}
    assert found["options"][CONF_ANNOUNCE_ACTION] == REDACTED
    assert f"binary_sensor.{REDACTED}_chair" in found["missing"]
    assert "binary_sensor.alexandria" in found["missing"]
    assert f"home/person.{REDACTED}" in found["sources"]
    text = json.dumps(found, ensure_ascii=False).replace("alexandria", "").lower()
    assert "alex" not in text
    assert name.lower() not in text
    assert "5550100" not in text


@pytest.mark.parametrize("name", ["Max", "Home"], ids=["an option's word", "a kind of source"])
async def test_a_name_that_is_also_a_word_of_ours_hides_no_more_than_itself(
    hass, house, entry, name
):
    entry.add_to_hass(hass)
    options = {**entry.options, CONF_MAX_PROMPTS: 3}
    hass.config_entries.async_update_entry(
        entry, title=name, data={CONF_NAME: name}, options=options
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    found = await _download(hass, entry)
    assert found["options"][CONF_MAX_PROMPTS] == 3
    assert found["sources"][f"seat/{CHAIR}"]["state"] == "off"
