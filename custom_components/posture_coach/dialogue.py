"""Asks somebody on a satellite, and does what they answer: ready for a break, how do they stand.

A dialogue keeps its satellite to itself until it is over. It never insists: two tries for each
question, and whoever says nothing is left alone.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant

from .channels import Busy, Channel, Message
from .confirmations import snoozed, test_recorded
from .content import Content
from .engine.errors import CoachError
from .engine.model import Posture, Snapshot
from .engine.records import TestPhase
from .languages import grammar_for
from .phones import Answerable
from .quiet import STYLE_BRIEF, STYLE_FULL
from .spoken import Words, async_words
from .voices import Satellite

TRIES = 2
"""For each question."""
SHORT_FORM = ("left_right", "heel_toe", "inner_outer")
"""The axes that are asked for with the feet together."""
LONGEST_DIALOGUE = 420
"""Seconds: three questions, each asked twice and repeated, and a satellite that is slow."""

REPEATS = 3
"""Of each question, besides, for whoever asks for it."""
READY, TEST = "ready", "test"
"""What may be answered when a break is due, and to every question of a test."""
ASKED: Mapping[Posture, str] = {
    Posture.SITTING: "ask_break_sitting",
    Posture.STANDING: "ask_break_standing",
}


class Tested(Answerable, Protocol):
    """Whoever keeps what was answered."""

    @property
    def content(self) -> Content:
        """The questions, in the language of the house."""

    def snapshot_now(self) -> Snapshot:
        """What has come of it."""

    async def async_record_balance_test(
        self, phase: TestPhase | None, axes: Mapping[str, int], *, eyes_closed: bool = True
    ) -> bool:
        """Record a test; False while it is not on disk yet."""


class Unanswered(Exception):  # noqa: N818 - nothing went wrong
    """Nothing was said, or somebody wants to stop."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        """The key of what is said to that."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an answer to "Ready?" does, and what is said then."""

    do: Callable[[Answerable, timedelta | None], Awaitable[None]]
    say: Callable[[Snapshot, Words], str]


CHOICES: Mapping[str, Choice] = {
    "yes": Choice(
        lambda coach, _: coach.async_take_break(), lambda _, words: words.say("voice_break_taken")
    ),
    "later": Choice(lambda coach, _: coach.async_snooze_break(), snoozed),
    "in_minutes": Choice(lambda coach, length: coach.async_snooze_break(length), snoozed),
    "no": Choice(
        lambda coach, _: coach.async_skip_break(), lambda _, words: words.say("voice_break_skipped")
    ),
}


