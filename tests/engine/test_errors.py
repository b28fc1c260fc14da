"""Every refusal, by its key: nothing has changed, and there are words for it."""

from datetime import timedelta
import json
from pathlib import Path
import re

import pytest

from custom_components.posture_coach import engine
from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.events import (
    BalanceMeasured,
    BalanceTested,
    BreakDeclared,
    BreakSkipped,
    BreakSnoozed,
    CheckedIn,
    CoachingPaused,
    ExerciseReturned,
    HoldExtended,
    RoutineLogged,
    RoutinePaused,
    RoutineResumed,
    RoutineStarted,
    RoutineStopped,
)
from custom_components.posture_coach.engine.model import RoutinePhase, Settings
from custom_components.posture_coach.engine.records import TestPhase

from .desk import NINE, Desk
from .floor import Floor

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


def on_the_mat():
    floor = Floor()
    floor.starts(test=True)
    return floor


def getting_ready():
    floor = Floor()
    floor.starts()
    return floor


def waiting():
    floor = getting_ready()
    floor.pauses()
    return floor


def holding_for_five_minutes():
    floor = getting_ready()
    floor.reaches(RoutinePhase.WORK, 2)
    for _ in range(18):
        floor.hears(HoldExtended())
    return floor


def single(**axes):
    return BalanceTested(phase=TestPhase.SINGLE, axes=axes)


def check_in(note=None, **pains):
    return CheckedIn(pains=pains, signs={}, note=note)


def of(field, **others):
    return {"field": field, **others}


OF_ROUTINES = [
    (Floor, RoutineStopped(), "no_routine_running", {}),
    (getting_ready, RoutineStarted(), "routine_running", {}),
    (getting_ready, RoutineResumed(), "routine_not_paused", {}),
    (waiting, RoutinePaused(), "routine_already_paused", {}),
    (
        Floor,
        RoutineStarted(routine="none"),
        "routine_unknown",
        of("routine", routine="none"),
    ),
    (Floor, RoutineStarted(routine="lost"), "routine_empty", of("routine", routine="lost")),
    (
        Floor,
        RoutineLogged(exercises=("flight",)),
        "exercise_unknown",
        of("exercises", exercise="flight"),
    ),
    (on_the_mat, ExerciseReturned(), "no_previous_exercise", {}),
    (getting_ready, HoldExtended(), "nothing_to_extend", {}),
    (holding_for_five_minutes, HoldExtended(), "hold_at_its_longest", {"limit": "5"}),
    (Floor, single(left_right=3), "axis_out_of_range", of("left_right")),
    (Floor, single(left_right=0), "axes_too_few", of("heel_toe")),
    (
        Floor,
        single(left_right=0, heel_toe=0, left_heel_toe=0),
        "axes_contradict",
        of("heel_toe"),
    ),
    (
        Floor,
        BalanceTested(phase=TestPhase.AFTER, axes={}),
        "test_out_of_turn",
        of("phase"),
    ),
    (Floor, BalanceMeasured(phase=TestPhase.SINGLE, loads=()), "scale_empty", {}),
    (Floor, check_in(), "check_in_empty", {}),
    (Floor, check_in(neck_pain=11), "pain_out_of_range", of("neck_pain")),
    (Floor, check_in(note="<p>"), "text_has_markup", of("note")),
    (Floor, check_in(note="x" * 501), "text_too_long", of("note", limit="500")),
    (
        Floor,
        RoutineLogged(duration=timedelta(0)),
        "duration_out_of_range",
        of("duration"),
    ),
    (Floor, RoutineLogged(started_at=NINE), "in_the_future", of("started_at")),
]

OF_BREAKS = [
    (sitting, BreakSnoozed(), "break_not_due", {}),
    (sitting, BreakSkipped(), "break_not_due", {}),
    (on_a_break, BreakDeclared(), "already_on_break", {}),
    (snoozed_twice, BreakSnoozed(), "no_snoozes_left", {"limit": "2"}),
    (strictly_due, BreakSkipped(), "skip_not_allowed", {}),
    (due, BreakSnoozed(duration=timedelta(0)), "snooze_out_of_range", {"field": "duration"}),
    (due, CoachingPaused(until=NINE), "until_in_the_past", {"field": "until"}),
]


REFUSALS = [*OF_BREAKS, *OF_ROUTINES]

OF_RECORDS_FROM_OUTSIDE = {"value_out_of_range", "range_reversed"}
"""By `limits`, which has tests of its own."""


@pytest.mark.parametrize(
    ("story", "request_", "key", "placeholders"),
    [pytest.param(*each, id=f"{each[2]}-{each[0].__name__}") for each in REFUSALS],
)
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
    assert raised - OF_RECORDS_FROM_OUTSIDE == {key for _, _, key, _ in REFUSALS}


@pytest.mark.parametrize("key", sorted({key for _, _, key, _ in REFUSALS}))
def test_there_are_words_for_it(key):
    assert key in json.loads(TEXTS.read_text(encoding="utf-8"))["exceptions"]
