"""Recordings of real sitting: where they are, and what they say.

A recording is a folder with an `events.csv` (`time,source,value`; a row is a change, its value
holds until the next row of the same source) and a `README.md` that names the time zone. One ships
with the project; the others carry a licence that keeps them out of it, so they are read from a
folder beside the project and are missing on most machines.
"""

import csv
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
import re

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "scripts" / "demo_house" / "recordings"
BESIDE = ROOT.parent / "shared" / "data" / "traces"

CHAIR_WEEK = "lkdjiin_chair_week"
POSTURE_RECORDINGS = (
    "activpal_app_7_1",
    "activpal_app_7_2",
    "activpal_pal_test1_ex",
    "activpal_pal_test2_ex",
    "activpal_pal_test_events",
)

WAKING = (time(7), time(22))

_SITTING = frozenset({"sitting", "sitting_transport", "on"})
_OFFSET = re.compile(r"UTC([+-]\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open stretch of time, `began_at` included."""

    began_at: datetime
    ended_at: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.ended_at - self.began_at


@dataclass(frozen=True, slots=True)
class Recording:
    """Who sat when, undamaged."""

    name: str
    span: Interval
    sitting: tuple[Interval, ...]
    zone: timezone

    def is_scored(self, moment: datetime) -> bool:
        """Whether the moment lies in the waking hours, 07:00 to 22:00 where the person was."""
        begins, ends = WAKING
        return begins <= moment.astimezone(self.zone).time() < ends


def find_recording(name: str) -> Path | None:
    """Folder of the recording, or None on a machine that does not have it."""
    for home in (SHIPPED, BESIDE):
        if (home / name / "events.csv").is_file():
            return home / name
    return None


def read_recording(folder: Path) -> Recording:
    """Read a recording; ValueError when its README names no time zone."""
    offset = _OFFSET.search((folder / "README.md").read_text(encoding="utf-8"))
    if offset is None:
        msg = f"{folder.name}: the README names no offset from UTC"
        raise ValueError(msg)
    with (folder / "events.csv").open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines)
        rows = [(datetime.fromisoformat(row["time"]), row["value"]) for row in read]
    return Recording(
        name=folder.name,
        span=Interval(rows[0][0], rows[-1][0]),
        sitting=tuple(_sitting_intervals(rows)),
        zone=timezone(timedelta(hours=int(offset[1]))),
    )


def _sitting_intervals(rows: list[tuple[datetime, str]]) -> list[Interval]:
    intervals: list[Interval] = []
    began_at: datetime | None = None
    for at, value in rows:
        if value in _SITTING:
            began_at = began_at or at
        elif began_at is not None:
            intervals.append(Interval(began_at, at))
            began_at = None
    if began_at is not None:
        intervals.append(Interval(began_at, rows[-1][0]))
    return [interval for interval in intervals if interval.length]
