"""What people may write: words, not markup."""

from itertools import pairwise

from .errors import CoachError

LONGEST_NOTE = 500
"""Characters."""


def checked_note(text: str, field: str, longest: int = LONGEST_NOTE) -> str:
    """`text` without the blanks around it. Raises CoachError: text_too_long, text_has_markup."""
    words = text.strip()
    if len(words) > longest:
        raise CoachError("text_too_long", field=field, limit=str(longest))
    if has_markup(words):
        raise CoachError("text_has_markup", field=field)
    return words


def has_markup(text: str) -> bool:
    """Whether a text holds tags or control characters; "<" on its own is only a sign."""
    opens = any(
        first == "<" and (second.isalpha() or second in "/!") for first, second in pairwise(text)
    )
    return opens or any(not (each.isprintable() or each in "\n\t") for each in text)