class Dialogue:
    """Asks one person."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Ask whom `entry` is about, in the language of the house."""
        self.hass = hass
        self._coach: Tested = entry.runtime_data

    def may_be_held_on(self, satellite: Satellite) -> bool:
        """Whether it listens, and we understand the language of the house."""
        return satellite.can_listen and grammar_for(self.hass, self._language) is not None

    def listener_among(
        self, channels: Iterable[Channel], style: str, objection: Callable[[Channel], str | None]
    ) -> Satellite | None:
        """The first satellite that may ask, as one is enough; none in a style without words."""
        if style not in (STYLE_FULL, STYLE_BRIEF):
            return None
        satellites = (each for each in channels if isinstance(each, Satellite))
        return next(
            (each for each in satellites if self.may_be_held_on(each) and objection(each) is None),
            None,
        )

    async def async_ask_break(self, satellite: Satellite, message: Message) -> None:
        """Ask whether somebody is ready for the break that is due. Raises like the satellite."""
        words = await async_words(self.hass, self._language)
        notice, context = message.notice, message.context
        question = words.say(
            ASKED[notice.posture or Posture.SITTING],
            person=message.person,
            duration=words.duration(notice.sat_for),
        )
        for _ in range(TRIES):
            reply = await satellite.async_ask(question, self._answers(READY), context)
            if reply is None:
                return
            length = self._length(reply.slots)
            choice = CHOICES.get(reply.answer or "")
            if choice and (length or reply.answer != "in_minutes"):
                await _async_end(satellite, await self._async_do(choice, length, words), context)
                return
            question = words.say("ask_break_again")

    async def async_hold_test(
        self, satellite: Satellite, phase: TestPhase, is_wanted: Callable[[], bool]
    ) -> None:
        """Hold a balance test; ends without a word once it is not wanted any more.

        Raises like the satellite.
        """
        if not is_wanted():
            return
        context = Context()
        words = await async_words(self.hass, self._language)
        begin = "ask_balance_begin_again" if phase is TestPhase.AFTER else "ask_balance_begin"
        await satellite.async_say(words.say(begin, number=len(SHORT_FORM)), context)
        axes: dict[str, int] = {}
        try:
            for axis in SHORT_FORM:
                if not is_wanted():
                    return
                position = await self._async_ask_axis(satellite, axis, words, context)
                if position is not None:
                    axes[axis] = position
            if not is_wanted():
                return
            text = await self._async_record(phase, axes, words)
        except Unanswered as reason:
            text = words.say(reason.words)
            if reason.words == "ask_stopped" and phase is not TestPhase.SINGLE and is_wanted():
                # The routine waits for the test, and with closed eyes nobody finds a button.
                await self._coach.async_next_exercise()
        await _async_end(satellite, text, context)

    async def _async_ask_axis(
        self, satellite: Satellite, axis: str, words: Words, context: Context
    ) -> int | None:
        """How somebody stands on that axis; None if they do not know. Raises Unanswered."""
        texts = self._coach.content.in_language(words.language).balance[axis]
        hint = words.say("ask_answers", answers=", ".join(map(_within, texts.answers)))
        answers = [*self._answers(TEST), *self._answers(axis)]
        question, tries, repeats = texts.question, TRIES, REPEATS
        has_spoken = False
        while tries:
            tries -= 1
            reply = await satellite.async_ask(question, answers, context)
            has_spoken = has_spoken or reply is not None
            match reply.answer if reply else None:
                case "stop":
                    raise Unanswered("ask_stopped")
                case "unknown":
                    return None
                case "repeat" if repeats:
                    repeats, tries = repeats - 1, tries + 1
                case None | "repeat":
                    question = f"{hint} {texts.question}"
                case position:
                    return int(position)
        if not has_spoken:
            raise Unanswered("ask_no_answer")
        return None

    async def _async_record(self, phase: TestPhase, axes: Mapping[str, int], words: Words) -> str:
        try:
            is_saved = await self._coach.async_record_balance_test(phase, axes)
        except CoachError as refusal:
            if refusal.key == "axes_too_few":
                return words.say("ask_balance_too_little")
            return words.refusal(refusal)
        return test_recorded(self._coach.snapshot_now(), words, is_saved=is_saved)

    async def _async_do(self, choice: Choice, length: timedelta | None, words: Words) -> str:
        try:
            await choice.do(self._coach, length)
        except CoachError as refusal:
            return words.refusal(refusal)
        return choice.say(self._coach.snapshot_now(), words)

    def _answers(self, question: str) -> list[dict[str, Any]]:
        grammar = grammar_for(self.hass, self._language)
        return grammar.answers(question) if grammar else []

    def _length(self, slots: Mapping[str, Any]) -> timedelta | None:
        grammar = grammar_for(self.hass, self._language)
        number = grammar.number_in(str(slots.get("minutes", ""))) if grammar else None
        return None if number is None else timedelta(minutes=number)

    @property
    def _language(self) -> str:
        return self.hass.config.language


async def _async_end(satellite: Satellite, text: str, context: Context) -> None:
    """Say what has come of it; were it tried again, all would be asked again."""
    with suppress(Busy):
        await satellite.async_say(text, context)


def _within(answer: str) -> str:
    """An answer as it stands within a sentence."""
    return answer[:1].lower() + answer[1:]
