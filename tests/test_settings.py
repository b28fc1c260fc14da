from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.posture_coach.const import (
    CONF_BREAK_MIN,
    CONF_BRIDGE,
    CONF_GRACE,
    CONF_LEFT_OUT,
    CONF_MAX_PROMPTS,
    CONF_MAX_SNOOZES,
    CONF_POWER_THRESHOLD,
    CONF_PREPARE_FOR,
    CONF_PROGRESSION,
    CONF_REPEAT_AFTER,
    CONF_REST_FOR,
    CONF_ROUTINE,
    CONF_ROUTINE_DAYS,
    CONF_RUN_LEAD,
    CONF_SETTLE,
    CONF_SITTING_LIMIT,
    CONF_SNOOZE_FOR,
    CONF_STANDING_HEIGHT,
    CONF_STANDING_LIMIT,
    CONF_STRICT,
    CONF_WITH_VARIANT,
)
from custom_components.posture_coach.engine.exercise import Catalogue, DoseKind, Exercise, Routine
from custom_components.posture_coach.engine.model import Settings
from custom_components.posture_coach.settings import (
    DURATIONS,
    NUMBERS,
    as_option,
    default_options,
    duration_of,
    limit_faults,
    settings_from,
)

CURL, REACH, BRIDGE = (
    Exercise(id=name, kind=DoseKind.HOLD, ladder=(20,), variant=variant)
    for name, variant in (("curl", None), ("reach", "bridge"), ("bridge", None))
)
CATALOGUE = Catalogue(
    exercises={each.id: each for each in (CURL, REACH, BRIDGE)},
    routines={
        "upper_back_three": Routine(id="upper_back_three", exercises=("curl", "reach")),
        "evening": Routine(id="evening", exercises=("reach",)),
    },
)


def test_without_options_the_settings_are_those_of_the_contract():
    assert settings_from({}, UTC) == Settings()


def test_the_default_options_make_the_default_settings_and_contradict_nothing():
    assert settings_from(default_options(), UTC) == Settings()
    assert limit_faults(default_options()) == {}


def test_every_option_reaches_the_settings():
    zone = ZoneInfo("Europe/Berlin")
    options = {
        CONF_SITTING_LIMIT: {"minutes": 45},
        CONF_STANDING_LIMIT: {"hours": 1},
        CONF_BREAK_MIN: {"minutes": 3},
        CONF_REPEAT_AFTER: {"minutes": 4},
        CONF_SNOOZE_FOR: {"minutes": 15},
        CONF_GRACE: {"seconds": 40},
        CONF_SETTLE: {"seconds": 20},
        CONF_BRIDGE: {"minutes": 5},
        CONF_MAX_PROMPTS: 5.0,
        CONF_MAX_SNOOZES: 1.0,
        CONF_STRICT: True,
        CONF_ROUTINE: "evening",
        CONF_ROUTINE_DAYS: ["sun", "mon"],
        CONF_LEFT_OUT: ["curl"],
        CONF_WITH_VARIANT: ["reach"],
        CONF_PROGRESSION: False,
        CONF_PREPARE_FOR: {"seconds": 12},
        CONF_REST_FOR: {"seconds": 20},
        CONF_RUN_LEAD: {"minutes": 45},
    }
    assert settings_from(options, zone, CATALOGUE) == Settings(
        time_zone=zone,
        sitting_limit=timedelta(minutes=45),
        standing_limit=timedelta(hours=1),
        break_min=timedelta(minutes=3),
        repeat_after=timedelta(minutes=4),
        snooze_for=timedelta(minutes=15),
        grace=timedelta(seconds=40),
        settle=timedelta(seconds=20),
        bridge=timedelta(minutes=5),
        max_prompts=5,
        max_snoozes=1,
        strict=True,
        catalogue=CATALOGUE,
        routine="evening",
        routine_days=frozenset({0, 6}),
        left_out=frozenset({"curl"}),
        with_variant=frozenset({"reach"}),
        does_progress=False,
        prepare_for=timedelta(seconds=12),
        rest_for=timedelta(seconds=20),
        run_lead=timedelta(minutes=45),
    )


def test_a_routine_that_was_deleted_gives_way_to_the_one_that_comes_with_the_coach():
    options = {CONF_ROUTINE: "deleted"}
    assert settings_from(options, UTC, CATALOGUE).routine == "upper_back_three"


def test_no_day_at_all_may_ask_for_a_routine():
    assert settings_from({CONF_ROUTINE_DAYS: []}, UTC).routine_days == frozenset()


