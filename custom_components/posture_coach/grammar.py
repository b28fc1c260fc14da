"""What may be said in one language: to be matched by Home Assistant, and to be understood.

Home Assistant matches what it is given against every sentence it hears, and knows no lists. So it
gets few and short templates, in which names and numbers may be anything; what they are, and
whether they are any, is found out here once one of them has matched.

Whoever wants hassil installed sets up Home Assistant's conversation; nobody else loads this.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
import re
from typing import Any

from hassil import Intents, RecognizeResult, TextSlotList, parse_sentence, recognize_all
from hassil.intents import SlotList, WildcardSlotList
from hassil.util import (
    PUNCTUATION_END,
    PUNCTUATION_END_WORD,
    PUNCTUATION_START,
    PUNCTUATION_START_WORD,
)
from homeassistant.util.yaml import load_yaml_dict

from .const import LOGGER
from .numerals import number_in, numerals
from .spoken import CURLY, Known, sounds_like, spoken

FOLDER = Path(__file__).parent / "sentences"

NAME = "name"
"""What may be any name, where no more than a name can be meant."""
PERSON = "person"
"""A list of the names of those who are coached."""
ROUTINE = "routine"
"""A list of names, and the rule for the word itself."""
PLEASE = "please"
"""The rule for what may be said before and after every sentence."""
MARKS = (PUNCTUATION_START, PUNCTUATION_END, PUNCTUATION_START_WORD, PUNCTUATION_END_WORD)
"""Home Assistant takes punctuation out of what it hears, so a template with it never matches."""

RULE = re.compile(r"<(\w+)>")
LIST = re.compile(r"\{(\w+)(?::\w+)?\}")
EMPTY = re.compile(r"\(\s*\)")

type Choices = list[tuple[str, Any]]
"""What may be said in a place, and what it means."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence that was understood."""

    intent_type: str
    slots: dict[str, Any] = field(default_factory=dict)
    unclear: str | None = None
    """What it is about that was not understood, as the list of it is called."""
    is_known: bool = True
    """Whether there is somebody of that name."""

    @property
    def is_clear(self) -> bool:
        """Whether nothing of it is in doubt."""
        return self.is_known and self.unclear is None

    @property
    def doubt(self) -> tuple[bool, bool, int]:
        """The less, the better it was understood."""
        return not self.is_known, self.unclear is not None, len(self.slots.get(NAME, ""))


