"""The options of a person: their defaults, their limits, and the engine's settings from them."""

from collections.abc import Callable, Mapping
from datetime import UTC, timedelta, tzinfo
from typing import Any

from .const import (
    ANNOUNCEMENT_STYLES,
    CONF_ANNOUNCEMENT_STYLE,
    CONF_ASK_ALOUD,
    CONF_BREAK_MIN,
    CONF_BRIDGE,
    CONF_CRITICAL,
    CONF_GRACE,
    CONF_LEFT_OUT,
    CONF_LLM_ACCESS,
    CONF_LOAD_LEFT,
    CONF_LOAD_LEFT_HEEL,
    CONF_LOAD_LEFT_TOE,
    CONF_LOAD_RIGHT,
    CONF_LOAD_RIGHT_HEEL,
    CONF_LOAD_RIGHT_TOE,
    CONF_MAX_PROMPTS,
    CONF_MAX_SNOOZES,
    CONF_ONLY_WHERE_I_AM,
    CONF_POWER_THRESHOLD,
    CONF_PREANNOUNCE,
    CONF_PREPARE_FOR,
    CONF_PROGRESSION,
    CONF_QUIET_STYLE,
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
    DEFAULT_POWER_THRESHOLD_W,
    DEFAULT_STANDING_HEIGHT_CM,
    WEEKDAYS,
)
from .engine.errors import CoachError
from .engine.exercise import Catalogue
from .engine.history import History
from .engine.model import Settings
from .engine.plan import planned

OFF = timedelta(0)
QUIET_STYLE = ANNOUNCEMENT_STYLES[2]
"""A sound only."""

DURATIONS: Mapping[str, tuple[timedelta, timedelta]] = {
    CONF_SITTING_LIMIT: (timedelta(minutes=1), timedelta(hours=3)),
    CONF_STANDING_LIMIT: (timedelta(minutes=1), timedelta(hours=3)),
    CONF_BREAK_MIN: (timedelta(seconds=1), timedelta(hours=1)),
    CONF_REPEAT_AFTER: (timedelta(seconds=1), timedelta(hours=1)),
    CONF_SNOOZE_FOR: (timedelta(seconds=1), timedelta(hours=1)),
    CONF_GRACE: (OFF, timedelta(minutes=10)),
    CONF_SETTLE: (OFF, timedelta(minutes=10)),
    CONF_BRIDGE: (OFF, timedelta(hours=1)),
    CONF_PREPARE_FOR: (timedelta(seconds=1), timedelta(seconds=60)),
    CONF_REST_FOR: (timedelta(seconds=1), timedelta(seconds=120)),
    CONF_RUN_LEAD: (timedelta(minutes=5), timedelta(hours=2)),
}
"""The shortest and the longest of each; a standing limit may also be `OFF`."""

NUMBERS: Mapping[str, tuple[float, float]] = {
    CONF_MAX_PROMPTS: (1, 10),
    CONF_MAX_SNOOZES: (0, 10),
    CONF_STANDING_HEIGHT: (50, 200),
    CONF_POWER_THRESHOLD: (0.1, 5000),
}
"""The lowest and the highest of each: times, times, cm, W."""

PAIR = (CONF_LOAD_LEFT, CONF_LOAD_RIGHT)
CORNERS = (CONF_LOAD_LEFT_HEEL, CONF_LOAD_LEFT_TOE, CONF_LOAD_RIGHT_HEEL, CONF_LOAD_RIGHT_TOE)
"""The load cells of a balance scale: one for each foot, or one for each end of it."""

NOTHING = Catalogue()


def _is_left_empty(rules: Settings) -> bool:
    try:
        planned(rules, History(), rules.routine)
    except CoachError as refusal:
        return refusal.key == "routine_empty"
    return False


CONTRADICTIONS: tuple[tuple[str, str, Callable[[Settings], bool]], ...] = (
    (CONF_BREAK_MIN, "break_min_within_grace", lambda rules: rules.break_min <= rules.grace),
    (CONF_SETTLE, "settle_beyond_break", lambda rules: rules.settle >= rules.break_min),
    (
        CONF_SITTING_LIMIT,
        "sitting_limit_within_break",
        lambda rules: rules.sitting_limit <= rules.break_min,
    ),
    (
        CONF_STANDING_LIMIT,
        "standing_limit_within_break",
        lambda rules: rules.standing_limit is not None and rules.standing_limit <= rules.break_min,
    ),
    (CONF_LEFT_OUT, "routine_left_empty", _is_left_empty),
)
"""An option, what is wrong with it, and whether that is so."""


