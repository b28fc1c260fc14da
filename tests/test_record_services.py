"""What was recorded, by actions."""

from datetime import timedelta
from http import HTTPStatus
import json
from pathlib import Path
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.posture_coach import record_services
from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.record_services import RECORD_ACTIONS

from .conftest import PERSON
from .record_samples import a_check_in, a_session, a_test

DAY = timedelta(days=1)
SERVICES = Path(record_services.__file__).with_name("services.yaml")
FIELDS = {
    "get_records": {},
    "delete_record": {"record_id": "2026-0123456789ab"},
    "export_records": {},
    "import_records": {"content": '{"version": 1, "records": []}'},
}


async def ask(
    hass: HomeAssistant, name: str, context: Context | None = None, **fields: object
) -> Any:
    answer = await hass.services.async_call(
        DOMAIN, name, fields, blocking=True, return_response=True, context=context
    )
    await hass.async_block_till_done()
    return answer


@pytest.fixture
def coach(init_integration):
    return init_integration.runtime_data


@pytest.fixture
async def kept(coach):
    """Of today, yesterday and two days ago."""
    now = dt_util.utcnow()
    records = [a_check_in(now - 2 * DAY, note="Stiff"), a_test(now - DAY), a_session(now)]
    await coach.store.async_add(records)
    await coach._async_records_changed()
    return records


def kinds(answer):
    return [each["kind"] for each in answer["records"]]


async def test_records_come_newest_first_with_what_is_needed_to_go_on(hass, kept):
    answer = await ask(hass, "get_records", limit=2)
    assert kinds(answer) == ["session", "balance_test"]
    assert answer["records"][1]["left_right"] == -1
    answer = await ask(hass, "get_records", cursor=answer["cursor"])
    assert kinds(answer) == ["check_in"]
    assert answer["records"][0]["note"] == "Stiff"
    assert answer["cursor"] is None


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"kind": "check_in"}, ["check_in"]),
        ({"kind": ["session", "check_in"]}, ["session", "check_in"]),
        ({"kind": []}, ["session", "balance_test", "check_in"]),
        ({"start": "2026-03-01"}, ["session", "balance_test"]),
        ({"end": "2026-03-01"}, ["balance_test", "check_in"]),
        ({"start": "2026-03-01 10:00:00"}, ["session"]),
        ({"start": "2026-03-01", "end": "2026-03-01"}, ["balance_test"]),
        ({"start": "2026-03-01", "end": "2026-03-02 08:00:00"}, ["balance_test"]),
    ],
)
async def test_records_are_chosen_by_kind_and_by_local_days_or_times(hass, kept, choice, expected):
    assert kinds(await ask(hass, "get_records", **choice)) == expected


@pytest.mark.parametrize("name", ["get_records", "export_records"])
def test_whoever_chooses_in_the_editor_chooses_whole_days(name):
    fields = load_yaml_dict(str(SERVICES))[name]["fields"]
    assert {str(*fields[each]["selector"]) for each in ("start", "end")} == {"date"}


async def test_a_record_is_deleted_and_all_figures_follow(hass, coach, kept):
    assert coach.data.practice.is_done_today
    answer = await ask(hass, "get_records", kind="session")
    record_id = answer["records"][0]["id"]
    assert await ask(hass, "delete_record", record_id=record_id) == {"saved": True}
    assert not coach.data.practice.is_done_today
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, "delete_record", record_id=record_id)
    assert refused.value.translation_key == "record_unknown"


@pytest.mark.parametrize("fmt", ["json", "csv"])
async def test_what_is_exported_can_be_imported_again(hass, coach, kept, fmt):
    content = (await ask(hass, "export_records", format=fmt))["content"]
    answer = await ask(hass, "get_records")
    for each in answer["records"]:
        await ask(hass, "delete_record", record_id=each["id"])
    assert coach.store.records_at_hand() == ()
    imported = await ask(hass, "import_records", content=content, format=fmt)
    assert imported == {"imported": 3, "saved": True}
    assert await ask(hass, "get_records") == answer
    assert coach.data.practice.is_done_today


async def test_an_export_may_be_chosen_like_what_is_looked_through(hass, kept):
    answer = await ask(hass, "export_records", kind="session", start="2026-03-02")
    assert [each["kind"] for each in json.loads(answer["content"])["records"]] == ["session"]


