"""What may be said: some of it, and always the same."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
import random

from hassil import Intents, TextSlotList
from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)
from hassil.intents import SlotList
from hassil.parse_expression import parse_sentence
from hassil.sample import sample_intents
from home_assistant_intents import get_intents


def sayings(
    template: str,
    count: int,
    words: Mapping[str, Sequence[str]],
    rules: Mapping[str, str] | None = None,
) -> list[str]:
    """`count` ways at most to say `template`; `words` are templates that may stand for a list."""
    chance = random.Random(template)
    expression = parse_sentence(template).expression
    said = (_said(expression, chance, words, rules or {}) for _ in range(count))
    return list(dict.fromkeys(" ".join(each.split()) for each in said))


def _said(
    expression: Expression,
    chance: random.Random,
    words: Mapping[str, Sequence[str]],
    rules: Mapping[str, str],
) -> str:
    def say(each: Expression) -> str:
        return _said(each, chance, words, rules)

    match expression:
        case TextChunk():
            return expression.original_text
        case ListReference():
            return say(parse_sentence(chance.choice(words[expression.list_name])).expression)
        case RuleReference():
            return say(parse_sentence(rules[expression.rule_name]).expression)
        case Alternative():
            return say(chance.choice(expression.items))
        case Permutation():
            return " ".join(map(say, chance.sample(expression.items, len(expression.items))))
        case Group():
            return "".join(map(say, expression.items))
    raise TypeError(expression)


def home_assistants_own(language: str, count: int) -> Iterator[str]:
    """`count` sentences at most of each intent that comes with Home Assistant."""
    known = Intents.from_dict(get_intents(language) or {})
    names = TextSlotList.from_strings(["kitchen lamp", "Alex", "desk"])
    lists: dict[str, SlotList] = dict.fromkeys(("name", "area", "floor"), names)
    for intent in known.intents:
        found = sample_intents(
            known,
            slot_lists=lists,
            intent_names={intent},
            max_sentences_per_intent=count,
            expand_ranges=False,
        )
        yield from (text for _, text in islice(found, count))
