"""Actions call the verb of their name, for the person meant, and refuse in words."""

from datetime import timedelta
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import probatio as vol
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.engine.model import Status
from custom_components.posture_coach.services import VERBS

from .conftest import advance

MINUTE = timedelta(minutes=1)


async def act(hass: HomeAssistant, name: str, **fields: object) -> None:
    await hass.services.async_call(DOMAIN, name, fields, blocking=True)
    await hass.async_block_till_done()


@pytest.fixture
async def due(hass, freezer, init_integration, sit) -> MockConfigEntry:
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    return init_integration


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("snooze_break", Status.SNOOZED),
        ("skip_break", Status.WATCHING),
        ("take_break", Status.ON_BREAK),
        ("pause_coaching", Status.PAUSED),
    ],
)
async def test_each_action_does_what_it_says(hass, due, name, status):
    await act(hass, name)
    assert due.runtime_data.data.status is status


async def test_coaching_is_resumed(hass, due):
    await act(hass, "pause_coaching")
    await act(hass, "resume_coaching")
    assert due.runtime_data.data.status is Status.BREAK_DUE


async def test_a_snooze_may_say_how_long(hass, due):
    await act(hass, "snooze_break", duration={"minutes": 5}, config_entry_id=due.entry_id)
    assert due.runtime_data.data.next_prompt_at == dt_util.utcnow() + 5 * MINUTE


async def test_a_pause_may_say_until_when_in_local_time(hass, due):
    until = dt_util.now() + 60 * MINUTE
    await act(hass, "pause_coaching", until=until.replace(tzinfo=None).isoformat())
    assert due.runtime_data.data.paused_until == until


@pytest.mark.parametrize(
    ("name", "fields", "key", "words"),
    [
        ("snooze_break", {"duration": {"hours": 3}}, "snooze_out_of_range", "duration"),
        ("pause_coaching", {"until": "2020-01-01T00:00:00"}, "until_in_the_past", "until"),
    ],
)
async def test_a_field_that_is_out_of_range_is_named(hass, due, name, fields, key, words):
    before = due.runtime_data.data
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, name, **fields)
    assert refused.value.translation_key == key
    assert words in str(refused.value)
    assert due.runtime_data.data == before


@pytest.mark.parametrize("name", ["snooze_break", "skip_break"])
async def test_nothing_is_answered_while_no_break_is_due(hass, init_integration, name):
    with pytest.raises(ServiceValidationError, match="No break is due"):
        await act(hass, name)


@pytest.mark.parametrize(
    ("name", "fields"),
    [("snooze_break", {"duration": "soon"}), ("skip_break", {"reason": "lazy"})],
)
async def test_unknown_fields_and_nonsense_are_refused(hass, due, name, fields):
    with pytest.raises(vol.Invalid):
        await act(hass, name, **fields)


async def test_with_two_persons_one_must_be_named(hass, due):
    other = MockConfigEntry(domain=DOMAIN, title="Robin", data={"name": "Robin"}, unique_id="r")
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "skip_break")
    await act(hass, "skip_break", config_entry_id=due.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "skip_break", config_entry_id="nobody")


async def test_actions_exist_before_anybody_is_set_up(hass):
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services()[DOMAIN]) == set(VERBS)


def test_every_action_and_field_is_described():
    described = load_yaml_dict(
        Path(__file__).parents[1] / "custom_components" / DOMAIN / "services.yaml"
    )
    fields = {name: set(each["fields"]) for name, each in described.items() if name[0] != "."}
    assert fields == {
        name: {str(each) for each in schema} | {"config_entry_id"}
        for name, (schema, _) in VERBS.items()
    }
