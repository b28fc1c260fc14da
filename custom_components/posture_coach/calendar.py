"""Calendars: the routines that were done, and the days that ask for one."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import PostureCoachConfigEntry
from .engine.model import SessionView, Step
from .engine.records import SessionOutcome
from .entity import PostureCoachEntity
from .settings import settings_from

PARALLEL_UPDATES = 0

ROUTINES = CalendarEntityDescription(key="routines")

DAY = timedelta(days=1)
AHEAD = 14 * DAY
"""Days that are shown as planned after today."""
QUARTER = timedelta(minutes=15)
"""How finely a session is shown that has no end yet."""
LONGEST = timedelta(hours=4)
"""A session that began in a range may have ended this long after it."""
PAGE = 500


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendar of a person."""
    await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    async_add_entities([RoutineCalendar(entry.runtime_data, ROUTINES)])


class RoutineCalendar(PostureCoachEntity, CalendarEntity):
    """Sessions in the past, the one that is going on, and days to come."""

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """The session that is going on, or the next day that asks for a routine."""
        today = self.coordinator.data.day
        return self._running() or next(self._planned(today, today + AHEAD), None)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Everything from `start_date` to before `end_date`."""
        running = self._running()
        last_day = dt_util.as_local(end_date - timedelta.resolution).date()
        found = [
            *[each async for each in self._async_done(start_date, end_date)],
            *([running] if running else []),
            *self._planned(dt_util.as_local(start_date).date(), last_day),
        ]
        return [
            each
            for each in found
            if each.start_datetime_local < end_date and each.end_datetime_local > start_date
        ]

    def _running(self) -> CalendarEvent | None:
        session = self.coordinator.data.session
        if session is None:
            return None
        return CalendarEvent(
            summary=self._name(session.routine),
            start=dt_util.as_local(session.started_at),
            end=dt_util.as_local(_end_of(session, dt_util.utcnow())),
            description=self._moves(_doses(session.steps)),
        )

    def _planned(self, first: date, last: date) -> Iterator[CalendarEvent]:
        """The days that ask for a routine and have none yet, from `first` to `last`."""
        practice, today = self.coordinator.data.practice, self.coordinator.data.day
        rules = settings_from(
            self.coordinator.config_entry.options, dt_util.get_default_time_zone()
        )
        day = max(first, today)
        while day <= min(last, today + AHEAD):
            if day == today:
                is_planned = practice.is_scheduled_today and not practice.is_done_today
            else:
                is_planned = day.weekday() in rules.routine_days
            if is_planned and practice.plan:
                yield CalendarEvent(
                    uid=f"planned-{day}",
                    summary=self._name(practice.routine),
                    start=day,
                    end=day + DAY,
                    description=self._moves(_doses(practice.plan)),
                )
            day += DAY

    async def _async_done(self, start: datetime, end: datetime) -> AsyncIterator[CalendarEvent]:
        """Sessions in which at least one move was done, newest first."""
        until = min(end, dt_util.utcnow()) + LONGEST
        cursor: str | None = None
        while start < until:
            page = await self.coordinator.archive.async_get(
                ("session",), start, until, limit=PAGE, cursor=cursor
            )
            for session in page["records"]:
                if session["outcome"] != SessionOutcome.ABANDONED:
                    yield self._past(session)
            cursor = page["cursor"]
            if cursor is None:
                return

    def _past(self, session: dict[str, Any]) -> CalendarEvent:
        done = [(each["exercise"], each["done"]) for each in session["moves"] if each["is_done"]]
        started_at = datetime.fromisoformat(session["started_at"])
        ended_at = datetime.fromisoformat(session["ended_at"])
        name = self._name(session["routine"])
        is_whole = session["outcome"] == SessionOutcome.COMPLETED
        return CalendarEvent(
            uid=session["id"],
            summary=name if is_whole else self._in_part(name),
            start=dt_util.as_local(started_at),
            # An event of no length at all is none to a calendar.
            end=dt_util.as_local(max(ended_at, started_at + timedelta(seconds=1))),
            description=self._moves(done),
        )

    def _name(self, routine: str) -> str:
        return self.coordinator.content.routine(routine).name

    def _in_part(self, name: str) -> str:
        texts = async_get_cached_translations(
            self.hass, self.hass.config.language, "common", DOMAIN
        )
        text = texts.get(f"component.{DOMAIN}.common.calendar_in_part")
        return text.format(routine=name) if text else name

    def _moves(self, doses: Iterable[tuple[str, int]]) -> str:
        """Each move with its dose, on a line of its own."""
        content = self.coordinator.content
        return "\n".join(
            f"{content.exercise(exercise).name}, {content.dose(exercise, dose)}"
            if exercise in content.catalogue.exercises
            else content.exercise(exercise).name
            for exercise, dose in doses
        )


def _doses(steps: Iterable[Step]) -> Iterator[tuple[str, int]]:
    return ((step.exercise, step.dose) for step in steps)


def _end_of(session: SessionView, now: datetime) -> datetime:
    """The next full quarter of an hour since the beginning: nobody knows when it will be over."""
    return session.started_at + ((now - session.started_at) // QUARTER + 1) * QUARTER
