"""What a language model may ask of a person's coach, each request once, and what it is told.

The limits in a schema tell the model what makes sense. What is beyond them, the engine refuses,
in the words that the action of that name has.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.helpers.llm import ToolAnnotations
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import probatio as vol

from .actions import Reader, instant, one_of, text, whole, words, yes_or_no
from .content import Content
from .coordinator import CoachCoordinator
from .engine.balance import AXES, HIGHEST, LOWEST
from .engine.errors import CoachError
from .engine.records import PAIN_ASPECTS, SIGNS
from .facts import balance_facts, routine_facts, status_facts

type Fields = dict[str, Any]
type Verb = Callable[[CoachCoordinator, Fields, Content], Awaitable[JsonObjectType]]

LOOKING = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
ADDING = ToolAnnotations(destructive=False, open_world=False)
TAKING_AWAY = ToolAnnotations(destructive=True, open_world=False)
"""Of what is given up, nothing comes back."""
SETTING = ToolAnnotations(destructive=False, idempotent=True, open_world=False)

MOST_SNOOZED = 60
MOST_PAIN = 10
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Parameter:
    """Something that a model may say along with a request."""

    description: str
    schema: Any
    reader: Reader
    is_required: bool = False

    def described(self, _contents: Sequence[Content]) -> tuple[str, Any]:
        """Its description and its schema, for people with these to choose from."""
        return self.description, self.schema


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of what there is, or several, by id."""

    names: Callable[[Content], Mapping[str, str]]
    schema: Callable[[list[str]], Any] = vol.In
    """From the ids."""

    @override
    def described(self, contents: Sequence[Content]) -> tuple[str, Any]:
        """With the name of each id, by which people speak of it."""
        names = {key: name for each in contents for key, name in self.names(each).items()}
        listed = "; ".join(f"{key}: {name}" for key, name in names.items())
        return f"{self.description} {listed}", self.schema([*names])


