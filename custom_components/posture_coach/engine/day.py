"""The figures of one local day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .model import BreakOutcome
from .records import BreakRecord

MINUTE = timedelta(minutes=1)


def local_day(at: datetime, time_zone: tzinfo) -> date:
    """The local calendar day of an instant."""
    return at.astimezone(time_zone).date()


def day_after(day: date, time_zone: tzinfo) -> datetime:
    """The instant at which the local day after `day` begins, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, time_zone).astimezone(UTC)


def whole_minutes(duration: timedelta) -> timedelta:
    """`duration` without its seconds; never below zero."""
    return max(duration - duration % MINUTE, timedelta(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the clocks showed when the day began, and what happened since."""

    date: date
    sitting_from: timedelta = timedelta(0)
    """Sitting ever counted when the day began."""
    standing_from: timedelta = timedelta(0)
    longest: timedelta = timedelta(0)
    """The longest spell of sitting that has ended."""
    unseen: int = 0
    """How often the seat said on with nobody there."""
    breaks: Mapping[BreakOutcome, int] = field(default_factory=dict)
    is_whole: bool = True
    """Whether all breaks of the day could be read."""

    def with_records(self, records: Iterable[BreakRecord], time_zone: tzinfo) -> Day:
        """The day with those more breaks that ended on it."""
        counts = Counter(self.breaks)
        counts.update(
            each.outcome for each in records if local_day(each.ended_at, time_zone) == self.date
        )
        return replace(self, breaks=dict(counts))
