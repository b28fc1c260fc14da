"""What is answered when somebody asks aloud."""

from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .content import Content
from .engine.model import BalanceView, Posture, Snapshot, Status
from .reasons import in_words
from .spoken import Words


def sitting_time(now: Snapshot, words: Words) -> str:
    """How long somebody has been sitting."""
    today = (
        words.say("voice_sitting_today", duration=words.duration(now.sitting_today))
        if now.sitting_today
        else words.say("voice_sitting_none_today")
    )
    if now.posture is not Posture.SITTING:
        return f"{words.say('voice_not_sitting')} {today}"
    return f"{words.say('voice_sitting', duration=words.duration(now.sat_for))} {today}"


def next_break(hass: HomeAssistant, now: Snapshot, words: Words) -> str:
    """When the next break is."""
    if now.due_at and not now.is_due and now.clock_runs and now.status is Status.WATCHING:
        return words.say("voice_break_in", duration=words.duration(_until(now.due_at)))
    return in_words(hass, now.reason, words.language) or words.say("voice_no_break")


def todays_routine(now: Snapshot, content: Content, words: Words) -> str:
    """What there is to do today."""
    practice = now.practice
    if practice.is_done_today:
        return words.say("voice_routine_done")
    if not practice.is_scheduled_today:
        return words.say("voice_routine_free")
    own = content.in_language(words.language)
    moves = (
        f"{own.exercise(step.exercise).name}, {own.dose(step.exercise, step.dose)}"
        for step in practice.plan
    )
    return words.say(
        "voice_routine_today", routine=own.routine(practice.routine).name, moves="; ".join(moves)
    )


def balance(now: Snapshot, words: Words) -> str:
    """What the last balance test says."""
    test = now.practice.balance
    if test is None:
        return words.say("voice_balance_none")
    days = (dt_util.as_local(dt_util.utcnow()).date() - dt_util.as_local(test.at).date()).days
    if days > 1:
        when = words.say("voice_days_ago", number=days)
    else:
        when = words.say("voice_yesterday" if days else "voice_today")
    text = words.say("voice_balance", when=when, points=round(test.evenness))
    return f"{text} {_change(test, words)}".strip()


def snoozed(now: Snapshot, words: Words) -> str:
    """What a snooze has led to."""
    if now.next_prompt_at is None:
        return words.say("voice_done")
    return words.say("voice_snoozed", duration=words.duration(_until(now.next_prompt_at)))


def _change(test: BalanceView, words: Words) -> str:
    if test.change is None:
        return ""
    points = round(abs(test.change))
    if not points:
        return words.say("voice_balance_same")
    key = "voice_balance_more" if test.change > 0 else "voice_balance_less"
    return words.say(key, points=points)


def _until(at: datetime) -> timedelta:
    return at - dt_util.utcnow()
