"""What can be asked aloud: each intent finds the person, and lets the request be answered.

Home Assistant takes this module for its platform of that name.
"""

from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
import probatio as vol

from .addressee import Speaker, Unaddressed, addressee, coached
from .engine.errors import CoachError
from .privacy import async_may_read
from .requests import NAME, REQUESTS, Asked, Request, Slots
from .spoken import Words, async_words

MOST_NAMES = 6
"""So many are read out, not more."""


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register every intent."""
    for name, request in REQUESTS.items():
        intent.async_register(hass, CoachIntent(name, request))


class CoachIntent(intent.IntentHandler):
    """Answers one of the requests."""

    def __init__(self, intent_type: str, request: Request) -> None:
        self.intent_type = intent_type
        self.description = request.description
        self._request = request

    @property
    @override
    def slot_schema(self) -> dict[Any, Any]:
        return {vol.Optional(key): each for key, each in {**self._request.slots, **NAME}.items()}

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        given = self.async_validate_slots(intent_obj.slots)
        slots = {name: each["value"] for name, each in given.items()}
        response = intent_obj.create_response()
        words = await async_words(intent_obj.hass, intent_obj.language)
        try:
            response.async_set_speech(await self._async_answer(intent_obj, slots, words))
        except CoachError as refusal:
            code = intent.IntentResponseErrorCode.FAILED_TO_HANDLE
            response.async_set_error(code, words.refusal(refusal))
        except Unaddressed as question:
            code = intent.IntentResponseErrorCode.NO_VALID_TARGETS
            response.async_set_error(code, _question(question, words))
        return response

    async def _async_answer(self, asked: intent.Intent, slots: Slots, words: Words) -> str:
        hass = asked.hass
        speaker = Speaker(
            context=asked.context, device_id=asked.device_id, satellite_id=asked.satellite_id
        )
        entry = addressee(hass, slots.get("name"), speaker)
        if self._request.is_question and not await async_may_read(hass, entry, asked.context):
            return words.say("voice_not_allowed", person=entry.title)
        asked_for = Asked(entry.runtime_data, slots, words, asked.satellite_id)
        text = await self._request.answer(asked_for)
        # Where there are several, it is good to hear who was understood.
        is_alone = len(coached(hass)) == 1
        return text if is_alone else words.say("voice_of", person=entry.title, text=text)


def _question(question: Unaddressed, words: Words) -> str:
    persons = question.persons
    if question.is_namesake:
        return words.say("voice_namesakes", name=persons[0])
    if not persons:
        return words.say("voice_nobody")
    names = ", ".join(persons) if len(persons) <= MOST_NAMES else ""
    if question.name:
        key = "voice_unknown_of" if names else "voice_unknown"
        return words.say(key, name=question.name, names=names)
    return words.say("voice_for_whom_of" if names else "voice_for_whom", names=names)
