"""A person who is led through routines, and what the coach says meanwhile."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
import json
from typing import override

import pytest

from custom_components.posture_coach.engine import Coach, CoachError
from custom_components.posture_coach.engine.events import (
    BalanceRecorded,
    CueGiven,
    Effect,
    Event,
    ExercisePassed,
    RecordsRead,
    RoutineHappened,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RunAhead,
    WatchLost,
)
from custom_components.posture_coach.engine.exercise import (
    Aspect,
    Catalogue,
    DoseKind,
    Exercise,
    Routine,
)
from custom_components.posture_coach.engine.model import (
    Practice,
    RoutinePhase,
    SessionView,
    Settings,
)
from custom_components.posture_coach.engine.records import (
    DayOffRecord,
    Move,
    Record,
    SessionOutcome,
    SessionRecord,
)

from .desk import NINE, Desk

CURL = Exercise(
    id="curl",
    kind=DoseKind.REPETITIONS,
    ladder=(10, 15, 20),
    helps=frozenset({Aspect.ROUNDED_SHOULDERS, Aspect.NECK}),
)
"""30 s, 45 s, 60 s."""
REACH = Exercise(
    id="reach",
    kind=DoseKind.HOLD,
    ladder=(30, 45, 60),
    helps=frozenset({Aspect.ROUNDED_UPPER_BACK, Aspect.SHOULDERS}),
)
DOG = Exercise(
    id="dog",
    kind=DoseKind.HOLD,
    ladder=(20, 30),
    helps=frozenset({Aspect.ROUNDED_UPPER_BACK, Aspect.UPPER_BACK}),
    variant="dog_at_wall",
)
DOG_AT_WALL = Exercise(id="dog_at_wall", kind=DoseKind.HOLD, ladder=(25,))

CATALOGUE = Catalogue(
    exercises={each.id: each for each in (CURL, REACH, DOG, DOG_AT_WALL)},
    routines={
        "three": Routine(id="three", exercises=("curl", "reach", "dog")),
        "two": Routine(id="two", exercises=("curl", "reach")),
        "lost": Routine(id="lost", exercises=("flight",)),
    },
)
THREE_TAKE = timedelta(seconds=8 + (8 + 30) + 10 + (8 + 30) + 10 + (8 + 20))
"""From the start of `three` to its end, when nothing comes between."""


def floor_rules(**others: object) -> Settings:
    """Settings under which `three` is the routine of weekdays."""
    return Settings(**{"catalogue": CATALOGUE, "routine": "three", **others})  # type: ignore[arg-type]  # by field


ON_THE_FLOOR = floor_rules()


class Floor(Desk):
    """A desk with a mat beside it; keeps what is said and recorded of sessions."""

    def __init__(
        self,
        names: str = "seat",
        rules: Settings = ON_THE_FLOOR,
        now: datetime = NINE,
        records: Iterable[Record] = (),
    ) -> None:
        super().__init__(names, rules, now)
        self.read = tuple(records)
        """What was on record before this began."""
        self.coach = Coach(rules, self.kinds, now, RecordsRead(records=self.read))
        self.moments: list[RoutineHappened] = []
        self.cues: list[CueGiven] = []
        self.tests: list[BalanceRecorded] = []
        self.runs: list[RunAhead] = []

    @property
    def session(self) -> SessionView | None:
        """The session that is going on."""
        return self.seen.session

    @property
    def led(self) -> SessionView:
        """The session that is going on, of which the story is sure."""
        assert self.session is not None
        return self.session

    @property
    def at(self) -> tuple[RoutinePhase, int]:
        """The phase, and the number of the move; only during a session."""
        return self.led.phase, self.led.number

    @property
    def practice(self) -> Practice:
        """What was done, and what is to be done."""
        return self.seen.practice

    @property
    def sessions(self) -> list[SessionRecord]:
        """The sessions that were recorded."""
        return [each for each in self.records if isinstance(each, SessionRecord)]

    @property
    def days_off(self) -> list[date]:
        """The days off that were recorded."""
        return [each.day for each in self.records if isinstance(each, DayOffRecord)]

    def starts(self, routine: str | None = None, *, test: bool = False) -> list[str]:
        """Asks to be led."""
        return self.hears(RoutineStarted(routine=routine, has_balance_test=test))

    def pauses(self) -> list[str]:
        """Asks to wait."""
        return self.hears(RoutinePaused())

    def goes_on(self) -> list[str]:
        """Asks to go on."""
        return self.hears(RoutineResumed())

    def reaches(self, phase: RoutinePhase, number: int = 1) -> None:
        """Led on until that phase of that move; a test before it is passed over."""
        while self.at != (phase, number):
            if self.at[0] is RoutinePhase.BALANCE_BEFORE:
                self.hears(ExercisePassed())
                continue
            assert self.led.ends_at is not None, f"{self.at} goes on for ever"
            self.passes_to(self.led.ends_at)

    def refuses(self, event: Event) -> tuple[str, dict[str, str]]:
        """A request is refused and has changed nothing; the key and what fills it."""
        before = (self.coach.memory(), self.seen, self.coach.deadline)
        with pytest.raises(CoachError) as refusal:
            self.hears(event)
        assert (self.coach.memory(), self.seen, self.coach.deadline) == before
        return refusal.value.key, refusal.value.placeholders

    @override
    def restarts(self, memory: Mapping[str, object] | None = None) -> None:
        """The coach is gone; another goes on from what it remembered and what is on record."""
        memory = self.coach.memory() if memory is None else memory
        read = RecordsRead(records=(*self.read, *self.records))
        self.coach = Coach(self.rules, self.kinds, self.now, read)
        self.coach.recall(memory)

    def is_down(self, **duration: float) -> None:
        """Home Assistant is down for so long, and the sensors say the same afterwards."""
        down_at, answers = self.now, dict(self.coach.answers)
        memory = json.loads(json.dumps(self.coach.memory()))
        self.now += timedelta(**duration)
        self.restarts(memory)
        self.hears(WatchLost(at=down_at))
        self.reports(**answers)

    @override
    def _keep(self, effects: Iterable[Effect]) -> list[str]:
        told = []
        for effect in effects:
            match effect:
                case RoutineHappened():
                    self.moments.append(effect)
                    told.append(f"routine {effect.kind}")
                case CueGiven():
                    self.cues.append(effect)
                    told.append(f"say {effect.cue}")
                case BalanceRecorded():
                    self.tests.append(effect)
                    told.append("test")
                case RunAhead():
                    self.runs.append(effect)
                    told.append("run")
                case _:
                    told += super()._keep([effect])
        return told


def session_of(
    ended_at: datetime,
    *moves: tuple[Exercise, int, int],
    routine: str = "three",
    outcome: SessionOutcome = SessionOutcome.COMPLETED,
    is_led: bool = True,
) -> SessionRecord:
    """A session of five minutes; moves as exercise, dose and what was done of it."""
    moves = moves or ((CURL, 10, 10), (REACH, 30, 30), (DOG, 20, 20))
    return SessionRecord(
        routine=routine,
        outcome=outcome,
        started_at=ended_at - timedelta(minutes=5),
        ended_at=ended_at,
        moves=tuple(
            Move(exercise=exercise.id, dose=dose, done=done, is_done=done > 0)
            for exercise, dose, done in moves
        ),
        is_led=is_led,
    )
