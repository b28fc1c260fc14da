"""What comes with the integration: the files of `catalogue/`, checked and put together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import json
from pathlib import Path
from string import Formatter
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey
import probatio as vol

from .authoring import (
    EXERCISE_SCHEMA,
    ROUTINE_SCHEMA,
    ExerciseTexts,
    RoutineTexts,
    exercise_of,
    routine_of,
)
from .const import DOMAIN
from .engine.exercise import Exercise, Routine
from .engine.model import Cue

FOLDER = Path(__file__).parent / "catalogue"
FALLBACK = "en"
"""The language that everything is taken from which does not depend on one."""

SPOKEN_STYLES = ("full", "brief")
UNSPOKEN = frozenset({Cue.COUNTDOWN})
"""Sounds in every style."""
SOUNDS: Mapping[Cue, str] = {
    Cue.BALANCE_BEFORE: "attention",
    Cue.WELCOME: "attention",
    Cue.STANCE: "attention",
    Cue.INSTRUCTIONS: "attention",
    Cue.BEGIN: "begin",
    Cue.HALF_WAY: "half_way",
    Cue.COUNTDOWN: "countdown",
    Cue.REST: "rest",
    Cue.BALANCE_AFTER: "attention",
    Cue.FINISHED: "finished",
}
"""The sound of each cue that has one."""
ALWAYS_KNOWN = frozenset({"person", "routine"})
KNOWN: Mapping[Cue, frozenset[str]] = {
    Cue.WELCOME: frozenset({"moves", "minutes"}),
    Cue.STANCE: frozenset({"exercise", "say", "dose"}),
    Cue.INSTRUCTIONS: frozenset({"exercise", "steps", "dose"}),
    Cue.BEGIN: frozenset({"exercise", "dose"}),
    Cue.REST: frozenset({"exercise", "dose"}),
}
"""What the line of a cue may tell besides."""

COUNTED = ("dose_repetitions", "dose_hold", "moves", "minutes")
AXES = ("left_right", "heel_toe", "inner_outer")
LONGEST_LINE = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The files that show the beginning and the end of a move, without colours of their own."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisTexts:
    """What is asked about one axis of the balance test."""

    question: str
    answers: tuple[str, ...]
    """Five, for -2 (left, heel, inner) to 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that is said and shown, in one language."""

    exercises: Mapping[str, ExerciseTexts]
    routines: Mapping[str, RoutineTexts]
    spoken: Mapping[str, Mapping[str, str | None]]
    """By style and cue."""
    counted: Mapping[str, Mapping[str, str]]
    """What is counted: `one`, and `other` with a {count}; `few` where a language has it."""
    balance: Mapping[str, AxisTexts]
    safety: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What comes with the integration, by id."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    sources: Mapping[str, tuple[str, ...]]
    """Where the figures of each exercise come from."""
    pictures: Mapping[str, Picture]
    sounds: Mapping[str, Path]
    """By the names in SOUNDS."""
    languages: Mapping[str, Language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What the files hold, as it was read."""

    structure: Any
    texts: Mapping[str, Any]
    """By language."""
    pictures: Mapping[str, str]
    sounds: Mapping[str, Path]


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value or value != value.strip():
        raise vol.Invalid("no text")
    if len(value) > LONGEST_LINE:
        raise vol.Invalid("too long")
    return value


def _line_with(*names: str) -> Callable[[Any], str]:
    """A line with no other placeholders than these."""

    def check(value: Any) -> str:
        line = _line(value)
        try:
            used = {name for _, name, _, _ in Formatter().parse(line) if name is not None}
        except ValueError as error:
            raise vol.Invalid("not a template") from error
        if not used <= set(names):
            raise vol.Invalid(f"not known here: {sorted(used - set(names))}")
        return line

    return check


def _all_of(keys: tuple[str, ...], each: Any) -> dict[Any, Any]:
    return {vol.Required(key): each for key in keys}


def _some(each: Any) -> vol.All[Any]:
    return vol.All([each], vol.Length(min=1))


