"""What survives a restart: the running state, and the records of each year."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
import shutil
from typing import Any

from homeassistant.core import CALLBACK_TYPE, CoreState, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER
from .engine.records import Record
from .partition import (
    VERSION,
    CheckedStore,
    Partition,
    give_up,
    listed,
    moment_of,
    year_of,
)

RETRY_AFTER = timedelta(minutes=1)

NOT_SAVED = "records_not_saved"
UNREADABLE = "records_unreadable"
"""One can go on without what cannot be read."""
CLOSED = "records_closed"
"""There may be everything in a file that cannot be opened."""


class CoachStore:
    """The files of one person: one for the running state, one for the records of each year.

    The latest years are at hand. Older ones are read when somebody asks, and let go.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str, changed: CALLBACK_TYPE) -> None:
        """Call `changed` when `problems` does, or the years that they are about."""
        self.hass = hass
        self.problems: frozenset[str] = frozenset()
        self._entry_id = entry_id
        self._changed = changed
        self._told: tuple[Any, ...] = (self.problems,)
        self._running = CheckedStore(hass, VERSION, f"{DOMAIN}/{entry_id}/running", private=True)
        self._partitions: dict[int, Partition] = {}
        """Those at hand, and any other with something that is not on disk."""
        self._years: set[int] = set()
        """All that there are, also those that were set aside."""
        self._set_aside: set[int] = set()
        self._closed: set[int] = set()
        """Years whose file is there but could not be opened."""
        self._faulty: set[int] = set()
        """Years with entries that cannot be read."""
        self._first = dt_util.now().year
        """The oldest year at hand."""
        self._at_hand: tuple[Record, ...] | None = None
        self._arriving: list[Record] = []
        """To be added once nobody else changes records."""
        self._lock = asyncio.Lock()
        self._running_lock = asyncio.Lock()
        self._retry: CALLBACK_TYPE | None = None
        self._is_closing = False
        self._unsaved: Callable[[], dict[str, Any]] | None = None

    @property
    def years(self) -> list[int]:
        """The years with records, oldest first."""
        return sorted(self._years)

    @property
    def unreadable_years(self) -> list[int]:
        """The years of which something is known to be unreadable."""
        return sorted({*self.years_with(UNREADABLE), *self.years_with(CLOSED)})

    def years_with(self, problem: str) -> list[int]:
        """The years that UNREADABLE or CLOSED is about."""
        return sorted(self._closed if problem == CLOSED else self._set_aside | self._faulty)

    @property
    def is_complete(self) -> bool:
        """Whether all records of the years at hand could be read."""
        return not any(year >= self._first for year in self.unreadable_years)

    @property
    def covered_since(self) -> date | None:
        """The first day at hand; None when there is nothing before it."""
        return (
            date(self._first, 1, 1) if min(self._years, default=self._first) < self._first else None
        )

    async def async_load(self) -> Mapping[str, Any] | None:
        """Take this year's records and last year's at hand, and return the running state.

        Raises HomeAssistantError when this year's are there but cannot be opened.
        """
        this_year = dt_util.now().year
        async with self._lock:
            self._years, self._set_aside = await self.hass.async_add_executor_job(
                listed, self._folder
            )
            # A clock that was wrong may have left records of years to come.
            later = {year for year in self._years if year > this_year}
            await self._async_open(this_year)
            for year in (this_year - 1, *later):
                with suppress(HomeAssistantError):
                    await self._async_open(year)
            self._first = this_year - (this_year - 1 in self._years)
            self._let_go()
            self._look_after()
        running, _ = await self._running.async_load_checked()
        return running

    async def async_open_earlier(self) -> bool:
        """Take one more year at hand; False when there is none."""
        async with self._lock:
            year = max((each for each in self._years if each < self._first), default=None)
            if year is None:
                return False
            with suppress(HomeAssistantError):
                await self._async_open(year)
            self._first, self._at_hand = year, None
            self._look_after()
        return True

    def records_at_hand(self) -> tuple[Record, ...]:
        """All records of the years at hand that can be read, oldest first."""
        if self._at_hand is None:
            found = [
                record
                for year, partition in self._partitions.items()
                if year >= self._first
                for record in partition.records
            ]
            found += {each for each in self._arriving if year_of(each) >= self._first}.difference(
                found
            )
            self._at_hand = tuple(sorted(found, key=moment_of))
        return self._at_hand

    def is_saved(self, record: Record, year: int | None = None) -> bool:
        """Whether `record`, which was added or read, is on disk; `year` is that of its file."""
        year = year_of(record) if year is None else year
        partition = self._partitions.get(year)
        # A year is let go when all of it is on disk.
        return partition.holds_saved(record) if partition else year in self._years

    async def async_add(self, records: Iterable[Record]) -> bool:
        """Write `records` to the files of their years, each file once; whether all are on disk.

        What is there already is not added again. What cannot be written is kept in memory and
        tried again every minute.
        """
        arrived = tuple(records)
        self._arriving += arrived
        self._at_hand = None
        try:
            async with self.async_alone():
                for record in arrived:
                    self._partition(year_of(record)).add([record])
                return await self.async_write(sorted({*map(year_of, arrived)}))
        finally:
            for record in arrived:
                self._arriving.remove(record)

    @asynccontextmanager
    async def async_alone(self) -> AsyncIterator[None]:
        """Nobody else changes records; years that were opened meanwhile are let go."""
        async with self._lock:
            try:
                yield
            finally:
                self._at_hand = None
                self._let_go()

    async def async_partition(self, year: int) -> Partition:
        """The records of `year`, to be changed while `async_alone`.

        Raises HomeAssistantError when the file is there but cannot be opened.
        """
        await self._async_open(year)
        self._look_after()
        return self._partitions[year]

    async def async_write(self, years: Iterable[int]) -> bool:
        """Write these years while `async_alone`; whether they are on disk."""
        saved = [await self._async_write(year) for year in years]
        self._look_after()
        return all(saved)

    async def async_go_on_without(self) -> bool:
        """Keep what cannot be read out of the way, and go on without it; whether all of it is.

        Nothing is deleted, and files that cannot be opened are left alone.
        """
        async with self.async_alone():
            for year in self._faulty.copy():
                try:
                    partition = await self.async_partition(year)
                    await partition.async_part()
                except (HomeAssistantError, OSError) as error:
                    LOGGER.error("What cannot be read of %s stays where it is: %s", year, error)
                    continue
                self._faulty.remove(year)
                await self._async_write(year)
            try:
                await self.hass.async_add_executor_job(give_up, self._folder)
            except OSError as error:
                LOGGER.error("Files that were set aside cannot be renamed: %s", error)
            else:
                self._set_aside.clear()
            self._look_after()
        return not (self._faulty or self._set_aside)

    async def async_read(self, year: int) -> tuple[Record, ...]:
        """The records of any year, in no order; one that is not at hand is let go at once.

        Raises HomeAssistantError when the file is there but cannot be opened.
        """
        partition = self._partitions.get(year)
        if partition is None or not partition.is_open:
            partition = Partition(self.hass, self._entry_id, year)
            await self._async_open_as(year, partition)
            self._look_after()
        return partition.records

    async def async_save_running(self, memory: Callable[[], dict[str, Any]]) -> None:
        """Write the running state; of many requests during one write only the last counts.

        Returns when that is done, whoever has done it.
        """
        self._unsaved = memory
        async with self._running_lock:
            if (latest := self._unsaved) is not None:
                self._unsaved = None
                await self._running.async_save(latest())

    async def async_close(self) -> None:
        """Try once more to write what is not on disk."""
        self._is_closing = True
        if self._retry:
            self._retry()
            self._retry = None
        async with self._lock:
            await self._async_write_all()

    async def async_remove(self) -> None:
        """Delete everything that was kept of this person, also what was set aside."""
        await self._running.async_remove()
        await self.hass.async_add_executor_job(_delete, self._folder)

    @property
    def _folder(self) -> Path:
        return Path(self._running.path).parent

    def _partition(self, year: int) -> Partition:
        if year not in self._partitions:
            self._partitions[year] = Partition(self.hass, self._entry_id, year)
        return self._partitions[year]

    async def _async_open(self, year: int) -> None:
        partition = self._partition(year)
        if not partition.is_open:
            await self._async_open_as(year, partition)

    async def _async_open_as(self, year: int, partition: Partition) -> None:
        try:
            existed = await partition.async_open()
        except HomeAssistantError as error:
            if year not in self._closed:
                self._closed.add(year)
                self._years.add(year)
                LOGGER.error("The records of %s cannot be opened: %s", year, error)
            raise
        if self._partitions.get(year, partition) is partition:
            self._closed.discard(year)
        if existed:
            self._years.add(year)
        if partition.is_damaged:
            self._set_aside.add(year)
        if partition.unreadable and year not in self._faulty:
            self._faulty.add(year)
            LOGGER.warning(
                "%s records of %s cannot be read; they stay in the file", partition.unreadable, year
            )

    async def _async_write_all(self) -> None:
        await self.async_write(
            [year for year, partition in self._partitions.items() if not partition.is_saved]
        )
        self._let_go()

    async def _async_write(self, year: int) -> bool:
        self._years.add(year)
        try:
            await self._async_open(year)
            return await self._partitions[year].async_write()
        except HomeAssistantError:
            return False

    def _let_go(self) -> None:
        self._partitions = {
            year: partition
            for year, partition in self._partitions.items()
            if year >= self._first or not partition.is_saved
        }

    @callback
    def _look_after(self) -> None:
        """Say what is wrong, and come back to what could not be written."""
        problems = {each for each in (UNREADABLE, CLOSED) if self.years_with(each)}
        is_saved = all(partition.is_saved for partition in self._partitions.values())
        # While Home Assistant stops, everything is written in the end.
        if not is_saved and self.hass.state is not CoreState.stopping:
            problems.add(NOT_SAVED)
            if self._retry is None and not self._is_closing:
                self._retry = async_call_later(self.hass, RETRY_AFTER, self._async_try_again)
        self._tell(frozenset(problems))

    @callback
    def _tell(self, problems: frozenset[str]) -> None:
        told = (problems, *self.unreadable_years)
        if told != self._told:
            self.problems, self._told = problems, told
            self._changed()

    async def _async_try_again(self, _now: datetime) -> None:
        self._retry = None
        async with self._lock:
            await self._async_write_all()


def _delete(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
