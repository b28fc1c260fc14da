"""Setting up Posture Coach as a person would, through its flows, and finding its entities."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from . import form
from .desk import BUSY, CHAIR, COMPUTER, DESK_HEIGHT, FLOWS, PRESENCE, Voices, entries_of
from .home import Home, HomeError

DOMAIN = "posture_coach"
OPTIONS = "/api/config/config_entries/options/flow"
LOADING_TAKES = 15
LOOKS_EVERY = 0.1
"""Seconds, both."""
STANDING_HEIGHT = 95.0
"""Centimetres."""
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""The demo looks the same on a Sunday."""


def answers_for(
    voices: Voices, person: str, durations: Mapping[str, timedelta]
) -> dict[str, form.Answer]:
    """Return what a person who owns this desk answers, by the names of the fields."""
    return {
        "person": person,
        "seat": [CHAIR],
        "presence": [PRESENCE],
        "computer": [COMPUTER],
        "busy": [BUSY],
        "desk_height": [DESK_HEIGHT],
        "standing_height": STANDING_HEIGHT,
        "satellites": [voices.satellite],
        "speakers": [voices.speaker],
        "tts_engine": [voices.voice],
        "notifiers": [voices.notifier],
        "routine_days": EVERY_DAY,
        **durations,
    }


async def set_up(home: Home, voices: Voices, durations: Mapping[str, timedelta]) -> str:
    """Set up Posture Coach for the person of the house, and return the id of its config entry.

    Raises HomeError when one of the durations is asked for nowhere.
    """
    person = next(entity for entity in await home.states() if entity.startswith("person."))
    answers = answers_for(voices, person, durations)
    seen: set[str] = set()
    entries = await entries_of(home, DOMAIN)
    if not entries:
        seen |= await form.walk(home, FLOWS, {"handler": DOMAIN}, answers)
        entries = await entries_of(home, DOMAIN)
    entry_id: str = entries[0]["entry_id"]
    if answers.keys() - seen:
        seen |= await form.walk(home, OPTIONS, {"handler": entry_id}, answers)
    if missing := durations.keys() - seen:
        msg = f"the flows of {DOMAIN} do not ask for {', '.join(sorted(missing))}"
        raise HomeError(msg)
    await _wait_until_loaded(home, entry_id)
    return entry_id


async def _wait_until_loaded(home: Home, entry_id: str) -> None:
    """Wait until the entry has taken its options; raises HomeError when it fails to."""
    state = ""
    try:
        async with asyncio.timeout(LOADING_TAKES):
            while state != "loaded":
                entries = await entries_of(home, DOMAIN)
                state = next(each["state"] for each in entries if each["entry_id"] == entry_id)
                await asyncio.sleep(LOOKS_EVERY)
    except TimeoutError as error:
        raise HomeError(f"{DOMAIN} is set up, but its state is {state}") from error
