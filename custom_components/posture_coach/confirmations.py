"""What is said when something was done that somebody has asked for or answered aloud."""

from homeassistant.util import dt as dt_util

from .engine.model import BalanceView, Snapshot
from .spoken import Words


def snoozed(now: Snapshot, words: Words) -> str:
    """What a snooze has led to."""
    if now.next_prompt_at is None:
        return words.say("voice_done")
    left = now.next_prompt_at - dt_util.utcnow()
    return words.say("voice_snoozed", duration=words.duration(left))


def test_recorded(now: Snapshot, words: Words, *, is_saved: bool) -> str:
    """What a balance test says that was just recorded."""
    test = now.practice.balance
    if test is None or not is_saved:
        return words.say("voice_noted_unsaved")
    text = words.say("voice_balance_recorded", points=round(test.evenness))
    return f"{text} {change_of(test, words)}".strip()


def change_of(test: BalanceView, words: Words) -> str:
    """How it compares with the test before the exercises; nothing where there is none."""
    if test.change is None:
        return ""
    points = round(abs(test.change))
    if not points:
        return words.say("voice_balance_same")
    key = "voice_balance_more" if test.change > 0 else "voice_balance_less"
    return words.say(key, points=points)
