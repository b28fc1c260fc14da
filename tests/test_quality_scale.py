"""Every rule of Home Assistant's quality scale has an answer, and "done" is not said in vain."""

import ast
import json
from pathlib import Path
import tomllib
from typing import Any

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.posture_coach.const import DOMAIN, PLATFORMS

ROOT = Path(__file__).parent.parent
HERE = ROOT / "custom_components" / DOMAIN
TIERS = {
    "bronze": """
        action-setup appropriate-polling brands common-modules config-flow-test-coverage config-flow
        dependency-transparency docs-actions docs-conditions docs-high-level-description
        docs-installation-instructions docs-removal-instructions docs-triggers entity-event-setup
        entity-unique-id has-entity-name runtime-data test-before-configure test-before-setup
        unique-config-entry
    """,
    "silver": """
        action-exceptions config-entry-unloading docs-configuration-parameters
        docs-installation-parameters entity-unavailable integration-owner log-when-unavailable
        parallel-updates reauthentication-flow test-coverage
    """,
    "gold": """
        devices diagnostics discovery-update-info discovery docs-data-update docs-examples
        docs-known-limitations docs-supported-devices docs-supported-functions docs-troubleshooting
        docs-use-cases dynamic-devices entity-category entity-device-class
        entity-disabled-by-default entity-translations exception-translations icon-translations
        reconfiguration-flow repair-issues stale-devices
    """,
    "platinum": "async-dependency inject-websession strict-typing",
}
SCALE: dict[str, Any] = load_yaml_dict(str(HERE / "quality_scale.yaml"))


def status_of(rule: str) -> str:
    answer = SCALE["rules"][rule]
    return str(answer["status"] if isinstance(answer, dict) else answer)


def code(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def names_defined_in(name: str) -> set[str]:
    defined = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(ast.parse(code(name))) if isinstance(node, defined)}


def test_every_rule_has_an_answer():
    assert SCALE.keys() == {"rules"}
    rules = [rule for tier in TIERS.values() for rule in tier.split()]
    assert len(rules) == 54
    assert list(SCALE["rules"]) == rules


@pytest.mark.parametrize("rule", SCALE["rules"])
def test_an_answer_is_done_to_do_or_exempt_with_its_reason(rule):
    answer = SCALE["rules"][rule]
    if isinstance(answer, str):
        assert answer in {"done", "todo"}
    else:
        assert answer.keys() == {"status", "comment"}
        assert answer["status"] in {"done", "todo", "exempt"}
        assert answer["comment"].strip()


@pytest.mark.parametrize(
    ("rule", "file", "function"),
    [
        ("action-setup", "__init__.py", "async_setup"),
        ("config-entry-unloading", "__init__.py", "async_unload_entry"),
        ("config-flow", "config_flow.py", "async_step_user"),
        ("diagnostics", "diagnostics.py", "async_get_config_entry_diagnostics"),
        ("docs-triggers", "trigger.py", "async_get_triggers"),
        ("docs-conditions", "condition.py", "async_get_conditions"),
        ("reconfiguration-flow", "config_flow.py", "async_step_reconfigure"),
    ],
)
def test_what_is_done_is_there(rule, file, function):
    assert status_of(rule) == "done"
    assert function in names_defined_in(file)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_says_how_many_updates_may_run_at_once(platform):
    assert "\nPARALLEL_UPDATES = 0\n" in code(f"{platform}.py")
    assert status_of("parallel-updates") == "done"


@pytest.mark.parametrize("rule", [rule for rule in SCALE["rules"] if rule.startswith("docs-")])
def test_what_is_documented_is_shipped_with_the_project(rule):
    assert status_of(rule) == "done"
    assert (ROOT / "docs" / "reference.md").is_file()
    assert (ROOT / "docs" / "troubleshooting.md").is_file()


def test_exemptions_hold():
    manifest = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    assert not manifest.get("requirements")
    for rule in ("dependency-transparency", "async-dependency", "inject-websession"):
        assert status_of(rule) == "exempt"
    assert status_of("appropriate-polling") == "exempt"
    everything = "\n".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.py"))
    assert "update_interval" not in everything
    assert "should_poll = True" not in everything


def test_strict_typing_is_strict():
    assert status_of("strict-typing") == "done"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["mypy"]["strict"] is True
    assert "type PostureCoachConfigEntry = ConfigEntry[" in code("coordinator.py")
