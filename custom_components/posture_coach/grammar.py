"""What may be said in one language: to be matched by Home Assistant, and to be understood.

Whoever wants hassil installed sets up Home Assistant's conversation; nobody else loads this.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
import re
from typing import Any

from hassil import Intents, TextSlotList, parse_sentence, recognize
from hassil.intents import SlotList
from hassil.numbers import get_rbnf_engine
from hassil.util import (
    PUNCTUATION_END,
    PUNCTUATION_END_WORD,
    PUNCTUATION_START,
    PUNCTUATION_START_WORD,
)
from homeassistant.util.yaml import load_yaml_dict

from .const import LOGGER
from .spoken import Known, spoken

FOLDER = Path(__file__).parent / "sentences"

NAME = "name"
ROUTINE = "routine"
"""A list of names, and the rule for the word itself."""
PLEASE = "please"
"""The rule for what may be said before and after every sentence."""

IN_WORDS = 60
"""Numbers up to here are also understood in words, and round ones beyond."""
FIRST_DIGIT = "(1|2|3|4|5|6|7|8|9)"
DIGIT = "(0|1|2|3|4|5|6|7|8|9)"
MARKS = (PUNCTUATION_START, PUNCTUATION_END, PUNCTUATION_START_WORD, PUNCTUATION_END_WORD)
"""Home Assistant takes punctuation out of what it hears, so a template with it never matches."""

RULE = re.compile(r"<(\w+)>")
EMPTY = re.compile(r"\(\s*\)")
LIST = re.compile(r"\{(\w+)(?::\w+)?\}")

type Choices = list[tuple[str, Any]]
"""What may be said in a place, and what it means."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence that was understood."""

    intent_type: str
    slots: dict[str, Any] = field(default_factory=dict)


class Grammar:
    """The sentences of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` is in hassil's format of intents. Raises whatever hassil does if it is not."""
        self.language: str = data["language"]
        self._rules: dict[str, str] = data.get("expansion_rules", {})
        self._choices: dict[str, Choices] = {}
        self._said: dict[str, str] = {}
        """What takes the place of a list in a closed template."""
        for name, each in data.get("lists", {}).items():
            self._read_list(name, each)
        intents = {
            name: {"data": [self._with_please(each) for each in intent["data"]]}
            for name, intent in data["intents"].items()
        }
        self._sentences = [
            sentence
            for intent in intents.values()
            for each in intent["data"]
            for sentence in each["sentences"]
        ]
        self.intents = Intents.from_dict({**data, "lists": {}, "intents": intents})

    def templates(self, known: Known) -> list[str]:
        """Every sentence, without lists and rules; those that would do harm are left out."""
        said = {
            **self._said,
            **{
                name: _any_of(each for each, _ in choices)
                for name, choices in self._names(known).items()
            },
        }
        closed = (self._closed(each, said) for each in self._sentences)
        return [each for each in closed if each and self._is_sound(each)]

    def understand(self, text: str, known: Known) -> Understood | None:
        """What is asked for, if it is one of our sentences."""
        found = recognize(
            text, self.intents, slot_lists=self.slot_lists(known), language=self.language
        )
        if found is None:
            return None
        slots = {name: each.value for name, each in found.entities.items()}
        return Understood(found.intent.name, slots)

    def slot_lists(self, known: Known) -> dict[str, SlotList]:
        """What may be said in each place."""
        choices = {**self._choices, **self._names(known)}
        return {
            name: TextSlotList.from_tuples(each, allow_template=False, name=name)
            for name, each in choices.items()
        }

    def _names(self, known: Known) -> dict[str, Choices]:
        routines = _choices(known.routines)
        # "Start the upper back routine" says the last word of such a name once.
        ends = {word.casefold() for word in re.findall(r"\w+", self._rules.get(ROUTINE, ""))}
        for each, name in tuple(routines):
            start, _, end = each.rpartition(" ")
            if start and end.casefold() in ends:
                routines.append((start, name))
        return {NAME: _choices(known.persons), ROUTINE: routines}

    def _read_list(self, name: str, data: Mapping[str, Any]) -> None:
        if "range" not in data:
            self._choices[name] = [(each["in"], each["out"]) for each in data["values"]]
            self._said[name] = _any_of(each for each, _ in self._choices[name])
            return
        places = len(str(data["range"]["to"]))
        words = list(self._numbers_in_words(10**places))
        self._choices[name] = [*((str(each), each) for each in range(10**places)), *words]
        # A thousand alternatives would be slow wherever they stand; a number is a few digits.
        figures = FIRST_DIGIT + f"[{DIGIT}]" * (places - 1)
        self._said[name] = _any_of((figures, "0", *(each for each, _ in words)))

    def _numbers_in_words(self, end: int) -> Iterator[tuple[str, int]]:
        try:
            engine = get_rbnf_engine(self.language)
        except ValueError:
            return
        for number in (*range(min(end, IN_WORDS)), *range(IN_WORDS, end, 10)):
            found = engine.format_number(number).text_by_ruleset.values()
            for each in sorted({words for text in found for words in spoken(text)}):
                yield each, number

    def _with_please(self, data: Mapping[str, Any]) -> dict[str, Any]:
        if PLEASE not in self._rules:
            return dict(data)
        please = f"[<{PLEASE}>]"
        return {**data, "sentences": [f"{please} {each} {please}" for each in data["sentences"]]}

    def _closed(self, template: str, said: Mapping[str, str]) -> str | None:
        while RULE.search(template):
            template = RULE.sub(lambda rule: f"({self._rules[rule[1]]})", template)
        for name in (name for name, words in said.items() if not words):
            template = re.sub(rf"\[[^][]*\{{{name}\}}[^][]*\]", "", template)
            template = EMPTY.sub("", template)
            if f"{{{name}}}" in template:
                return None
        return LIST.sub(lambda reference: said[reference[1]], template)

    def _is_sound(self, template: str) -> bool:
        """One bad sentence would break every sentence of the house."""
        why: object = "it has punctuation"
        if not any(mark.search(template) for mark in MARKS):
            try:
                parse_sentence(template)
            except Exception as error:  # noqa: BLE001 - it also fails with assertions
                why = error
            else:
                return True
        LOGGER.warning("A sentence in %s is left out, %s: %s", self.language, why, template)
        return False


def read_grammars() -> dict[str, Grammar]:
    """Every language there is; one that cannot be read is left out. Reads files."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            found[path.stem] = Grammar(load_yaml_dict(path))
        except Exception:  # noqa: BLE001 - whatever is wrong with one, the others are spoken
            LOGGER.exception("The sentences of %s cannot be read", path.name)
    return found


def _choices(names: Iterable[str]) -> Choices:
    return [(each, name) for name in sorted(names) for each in spoken(name)]


def _any_of(words: Iterable[str]) -> str:
    unique = dict.fromkeys(words)
    return f"({'|'.join(unique)})" if unique else ""
