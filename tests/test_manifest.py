"""What Home Assistant's validator and HACS ask of the files of an integration."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
import tomllib
from typing import Any

from homeassistant.components.brands.const import ALLOWED_IMAGES
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, selector
from homeassistant.loader import async_get_integration
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.posture_coach import condition, trigger
from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.sentence_files import SENTENCE_ACTIONS
from custom_components.posture_coach.services import ACTIONS

ROOT = Path(__file__).parent.parent
HERE = ROOT / "custom_components" / DOMAIN
PNG = b"\x89PNG\r\n\x1a\n"
BRAND_SIZES = {"icon.png": (256, 256), "icon@2x.png": (512, 512)}
AUTOMATION = {"triggers": "trigger", "conditions": "condition", "services": "service"}
FREE_TO_IMPORT = {*map(str, Platform), "brands", "conversation", "frontend", "person"}
"""Of all that the validator lets everybody import without naming it."""


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


MANIFEST: dict[str, Any] = read(HERE / "manifest.json")
ICONS: dict[str, Any] = read(HERE / "icons.json")


def described(kind: str) -> dict[str, Any]:
    """What `triggers.yaml` and its kin describe; keys with a dot only hold what they share."""
    everything = load_yaml_dict(str(HERE / f"{kind}.yaml"))
    return {key: each for key, each in everything.items() if not key.startswith(".")}


def test_the_manifest_has_these_keys_in_this_order():
    assert list(MANIFEST)[:2] == ["domain", "name"]
    assert list(MANIFEST)[2:] == sorted(list(MANIFEST)[2:])
    assert set(MANIFEST) == {
        "domain",
        "name",
        "after_dependencies",
        "codeowners",
        "config_flow",
        "dependencies",
        "documentation",
        "integration_type",
        "iot_class",
        "issue_tracker",
        "version",
    }


def test_the_manifest_says_what_it_must():
    assert MANIFEST["domain"] == DOMAIN == HERE.name
    assert MANIFEST["config_flow"] is True
    assert (HERE / "config_flow.py").is_file()
    assert MANIFEST["integration_type"] == "service"
    assert MANIFEST["iot_class"] == "calculated"
    assert MANIFEST["documentation"].startswith("https://")
    assert "home-assistant.io" not in MANIFEST["documentation"]
    assert MANIFEST["issue_tracker"].startswith(MANIFEST["documentation"])
    assert MANIFEST["codeowners"]
    assert all(re.fullmatch(r"@[\w-]+", owner) for owner in MANIFEST["codeowners"])


async def test_home_assistant_loads_the_version_of_the_project(hass: HomeAssistant):
    integration = await async_get_integration(hass, DOMAIN)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(integration.version) == MANIFEST["version"] == project["version"]


def test_hacs_finds_one_integration_and_only_keys_that_it_knows():
    hacs = read(ROOT / "hacs.json")
    assert hacs["name"] == MANIFEST["name"]
    assert set(hacs) <= {
        "name",
        "content_in_root",
        "country",
        "filename",
        "hacs",
        "hide_default_branch",
        "homeassistant",
        "persistent_directory",
        "render_readme",
        "zip_release",
    }
    assert ("filename" in hacs) == hacs.get("zip_release", False)
    assert {path.name for path in HERE.parent.iterdir() if path.is_dir()} <= {
        DOMAIN,
        "__pycache__",
    }
    assert (ROOT / "README.md").stat().st_size
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_the_brand_has_its_images_and_no_others():
    images = {path.name: path.read_bytes() for path in (HERE / "brand").iterdir()}
    assert BRAND_SIZES.keys() <= images.keys() <= set(ALLOWED_IMAGES)
    for name, image in images.items():
        assert image.startswith(PNG)
        size = int.from_bytes(image[16:20]), int.from_bytes(image[20:24])
        assert size == BRAND_SIZES.get(name.removeprefix("dark_"), size)


def imported_components() -> Iterator[tuple[str, str]]:
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "homeassistant.components":
                yield from ((path.name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                if match := re.match(r"homeassistant\.components\.(\w+)", node.module):
                    yield path.name, match[1]
            elif isinstance(node, ast.Import):
                names = (alias.name for alias in node.names)
                assert not [each for each in names if each.startswith("homeassistant.components")]


def test_every_integration_that_is_imported_is_named_in_the_manifest():
    named = {*MANIFEST.get("dependencies", []), *MANIFEST["after_dependencies"], *FREE_TO_IMPORT}
    imported = dict(imported_components())
    assert imported
    unnamed = {
        (file, component)
        for file, component in imported_components()
        if component not in named and not (HERE / f"{component}.py").is_file()
    }
    assert not unnamed


async def test_what_the_code_offers_is_described(hass: HomeAssistant):
    assert described("services").keys() == {*ACTIONS, *SENTENCE_ACTIONS}
    assert described("triggers").keys() == (await trigger.async_get_triggers(hass)).keys()
    assert described("conditions").keys() == (await condition.async_get_conditions(hass)).keys()


def test_actions_share_nothing_under_a_key_with_a_dot():
    # The validator takes such keys from Home Assistant's own integrations alone.
    keys = load_yaml_dict(str(HERE / "services.yaml")).keys()
    assert [cv.slug(key) for key in keys] == list(keys)


@pytest.mark.parametrize("kind", AUTOMATION)
def test_what_is_described_has_only_fields_with_selectors(kind):
    allowed = {"target", "fields"}
    for each in described(kind).values():
        assert (each or {}).keys() <= allowed
        for given in (each or {}).get("fields", {}).values():
            assert given.keys() <= {"required", "default", "example", "selector"}
            selector.validate_selector(given["selector"])
        if target := (each or {}).get("target"):
            selector.TargetSelector.CONFIG_SCHEMA(target)
            assert "device" not in target


@pytest.mark.parametrize("kind", AUTOMATION)
def test_what_is_described_has_an_icon(kind):
    assert ICONS[kind].keys() == described(kind).keys()
    assert all(each.keys() == {AUTOMATION[kind]} for each in ICONS[kind].values())


def icons_in(node: dict[str, Any]) -> Iterator[str]:
    for each in node.values():
        if isinstance(each, dict):
            yield from icons_in(each)
        else:
            yield each


def test_all_icons_are_among_the_material_design_icons():
    import hass_frontend  # noqa: PLC0415

    listed = read(Path(hass_frontend.__file__).parent / "static" / "mdi" / "iconList.json")
    names = {f"mdi:{icon['name']}" for icon in listed}
    assert set(icons_in(ICONS)) <= names


def test_icons_of_states_differ_from_the_icon_without_a_state():
    assert ICONS.keys() == {"entity", *AUTOMATION}
    for entities in ICONS["entity"].values():
        for entity in entities.values():
            assert entity.keys() <= {"default", "state", "state_attributes"}
            assert entity["default"] not in entity.get("state", {}).values()
