"""The next run in the calendars that the options name."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_time_interval,
)
from homeassistant.util import dt as dt_util

from .const import CONF_RUN_CALENDAR, DOMAIN, LOGGER

ATTR_START = "start_time"
ASK_EVERY = timedelta(minutes=15)
"""A long event that goes on hides from the state whatever is added meanwhile."""
ASKED_AHEAD = timedelta(days=1)
PATIENCE_S = 30

type Planned = Callable[[datetime | None], None]


class Runs:
    """When the next run begins, as far as the calendars of one person tell."""

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any], planned: Planned) -> None:
        """Call `planned` with the beginning of the next run, UTC or None, when that changes."""
        self.hass = hass
        self.next_at: datetime | None = None
        self._planned = planned
        self._calendars: list[str] = options.get(CONF_RUN_CALENDAR, [])
        self._starts: dict[str, list[datetime]] = {}
        """By calendar, what is known of it; kept while it is unavailable."""
        self._asking: dict[str, asyncio.Task[None]] = {}

    @callback
    def async_start(self) -> Callable[[], None]:
        """Look into the calendars, and again whenever they change."""
        if not self._calendars:
            return lambda: None
        stops = (
            async_track_state_change_event(self.hass, self._calendars, self._async_changed),
            async_track_time_interval(self.hass, self._async_look, ASK_EVERY),
        )
        self._async_look()
        return lambda: self._async_stop(stops)

    @callback
    def _async_stop(self, stops: Iterable[CALLBACK_TYPE]) -> None:
        for stop in stops:
            stop()
        for task in self._asking.values():
            task.cancel()

    @callback
    def _async_look(self, _now: datetime | None = None) -> None:
        for entity_id in self._calendars:
            self._look_into(entity_id)

    @callback
    def _async_changed(self, event: Event[EventStateChangedData]) -> None:
        self._look_into(event.data["entity_id"])

    @callback
    def _look_into(self, entity_id: str) -> None:
        if task := self._asking.pop(entity_id, None):
            task.cancel()
        state = self.hass.states.get(entity_id)
        if state and state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN):
            return
        start = _start_in(state) if state else None
        if state and ATTR_START in state.attributes and (not start or start <= dt_util.utcnow()):
            # What goes on, or lasts all day, hides what comes next.
            self._asking[entity_id] = self.hass.async_create_background_task(
                self._async_ask(entity_id), f"{DOMAIN} events of {entity_id}"
            )
        else:
            self._know(entity_id, [start] if start else [])

    async def _async_ask(self, entity_id: str) -> None:
        starts: list[datetime] = []
        asked = {ATTR_ENTITY_ID: entity_id, "duration": ASKED_AHEAD}
        try:
            async with asyncio.timeout(PATIENCE_S):
                answer = await self.hass.services.async_call(
                    "calendar", "get_events", asked, blocking=True, return_response=True
                )
            starts = list(_starts_in(answer, entity_id))
        except Exception as error:  # noqa: BLE001 - a calendar may raise anything
            LOGGER.debug("The events of %s cannot be read: %r", entity_id, error)
        self._know(entity_id, starts)

    @callback
    def _know(self, entity_id: str, starts: list[datetime]) -> None:
        self._starts[entity_id] = starts
        now = dt_util.utcnow()
        known = (start for each in self._starts.values() for start in each if start > now)
        next_at = min(known, default=None)
        if next_at != self.next_at:
            self.next_at = next_at
            self._planned(next_at)


def _start_in(state: State) -> datetime | None:
    """When the event of a calendar's state begins; local there, and UTC here."""
    start = dt_util.parse_datetime(str(state.attributes.get(ATTR_START)))
    return dt_util.as_utc(start) if start and not state.attributes.get("all_day") else None


def _starts_in(answer: Any, entity_id: str) -> Iterator[datetime]:
    for event in answer[entity_id]["events"]:
        # An event that lasts all day has a date.
        if "T" in event["start"] and (start := dt_util.parse_datetime(event["start"])):
            yield dt_util.as_utc(start)
