"""The sentences of each language: understood, closed, and none of Home Assistant's own."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re
from typing import Any

from hassil import Intents, recognize
from hassil.intents import WildcardSlotList
from homeassistant.util.yaml import load_yaml
import pytest

from custom_components.posture_coach.dialogue import CHOICES, READY, SHORT_FORM, TEST
from custom_components.posture_coach.engine.balance import HIGHEST, LOWEST
from custom_components.posture_coach.grammar import FOLDER, Grammar, read_grammars
from custom_components.posture_coach.numerals import numerals
from custom_components.posture_coach.requests import REQUESTS
from custom_components.posture_coach.spoken import Known, sounds_like, spoken

from .sayings import home_assistants_own, sayings

HERE = Path(__file__).parent / "sentences"
TEXTS = FOLDER.parent / "catalogue" / "texts"
GRAMMARS = read_grammars()
LANGUAGES = ["da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv"]
PEOPLE = frozenset({"Alex", "Maria"})
SAMPLES = 60
"""Of each of Home Assistant's intents."""
WAYS = 12
"""To say each of our sentences."""
NUMBERS = ("minutes", "hours", "neck_pain", "shoulder_pain", "upper_back_pain")

by_language = pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)


def known_in(language: str) -> Known:
    """Alex and Maria, and the routines that come with the integration."""
    texts = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return Known(PEOPLE, frozenset(each["name"] for each in texts["routines"].values()))


def matcher(grammar: Grammar, known: Known) -> Intents:
    """What Home Assistant makes of our sentences."""
    return closed(grammar.templates(known))


def closed(templates: list[str]) -> Intents:
    data = [{"sentences": templates}]
    found = Intents.from_dict({"language": "en", "intents": {"Ours": {"data": data}}})
    names = {name for template in templates for name in re.findall(r"\{(\w+)", template)}
    found.slot_lists = {name: WildcardSlotList(name) for name in names}
    return found


def words_of(grammar: Grammar, known: Known) -> Mapping[str, list[str]]:
    """What may stand in the place of each list."""
    numbers = [
        word
        for each in grammar.numerals
        for word, number in numerals(each).items()
        if 1 < number <= 60
    ]
    return {
        "name": [*PEOPLE],
        "person": [*PEOPLE],
        "routine": [said for said, _ in grammar.routines(known.routines)],
        **{name: ["12", "7", *numbers] for name in NUMBERS},
        **{name: [said for said, _ in choices] for name, choices in grammar.choices.items()},
    }


