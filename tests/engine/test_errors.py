"""Every refusal, by its key: nothing has changed, and there are words for it."""

from datetime import timedelta
import json
from pathlib import Path
import re

import pytest

from custom_components.posture_coach import engine
from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    CoachingPaused,
)
from custom_components.posture_coach.engine.model import Settings

from .desk import NINE, Desk

ENGINE = Path(engine.__file__).parent
TEXTS = ENGINE.parent / "translations" / "en.json"


def sitting():
    desk = Desk()
    desk.sits(minutes=10)
    return desk


def due(rules=None):
    desk = Desk(rules=rules or Settings())
    desk.sits(minutes=31)
    return desk


def strictly_due():
    return due(Settings(strict=True))


def snoozed_twice():
    desk = due()
    desk.hears(BreakSnoozed())
    desk.hears(BreakSnoozed())
    return desk


def on_a_break():
    desk = due()
    desk.hears(BreakDeclared())
    return desk


REFUSALS = [
    (sitting, BreakSnoozed(), "break_not_due", {}),
    (sitting, BreakSkipped(), "break_not_due", {}),
    (on_a_break, BreakDeclared(), "already_on_break", {}),
    (snoozed_twice, BreakSnoozed(), "no_snoozes_left", {"limit": "2"}),
    (strictly_due, BreakSkipped(), "skip_not_allowed", {}),
    (due, BreakSnoozed(duration=timedelta(0)), "snooze_out_of_range", {"field": "duration"}),
    (due, CoachingPaused(until=NINE), "until_in_the_past", {"field": "until"}),
]


@pytest.mark.parametrize(("story", "request_", "key", "placeholders"), REFUSALS)
def test_a_refusal_says_why_and_changes_nothing(story, request_, key, placeholders):
    desk = story()
    before = (desk.coach.memory(), desk.seen, desk.coach.deadline)
    with pytest.raises(CoachError) as refusal:
        desk.hears(request_)
    assert (refusal.value.key, refusal.value.placeholders) == (key, placeholders)
    assert (desk.coach.memory(), desk.seen, desk.coach.deadline) == before


def test_these_are_all_there_are():
    source = "".join(path.read_text(encoding="utf-8") for path in ENGINE.glob("*.py"))
    raised = set(re.findall(r'CoachError\("(\w+)"', source))
    raised |= set(re.findall(r'Input\.\w+: "(\w+)"', source))
    assert raised == {key for _, _, key, _ in REFUSALS}


@pytest.mark.parametrize("key", sorted({key for _, _, key, _ in REFUSALS}))
def test_there_are_words_for_it(key):
    assert key in json.loads(TEXTS.read_text(encoding="utf-8"))["exceptions"]
