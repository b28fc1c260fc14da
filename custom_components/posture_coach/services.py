"""The actions: each one finds the person and calls the verb of that name."""

from collections.abc import Callable, Coroutine
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import config_validation as cv, service
import probatio as vol

from .const import ATTR_CONFIG_ENTRY_ID, ATTR_DURATION, ATTR_UNTIL, DOMAIN
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .errors import translated

type Verb = Callable[[CoachCoordinator, dict[str, Any]], Coroutine[Any, Any, None]]

VERBS: dict[str, tuple[dict[vol.Marker, Any], Verb]] = {
    "snooze_break": (
        {vol.Optional(ATTR_DURATION): cv.positive_time_period},
        lambda coach, fields: coach.async_snooze_break(fields.get(ATTR_DURATION)),
    ),
    "skip_break": ({}, lambda coach, _: coach.async_skip_break()),
    "take_break": ({}, lambda coach, _: coach.async_take_break()),
    "pause_coaching": (
        {vol.Optional(ATTR_UNTIL): cv.datetime},
        lambda coach, fields: coach.async_pause_coaching(fields.get(ATTR_UNTIL)),
    ),
    "resume_coaching": ({}, lambda coach, _: coach.async_resume_coaching()),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action."""

    async def handle(call: ServiceCall) -> None:
        entry: PostureCoachConfigEntry = service.async_get_config_entry(
            hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY_ID)
        )
        _, verb = VERBS[call.service]
        with translated():
            await verb(entry.runtime_data, call.data)

    for name, (fields, _) in VERBS.items():
        schema = vol.Schema({vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string, **fields})
        hass.services.async_register(DOMAIN, name, handle, schema=schema)
