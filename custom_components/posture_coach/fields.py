"""The fields of the set-up and of the options: how each is chosen, and in which form it stands."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.const import UnitOfLength, UnitOfPower, UnitOfRatio
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    ActionSelector,
    BooleanSelector,
    DeviceFilterSelectorConfig,
    DeviceSelector,
    DeviceSelectorConfig,
    DurationSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectOptionDict,
    Selector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TimeSelector,
)
import probatio as vol

from .const import (
    ANNOUNCEMENT_STYLES,
    CONF_ANNOUNCE_ACTION,
    CONF_ANNOUNCEMENT_STYLE,
    CONF_ASK_ALOUD,
    CONF_BREAK_MIN,
    CONF_BRIDGE,
    CONF_BUSY,
    CONF_COMPUTER,
    CONF_CRITICAL,
    CONF_DESK_HEIGHT,
    CONF_DUTY,
    CONF_GRACE,
    CONF_LEFT_OUT,
    CONF_LLM_ACCESS,
    CONF_MAX_PROMPTS,
    CONF_MAX_SNOOZES,
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_PHONES,
    CONF_POWER,
    CONF_POWER_THRESHOLD,
    CONF_PREANNOUNCE,
    CONF_PREPARE_FOR,
    CONF_PRESENCE,
    CONF_PROGRESSION,
    CONF_QUIET_FROM,
    CONF_QUIET_STYLE,
    CONF_QUIET_UNTIL,
    CONF_REPEAT_AFTER,
    CONF_REST_FOR,
    CONF_ROUTINE,
    CONF_ROUTINE_DAY_ENTITIES,
    CONF_ROUTINE_DAYS,
    CONF_RUN_CALENDAR,
    CONF_RUN_LEAD,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SETTLE,
    CONF_SITTING_LIMIT,
    CONF_SNOOZE_FOR,
    CONF_SPEAKERS,
    CONF_STANDING_HEIGHT,
    CONF_STANDING_LIMIT,
    CONF_STRICT,
    CONF_TTS_ENGINE,
    CONF_VOLUMES,
    CONF_WITH_VARIANT,
    WEEKDAYS,
)
from .content import Content
from .settings import CORNERS, DURATIONS, NUMBERS, PAIR, as_option, default_options, duration_of

type Form = Mapping[str, tuple[str, ...]]
"""The options of each section; those of the section without a name stand above all others."""
type Choices = Mapping[str, Mapping[str, str]]
"""The names of what can be chosen where that depends on the person, by option and id."""

NO_CHOICES: Choices = {}

NUMERIC = ["input_number", "number", "sensor"]
TELLING = ["binary_sensor", "device_tracker", "input_boolean", "person", "switch", *NUMERIC]
AT_WORK = [*TELLING, "media_player"]
HOLDING = [*AT_WORK, "calendar", "input_select", "schedule", "select", "timer"]


def _entities(domains: list[str]) -> EntitySelector:
    return EntitySelector(EntitySelectorConfig(domain=domains, multiple=True))


def _able(domain: str, feature: str) -> EntitySelector:
    able = EntityWithDeviceFilterSelectorConfig(domain=domain, supported_features=[feature])
    return EntitySelector(EntitySelectorConfig(domain=domain, filter=able, multiple=True))


def _number(option: str, step: float, unit: str | None = None) -> NumberSelector:
    low, high = NUMBERS[option]
    config = NumberSelectorConfig(min=low, max=high, step=step, mode=NumberSelectorMode.BOX)
    if unit:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)


def _style() -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=ANNOUNCEMENT_STYLES,
            mode=SelectSelectorMode.DROPDOWN,
            translation_key=CONF_ANNOUNCEMENT_STYLE,
        )
    )


def _volumes() -> ObjectSelector:
    level = {"number": {"min": 0, "max": 100, "unit_of_measurement": UnitOfRatio.PERCENTAGE}}
    voices = {"entity": {"domain": ["assist_satellite", "media_player"]}}
    fields = {
        "target": ObjectSelectorField(selector=voices, required=True),
        "volume": ObjectSelectorField(selector=level, required=False),
        "quiet_volume": ObjectSelectorField(selector=level, required=False),
    }
    return ObjectSelector(
        ObjectSelectorConfig(
            fields=fields,
            multiple=True,
            label_field="target",
            description_field="volume",
            translation_key=CONF_VOLUMES,
        )
    )


SELECTORS: Mapping[str, Selector[Any]] = {
    CONF_SEAT: _entities(TELLING),
    CONF_PRESENCE: _entities(TELLING),
    CONF_COMPUTER: _entities(AT_WORK),
    CONF_DESK_HEIGHT: _entities(NUMERIC),
    CONF_STANDING_HEIGHT: _number(CONF_STANDING_HEIGHT, 0.5, UnitOfLength.CENTIMETERS),
    CONF_POWER: _entities(NUMERIC),
    CONF_POWER_THRESHOLD: _number(CONF_POWER_THRESHOLD, 0.1, UnitOfPower.WATT),
    CONF_BUSY: _entities(HOLDING),
    CONF_DUTY: _entities(HOLDING),
    **dict.fromkeys(DURATIONS, DurationSelector()),
    CONF_MAX_PROMPTS: _number(CONF_MAX_PROMPTS, 1),
    CONF_MAX_SNOOZES: _number(CONF_MAX_SNOOZES, 1),
    CONF_STRICT: BooleanSelector(),
    CONF_SATELLITES: _able(
        "assist_satellite", "assist_satellite.AssistSatelliteEntityFeature.ANNOUNCE"
    ),
    CONF_SPEAKERS: _able("media_player", "media_player.MediaPlayerEntityFeature.PLAY_MEDIA"),
    CONF_TTS_ENGINE: EntitySelector(EntitySelectorConfig(domain="tts")),
    CONF_NOTIFIERS: _entities(["notify"]),
    CONF_PHONES: DeviceSelector(
        DeviceSelectorConfig(
            filter=DeviceFilterSelectorConfig(integration="mobile_app"), multiple=True
        )
    ),
    CONF_ANNOUNCE_ACTION: ActionSelector(),
    CONF_ONLY_WHERE_I_AM: BooleanSelector(),
    CONF_ANNOUNCEMENT_STYLE: _style(),
    **dict.fromkeys((CONF_PREANNOUNCE, CONF_ASK_ALOUD, CONF_CRITICAL), BooleanSelector()),
    **dict.fromkeys((CONF_QUIET_FROM, CONF_QUIET_UNTIL), TimeSelector()),
    CONF_QUIET_STYLE: _style(),
    CONF_VOLUMES: _volumes(),
    CONF_ROUTINE_DAYS: SelectSelector(
        SelectSelectorConfig(options=WEEKDAYS, multiple=True, translation_key="weekday")
    ),
    CONF_ROUTINE_DAY_ENTITIES: _entities(HOLDING),
    CONF_PROGRESSION: BooleanSelector(),
    CONF_LLM_ACCESS: BooleanSelector(),
    CONF_RUN_CALENDAR: _entities(["calendar"]),
    **dict.fromkeys((*PAIR, *CORNERS), EntitySelector(EntitySelectorConfig(domain=NUMERIC))),
}
SEVERAL: Mapping[str, bool] = {
    CONF_ROUTINE: False,
    CONF_LEFT_OUT: True,
    CONF_WITH_VARIANT: True,
}
"""Whether several may be chosen, for what is chosen among the exercises and routines there are."""
EMPTY_MEANS_NONE = frozenset({CONF_ROUTINE_DAYS})
"""Left empty, these do not fall back to their default."""

STANDING_DESK = (CONF_DESK_HEIGHT, CONF_STANDING_HEIGHT)
COMPUTER_POWER = (CONF_POWER, CONF_POWER_THRESHOLD)
TARGETS = (CONF_SATELLITES, CONF_SPEAKERS, CONF_TTS_ENGINE, CONF_PHONES, CONF_NOTIFIERS)
MANNER = (CONF_ANNOUNCEMENT_STYLE, CONF_ONLY_WHERE_I_AM, CONF_ANNOUNCE_ACTION)

SOURCES_FORM: Form = {
    "": (CONF_SEAT, CONF_PRESENCE, CONF_COMPUTER),
    "standing_desk": STANDING_DESK,
    "computer_power": COMPUTER_POWER,
}
ANNOUNCE_FORM: Form = {"": TARGETS, "manner": MANNER}
OPTIONS_FORM: Form = {
    "breaks": (
        CONF_SITTING_LIMIT,
        CONF_STANDING_LIMIT,
        CONF_BREAK_MIN,
        CONF_REPEAT_AFTER,
        CONF_MAX_PROMPTS,
        CONF_SNOOZE_FOR,
        CONF_MAX_SNOOZES,
        CONF_STRICT,
    ),
    "holds": (CONF_BUSY, CONF_DUTY),
    "announcing": (*TARGETS, *MANNER, CONF_PREANNOUNCE, CONF_ASK_ALOUD, CONF_CRITICAL),
    "quiet": (CONF_QUIET_FROM, CONF_QUIET_UNTIL, CONF_QUIET_STYLE, CONF_VOLUMES),
    "routine": (
        CONF_ROUTINE,
        CONF_ROUTINE_DAYS,
        CONF_ROUTINE_DAY_ENTITIES,
        CONF_LEFT_OUT,
        CONF_WITH_VARIANT,
        CONF_PROGRESSION,
        CONF_PREPARE_FOR,
        CONF_REST_FOR,
        CONF_RUN_CALENDAR,
        CONF_RUN_LEAD,
    ),
    "sources": (CONF_SEAT, CONF_PRESENCE, CONF_COMPUTER, *STANDING_DESK, *COMPUTER_POWER),
    "balance_scales": (*PAIR, *CORNERS),
    "patience": (CONF_GRACE, CONF_SETTLE, CONF_BRIDGE),
    "assistants": (CONF_LLM_ACCESS,),
}


def schema_of(
    form: Form,
    shown: Mapping[str, Any],
    opened: Collection[str],
    choices: Choices = NO_CHOICES,
) -> vol.Schema:
    """A form with these values filled in and these sections unfolded."""
    selectors = {**SELECTORS, **{each: _among(each, choices.get(each, {})) for each in SEVERAL}}
    shown = {**shown, **_still_there(shown, choices)}
    fields: dict[vol.Marker, Any] = {}
    for name, options in form.items():
        part: dict[vol.Marker, Any] = {
            vol.Optional(
                option,
                description={"suggested_value": shown[option]} if option in shown else None,
            ): selectors[option]
            for option in options
        }
        if name:
            # Were it optional, a section left out would look like one with all fields emptied.
            folded = section(vol.Schema(part), {"collapsed": name not in opened})
            fields[vol.Required(name)] = folded
        else:
            fields |= part
    return vol.Schema(fields)


def choices_of(content: Content) -> Choices:
    """What can be chosen among the exercises and routines there are, in their order."""
    known = content.catalogue
    exercises = {each: content.exercise(each).name for each in known.exercises}
    return {
        CONF_ROUTINE: {each: content.routine(each).name for each in known.routines},
        CONF_LEFT_OUT: exercises,
        CONF_WITH_VARIANT: {
            each: name for each, name in exercises.items() if known.exercises[each].variant
        },
    }


def _among(option: str, names: Mapping[str, str]) -> SelectSelector:
    options = [SelectOptionDict(value=each, label=name) for each, name in names.items()]
    return SelectSelector(
        SelectSelectorConfig(
            options=options, multiple=SEVERAL[option], mode=SelectSelectorMode.DROPDOWN
        )
    )


def _still_there(shown: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    """The choices shown, without those that were deleted: the form would refuse them."""
    left: dict[str, Any] = {}
    for option in shown.keys() & choices:
        chosen, names = shown[option], choices[option]
        if SEVERAL[option]:
            left[option] = [each for each in chosen if each in names]
        else:
            left[option] = chosen if chosen in names else default_options()[option]
    return left


def options_of(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, without the sections and without the fields left empty."""
    flat = {**answers}
    for name in filter(None, form):
        flat |= flat.pop(name)
    given = {
        option: as_option(duration_of(answer)) if option in DURATIONS else answer
        for option, answer in flat.items()
        if answer not in (None, "", [])
    }
    asked = {option for options in form.values() for option in options}
    return {option: [] for option in EMPTY_MEANS_NONE & asked} | given


def section_of(form: Form, option: str) -> str:
    """Where the error of an option is shown: Home Assistant shows none within a section."""
    return next((name for name, options in form.items() if option in options and name), option)
