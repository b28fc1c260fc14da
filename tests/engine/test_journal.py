"""A report of a fault can be replayed."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
import json
import random

import pytest

from custom_components.posture_coach.engine import Coach, CoachError
from custom_components.posture_coach.engine.events import (
    BalanceMeasured,
    BalanceRecorded,
    BalanceTested,
    BreakSnoozed,
    CheckedIn,
    CoachingPaused,
    CueGiven,
    Effect,
    Event,
    ExercisePassed,
    ExerciseReturned,
    HoldExtended,
    InstructionsAsked,
    Load,
    RecordMade,
    RecordsRead,
    RoutineLogged,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
    RunPlanned,
    SettingsChanged,
    SourcesReported,
    TimePassed,
)
from custom_components.posture_coach.engine.journal import LEAF_LENGTH, Journal, replayed
from custom_components.posture_coach.engine.model import RoutinePhase, Settings, SourceKind
from custom_components.posture_coach.engine.records import (
    BalanceRecord,
    CheckInRecord,
    TestPhase,
)

from .floor import ON_THE_FLOOR

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
KINDS = {"seat": SourceKind.SEAT, "busy": SourceKind.BUSY}


def new_coach() -> Coach:
    return Coach(Settings(), KINDS, START)


class Diary:
    """A coach, its journal, and what followed."""

    def __init__(self, coach: Coach | None = None) -> None:
        self.coach = coach or new_coach()
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


def at_the_mat() -> Coach:
    return Coach(ON_THE_FLOOR, KINDS, START)


LED: list[tuple[int, Event]] = [
    # seconds since the one before, and what is asked
    (0, SourcesReported(answers={"seat": True}, at=START)),
    (1200, RoutineStarted(has_balance_test=True)),
    (20, BalanceTested(phase=TestPhase.BEFORE, axes={"left_right": -2, "inner_outer": 1})),
    (30, RoutinePaused()),
    (60, RoutineResumed()),
    (12, ExercisePassed()),
    (20, HoldExtended()),
    (15, InstructionsAsked()),
    (5, ExerciseReturned()),
    (300, RunPlanned(at=START + timedelta(hours=2))),
    (300, BalanceTested(phase=TestPhase.AFTER, axes={"left_right": 0, "inner_outer": 1})),
    (60, RoutineLogged(exercises=("curl",))),
    (60, BalanceTested(phase=TestPhase.SINGLE, axes={"left_right": 2, "heel_toe": -2})),
    (60, RoutineStarted(routine="two")),
    (40, RoutineStopped()),
    (3600, SourcesReported(answers={"seat": False}, at=START + timedelta(hours=2))),
]


def led(events: Iterable[tuple[int, Event]] = LED) -> Diary:
    diary, now = Diary(at_the_mat()), START
    for pause, event in events:
        now += timedelta(seconds=pause)
        with suppress(CoachError):
            diary.handle(event, now)
    return diary


def without_answers(effects: Iterable[Effect]) -> list[Effect]:
    """What followed, apart from what somebody felt."""
    return [
        each
        for each in effects
        if not isinstance(each, BalanceRecorded)
        and not (isinstance(each, RecordMade) and isinstance(each.record, BalanceRecord))
    ]


class TestSessions:
    """How somebody was led can be replayed; how they feel is not in it."""

    def test_what_followed_follows_again(self):
        diary = led()
        assert any(isinstance(each, CueGiven) for each in diary.effects)
        leaves = json.loads(json.dumps(diary.journal.leaves))
        again = at_the_mat()
        effects = list(replayed(again, leaves))
        assert without_answers(effects) == without_answers(diary.effects)
        assert again.memory() == diary.coach.memory()

    @pytest.mark.parametrize("start", range(1, len(LED)))
    def test_it_may_begin_in_the_middle_of_a_session(self, start):
        diary, now = Diary(at_the_mat()), START
        for number, (pause, event) in enumerate(LED):
            now += timedelta(seconds=pause)
            if number == start:
                # As if the leaf before had been thrown away.
                diary.journal = Journal(diary.coach)
            diary.handle(event, now)
        again = at_the_mat()
        list(replayed(again, diary.journal.leaves))
        assert again.memory()["training"]["session"] == diary.coach.memory()["training"]["session"]

    def test_no_answer_is_in_it(self):
        axes = {"left_right": -2, "left_heel_toe": 1}
        load = Load(at=START, loads={"load_left": 31.25, "load_right": 43.75})
        at = START + timedelta(minutes=1)
        read = RecordsRead(records=(CheckInRecord(at=START, neck_pain=7, note="hidden"),))
        diary = led(
            [
                (60, BalanceTested(phase=TestPhase.SINGLE, axes=axes)),
                (0, BalanceMeasured(phase=TestPhase.SINGLE, loads=(load,))),
                (0, CheckedIn(pains={"neck_pain": 7}, signs={"forward_head": True}, note="hidden")),
                (0, read),
            ]
        )
        written = {"now": at.isoformat(), "kind": "BalanceTested", "phase": "single"}
        (leaf,) = diary.journal.leaves
        assert leaf["events"] == [
            {**written, "axes": {"left_right": 0, "left_heel_toe": 0}, "eyes_closed": True},
            {**written, "axes": {"left_right": 0, "heel_toe": 0}, "eyes_closed": True},
        ]
        text = json.dumps(diary.journal.leaves)
        assert not [word for word in ("neck", "hidden", "31.25", "forward") if word in text]

    def test_what_was_refused_is_refused_again(self):
        diary = led(
            [
                (0, RoutineStopped()),
                (1, RoutineStarted(has_balance_test=True)),
                (1, RoutineStarted()),
                (1, BalanceTested(phase=TestPhase.BEFORE, axes={"left_right": 1})),
                (1, BalanceTested(phase=TestPhase.AFTER, axes={"left_right": 1, "heel_toe": 0})),
                (1, BreakSnoozed()),
                (1, InstructionsAsked()),
            ]
        )
        again = at_the_mat()
        assert list(replayed(again, diary.journal.leaves)) == diary.effects
        assert again.memory() == diary.coach.memory()
        session = again.snapshot(START).session
        assert session is not None
        assert session.phase is RoutinePhase.BALANCE_BEFORE
