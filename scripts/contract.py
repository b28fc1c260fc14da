"""Write the contract of the card in TypeScript, and its English texts, from what Python says.

`.venv/bin/python scripts/contract.py [--check]`. `--check` only tells whether the files fit.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
import json
from pathlib import Path
import re
import sys
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, TypeAliasType, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "custom_components" / "posture_coach"
FRONTEND = ROOT / "frontend" / "src"

HEADER = "// Generated from Python by scripts/contract.py: change that, not this.\n"
PLAIN = {bool: "boolean", str: "string", int: "number", float: "number", NoneType: "null"}
PARTIAL = {("ChangesMessage", "state"): "Partial<CardState>"}
"""What Python has no word for."""
CONSTANTS = ("Command",)
"""Enumerations that the card needs at run time; the others are types alone."""
SHOWN = ("status", "posture", "routine_phase")
"""Sensors whose states the card shows in the same words."""
PREFIXES = ("card_", "reason_")
"""Of the texts in `common` that the card shows."""
LATER = (
    *("card_balance_", "card_check_in_", "card_config_", "card_live_", "card_move_"),
    *("card_routine_", "card_week_", "routine_phase."),
    *("card_cancel", "card_moves_", "card_save", "card_start", "card_today"),
)
"""Of those among them that are not needed before somebody looks further."""


def contract() -> tuple[ModuleType, ...]:
    """The modules that everything is made from."""
    sys.path.insert(0, str(ROOT))
    import homeassistant  # noqa: F401, PLC0415 - it puts its own voluptuous in place

    from custom_components.posture_coach import card_state, contract as messages  # noqa: PLC0415

    return card_state, messages


def notes(module: ModuleType) -> dict[tuple[str, str], str]:
    """The docstrings of classes and of their fields, by class and field."""
    found: dict[tuple[str, str], str] = {}
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        found[node.name, ""] = ast.get_docstring(node) or ""
        for before, after in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(before, ast.AnnAssign)
                and isinstance(before.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                text = " ".join(str(after.value.value).split())
                found[node.name, before.target.id] = text
    return found


def type_of(hint: Any) -> str:
    """A Python type in TypeScript."""
    arguments = get_args(hint)
    match get_origin(hint):
        case _ if isinstance(hint, UnionType):
            written = " | ".join(map(type_of, arguments))
        case origin if origin is Literal:
            written = " | ".join(map(json.dumps, arguments))
        case origin if origin is tuple:
            written = f"readonly {type_of(arguments[0])}[]"
        case origin if origin is Mapping:
            key, value = map(type_of, arguments)
            record = f"Record<{key}, {value}>"
            written = f"Readonly<{record if key == 'string' else f'Partial<{record}>'}>"
        case _:
            written = PLAIN.get(hint) or str(hint.__name__)
    return written


def enumerations(module: ModuleType) -> Iterator[str]:
    """Every enumeration that a type mentions."""
    for name, each in sorted(vars(module).items()):
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum:
            if name in CONSTANTS:
                rows = "".join(f'  {one.name}: "{one.value}",\n' for one in each)
                yield f"export const {name} = {{\n{rows}}} as const;\n"
            else:
                choices = "".join(f'\n  | "{one.value}"' for one in each)
                yield f"export type {name} ={choices};\n"


def interfaces(module: ModuleType) -> Iterator[str]:
    """Every class of the contract, in its order."""
    said = notes(module)
    for name, each in vars(module).items():
        if not (isinstance(each, type) and is_dataclass(each)):
            continue
        if each.__module__ != module.__name__:
            continue
        hints = get_type_hints(each)
        rows = ""
        for field in fields(each):
            if note := said.get((name, field.name)):
                rows += f"  /** {note} */\n"
            written = PARTIAL.get((name, field.name)) or type_of(hints[field.name])
            rows += f"  readonly {field.name}: {written};\n"
        about = " ".join(said[name, ""].split())
        yield f"/** {about} */\nexport interface {name} {{\n{rows}}}\n"


def actions() -> Iterator[str]:
    """The actions of the integration, with the names of their fields."""
    from custom_components.posture_coach.services import ACTIONS  # noqa: PLC0415

    rows = ""
    for name, action in ACTIONS.items():
        among = " | ".join(f'"{field}"' for field in action.fields) or "never"
        rows += f"  readonly {name}: {among};\n"
    yield f"/** The fields of every action. */\nexport interface Actions {{\n{rows}}}\n"


def aliases(module: ModuleType) -> Iterator[str]:
    """The names that a module gives to types."""
    for name, each in vars(module).items():
        if isinstance(each, TypeAliasType) and each.__module__ == module.__name__:
            yield f"export type {name} = {type_of(each.__value__)};\n"


def typescript() -> tuple[str, str]:
    """A person as a card is told of them, and everything else; as in Python, a file each."""
    state, messages = contract()
    known = [*enumerations(state)]
    told = [f"export const CONTRACT = {state.CONTRACT};\n", *aliases(state), *known]
    told += interfaces(state)
    others = [each for each in enumerations(messages) if each not in known]
    said = "\n".join((*others, *interfaces(messages), *actions()))
    names = re.findall(r"^export (?:type|interface) (\w+)", "\n".join(told), re.MULTILINE)
    used = sorted(name for name in names if re.search(rf"\b{name}\b", said))
    head = f'import type {{ {", ".join(used)} }} from "./card-state";\n'
    head += '\nexport * from "./card-state";\n'
    return "\n".join((HEADER, *told)), f"{HEADER}\n{head}\n{said}"


def texts() -> tuple[str, str]:
    """What the card says in English: what may be needed at first, and what its other faces say."""
    english = json.loads((PACKAGE / "translations" / "en.json").read_text(encoding="utf-8"))
    sensors = english["entity"]["sensor"]
    said = {key: text for key, text in english["common"].items() if key.startswith(PREFIXES)}
    for sensor in SHOWN:
        for state, text in sensors[sensor]["state"].items():
            said[f"{sensor}.{state}"] = text
    later = {key: said.pop(key) for key in tuple(said) if key.startswith(LATER)}
    return _written(said), _written(later)


def _written(said: dict[str, str]) -> str:
    return json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def wanted() -> dict[Path, str]:
    """Every file and what is to stand in it."""
    first, later = texts()
    state, messages = typescript()
    return {
        FRONTEND / "card-state.ts": state,
        FRONTEND / "contract.ts": messages,
        FRONTEND / "localize" / "en.json": first,
        FRONTEND / "localize" / "en-later.json": later,
    }


def main() -> int:
    """Write the files, or tell which do not fit."""
    stale = {
        path: text
        for path, text in wanted().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is not what scripts/contract.py makes")
        else:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
