"""The records of one person and one local year: one file, and what is in it.

Home Assistant's `Store` logs a failed write and drops it, and takes a file that it cannot read
for one that was never there. Both would lose years of somebody's history without a word, so
writes are checked, kept until they succeed, and an unreadable file is told from a missing one.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
import tempfile
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import save_json
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError

from .const import DOMAIN
from .engine.plain import from_plain, to_plain
from .engine.records import KINDS, DayOffRecord, Record, ended_at, kind_of

VERSION = 1

CORRUPT = ".corrupt."
"""After the year, in the name of a file that was set aside; as Home Assistant has it."""
LOST = ".lost."
"""In the name of one that is kept, but that nobody waits for any more."""

PLURALS = {
    "break": "breaks",
    "session": "sessions",
    "balance_test": "balance_tests",
    "measurement": "measurements",
    "check_in": "check_ins",
    "day_off": "days_off",
}
"""What the kinds of records are called in the files."""


def moment_of(record: Record) -> datetime:
    """When `record` was complete; the first moment of a local day for what lasts one."""
    if isinstance(record, DayOffRecord):
        return dt_util.start_of_local_day(record.day)
    return record.ended_at if hasattr(record, "ended_at") else record.at


def year_of(record: Record) -> int:
    """The local year that `record` belongs to."""
    at = ended_at(record)
    return dt_util.as_local(at).year if isinstance(at, datetime) else at.year


class CheckedStore(Store[dict[str, Any]]):
    """A store that knows whether what it was last given has reached the disk.

    With `atomic_writes` that is the disk itself and not a cache of it: the file and its folder
    are synced (fsync) before a write counts as done.
    """

    is_saved = True

    @override
    async def async_save(self, data: dict[str, Any]) -> None:
        # Not only when it is written: while Home Assistant stops, that comes last of all.
        self.is_saved = False
        await super().async_save(data)

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

        Such a file is set aside. Raises HomeAssistantError when it cannot be opened, or is of a
        newer version.
        """
        existed = await self.hass.async_add_executor_job(Path(self.path).exists)
        try:
            loaded = await self.async_load()
        except OSError as error:
            raise HomeAssistantError(f"Error while loading {self.path}: {error}") from error
        except AttributeError, KeyError, TypeError, ValueError:
            # It is JSON, but not what a store writes.
            loaded = None
        if isinstance(loaded, dict):
            return loaded, False
        if existed:
            await self.async_set_aside()
        return None, existed

    async def async_set_aside(self) -> None:
        """Rename the file as Home Assistant does with one that is no JSON, if it has not."""

        def rename() -> None:
            path = Path(self.path)
            if path.exists():
                path.rename(f"{path}{CORRUPT}{dt_util.utcnow().isoformat()}")

        try:
            await self.hass.async_add_executor_job(rename)
        except OSError as error:
            raise HomeAssistantError(f"{self.path} cannot be set aside: {error}") from error


