"""A report of a fault can be replayed."""

from datetime import UTC, datetime, timedelta
import json
import random

import pytest

from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import (
    BreakSnoozed,
    CoachingPaused,
    Effect,
    Event,
    SettingsChanged,
    SourcesReported,
    TimePassed,
)
from custom_components.posture_coach.engine.journal import LEAF_LENGTH, Journal, replayed
from custom_components.posture_coach.engine.model import Settings, SourceKind

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
KINDS = {"seat": SourceKind.SEAT, "busy": SourceKind.BUSY}


def new_coach() -> Coach:
    return Coach(Settings(), KINDS, START)


class Diary:
    """A coach, its journal, and what followed."""

    def __init__(self) -> None:
        self.coach = new_coach()
        self.journal = Journal(self.coach)
        self.effects: list[Effect] = []

    def handle(self, event: Event, now: datetime) -> None:
        while (at := self.coach.deadline) is not None and at < now:
            self.effects += self.coach.handle(TimePassed(), at)
        self.journal.note(event, now)
        self.effects += self.coach.handle(event, now)


def restless_day(seed: int, count: int) -> Diary:
    chance, diary, now = random.Random(seed), Diary(), START
    for _ in range(count):
        now += timedelta(seconds=chance.choice((5, 100, 2000)))
        answer = {chance.choice(("seat", "busy")): chance.choice((True, True, False, None))}
        diary.handle(SourcesReported(answers=answer, at=now), now)
    return diary


@pytest.mark.parametrize("seed", range(5))
def test_what_followed_follows_again(seed):
    diary = restless_day(seed, LEAF_LENGTH)
    leaves = json.loads(json.dumps(diary.journal.leaves))
    again = new_coach()
    assert list(replayed(again, leaves)) == diary.effects
    assert again.memory() == diary.coach.memory()


def test_an_old_journal_starts_in_the_middle_and_ends_the_same():
    diary = restless_day(3, 5 * LEAF_LENGTH + 7)
    assert [len(leaf["events"]) for leaf in diary.journal.leaves] == [LEAF_LENGTH, 7]
    again = new_coach()
    effects = list(replayed(again, diary.journal.leaves))
    assert effects == diary.effects[-len(effects) :]
    assert again.memory() == diary.coach.memory()


def test_requests_are_noted_and_what_follows_from_elsewhere_is_not():
    diary = Diary()
    diary.handle(SourcesReported(answers={"seat": True}, at=START), START)
    diary.handle(SettingsChanged(settings=Settings()), START)
    diary.handle(TimePassed(), START)
    diary.handle(CoachingPaused(until=START + timedelta(hours=1)), START)
    diary.handle(SourcesReported(answers={"seat": True}, at=START), START + timedelta(minutes=61))
    diary.handle(BreakSnoozed(duration=timedelta(minutes=7)), START + timedelta(minutes=62))
    (leaf,) = diary.journal.leaves
    assert [each["kind"] for each in leaf["events"]] == [
        "SourcesReported",
        "CoachingPaused",
        "SourcesReported",
        "BreakSnoozed",
    ]
    assert list(replayed(new_coach(), diary.journal.leaves)) == diary.effects
