"""Sensors."""

from datetime import datetime, timedelta
from itertools import product
import json
from pathlib import Path
from typing import Any, get_type_hints

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.helpers import entity_registry as er, translation
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.const import CONF_DESK_HEIGHT
from custom_components.posture_coach.engine import status as status_table
from custom_components.posture_coach.engine.model import Posture
from custom_components.posture_coach.engine.status import View

from .conftest import CALL, CHAIR, DUTY, HEIGHT, PERSON, PRESENCE, advance

MINUTE = timedelta(minutes=1)
STATUS = "sensor.alex_status"


def status(hass):
    state = hass.states.get(STATUS)
    return state.state, state.attributes["reason_key"]


def test_the_posture_sensor_offers_what_a_person_can_do(hass, init_integration):
    state = hass.states.get("sensor.alex_posture")
    assert state.attributes["options"] == ["sitting", "standing", "away"]


async def test_the_posture_follows_the_person(hass, init_integration, sit, stand, leave):
    assert hass.states.get("sensor.alex_posture").state == "away"
    await sit()
    assert hass.states.get("sensor.alex_posture").state == "sitting"
    await stand()
    assert hass.states.get("sensor.alex_posture").state == "standing"
    await leave()
    assert hass.states.get("sensor.alex_posture").state == "away"


async def test_the_posture_is_unknown_while_the_sensors_are_silent(
    hass, init_integration, set_states
):
    await set_states(dict.fromkeys((CHAIR, PRESENCE, HEIGHT), STATE_UNAVAILABLE))
    assert hass.states.get("sensor.alex_posture").state == STATE_UNKNOWN
    assert status(hass) == ("sensors_unavailable", "no_evidence")


async def test_the_next_break_is_known_from_the_moment_of_sitting_down(
    hass, init_integration, freezer, sit, leave
):
    assert hass.states.get("sensor.alex_break_due_at").state == STATE_UNKNOWN
    sat_down_at = dt_util.utcnow()
    await sit()
    await advance(hass, freezer, 10 * MINUTE)
    due_at = hass.states.get("sensor.alex_break_due_at").state
    assert datetime.fromisoformat(due_at) == sat_down_at + 30 * MINUTE
    await leave()
    assert hass.states.get("sensor.alex_break_due_at").state == STATE_UNKNOWN


async def test_the_figures_of_today_add_up(hass, init_integration, freezer, sit, stand, leave):
    await sit()
    await advance(hass, freezer, 25 * MINUTE)
    await stand()
    await advance(hass, freezer, 5 * MINUTE)
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await leave()
    await advance(hass, freezer, 5 * MINUTE)

    assert hass.states.get("sensor.alex_sitting_today").state == "56"
    assert hass.states.get("sensor.alex_standing_today").state == "5"
    assert hass.states.get("sensor.alex_breaks_taken_today").state == "1"


async def test_totals_of_today_begin_at_midnight_and_start_anew_there(
    hass, init_integration, freezer, sit, leave
):
    await sit()
    await advance(hass, freezer, 25 * MINUTE)
    await leave()
    midnight = dt_util.start_of_local_day()
    state = hass.states.get("sensor.alex_sitting_today")
    assert state.attributes["last_reset"] == midnight.isoformat()

    await advance(hass, freezer, timedelta(hours=16))
    state = hass.states.get("sensor.alex_sitting_today")
    assert state.state == "0"
    assert state.attributes["last_reset"] == (midnight + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("has_desk", [True, False], ids=["with a desk", "without a desk"])
async def test_standing_is_shown_to_those_whose_desk_goes_up(
    hass, options, house, entry, has_desk, entity_registry: er.EntityRegistry
):
    if not has_desk:
        options = {key: value for key, value in options.items() if key != CONF_DESK_HEIGHT}
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options=options)
    await hass.config_entries.async_setup(entry.entry_id)
    standing = entity_registry.async_get("sensor.alex_standing_today")
    assert standing
    assert bool(standing.disabled_by) is not has_desk


