"""The sentences of each language: understood, closed, and none of Home Assistant's own."""

from itertools import islice
import random

from hassil import Intents, TextSlotList, recognize
from hassil.intents import SlotList
from hassil.parse_expression import parse_sentence
from hassil.sample import sample_intents, sample_sentence
from home_assistant_intents import get_intents
import pytest

from custom_components.posture_coach.grammar import FOLDER, Grammar, read_grammars
from custom_components.posture_coach.intent import REQUESTS
from custom_components.posture_coach.spoken import Known, sounds_like, spoken

GRAMMARS = read_grammars()
KNOWN = Known(frozenset({"Alex"}), frozenset({"Desk reset", "Upper back routine"}))
SAMPLES = 60
"""Of each sentence, and of each of Home Assistant's intents."""


def matcher(grammar: Grammar, known: Known = KNOWN) -> Intents:
    """What Home Assistant makes of our sentences."""
    data = [{"sentences": grammar.templates(known)}]
    return Intents.from_dict({"language": "en", "intents": {"Ours": {"data": data}}})


def samples(template: str) -> list[str]:
    """Some of what a closed template may be said as."""
    everything = list(islice(sample_sentence(parse_sentence(template)), 2000))
    return random.Random(template).sample(everything, min(SAMPLES // 10, len(everything)))


def test_every_language_can_be_read():
    assert set(GRAMMARS) == {path.stem for path in FOLDER.glob("*.yaml")} >= {"en", "de"}
    assert all(grammar.language == name for name, grammar in GRAMMARS.items())


@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
def test_every_request_can_be_made_in_five_ways(grammar):
    written = {
        name: sum(len(data.sentence_texts) for data in each.data)
        for name, each in grammar.intents.intents.items()
    }
    assert written.keys() == REQUESTS.keys()
    assert {name: count for name, count in written.items() if count < 5} == {}


@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
def test_no_sentence_is_left_out_and_none_is_open(grammar, caplog):
    templates = grammar.templates(KNOWN)
    assert len(templates) == len(grammar._sentences)
    assert not [each for each in templates if "{" in each or "<" in each]
    assert not caplog.records


@pytest.mark.timeout(120)
@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
def test_every_sentence_is_understood_as_its_intent(grammar):
    ours = matcher(grammar)
    heads = [
        (name, text)
        for name, intent in grammar.intents.intents.items()
        for data in intent.data
        for text in data.sentence_texts
    ]
    for (name, _), template in zip(heads, grammar.templates(KNOWN), strict=True):
        for text in samples(template):
            assert recognize(text, ours), text
            found = grammar.understand(text, KNOWN)
            assert found, text
            assert found.intent_type == name, text
            assert found.slots.keys() <= {*REQUESTS[name].slots, "name"}, text


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", GRAMMARS)
def test_no_sentence_of_home_assistants_own_is_taken_over(language):
    known = get_intents(language)
    assert known
    theirs = Intents.from_dict(known)
    ours = [matcher(each) for each in GRAMMARS.values()]
    names = TextSlotList.from_strings(["kitchen lamp", "Alex", "desk"])
    lists: dict[str, SlotList] = dict.fromkeys(("name", "area", "floor"), names)
    count = 0
    for intent in theirs.intents:
        found = sample_intents(
            theirs,
            slot_lists=lists,
            intent_names={intent},
            max_sentences_per_intent=SAMPLES,
            expand_ranges=False,
        )
        for _, text in islice(found, SAMPLES):
            count += 1
            assert not any(recognize(text, each) for each in ours), text
    assert count > 300


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
    assert recognize(text, matcher(grammar))
    found = grammar.understand(text, KNOWN)
    assert found
    assert found.intent_type == f"PostureCoach{intent}"
    assert found.slots == ({"routine": "Desk reset", "name": "Alex"} if slots is None else slots)


@pytest.mark.parametrize(
    "text",
    [
        "start my routine for somebody",
        "start the routine of my dreams",
        "snooze for many minutes",
        "next",
        "stop",
        "pause",
        "weiter",
        "starte die Kaffeemaschine",
    ],
)
def test_it_is_left_to_others(text):
    for grammar in GRAMMARS.values():
        assert recognize(text, matcher(grammar)) is None
        assert grammar.understand(text, KNOWN) is None


def test_names_are_written_as_they_are_heard():
    assert spoken("Alex (desk) | <b>{x}</b>; it's") == ("Alex desk b x b it's",)
    assert spoken("Anna-Lena 🧘") == ("Anna-Lena", "Anna Lena")
    assert spoken("अलेक्स") == ("अलेक्स",)
    assert spoken("!?") == ()
    assert sounds_like("anna lena", "Anna-Lena")
    assert not sounds_like("!", "?")


@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
@pytest.mark.parametrize(
    "name",
    ["!?", "a|b)", "{x}", "[", "Dr. X, MD.", "\\", "it\N{RIGHT SINGLE QUOTATION MARK}s", "  "],
)
def test_no_name_can_break_a_sentence(grammar, name, caplog):
    known = Known(frozenset({name}), frozenset({name}))
    assert matcher(grammar, known).intents["Ours"].data[0].sentences
    assert not caplog.records


def test_what_would_break_other_sentences_is_never_registered(caplog):
    bad = ["(open", "hello, you", "{unknown} is open"]
    grammar = Grammar(
        {
            "language": "en",
            "lists": {"unknown": {"values": []}},
            "intents": {"One": {"data": [{"sentences": ["all is well"]}]}},
        }
    )
    grammar._sentences += bad
    assert grammar.templates(KNOWN) == ["all is well"]
    assert "(open" in caplog.text
    assert "hello, you" in caplog.text


def test_a_language_that_cannot_be_read_leaves_the_others(tmp_path, monkeypatch, caplog):
    (tmp_path / "xx.yaml").write_text("intents: {}")
    (tmp_path / "en.yaml").write_text((FOLDER / "en.yaml").read_text())
    monkeypatch.setattr("custom_components.posture_coach.grammar.FOLDER", tmp_path)
    assert list(read_grammars()) == ["en"]
    assert "xx.yaml" in caplog.text


def test_a_language_without_number_words_knows_figures():
    grammar = Grammar(
        {
            "language": "xx",
            "lists": {"minutes": {"range": {"from": 0, "to": 99}}},
            "intents": {"One": {"data": [{"sentences": ["wait {minutes}"]}]}},
        }
    )
    assert recognize("wait 42", matcher(grammar))
    found = grammar.understand("wait 42", KNOWN)
    assert found
    assert found.slots == {"minutes": 42}
