"""What one person may choose from, in their language."""

import logging

import pytest

from custom_components.posture_coach.content import Content
from custom_components.posture_coach.engine.exercise import DoseKind, Exercise
from custom_components.posture_coach.engine.model import Cue
from custom_components.posture_coach.library import library_of, read_files

LIBRARY = library_of(read_files())
SQUAT = {"name": "Squat {person}", "kind": "repetitions", "dose": 1, "stance": "Stand {0}."}


@pytest.fixture
def content():
    return Content(LIBRARY, {}, {}, "en")


def test_without_anything_of_ones_own_it_is_the_library(content):
    assert content.catalogue.exercises == LIBRARY.exercises
    assert content.catalogue.routines == LIBRARY.routines
    assert content.safety == LIBRARY.languages["en"].safety
    assert content.balance["heel_toe"].answers[0] == "Clearly on the heels"


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Wall elbow curl"),
        ("en-GB", "Wall elbow curl"),
        ("de", "Ellbogen an der Wand"),
        ("de-AT", "Ellbogen an der Wand"),
        ("tlh", "Wall elbow curl"),
    ],
)
def test_the_language_is_the_nearest_that_we_have(language, name):
    assert Content(LIBRARY, {}, {}, language).exercise("wall_elbow_curl").name == name


@pytest.mark.parametrize(
    ("language", "exercise", "dose", "words"),
    [
        ("en", "wall_elbow_curl", 1, "1 repetition"),
        ("en", "wall_elbow_curl", 10, "10 repetitions"),
        ("en", "downward_dog", 30, "hold for 30 seconds"),
        ("de", "wall_elbow_curl", 1, "1 Wiederholung"),
        ("de", "wall_elbow_curl", 10, "10 Wiederholungen"),
        ("de", "downward_dog", 30, "30 Sekunden halten"),
        ("pl", "wall_elbow_curl", 1, "1 powtórzenie"),
        ("pl", "wall_elbow_curl", 3, "3 powtórzenia"),
        ("pl", "wall_elbow_curl", 10, "10 powtórzeń"),
        ("pl", "wall_elbow_curl", 12, "12 powtórzeń"),
        ("pl", "wall_elbow_curl", 22, "22 powtórzenia"),
    ],
)
def test_a_dose_is_said_in_words(language, exercise, dose, words):
    assert Content(LIBRARY, {}, {}, language).dose(exercise, dose) == words


@pytest.mark.parametrize(
    ("style", "cue", "values", "line"),
    [
        (
            "full",
            Cue.WELCOME,
            {"routine": "Desk reset", "moves": 1, "minutes": 2},
            "Desk reset. 1 move, about 2 minutes. Get ready.",
        ),
        ("brief", Cue.WELCOME, {"routine": "Desk reset"}, "Desk reset"),
        ("full", Cue.STANCE, {"exercise": "Squat", "say": "Stand."}, "Squat. Stand."),
        ("full", Cue.STANCE, {"exercise": "Squat", "say": ""}, "Squat."),
        ("brief", Cue.STANCE, {"exercise": "Squat", "say": "Stand."}, "Squat"),
        ("full", Cue.BEGIN, {"dose": "10 repetitions"}, "Begin: 10 repetitions."),
        ("brief", Cue.BEGIN, {"dose": "10 repetitions"}, None),
        ("full", Cue.REST, {"exercise": "Squat"}, "Rest. Next: Squat."),
        ("full", Cue.FINISHED, {"person": "Alex"}, "All done. Nicely moved, Alex."),
        ("full", Cue.COUNTDOWN, {}, None),
        ("chime", Cue.REST, {"exercise": "Squat"}, None),
        ("silent", Cue.REST, {"exercise": "Squat"}, None),
    ],
)
def test_a_line_depends_on_the_style(content, style, cue, values, line):
    assert content.line(style, cue, **values) == line


