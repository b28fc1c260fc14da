"""Sees what happens in the house, through Home Assistant's public interface only."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .desk import Voices
from .home import Home, Message

SLACK = 20
"""Seconds that a busy machine may add to any single step."""

type Fits = Callable[[Message], bool]


class Witness:
    """Remembers the events of Home Assistant, and waits for those that are still to come."""

    def __init__(self, home: Home) -> None:
        """Prepare; nothing is remembered before `watch`."""
        self._home = home
        self._events: list[Message] = []
        self._news = asyncio.Event()

    async def watch(self) -> None:
        """Remember every change of state and every message of the stand-ins from now on."""
        for kind in ("state_changed", "posture_demo_told"):
            await self._home.listen(self._remember, type="subscribe_events", event_type=kind)

    def _remember(self, event: Message) -> None:
        self._events.append(event)
        self._news.set()

    def now(self) -> int:
        """Return a mark; `see` can look for what came after it."""
        return len(self._events)

    def after(self, event: Message) -> int:
        """Return the mark right after an event that was seen."""
        return next(n for n, each in enumerate(self._events, 1) if each is event)

    def seen(self, fits: Fits, *, since: int) -> list[Message]:
        """Return all events since a mark that fit, in their order."""
        return [event for event in self._events[since:] if fits(event)]

    async def see(self, fits: Fits, *, since: int, within: float) -> Message:
        """Return the first event since a mark that fits; raises TimeoutError when none comes."""
        async with asyncio.timeout(within):
            while True:
                for event in self._events[since:]:
                    if fits(event):
                        return event
                since = self.now()
                self._news.clear()
                await self._news.wait()


def is_state(entity_id: str, state: str | None = None, **attributes: Any) -> Fits:
    """Whether an entity takes this state, or any, with these attributes."""

    def fits(event: Message) -> bool:
        new = event["data"].get("new_state")
        return (
            new is not None
            and new["entity_id"] == entity_id
            and state in (None, new["state"])
            and attributes.items() <= new["attributes"].items()
        )

    return fits


def is_told(entity_id: str, fragment: str = "") -> Fits:
    """Whether a stand-in is told something with this in it."""

    def fits(event: Message) -> bool:
        told = event["data"]
        is_about = event["event_type"] == "posture_demo_told" and told["entity_id"] == entity_id
        return is_about and fragment in told["message"]

    return fits


def attributes_of(event: Message) -> dict[str, Any]:
    """Return the attributes that an entity has after a change."""
    attributes: dict[str, Any] = event["data"]["new_state"]["attributes"]
    return attributes


@dataclass(slots=True)
class Scene:
    """What every step of the check needs."""

    home: Home
    voices: Voices
    witness: Witness
    coach: dict[str, str] = field(default_factory=dict)
    """The entities of the coach by '<domain>.<translation key>'."""

    async def state(self, key: str) -> str:
        """Return the state of an entity of the coach now."""
        state: str = (await self.home.states())[self.coach[key]]["state"]
        return state
