"""The tree is the architecture, and this keeps it so.

What a module may import is decided by its room in the tables below. A new module needs a room:
put it where it belongs, and say in docs/architecture.md what it is for.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
import subprocess
import sys

import pytest

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "custom_components" / "posture_coach"
ENGINE = HERE / "engine"

VALUES = {"engine.events", "engine.exercise", "engine.model", "engine.records"}
WORDS = {"errors", "events", "exercise", "instants", "model", "records"}
STEPS = {"breaks", "day", "posture", "sitting", "status"}
LED = {"balance", "cues", "history", "phases", "text"}
PERSON = WORDS | STEPS | {"agenda", "person", "plain"}
TRAINING = WORDS | LED | {"day", "plan", "session", "training"}

ENGINE_ROOMS: dict[str, set[str]] = {
    # the words everybody speaks
    "errors": set(),
    "instants": set(),
    "plain": set(),
    "exercise": set(),
    "model": {"exercise"},
    "records": {"exercise", "model"},
    "events": {"exercise", "model", "records"},
    # the policies, of which none knows another
    **dict.fromkeys(STEPS | LED, WORDS),
    "session": WORDS | {"cues", "phases"},
    # what composes them
    "person": WORDS | STEPS,
    "agenda": WORDS | STEPS | {"person"},
    "plan": WORDS | {"history"},
    "training": WORDS | LED | {"plan", "session"},
    "practice": TRAINING,
    "limits": WORDS | {"balance", "text"},
    "memory": PERSON | {"session", "training"},
    "portrait": PERSON,
    "watch": PERSON,
    "coach": PERSON | TRAINING | {"memory", "portrait", "practice", "watch"},
    "journal": {"coach", "errors", "events", "plain"},
    "__init__": {"coach", "errors"},
}

OUTPUT = {"const", "effects", "area", "errors", *VALUES}
WAYS = {"channels", "phones", "quiet", "voices"}
FORMS = {"const", "settings", "area", "content", "engine.exercise", "engine.model"}
PLATFORM = {"const", "coordinator", "entity", "errors", "sources", *VALUES}
VERBS = {"const", "coordinator", "errors", "engine.model", "engine.records"}
READERS = {"const", "coordinator", "sources", "engine.model", "engine.plain"}

ROOMS: dict[str, set[str]] = {
    # for everybody
    "const": set(),
    "area": set(),
    "plurals": set(),
    "errors": {"const", "engine.errors"},
    "settings": {"const", "engine.errors", "engine.exercise", "engine.history", "engine.model"}
    | {"engine.plan"},
    # what can be done, and what is said about it
    "authoring": {"engine.errors", "engine.exercise"},
    "library": {"authoring", "const", "engine.exercise", "engine.model"},
    "content": {"authoring", "const", "library", "plurals", "engine.exercise", "engine.model"},
    # from the house to the coach
    "sources": {"const", "area", "engine.model"},
    "own_content": {"const", "content", "library"},
    "scales": {"const", "settings", "sources", "engine.errors", "engine.events"},
    "runs": {"const"},
    "partition": {"const", "engine.plain", "engine.records"},
    "store": {"const", "partition", "engine.records"},
    "formats": {"engine.errors", "engine.limits", "engine.plain", "engine.records"},
    "statistics": {"archive", "const", "partition", "store", "engine.balance", "engine.model"}
    | {"engine.records"},
    "archive": {"formats", "partition", "store", "engine.balance", "engine.errors"}
    | {"const", "engine.limits", "engine.plain", "engine.records"},
    # from the coach to the house
    "effects": OUTPUT - {"effects"},
    "quiet": {"const"},
    "channels": OUTPUT,
    "voices": OUTPUT | {"channels", "quiet"},
    "phones": OUTPUT | {"channels"},
    "delivery": OUTPUT | WAYS | {"plurals", "engine.errors"},
    "dialogue": OUTPUT
    | WAYS
    | {"confirmations", "content", "languages", "spoken"}
    | {"engine.errors"},
    "announce": OUTPUT | WAYS | {"delivery", "dialogue", "sources"},
    "guide": OUTPUT | WAYS | {"content", "delivery", "dialogue", "library"},
    # the one owner
    "verbs": {"const", "content", "settings", "engine.errors", *VALUES},
    "coordinator": {"announce", "archive", "guide", "const", "content", "effects", "library"}
    | {"own_content", "runs", "scales", "settings", "sources", "statistics", "store", "verbs"}
    | {"engine", "engine.errors", "engine.journal", *VALUES},
    # what shows it
    "entity": {"const", "coordinator"},
    **dict.fromkeys(("binary_sensor", "button", "event", "number", "select", "switch"), PLATFORM),
    "reasons": {"const", "coordinator", "sources", "engine.model"},
    "figures": {"const", "coordinator", "reasons", "engine.model"},
    "sensor": PLATFORM | {"figures"},
    "todo": PLATFORM | {"formats", "engine.errors", "engine.plain"},
    "calendar": PLATFORM | {"settings"},
    "own_entities": {"const"},
    "trigger": {"const", "own_entities"},
    "condition": {"const", "own_entities"},
    "diagnostics": READERS,
    "repairs": READERS | {"store"},
    # what asks it
    "actions": {"coordinator", "engine.errors"},
    "record_services": {"actions", "archive", "coordinator", "download", "formats"}
    | {"engine.errors"},
    "services": VERBS | {"actions", "privacy", "record_services", "engine.balance"},
    "facts": {"content", "coordinator", "reasons", "engine.model"},
    "tools": {"actions", "facts", "content", "coordinator", "engine.balance"}
    | {"engine.errors", "engine.records"},
    "llm": {"actions", "const", "coordinator", "errors", "privacy", "tools", "engine.errors"},
    "privacy": {"const"},
    "download": {"const", "coordinator", "formats", "privacy", "engine.errors"},
    "renames": {"const", "coordinator"},
    # the dashboard card
    "card_state": {"engine.exercise", "engine.model"},
    "contract": {"card_state", "engine.model"},
    "presentation": {"card_state", "const", "content", "coordinator", "library", "settings"}
    | {"sources", "engine.cues", "engine.model", "engine.plain"},
    "recorded": {"const", "engine.model"},
    "trend": {"archive", "const", "contract", "coordinator", "partition", "recorded", "settings"}
    | {"engine.balance", "engine.history", "engine.model", "engine.records"},
    "websocket_api": {
        "card_state",
        "const",
        "contract",
        "coordinator",
        "presentation",
        "privacy",
        "trend",
    }
    | {"engine.plain"},
    "frontend": {"const", "library"},
    # what is asked aloud
    "spoken": {"const", "effects", "plurals", "engine.errors"},
    "addressee": {"area", "const", "coordinator", "privacy", "spoken"},
    "confirmations": {"spoken", "engine.model"},
    "answers": {"confirmations", "content", "reasons", "spoken", "engine.model"},
    "requests": {"answers", "confirmations", "coordinator", "spoken", "engine.balance"}
    | {"engine.errors", "engine.records"},
    "intent": {"addressee", "privacy", "requests", "spoken", "engine.errors"},
    "numerals": {"spoken"},
    "grammar": {"const", "numerals", "spoken"},
    "languages": {"const", "grammar"},
    "sentence_files": {"actions", "addressee", "const", "errors", "grammar", "languages", "spoken"}
    | {"engine.errors"},
    "voice": {"addressee", "const", "grammar", "languages", "spoken", "engine.records"},
    # the set-up
    "suggestions": FORMS,
    "fields": FORMS,
    "faults": FORMS | {"quiet"},
    "subentry_flow": FORMS | {"authoring", "own_content"},
    "config_flow": FORMS | {"fields", "faults", "own_content", "subentry_flow", "suggestions"},
}
"""`__init__` may import everything, and nobody imports it."""

STANDARD_LIBRARY = {
    *("collections", "dataclasses", "datetime", "enum", "itertools", "math", "statistics"),
    *("types", "typing"),
}
"""What the engine may use of it; `_typeshed` is there for the type checker only."""

PRESENT = {"now", "utcnow", "today", "time", "monotonic"}
"""Ways to ask what time it is, which the engine is told."""

RESERVED = {
    *("backup", "condition", "config", "config_flow", "diagnostics", "energy", "group"),
    *("hardware", "intent", "llm", "logbook", "media_source", "recorder", "repairs"),
    *("significant_change", "system_health", "trigger"),
}
"""Home Assistant's loader takes a module of such a name for the platform of that name."""
PLATFORMS_WE_ARE = {"condition", "config_flow", "diagnostics", "intent", "llm"} | {
    *("repairs", "trigger"),
}

