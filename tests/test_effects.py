"""Which words belong to which effect."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
import string

import pytest

from custom_components.posture_coach import effects
from custom_components.posture_coach.effects import (
    BRIEF_WORDS,
    FULL_WORDS,
    RUN_WORDS,
    STUCK_WORDS,
    Answer,
    NoticeKind,
    Occasion,
    Topic,
    duration_words,
    notice_of,
)
from custom_components.posture_coach.engine.events import BreakHappened, RunAhead, StuckAsked
from custom_components.posture_coach.engine.model import BreakEventKind, Posture

DUE_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TRANSLATIONS = Path(effects.__file__).parent / "translations"


def prompted(prompts: int = 1, snoozes: int = 0, **changes: object) -> BreakHappened:
    values: dict = {
        "kind": BreakEventKind.PROMPTED,
        "at": DUE_AT,
        "posture": Posture.SITTING,
        "due_at": DUE_AT,
        "sat_for": timedelta(minutes=30),
        "prompts": prompts,
        "snoozes": snoozes,
        "may_snooze": True,
        "may_skip": True,
    }
    return BreakHappened(**values | changes)


def texts(language: str) -> Mapping[str, str]:
    return json.loads((TRANSLATIONS / f"{language}.json").read_text())["common"]


@pytest.mark.parametrize(
    ("effect", "previous", "words"),
    [
        (prompted(1), None, "announce_sitting_first"),
        (prompted(2), prompted(1), "announce_sitting_second"),
        (prompted(3), prompted(2), "announce_sitting_third"),
        (prompted(7), prompted(6), "announce_sitting_later"),
        (prompted(2, snoozes=1), prompted(1), "announce_sitting_snoozed"),
        (prompted(3, snoozes=2), prompted(2, snoozes=1), "announce_sitting_snoozed"),
        (prompted(3, snoozes=1), prompted(2, snoozes=1), "announce_sitting_third"),
        (prompted(2, snoozes=1), None, "announce_sitting_snoozed"),
        (
            prompted(2, snoozes=1),
            prompted(2, snoozes=1, due_at=DUE_AT - timedelta(hours=1)),
            "announce_sitting_snoozed",
        ),
        (prompted(1, posture=Posture.STANDING), None, "announce_standing_first"),
    ],
    ids=[
        "the first prompt",
        "the second",
        "the third",
        "a later one",
        "the one that was snoozed",
        "the one that was snoozed again",
        "a repeat after a snooze",
        "the first after a restart",
        "a snoozed one while an earlier break was snoozed as well",
        "a break from standing",
    ],
)
def test_each_prompt_has_its_own_words(effect, previous, words):
    notice = notice_of(effect, previous)
    assert notice is not None
    assert notice.kind is NoticeKind.BREAK_DUE
    assert notice.words.full == words
    assert notice.number == effect.prompts
    assert notice.due_at == DUE_AT


@pytest.mark.parametrize("kind", [each for each in BreakEventKind if each != "prompted"])
def test_only_prompts_are_announced(kind):
    assert notice_of(prompted(kind=kind)) is None


def test_a_sensor_that_may_be_stuck_is_asked_about():
    stuck = StuckAsked(source="seat/binary_sensor.chair", sat_for=timedelta(hours=3))
    notice = notice_of(stuck)
    assert notice is not None
    assert notice.kind is NoticeKind.SENSOR_STUCK
    assert notice.words is STUCK_WORDS
    assert notice.source == "seat/binary_sensor.chair"
    assert notice.answers == ()


def test_a_run_is_a_topic_of_its_own():
    notice = notice_of(RunAhead(run_at=DUE_AT))
    assert notice is not None
    assert (notice.kind, notice.topic) == (NoticeKind.RUN_AHEAD, Topic.RUN)
    assert notice.words is RUN_WORDS
    assert notice.run_at == DUE_AT
    assert notice.answers == (Answer.START_ROUTINE, Answer.NOT_NOW)


@pytest.mark.parametrize(
    ("may_snooze", "may_skip", "answers"),
    [
        (True, True, (Answer.START, Answer.SNOOZE, Answer.SKIP)),
        (False, True, (Answer.START, Answer.SKIP)),
        (True, False, (Answer.START, Answer.SNOOZE)),
        (False, False, (Answer.START,)),
    ],
    ids=["everything", "no snoozes left", "strict", "only to start"],
)
def test_only_answers_that_would_be_granted_are_offered(may_snooze, may_skip, answers):
    notice = notice_of(prompted(may_snooze=may_snooze, may_skip=may_skip))
    assert notice is not None
    assert notice.answers == answers


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=2), ("announce_one_minute", 1)),
        (timedelta(seconds=89), ("announce_one_minute", 1)),
        (timedelta(minutes=29, seconds=59.9), ("announce_minutes", 30)),
        (timedelta(minutes=52), ("announce_minutes", 52)),
        (timedelta(minutes=119), ("announce_minutes", 119)),
        (timedelta(minutes=120), ("announce_hours", 2)),
        (timedelta(hours=3, minutes=10), ("announce_hours", 3)),
    ],
    ids=str,
)
def test_durations_are_said_as_people_say_them(length, words):
    assert duration_words(length) == words


@pytest.mark.parametrize("posture", [Posture.SITTING, Posture.STANDING])
@pytest.mark.parametrize("occasion", Occasion)
def test_there_are_words_for_every_prompt(posture, occasion):
    assert (posture, occasion) in FULL_WORDS
    assert occasion in BRIEF_WORDS


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_has_all_words(language):
    known = texts(language)
    used = {*FULL_WORDS.values(), *BRIEF_WORDS.values()}
    used |= {each for words in (STUCK_WORDS, RUN_WORDS) for each in asdict(words).values()}
    used |= {key for _, key, _ in effects.DURATIONS}
    used |= {f"announce_answer_{each}" for each in Answer}
    used |= {"announce_title_break", "announce_own_action"}
    assert used <= known.keys()
    assert {key for key in known if key.startswith("announce_")} == used


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_ask_only_for_what_is_filled_in(language):
    filled = {"person", "duration", "number", "source", "time"}
    for key, text in texts(language).items():
        if key.startswith("announce_"):
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= filled
