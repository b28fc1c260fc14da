"""The last days of a person, and one day, as a card is told of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

from homeassistant.components.sensor import DOMAIN as SENSOR
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .archive import Choice
from .const import DOMAIN
from .contract import DayStrip, NoStrip, Span, Trend, TrendDay
from .coordinator import CoachCoordinator
from .engine.balance import answers, evenness
from .engine.history import History, history_of
from .engine.model import Posture, Snapshot
from .engine.records import (
    PAIN_ASPECTS,
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    Record,
    TestPhase,
)
from .partition import moment_of
from .recorded import Change, async_postures, async_totals, has_recorder
from .settings import settings_from

DAY = timedelta(days=1)
LAST_DAY = date.max - DAY
"""Of those that another one follows."""


async def async_trend(coordinator: CoachCoordinator, days: int) -> Trend:
    """The last `days` days, at least one of them."""
    hass, snapshot = coordinator.hass, coordinator.data
    today = snapshot.day
    first = today - (days - 1) * DAY
    choice = Choice.of(start=first, end=today)
    records = await _async_records(coordinator, choice)
    sensor = _sensor(coordinator, "sitting_today")
    sitting: dict[date, float] = {}
    if sensor and has_recorder(hass):
        sitting = await async_totals(hass, sensor.entity_id, first, today)
    options = coordinator.config_entry.options
    rules = settings_from(options, dt_util.get_default_time_zone())

    def look_back() -> tuple[TrendDay, ...]:
        past = _Past.of([each for each in records if choice.has(each)], sitting)
        shown = [past.day(first + number * DAY) for number in range(days)]
        return (*shown[:-1], _today(shown[-1], snapshot))

    return Trend(
        # Years of records take a while.
        days=await hass.async_add_executor_job(look_back),
        limit=rules.sitting_limit.total_seconds(),
        is_complete=not coordinator.archive.unreadable(choice),
        has_recorder=has_recorder(hass),
    )


async def async_day(coordinator: CoachCoordinator, day: date) -> DayStrip:
    """What a person did on `day`, as far as it is over."""
    hass = coordinator.hass
    start = dt_util.start_of_local_day(day)
    end = dt_util.start_of_local_day(min(day, LAST_DAY) + DAY)
    until = min(end, dt_util.utcnow())
    missing: NoStrip | None = None
    spans: tuple[Span, ...] = ()
    sensor = _sensor(coordinator, "posture")
    if not has_recorder(hass):
        missing = NoStrip.NO_RECORDER
    elif sensor is None or sensor.disabled:
        missing = NoStrip.SENSOR_DISABLED
    elif start < until:
        changes = await async_postures(hass, sensor.entity_id, start, until)
        spans = _spans(changes, until.timestamp())
    return DayStrip(
        day=day.isoformat(),
        starts_at=start.timestamp(),
        ends_at=end.timestamp(),
        spans=spans,
        missing=missing,
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """What is known of the days that are over, and what is on record of today."""

    by_day: Mapping[date, list[Record]]
    history: History
    longest: Mapping[date, timedelta]
    sitting: Mapping[date, float]

    @classmethod
    def of(cls, records: list[Record], sitting: Mapping[date, float]) -> _Past:
        by_day: dict[date, list[Record]] = {}
        for record in sorted(records, key=moment_of):
            by_day.setdefault(dt_util.as_local(moment_of(record)).date(), []).append(record)
        history = history_of(records, dt_util.get_default_time_zone())
        return cls(by_day, history, _longest(records), sitting)

    def day(self, day: date) -> TrendDay:
        records = self.by_day.get(day, [])
        return TrendDay(
            day=day.isoformat(),
            sitting=self.sitting.get(day),
            longest=self._longest_on(day),
            breaks=dict(Counter(each.outcome for each in records if isinstance(each, BreakRecord))),
            routines=self.history.done_on(day).routines,
            evenness_before=_evenness(records, TestPhase.BEFORE, TestPhase.SINGLE),
            evenness_after=_evenness(records, TestPhase.AFTER),
            pain=_pain(records),
        )

    def _longest_on(self, day: date) -> float | None:
        sitting = self.sitting.get(day)
        if day not in self.longest:
            return 0 if sitting == 0 else None
        longest = self.longest[day].total_seconds()
        # Sitting is known in whole minutes.
        return longest if sitting is None else min(longest, sitting)


async def _async_records(coordinator: CoachCoordinator, choice: Choice) -> list[Record]:
    """The records of the years that `choice` may mean, as far as they can be read."""
    store = coordinator.store
    records, since = [*store.records_at_hand()], store.covered_since
    for year in store.years:
        if since and year < since.year and choice.may_be_in(year):
            # The store has told.
            with suppress(HomeAssistantError):
                records += await store.async_read(year)
    return records


def _sensor(coordinator: CoachCoordinator, key: str) -> er.RegistryEntry | None:
    registry = er.async_get(coordinator.hass)
    unique_id = f"{coordinator.config_entry.unique_id}_{key}"
    return registry.async_get(registry.async_get_entity_id(SENSOR, DOMAIN, unique_id) or "")


def _longest(records: Iterable[Record]) -> dict[date, timedelta]:
    """The longest spell of sitting of each day, of those that a break has ended.

    Every spell ends in one, and a day has only as much of it as was before or after midnight.
    """
    longest: dict[date, timedelta] = {}
    for each in records:
        if not isinstance(each, BreakRecord) or each.posture is not Posture.SITTING:
            continue
        end = each.began_at or each.ended_at
        begin = end - each.sat_for
        for day in {dt_util.as_local(at).date() for at in (begin, end)}:
            midnights = map(dt_util.start_of_local_day, (day, day + DAY))
            starts_at, ends_at = map(dt_util.as_utc, midnights)
            spell = min(end, ends_at) - max(begin, starts_at)
            longest[day] = max(spell, longest.get(day, timedelta()))
    return longest


def _evenness(records: Iterable[Record], *phases: TestPhase) -> float | None:
    found = [
        evenness(each)
        for each in records
        if isinstance(each, BalanceRecord) and each.phase in phases and answers(each)
    ]
    return fmean(found) if found else None


def _pain(records: Iterable[Record]) -> float | None:
    check_ins = [each for each in records if isinstance(each, CheckInRecord)]
    pains = [getattr(check_ins[-1], key) for key in PAIN_ASPECTS] if check_ins else []
    return max((pain for pain in pains if pain is not None), default=None)


def _today(shown: TrendDay, snapshot: Snapshot) -> TrendDay:
    return replace(
        shown,
        sitting=snapshot.sitting_today.total_seconds(),
        longest=snapshot.longest_sitting_today.total_seconds(),
    )


def _spans(changes: Iterable[Change], until: float) -> tuple[Span, ...]:
    """The time between changes; nothing before something is known."""
    spans: list[Span] = []
    for (at, posture), (end, _) in pairwise([*changes, (until, Posture.UNKNOWN)]):
        if at == end or (not spans and posture is Posture.UNKNOWN):
            continue
        if spans and spans[-1].posture is posture:
            spans[-1] = replace(spans[-1], ended_at=end)
        else:
            spans.append(Span(posture=posture, began_at=at, ended_at=end))
    return tuple(spans)
