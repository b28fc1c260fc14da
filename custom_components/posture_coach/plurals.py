"""The form that a text has with a number, where there are more than one and many.

A text that is there with `_few` as well is in a language that has it; of ours, that is Polish.
"""

from collections.abc import Mapping


def form_of(texts: Mapping[str, str], key: str, number: object) -> str:
    """The key of the text that goes with `number`: `key`, or the one for a few."""
    few = f"{key}_few"
    return few if few in texts and isinstance(number, int) and is_few(number) else key


def is_few(number: int) -> bool:
    """2 to 4, 22 to 24 and so on, but 12 to 14 are many (Unicode CLDR, Polish)."""
    return number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