@pytest.mark.parametrize(
    ("options", "is_left_empty"),
    [
        ({}, False),
        ({CONF_LEFT_OUT: ["curl"]}, False),
        ({CONF_LEFT_OUT: ["curl", "reach"]}, True),
        ({CONF_LEFT_OUT: ["reach"], CONF_ROUTINE: "evening"}, True),
        ({CONF_LEFT_OUT: ["bridge"], CONF_ROUTINE: "evening"}, False),
        (
            {CONF_LEFT_OUT: ["bridge"], CONF_WITH_VARIANT: ["reach"], CONF_ROUTINE: "evening"},
            True,
        ),
        ({CONF_LEFT_OUT: ["reach"], CONF_ROUTINE: "deleted"}, False),
    ],
    ids=[
        "nothing left out",
        "one of two",
        "both",
        "the only one",
        "a variant that is not done",
        "the variant that is done",
        "of a routine that was deleted",
    ],
)
def test_a_routine_must_keep_an_exercise(options, is_left_empty):
    faults = {CONF_LEFT_OUT: "routine_left_empty"} if is_left_empty else {}
    assert limit_faults(options, CATALOGUE) == faults


@pytest.mark.parametrize(
    "off", [{}, {"seconds": 0}, {"hours": 0, "minutes": 0, "seconds": 0}], ids=str
)
def test_a_standing_limit_of_zero_is_none(off):
    options = {CONF_STANDING_LIMIT: off}
    assert settings_from(options, UTC).standing_limit is None
    assert limit_faults(options) == {}


@pytest.mark.parametrize(
    ("duration", "option"),
    [
        (timedelta(), {"hours": 0, "minutes": 0, "seconds": 0}),
        (timedelta(seconds=90), {"hours": 0, "minutes": 1, "seconds": 30}),
        (timedelta(minutes=90, milliseconds=700), {"hours": 1, "minutes": 30, "seconds": 0}),
        (timedelta(days=1), {"hours": 24, "minutes": 0, "seconds": 0}),
    ],
    ids=str,
)
def test_a_duration_is_kept_to_the_second(duration, option):
    assert as_option(duration) == option
    assert duration_of(option) == timedelta(seconds=int(duration.total_seconds()))


def test_a_recorded_week_may_be_replayed_thirty_times_as_fast():
    options = default_options() | {
        CONF_SITTING_LIMIT: {"minutes": 1},
        CONF_BREAK_MIN: {"seconds": 4},
        CONF_GRACE: {"seconds": 2},
        CONF_SETTLE: {"seconds": 1},
        CONF_BRIDGE: {"seconds": 20},
        CONF_REPEAT_AFTER: {"seconds": 10},
        CONF_SNOOZE_FOR: {"seconds": 20},
    }
    assert limit_faults(options) == {}


@pytest.mark.parametrize("option", DURATIONS)
def test_every_duration_has_limits_and_they_belong_to_it(option):
    shortest, longest = DURATIONS[option]
    second = timedelta(seconds=1)
    fault = {option: f"{option}_out_of_range"}
    assert limit_faults({option: as_option(longest + second)}) == fault
    assert limit_faults({option: as_option(longest)}) != fault
    assert limit_faults({option: as_option(shortest)}) != fault
    if shortest > second:
        assert limit_faults({option: as_option(shortest - second)}) == fault
    elif shortest == second:
        assert limit_faults({option: {"seconds": 0}}) == fault


@pytest.mark.parametrize("option", NUMBERS)
def test_every_number_has_limits_and_they_belong_to_it(option):
    low, high = NUMBERS[option]
    assert limit_faults({option: low - 0.1}) == {option: f"{option}_out_of_range"}
    assert limit_faults({option: high + 1}) == {option: f"{option}_out_of_range"}
    assert limit_faults({option: low}) == limit_faults({option: high}) == {}


@pytest.mark.parametrize(
    ("options", "faults"),
    [
        (
            {CONF_BREAK_MIN: {"seconds": 60}, CONF_SETTLE: {"seconds": 10}},
            {CONF_BREAK_MIN: "break_min_within_grace"},
        ),
        (
            {CONF_SETTLE: {"minutes": 2}},
            {CONF_SETTLE: "settle_beyond_break"},
        ),
        (
            {CONF_SITTING_LIMIT: {"minutes": 10}, CONF_BREAK_MIN: {"minutes": 10}},
            {CONF_SITTING_LIMIT: "sitting_limit_within_break"},
        ),
        (
            {CONF_STANDING_LIMIT: {"minutes": 2}},
            {CONF_STANDING_LIMIT: "standing_limit_within_break"},
        ),
    ],
    ids=lambda each: next(iter(each)),
)
def test_options_that_contradict_each_other_are_named(options, faults):
    assert limit_faults(options) == faults


def test_contradictions_are_not_looked_for_among_impossible_limits():
    options = {CONF_SITTING_LIMIT: {"seconds": 1}, CONF_STANDING_HEIGHT: 95}
    options |= {CONF_POWER_THRESHOLD: 20}
    assert limit_faults(options) == {CONF_SITTING_LIMIT: "sitting_limit_out_of_range"}
