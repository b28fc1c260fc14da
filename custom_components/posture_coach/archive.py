"""All records of a person, whatever their age: looked through, deleted, exported and imported.

Older years are read when they are needed and let go, so that years of history cost nothing while
nobody asks for them.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
import re
from typing import Any, Self

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
from homeassistant.util.json import json_loads_object

from .const import DOMAIN, LOGGER
from .engine.balance import answers, evenness
from .engine.errors import CoachError
from .engine.limits import EARLIEST
from .engine.plain import from_plain, to_plain
from .engine.records import KINDS, BalanceRecord, Record, kind_of
from .formats import HEADS, SEPARATORS, TAILS, as_text, parsed, record_id
from .partition import Partition, moment_of, year_of
from .store import CoachStore

DAY = timedelta(days=1)
LATEST = datetime(9000, 1, 1, tzinfo=UTC)
MOST_AT_ONCE = 500
USUAL_LIMIT = 50

type Changed = Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a record stands among all others."""

    year: int
    """Of its file: one that was added in another time zone may be in the year next to its own."""
    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records are meant."""

    kinds: frozenset[str]
    start: datetime | None
    end: datetime | None
    """The first instant that is not."""

    @classmethod
    def of(
        cls,
        kinds: Iterable[str] | None = None,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> Self:
        """Those of `kinds`, all when None, from `start` to before `end`; a date is a whole day.

        Raises CoachError: kind_unknown, range_reversed.
        """
        wanted = frozenset(KINDS if kinds is None else kinds)
        if unknown := sorted(wanted - KINDS.keys()):
            raise CoachError("kind_unknown", field="kind", kind=unknown[0])
        begins = _instant(start, timedelta()) if start is not None else None
        # An end that is a day includes it.
        is_day = not isinstance(end, datetime)
        ends = _instant(end, is_day * DAY) if end is not None else None
        if begins and ends and (ends < begins or (is_day and ends == begins)):
            raise CoachError("range_reversed", field="end")
        return cls(wanted, begins, ends)

    def has(self, record: Record) -> bool:
        """Whether `record` is meant."""
        at = moment_of(record)
        return (
            kind_of(record) in self.kinds
            and (self.start is None or self.start <= at)
            and (self.end is None or at < self.end)
        )

    def may_be_in(self, year: int) -> bool:
        """Whether the file of `year` can hold one; a day more, as time zones change."""
        return (self.start is None or (self.start - DAY).year <= year) and (
            self.end is None or year <= (self.end + DAY).year
        )


class Archive:
    """The records of a person on disk."""

    def __init__(self, store: CoachStore, changed: Changed) -> None:
        """Call `changed` after records were deleted or imported, or given up."""
        self.hass = store.hass
        self._store = store
        self._changed = changed

    def unreadable(self, choice: Choice) -> list[int]:
        """The years that `choice` may mean and of which something is known to be unreadable."""
        return [year for year in self._store.unreadable_years if choice.may_be_in(year)]

    async def async_get(
        self,
        kinds: Iterable[str] | None = None,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
        *,
        limit: int = USUAL_LIMIT,
        cursor: str | None = None,
    ) -> dict[str, Any]:
        """At most `limit` (1 to 500) records, newest first, and a cursor to those that follow.

        Records that are added meanwhile neither repeat nor hide others. Raises CoachError:
        kind_unknown, range_reversed, cursor_unknown.
        """
        choice = Choice.of(kinds, start, end)
        after = _position(cursor) if cursor is not None else None
        most = max(1, min(limit, MOST_AT_ONCE))
        found: list[tuple[Position, Record]] = []
        for year in reversed(self._store.years):
            if not choice.may_be_in(year) or (after and year > after.year):
                continue
            placed = await self._async_placed(year, choice)
            found += [each for each in reversed(placed) if after is None or each[0] < after]
            if len(found) > most:
                break
        page = found[:most]
        return {
            "records": [self._shown(*each) for each in page],
            "cursor": _cursor(page[-1][0]) if len(found) > most else None,
            "unreadable": self.unreadable(choice),
        }

    async def async_delete(self, record_id: str) -> bool:
        """Delete the record with this id; False when that is not on disk yet.

        Raises CoachError: record_unknown.
        """
        async with self._store.async_alone():
            year, record = await self._async_find(record_id)
            (await self._store.async_partition(year)).discard(record)
            is_saved = await self._store.async_write([year])
        await self._async_tell()
        return is_saved

    async def async_export(
        self,
        fmt: str,
        kinds: Iterable[str] | None = None,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> str:
        """All records as one text. Raises CoachError: kind_unknown, range_reversed."""
        return "".join([part async for part in self.async_stream(fmt, kinds, start, end)])

    def async_stream(
        self,
        fmt: str,
        kinds: Iterable[str] | None = None,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> AsyncIterator[str]:
        """The same in parts: year by year, oldest first. Raises before the first part."""
        return self._async_parts(fmt, Choice.of(kinds, start, end))

    async def _async_parts(self, fmt: str, choice: Choice) -> AsyncIterator[str]:
        yield HEADS[fmt]
        separator = ""
        for year in self._store.years:
            if not choice.may_be_in(year):
                continue
            records = [record for _, record in await self._async_placed(year, choice)]
            if text := await self.hass.async_add_executor_job(as_text, records, fmt):
                yield separator + text
                separator = SEPARATORS[fmt]
        yield TAILS[fmt]

    async def async_all(self) -> AsyncIterator[tuple[Record, ...]]:
        """The records of each year that can be opened, oldest year first."""
        for year in self._store.years:
            yield await self._async_records(year)

    async def async_import(self, content: str, fmt: str) -> tuple[int, bool]:
        """Add all records of a text, or none; how many they were, and whether all are on disk.

        A year is written at once, so that a kill leaves whole years. Raises CoachError:
        import_too_large, import_unreadable, import_unknown_field, import_overlaps, or what is
        wrong with a record; HomeAssistantError when a file is there but cannot be opened.
        """
        now = dt_util.utcnow()
        today = dt_util.as_local(now).date()
        try:
            records = await self.hass.async_add_executor_job(parsed, content, fmt, now, today)
        except CoachError as refusal:
            LOGGER.info("An import was refused: %s %s", refusal.key, refusal.placeholders)
            raise
        years: dict[int, list[Record]] = {}
        for record in records:
            years.setdefault(year_of(record), []).append(record)
        async with self._store.async_alone():
            partitions = {year: await self._async_partition(year) for year in sorted(years)}
            known = {each for partition in partitions.values() for each in partition.records}
            if overlaps := len(records) - len(set(records) - known):
                raise CoachError("import_overlaps", field="content", count=str(overlaps))
            for year, partition in partitions.items():
                partition.add(years[year])
            is_saved = await self._store.async_write(partitions)
        if records:
            await self._async_tell()
        return len(records), is_saved

    async def async_go_on_without(self) -> bool:
        """Go on without what cannot be read, which is kept; False when some of it is in the way."""
        is_done = await self._store.async_go_on_without()
        await self._async_tell()
        return is_done

    async def _async_partition(self, year: int) -> Partition:
        try:
            return await self._store.async_partition(year)
        except HomeAssistantError as error:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="records_not_opened"
            ) from error

    async def _async_find(self, record_id: str) -> tuple[int, Record]:
        if re.fullmatch(r"\d{4}-[0-9a-f]{12}", record_id):
            year = int(record_id[:4])
            # An id has the year in UTC, a file the local one when the record was added.
            for each in {year, year - 1, year + 1}.intersection(self._store.years):
                for position, record in await self._async_placed(each, Choice.of()):
                    if position.id == record_id:
                        return each, record
        raise CoachError("record_unknown", field="record_id")

    async def _async_tell(self) -> None:
        if (awaited := self._changed()) is not None:
            await awaited

    async def _async_records(self, year: int) -> tuple[Record, ...]:
        try:
            return await self._store.async_read(year)
        except HomeAssistantError:
            # The store has told; what is left of the others can be read.
            LOGGER.debug("The records of %s are left out", year)
            return ()

    async def _async_placed(self, year: int, choice: Choice) -> list[tuple[Position, Record]]:
        """The chosen records of a year in their order."""
        records = await self._async_records(year)

        def place() -> list[tuple[Position, Record]]:
            return sorted(
                (
                    (
                        Position(year, moment_of(each), record_id(kind_of(each), to_plain(each))),
                        each,
                    )
                    for each in records
                    if choice.has(each)
                ),
                key=lambda placed: placed[0],
            )

        return await self.hass.async_add_executor_job(place)

    def _shown(self, position: Position, record: Record) -> dict[str, Any]:
        derived = {}
        # A test that somebody has written into the file by hand may have no answers.
        if isinstance(record, BalanceRecord) and answers(record):
            derived["evenness"] = evenness(record)
        return {
            "id": position.id,
            "kind": kind_of(record),
            "saved": self._store.is_saved(record, position.year),
            **to_plain(record),
            **derived,
        }


def _instant(at: date | datetime, whole_day: timedelta) -> datetime:
    """An instant that can be reckoned with, which those at the end of the calendar cannot."""
    if at.year < EARLIEST.year:
        return EARLIEST
    if at.year > LATEST.year:
        return LATEST
    if isinstance(at, datetime):
        return dt_util.as_utc(at)
    return dt_util.start_of_local_day(at + whole_day)


def _cursor(position: Position) -> str:
    return urlsafe_b64encode(json_bytes(to_plain(position))).decode()


def _position(cursor: str) -> Position:
    try:
        return from_plain(Position, json_loads_object(urlsafe_b64decode(cursor.encode())))
    except (TypeError, ValueError) as error:
        raise CoachError("cursor_unknown", field="cursor") from error
