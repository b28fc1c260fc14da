"""The actions: each one finds the person and calls the verb of that name."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv, service
import probatio as vol

from .actions import Action, duration, instant, text, whole, words, yes_or_no
from .const import ATTR_CONFIG_ENTRY_ID, ATTR_DURATION, ATTR_UNTIL, DOMAIN
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .engine.balance import AXES
from .engine.records import PAIN_ASPECTS, SIGNS, TestPhase
from .errors import translated
from .privacy import async_may_read
from .record_services import RECORD_ACTIONS

type Asking = Callable[[CoachCoordinator, dict[str, Any]], Awaitable[None]]
type Recording = Callable[[CoachCoordinator, dict[str, Any]], Awaitable[bool]]


def _phase(value: Any) -> TestPhase:
    return TestPhase(value)


def _asks(verb: Asking, **fields: Callable[[Any], Any]) -> Action:
    async def ask(coach: CoachCoordinator, given: dict[str, Any]) -> None:
        await verb(coach, given)

    return Action(verb=ask, fields=fields)


def _records(verb: Recording, **fields: Callable[[Any], Any]) -> Action:
    """An action that may answer whether what was recorded is on disk."""

    async def record(coach: CoachCoordinator, given: dict[str, Any]) -> ServiceResponse:
        return {"saved": await verb(coach, given)}

    return Action(verb=record, fields=fields, responds=SupportsResponse.OPTIONAL)


def _among[T](names: tuple[str, ...], fields: dict[str, T]) -> dict[str, T]:
    return {name: fields[name] for name in names if name in fields}


ACTIONS: dict[str, Action] = {
    "snooze_break": _asks(
        lambda coach, fields: coach.async_snooze_break(fields.get(ATTR_DURATION)),
        duration=duration,
    ),
    "skip_break": _asks(lambda coach, _: coach.async_skip_break()),
    "take_break": _asks(lambda coach, _: coach.async_take_break()),
    "pause_coaching": _asks(
        lambda coach, fields: coach.async_pause_coaching(fields.get(ATTR_UNTIL)),
        until=instant,
    ),
    "resume_coaching": _asks(lambda coach, _: coach.async_resume_coaching()),
    "start_routine": _asks(
        lambda coach, fields: coach.async_start_routine(
            fields.get("routine"), has_balance_test=fields.get("balance_test", False)
        ),
        routine=text,
        balance_test=yes_or_no,
    ),
    "pause_routine": _asks(lambda coach, _: coach.async_pause_routine()),
    "resume_routine": _asks(lambda coach, _: coach.async_resume_routine()),
    "next_exercise": _asks(lambda coach, _: coach.async_next_exercise()),
    "previous_exercise": _asks(lambda coach, _: coach.async_previous_exercise()),
    "repeat_instructions": _asks(lambda coach, _: coach.async_repeat_instructions()),
    "extend_hold": _asks(lambda coach, _: coach.async_extend_hold()),
    "stop_routine": _asks(lambda coach, _: coach.async_stop_routine()),
    "log_routine": _records(
        lambda coach, fields: coach.async_log_routine(**fields),
        routine=text,
        exercises=words,
        started_at=instant,
        duration=duration,
    ),
    "record_balance_test": _records(
        lambda coach, fields: coach.async_record_balance_test(
            fields.get("phase"),
            _among(AXES, fields),
            eyes_closed=fields.get("eyes_closed", True),
        ),
        phase=_phase,
        **dict.fromkeys(AXES, whole),
        eyes_closed=yes_or_no,
    ),
    "measure_balance": _records(
        lambda coach, fields: coach.async_measure_balance(fields.get("phase")),
        phase=_phase,
    ),
    "record_check_in": _records(
        lambda coach, fields: coach.async_record_check_in(
            _among((*PAIN_ASPECTS,), fields), _among(SIGNS, fields), fields.get("note")
        ),
        **dict.fromkeys(PAIN_ASPECTS, whole),
        **dict.fromkeys(SIGNS, yes_or_no),
        note=text,
    ),
    **RECORD_ACTIONS,
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action."""

    async def handle(call: ServiceCall) -> ServiceResponse:
        entry: PostureCoachConfigEntry = service.async_get_config_entry(
            hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY_ID)
        )
        action = ACTIONS[call.service]
        if action.is_private and not await async_may_read(hass, entry, call.context):
            raise Unauthorized(context=call.context)
        with translated():
            response = await action.verb(entry.runtime_data, action.read(call.data))
        return response if call.return_response else None

    for name, action in ACTIONS.items():
        fields = {vol.Optional(each): object for each in action.fields}
        hass.services.async_register(
            DOMAIN,
            name,
            handle,
            schema=vol.Schema({vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string, **fields}),
            supports_response=action.responds,
        )
