"""Finds the hints of each language anew: `python scripts/hints.py`; takes a minute or two.

Hints are beginnings of words, of which each sentence has at least one, and which are rare in what
else is said to Home Assistant. Whoever has widened a grammar lets them be found anew.
"""

from collections import defaultdict
from pathlib import Path
import re
import sys

sys.path.insert(0, str(Path(__file__).parents[1]))


from custom_components.posture_coach.grammar import FOLDER, Grammar, read_grammars
from tests.sayings import home_assistants_own, sayings
from tests.test_grammar import known_in, phrases, words_of

WAYS = 60
"""To say each sentence, ours and those of Home Assistant's intents."""
LENGTHS = (4, 5, 6)
"""Letters of a hint; shorter words are hints as they are."""
NAMES = ("name", "person", "routine")
NOBODY = "zzq"


def ours(grammar: Grammar) -> list[str]:
    """What is said to us; names are no hints."""
    words = {**words_of(grammar, known_in(grammar.language)), **{each: [NOBODY] for each in NAMES}}
    said = [
        text
        for _, sentence in grammar.sentences
        for text in sayings(sentence, WAYS, words, grammar.rules)
    ]
    said += [text for language, text, _, _ in phrases() if language == grammar.language]
    return list(dict.fromkeys(text.casefold() for text in said))


def hints_for(said: list[str], elsewhere: list[str]) -> list[str]:
    """Beginnings of words that all of `said` has one of: first what says most and is rarest."""
    having: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(said):
        for word in re.findall(r"\w+", text.replace(NOBODY, "")):
            for length in LENGTHS:
                having[word[:length]].add(number)
    rare = {hint: 1 + sum(hint in text for text in elsewhere) for hint in having}
    # A letter or two are in everything.
    rare = {hint: count for hint, count in rare.items() if len(hint) > 2}  # noqa: PLR2004
    left, chosen = set(range(len(said))), list[str]()
    while left:
        hint = max(rare, key=lambda each: len(having[each] & left) / rare[each])
        if not having[hint] & left:
            break
        chosen.append(hint)
        left = {number for number in left if hint not in said[number]}
    return sorted(chosen)


def main() -> None:
    """Write the hints into the files of the languages."""
    grammars = read_grammars()
    elsewhere = [
        text.casefold() for language in grammars for text in home_assistants_own(language, WAYS)
    ]
    for name, grammar in grammars.items():
        path = FOLDER / f"{name}.yaml"
        line = f"hints: [{', '.join(hints_for(ours(grammar), elsewhere))}]\n"
        text = re.sub(r"^hints: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        # YAML takes these for other things than words.
        line = re.sub(r"\b(no|yes|on|off|null|true)\b(?=[,\]])", r'"\1"', line)
        path.write_text(text.replace("intents:\n", f"{line}intents:\n", 1), encoding="utf-8")
        print(name, line.count(",") + 1)


if __name__ == "__main__":
    main()
