"""The recorded week: reading it, and finding a stretch that suits."""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

CHAIR_WEEK = Path(__file__).parent / "recordings" / "lkdjiin_chair_week" / "events.csv"
LOCAL_TIME = timezone(timedelta(hours=2))
"""The recording's own time zone, see its README."""


@dataclass(frozen=True, slots=True)
class Change:
    """The moment at which the chair was taken or left."""

    at: datetime
    is_taken: bool


def read_recording(path: Path = CHAIR_WEEK) -> list[Change]:
    """Return the changes in the order of time; ValueError for a value other than on and off."""
    taken = {"on": True, "off": False}
    changes: list[Change] = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["value"] not in taken:
                raise ValueError(
                    f"{path.name}: {row['value']!r} at {row['time']} is neither on nor off"
                )
            changes.append(Change(datetime.fromisoformat(row["time"]), taken[row["value"]]))
    return sorted(changes, key=lambda change: change.at)


def find_sit(
    changes: list[Change], *, at_least: timedelta, at_most: timedelta, then_away: timedelta
) -> list[Change]:
    """Return the first sit of that length that is followed by such a time away, as [taken, left].

    Raises LookupError when the recording has none.
    """
    for (taken, left), (_, back) in pairwise(pairwise(changes)):
        if (
            taken.is_taken
            and at_least <= left.at - taken.at <= at_most
            and back.at - left.at >= then_away
        ):
            return [taken, left]
    raise LookupError(f"no sit of {at_least} to {at_most} with {then_away} away after it")
