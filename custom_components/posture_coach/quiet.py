"""Quiet hours: in which style, and how loud, something is announced at a time of the day."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from homeassistant.util import dt as dt_util

from .const import (
    ANNOUNCEMENT_STYLES,
    CONF_ANNOUNCEMENT_STYLE,
    CONF_QUIET_FROM,
    CONF_QUIET_STYLE,
    CONF_QUIET_UNTIL,
    CONF_VOLUMES,
)

STYLE_FULL, STYLE_BRIEF, STYLE_CHIME, STYLE_SILENT = ANNOUNCEMENT_STYLES
WHOLE = 100


def is_quiet(options: Mapping[str, Any]) -> bool:
    """Whether these are somebody's quiet hours, which may last past midnight."""
    start, end = (_time(options.get(each)) for each in (CONF_QUIET_FROM, CONF_QUIET_UNTIL))
    if start is None or end is None:
        return False
    now = dt_util.now().time()
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def usual_style(options: Mapping[str, Any]) -> str:
    """How much is said outside of quiet hours, and to whoever has asked for it."""
    style: str = options.get(CONF_ANNOUNCEMENT_STYLE, STYLE_FULL)
    return style


def style_now(options: Mapping[str, Any]) -> str:
    """How much is said now to somebody who has not asked for it."""
    if is_quiet(options):
        return str(options.get(CONF_QUIET_STYLE, STYLE_CHIME))
    return usual_style(options)


def volume_for(options: Mapping[str, Any], target: str) -> float | None:
    """How loud a speaker or satellite is to be now, 0 to 1; None to leave it as it is."""
    wanted: Mapping[str, Any] = next(
        (each for each in options.get(CONF_VOLUMES, ()) if each.get("target") == target), {}
    )
    level = wanted.get("volume")
    if is_quiet(options):
        level = wanted.get("quiet_volume", level)
    return None if level is None else level / WHOLE


def _time(option: str | None) -> time | None:
    return dt_util.parse_time(option) if option else None