class Grammar:
    """The sentences of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` is in hassil's format of intents. Raises whatever hassil does if it is not.

        Besides, `open` names the rules that are only looked into once a sentence has matched;
        `endings` is what names are inflected with, "" when an ending may take the place of the
        last letter; `numerals` are the languages of numbers in words; each sentence has one of the
        `hints`; and `answers` is what is said when something was asked.
        """
        self.data = data
        """What was read."""
        self.language: str = data["language"]
        self.numerals: list[str] = data.get("numerals", [self.language])
        self.rules: dict[str, str] = data.get("expansion_rules", {})
        self._open = frozenset(data.get("open", ()))
        self._endings: tuple[str, ...] = tuple(data.get("endings", ()))
        self._answers: Mapping[str, Mapping[str, list[str]]] = data.get("answers", {})
        lists = data.get("lists", {})
        self._numbers = frozenset(name for name, each in lists.items() if "range" in each)
        self.choices: dict[str, Choices] = {
            name: [(self._without_rules(value["in"]), value["out"]) for value in each["values"]]
            for name, each in lists.items()
            if name not in self._numbers
        }
        self._known = Known()
        self._names: dict[str, SlotList] = {}
        """The lists of the names that were known last."""
        self._lists: dict[str, SlotList] = {
            **{name: WildcardSlotList(name) for name in (NAME, *self._numbers)},
            **{
                name: TextSlotList.from_tuples(each, allow_template=True, name=name)
                for name, each in self.choices.items()
            },
        }
        self._hints: list[str] = data.get("hints", [""])
        intents = {
            name: {"data": [self._usable(each) for each in intent["data"]]}
            for name, intent in data["intents"].items()
        }
        self.sentences = [
            (name, sentence)
            for name, intent in intents.items()
            for each in intent["data"]
            for sentence in each["sentences"]
        ]
        self.intents = Intents.from_dict(
            {"language": self.language, "expansion_rules": self.rules, "intents": intents}
        )
        # All of it is slow, and this is not done while somebody waits.
        self.understand("", Known())
        for each in self.numerals:
            numerals(each)

    def templates(self, known: Known) -> list[str]:
        """Every sentence without rules. No name can do harm in it: `spoken` leaves only words."""
        said = {
            **self._said(),
            ROUTINE: _any_of(each for each, _ in self.routines(known.routines)),
            PERSON: self._any_person(known.persons),
        }
        closed = (self._closed(each, said) for _, each in self.sentences)
        return [each for each in closed if each]

    def may_mean(self, text: str) -> bool:
        """Whether it is worth a closer look, which takes longer."""
        said = text.casefold()
        return any(hint in said for hint in self._hints)

    def understand(self, text: str, known: Known) -> Understood | None:
        """What is asked for, if it is one of our sentences."""
        found = recognize_all(
            text, self.intents, slot_lists=self.slot_lists(known), language=self.language
        )
        best: Understood | None = None
        for result in found:
            each = self._resolved(result, known)
            if best is None or each.doubt < best.doubt:
                best = each
            if best.is_clear:
                break
        return best

    def answers(self, question: str) -> list[dict[str, Any]]:
        """What may be answered, as Home Assistant asks for it: sentences by what they mean.

        `question` is one of `answers`, or the list of an axis.
        """
        lead = self.rules.get("lead", "")
        meant: dict[str, list[str]] = {}
        if question in self.choices:
            for each, number in self.choices[question]:
                meant.setdefault(str(number), []).append(f"{lead} {each}")
            meant["0"] += [f"{lead} {each}" for each in self._answers["even"]["sentences"]]
        else:
            meant |= self._answers[question]
        return [
            {"id": answer, "sentences": [self._without_rules(each) for each in sentences]}
            for answer, sentences in meant.items()
        ]

    def number_in(self, text: str) -> int | None:
        """The number that was said; None where it was none."""
        found = (number_in(text, each) for each in self.numerals)
        return next((number for number in found if number is not None), None)

    def slot_lists(self, known: Known) -> dict[str, SlotList]:
        """What may be said in each place."""
        if known != self._known:
            named = {
                ROUTINE: self.routines(known.routines),
                PERSON: self.persons(known.persons),
            }
            self._known = known
            self._names = {
                name: TextSlotList.from_tuples(each, allow_template=False, name=name)
                for name, each in named.items()
            }
        return {**self._lists, **self._names}

    def _resolved(self, result: RecognizeResult, known: Known) -> Understood:
        slots: dict[str, Any] = {}
        unclear: str | None = None
        is_known = True
        for slot, entity in result.entities.items():
            value = entity.value
            if slot == NAME:
                value = str(value).strip()
                person = self._person(value, known.persons)
                is_known = person is not None
                value = person or value
            elif slot in self._numbers and isinstance(value, str):
                number = self.number_in(value)
                unclear = unclear or (slot if number is None else None)
                value = number
            slots[slot] = value
        return Understood(result.intent.name, slots, unclear, is_known)

    def persons(self, names: Iterable[str]) -> Choices:
        """How people may be called, and their names; inflected names come last."""
        ordered = sorted(names, key=len, reverse=True)
        forms = [(name, name) for name in ordered]
        ends = self._endings
        forms += [(stem + end, name) for name in ordered for end in ends for stem in _stems(name)]
        return [(each, name) for form, name in forms for each in spoken(form)]

    def _any_person(self, persons: Iterable[str]) -> str:
        """Any form of a name, as briefly as a template can say it."""
        names = [each for name in sorted(persons) for each in spoken(name)]
        # A curly apostrophe is heard as a straight one.
        ends = [each for each in self._endings if CURLY not in each and any(map(str.isalpha, each))]
        if not names or not ends:
            return _any_of(names)
        whole = f"{_any_of(names)}[{'|'.join(ends)}]"
        if "" not in self._endings:
            return f"({whole})"
        stems = _any_of(name[:-1] for name in names if len(name) > 1)
        return f"({whole}|{stems}[{'|'.join(ends)}])" if stems else f"({whole})"

    def _person(self, said: str, persons: Iterable[str]) -> str | None:
        forms = self.persons(persons)
        return next((name for form, name in forms if sounds_like(form, said)), None)

    def routines(self, names: frozenset[str]) -> Choices:
        """How routines may be called, and their names."""
        routines = [(each, name) for name in sorted(names) for each in spoken(name)]
        # "Start the upper back routine" says the last word of such a name once.
        ends = {word.casefold() for word in re.findall(r"\w+", self.rules.get(ROUTINE, ""))}
        for each, name in tuple(routines):
            words = each.split()
            for end, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
                if rest and end.casefold() in ends:
                    routines.append((" ".join(rest), name))
        return routines

    def _usable(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The sentences with a please; those that would do harm are left out."""
        please = f"[<{PLEASE}>]" if PLEASE in self.rules else ""
        sentences = (f"{please} {each} {please}".strip() for each in data["sentences"])
        return {**data, "sentences": [each for each in sentences if self._is_usable(each)]}

    def _is_usable(self, sentence: str) -> bool:
        some = {**self._said(), ROUTINE: "{some}", PERSON: "{some}"}
        template = self._closed(sentence, some) or sentence
        return self._is_sound(template)

    def _said(self) -> dict[str, str]:
        return {
            name: _any_of(each for each, _ in choices) for name, choices in self.choices.items()
        }

    def _without_rules(self, template: str, left: frozenset[str] = frozenset()) -> str:
        while RULE.search(template):
            template = RULE.sub(
                lambda rule: f"{{{rule[1]}}}" if rule[1] in left else f"({self.rules[rule[1]]})",
                template,
            )
        return template

    def _closed(self, template: str, said: Mapping[str, str]) -> str | None:
        template = self._without_rules(template, self._open)
        for name in (name for name, words in said.items() if not words):
            template = re.sub(rf"\[[^][]*\{{{name}\}}[^][]*\]", "", template)
            template = EMPTY.sub("", template)
            if f"{{{name}}}" in template:
                return None
        return LIST.sub(lambda each: said.get(each[1], f"{{{each[1]}}}"), template)

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


@cache
def read_grammars(folder: Path = FOLDER) -> Mapping[str, Grammar]:
    """Every language there is; one that cannot be read is left out. Reads files, once."""
    return dict(_readable(folder))


def _readable(folder: Path) -> Iterator[tuple[str, Grammar]]:
    for path in sorted(folder.glob("*.yaml")):
        try:
            yield path.stem, Grammar(load_yaml_dict(path))
        except Exception:  # noqa: BLE001 - whatever is wrong with one, the others are spoken
            LOGGER.exception("The sentences of %s cannot be read", path.name)


def _stems(name: str) -> tuple[str, ...]:
    """What endings are put to: the name, or the name without its last letter."""
    return name, name[:-1]


def _any_of(words: Iterable[str]) -> str:
    unique = dict.fromkeys(words)
    return f"({'|'.join(unique)})" if unique else ""
