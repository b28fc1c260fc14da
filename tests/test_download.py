"""Records as a file to download."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
import json
from types import SimpleNamespace
from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.components.http.auth import async_sign_path
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from yarl import URL

from custom_components.posture_coach.archive import Archive
from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.download import async_setup_download, async_signed_path
from custom_components.posture_coach.engine.records import Record
from custom_components.posture_coach.store import CoachStore

from .conftest import PERSON
from .record_samples import NOW, a_break, a_check_in, a_session

RECORDS: list[Record] = [
    a_break(),
    a_check_in(NOW - timedelta(days=3)),
    a_session(NOW - timedelta(days=6)),
]


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Before anybody logs in."""
    freezer.move_to(NOW)


@pytest.fixture
async def alex(hass: HomeAssistant, entry: MockConfigEntry) -> AsyncIterator[MockConfigEntry]:
    """Has records, an entity, and nothing else that runs."""
    assert await async_setup_component(hass, "http", {})
    async_setup_download(hass)
    entry.add_to_hass(hass)
    er.async_get(hass).async_get_or_create("sensor", DOMAIN, "posture", config_entry=entry)
    store = CoachStore(hass, entry.entry_id, Mock())
    await store.async_load()
    await store.async_add(RECORDS)
    entry.runtime_data = SimpleNamespace(
        archive=Archive(store, Mock(return_value=None)), async_stop=store.async_close
    )
    entry.mock_state(hass, ConfigEntryState.LOADED)
    yield entry
    entry.mock_state(hass, ConfigEntryState.NOT_LOADED)


def address(entry: MockConfigEntry, fmt: str = "json", **query: str) -> str:
    return str(URL(f"/api/posture_coach/records/{entry.entry_id}.{fmt}").with_query(query))


async def test_all_records_are_one_file(hass_client, alex):
    answer = await (await hass_client()).get(address(alex))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="posture-coach-alex.json"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    kinds = [each["kind"] for each in json.loads(await answer.text())["records"]]
    assert kinds == ["session", "check_in", "break"]


async def test_a_table_is_the_same_as_the_export(hass_client, alex):
    answer = await (await hass_client()).get(address(alex, "csv"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    content = (await answer.read()).decode()
    assert content == await alex.runtime_data.archive.async_export("csv")


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"kind": "break"}, ["break"]),
        ({"start": "2026-02-27"}, ["check_in", "break"]),
        ({"end": "2026-02-28T12:00:01+00:00"}, ["session", "check_in"]),
    ],
    ids=["kind", "start", "end"],
)
async def test_a_part_of_them_can_be_asked_for(hass_client, alex, query, kinds):
    answer = await (await hass_client()).get(address(alex, **query))
    assert [each["kind"] for each in json.loads(await answer.text())["records"]] == kinds


@pytest.mark.parametrize(
    "query",
    [{"kind": "brake"}, {"start": "yesterday"}, {"start": "2026-03-03", "end": "2026-03-01"}],
    ids=["kind", "start", "order"],
)
async def test_what_makes_no_sense_is_refused(hass_client, alex, query):
    assert (await (await hass_client()).get(address(alex, **query))).status == 400


async def test_what_is_not_there_is_not_found(hass, hass_client, alex):
    other = MockConfigEntry(domain="sun")
    other.add_to_hass(hass)
    client = await hass_client()
    for path in (address(alex, "xml"), address(other), "/api/posture_coach/records/x.csv"):
        assert (await client.get(path)).status == 404


async def test_a_person_who_is_not_set_up_now_has_no_file(hass, hass_client, alex):
    alex.mock_state(hass, ConfigEntryState.SETUP_RETRY)
    assert (await (await hass_client()).get(address(alex))).status == 503


async def test_nobody_gets_it_without_logging_in(hass_client_no_auth, alex):
    assert (await (await hass_client_no_auth()).get(address(alex))).status == 401


async def test_who_may_not_see_it_does_not_get_it(
    hass, hass_client, alex, hass_read_only_user, hass_read_only_access_token
):
    client = await hass_client(hass_read_only_access_token)
    assert (await client.get(address(alex))).status == 403
    hass.states.async_set(PERSON, "home", {"user_id": hass_read_only_user.id})
    assert (await client.get(address(alex))).status == 200


async def token_of(hass: HomeAssistant, group_id: str) -> str:
    group = await hass.auth.async_get_group(group_id)
    assert group
    user = MockUser(groups=[group]).add_to_hass(hass)
    return (await hass.auth.async_create_refresh_token(user, "https://example.com")).id


async def test_a_signed_address_opens_without_logging_in_for_ten_minutes(
    hass, hass_client_no_auth, alex, freezer
):
    path = async_signed_path(hass, alex, "json", ["break", "session"], NOW - timedelta(days=6))
    client = await hass_client_no_auth()
    answer = await client.get(path)
    assert answer.status == 200
    kinds = [each["kind"] for each in json.loads(await answer.text())["records"]]
    assert kinds == ["session", "break"]
    freezer.tick(timedelta(minutes=9, seconds=59))
    assert (await client.get(path)).status == 200
    freezer.tick(timedelta(seconds=2))
    assert (await client.get(path)).status == 401


async def test_a_signed_address_is_for_what_it_was_signed_for(hass, hass_client_no_auth, alex):
    path = async_signed_path(hass, alex, "json", ["break"], end=date(2026, 3, 3))
    client = await hass_client_no_auth()
    assert (await client.get(path)).status == 200
    changes = {".json": ".csv", "kind=break": "kind=check_in", "2026-03-03": "2027-03-03"}
    for old, new in changes.items():
        assert old in path
        assert (await client.get(path.replace(old, new))).status == 401


async def test_an_address_that_others_had_signed_does_not_open_it(hass, hass_client_no_auth, alex):
    other = MockConfigEntry(domain=DOMAIN)
    ticket = URL(async_signed_path(hass, other, "csv")).query["ticket"]
    client = await hass_client_no_auth()
    for path in (address(alex), address(alex, ticket=""), address(alex, ticket=ticket)):
        signed = async_sign_path(hass, path, timedelta(minutes=1))
        assert (await client.get(signed)).status == 403


async def test_an_address_signed_for_somebody_opens_it_for_as_long_as_they_may(
    hass, hass_client_no_auth, alex
):
    token_id = await token_of(hass, GROUP_ID_USER)
    path = async_sign_path(hass, address(alex), timedelta(minutes=1), refresh_token_id=token_id)
    client = await hass_client_no_auth()
    assert (await client.get(path)).status == 200
    token = hass.auth.async_get_refresh_token(token_id)
    token.user.mock_policy({})
    assert (await client.get(path)).status == 403