class Partition:
    """One year: what is in the file, and what has yet to get there."""

    def __init__(self, hass: HomeAssistant, entry_id: str, year: int) -> None:
        """Nothing is read before `async_open`."""
        self.hass = hass
        self.is_open = False
        self.is_damaged = False
        """The file could not be read and was set aside when it was opened."""
        self._unreadable: dict[str, list[Any]] = {}
        """Entries that no version of ours can have written; they stay as they are."""
        key = f"{DOMAIN}/{entry_id}/{year}"
        self._store = CheckedStore(hass, VERSION, key, private=True, atomic_writes=True)
        self._plain: dict[str, list[Any]] = {}
        """The entries as they stand in the file, by the plural of their kind."""
        self._records: dict[Record, None] = {}
        """What can be read of them, in order; what waits to be added as long as it is not open."""
        self._unsaved: set[Record] = set()
        self._is_changed = False

    @property
    def is_saved(self) -> bool:
        """Whether nothing is left to write."""
        return self._store.is_saved and not self._is_changed

    @property
    def unreadable(self) -> int:
        """How many entries cannot be read."""
        return sum(map(len, self._unreadable.values()))

    @property
    def records(self) -> tuple[Record, ...]:
        """What can be read, in the order of the file."""
        return tuple(self._records)

    async def async_open(self) -> bool:
        """Read the file, and say whether there is one, even if it had to be set aside.

        Raises HomeAssistantError when it cannot be opened; what was added is kept until it can.
        """
        if self.is_open:
            return True
        loaded, self.is_damaged = await self._store.async_load_checked()
        plain: dict[str, list[Any]] = loaded or {}
        try:
            records, self._unreadable = await self.hass.async_add_executor_job(_read, plain)
        except TypeError:
            await self._store.async_set_aside()
            plain, records, self.is_damaged = {}, [], True
        added, self._records = self._records, dict.fromkeys(records)
        self._plain, self._unsaved, self._is_changed = plain, set(), False
        self.is_open = True
        self.add(added)
        return loaded is not None or self.is_damaged

    def add(self, records: Iterable[Record]) -> None:
        """Append what is not there yet; `async_write` brings it to disk."""
        for record in records:
            if record in self._records:
                continue
            self._plain.setdefault(PLURALS[kind_of(record)], []).append(to_plain(record))
            self._records[record] = None
            self._unsaved.add(record)
            self._is_changed = True

    def discard(self, record: Record) -> None:
        """Take out `record`, however often it is there."""
        plain, plural = to_plain(record), PLURALS[kind_of(record)]
        self._plain[plural] = [each for each in self._plain[plural] if each != plain]
        del self._records[record]
        self._unsaved.discard(record)
        self._is_changed = True

    async def async_part(self) -> None:
        """Move entries that cannot be read to a file of their own; `async_write` does the rest.

        Raises HomeAssistantError or OSError when that file cannot be written, and keeps them.
        """
        if not self._unreadable:
            return
        name = f"{self._store.path}{LOST}{dt_util.utcnow().isoformat()}"
        await self.hass.async_add_executor_job(_save_beside, Path(name), self._unreadable)
        for plural, lost in self._unreadable.items():
            # An entry may equal one that can be read: True is 1.
            ids = {*map(id, lost)}
            self._plain[plural] = [each for each in self._plain[plural] if id(each) not in ids]
        self._unreadable, self._is_changed = {}, True

    def holds_saved(self, record: Record) -> bool:
        """Whether `record` is on disk."""
        return self.is_open and record in self._records and record not in self._unsaved

    async def async_write(self) -> bool:
        """Write the whole year if it has changed; whether it is on disk.

        Raises HomeAssistantError when there is a file that cannot be opened: it may hold more
        than we know, and must not be overwritten.
        """
        await self.async_open()
        if not self.is_saved:
            await self._store.async_save(self._plain)
            if self._store.is_saved:
                self._unsaved, self._is_changed = set(), False
        return self.is_saved


def listed(folder: Path) -> tuple[set[int], set[int]]:
    """The years with a file, whatever its state, and those with one that was set aside."""
    if not folder.is_dir():
        return set(), set()
    names = {each.name for each in folder.iterdir()}
    for name in names:
        # Left behind by a write that was cut off.
        if name.startswith(tempfile.gettempprefix()):
            with suppress(OSError):
                (folder / name).unlink()
    set_aside = {name.partition(CORRUPT)[0] for name in names if CORRUPT in name}
    return _numbers(names | set_aside), _numbers(set_aside)


def give_up(folder: Path) -> None:
    """Rename what was set aside, so that nobody waits for it any more. Raises OSError."""
    for path in [*folder.glob(f"*{CORRUPT}*")]:
        year, _, at = path.name.partition(CORRUPT)
        if _numbers({year}):
            path.rename(_unused(folder / f"{year}{LOST}{at}"))


def _numbers(names: set[str]) -> set[int]:
    return {int(name) for name in names if name.isdecimal()}


def _save_beside(path: Path, entries: dict[str, list[Any]]) -> None:
    save_json(str(_unused(path)), entries, private=True, atomic_writes=True)


def _unused(path: Path) -> Path:
    """`path`, or one like it that nothing is lost by writing to."""
    while path.exists():
        path = path.with_name(f"{path.name}-")
    return path


def _read(plain: dict[str, Any]) -> tuple[list[Record], dict[str, list[Any]]]:
    """The records in `plain`, and the entries that are none; the others get their usual form.

    Raises TypeError if `plain` has not the form of a file of ours.
    """
    records: list[Record] = []
    unreadable: dict[str, list[Any]] = {}
    for name, kind in KINDS.items():
        entries = plain.get(PLURALS[name], [])
        if not isinstance(entries, list):
            raise TypeError(entries)
        for number, entry in enumerate(entries):
            try:
                record = from_plain(kind, entry)
            except TypeError, ValueError:
                unreadable.setdefault(PLURALS[name], []).append(entry)
                continue
            # Equal records are found by equal entries.
            entries[number] = to_plain(record)
            records.append(record)
    return records, unreadable
