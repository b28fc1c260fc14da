"""Who may see a person's records."""

from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.privacy import async_may_read, may_read

from .conftest import PERSON


@pytest.fixture
def alex(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Has two entities, and is not set up."""
    entry.add_to_hass(hass)
    for key in ("posture", "status"):
        er.async_get(hass).async_get_or_create("sensor", DOMAIN, key, config_entry=entry)
    return entry


async def user(hass: HomeAssistant, group_id: str) -> MockUser:
    group = await hass.auth.async_get_group(group_id)
    assert group
    return MockUser(groups=[group]).add_to_hass(hass)


@pytest.mark.parametrize(
    ("group_id", "may"),
    [(GROUP_ID_ADMIN, True), (GROUP_ID_USER, True), (GROUP_ID_READ_ONLY, False)],
    ids=["admin", "user", "only reads"],
)
async def test_records_are_for_those_who_may_control_the_entities(hass, alex, group_id, may):
    somebody = await user(hass, group_id)
    assert may_read(hass, alex, somebody) is may
    assert await async_may_read(hass, alex, Context(user_id=somebody.id)) is may


async def test_records_are_for_the_person_however_little_they_may_control(hass, alex):
    myself, other = await user(hass, GROUP_ID_READ_ONLY), await user(hass, GROUP_ID_READ_ONLY)
    hass.states.async_set(PERSON, "home", {"user_id": myself.id})
    assert may_read(hass, alex, myself)
    assert not may_read(hass, alex, other)


@pytest.mark.parametrize(
    ("controlled", "may"),
    [({"posture"}, False), ({"posture", "status"}, True)],
    ids=["some", "all"],
)
async def test_it_takes_control_of_all_entities(hass, alex, controlled, may):
    somebody = MockUser().add_to_hass(hass)
    ids = {f"sensor.posture_coach_{key}": {"control": True} for key in controlled}
    somebody.mock_policy({"entities": {"entity_ids": ids}})
    assert may_read(hass, alex, somebody) is may


async def test_without_entities_there_is_nothing_to_control(hass, entry):
    entry.add_to_hass(hass)
    assert not may_read(hass, entry, await user(hass, GROUP_ID_USER))


async def test_home_assistant_itself_may(hass, alex):
    assert may_read(hass, alex, None)
    assert await async_may_read(hass, alex, Context())


async def test_somebody_who_was_deleted_may_not(hass, alex):
    assert not await async_may_read(hass, alex, Context(user_id="gone"))
