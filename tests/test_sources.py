"""Entity states as evidence."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.engine.model import SourceKind
from custom_components.posture_coach.sources import Sources, entity_id_of, says, source_id

type Reports = list[tuple[Mapping[str, bool | None], datetime]]

SEAT = source_id(SourceKind.SEAT, "input_boolean.chair")


def listen(
    hass: HomeAssistant, options: Mapping[str, object], person: str | None = None
) -> tuple[Sources, Reports]:
    reports: Reports = []
    sources = Sources(hass, person, options, lambda answers, at: reports.append((answers, at)))
    sources.async_start()
    return sources, reports


@pytest.mark.parametrize(
    ("entity_id", "state", "answer"),
    [
        ("binary_sensor.chair", "on", True),
        ("binary_sensor.chair", "off", False),
        ("binary_sensor.chair", "unknown", None),
        ("binary_sensor.chair", "unavailable", None),
        ("binary_sensor.chair", "", None),
        ("person.alex", "home", True),
        ("person.alex", "not_home", False),
        ("person.alex", "Office", False),
        ("person.alex", "unknown", None),
        ("device_tracker.phone", "unavailable", None),
        ("media_player.desk", "playing", True),
        ("media_player.desk", "idle", False),
        ("sensor.pressure", "12.5", True),
        ("sensor.pressure", "0", False),
        ("sensor.pressure", "nan", None),
        ("sensor.pressure", "inf", None),
        ("sensor.mood", "splendid", None),
    ],
)
def test_what_a_state_says(entity_id, state, answer):
    assert says(State(entity_id, state)) is answer


@pytest.mark.parametrize(
    ("state", "unit", "answer"),
    [
        ("110", "cm", True),
        ("1.1", "m", True),
        ("1100", "mm", True),
        ("43.3", "in", True),
        ("95", "cm", True),
        ("94.9", "cm", False),
        ("72", None, False),
        ("110", None, True),
        ("-1", "cm", None),
        ("2990", "cm", None),
        ("nan", "cm", None),
        ("unavailable", "cm", None),
        ("110", "kg", None),
    ],
)
async def test_a_desk_is_read_in_any_length_unit(hass, state, unit, answer):
    hass.states.async_set("sensor.desk", state, {"unit_of_measurement": unit} if unit else {})
    sources, _ = listen(hass, {"desk_height": ["sensor.desk"], "standing_height": 95})
    assert sources.answers == {"desk_height/sensor.desk": answer}


async def test_a_desk_that_sags_a_little_still_stands(hass):
    """Without the band, a reading that wavers around the limit would flicker."""
    hass.states.async_set("sensor.desk", "95")
    sources, reports = listen(hass, {"desk_height": ["sensor.desk"]})
    for height in ("94", "93.1", "92.9", "94", "95"):
        hass.states.async_set("sensor.desk", height)
    await hass.async_block_till_done()
    said = [answer for answers, _ in reports for answer in answers.values()]
    assert said == [True, False, True]
    assert sources.kinds == {"desk_height/sensor.desk": SourceKind.DESK_HEIGHT}


async def test_power_in_other_units_tells_that_the_computer_is_in_use(hass):
    hass.states.async_set("sensor.plug", "0.05", {"unit_of_measurement": "kW"})
    sources, _ = listen(hass, {"power": ["sensor.plug"], "power_threshold": 40})
    assert sources.answers == {"computer/sensor.plug": True}


async def test_only_a_changed_answer_is_reported_as_of_its_change(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
):
    hass.states.async_set("input_boolean.chair", "off")
    _, reports = listen(hass, {"seat": ["input_boolean.chair"]})
    freezer.tick(timedelta(seconds=10))
    hass.states.async_set("input_boolean.chair", "off", {"battery": 3})
    hass.states.async_set("input_boolean.chair", "OFF")
    hass.states.async_set("input_boolean.chair", "on")
    changed_at = dt_util.utcnow()
    await hass.async_block_till_done()
    assert reports[1:] == [({SEAT: True}, changed_at)]


async def test_an_entity_that_disappears_is_no_evidence_and_is_named(hass):
    hass.states.async_set("input_boolean.chair", "on")
    sources, reports = listen(hass, {"seat": ["input_boolean.chair"]})
    assert sources.missing == frozenset()
    hass.states.async_remove("input_boolean.chair")
    await hass.async_block_till_done()
    assert reports[-1][0] == {SEAT: None}
    assert sources.missing == {"input_boolean.chair"}


async def test_an_entity_may_have_two_roles(hass):
    hass.states.async_set("sensor.plug", "30", {"unit_of_measurement": "W"})
    options = {"power": ["sensor.plug"], "busy": "sensor.plug"}
    sources, reports = listen(hass, options)
    assert sources.answers == {"computer/sensor.plug": True, "busy/sensor.plug": True}
    hass.states.async_set("sensor.plug", "0", {"unit_of_measurement": "W"})
    await hass.async_block_till_done()
    assert len(reports) == 2
    assert reports[-1][0] == {"computer/sensor.plug": False, "busy/sensor.plug": False}


async def test_a_schedule_tells_whether_the_day_asks_for_a_routine(hass):
    hass.states.async_set("schedule.routine", "off")
    options = {"routine_day_entities": ["schedule.routine", "binary_sensor.workday"]}
    sources, reports = listen(hass, options)
    routine_day = source_id(SourceKind.ROUTINE_DAY, "schedule.routine")
    workday = source_id(SourceKind.ROUTINE_DAY, "binary_sensor.workday")
    assert sources.answers == {routine_day: False, workday: None}
    hass.states.async_set("schedule.routine", "on")
    await hass.async_block_till_done()
    assert reports[-1][0] == {routine_day: True}


async def test_the_person_tells_whether_they_are_at_home(hass):
    hass.states.async_set("person.alex", "not_home")
    sources, _ = listen(hass, {}, person="person.alex")
    assert sources.answers == {"home/person.alex": False}
    assert entity_id_of("home/person.alex") == "person.alex"


async def test_the_area_is_that_of_what_says_the_person_is_there(hass):
    study = ar.async_get(hass).async_create("Study")
    lounge = ar.async_get(hass).async_create("Lounge")
    entities = er.async_get(hass)
    for name, area in (("chair", study), ("sofa", lounge)):
        entry = entities.async_get_or_create(
            "input_boolean", "test", name, suggested_object_id=name
        )
        entities.async_update_entity(entry.entity_id, area_id=area.id)
    hass.states.async_set("input_boolean.chair", "on")
    hass.states.async_set("input_boolean.sofa", "off")
    sources, _ = listen(hass, {"seat": ["input_boolean.chair", "input_boolean.sofa"]})
    assert sources.area_ids == {study.id}
