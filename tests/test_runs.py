"""The next run in the calendar."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.runs import ASK_EVERY, PATIENCE_S, Runs

from .conftest import advance

RUNS, RACES = "calendar.runs", "calendar.races"
SIX, NINE, NOON = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (14, 17, 20))
"""In UTC; it is nine o'clock in California."""
HOUR = timedelta(hours=1)
PATIENCE = timedelta(seconds=PATIENCE_S)

type Listen = Callable[..., Runs]


class Diary(CalendarEntity):
    """A calendar as Home Assistant knows it."""

    _attr_should_poll = False

    def __init__(self, *events: CalendarEvent) -> None:
        self.entity_id = RUNS
        self.events = list(events)

    @property
    @override
    def event(self) -> CalendarEvent | None:
        coming = [each for each in self.events if each.end_datetime_local > dt_util.now()]
        return min(coming, key=lambda each: each.start_datetime_local, default=None)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        return [
            each
            for each in self.events
            if each.end_datetime_local > start_date and each.start_datetime_local < end_date
        ]


def event(start: datetime, hours: float = 1) -> CalendarEvent:
    return CalendarEvent(start=start, end=start + hours * HOUR, summary="Run")


def all_day(day: int, days: int = 1) -> CalendarEvent:
    start = date(2026, 3, day)
    return CalendarEvent(start=start, end=start + timedelta(days=days), summary="Away")


@pytest.fixture
def told() -> list[datetime | None]:
    return []


@pytest.fixture
def listen(hass: HomeAssistant, house: None, told: list[datetime | None]) -> Any:
    started = []

    def start(*calendars: str) -> Runs:
        runs = Runs(hass, {"run_calendar": list(calendars)}, told.append)
        started.append(runs.async_start())
        return runs

    yield start
    for stop in started:
        stop()


@pytest.fixture
async def keep(hass: HomeAssistant, house: None) -> Any:
    kept: list[Diary] = []

    async def add(*events: CalendarEvent) -> Diary:
        assert await async_setup_component(hass, "calendar", {})
        component: EntityComponent[CalendarEntity] = hass.data["entity_components"]["calendar"]
        kept.append(Diary(*events))
        await component.async_add_entities(kept)
        await settle(hass)
        return kept[0]

    yield add
    # With the timers of its events.
    for diary in kept:
        await diary.async_remove()


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


def show(hass: HomeAssistant, entity_id: str, start: str, **attributes: Any) -> None:
    hass.states.async_set(entity_id, "off", {"start_time": start, **attributes})


async def test_without_a_calendar_no_run_is_planned(listen: Listen, told):
    assert listen().next_at is None
    assert told == []


async def test_the_next_run_is_told_in_utc_and_again_only_when_it_changes(
    hass: HomeAssistant, listen: Listen, told
):
    show(hass, RUNS, "2026-03-02 12:00:00")
    runs = listen(RUNS)
    assert told == [NOON]
    show(hass, RUNS, "2026-03-02 12:00:00", location="Park")
    await settle(hass)
    show(hass, RUNS, "2026-03-02 13:00:00")
    await settle(hass)
    assert told == [NOON, NOON + HOUR]
    assert runs.next_at == NOON + HOUR
    hass.states.async_set(RUNS, "off")
    await settle(hass)
    assert told[2:] == [None]


async def test_the_earliest_of_several_calendars_counts(hass: HomeAssistant, listen: Listen, told):
    show(hass, RUNS, "2026-03-02 13:00:00")
    show(hass, RACES, "2026-03-02 12:00:00")
    listen(RUNS, RACES)
    hass.states.async_remove(RACES)
    await settle(hass)
    assert told == [NOON + HOUR, NOON, NOON + HOUR]


async def test_what_goes_on_does_not_hide_what_comes_next(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, keep, listen: Listen, told
):
    await keep(event(NINE + HOUR), event(NINE + 2 * HOUR), event(NOON + 5 * HOUR))
    listen(RUNS)
    assert told == [NINE + HOUR]
    await advance(hass, freezer, HOUR)
    await settle(hass)
    assert hass.states.is_state(RUNS, "on")
    assert told[1:] == [NINE + 2 * HOUR]


async def test_an_event_that_lasts_all_day_is_no_run_and_hides_none(
    hass: HomeAssistant, keep, listen: Listen, told
):
    await keep(all_day(2), all_day(3), event(NOON))
    assert (state := hass.states.get(RUNS))
    assert state.attributes["all_day"] is True
    listen(RUNS)
    await settle(hass)
    assert told == [NOON]


async def test_a_run_that_is_added_behind_a_long_event_is_noticed(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, keep, listen: Listen, told
):
    diary = await keep(all_day(1, 14))
    listen(RUNS)
    await settle(hass)
    assert told == []
    diary.events.append(event(NOON))
    await advance(hass, freezer, ASK_EVERY)
    await settle(hass)
    assert told == [NOON]


async def test_a_calendar_that_is_unavailable_for_a_while_keeps_its_run(
    hass: HomeAssistant, listen: Listen, told
):
    show(hass, RUNS, "2026-03-02 12:00:00")
    listen(RUNS)
    hass.states.async_set(RUNS, "unavailable")
    await settle(hass)
    assert told == [NOON]


@pytest.mark.parametrize(
    "fault",
    [HomeAssistantError("offline"), TimeoutError(), KeyError("start"), None],
    ids=["refused", "too slow", "broken", "an answer of another kind"],
)
async def test_a_calendar_that_cannot_be_asked_tells_what_its_state_says(
    hass: HomeAssistant, house, listen: Listen, told, fault
):
    async def answer(call: ServiceCall) -> dict[str, Any]:
        if fault:
            raise fault
        return {RUNS: {"events": [{"start": None}]}}

    hass.services.async_register(
        "calendar", "get_events", answer, supports_response=SupportsResponse.ONLY
    )
    show(hass, RUNS, "2026-03-02 12:00:00")
    listen(RUNS)
    hass.states.async_set(RUNS, "on", {"start_time": "2026-03-02 08:30:00"})
    await settle(hass)
    assert told == [NOON, None]


async def test_a_calendar_without_the_action_is_no_fault(hass: HomeAssistant, listen: Listen, told):
    show(hass, RUNS, "some time", all_day=False)
    listen(RUNS)
    await settle(hass)
    assert told == []


@pytest.fixture
def never_answers(hass: HomeAssistant) -> list[str]:
    """What became of the questions put to a calendar that hangs."""
    became: list[str] = []

    async def answer(call: ServiceCall) -> dict[str, Any]:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            became.append("given up")
            raise
        return {}

    hass.services.async_register(
        "calendar", "get_events", answer, supports_response=SupportsResponse.ONLY
    )
    return became


async def test_a_newer_state_and_the_end_give_up_what_was_asked(
    hass: HomeAssistant, house, told, never_answers
):
    hass.states.async_set(RUNS, "on", {"start_time": "2026-03-02 08:30:00"})
    stop = Runs(hass, {"run_calendar": [RUNS]}, told.append).async_start()
    await hass.async_block_till_done()
    show(hass, RUNS, "2026-03-02 12:00:00")
    await hass.async_block_till_done()
    assert (told, never_answers) == ([NOON], ["given up"])
    hass.states.async_set(RUNS, "on", {"start_time": "2026-03-02 08:30:00"})
    await hass.async_block_till_done()
    stop()
    await hass.async_block_till_done()
    assert never_answers == ["given up", "given up"]
    show(hass, RUNS, "2026-03-02 13:00:00")
    await hass.async_block_till_done()
    assert told == [NOON]
