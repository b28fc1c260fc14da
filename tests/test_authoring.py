"""What somebody may write down as an exercise or a routine of their own."""

import pytest

from custom_components.posture_coach.authoring import (
    LONGEST_SAY,
    ContentError,
    exercise_faults,
    in_one_breath,
    own_exercise,
    own_routine,
    routine_faults,
)
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.exercise import (
    Aspect,
    DoseKind,
    Exercise,
    Need,
    Routine,
)

SQUAT = {
    "id": "squat",
    "name": "Squat",
    "kind": "repetitions",
    "dose": 8,
    "ladder": [10, 12],
    "seconds_each": 4,
    "stance": "Stand with your feet apart.",
    "steps": "Sit back.\n\nCome up.\n",
    "cues": ["Heels down."],
    "mistakes": [],
    "cautions": [],
    "helps": ["upper_back"],
    "needs": ["floor"],
}
WALKS = {"name": "Around the house", "exercises": ["squat", "squat"]}


def test_an_own_exercise_has_what_ours_have():
    exercise, texts = own_exercise("squat", SQUAT)
    assert exercise == Exercise(
        id="squat",
        kind=DoseKind.REPETITIONS,
        ladder=(8, 10, 12),
        seconds_each=4,
        helps=frozenset({Aspect.UPPER_BACK}),
        needs=frozenset({Need.FLOOR}),
    )
    assert texts.name == "Squat"
    assert texts.steps == ("Sit back.", "Come up.")
    assert texts.cues == ("Heels down.",)
    assert texts.instructions == "Stand with your feet apart. Sit back. Come up."


def test_a_name_and_a_dose_are_enough():
    exercise, texts = own_exercise("plank", {"name": "Plank", "kind": "hold", "dose": 20})
    assert exercise == Exercise(id="plank", kind=DoseKind.HOLD, ladder=(20,))
    assert (texts.name, texts.say, texts.instructions) == ("Plank", "", "")