@dataclass(frozen=True, kw_only=True)
class Ability:
    """Something to ask of a person's coach."""

    title: str
    description: str
    annotations: ToolAnnotations
    verb: Verb
    """Is given the content in the language of the request."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    said_as: Mapping[str, str] = field(default_factory=dict)
    """Parameters by the field of the action that they stand for, where that has another name."""


def _minutes(value: Any) -> timedelta:
    return timedelta(minutes=whole(value))


def _from_now(value: Any) -> datetime:
    return instant(dt_util.utcnow() + _minutes(value))


def _whole(
    description: str, lowest: int, highest: int | None, reader: Reader, *, is_required: bool = False
) -> Parameter:
    schema = vol.All(int, vol.Range(min=lowest, max=highest))
    return Parameter(description, schema, reader, is_required)


def _flag(description: str) -> Parameter:
    return Parameter(description, bool, yes_or_no)


def _routines(content: Content) -> dict[str, str]:
    return {each: content.routine(each).name for each in content.catalogue.routines}


def _exercises(content: Content) -> dict[str, str]:
    return {each: content.exercise(each).name for each in content.catalogue.exercises}


def _looks(answer: Callable[[CoachCoordinator, Content], JsonObjectType]) -> Verb:
    async def look(coach: CoachCoordinator, _: Fields, content: Content) -> JsonObjectType:
        return answer(coach, content)

    return look


def _asks(verb: Callable[[CoachCoordinator, Fields], Awaitable[None]]) -> Verb:
    async def ask(coach: CoachCoordinator, given: Fields, _: Content) -> JsonObjectType:
        await verb(coach, given)
        return {"success": True}

    return ask


def _records(verb: Callable[[CoachCoordinator, Fields], Awaitable[bool]]) -> Verb:
    async def record(coach: CoachCoordinator, given: Fields, _: Content) -> JsonObjectType:
        return {"success": True, "saved": await verb(coach, given)}

    return record


CONTROLS: Mapping[str, Callable[[CoachCoordinator], Awaitable[None]]] = {
    "pause": lambda coach: coach.async_pause_routine(),
    "resume": lambda coach: coach.async_resume_routine(),
    "next": lambda coach: coach.async_next_exercise(),
    "previous": lambda coach: coach.async_previous_exercise(),
    "repeat": lambda coach: coach.async_repeat_instructions(),
    "extend": lambda coach: coach.async_extend_hold(),
    "stop": lambda coach: coach.async_stop_routine(),
}


async def _control(coach: CoachCoordinator, given: Fields) -> None:
    if "command" not in given:
        raise CoachError("field_missing", field="command")
    await CONTROLS[given["command"]](coach)


MEANINGS: Mapping[str, str] = {
    "left_right": "Where the weight is felt: -2 clearly left, 0 the same, 2 clearly right.",
    "heel_toe": "Both feet: -2 clearly on the heels, 0 the same, 2 clearly on the toes.",
    "inner_outer": "Both feet: -2 clearly on the inner edges, 0 the same, 2 clearly on the outer.",
    "left_heel_toe": "The left foot alone: -2 heel to 2 toes. Not together with heel_toe.",
    "right_heel_toe": "The right foot alone: -2 heel to 2 toes. Not together with heel_toe.",
    "left_inner_outer": "The left foot alone: -2 inner edge to 2 outer. Not with inner_outer.",
    "right_inner_outer": "The right foot alone: -2 inner edge to 2 outer. Not with inner_outer.",
}
"""Of the axes of the balance test."""

ROUTINE = Choice(description="Without it, the routine of today.", reader=text, names=_routines)
ABILITIES: Mapping[str, Ability] = {
    "get_status": Ability(
        title="Get posture and break status",
        description=(
            "Tells whether somebody sits, stands or is away, for how long they have been sitting, "
            "when the next break is due, why the coach speaks or stays quiet, and the figures of "
            "today. Use it for questions like 'How long have I been sitting?'"
        ),
        annotations=LOOKING,
        verb=_looks(status_facts),
    ),
    "get_routine": Ability(
        title="Get today's routine",
        description=(
            "Tells the moves of today's routine with their amounts, which of them are done, the "
            "streak, and how far a routine has come that is being led now."
        ),
        annotations=LOOKING,
        verb=_looks(routine_facts),
    ),
    "get_balance": Ability(
        title="Get the last balance test",
        description=(
            "Tells how somebody felt that they stood in the last balance test, as evenness in "
            "points from 0 to 100 and as answers from -2 to 2, and what a routine changed. What "
            "scales have measured is kept apart from what was felt."
        ),
        annotations=LOOKING,
        verb=_looks(balance_facts),
    ),
    "start_routine": Ability(
        title="Start routine",
        description="Starts to lead through a routine of exercises.",
        annotations=ADDING,
        verb=_asks(
            lambda coach, given: coach.async_start_routine(
                given.get("routine"), has_balance_test=given.get("balance_test", False)
            )
        ),
        parameters={
            "routine": ROUTINE,
            "balance_test": _flag("Whether a balance test comes before and after. Usually not."),
        },
    ),
    "control_routine": Ability(
        title="Control the routine",
        description="Controls the routine that is being led now.",
        annotations=TAKING_AWAY,
        verb=_asks(_control),
        parameters={
            "command": Parameter(
                description=(
                    "pause, resume, next (exercise), previous (exercise), repeat (the "
                    "instructions), extend (a hold by 15 seconds) or stop (what was done is kept)."
                ),
                schema=vol.In([*CONTROLS]),
                reader=one_of(*CONTROLS),
                is_required=True,
            )
        },
    ),
    "take_break": Ability(
        title="Take a break",
        description="Says that a break from sitting begins now.",
        annotations=ADDING,
        verb=_asks(lambda coach, _: coach.async_take_break()),
    ),
    "snooze_break": Ability(
        title="Snooze the break",
        description="Puts off the break that is due, to be reminded of it again.",
        annotations=ADDING,
        verb=_asks(lambda coach, given: coach.async_snooze_break(given.get("minutes"))),
        parameters={
            "minutes": _whole(
                "For how long. Without it, as set in the options.", 1, MOST_SNOOZED, _minutes
            )
        },
        said_as={"duration": "minutes"},
    ),
    "skip_break": Ability(
        title="Skip the break",
        description="Gives up the break that is due. Only when this is clearly asked for.",
        annotations=TAKING_AWAY,
        verb=_asks(lambda coach, _: coach.async_skip_break()),
    ),
    "pause_coaching": Ability(
        title="Pause coaching",
        description="Stops all reminders for a while. Sitting is still counted.",
        annotations=ADDING,
        verb=_asks(lambda coach, given: coach.async_pause_coaching(given.get("minutes"))),
        parameters={
            "minutes": _whole(
                "For how long. Without it, until coaching is resumed.", 1, None, _from_now
            )
        },
        said_as={"until": "minutes"},
    ),
    "resume_coaching": Ability(
        title="Resume coaching",
        description="Reminds of breaks again, after coaching was paused.",
        annotations=SETTING,
        verb=_asks(lambda coach, _: coach.async_resume_coaching()),
    ),
    "log_routine": Ability(
        title="Log a routine",
        description="Records a routine that somebody has done on their own, without being led.",
        annotations=ADDING,
        verb=_records(
            lambda coach, given: coach.async_log_routine(
                given.get("routine"),
                given.get("exercises"),
                given.get("started_at"),
                given.get("minutes"),
            )
        ),
        parameters={
            "routine": ROUTINE,
            "exercises": Choice(
                description="What was done of it, if not all of it.",
                schema=lambda ids: [vol.In(ids)],
                reader=words,
                names=_exercises,
            ),
            "started_at": Parameter(
                description="Local date and time like 2026-03-02T07:30:00. Without it, just now.",
                schema=str,
                reader=instant,
            ),
            "minutes": _whole("How long it took.", 1, 4 * 60, _minutes),
        },
        said_as={"duration": "minutes"},
    ),
    "record_balance_test": Ability(
        title="Record a balance test",
        description=(
            "Records where somebody feels their weight while they stand. Ask for left or right and "
            "for at least one more; never guess an answer."
        ),
        annotations=ADDING,
        verb=_records(
            lambda coach, given: coach.async_record_balance_test(
                None,
                {axis: given[axis] for axis in AXES if axis in given},
                eyes_closed=given.get("eyes_closed", True),
            )
        ),
        parameters={
            **{
                axis: _whole(
                    MEANINGS[axis], LOWEST, HIGHEST, whole, is_required=axis == "left_right"
                )
                for axis in AXES
            },
            "eyes_closed": _flag("Whether the eyes were closed. Usually they are."),
        },
    ),
    "record_check_in": Ability(
        title="Record a check-in",
        description=(
            "Records how somebody feels: at least one pain, sign or note. Only what they have said."
        ),
        annotations=ADDING,
        verb=_records(
            lambda coach, given: coach.async_record_check_in(
                {each: given[each] for each in PAIN_ASPECTS if each in given},
                {each: given[each] for each in SIGNS if each in given},
                given.get("note"),
            )
        ),
        parameters={
            **{
                pain: _whole("0 is none, 10 the worst there can be.", 0, MOST_PAIN, whole)
                for pain in PAIN_ASPECTS
            },
            **{sign.value: _flag("Whether they notice this sign.") for sign in SIGNS},
            "note": Parameter(
                description="Their own words, if they want them to be kept.",
                schema=vol.All(str, vol.Length(max=LONGEST_NOTE)),
                reader=text,
            ),
        },
    ),
}