MEANINGLESS = {"utils", "util", "helpers", "helper", "manager", "handler", "base", "common", "misc"}

LONGEST_FILE = {"tests": 500}
LONGEST_FILE_ELSEWHERE = 350
LONGEST_FUNCTION = 60

TESTED_IN = {
    "__init__": "test_coordinator",
    "addressee": "test_intent",
    "answers": "test_intent",
    "confirmations": "test_intent",
    "languages": "test_voice",
    "numerals": "test_grammar",
    "plurals": "test_content",
    "requests": "test_intent",
    "quiet": "test_voices",
    "const": "test_manifest",
    "card_state": "test_contract_ts",
    "contract": "test_contract_ts",
    "entity": "test_entities",
    "errors": "test_services",
    "facts": "test_llm",
    "faults": "test_options_flow",
    "fields": "test_config_flow",
    "own_entities": "test_trigger",
    "partition": "test_store",
    "reasons": "test_sensor",
    "renames": "test_coordinator",
    "spoken": "test_intent",
    "tools": "test_llm",
    "verbs": "test_services",
    "engine.__init__": "engine.test_coach",
    "engine.events": "engine.test_coach",
    "engine.exercise": "test_content",
    "engine.model": "engine.test_portrait",
    "engine.records": "test_store",
}
"""Modules without a test file of their own name."""


