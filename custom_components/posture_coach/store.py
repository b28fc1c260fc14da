"""What survives a restart: the running state, and the records of each year.

Home Assistant's `Store` logs a failed write and drops it, and takes a file that it cannot read
for one that was never there. Both would lose years of somebody's history without a word, so
writes are checked, kept until they succeed, and an unreadable file is told from a missing one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, override

from homeassistant.core import CALLBACK_TYPE, CoreState, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError

from .const import DOMAIN, LOGGER
from .engine.plain import from_plain, to_plain
from .engine.records import BreakRecord

VERSION = 1
RETRY_AFTER = timedelta(minutes=1)

NOT_SAVED = "records_not_saved"
UNREADABLE = "records_unreadable"


class CheckedStore(Store[dict[str, Any]]):
    """A store that knows whether its last write reached the disk."""

    is_saved = True

    @override
    async def _async_write_data(self, data: dict[str, Any]) -> None:
        self.is_saved = False
        try:
            await super()._async_write_data(data)
        except OSError as error:
            raise WriteError(error) from error
        self.is_saved = True

    async def async_load_checked(self) -> tuple[dict[str, Any] | None, bool]:
        """What was saved, and whether there was a file that could not be read.

        Raises HomeAssistantError when the file cannot be opened, or is of a newer version.
        """
        existed = await self.hass.async_add_executor_job(Path(self.path).exists)
        loaded = await self.async_load()
        return loaded, existed and loaded is None


class CoachStore:
    """The files of one person: one for the running state, one for the records of each year."""

    def __init__(self, hass: HomeAssistant, entry_id: str, changed: CALLBACK_TYPE) -> None:
        """Call `changed` when `problems` does."""
        self.hass = hass
        self.problems: frozenset[str] = frozenset()
        self._entry_id = entry_id
        self._changed = changed
        self._running = CheckedStore(hass, VERSION, f"{DOMAIN}/{entry_id}/running")
        self._years: dict[int, CheckedStore] = {}
        self._records: dict[int, dict[str, Any]] = {}
        """The plain records by year and kind, as they stand in the files."""
        self._retry: CALLBACK_TYPE | None = None
        self._is_saving = False
        self._unsaved: Callable[[], dict[str, Any]] | None = None

    async def async_load(self) -> Mapping[str, Any] | None:
        """Read this year's records and return the running state.

        Raises HomeAssistantError when the files are there but cannot be opened.
        """
        await self._async_open(dt_util.now().year)
        running, _ = await self._running.async_load_checked()
        return running

    def breaks_of_day(self, now: datetime) -> list[BreakRecord]:
        """The breaks that ended on the local day of `now`, as far as they can be read."""
        day = dt_util.as_local(now).date()
        kept = self._records.get(day.year, {}).get("breaks", [])
        found = []
        for plain in reversed(kept):
            try:
                record = from_plain(BreakRecord, plain)
            except (TypeError, ValueError) as error:
                LOGGER.warning("A break that was recorded cannot be read: %s", error)
                continue
            if dt_util.as_local(record.ended_at).date() < day:
                break
            found.append(record)
        return found

    async def async_add_break(self, record: BreakRecord) -> None:
        """Write `record` to disk; kept in memory and tried again while that fails."""
        year = dt_util.as_local(record.ended_at).year
        await self._async_open(year)
        self._records[year].setdefault("breaks", []).append(to_plain(record))
        await self._async_write(year)

    async def async_save_running(self, memory: Callable[[], dict[str, Any]]) -> None:
        """Write the running state; of many requests during one write only the last counts."""
        self._unsaved = memory
        if self._is_saving:
            return
        self._is_saving = True
        try:
            while (latest := self._unsaved) is not None:
                self._unsaved = None
                await self._running.async_save(latest())
        finally:
            self._is_saving = False

    async def async_close(self) -> None:
        """Try once more to write what is not on disk."""
        if self._retry:
            self._retry()
            self._retry = None
        for year, store in self._years.items():
            if not store.is_saved:
                await self._async_write(year, is_last=True)

    async def async_remove(self) -> None:
        """Delete the files of this person."""
        folder = Path(self._running.path).parent
        years = await self.hass.async_add_executor_job(_years_in, folder)
        for year in years:
            self._years.setdefault(year, self._store(year))
        for store in (self._running, *self._years.values()):
            await store.async_remove()

    def _store(self, year: int) -> CheckedStore:
        key = f"{DOMAIN}/{self._entry_id}/{year}"
        return CheckedStore(self.hass, VERSION, key, atomic_writes=True)

    async def _async_open(self, year: int) -> None:
        if year in self._records:
            return
        store = self._years.setdefault(year, self._store(year))
        loaded, is_unreadable = await store.async_load_checked()
        self._records.setdefault(year, loaded or {})
        if is_unreadable:
            self._tell(self.problems | {UNREADABLE})

    async def _async_write(self, year: int, *, is_last: bool = False) -> None:
        store = self._years[year]
        await store.async_save(self._records[year])
        if store.is_saved or self.hass.state is CoreState.stopping:
            if all(each.is_saved for each in self._years.values()):
                self._tell(self.problems - {NOT_SAVED})
            return
        self._tell(self.problems | {NOT_SAVED})
        if self._retry is None and not is_last:
            self._retry = async_call_later(self.hass, RETRY_AFTER, self._async_try_again)

    async def _async_try_again(self, _now: datetime) -> None:
        self._retry = None
        for year, store in self._years.items():
            if not store.is_saved:
                await self._async_write(year)

    @callback
    def _tell(self, problems: frozenset[str]) -> None:
        if problems != self.problems:
            self.problems = problems
            self._changed()


def _years_in(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    return [int(each.name) for each in folder.iterdir() if each.name.isdecimal()]
