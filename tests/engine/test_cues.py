"""When what is to be said, for phases of every length."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.cues import CUES, WORTH_HEARING_FOR, cues_of
from custom_components.posture_coach.engine.model import Cue, RoutinePhase as Phase

from .desk import NINE
from .floor import REACH, Floor


def seconds(count):
    return timedelta(seconds=count)


def offsets(phase, lasts):
    return {cue.value: after / seconds(1) for after, cue in cues_of(phase, lasts)}


@pytest.mark.parametrize(
    ("lasts", "expected"),
    [
        (3, {"begin": 0}),
        (4, {"begin": 0, "countdown": 1}),
        (19, {"begin": 0, "countdown": 16}),
        (20, {"begin": 0, "half_way": 10, "countdown": 17}),
        (24, {"begin": 0, "half_way": 12, "countdown": 21}),
        (25, {"begin": 0, "half_way": 12.5, "last_ten": 15, "countdown": 22}),
        (30, {"begin": 0, "half_way": 15, "last_ten": 20, "countdown": 27}),
        (300, {"begin": 0, "half_way": 150, "last_ten": 290, "countdown": 297}),
    ],
)
def test_a_move_is_counted_as_its_length_allows(lasts, expected):
    assert offsets(Phase.WORK, seconds(lasts)) == expected


@pytest.mark.parametrize(
    ("lasts", "expected"),
    [
        (0, {"stance": 0}),
        (3.9, {"stance": 0}),
        (4, {"stance": 0, "countdown": 1}),
        (8, {"stance": 0, "countdown": 5}),
        (25, {"stance": 0, "countdown": 22}),
    ],
)
def test_a_stance_is_told_and_its_end_counted_down(lasts, expected):
    assert offsets(Phase.PREPARE, seconds(lasts)) == expected


@pytest.mark.parametrize(
    ("phase", "lasts", "cue"),
    [
        (Phase.BALANCE_BEFORE, None, "balance_before"),
        (Phase.GET_READY, seconds(8), "welcome"),
        (Phase.REST, seconds(10), "rest"),
        (Phase.BALANCE_AFTER, None, "balance_after"),
    ],
    ids=str,
)
def test_the_others_are_told_when_they_begin(phase, lasts, cue):
    assert offsets(phase, lasts) == {cue: 0}


def test_the_last_three_seconds_are_never_talked_into():
    """And nothing is said before what comes before it."""
    for lasts in range(4, 301):
        given = list(cues_of(Phase.WORK, seconds(lasts)))
        assert given == sorted(given, key=lambda each: each[0])
        assert [cue for after, cue in given if after >= seconds(lasts - 3)] == [Cue.COUNTDOWN]


def test_every_phase_has_cues_and_every_cue_is_worth_hearing_for_a_while():
    assert set(CUES) == set(Phase) - {Phase.IDLE}
    assert set(WORTH_HEARING_FOR) == set(Cue)
    assert min(WORTH_HEARING_FOR.values()) > timedelta(0)


def test_a_session_says_all_of_it_at_its_second():
    floor = Floor()
    floor.starts("two")
    floor.passes(minutes=3)
    assert [(each.cue.value, (each.at - NINE) / seconds(1)) for each in floor.cues] == [
        ("welcome", 0),
        ("stance", 8),
        ("countdown", 13),
        ("begin", 16),
        ("half_way", 31),
        ("last_ten", 36),
        ("countdown", 43),
        ("rest", 46),
        ("stance", 56),
        ("countdown", 61),
        ("begin", 64),
        ("half_way", 79),
        ("last_ten", 84),
        ("countdown", 91),
        ("finished", 94),
    ]


def test_a_cue_says_what_it_is_about_and_how_late_it_may_come():
    floor = Floor()
    floor.starts("two")
    floor.passes(seconds=60)
    rest = next(each for each in floor.cues if each.cue is Cue.REST)
    assert (rest.exercise, rest.dose) == (REACH, 30)
    assert rest.until == rest.at + seconds(4)
    assert rest.session.phase is Phase.REST
    floor.passes(seconds=60)
    finished = floor.cues[-1]
    assert finished.exercise == REACH
    assert finished.session.step is None
