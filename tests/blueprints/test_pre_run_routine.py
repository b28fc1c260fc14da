"""A routine is proposed or started ahead of a run."""

from datetime import timedelta

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import DOMAIN

from ..conftest import advance
from ..test_runs import RUNS, Diary
from .conftest import TELL, messages

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def runs_ahead(hass, use):
    """Put a run at ten o'clock in the calendar."""
    diaries = []

    async def set_it_up(*, summary="Evening run", is_all_day=False, **given):
        assert await async_setup_component(hass, "calendar", {})
        components: dict[str, EntityComponent[CalendarEntity]] = hass.data["entity_components"]
        tomorrow = dt_util.now().date() + timedelta(days=1)
        start = tomorrow if is_all_day else dt_util.now() + HOUR
        end = start + timedelta(days=1)
        diaries.append(Diary(CalendarEvent(start=start, end=end, summary=summary)))
        await components["calendar"].async_add_entities(diaries)
        await hass.async_block_till_done()
        await use("pre_run_routine", calendar=RUNS, **given)

    yield set_it_up
    for each in diaries:
        await each.async_remove()


async def test_a_routine_is_proposed_ahead_of_a_run(
    hass, init_integration, runs_ahead, told, notified, freezer
):
    await runs_ahead(notifiers=["notify.wall"], own_actions=TELL, word="RUN")
    await advance(hass, freezer, 40 * MINUTE - SECOND)
    assert not told + notified
    await advance(hass, freezer, SECOND)
    said = "Evening run begins in 20 minutes. A short routine before it?"
    assert [each.data for each in notified] == [{"entity_id": ["notify.wall"], "message": said}]
    assert messages(told) == [said]
    assert init_integration.runtime_data.data.session is None


@pytest.mark.parametrize(
    ("given", "phase"), [({}, "balance_before"), ({"balance_test": False}, "get_ready")]
)
async def test_a_routine_is_started_ahead_of_a_run(hass, runs_ahead, told, freezer, given, phase):
    other = MockConfigEntry(domain=DOMAIN, title="Other", unique_id="other", data={"name": "Other"})
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    await runs_ahead(start=True, lead={"minutes": 10}, own_actions=TELL, **given)
    await advance(hass, freezer, 50 * MINUTE - SECOND)
    assert hass.states.get("sensor.alex_routine_phase").state == "idle"
    await advance(hass, freezer, 2 * SECOND)
    assert hass.states.get("sensor.alex_routine_phase").state == phase
    assert hass.states.get("sensor.other_routine_phase").state == "idle"
    assert not told


AWAY = [{"condition": "state", "entity_id": "person.alex", "state": "not_home"}]


@pytest.mark.parametrize(
    "given",
    [{"word": "swim"}, {"is_all_day": True}, {"only_if": AWAY}],
    ids=["another word", "a whole day", "own condition"],
)
async def test_nothing_is_proposed_ahead_of_what_is_no_run(hass, runs_ahead, told, freezer, given):
    await runs_ahead(own_actions=TELL, **given)
    await advance(hass, freezer, 24 * HOUR)
    assert not told


async def test_nothing_is_proposed_while_a_routine_is_running(
    hass, init_integration, runs_ahead, told, freezer
):
    await runs_ahead(own_actions=TELL)
    await advance(hass, freezer, 40 * MINUTE - SECOND)
    await init_integration.runtime_data.async_start_routine()
    await advance(hass, freezer, HOUR)
    assert not told
