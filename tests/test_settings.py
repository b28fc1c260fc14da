from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.posture_coach.const import (
    CONF_BREAK_MIN,
    CONF_BRIDGE,
    CONF_GRACE,
    CONF_MAX_PROMPTS,
    CONF_MAX_SNOOZES,
    CONF_POWER_THRESHOLD,
    CONF_REPEAT_AFTER,
    CONF_SETTLE,
    CONF_SITTING_LIMIT,
    CONF_SNOOZE_FOR,
    CONF_STANDING_HEIGHT,
    CONF_STANDING_LIMIT,
    CONF_STRICT,
)
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
    }
    assert settings_from(options, zone) == Settings(
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
    )


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
