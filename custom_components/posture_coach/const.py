"""Names shared by the adapters."""

import logging

from homeassistant.const import Platform

DOMAIN = "posture_coach"
LOGGER = logging.getLogger(__package__)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TODO,
]

CONF_PERSON = "person"
CONF_NAME = "name"

CONF_SEAT = "seat"
CONF_PRESENCE = "presence"
CONF_DESK_HEIGHT = "desk_height"
CONF_STANDING_HEIGHT = "standing_height"
CONF_COMPUTER = "computer"
CONF_POWER = "power"
CONF_POWER_THRESHOLD = "power_threshold"
CONF_BUSY = "busy"
CONF_DUTY = "duty"

CONF_SITTING_LIMIT = "sitting_limit"
CONF_STANDING_LIMIT = "standing_limit"
CONF_GRACE = "grace"
CONF_SETTLE = "settle"
CONF_BRIDGE = "bridge"
CONF_BREAK_MIN = "break_min"
CONF_REPEAT_AFTER = "repeat_after"
CONF_MAX_PROMPTS = "max_prompts"
CONF_SNOOZE_FOR = "snooze_for"
CONF_MAX_SNOOZES = "max_snoozes"
CONF_STRICT = "strict"

CONF_SATELLITES = "satellites"
CONF_SPEAKERS = "speakers"
CONF_TTS_ENGINE = "tts_engine"
CONF_NOTIFIERS = "notifiers"
CONF_PHONES = "phones"
CONF_ANNOUNCE_ACTION = "announce_action"
CONF_ONLY_WHERE_I_AM = "only_where_i_am"
CONF_ANNOUNCEMENT_STYLE = "announcement_style"
CONF_PREANNOUNCE = "preannounce"
CONF_ASK_ALOUD = "ask_aloud"
CONF_CRITICAL = "critical"
CONF_QUIET_FROM = "quiet_from"
CONF_QUIET_UNTIL = "quiet_until"
CONF_QUIET_STYLE = "quiet_style"
CONF_VOLUMES = "volumes"

CONF_ROUTINE = "routine"
CONF_ROUTINE_DAYS = "routine_days"
CONF_ROUTINE_DAY_ENTITIES = "routine_day_entities"
CONF_LEFT_OUT = "left_out"
CONF_WITH_VARIANT = "with_variant"
CONF_PROGRESSION = "progression"
CONF_PREPARE_FOR = "prepare_for"
CONF_REST_FOR = "rest_for"
CONF_RUN_CALENDAR = "run_calendar"
CONF_RUN_LEAD = "run_lead"

CONF_LLM_ACCESS = "llm_access"

CONF_LOAD_LEFT = "load_left"
CONF_LOAD_RIGHT = "load_right"
CONF_LOAD_LEFT_HEEL = "load_left_heel"
CONF_LOAD_LEFT_TOE = "load_left_toe"
CONF_LOAD_RIGHT_HEEL = "load_right_heel"
CONF_LOAD_RIGHT_TOE = "load_right_toe"

SUBENTRY_EXERCISE = "exercise"
SUBENTRY_ROUTINE = "routine"

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ANNOUNCEMENT_STYLES = ["full", "brief", "chime", "silent"]

SOUNDS_URL = f"/{DOMAIN}_static/sounds"
"""Where Home Assistant serves the sounds of a routine."""

PICTURES_URL = f"/{DOMAIN}_static/pictures"
"""Where it serves the drawings of the moves."""
CARD_URL = f"/{DOMAIN}_static/card/posture-coach-card.js"
"""Where it serves the dashboard card; what the card loads later stands beside it."""

DEFAULT_STANDING_HEIGHT_CM = 95
DEFAULT_POWER_THRESHOLD_W = 20

ATTR_CONFIG_ENTRY_ID = "config_entry_id"
ATTR_DURATION = "duration"
ATTR_UNTIL = "until"
