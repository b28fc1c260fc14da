"""What the blueprints are made of, and where they can be had from."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import validate_selector
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.posture_coach.const import DOMAIN

from .blueprints.conftest import FOLDER, hass_config_dir, use
from .test_architecture import ROOT
from .test_docs import ACTIONS, CONDITIONS, TRIGGERS, named_in

__all__ = ["hass_config_dir", "use"]

FILES = sorted(FOLDER.glob("*.yaml"))
PAGE = (ROOT / "docs" / "blueprints.md").read_text()
README = (ROOT / "README.md").read_text()
SOURCE = f"https://github.com/posture-coach/posture-coach/blob/main/blueprints/automation/{DOMAIN}/"
IMPORT = "https://my.home-assistant.io/redirect/blueprint_import/?blueprint_url="


def inputs(blueprint: dict[str, Any]) -> dict[str, Any]:
    """The inputs of a blueprint out of their sections."""
    sections = blueprint["blueprint"]["input"].values()
    return {key: each for section in sections for key, each in section["input"].items()}


def selectors(path: Path) -> list[dict[str, Any]]:
    """What the entity and device selectors of a blueprint let through."""
    found = [each["selector"] for each in inputs(load_yaml_dict(str(path))).values()]
    kinds = [each.get("entity") or each.get("device") for each in found]
    return [each for kind in kinds if kind for each in kind["filter"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blueprint_is_one(path):
    loaded = load_yaml_dict(str(path))
    blueprint = Blueprint(
        loaded, path=path.name, expected_domain=AUTOMATION, schema=BLUEPRINT_SCHEMA
    )
    assert blueprint.validate() is None
    assert blueprint.metadata["source_url"] == SOURCE + path.name
    assert blueprint.metadata["homeassistant"]["min_version"] == "2026.10.0"
    assert "author" not in blueprint.metadata
    for each in inputs(loaded).values():
        validate_selector(each["selector"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blueprint_uses_every_input_and_no_other(path):
    loaded = load_yaml_dict(str(path))
    text = path.read_text()
    assert {each.split()[0] for each in text.split("!input ")[1:]} == set(inputs(loaded))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blueprint_uses_what_there_is(path):
    named = named_in(load_yaml_dict(str(path)))
    assert named
    for name, given in named:
        assert name in ACTIONS | TRIGGERS | CONDITIONS
        if name in ACTIONS:
            assert given.keys() <= ACTIONS[name]["fields"].keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_to_be_chosen_of_ours_is_there(hass, init_integration, path):
    ours = [each for each in selectors(path) if each.get("integration") == DOMAIN]
    assert ours
    registry = er.async_get(hass)
    entries = er.async_entries_for_config_entry(registry, init_integration.entry_id)
    for wanted in ours:
        domains = {wanted.get("domain", each.domain) for each in entries}
        fitting = [
            each
            for each in entries
            if each.domain in domains
            and wanted.get("device_class") in (None, each.original_device_class)
        ]
        assert fitting


@pytest.mark.parametrize("page", [PAGE, README], ids=["page", "readme"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_has_the_link_that_imports(path, page):
    assert f"({IMPORT}{quote(SOURCE + path.name, safe='')})" in page


def test_no_page_imports_what_there_is_not():
    for page in (PAGE, README):
        assert page.count(IMPORT) == len(FILES) == 5


async def test_home_assistant_lists_them_all(hass, use):
    await use("desk_break_announcement")
    found = await async_get_blueprints(hass).async_get_blueprints()
    ours = {path: each for path, each in found.items() if path.startswith(DOMAIN)}
    assert set(ours) == {f"{DOMAIN}/{path.name}" for path in FILES}
    assert all(isinstance(each, Blueprint) for each in ours.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blueprint_is_run_by_a_test(path):
    assert (ROOT / "tests" / "blueprints" / f"test_{path.stem}.py").is_file()