@cache
def tracked() -> tuple[Path, ...]:
    """What is committed, or would be."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    try:
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    except OSError, subprocess.CalledProcessError:
        return tuple(each for each in ROOT.rglob("*") if ".venv" not in str(each))
    return tuple(
        path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()
    )


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.py"))}


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Each import as its level and dotted name; a relative one of a name is that module."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((0, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module:
                yield node.level, node.module
            else:
                yield from ((node.level, each.name) for each in node.names)


@pytest.mark.parametrize("module", modules(HERE))
def test_a_module_imports_only_what_its_room_allows(module):
    if module == "__init__":
        return
    assert module in ROOMS, f"{module} has no room yet"
    own = {name for level, name in imported(HERE / f"{module}.py") if level}
    assert own <= ROOMS[module]


@pytest.mark.parametrize("module", modules(ENGINE))
def test_an_engine_module_imports_only_what_its_room_allows(module):
    assert module in ENGINE_ROOMS, f"{module} has no room yet"
    own = {name for level, name in imported(ENGINE / f"{module}.py") if level}
    assert own <= ENGINE_ROOMS[module]


def test_the_rooms_are_those_of_modules_that_exist():
    assert set(ROOMS) == set(modules(HERE)) - {"__init__"}
    assert set(ENGINE_ROOMS) == set(modules(ENGINE))


def test_imports_inside_the_package_are_relative_and_stay_in_their_folder():
    """The engine loads without its parents only if it never names them."""
    for path in HERE.rglob("*.py"):
        for level, name in imported(path):
            assert level <= 1, name_of(path)
            assert level or not name.startswith("custom_components"), name_of(path)


@pytest.mark.parametrize("module", modules(ENGINE))
def test_the_engine_uses_a_few_modules_of_the_standard_library(module):
    others = {
        name.partition(".")[0] for level, name in imported(ENGINE / f"{module}.py") if not level
    }
    assert others <= STANDARD_LIBRARY | {"_typeshed"}


@pytest.mark.parametrize("module", modules(ENGINE))
def test_the_engine_never_asks_what_time_it_is(module):
    called = {
        node.func.attr
        for node in ast.walk(parsed(ENGINE / f"{module}.py"))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & PRESENT


def test_the_engine_runs_where_there_is_no_home_assistant():
    program = (
        "import tests.engine_alone, sys\n"
        "from datetime import UTC, datetime, timedelta\n"
        "from custom_components.posture_coach.engine import Coach\n"
        "from custom_components.posture_coach.engine.events import SourcesReported, TimePassed\n"
        "from custom_components.posture_coach.engine.model import Settings, SourceKind\n"
        "from custom_components.posture_coach.engine.journal import Journal\n"
        "now = datetime(2026, 3, 2, tzinfo=UTC)\n"
        "coach = Coach(Settings(), {'seat': SourceKind.SEAT}, now)\n"
        "coach.handle(SourcesReported(answers={'seat': True}, at=now), now)\n"
        "assert coach.handle(TimePassed(), now + timedelta(minutes=30))\n"
        "assert not {'homeassistant', 'asyncio', 'logging'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_alone_the_engine_is_refused_what_it_does_without():
    """The other direction: a loader that refuses nothing proves nothing."""
    program = "import tests.engine_alone\nimport homeassistant\n"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert "ImportError: the engine does without homeassistant" in run.stderr


def test_a_file_can_be_read_at_a_sitting():
    long = {}
    for path in python_files():
        budget = LONGEST_FILE.get(path.relative_to(ROOT).parts[0], LONGEST_FILE_ELSEWHERE)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > budget:
            long[name_of(path)] = lines
    assert long == {}


def test_a_function_can_be_seen_at_once():
    long = [
        (name_of(path), node.name)
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_a_file_is_named_after_what_it_owns():
    assert [name_of(path) for path in python_files() if path.stem in MEANINGLESS] == []


def test_a_name_reserved_by_home_assistant_is_used_for_its_platform_only():
    assert RESERVED & set(modules(HERE)) == PLATFORMS_WE_ARE & set(modules(HERE))
    assert not (RESERVED - {"config"}) & {path.name for path in HERE.iterdir() if path.is_dir()}


def all_modules() -> list[str]:
    return [*modules(HERE), *(f"engine.{each}" for each in modules(ENGINE))]


@pytest.mark.parametrize("module", all_modules())
def test_every_module_is_tested_where_one_looks_for_it(module):
    folder, _, name = module.rpartition(".")
    expected = TESTED_IN.get(module, f"{folder}.test_{name}".lstrip("."))
    path = ROOT.joinpath("tests", *expected.split(".")).with_suffix(".py")
    assert path.is_file()
    if module in TESTED_IN:
        usual = path.with_name(f"test_{name}.py")
        assert usual == path or not usual.exists()
