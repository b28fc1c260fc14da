"""What can be set and used stands in the reference, and what is kept in the page of records."""

from dataclasses import fields
import json
from pathlib import Path
from typing import Any

from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest

from custom_components.posture_coach import authoring, const
from custom_components.posture_coach.engine.model import (
    BreakEventKind,
    RoutineEventKind,
    RoutinePhase,
    Status,
)
from custom_components.posture_coach.engine.records import (
    KINDS,
    DayOffReason,
    Move,
    SessionOutcome,
    TestPhase,
)

ROOT = Path(__file__).parents[1]
COMPONENT = ROOT / "custom_components" / const.DOMAIN
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
REFERENCE = (ROOT / "docs" / "reference.md").read_text()
RECORDS = (ROOT / "docs" / "records.md").read_text()


def own(kind: str) -> dict[str, Any]:
    """What we bring of a kind, by its full name."""
    described = load_yaml_dict(COMPONENT / f"{kind}.yaml")
    return {f"{const.DOMAIN}.{name}": each for name, each in described.items() if name[0] != "."}


WORDS = (Status, RoutinePhase, BreakEventKind, RoutineEventKind, SessionOutcome, TestPhase)
"""What entities may say."""
NOT_ASKED = {"id", "say", "purpose"}
"""Fields of our own exercises alone."""
ACTIONS, TRIGGERS, CONDITIONS = own("services"), own("triggers"), own("conditions")


def described() -> list[str]:
    english = json.loads((COMPONENT / "translations" / "en.json").read_text())
    keys = [key for entities in english["entity"].values() for key in entities]
    keys += [value for name, value in vars(const).items() if name.startswith("CONF_")]
    keys += [*ACTIONS, *TRIGGERS, *CONDITIONS]
    keys += [field for action in ACTIONS.values() for field in action["fields"]]
    for schema in (authoring.EXERCISE_SCHEMA, authoring.ROUTINE_SCHEMA):
        rules = schema.schema if isinstance(schema.schema, dict) else schema.schema.validators[0]
        keys += [str(each) for each in rules]
    for words in WORDS:
        keys += list(words)
    return sorted({*keys} - NOT_ASKED)


@pytest.mark.parametrize("key", described())
def test_the_reference_names(key):
    assert f"`{key}`" in REFERENCE


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_records_names_every_field_of_a(kind):
    row = next(line for line in RECORDS.splitlines() if line.startswith(f"| `{kind}`"))
    names = [each.name for each in fields(KINDS[kind])]
    if "moves" in names:
        names += [each.name for each in fields(Move)]
    assert [each for each in names if f"`{each}`" not in row] == []


@pytest.mark.parametrize("word", [*SessionOutcome, *TestPhase, *DayOffReason])
def test_the_page_of_records_names(word):
    assert f"`{word}`" in RECORDS


def test_the_page_of_the_card_names_every_option():
    read = (ROOT / "frontend" / "src" / "model" / "card-config.ts").read_text()
    keys = read.partition("KEYS = [")[2].partition("]")[0].replace('"', "").split(", ")
    page = (ROOT / "docs" / "card.md").read_text()
    assert "person" in keys
    assert [key for key in keys if f"| `{key}` |" not in page or f"\n{key}: " not in page] == []


def blocks() -> list[str]:
    text = REFERENCE + RECORDS
    return [each.split("```")[0] for each in text.split("```yaml\n")[1:]]


def named_in(example: Any) -> list[tuple[str, dict[str, Any]]]:
    """Each of our actions, triggers and conditions in an example, with its fields."""
    if isinstance(example, list):
        return [found for each in example for found in named_in(each)]
    if not isinstance(example, dict):
        return []
    found: list[tuple[str, dict[str, Any]]] = []
    for key in ("action", "trigger", "condition"):
        name = str(example.get(key))
        if name.startswith(f"{const.DOMAIN}."):
            found.append((name, example.get("data", {})))
    for each in example.values():
        found += named_in(each)
    return found


def test_there_are_examples_of_all_sorts():
    shown = {name for block in blocks() for name, _ in named_in(parse_yaml(block))}
    assert all(shown & set(sort) for sort in (ACTIONS, TRIGGERS, CONDITIONS))


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.split("\n")[1].strip(" -"))
def test_an_example_uses_what_there_is(block):
    for name, given in named_in(parse_yaml(block)):
        assert name in ACTIONS | TRIGGERS | CONDITIONS
        if name in ACTIONS:
            assert given.keys() <= ACTIONS[name]["fields"].keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for target in (part.split(")")[0] for part in page.read_text().split("](")[1:]):
        if "://" in target:
            continue
        name, _, heading = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        assert not heading or heading in headings(path), target


def headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    lines = (line for line in page.read_text().splitlines() if line.startswith("#"))
    return {"-".join(line.lstrip("# ").lower().replace(",", "").split()) for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_short_enough_to_be_read(page):
    assert len(page.read_text().splitlines()) <= 350