def phrases() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Language, text, intent and slots of everything in `sentences/`."""
    for path in sorted(HERE.glob("*.yaml")):
        groups: Any = load_yaml(path)
        for each in groups:
            for text in each["said"]:
                yield path.stem, text, each["intent"], each.get("slots", {})


def test_every_language_can_be_read():
    assert [*GRAMMARS] == LANGUAGES
    assert all(grammar.language == name for name, grammar in GRAMMARS.items())
    assert {path.stem for path in HERE.glob("*.yaml")} == {*LANGUAGES}
    assert {path.stem for path in TEXTS.glob("*.json")} == {*LANGUAGES}


@by_language
def test_every_request_can_be_made_in_five_ways(grammar):
    written = {
        name: sum(len(data.sentence_texts) for data in each.data)
        for name, each in grammar.intents.intents.items()
    }
    assert written.keys() == REQUESTS.keys()
    assert {name: count for name, count in written.items() if count < 5} == {}


@by_language
def test_no_sentence_is_left_out_and_none_has_rules_left(grammar, caplog):
    templates = grammar.templates(known_in(grammar.language))
    written = [
        text
        for each in grammar.data["intents"].values()
        for data in each["data"]
        for text in data["sentences"]
    ]
    assert len(templates) == len(written)
    assert not [each for each in templates if "<" in each]
    assert not caplog.records


@pytest.mark.timeout(120)
@by_language
def test_every_sentence_is_understood_as_its_intent(grammar):
    known = known_in(grammar.language)
    ours, words = matcher(grammar, known), words_of(grammar, known)
    missed = 0
    for name, sentence in grammar.sentences:
        for text in sayings(sentence, WAYS, words, grammar.rules):
            missed += not grammar.may_mean(text)
            assert recognize(text, ours), text
            found = grammar.understand(text, known)
            assert found, text
            assert found.intent_type == name, text
            assert found.is_clear, text
            assert found.slots.keys() <= {*REQUESTS[name].slots, "name"}, text
    # Hints need not be perfect: they are only for a language that nobody has spoken before.
    assert missed <= len(grammar.sentences) * WAYS / 500


@by_language
def test_what_people_say_is_understood(grammar):
    known = known_in(grammar.language)
    ours = matcher(grammar, known)
    said: dict[str, int] = {}
    for language, text, intent, slots in phrases():
        if language != grammar.language:
            continue
        assert recognize(text, ours), text
        assert grammar.may_mean(text), text
        found = grammar.understand(text, known)
        assert found, text
        assert (found.intent_type, found.slots) == (f"PostureCoach{intent}", slots), text
        assert found.is_clear, text
        said[found.intent_type] = said.get(found.intent_type, 0) + 1
    assert {name: count for name in REQUESTS if (count := said.get(name, 0)) < 4} == {}
    assert sum(said.values()) >= 120


@pytest.mark.timeout(240)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_home_assistants_own_is_taken_over(language):
    """Not even one in a language of which we register sentences as well."""
    ours = closed(
        [
            template
            for each in GRAMMARS.values()
            for template in each.templates(known_in(each.language))
        ]
    )
    theirs = [*home_assistants_own(language, SAMPLES)]
    assert len(theirs) > 300
    assert [text for text in theirs if recognize(text, ours)] == []


@pytest.mark.parametrize("question", [READY, TEST, *SHORT_FORM])
@by_language
def test_every_answer_is_told_from_the_others(grammar, question):
    answers = grammar.answers(question)
    expected = {
        READY: list(CHOICES),
        TEST: ["repeat", "unknown", "stop"],
    }.get(question, [str(each) for each in range(LOWEST, HIGHEST + 1)])
    assert sorted(each["id"] for each in answers) == sorted(expected)
    if question in SHORT_FORM:
        answers = [*grammar.answers(TEST), *answers]
    data = [{"sentences": each["sentences"], "metadata": {"id": each["id"]}} for each in answers]
    heard = Intents.from_dict({"language": "en", "intents": {"Answer": {"data": data}}})
    heard.slot_lists = {"minutes": WildcardSlotList("minutes")}
    words = words_of(grammar, known_in(grammar.language))
    for each in answers:
        assert each["sentences"]
        for sentence in each["sentences"]:
            for text in sayings(sentence, WAYS, words):
                found = recognize(text, heard)
                assert found, text
                assert found.intent_metadata
                assert found.intent_metadata["id"] == each["id"], text


@pytest.mark.parametrize(
    ("language", "text", "intent", "slots"),
    [
        ("en", "snooze for ten minutes", "SnoozeBreak", {"minutes": 10}),
        ("en", "Snooze for 10 minutes, please.", "SnoozeBreak", {"minutes": 10}),
        ("en", "snooze the break for twenty two minutes", "SnoozeBreak", {"minutes": 22}),
        ("en", "snooze for 500 minutes", "SnoozeBreak", {"minutes": 500}),
        ("en", "pause coaching for half an hour", "PauseCoaching", {"minutes": 30}),
        ("en", "pause coaching for two hours", "PauseCoaching", {"hours": 2}),
        ("en", "start my routine for alex", "StartRoutine", {"name": "Alex"}),
        (
            "en",
            "start the upper back routine with a balance test",
            "StartRoutine",
            {"routine": "Upper back routine", "balance_test": True},
        ),
        ("en", "How long have I been sitting?", "SittingTime", {}),
        ("de", "schlummer zehn Minuten", "SnoozeBreak", {"minutes": 10}),
        ("de", "Schlummere bitte für 10 Minuten", "SnoozeBreak", {"minutes": 10}),
        ("de", "eine Minute schlummern", "SnoozeBreak", {"minutes": 1}),
        ("de", "setze das Coaching zwei Stunden aus", "PauseCoaching", {"hours": 2}),
        ("de", "Starte die Routine Desk Reset für Alex", "StartRoutine", None),
        ("de", "Wie lange sitze ich schon?", "SittingTime", {}),
        ("de", "Wann ist meine nächste Pause?", "NextBreak", {}),
    ],
)
def test_it_is_understood(language, text, intent, slots):
    grammar = GRAMMARS[language]
    known = Known(frozenset({"Alex"}), frozenset({"Desk reset", "Upper back routine"}))
    assert recognize(text, matcher(grammar, known))
    found = grammar.understand(text, known)
    assert found
    assert found.intent_type == f"PostureCoach{intent}"
    assert found.slots == ({"routine": "Desk reset", "name": "Alex"} if slots is None else slots)


@pytest.mark.parametrize(
    "text",
    [
        "start the routine of my dreams",
        "start the morning routine",
        "next",
        "stop",
        "pause",
        "weiter",
        "starte die Kaffeemaschine",
    ],
)
def test_it_is_left_to_others(text):
    for grammar in GRAMMARS.values():
        known = known_in(grammar.language)
        assert recognize(text, matcher(grammar, known)) is None
        assert grammar.understand(text, known) is None


@pytest.mark.parametrize(
    ("text", "slots", "unclear", "is_known"),
    [
        ("start my routine for somebody", {"name": "somebody"}, None, False),
        ("start my routine for somebody please", {"name": "somebody"}, None, False),
        ("snooze for many minutes", {"minutes": None}, "minutes", True),
        ("snooze for minus five minutes", {"minutes": None}, "minutes", True),
        ("pause coaching for a few hours", {"hours": None}, "hours", True),
        ("my neck pain is terrible", {"neck_pain": None}, "neck_pain", True),
        ("snooze for 99999 minutes", {"minutes": 99999}, None, True),
        ("how is maria's balance", {"name": "Maria"}, None, True),
    ],
)
def test_what_is_in_doubt_is_known(text, slots, unclear, is_known):
    grammar = GRAMMARS["en"]
    assert recognize(text, matcher(grammar, known_in("en")))
    found = grammar.understand(text, known_in("en"))
    assert found
    assert (found.slots, found.unclear, found.is_known) == (slots, unclear, is_known)


def test_what_home_assistant_matches_may_still_be_nothing():
    grammar = GRAMMARS["en"]
    text = "record my balance as always"
    assert recognize(text, matcher(grammar, known_in("en")))
    assert grammar.understand(text, known_in("en")) is None


def test_names_are_written_as_they_are_heard():
    assert spoken("Alex (desk) | <b>{x}</b>; it's") == ("Alex desk b x b it's",)
    assert spoken("Anna-Lena 🧘") == ("Anna-Lena", "Anna Lena")
    assert spoken("अलेक्स") == ("अलेक्स",)
    assert spoken("!?") == ()
    assert sounds_like("anna lena", "Anna-Lena")
    assert not sounds_like("!", "?")


@by_language
@pytest.mark.parametrize(
    "name",
    ["!?", "a|b)", "{x}", "[", "Dr. X, MD.", "\\", "it\N{RIGHT SINGLE QUOTATION MARK}s", "  "],
)
def test_no_name_can_break_a_sentence(grammar, name, caplog):
    known = Known(frozenset({name}), frozenset({name}))
    assert grammar.understand("start the car", known) is None
    assert matcher(grammar, known).intents["Ours"].data[0].sentences
    assert not caplog.records


def test_what_would_break_other_sentences_is_never_registered(caplog):
    bad = ["(open", "hello, you", "{unknown} is open"]
    grammar = Grammar(
        {
            "language": "en",
            "lists": {"unknown": {"values": []}},
            "intents": {"One": {"data": [{"sentences": ["all is well", *bad]}]}},
        }
    )
    assert grammar.templates(Known()) == ["all is well"]
    assert grammar.understand("all is well", Known())
    assert "(open" in caplog.text
    assert "hello, you" in caplog.text


def test_a_language_that_cannot_be_read_leaves_the_others(tmp_path, caplog):
    (tmp_path / "xx.yaml").write_text("intents: {}")
    (tmp_path / "en.yaml").write_text((FOLDER / "en.yaml").read_text())
    assert list(read_grammars(tmp_path)) == ["en"]
    assert "xx.yaml" in caplog.text


def test_a_language_without_number_words_knows_figures():
    grammar = Grammar(
        {
            "language": "xx",
            "lists": {"minutes": {"range": {"from": 0, "to": 99}}},
            "intents": {"One": {"data": [{"sentences": ["wait {minutes}"]}]}},
        }
    )
    assert recognize("wait 42", matcher(grammar, Known()))
    found = grammar.understand("wait 42", Known())
    assert found
    assert found.slots == {"minutes": 42}
