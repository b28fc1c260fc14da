"""What the coach says about what happens: which words, for which effect.

Words are named by their translation keys. How and to whom they are said is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .engine.events import BreakHappened, Effect, RunAhead, StuckAsked
from .engine.model import BreakEventKind, Posture


class NoticeKind(StrEnum):
    """What a notice is about."""

    BREAK_DUE = "break_due"
    SENSOR_STUCK = "sensor_stuck"
    RUN_AHEAD = "run_ahead"


class Topic(StrEnum):
    """What a phone may show at the same time: one notification of each."""

    BREAK = "break"
    RUN = "run"
    ROUTINE = "routine"


class Answer(StrEnum):
    """What the person may reply; the buttons on a phone."""

    START = "start"
    """The break."""
    SNOOZE = "snooze"
    SKIP = "skip"
    START_ROUTINE = "start_routine"
    NOT_NOW = "not_now"
    PAUSE = "pause"
    """The routine; the others as well."""
    RESUME = "resume"
    NEXT = "next"
    STOP = "stop"


class Occasion(StrEnum):
    """Which of the prompts for one break it is."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    LATER = "later"
    SNOOZED = "snoozed"
    """The one that a snooze asked for."""


class Unsaid(StrEnum):
    """Why something was not told, or perhaps not heard; the words are `unsaid_...`."""

    TOO_LATE = "too_late"
    OVERTAKEN = "overtaken"
    SILENT = "silent"
    UNKNOWN_AREA = "unknown_area"
    ELSEWHERE = "elsewhere"
    UNTRUE = "untrue"
    STALE = "stale"
    BUSY = "busy"
    NO_SOUND = "no_sound"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The translation keys of one thing to say."""

    title: str
    full: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell a person now."""

    kind: NoticeKind
    words: Words
    topic: Topic = Topic.BREAK
    posture: Posture | None = None
    """The posture that it is about; over as soon as the person leaves it."""
    sat_for: timedelta = timedelta(0)
    number: int = 1
    """How often the person has been told, this time included."""
    due_at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    source: str | None = None
    """The source that it is about."""
    run_at: datetime | None = None
    """The run that it is about; over when it begins."""

    @property
    def is_question(self) -> bool:
        """Whether somebody may be asked for an answer."""
        return Answer.START in self.answers


ORDINALS = {1: Occasion.FIRST, 2: Occasion.SECOND, 3: Occasion.THIRD}

FULL_WORDS: Mapping[tuple[Posture, Occasion], str] = {
    (Posture.SITTING, Occasion.FIRST): "announce_sitting_first",
    (Posture.SITTING, Occasion.SECOND): "announce_sitting_second",
    (Posture.SITTING, Occasion.THIRD): "announce_sitting_third",
    (Posture.SITTING, Occasion.LATER): "announce_sitting_later",
    (Posture.SITTING, Occasion.SNOOZED): "announce_sitting_snoozed",
    (Posture.STANDING, Occasion.FIRST): "announce_standing_first",
    (Posture.STANDING, Occasion.SECOND): "announce_standing_second",
    (Posture.STANDING, Occasion.THIRD): "announce_standing_third",
    (Posture.STANDING, Occasion.LATER): "announce_standing_later",
    (Posture.STANDING, Occasion.SNOOZED): "announce_standing_snoozed",
}
BRIEF_WORDS: Mapping[Occasion, str] = {
    Occasion.FIRST: "announce_brief_first",
    Occasion.SECOND: "announce_brief_again",
    Occasion.THIRD: "announce_brief_again",
    Occasion.LATER: "announce_brief_again",
    Occasion.SNOOZED: "announce_brief_snoozed",
}
STUCK_WORDS = Words(
    title="announce_title_stuck", full="announce_stuck", brief="announce_brief_stuck"
)
RUN_WORDS = Words(title="announce_title_run", full="announce_run", brief="announce_brief_run")

ENDINGS = frozenset(
    {
        BreakEventKind.SNOOZED,
        BreakEventKind.SKIPPED,
        BreakEventKind.STARTED,
        BreakEventKind.TAKEN,
        BreakEventKind.NATURAL,
        BreakEventKind.MISSED,
    }
)
"""After these a notice about the break says nothing true any more."""

DURATIONS: tuple[tuple[timedelta, str, timedelta], ...] = (
    (timedelta(minutes=1.5), "announce_one_minute", timedelta(minutes=1)),
    (timedelta(hours=2), "announce_minutes", timedelta(minutes=1)),
    (timedelta.max, "announce_hours", timedelta(hours=1)),
)
"""Below which length a duration is said in which words, counting what."""


def notice_of(effect: Effect, previous: BreakHappened | None = None) -> Notice | None:
    """What `effect` gives reason to say; `previous` is the prompt before it, if there was one."""
    match effect:
        case StuckAsked():
            return Notice(
                kind=NoticeKind.SENSOR_STUCK,
                posture=Posture.SITTING,
                words=STUCK_WORDS,
                sat_for=effect.sat_for,
                source=effect.source,
            )
        case RunAhead():
            return Notice(
                kind=NoticeKind.RUN_AHEAD,
                topic=Topic.RUN,
                words=RUN_WORDS,
                answers=(Answer.START_ROUTINE, Answer.NOT_NOW),
                run_at=effect.run_at,
            )
        case BreakHappened(kind=BreakEventKind.PROMPTED):
            return _prompt(effect, _occasion(effect, previous))
        case _:
            return None


def duration_words(length: timedelta) -> tuple[str, int]:
    """The translation key that says how long, and the number that fills it."""
    return next(
        (key, max(1, round(length / unit))) for below, key, unit in DURATIONS if length < below
    )


def _prompt(effect: BreakHappened, occasion: Occasion) -> Notice:
    return Notice(
        kind=NoticeKind.BREAK_DUE,
        posture=effect.posture,
        words=Words(
            title="announce_title_break",
            full=FULL_WORDS[effect.posture, occasion],
            brief=BRIEF_WORDS[occasion],
        ),
        sat_for=effect.sat_for,
        number=effect.prompts,
        due_at=effect.due_at,
        answers=_answers(effect),
    )


def _occasion(effect: BreakHappened, previous: BreakHappened | None) -> Occasion:
    known = previous.snoozes if previous and previous.due_at == effect.due_at else 0
    if effect.snoozes > known:
        return Occasion.SNOOZED
    return ORDINALS.get(effect.prompts, Occasion.LATER)


def _answers(effect: BreakHappened) -> tuple[Answer, ...]:
    offers = {Answer.START: True, Answer.SNOOZE: effect.may_snooze, Answer.SKIP: effect.may_skip}
    return tuple(answer for answer, is_offered in offers.items() if is_offered)
