"""What is on record of routines, tests and check-ins, and the figures that follow from it.

Figures are derived, never kept: what is deleted or imported counts at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from .records import (
    BalanceRecord,
    CheckInRecord,
    DayOffRecord,
    MeasurementRecord,
    Record,
    SessionOutcome,
    SessionRecord,
    TestPhase,
)

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDone:
    """The routines of one local day."""

    exercises: frozenset[str] = frozenset()
    """Done far enough to count."""
    routines: int = 0
    """Completed at once, or move by move over the day."""
    last_at: datetime | None = None
    """When the last of them was completed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The records at hand, oldest first; those of breaks are counted elsewhere."""

    sessions: tuple[SessionRecord, ...] = ()
    tests: tuple[BalanceRecord, ...] = ()
    measurements: tuple[MeasurementRecord, ...] = ()
    check_ins: tuple[CheckInRecord, ...] = ()
    days_off: frozenset[date] = frozenset()
    days: Mapping[date, DayDone] = field(default_factory=dict)
    """Local days with routines."""
    since: date | None = None
    """The first day at hand; None when there is nothing before it."""
    is_complete: bool = True
    """Whether all records could be read."""

    def with_record(self, record: Record, time_zone: tzinfo) -> History:
        """The history with one more record, usually the latest."""
        match record:
            case SessionRecord():
                sessions = _in_order(self.sessions, record, lambda each: each.ended_at)
                day = record.ended_at.astimezone(time_zone).date()
                done = _day_done(
                    each for each in sessions if each.ended_at.astimezone(time_zone).date() == day
                )
                return replace(self, sessions=sessions, days={**self.days, day: done})
            case BalanceRecord():
                return replace(self, tests=_in_order(self.tests, record, lambda each: each.at))
            case MeasurementRecord():
                kept = _in_order(self.measurements, record, lambda each: each.at)
                return replace(self, measurements=kept)
            case CheckInRecord():
                kept_check_ins = _in_order(self.check_ins, record, lambda each: each.at)
                return replace(self, check_ins=kept_check_ins)
            case DayOffRecord():
                return replace(self, days_off=self.days_off | {record.day})
            case _:
                return self

    def done_on(self, day: date) -> DayDone:
        """The routines of a local day."""
        return self.days.get(day, DayDone())

    def done_in_week_of(self, day: date) -> int:
        """Routines since the Monday before `day`, that day included."""
        monday = day - day.weekday() * DAY
        return sum(done.routines for each, done in self.days.items() if monday <= each <= day)

    def streak(self, today: date, *, is_asked_today: bool) -> tuple[int, date]:
        """Scheduled days in a row with a routine, and the day that ended it.

        Days off neither count nor end it, and today does not end it before it is over.
        """
        # A routine on a day off is welcome, but the day was not asked for.
        is_asked = is_asked_today and today not in self.days_off
        count = int(is_asked and self.done_on(today).routines > 0)
        day = today - DAY
        while (is_off := day in self.days_off) or self.done_on(day).routines:
            count += not is_off
            day -= DAY
        return count, day

    def test_before(self, record: BalanceRecord) -> BalanceRecord | None:
        """The test before the session that `record` was the test after; None without one."""
        if record.phase is not TestPhase.AFTER or record.session_started_at is None:
            return None
        of_session = (
            each
            for each in reversed(self.tests)
            if each.phase is TestPhase.BEFORE
            and each.session_started_at == record.session_started_at
        )
        return next(of_session, None)


def history_of(
    records: Iterable[Record],
    time_zone: tzinfo,
    since: date | None = None,
    *,
    is_complete: bool = True,
) -> History:
    """The history that these records make up, in whichever order they come."""
    kept = tuple(records)
    sessions = sorted(_of(kept, SessionRecord), key=lambda each: each.ended_at)
    by_day: dict[date, list[SessionRecord]] = {}
    for each in sessions:
        by_day.setdefault(each.ended_at.astimezone(time_zone).date(), []).append(each)
    return History(
        sessions=tuple(sessions),
        tests=tuple(sorted(_of(kept, BalanceRecord), key=lambda each: each.at)),
        measurements=tuple(sorted(_of(kept, MeasurementRecord), key=lambda each: each.at)),
        check_ins=tuple(sorted(_of(kept, CheckInRecord), key=lambda each: each.at)),
        days_off=frozenset(each.day for each in _of(kept, DayOffRecord)),
        days={day: _day_done(its) for day, its in by_day.items()},
        since=since,
        is_complete=is_complete,
    )


def _of[T](records: tuple[Record, ...], kind: type[T]) -> list[T]:
    return [each for each in records if isinstance(each, kind)]


def _in_order[T](kept: tuple[T, ...], record: T, instant: Callable[[T], datetime]) -> tuple[T, ...]:
    if kept and instant(record) < instant(kept[-1]):
        return tuple(sorted((*kept, record), key=instant))
    return (*kept, record)


def _day_done(sessions: Iterable[SessionRecord]) -> DayDone:
    """What the sessions of a day, in order, add up to."""
    done: set[str] = set()
    ticked: dict[str, set[str]] = {}
    completed, pieced, last_at = 0, 0, None
    for each in sessions:
        counted = {move.exercise for move in each.moves if move.is_done}
        done |= counted
        if each.outcome is SessionOutcome.COMPLETED:
            completed, last_at = completed + 1, each.ended_at
            continue
        so_far = ticked.setdefault(each.routine, set())
        so_far |= counted
        if counted and not pieced and so_far >= {move.exercise for move in each.moves}:
            pieced, last_at = 1, each.ended_at
    return DayDone(exercises=frozenset(done), routines=max(completed, pieced), last_at=last_at)
