"""Everything that can be asked aloud, each request once: it calls the verb, or answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from homeassistant.helpers import config_validation as cv, intent
from homeassistant.util import dt as dt_util
import probatio as vol

from .answers import balance, next_break, sitting_time, summary, todays_routine
from .confirmations import snoozed, test_recorded
from .coordinator import CoachCoordinator
from .engine.balance import AXES, HIGHEST, LOWEST
from .engine.errors import CoachError
from .engine.records import PAIN_ASPECTS, SIGNS
from .spoken import Words, sounds_like

MOST_MINUTES = 7 * 24 * 60
"""That a number can be; what is allowed, the coach knows."""

NAME: Mapping[str, Any] = {"name": intent.non_empty_string}
NAMED_ROUTINE: Mapping[str, Any] = {"routine": intent.non_empty_string}
TIME: Mapping[str, Any] = {
    "minutes": vol.All(vol.Coerce(int), vol.Range(min=0, max=MOST_MINUTES)),
    "hours": vol.All(vol.Coerce(int), vol.Range(min=0, max=MOST_MINUTES // 60)),
}

AXIS_SLOTS: Mapping[str, Any] = dict.fromkeys(
    AXES, vol.All(vol.Coerce(int), vol.Range(min=LOWEST, max=HIGHEST))
)
CHECKED: Mapping[str, Any] = {
    **dict.fromkeys(PAIN_ASPECTS, vol.Coerce(int)),
    **{each.value: cv.boolean for each in SIGNS},
}

type Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked for what, and how to answer."""

    coach: CoachCoordinator
    slots: Slots
    words: Words
    satellite_id: str | None = None
    """Where it was asked."""


type Answering = Callable[[Asked], Awaitable[str]]


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
    async def ask(asked: Asked) -> str:
        await verb(asked.coach)
        return asked.words.say(answer)

    return ask


def _tells(figure: Callable[[CoachCoordinator, Words], str]) -> Answering:
    async def tell(asked: Asked) -> str:
        return figure(asked.coach, asked.words)

    return tell


async def _start(asked: Asked) -> str:
    coach, words = asked.coach, asked.words
    routine = _routine(asked)
    has_balance_test = asked.slots.get("balance_test", False)
    with coach.guide.following(asked.satellite_id):
        await coach.async_start_routine(routine, has_balance_test=has_balance_test)
    content = coach.content.in_language(words.language)
    name = content.routine(routine or coach.data.practice.routine).name
    return words.say("voice_started", routine=name)


async def _log(asked: Asked) -> str:
    is_saved = await asked.coach.async_log_routine(_routine(asked))
    return asked.words.say("voice_logged" if is_saved else "voice_logged_unsaved")


async def _test(asked: Asked) -> str:
    is_asked = asked.coach.guide.async_ask_test(asked.satellite_id)
    return asked.words.say("voice_balance_asking" if is_asked else "voice_balance_how")


async def _record_test(asked: Asked) -> str:
    axes = {axis: asked.slots[axis] for axis in AXES if axis in asked.slots}
    is_saved = await asked.coach.async_record_balance_test(None, axes)
    return test_recorded(asked.coach.snapshot_now(), asked.words, is_saved=is_saved)


async def _measure(asked: Asked) -> str:
    coach, words = asked.coach, asked.words
    measuring = coach.config_entry.async_create_task(
        coach.hass, coach.async_measure_balance(), "measure balance"
    )
    # Nobody waits for an answer as long as it takes to measure; a refusal comes at once.
    if measuring.done():
        measuring.result()
        return _measured(coach, words)
    measuring.add_done_callback(partial(_tell_measured, asked))
    return words.say("voice_measuring")


def _tell_measured(asked: Asked, measuring: asyncio.Task[bool]) -> None:
    if measuring.cancelled():
        return
    match measuring.exception():
        case None:
            text = _measured(asked.coach, asked.words)
        case CoachError() as refusal:
            text = asked.words.refusal(refusal)
        case _:
            text = asked.words.say("voice_failed")
    asked.coach.guide.async_say_on(asked.satellite_id, text)


def _measured(coach: CoachCoordinator, words: Words) -> str:
    measurement = coach.snapshot_now().practice.measurement
    if measurement is None:
        return words.say("voice_noted_unsaved")
    right = round(50 * (1 + measurement.left_right))
    return words.say("voice_measured", left=100 - right, right=right)


async def _check_in(asked: Asked) -> str:
    slots = asked.slots
    pains = {each: slots[each] for each in PAIN_ASPECTS if each in slots}
    signs = {each.value: slots[each] for each in SIGNS if each in slots}
    is_saved = await asked.coach.async_record_check_in(pains, signs)
    return asked.words.say("voice_noted" if is_saved else "voice_noted_unsaved")


async def _snooze(asked: Asked) -> str:
    await asked.coach.async_snooze_break(_time(asked.slots))
    return snoozed(asked.coach.snapshot_now(), asked.words)


async def _pause_coaching(asked: Asked) -> str:
    length, words = _time(asked.slots), asked.words
    if length is None:
        await asked.coach.async_pause_coaching()
        return words.say("voice_coaching_paused")
    await asked.coach.async_pause_coaching(dt_util.utcnow() + length)
    return words.say("voice_coaching_paused_for", duration=words.duration(length))


def _time(slots: Slots) -> timedelta | None:
    if not slots.keys() & TIME.keys():
        return None
    return timedelta(hours=slots.get("hours", 0), minutes=slots.get("minutes", 0))


def _routine(asked: Asked) -> str | None:
    """The routine that was named, in whichever language it is known."""
    name, content = asked.slots.get("routine"), asked.coach.content
    if name is None or name in content.catalogue.routines:
        return name
    for each in (content.in_language(asked.words.language), content):
        for routine in each.catalogue.routines:
            if sounds_like(each.routine(routine).name, name):
                return routine
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
    "PostureCoachBalanceTest": Request(
        description="Begin a balance test: ask a person how evenly they stand, on a satellite",
        answer=_test,
    ),
    "PostureCoachRecordBalance": Request(
        description="Record how a person feels that they stand, -2 is left, heel or inner edge",
        answer=_record_test,
        slots=AXIS_SLOTS,
    ),
    "PostureCoachMeasureBalance": Request(
        description="Measure on balance scales how evenly a person stands",
        answer=_measure,
    ),
    "PostureCoachCheckIn": Request(
        description="Record pains from 0 to 10, and signs of how a person holds themselves",
        answer=_check_in,
        slots=CHECKED,
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
    "PostureCoachSummary": Request(
        description="Tell how many breaks and routines a person has done today and this week",
        answer=_tells(
            lambda coach, words: summary(coach.snapshot_now(), words, coach.config_entry.title)
        ),
        is_question=True,
    ),
}