CUE_LINES = {
    vol.Required(cue.value): vol.Any(None, _line_with(*ALWAYS_KNOWN, *KNOWN.get(cue, ())))
    for cue in Cue
    if cue not in UNSPOKEN
}
STRUCTURE = vol.Schema(
    {
        vol.Required("exercises"): _some(
            {
                **_all_of(("id", "picture"), str),
                vol.Required("dose"): {
                    vol.Required("kind"): str,
                    vol.Required("ladder"): _some(int),
                    vol.Optional("seconds_each"): int,
                },
                **_all_of(("helps", "needs"), [str]),
                vol.Required("variant"): vol.Any(None, str),
                vol.Required("sources"): _some(_line),
            }
        ),
        vol.Required("routines"): _some(
            {vol.Required("id"): str, vol.Required("exercises"): [str]}
        ),
    }
)
TEXTS = vol.Schema(
    {
        vol.Required("exercises"): {
            str: {
                **_all_of(("name", "say", "purpose", "stance"), _line),
                **_all_of(("steps", "cues", "mistakes", "cautions"), _some(_line)),
            }
        },
        vol.Required("routines"): {str: _all_of(("name", "description"), _line)},
        vol.Required("spoken"): _all_of(SPOKEN_STYLES, CUE_LINES),
        vol.Required("counted"): _all_of(
            COUNTED,
            {
                vol.Required("one"): _line_with(),
                vol.Optional("few"): _line_with("count"),
                vol.Required("other"): _line_with("count"),
            },
        ),
        vol.Required("balance"): _all_of(
            AXES,
            {
                vol.Required("question"): _line,
                vol.Required("answers"): vol.All([_line], vol.Length(min=5, max=5)),
            },
        ),
        vol.Required("safety"): _line,
    }
)


def library_of(files: Files) -> Library:
    """What the files say. Raises vol.Invalid if they are incomplete or contradict one another."""
    structure = STRUCTURE(files.structure)
    exercises = _by_id(structure["exercises"])
    routines = _by_id(structure["routines"])
    for each in exercises.values():
        _demand(each["variant"] is None or each["variant"] in exercises, "a variant is unknown")
        for moment in ("start", "end"):
            _demand(f"{each['picture']}_{moment}" in files.pictures, "a picture is missing")
    for each in routines.values():
        _demand(set(each["exercises"]) <= set(exercises), "an exercise is unknown")
    _demand(set(SOUNDS.values()) <= set(files.sounds), "a sound is missing")
    _demand(FALLBACK in files.texts, "there is no English")
    built = {name: _built(structure, texts) for name, texts in files.texts.items()}
    return Library(
        exercises={key: exercise for key, (exercise, _) in built[FALLBACK][0].items()},
        routines={key: routine for key, (routine, _) in built[FALLBACK][1].items()},
        sources={key: tuple(each["sources"]) for key, each in exercises.items()},
        pictures={
            key: Picture(
                start=f"{each['picture']}_start.svg",
                end=f"{each['picture']}_end.svg",
            )
            for key, each in exercises.items()
        },
        sounds=files.sounds,
        languages={
            name: Language(
                exercises={key: texts for key, (_, texts) in built[name][0].items()},
                routines={key: texts for key, (_, texts) in built[name][1].items()},
                spoken=texts["spoken"],
                counted=texts["counted"],
                balance={
                    axis: AxisTexts(question=each["question"], answers=tuple(each["answers"]))
                    for axis, each in texts["balance"].items()
                },
                safety=texts["safety"],
            )
            for name, texts in files.texts.items()
        },
    )


def read_files(folder: Path = FOLDER) -> Files:
    """Read the catalogue; blocks."""
    return Files(
        structure=json.loads((folder / "structure.json").read_text(encoding="utf-8")),
        texts={
            path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((folder / "texts").glob("*.json"))
        },
        pictures={
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted((folder / "pictures").glob("*.svg"))
        },
        sounds={path.stem: path for path in sorted((folder / "sounds").glob("*.wav"))},
    )


LIBRARY: HassKey[Library] = HassKey(f"{DOMAIN}.library")


@singleton(LIBRARY, async_=True)
async def async_load_library(hass: HomeAssistant) -> Library:
    """The library, read once for everybody."""
    return library_of(await hass.async_add_executor_job(read_files))


type Built = tuple[
    dict[str, tuple[Exercise, ExerciseTexts]], dict[str, tuple[Routine, RoutineTexts]]
]


def _built(structure: dict[str, Any], texts: Any) -> Built:
    """The exercises and routines in one language, by the rules that hold for everybody's own."""
    TEXTS(texts)
    exercises, routines = _by_id(structure["exercises"]), _by_id(structure["routines"])
    _demand(set(texts["exercises"]) == set(exercises), "these are not the exercises")
    _demand(set(texts["routines"]) == set(routines), "these are not the routines")
    return (
        {
            key: exercise_of(
                key, EXERCISE_SCHEMA(_flat(each) | texts["exercises"][key]), each["variant"]
            )
            for key, each in exercises.items()
        },
        {
            key: routine_of(key, ROUTINE_SCHEMA(each | texts["routines"][key]))
            for key, each in routines.items()
        },
    )


def _flat(exercise: dict[str, Any]) -> dict[str, Any]:
    dose = exercise["dose"]
    kept = {key: exercise[key] for key in ("id", "helps", "needs")}
    return {**kept, **dose, "dose": dose["ladder"][0]}


def _by_id(those: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    by_id = {each["id"]: each for each in those}
    _demand(len(by_id) == len(those), "something is there twice")
    return by_id


def _demand(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - what is demanded reads as one
    if not is_so:
        raise vol.Invalid(otherwise)
