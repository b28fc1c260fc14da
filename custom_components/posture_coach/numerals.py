"""Numbers in words, as they are said in a language."""

from collections.abc import Mapping
from functools import cache

from hassil.numbers import get_rbnf_engine

from .spoken import spoken, unaccented

IN_WORDS = (*range(200), *range(200, 1000, 10))
"""What is understood in words; every number is understood in figures."""


@cache
def numerals(language: str) -> Mapping[str, int]:
    """Each number by all the words for it; nothing for a language without any."""
    words: dict[str, int] = {}
    try:
        engine = get_rbnf_engine(language)
        for number in IN_WORDS:
            for text in engine.format_number(number).text_by_ruleset.values():
                for each in spoken(text):
                    words.setdefault(each.casefold(), number)
                    words.setdefault(unaccented(each.casefold()), number)
    except ValueError:
        return {}
    return words


def number_in(text: str, language: str) -> int | None:
    """The number that a text is, in figures or in words; None where it is none."""
    said = " ".join(text.split()).casefold()
    return int(said) if said.isdecimal() else numerals(language).get(said)
