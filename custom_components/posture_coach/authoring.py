"""Exercises and routines as people write them down: the same rules for ours and for their own."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
import re
from textwrap import shorten
from typing import Any
import unicodedata

import probatio as vol

from .engine.errors import CoachError
from .engine.exercise import LONGEST_HOLD, Aspect, DoseKind, Exercise, Need, Routine

LONGEST_NAME = 60
LONGEST_TEXT = 500
MOST_LINES = 20
"""Of steps, cues, mistakes or cautions."""
LONGEST_SAY = 100
"""Of a name and what is said with it: at 14 characters a second it is over when 8 s are."""
LONGEST_NUMBER = 9
"""In characters."""
MOST_EXERCISES = 12
"""In a routine."""
DOSES = {
    DoseKind.REPETITIONS: (1, 100),
    DoseKind.HOLD: (5, int(LONGEST_HOLD.total_seconds())),
}
"""Repetitions, or seconds of a hold."""
SECONDS_EACH = (1, 30)

MARKUP = re.compile(r"<[A-Za-z/!]")
UNSPEAKABLE = {"Cc", "Cs"}
"""Unicode's categories of control characters, and of halves of characters."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s")
SLUG = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseTexts:
    """What is said and shown of an exercise, in one language."""

    name: str
    say: str = ""
    """How to stand, said in one breath after the name."""
    purpose: str = ""
    stance: str = ""
    steps: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def instructions(self) -> str:
        """The stance and every step, to be read out."""
        return " ".join(part for part in (self.stance, *self.steps) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineTexts:
    """What is said and shown of a routine, in one language."""

    name: str
    description: str = ""


class ContentError(CoachError):
    """Somebody's own exercise or routine is not as it should be.

    `faults` are the keys of all that was found, by field; the error itself is the first of them.
    """

    def __init__(self, faults: Mapping[str, str], **placeholders: str) -> None:
        field, key = next(iter(faults.items()))
        limit = LONGEST_NAME if field == "name" else LONGEST_TEXT
        super().__init__(key, field=field, limit=str(limit), **placeholders)
        self.faults = faults


def _plain(value: Any) -> str:
    """Text on one line that may be shown, spoken and saved anywhere."""
    if not isinstance(value, str):
        raise vol.Invalid("value_unknown")
    text = " ".join(value.split())
    if MARKUP.search(text) or any(unicodedata.category(each) in UNSPEAKABLE for each in text):
        raise vol.Invalid("text_has_markup")
    if len(text) > LONGEST_TEXT:
        raise vol.Invalid("text_too_long")
    return text


def _name(value: Any) -> str:
    text = _plain(value)
    if not text:
        raise vol.Invalid("text_empty")
    if len(text) > LONGEST_NAME:
        raise vol.Invalid("text_too_long")
    return text


def _lines(value: Any) -> tuple[str, ...]:
    """Texts; also as one text, a line each."""
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list | tuple):
        raise vol.Invalid("value_unknown")
    if len(value) > MOST_LINES:
        raise vol.Invalid("text_too_long")
    return tuple(text for each in value if (text := _plain(each)))


