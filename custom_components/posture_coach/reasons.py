"""Why the coach does or does not speak, in words."""

from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_cached_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import CoachCoordinator
from .engine.model import Reason
from .sources import entity_id_of


def status_attributes(coordinator: CoachCoordinator) -> dict[str, Any]:
    """What explains the status."""
    snapshot = coordinator.data
    reason, announcer = snapshot.reason, coordinator.announcer
    return {
        "reason": in_words(coordinator.hass, reason),
        "reason_key": reason.key,
        "until": reason.until and reason.until.isoformat(),
        "sources": [entity_id_of(source) for source in reason.sources],
        "on_duty": snapshot.is_on_duty,
        "prompts": snapshot.prompts,
        "snoozes": snapshot.snoozes,
        "snoozes_left": snapshot.snoozes_left,
        "announcements": list(announcer.delivery.announcements) if announcer else [],
    }


def in_words(hass: HomeAssistant, reason: Reason, language: str | None = None) -> str | None:
    """The reason, in the language of Home Assistant; None when no text was loaded for it."""
    language = language or hass.config.language
    texts = async_get_cached_translations(hass, language, "common", DOMAIN)
    key = f"component.{DOMAIN}.common.reason_{reason.key}"
    text = (texts.get(f"{key}_next") if reason.until else None) or texts.get(key)
    return text and text.format(
        until=_clock_time(reason.until),
        sources=", ".join(_friendly_name(hass, entity_id_of(each)) for each in reason.sources),
    )


def _clock_time(at: datetime | None) -> str:
    if at is None:
        return ""
    local = dt_util.as_local(at)
    return f"{local:%H:%M}" if local.date() == dt_util.now().date() else f"{local:%Y-%m-%d %H:%M}"


def _friendly_name(hass: HomeAssistant, entity_id: str) -> str:
    state = hass.states.get(entity_id)
    return state.name if state else entity_id
