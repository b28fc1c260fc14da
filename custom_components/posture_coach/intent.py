"""What can be asked aloud: each intent finds the person and calls the verb, or answers.

Home Assistant takes this module for its platform of that name.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, intent
from homeassistant.util import dt as dt_util
import probatio as vol

from .addressee import Speaker, Unaddressed, addressee, coached
from .answers import balance, next_break, sitting_time, snoozed, todays_routine
from .coordinator import CoachCoordinator
from .engine.errors import CoachError
from .privacy import async_may_read
from .spoken import Words, async_words, sounds_like

MOST_NAMES = 6
"""So many are read out, not more."""
MOST_MINUTES = 7 * 24 * 60
"""That a number can be; what is allowed, the coach knows."""

NAME: Mapping[str, Any] = {"name": intent.non_empty_string}
NAMED_ROUTINE: Mapping[str, Any] = {"routine": intent.non_empty_string}
TIME: Mapping[str, Any] = {
    "minutes": vol.All(vol.Coerce(int), vol.Range(min=0, max=MOST_MINUTES)),
    "hours": vol.All(vol.Coerce(int), vol.Range(min=0, max=MOST_MINUTES // 60)),
}

type Slots = dict[str, Any]
type Answering = Callable[[CoachCoordinator, Slots, Words], Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something to ask aloud."""

    description: str
    """For whoever has to choose between the intents, a language model for instance."""
    answer: Answering
    slots: Mapping[str, Any] = field(default_factory=dict)
    is_question: bool = False
    """For those alone who may see the person's data."""


