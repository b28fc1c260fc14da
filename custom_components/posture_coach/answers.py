"""What is answered when somebody asks aloud."""

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .confirmations import change_of
from .content import Content
from .engine.model import BreakOutcome, Posture, Snapshot, Status
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
        return words.say("voice_break_in", duration=words.duration(now.due_at - dt_util.utcnow()))
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
    return f"{text} {change_of(test, words)}".strip()


def summary(now: Snapshot, words: Words, person: str) -> str:
    """What was done today and this week, as far as that is known."""
    practice, breaks = now.practice, now.breaks_today
    told: list[str] = []
    if breaks is not None:
        taken = breaks.get(BreakOutcome.TAKEN, 0) + breaks.get(BreakOutcome.NATURAL, 0)
        missed = breaks.get(BreakOutcome.MISSED, 0)
        told.append(words.say("voice_summary_breaks", taken=taken, missed=missed))
    for key, number in (("routines", practice.routines_this_week), ("streak", practice.streak)):
        if number is not None:
            told.append(words.say(f"voice_summary_{key}", number=number))
    return " ".join(told) or words.say("card_problem_absent", name=person)
