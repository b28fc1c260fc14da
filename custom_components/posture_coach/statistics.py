"""What people graph over years, in Home Assistant's long-term statistics.

The recorder keeps hourly rows for ever, in whichever database it has. The records on disk remain
the truth: the rows are made from them, and made anew when they no longer fit.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import batched
from statistics import fmean
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
from sqlalchemy.exc import SQLAlchemyError

from .archive import Archive
from .const import DOMAIN, LOGGER
from .engine.balance import answers, evenness
from .engine.model import BreakOutcome
from .engine.records import BalanceRecord, BreakRecord, Record, SessionOutcome, SessionRecord
from .partition import moment_of
from .store import CoachStore

if TYPE_CHECKING:
    from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
    from homeassistant.components.recorder.statistics import StatisticsRow

RECORDER = "recorder"


@dataclass(frozen=True, slots=True)
class Series:
    """One graph."""

    key: str
    is_sum: bool
    """Whether values are added up; otherwise they have a mean, a lowest and a highest."""
    figure: Callable[[Record], float | None]
    """What a record contributes; None when it is about something else."""


def _evenness(record: Record) -> float | None:
    return evenness(record) if isinstance(record, BalanceRecord) and answers(record) else None


def _routine(record: Record) -> float | None:
    is_done = isinstance(record, SessionRecord) and record.outcome is SessionOutcome.COMPLETED
    return 1 if is_done else None


def _break_taken(record: Record) -> float | None:
    return 1 if isinstance(record, BreakRecord) and record.outcome is BreakOutcome.TAKEN else None


SERIES = (
    Series("evenness", is_sum=False, figure=_evenness),
    Series("routines", is_sum=True, figure=_routine),
    Series("breaks_taken", is_sum=True, figure=_break_taken),
)

type Hours = dict[datetime, list[float]]
"""What records of an hour contribute."""

ROWS_AT_ONCE = 1000
"""So that the recorder gets round to other work."""


class RecordStatistics:
    """The graphs of one person; nothing happens without a recorder."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, store: CoachStore, archive: Archive
    ) -> None:
        """Nothing is written before something is added."""
        self.hass = hass
        self._entry = entry
        self._store = store
        self._archive = archive
        self._last: dict[str, tuple[datetime, float]] = {}
        """The last hour and the sum of each series; empty until they are known to fit."""
        self._waiting: list[Record] = []
        """In the store, but in no row yet."""
        self._is_stale = False
        self._lock = asyncio.Lock()

    @callback
    def async_added(self, records: Iterable[Record]) -> None:
        """Add what was given to the store; to be called as soon as that returns."""
        added = tuple(records)
        if added and _has_recorder(self.hass):
            self._waiting += added
            self.hass.async_create_task(self._async_catch_up(), f"{DOMAIN} statistics")

    @callback
    def async_rebuild(self) -> None:
        """Make all rows anew, after records were deleted or imported."""
        if _has_recorder(self.hass):
            self._is_stale = True
            self.hass.async_create_task(self._async_catch_up(), f"{DOMAIN} statistics")

    async def _async_catch_up(self) -> None:
        async with self._lock:
            if not self._waiting and not self._is_stale:
                return
            try:
                if self._is_stale or not await self._async_append():
                    await self._async_make_anew()
            except (HomeAssistantError, SQLAlchemyError) as error:
                self._is_stale = True
                LOGGER.warning("The statistics of %s are not written: %s", self._entry.title, error)

    async def _async_append(self) -> bool:
        """Add rows for what waits; False when they do not go on from those that are there."""
        if not self._last and not await self._async_check():
            return False
        added, self._waiting = self._waiting, []
        since = self._store.covered_since
        for series in SERIES:
            if not (hours := _hours(added, series)):
                continue
            if series.is_sum:
                last, so_far = self._last[series.key]
                if min(hours) < last:
                    return False
                rows = self._sums(series, hours, so_far)
            else:
                if since and dt_util.as_local(min(hours)).date() < since:
                    return False
                known = _hours({*self._store.records_at_hand(), *added}, series)
                rows = [_spread(hour, known[hour]) for hour in hours]
            await self._async_write(series, rows)
        return True

    async def _async_check(self) -> bool:
        """Whether what is in the recorder fits the records, but for those that wait.

        It may not: there was no recorder for a while, or it has a new database.
        """
        rows = {series.key: await self._async_last_row(series) for series in SERIES}
        hours = await self._async_all_hours()
        for series in SERIES:
            waiting = sum(map(len, _hours(self._waiting, series).values()))
            before = sum(map(len, hours[series.key].values())) - waiting
            row = rows[series.key]
            if row is None and before:
                return False
            if series.is_sum:
                if row and row["sum"] != before:
                    return False
                hour = dt_util.utc_from_timestamp(row["start"] if row else 0)
                self._last[series.key] = hour, before
        return True

    async def _async_last_row(self, series: Series) -> StatisticsRow | None:
        from homeassistant.components.recorder.statistics import (  # noqa: PLC0415 (only where there is a recorder)
            get_last_statistics,
        )

        name = statistic_id(self._entry.entry_id, series.key)
        read = partial(get_last_statistics, self.hass, 1, name, convert_units=False, types={"sum"})
        found = await get_instance(self.hass).async_add_executor_job(read)
        return found[name][0] if name in found else None

    async def _async_all_hours(self) -> dict[str, Hours]:
        """What all records contribute, by series."""
        found: dict[str, Hours] = {series.key: {} for series in SERIES}
        # Nothing may come in while it is counted, or it would be counted twice.
        async with self._store.async_alone():
            async for records in self._archive.async_all():
                for series in SERIES:
                    for hour, values in _hours(records, series).items():
                        found[series.key].setdefault(hour, []).extend(values)
        return found

    async def _async_make_anew(self) -> None:
        self._last = {series.key: (dt_util.utc_from_timestamp(0), 0) for series in SERIES}
        hours = await self._async_all_hours()
        self._waiting, self._is_stale = [], False
        async_clear_statistics(self.hass, self._entry.entry_id)
        for series in SERIES:
            its = hours[series.key]
            rows = (
                self._sums(series, its, 0)
                if series.is_sum
                else [_spread(hour, values) for hour, values in its.items()]
            )
            await self._async_write(series, rows)

    def _sums(self, series: Series, hours: Hours, so_far: float) -> list[StatisticData]:
        rows: list[StatisticData] = []
        for hour in sorted(hours):
            so_far += sum(hours[hour])
            rows.append({"start": hour, "state": so_far, "sum": so_far})
            self._last[series.key] = hour, so_far
        return rows

    async def _async_write(self, series: Series, rows: list[StatisticData]) -> None:
        from homeassistant.components.recorder.models import (  # noqa: PLC0415 (only where there is a recorder)
            StatisticMeanType,
        )
        from homeassistant.components.recorder.statistics import (  # noqa: PLC0415 (as above)
            async_add_external_statistics,
        )

        texts = await async_get_translations(
            self.hass, self.hass.config.language, "common", {DOMAIN}
        )
        name = texts.get(f"component.{DOMAIN}.common.statistics_{series.key}", "{person}")
        about: StatisticMetaData = {
            "source": DOMAIN,
            "statistic_id": statistic_id(self._entry.entry_id, series.key),
            "name": name.format(person=self._entry.title),
            "mean_type": StatisticMeanType.NONE if series.is_sum else StatisticMeanType.ARITHMETIC,
            "has_sum": series.is_sum,
            # Points and counts: a unit would make percent of them.
            "unit_class": None,
            "unit_of_measurement": None,
        }
        for some in batched(rows, ROWS_AT_ONCE, strict=False):
            async_add_external_statistics(self.hass, about, some)


def statistic_id(entry_id: str, key: str) -> str:
    """The name of a graph of a person."""
    return f"{DOMAIN}:{entry_id.lower()}_{key}"


@callback
def async_clear_statistics(hass: HomeAssistant, entry_id: str) -> None:
    """Delete the graphs of a person."""
    if _has_recorder(hass):
        names = [statistic_id(entry_id, series.key) for series in SERIES]
        get_instance(hass).async_clear_statistics(names)


def _has_recorder(hass: HomeAssistant) -> bool:
    return RECORDER in hass.config.components


def _hours(records: Iterable[Record], series: Series) -> Hours:
    hours: Hours = {}
    for record in records:
        if (figure := series.figure(record)) is not None:
            hour = moment_of(record).replace(minute=0, second=0, microsecond=0)
            hours.setdefault(hour, []).append(figure)
    return hours


def _spread(hour: datetime, values: list[float]) -> StatisticData:
    return {"start": hour, "mean": fmean(values), "min": min(values), "max": max(values)}