def _asks(verb: Callable[[CoachCoordinator], Awaitable[object]], answer: str) -> Answering:
    async def ask(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
        await verb(coach)
        return words.say(answer)

    return ask


def _tells(figure: Callable[[CoachCoordinator, Words], str]) -> Answering:
    async def tell(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
        return figure(coach, words)

    return tell


async def _start(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
    routine = _routine(coach, slots.get("routine"), words)
    await coach.async_start_routine(routine, has_balance_test=slots.get("balance_test", False))
    content = coach.content.in_language(words.language)
    name = content.routine(routine or coach.data.practice.routine).name
    return words.say("voice_started", routine=name)


async def _log(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
    is_saved = await coach.async_log_routine(_routine(coach, slots.get("routine"), words))
    return words.say("voice_logged" if is_saved else "voice_logged_unsaved")


async def _snooze(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
    await coach.async_snooze_break(_time(slots))
    return snoozed(coach.snapshot_now(), words)


async def _pause_coaching(coach: CoachCoordinator, slots: Slots, words: Words) -> str:
    length = _time(slots)
    if length is None:
        await coach.async_pause_coaching()
        return words.say("voice_coaching_paused")
    await coach.async_pause_coaching(dt_util.utcnow() + length)
    return words.say("voice_coaching_paused_for", duration=words.duration(length))


def _time(slots: Slots) -> timedelta | None:
    if not slots.keys() & TIME.keys():
        return None
    return timedelta(hours=slots.get("hours", 0), minutes=slots.get("minutes", 0))


def _routine(coach: CoachCoordinator, name: str | None, words: Words) -> str | None:
    """The routine of that name, in whichever language it is known."""
    if name is None or name in coach.content.catalogue.routines:
        return name
    for content in (coach.content.in_language(words.language), coach.content):
        for each in content.catalogue.routines:
            if sounds_like(content.routine(each).name, name):
                return each
    raise CoachError("routine_unknown", field="routine", routine=name)


REQUESTS: Mapping[str, Request] = {
    "PostureCoachStartRoutine": Request(
        description="Start leading a person through their exercise routine",
        answer=_start,
        slots={**NAMED_ROUTINE, "balance_test": cv.boolean},
    ),
    "PostureCoachPauseRoutine": Request(
        description="Pause the exercise routine that is being led",
        answer=_asks(lambda coach: coach.async_pause_routine(), "voice_paused"),
    ),
    "PostureCoachResumeRoutine": Request(
        description="Go on with the exercise routine that was paused",
        answer=_asks(lambda coach: coach.async_resume_routine(), "voice_resumed"),
    ),
    "PostureCoachNextExercise": Request(
        description="Go on to the next exercise of the routine that is being led",
        answer=_asks(lambda coach: coach.async_next_exercise(), "voice_done"),
    ),
    "PostureCoachPreviousExercise": Request(
        description="Go back to the previous exercise of the routine that is being led",
        answer=_asks(lambda coach: coach.async_previous_exercise(), "voice_done"),
    ),
    "PostureCoachRepeatInstructions": Request(
        description="Explain the exercise that is being done once more",
        answer=_asks(lambda coach: coach.async_repeat_instructions(), "voice_done"),
    ),
    "PostureCoachExtendHold": Request(
        description="Hold the exercise that is being done 15 seconds longer",
        answer=_asks(lambda coach: coach.async_extend_hold(), "voice_extended"),
    ),
    "PostureCoachStopRoutine": Request(
        description="End the exercise routine that is being led",
        answer=_asks(lambda coach: coach.async_stop_routine(), "voice_stopped"),
    ),
    "PostureCoachLogRoutine": Request(
        description="Record that a person has done their exercise routine on their own",
        answer=_log,
        slots=NAMED_ROUTINE,
    ),
    "PostureCoachTakeBreak": Request(
        description="Note that a person takes a break from sitting now",
        answer=_asks(lambda coach: coach.async_take_break(), "voice_break_taken"),
    ),
    "PostureCoachSnoozeBreak": Request(
        description="Put the break from sitting that is due off, for some minutes",
        answer=_snooze,
        slots=TIME,
    ),
    "PostureCoachSkipBreak": Request(
        description="Skip the break from sitting that is due",
        answer=_asks(lambda coach: coach.async_skip_break(), "voice_break_skipped"),
    ),
    "PostureCoachPauseCoaching": Request(
        description="Say nothing about breaks and routines for some time, or until resumed",
        answer=_pause_coaching,
        slots=TIME,
    ),
    "PostureCoachResumeCoaching": Request(
        description="Speak about breaks and routines again",
        answer=_asks(lambda coach: coach.async_resume_coaching(), "voice_coaching_resumed"),
    ),
    "PostureCoachSittingTime": Request(
        description="Tell how long a person has been sitting, now and today",
        answer=_tells(lambda coach, words: sitting_time(coach.snapshot_now(), words)),
        is_question=True,
    ),
    "PostureCoachNextBreak": Request(
        description="Tell when a person's next break from sitting is due",
        answer=_tells(lambda coach, words: next_break(coach.hass, coach.snapshot_now(), words)),
        is_question=True,
    ),
    "PostureCoachTodaysRoutine": Request(
        description="Tell which exercises a person's routine of today has, and if it is done",
        answer=_tells(
            lambda coach, words: todays_routine(coach.snapshot_now(), coach.content, words)
        ),
        is_question=True,
    ),
    "PostureCoachBalance": Request(
        description="Tell how even a person stood in their last balance test",
        answer=_tells(lambda coach, words: balance(coach.snapshot_now(), words)),
        is_question=True,
    ),
}


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
        text = await self._request.answer(entry.runtime_data, slots, words)
        # Where there are several, it is good to hear who was understood.
        is_alone = len(coached(hass)) == 1
        return text if is_alone else words.say("voice_of", person=entry.title, text=text)


def _question(question: Unaddressed, words: Words) -> str:
    persons = question.persons
    if not persons:
        return words.say("voice_nobody")
    names = ", ".join(persons) if len(persons) <= MOST_NAMES else ""
    if question.name:
        key = "voice_unknown_of" if names else "voice_unknown"
        return words.say(key, name=question.name, names=names)
    return words.say("voice_for_whom_of" if names else "voice_for_whom", names=names)