def test_what_somebody_entered_is_never_a_template():
    content = Content(LIBRARY, {"squat": SQUAT}, {}, "en")
    texts = content.exercise("squat")
    line = content.line("full", Cue.STANCE, exercise=texts.name, say=texts.say, person="Alex")
    assert line == "Squat {person}. Stand {0}."


def test_own_exercises_and_routines_stand_beside_ours():
    own = {"name": "Mine", "description": "Short.", "exercises": ["squat", "downward_dog"]}
    content = Content(LIBRARY, {"squat": SQUAT}, {"mine": own}, "de")
    assert content.catalogue.exercises["squat"] == Exercise(
        id="squat", kind=DoseKind.REPETITIONS, ladder=(1,)
    )
    assert content.catalogue.routines["mine"].exercises == ("squat", "downward_dog")
    assert content.routine("mine").description == "Short."
    assert content.dose("squat", 1) == "1 Wiederholung"
    assert content.picture("squat") is None
    assert content.sources("squat") == ()
    assert set(content.catalogue.routines) == {*LIBRARY.routines, "mine"}


def test_the_same_may_be_told_in_another_language(caplog):
    own = {"name": "Mine", "exercises": ["squat"]}
    content = Content(LIBRARY, {"squat": SQUAT, "bad": {}}, {"mine": own}, "en")
    caplog.clear()
    german = content.in_language("de")
    assert german.catalogue is content.catalogue
    assert german.exercise("wall_elbow_curl").name == "Ellbogen an der Wand"
    assert german.exercise("squat") == content.exercise("squat")
    assert german.routine("mine").name == "Mine"
    assert german.safety == LIBRARY.languages["de"].safety
    assert content.exercise("wall_elbow_curl").name == "Wall elbow curl"
    assert not caplog.records


def test_nobody_replaces_ours():
    own = {"name": "Mine", "exercises": ["downward_dog"]}
    content = Content(LIBRARY, {"downward_dog": SQUAT}, {"desk_reset": own}, "en")
    assert content.exercise("downward_dog").name == "Downward dog"
    assert content.routine("desk_reset").name == "Desk reset"
    assert content.catalogue.exercises == LIBRARY.exercises
    assert content.catalogue.routines == LIBRARY.routines


def test_what_breaks_the_rules_is_left_out_and_logged(caplog):
    content = Content(
        LIBRARY,
        {"squat": {**SQUAT, "dose": 0}, "lunge": SQUAT},
        {"mine": {"name": "Mine", "exercises": ["squat"]}, "ours": {"exercises": ["lunge"]}},
        "en",
    )
    assert set(content.catalogue.exercises) == {*LIBRARY.exercises, "lunge"}
    assert content.catalogue.routines == LIBRARY.routines
    assert [each.message for each in caplog.records if each.levelno == logging.WARNING] == [
        "The exercise squat is left out: {'dose': 'dose_out_of_range'}",
        "The routine mine is left out: {'exercises': 'routine_empty'}",
        "The routine ours is left out: {'name': 'text_empty'}",
    ]


def test_an_exercise_that_was_deleted_takes_no_routine_with_it():
    own = {"name": "Mine", "exercises": ["gone", "downward_dog"]}
    content = Content(LIBRARY, {}, {"mine": own}, "en")
    assert content.catalogue.routines["mine"].exercises == ("downward_dog",)


def test_what_is_gone_is_called_by_something_like_its_name(content):
    assert content.exercise("one_leg_squat").name == "One leg squat"
    assert content.routine("my_morning").name == "My morning"


def test_a_move_has_a_picture_and_sources(content):
    picture = content.picture("downward_dog")
    assert (picture.start, picture.end) == ("downward_dog_start.svg", "downward_dog_end.svg")
    assert content.sources("downward_dog")


@pytest.mark.parametrize(
    ("exercise", "dose", "seconds"), [("wall_elbow_curl", 10, 30), ("downward_dog", 20, 20)]
)
def test_a_dose_takes_its_time(content, exercise, dose, seconds):
    move = content.catalogue.exercises[exercise]
    assert move.lasts(dose).total_seconds() == seconds
    assert move.done_within(move.lasts(dose)) == dose