async def test_the_status_tells_what_the_coach_does(hass, init_integration, freezer, sit, leave):
    assert status(hass) == ("away", "away")
    await sit()
    assert status(hass) == ("watching", "sitting")
    await advance(hass, freezer, 30 * MINUTE)
    assert status(hass) == ("break_due", "break_due")
    await init_integration.runtime_data.async_snooze_break()
    await hass.async_block_till_done()
    assert status(hass) == ("snoozed", "snoozed_until")
    await leave()
    await advance(hass, freezer, 1.5 * MINUTE)
    assert status(hass) == ("on_break", "on_break")


async def test_a_hold_says_what_it_waits_for(hass, init_integration, freezer, sit, set_states):
    hass.states.async_set(CALL, "on", {"friendly_name": "Desk call"})
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    state = hass.states.get(STATUS)
    assert state.state == "on_hold"
    assert state.attributes["sources"] == [CALL]
    assert "Desk call" in state.attributes["reason"]


async def test_a_snooze_says_until_when_and_how_many_are_left(hass, init_integration, freezer, sit):
    await sit()
    await advance(hass, freezer, 30 * MINUTE)
    await init_integration.runtime_data.async_snooze_break()
    await hass.async_block_till_done()
    attributes = hass.states.get(STATUS).attributes
    assert datetime.fromisoformat(attributes["until"]) == dt_util.utcnow() + 10 * MINUTE
    assert "09:40" in attributes["reason"]
    assert (attributes["prompts"], attributes["snoozes"], attributes["snoozes_left"]) == (1, 1, 1)


async def test_a_pause_until_another_day_says_which(hass, init_integration):
    until = dt_util.now() + timedelta(days=2)
    await init_integration.runtime_data.async_pause_coaching(until)
    await hass.async_block_till_done()
    assert f"{until:%Y-%m-%d %H:%M}" in hass.states.get(STATUS).attributes["reason"]


async def test_the_reason_follows_the_language_of_home_assistant(hass, init_integration, sit):
    translation.async_setup(hass)  # as Home Assistant does when it starts
    assert hass.states.get(STATUS).attributes["reason"] == "Nobody is at the desk."
    await hass.config.async_update(language="de")
    await hass.async_block_till_done()
    await sit()
    reason = hass.states.get(STATUS).attributes["reason"]
    assert reason == "Jemand sitzt, und noch ist keine Pause fällig."


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reason_has_words(language):
    path = Path(status_table.__file__).parents[1] / "translations" / f"{language}.json"
    words = json.loads(path.read_text())["common"]
    assert {key for key in words if key.startswith("reason_")} == {
        f"reason_{reason}" for reason in _reasons()
    } | {"reason_break_due_next"}


def _reasons():
    now = dt_util.utcnow()
    either: dict[Any, tuple[Any, ...]] = {
        bool: (True, False),
        datetime | None: (now, None),
        str | None: ("seat/chair", None),
        tuple[str, ...]: (("busy/call",), ()),
        Posture: tuple(Posture),
    }
    fields = get_type_hints(View)
    for values in product(*(either[kind] for kind in fields.values())):
        view: dict[str, Any] = dict(zip(fields, values, strict=True))
        yield status_table.look(View(**view))[1].key


async def test_whether_somebody_is_on_duty_is_told_even_in_a_pause(
    hass, init_integration, set_states
):
    assert hass.states.get(STATUS).attributes["on_duty"] is True
    await init_integration.runtime_data.async_pause_coaching()
    await hass.async_block_till_done()
    await set_states({DUTY: "off"})
    assert hass.states.get(STATUS).state == "paused"
    assert hass.states.get(STATUS).attributes["on_duty"] is False


async def test_a_person_elsewhere_is_away(hass, init_integration, sit):
    await sit({PERSON: "not_home"})
    assert status(hass) == ("away", "not_home")
