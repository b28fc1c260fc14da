"""The dashboard card, as a dashboard comes to know it."""

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.resources import (
    RESOURCE_STORAGE_KEY,
    ResourceStorageCollection,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, flush_store
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.posture_coach import frontend
from custom_components.posture_coach.const import CARD_URL, CONF_PERSON, DOMAIN, PICTURES_URL

from .conftest import advance

CONTENT = b"/* the card */"
ADDRESS = f"{CARD_URL}?v=0.1.0-9de80949"
OLDER = f"{CARD_URL}?v=0.0.9-00000000"
OTHERS = [
    {"id": "mine", "type": "module", "url": "/local/mine.js"},
    {"id": "css", "type": "css", "url": "https://example.com/posture-coach-card.js?v=1"},
]


def card(url: str, name: str = "card", kind: str = "module") -> dict[str, str]:
    return {"id": name, "type": kind, "url": url}


@pytest.fixture(autouse=True)
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A card that is as good as any other to be served."""
    path = tmp_path / frontend.FILE.name
    path.write_bytes(CONTENT)
    monkeypatch.setattr(frontend, "FILE", path)
    return path


@pytest.fixture
def kept(hass_storage: dict[str, Any]) -> dict[str, Any]:
    """The resources on disk."""
    return hass_storage


def keep(kept: dict[str, Any], *items: dict[str, str]) -> None:
    kept[RESOURCE_STORAGE_KEY] = {
        "version": 1,
        "key": RESOURCE_STORAGE_KEY,
        "data": {"items": [*items]},
    }


async def open_dashboards(hass: HomeAssistant, **lovelace: Any) -> None:
    assert await async_setup_component(hass, "lovelace", {"lovelace": lovelace})
    assert await async_setup_component(hass, "frontend", {})
    await hass.async_block_till_done()


async def coach(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED


async def on_disk(hass: HomeAssistant, kept: dict[str, Any]) -> list[dict[str, str]]:
    resources = hass.data[LOVELACE_DATA].resources
    assert isinstance(resources, ResourceStorageCollection)
    await flush_store(resources.store)
    items: list[dict[str, str]] = kept[RESOURCE_STORAGE_KEY]["data"]["items"]
    return items


async def listed(hass: HomeAssistant) -> list[dict[str, str]]:
    resources = hass.data[LOVELACE_DATA].resources
    await resources.async_get_info()
    return resources.async_items()


async def addresses(hass: HomeAssistant) -> list[str]:
    return [each["url"] for each in await listed(hass)]


def on_every_page(hass: HomeAssistant) -> set[str]:
    return {*hass.data[DATA_EXTRA_MODULE_URL].urls}


async def test_dashboards_load_the_card_without_anybodys_doing(hass, entry, kept):
    await open_dashboards(hass)
    await coach(hass, entry)
    (item,) = await on_disk(hass, kept)
    assert (item["type"], item["url"]) == ("module", ADDRESS)
    assert on_every_page(hass) == set()


async def test_the_address_changes_with_the_file(hass, entry, file):
    file.write_bytes(CONTENT + b" ")
    await open_dashboards(hass)
    await coach(hass, entry)
    (address,) = await addresses(hass)
    assert address.startswith(f"{CARD_URL}?v=0.1.0-")
    assert address != ADDRESS


async def test_it_waits_for_dashboards_that_come_later(hass, entry):
    await coach(hass, entry)
    assert LOVELACE_DATA not in hass.data
    await open_dashboards(hass)
    assert await addresses(hass) == [ADDRESS]


async def test_the_card_and_its_pictures_are_served(
    hass: HomeAssistant, entry, hass_client_no_auth: ClientSessionGenerator
):
    await coach(hass, entry)
    client = await hass_client_no_auth()
    script = await client.get(ADDRESS)
    assert await script.read() == CONTENT
    assert script.content_type == "text/javascript"
    picture = await client.get(f"{PICTURES_URL}/wall_elbow_curl_start.svg?v=0.1.0")
    assert picture.content_type == "image/svg+xml"
    for response in (script, picture):
        assert response.status == HTTPStatus.OK
        assert "max-age=2678400" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([card(OLDER)], id="an older version"),
        pytest.param([card(CARD_URL)], id="without a version"),
        pytest.param([card(ADDRESS, kind="js")], id="not as a module"),
        pytest.param([card(OLDER), card(ADDRESS, "new")], id="twice"),
        pytest.param([card(OLDER), card(OLDER, "same"), card(CARD_URL, "bare")], id="thrice"),
    ],
)
async def test_what_an_earlier_version_left_becomes_this_one(hass, entry, kept, before):
    keep(kept, *OTHERS, *before)
    await open_dashboards(hass)
    await coach(hass, entry)
    assert await on_disk(hass, kept) == [*OTHERS, card(ADDRESS)]


async def test_resources_that_nobody_has_read_yet_stay(hass, entry, kept):
    keep(kept, *OTHERS)
    await open_dashboards(hass)
    assert not hass.data[LOVELACE_DATA].resources.loaded
    await coach(hass, entry)
    *others, ours = await on_disk(hass, kept)
    assert others == OTHERS
    assert ours["url"] == ADDRESS


async def test_a_second_start_writes_nothing(hass, entry, kept, freezer):
    keep(kept, card(ADDRESS), *OTHERS)
    before = kept[RESOURCE_STORAGE_KEY]
    await open_dashboards(hass)
    await coach(hass, entry)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await advance(hass, freezer, timedelta(minutes=1))
    assert kept[RESOURCE_STORAGE_KEY] is before
    assert await listed(hass) == [card(ADDRESS), *OTHERS]


async def test_it_goes_with_the_last_person_and_comes_back(hass, entry, kept):
    keep(kept, *OTHERS)
    sam = MockConfigEntry(domain=DOMAIN, title="Sam", data={CONF_PERSON: "person.sam"})
    await open_dashboards(hass)
    await coach(hass, entry)
    await coach(hass, sam)
    assert (await addresses(hass)).count(ADDRESS) == 1
    await hass.config_entries.async_remove(entry.entry_id)
    assert ADDRESS in await addresses(hass)
    await hass.config_entries.async_remove(sam.entry_id)
    assert await on_disk(hass, kept) == OTHERS
    await coach(hass, MockConfigEntry(domain=DOMAIN, data={CONF_PERSON: "person.kim"}))
    assert (await addresses(hass)).count(ADDRESS) == 1


async def test_it_goes_with_a_person_who_was_never_coached(hass, entry, kept):
    keep(kept, card(OLDER), *OTHERS)
    await open_dashboards(hass)
    entry.add_to_hass(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    assert await on_disk(hass, kept) == OTHERS


async def test_people_who_are_set_up_at_once_bring_one_card(hass):
    await open_dashboards(hass)
    for name in ("alex", "sam", "kim"):
        MockConfigEntry(domain=DOMAIN, data={CONF_PERSON: f"person.{name}"}).add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert await addresses(hass) == [ADDRESS]


async def test_with_resources_in_yaml_it_is_loaded_on_every_page(hass, entry):
    own = {"type": "module", "url": "/local/mine.js"}
    await open_dashboards(hass, resource_mode="yaml", resources=[own])
    await coach(hass, entry)
    assert await listed(hass) == [own]
    assert on_every_page(hass) == {ADDRESS}
    await hass.config_entries.async_remove(entry.entry_id)
    assert on_every_page(hass) == set()
    await coach(hass, MockConfigEntry(domain=DOMAIN, data={CONF_PERSON: "person.sam"}))
    assert on_every_page(hass) == {ADDRESS}


async def test_a_card_that_is_listed_in_yaml_is_not_loaded_twice(hass, entry):
    own = {"type": "module", "url": f"{CARD_URL}?mine"}
    await open_dashboards(hass, resource_mode="yaml", resources=[own])
    await coach(hass, entry)
    assert await listed(hass) == [own]
    assert on_every_page(hass) == set()
    await hass.config_entries.async_remove(entry.entry_id)
    assert await listed(hass) == [own]


@pytest.mark.parametrize(
    "error", [HomeAssistantError("read only"), TypeError("another signature")], ids=type
)
async def test_coaching_goes_on_when_resources_refuse(hass, entry, caplog, monkeypatch, error):
    monkeypatch.setattr(
        ResourceStorageCollection, "async_create_item", AsyncMock(side_effect=error)
    )
    await open_dashboards(hass)
    await coach(hass, entry)
    assert f"The resource {CARD_URL} must be added or removed by hand" in caplog.text


async def test_coaching_goes_on_when_resources_are_kept_elsewhere(hass, entry, caplog):
    await open_dashboards(hass)
    del hass.data[LOVELACE_DATA]
    await coach(hass, entry)
    assert await hass.config_entries.async_remove(entry.entry_id)
    assert f"The resource {CARD_URL} must be added or removed by hand" in caplog.text


async def test_coaching_goes_on_without_the_file_of_the_card(
    hass: HomeAssistant, entry, kept, caplog, file, hass_client_no_auth
):
    keep(kept, *OTHERS)
    file.unlink()
    await open_dashboards(hass)
    await coach(hass, entry)
    assert f"There is no dashboard card, because {file} is missing" in caplog.text
    assert await listed(hass) == OTHERS
    client = await hass_client_no_auth()
    assert (await client.get(CARD_URL)).status == HTTPStatus.NOT_FOUND
    picture = await client.get(f"{PICTURES_URL}/wall_elbow_curl_end.svg")
    assert picture.status == HTTPStatus.OK


async def test_without_the_file_nothing_is_loaded_on_every_page_either(hass, entry, file):
    file.unlink()
    await open_dashboards(hass, resource_mode="yaml")
    await coach(hass, entry)
    assert on_every_page(hass) == set()
    await hass.config_entries.async_remove(entry.entry_id)
    assert on_every_page(hass) == set()