def _whole(low: int, high: int, key: str) -> Callable[[Any], int]:
    """A whole number from `low` to `high`, also as forms give it: 10.0 or "10"."""

    def check(value: Any) -> int:
        if isinstance(value, str) and len(value) <= LONGEST_NUMBER and value.strip().isdecimal():
            value = int(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= value <= high or value != int(value):
            raise vol.Invalid(key)
        return int(value)

    return check


_dose = _whole(1, max(most for _, most in DOSES.values()), "dose_out_of_range")


def _doses(value: Any) -> tuple[int, ...]:
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    if not isinstance(value, list | tuple):
        raise vol.Invalid("value_unknown")
    return tuple(_dose(each) for each in value)


def _one_of[T: (Aspect, DoseKind, Need)](words: type[T]) -> Callable[[Any], T]:
    def check(value: Any) -> T:
        try:
            return words(value)
        except ValueError as error:
            raise vol.Invalid("value_unknown") from error

    return check


def _slug(value: Any) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise vol.Invalid("value_unknown")
    return value


def _rising(exercise: dict[str, Any]) -> dict[str, Any]:
    """The dose to begin with and those to grow through as one ladder of possible doses."""
    low, high = DOSES[exercise["kind"]]
    dose, more = exercise["dose"], exercise["ladder"]
    ladder = more if more[:1] == (dose,) else (dose, *more)
    if not low <= dose <= high:
        raise vol.Invalid("dose_out_of_range", path=["dose"])
    if any(one >= other for one, other in pairwise(ladder)):
        raise vol.Invalid("ladder_not_rising", path=["ladder"])
    if ladder[-1] > high:
        raise vol.Invalid("dose_out_of_range", path=["ladder"])
    return {**exercise, "ladder": ladder}


EXERCISE_SCHEMA = vol.Schema(
    vol.All(
        {
            vol.Optional("id"): _slug,
            vol.Required("name", msg="text_empty"): _name,
            vol.Required("kind", msg="value_unknown"): _one_of(DoseKind),
            vol.Required("dose", msg="dose_out_of_range"): _dose,
            vol.Optional("ladder", default=()): _doses,
            vol.Optional("seconds_each", default=3): _whole(*SECONDS_EACH, "seconds_out_of_range"),
            vol.Optional("say", default=""): _plain,
            vol.Optional("purpose", default=""): _plain,
            vol.Optional("stance", default=""): _plain,
            vol.Optional("steps", default=()): _lines,
            vol.Optional("cues", default=()): _lines,
            vol.Optional("mistakes", default=()): _lines,
            vol.Optional("cautions", default=()): _lines,
            vol.Optional("helps", default=list): [_one_of(Aspect)],
            vol.Optional("needs", default=list): [_one_of(Need)],
        },
        _rising,
    )
)
"""An exercise with its texts in one language; what is wrong with a field is a key."""


def _chosen(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise vol.Invalid("routine_empty")
    if len(value) > MOST_EXERCISES:
        raise vol.Invalid("routine_too_long")
    if not all(isinstance(each, str) for each in value):
        raise vol.Invalid("exercise_unknown")
    return tuple(value)


ROUTINE_SCHEMA = vol.Schema(
    {
        vol.Optional("id"): _slug,
        vol.Required("name", msg="text_empty"): _name,
        vol.Optional("description", default=""): _plain,
        vol.Required("exercises", msg="routine_empty"): _chosen,
    }
)
"""A routine with its texts in one language; what is wrong with a field is a key."""


def own_exercise(exercise_id: str, data: Mapping[str, Any]) -> tuple[Exercise, ExerciseTexts]:
    """Somebody's own exercise from what they entered.

    Doses are 1 to 100 repetitions or 5 to 300 s; `ladder` are those to grow through from `dose`
    on. Raises ContentError.
    """
    return exercise_of(exercise_id, _checked(EXERCISE_SCHEMA, data))


def own_routine(
    routine_id: str, data: Mapping[str, Any], known: Collection[str]
) -> tuple[Routine, RoutineTexts]:
    """Somebody's own routine of exercises that are `known`. Raises ContentError."""
    checked = _checked(ROUTINE_SCHEMA, data)
    for each in checked["exercises"]:
        if each not in known:
            raise ContentError({"exercises": "exercise_unknown"}, exercise=each)
    return routine_of(routine_id, checked)


def exercise_faults(data: Mapping[str, Any]) -> Mapping[str, str]:
    """The keys of what is wrong with somebody's own exercise, by field."""
    try:
        own_exercise("new", data)
    except ContentError as fault:
        return fault.faults
    return {}


def routine_faults(data: Mapping[str, Any], known: Collection[str]) -> Mapping[str, str]:
    """The keys of what is wrong with somebody's own routine, by field."""
    try:
        own_routine("new", data, known)
    except ContentError as fault:
        return fault.faults
    return {}


def exercise_of(
    exercise_id: str, checked: Mapping[str, Any], variant: str | None = None
) -> tuple[Exercise, ExerciseTexts]:
    """What EXERCISE_SCHEMA let pass, as the engine and as people know it."""
    exercise = Exercise(
        id=exercise_id,
        kind=checked["kind"],
        ladder=checked["ladder"],
        seconds_each=checked["seconds_each"],
        helps=frozenset(checked["helps"]),
        needs=frozenset(checked["needs"]),
        variant=variant,
    )
    name, stance = checked["name"], checked["stance"]
    texts = ExerciseTexts(
        name=name,
        say=checked["say"] or in_one_breath(stance, LONGEST_SAY - len(f"{name}. ")),
        purpose=checked["purpose"],
        stance=stance,
        **{each: checked[each] for each in ("steps", "cues", "mistakes", "cautions")},
    )
    return exercise, texts


def routine_of(routine_id: str, checked: Mapping[str, Any]) -> tuple[Routine, RoutineTexts]:
    """What ROUTINE_SCHEMA let pass, as the engine and as people know it."""
    texts = RoutineTexts(name=checked["name"], description=checked["description"])
    return Routine(id=routine_id, exercises=checked["exercises"]), texts


def in_one_breath(text: str, length: int) -> str:
    """As many whole sentences of it as fit into `length`, or else as many words."""
    fitting = ""
    for sentence in SENTENCE_END.split(text):
        longer = f"{fitting} {sentence}".strip()
        if len(longer) > length:
            break
        fitting = longer
    return fitting or shorten(text, length, placeholder="")


def _checked(schema: vol.Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        checked: dict[str, Any] = schema(dict(data))
    except vol.MultipleInvalid as invalid:
        faults: dict[str, str] = {}
        for each in invalid.errors:
            is_ours = type(each) is vol.Invalid or isinstance(each, vol.RequiredFieldInvalid)
            field = str(each.path[0]) if each.path else "base"
            faults.setdefault(field, each.msg if is_ours else "value_unknown")
        raise ContentError(faults) from invalid
    return checked