def settings_from(
    options: Mapping[str, Any], time_zone: tzinfo, catalogue: Catalogue = NOTHING
) -> Settings:
    """What the engine goes by; whatever is not among the options has its default.

    So has a routine that is not in the catalogue, such as one of their own that was deleted.
    """
    given: dict[str, Any] = {
        option: duration_of(options[option]) for option in DURATIONS if option in options
    }
    given |= {
        option: int(options[option])
        for option in (CONF_MAX_PROMPTS, CONF_MAX_SNOOZES)
        if option in options
    }
    given[CONF_STANDING_LIMIT] = given.get(CONF_STANDING_LIMIT) or None
    given[CONF_STRICT] = bool(options.get(CONF_STRICT))
    if (routine := options.get(CONF_ROUTINE)) in catalogue.routines:
        given[CONF_ROUTINE] = routine
    if CONF_ROUTINE_DAYS in options:
        given[CONF_ROUTINE_DAYS] = frozenset(map(WEEKDAYS.index, options[CONF_ROUTINE_DAYS]))
    return Settings(
        time_zone=time_zone,
        catalogue=catalogue,
        left_out=frozenset(options.get(CONF_LEFT_OUT, ())),
        with_variant=frozenset(options.get(CONF_WITH_VARIANT, ())),
        does_progress=bool(options.get(CONF_PROGRESSION, True)),
        **given,
    )


def default_options() -> dict[str, Any]:
    """The options, as they are kept, of somebody who has chosen none."""
    rules = Settings()
    return {
        **{option: as_option(getattr(rules, option) or OFF) for option in DURATIONS},
        CONF_MAX_PROMPTS: rules.max_prompts,
        CONF_MAX_SNOOZES: rules.max_snoozes,
        CONF_STRICT: rules.strict,
        CONF_STANDING_HEIGHT: DEFAULT_STANDING_HEIGHT_CM,
        CONF_POWER_THRESHOLD: DEFAULT_POWER_THRESHOLD_W,
        CONF_ONLY_WHERE_I_AM: False,
        CONF_ANNOUNCEMENT_STYLE: ANNOUNCEMENT_STYLES[0],
        CONF_PREANNOUNCE: True,
        CONF_ASK_ALOUD: False,
        CONF_CRITICAL: False,
        CONF_QUIET_STYLE: QUIET_STYLE,
        CONF_ROUTINE: rules.routine,
        CONF_ROUTINE_DAYS: [WEEKDAYS[day] for day in sorted(rules.routine_days)],
        CONF_PROGRESSION: rules.does_progress,
        CONF_LLM_ACCESS: False,
    }


def duration_of(option: Mapping[str, float]) -> timedelta:
    """A duration from the form in which Home Assistant keeps it."""
    return timedelta(**{unit: float(amount) for unit, amount in option.items()})


def as_option(duration: timedelta) -> dict[str, int]:
    """A duration, to the second, in the form in which Home Assistant keeps and shows it."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    return {"hours": minutes // 60, "minutes": minutes % 60, "seconds": seconds}


def limit_faults(options: Mapping[str, Any], catalogue: Catalogue = NOTHING) -> dict[str, str]:
    """What is wrong with the limits and the routine, by option: a translation key.

    Contradictions are looked for only when each limit is right by itself.
    """
    faults = {
        option: f"{option}_out_of_range"
        for option, (low, high) in NUMBERS.items()
        if option in options and not low <= options[option] <= high
    }
    for option, (shortest, longest) in DURATIONS.items():
        duration = duration_of(options.get(option, {}))
        is_off = option not in options or (option == CONF_STANDING_LIMIT and duration == OFF)
        if not is_off and not shortest <= duration <= longest:
            faults[option] = f"{option}_out_of_range"
    if faults:
        return faults
    rules = settings_from(options, UTC, catalogue)
    return {option: fault for option, fault, is_so in CONTRADICTIONS if is_so(rules)}