@pytest.mark.parametrize(
    ("given", "ladder"),
    [
        ({"dose": 10.0, "ladder": ["12", " 15"]}, (10, 12, 15)),
        ({"dose": "10", "ladder": "12, 15"}, (10, 12, 15)),
        ({"dose": 10, "ladder": [10, 15]}, (10, 15)),
        ({"dose": 10, "ladder": ""}, (10,)),
        ({"dose": 1, "ladder": [100]}, (1, 100)),
        ({"kind": "hold", "dose": 5, "ladder": [300]}, (5, 300)),
    ],
    ids=["as forms give them", "as text", "with the first", "without", "repetitions", "seconds"],
)
def test_doses_become_a_ladder(given, ladder):
    assert own_exercise("squat", SQUAT | given)[0].ladder == ladder


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"dose": 0}, {"dose": "dose_out_of_range"}),
        ({"dose": 101}, {"dose": "dose_out_of_range"}),
        ({"dose": 7.5}, {"dose": "dose_out_of_range"}),
        ({"dose": True}, {"dose": "dose_out_of_range"}),
        ({"dose": float("nan")}, {"dose": "dose_out_of_range"}),
        ({"dose": float("inf")}, {"dose": "dose_out_of_range"}),
        ({"dose": "9" * 5000}, {"dose": "dose_out_of_range"}),
        ({"kind": "hold", "dose": 4}, {"dose": "dose_out_of_range"}),
        ({"kind": "hold", "dose": 301}, {"dose": "dose_out_of_range"}),
        ({"ladder": [101]}, {"ladder": "dose_out_of_range"}),
        ({"ladder": [10, 10]}, {"ladder": "ladder_not_rising"}),
        ({"ladder": [7]}, {"ladder": "ladder_not_rising"}),
        ({"ladder": 9}, {"ladder": "value_unknown"}),
        ({"seconds_each": 0}, {"seconds_each": "seconds_out_of_range"}),
        ({"seconds_each": 31}, {"seconds_each": "seconds_out_of_range"}),
        ({"name": "  "}, {"name": "text_empty"}),
        ({"name": "x" * 61}, {"name": "text_too_long"}),
        ({"name": 5}, {"name": "value_unknown"}),
        ({"stance": "x" * 501}, {"stance": "text_too_long"}),
        ({"steps": ["x" * 501]}, {"steps": "text_too_long"}),
        ({"steps": "x\n" * 21}, {"steps": "text_too_long"}),
        ({"steps": 5}, {"steps": "value_unknown"}),
        ({"stance": "<b>Stand</b>"}, {"stance": "text_has_markup"}),
        ({"cues": ["Down", "</b>"]}, {"cues": "text_has_markup"}),
        ({"mistakes": ["<!-- -->"]}, {"mistakes": "text_has_markup"}),
        ({"cautions": ["Ring\a"]}, {"cautions": "text_has_markup"}),
        ({"cautions": ["half \ud800"]}, {"cautions": "text_has_markup"}),
        ({"kind": "miles"}, {"kind": "value_unknown"}),
        ({"helps": ["heart"]}, {"helps": "value_unknown"}),
        ({"needs": ["pool"]}, {"needs": "value_unknown"}),
        ({"id": "My squat"}, {"id": "value_unknown"}),
        ({"variant": "downward_dog"}, {"variant": "value_unknown"}),
        ({"colour": "red"}, {"colour": "value_unknown"}),
        (
            {"dose": 0, "seconds_each": 99, "name": ""},
            {
                "name": "text_empty",
                "dose": "dose_out_of_range",
                "seconds_each": "seconds_out_of_range",
            },
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_of_the_field(change, faults):
    assert exercise_faults(SQUAT | change) == faults


def test_nothing_is_wrong_with_what_is_right():
    assert exercise_faults(SQUAT) == {}
    assert routine_faults(WALKS, {"squat"}) == {}


def test_what_is_missing_is_said_too():
    assert exercise_faults({}) == {
        "name": "text_empty",
        "kind": "value_unknown",
        "dose": "dose_out_of_range",
    }


def test_less_than_is_no_markup():
    texts = own_exercise("squat", SQUAT | {"stance": "Knees < 90 degrees, 1 <2\tand\nso on."})[1]
    assert texts.stance == "Knees < 90 degrees, 1 <2 and so on."


def test_a_fault_is_a_refusal_that_names_its_field():
    with pytest.raises(CoachError) as refused:
        own_exercise("squat", SQUAT | {"name": "x" * 61})
    assert refused.value.key == "text_too_long"
    assert refused.value.placeholders == {"field": "name", "limit": "60"}


def test_an_own_routine_is_a_list_of_exercises():
    routine, texts = own_routine("walks", WALKS, {"squat"})
    assert routine == Routine(id="walks", exercises=("squat", "squat"))
    assert (texts.name, texts.description) == ("Around the house", "")


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"exercises": []}, {"exercises": "routine_empty"}),
        ({"exercises": "squat"}, {"exercises": "routine_empty"}),
        ({"exercises": ["squat"] * 13}, {"exercises": "routine_too_long"}),
        ({"exercises": [5]}, {"exercises": "exercise_unknown"}),
        ({"exercises": ["squat", "moonwalk"]}, {"exercises": "exercise_unknown"}),
        ({"name": ""}, {"name": "text_empty"}),
        ({"description": "<i>"}, {"description": "text_has_markup"}),
    ],
    ids=str,
)
def test_a_routine_has_one_to_twelve_known_exercises_and_a_name(change, faults):
    assert routine_faults(WALKS | change, {"squat"}) == faults


def test_an_unknown_exercise_is_named():
    with pytest.raises(ContentError) as refused:
        own_routine("walks", {"name": "W", "exercises": ["moonwalk"]}, {"squat"})
    assert refused.value.placeholders["exercise"] == "moonwalk"


@pytest.mark.parametrize(
    ("stance", "said"),
    [
        ("Stand. Breathe.", "Stand. Breathe."),
        ("Stand tall. " + "Breathe in and out. " * 20, "Stand tall. " + "Breathe in and out. " * 4),
        ("Stand " * 40, "Stand " * 15),
        ("x" * 200, "x" * 93),
    ],
    ids=["all of it", "whole sentences", "whole words", "one long word"],
)
def test_what_is_said_of_an_own_exercise_fits_its_time(stance, said):
    texts = own_exercise("squat", SQUAT | {"stance": stance})[1]
    assert texts.say == said.strip()
    assert len(f"{texts.name}. {texts.say}") <= LONGEST_SAY


def test_a_sentence_ends_where_a_gap_follows():
    assert in_one_breath("Hold 2.5 kg. Then more", 15) == "Hold 2.5 kg."