async def test_a_long_export_is_an_address_that_works_without_logging_in(
    hass, kept, hass_client_no_auth, monkeypatch
):
    assert await async_setup_component(hass, "http", {})
    monkeypatch.setattr(record_services, "MOST_AS_TEXT", 1)
    answer = await ask(hass, "export_records", format="csv", kind=["session", "check_in"])
    assert answer.keys() == {"url", "expires_at"}
    assert dt_util.parse_datetime(answer["expires_at"]) == dt_util.utcnow() + timedelta(minutes=10)
    client = await hass_client_no_auth()
    response = await client.get(answer["url"])
    assert response.status == HTTPStatus.OK
    assert len((await response.text()).splitlines()) == 3


@pytest.mark.parametrize("most", [1, 2000], ids=["an address", "a text"])
async def test_an_export_names_the_years_of_which_it_leaves_something_out(
    hass, coach, kept, hass_storage, monkeypatch, most
):
    monkeypatch.setattr(record_services, "MOST_AS_TEXT", most)
    assert "unreadable" not in await ask(hass, "export_records")
    # Older years are read when somebody asks.
    coach.store._years.add(2019)
    hass_storage[f"{DOMAIN}/{coach.config_entry.entry_id}/2019"] = {
        "version": 1,
        "data": {"breaks": ["?"]},
    }
    assert (await ask(hass, "export_records"))["unreadable"] == [2019]
    assert (await ask(hass, "get_records"))["unreadable"] == [2019]
    assert "unreadable" not in await ask(hass, "export_records", start="2026-01-01")


@pytest.mark.parametrize(
    ("name", "fields", "key", "field"),
    [
        ("get_records", {"kind": "dreams"}, "kind_unknown", "kind"),
        ("get_records", {"limit": 0}, "field_unreadable", "limit"),
        ("get_records", {"limit": 501}, "field_unreadable", "limit"),
        ("get_records", {"cursor": "xyz"}, "cursor_unknown", "cursor"),
        ("get_records", {"start": "someday"}, "field_unreadable", "start"),
        ("get_records", {"start": "2026-03-02", "end": "2026-02-01"}, "range_reversed", "end"),
        ("export_records", {"format": "xml"}, "field_unreadable", "format"),
        ("export_records", {"kind": "dreams"}, "kind_unknown", "kind"),
        ("delete_record", {}, "field_missing", "record_id"),
        ("delete_record", {"record_id": "1"}, "record_unknown", "record_id"),
        ("import_records", {}, "field_missing", "content"),
        ("import_records", {"content": "{}"}, "import_unreadable", "content"),
    ],
)
async def test_bad_input_is_refused_by_the_name_of_the_field_and_changes_nothing(
    hass, coach, kept, name, fields, key, field
):
    before = coach.store.records_at_hand()
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, name, **fields)
    assert refused.value.translation_key == key
    assert (refused.value.translation_placeholders or {})["field"] == field
    assert field in str(refused.value)
    assert coach.store.records_at_hand() == before


async def test_nothing_is_imported_twice(hass, coach, kept):
    content = (await ask(hass, "export_records"))["content"]
    with pytest.raises(ServiceValidationError) as refused:
        await ask(hass, "import_records", content=content)
    assert refused.value.translation_key == "import_overlaps"
    assert "3" in str(refused.value)
    assert len(coach.store.records_at_hand()) == 3


def test_every_action_on_records_is_private():
    assert RECORD_ACTIONS.keys() == FIELDS.keys()
    assert all(action.is_private for action in RECORD_ACTIONS.values())


@pytest.mark.parametrize("name", FIELDS)
async def test_somebody_elses_records_are_nobodys_business(hass, coach, kept, name):
    stranger = MockUser(groups=[], name="Robin").add_to_hass(hass)
    with pytest.raises(Unauthorized):
        await ask(hass, name, Context(user_id=stranger.id), **FIELDS[name])
    with pytest.raises(Unauthorized):
        await ask(hass, name, Context(user_id="gone"), **FIELDS[name])
    assert len(coach.store.records_at_hand()) == 3


async def test_one_gets_ones_own_records(hass, kept):
    alex = MockUser(groups=[], name="Alex").add_to_hass(hass)
    hass.states.async_set(PERSON, "home", {"user_id": alex.id})
    answer = await ask(hass, "get_records", Context(user_id=alex.id))
    assert len(kinds(answer)) == 3
