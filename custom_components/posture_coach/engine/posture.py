"""From three-valued evidence to a posture.

Sensors drop out, and a sensor that says nothing must never be read as "off": evidence is
True, False or None. The table is product contract; everything else here feeds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .model import Posture, SourceKind

ABSENCE_OUTWEIGHS_SEAT_AFTER = timedelta(minutes=5)
"""Longer than the dropouts of a mmWave radar facing a still person (measured: under 2 min)."""
HEIGHT_REMEMBERED_FOR = timedelta(hours=1)


class Answer(StrEnum):
    """What one kind of source says."""

    ON = "on"
    OFF = "off"
    OFF_LONG = "off_long"
    NONE = "none"
    ABSENT = "absent"
    """No source of this kind is configured."""


class Verdict(StrEnum):
    """What a row of the table says; the last three need more than the row."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"
    AWAY_SINCE_UNSEEN = "away_since_unseen"
    AS_HEIGHT_BEFORE = "as_height_before"
    UNKNOWN_IF_SILENT = "unknown_if_silent"


ON = frozenset({Answer.ON})
OFF = frozenset({Answer.OFF, Answer.OFF_LONG})
OFF_BRIEFLY = frozenset({Answer.OFF})
OFF_LONG = frozenset({Answer.OFF_LONG})
NONE = frozenset({Answer.NONE, Answer.ABSENT})
ANY = frozenset(Answer)
NOT_ON = ANY - ON
NOT_OFF = ANY - OFF
SILENT = frozenset({Answer.NONE})
LOW = OFF | {Answer.ABSENT}

type Pattern = frozenset[Answer]

TABLE: tuple[tuple[Pattern, Pattern, Pattern, Pattern, Verdict], ...] = (
    # seat, presence, desk (on = standing height), computer; the first row that fits
    (ON, NOT_OFF, ANY, ANY, Verdict.SITTING),
    (ON, OFF_BRIEFLY, ANY, ANY, Verdict.SITTING),
    (ON, OFF_LONG, ANY, ON, Verdict.SITTING),
    (ON, OFF_LONG, ANY, NOT_ON, Verdict.AWAY_SINCE_UNSEEN),
    (OFF, ON, ANY, ANY, Verdict.STANDING),
    (OFF, NOT_ON, ANY, ON, Verdict.STANDING),
    (OFF, NOT_ON, ANY, NOT_ON, Verdict.AWAY),
    (NONE, ON, ON, ANY, Verdict.STANDING),
    (NONE, ON, LOW, ANY, Verdict.SITTING),
    (NONE, ON, SILENT, ANY, Verdict.AS_HEIGHT_BEFORE),
    (NONE, OFF, ON, ON, Verdict.STANDING),
    (NONE, OFF, ANY, ON, Verdict.SITTING),
    (NONE, OFF, ANY, NOT_ON, Verdict.AWAY),
    (NONE, NONE, ON, ON, Verdict.STANDING),
    (NONE, NONE, ANY, ON, Verdict.SITTING),
    (NONE, NONE, ANY, NOT_ON, Verdict.UNKNOWN_IF_SILENT),
)

_PLAIN = {
    Verdict.SITTING: Posture.SITTING,
    Verdict.STANDING: Posture.STANDING,
    Verdict.AWAY: Posture.AWAY,
    Verdict.AWAY_SINCE_UNSEEN: Posture.AWAY,
}
_BODY_KINDS = (SourceKind.SEAT, SourceKind.PRESENCE)


def fold(answers: Iterable[bool | None]) -> bool | None:
    """Several sources of one kind: any on is on, else any off is off, else no evidence."""
    heard = set(answers)
    if True in heard:
        return True
    return False if False in heard else None


def judge(seat: Answer, presence: Answer, desk: Answer, computer: Answer) -> Verdict:
    """The verdict of the first row that fits; the table covers every combination."""
    given = (seat, presence, desk, computer)
    return next(
        verdict
        for *patterns, verdict in TABLE
        if all(answer in pattern for answer, pattern in zip(given, patterns, strict=True))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """All that the sources have said, as far as the posture depends on it."""

    kinds: frozenset[SourceKind] = frozenset()
    """The kinds that are configured at all."""
    heard: Mapping[SourceKind, bool | None] = field(default_factory=dict)
    unseen_since: datetime | None = None
    """Since when presence has been off."""
    idle_since: datetime | None = None
    """Since when the computer has not been in use."""
    height_lost_since: datetime | None = None
    last_height: bool | None = None

    def hears(self, heard: Mapping[SourceKind, bool | None], at: datetime) -> Witness:
        """The witness after the sources say `heard` as of `at`."""

        def since(kept: datetime | None, *, holds: bool) -> datetime | None:
            return (kept or at) if holds else None

        height = heard.get(SourceKind.DESK_HEIGHT)
        return replace(
            self,
            heard=dict(heard),
            unseen_since=since(self.unseen_since, holds=heard.get(SourceKind.PRESENCE) is False),
            idle_since=since(self.idle_since, holds=heard.get(SourceKind.COMPUTER) is not True),
            height_lost_since=since(self.height_lost_since, holds=height is None),
            last_height=self.last_height if height is None else height,
        )

    @property
    def doubted_since(self) -> datetime | None:
        """Since when nobody was seen at the desk nor at the computer.

        A seat that stays on from here may turn out to carry a bag: a verdict of "away" is
        dated back to this moment.
        """
        if self.unseen_since is None or self.idle_since is None:
            return None
        return max(self.unseen_since, self.idle_since)

    def posture(self, now: datetime) -> Posture:
        """What the person is doing at `now`."""
        if self.heard.get(SourceKind.HOME) is False:
            return Posture.AWAY
        verdict = self._verdict(now)
        if (plain := _PLAIN.get(verdict)) is not None:
            return plain
        if verdict is Verdict.UNKNOWN_IF_SILENT:
            is_silent = any(kind in self.kinds for kind in _BODY_KINDS)
            return Posture.UNKNOWN if is_silent else Posture.AWAY
        lost = self.height_lost_since
        if self.last_height is None or lost is None or now - lost >= HEIGHT_REMEMBERED_FOR:
            return Posture.UNKNOWN
        return Posture.STANDING if self.last_height else Posture.SITTING

    def is_unseen_on_seat(self, now: datetime) -> bool:
        """Whether the seat says on while everything else says that nobody is there."""
        return self._verdict(now) is Verdict.AWAY_SINCE_UNSEEN

    @property
    def deadline(self) -> datetime | None:
        """When the posture changes next without any source changing; None if it does not."""
        if self.unseen_since and self._answer(SourceKind.SEAT) is Answer.ON:
            return self.unseen_since + ABSENCE_OUTWEIGHS_SEAT_AFTER
        if self.height_lost_since and self._answer(SourceKind.DESK_HEIGHT) is Answer.NONE:
            return self.height_lost_since + HEIGHT_REMEMBERED_FOR
        return None

    def _verdict(self, now: datetime) -> Verdict:
        presence = self._answer(SourceKind.PRESENCE)
        if self.unseen_since and now - self.unseen_since >= ABSENCE_OUTWEIGHS_SEAT_AFTER:
            presence = Answer.OFF_LONG
        return judge(
            self._answer(SourceKind.SEAT),
            presence,
            self._answer(SourceKind.DESK_HEIGHT),
            self._answer(SourceKind.COMPUTER),
        )

    def _answer(self, kind: SourceKind) -> Answer:
        if kind not in self.kinds:
            return Answer.ABSENT
        heard = self.heard.get(kind)
        if heard is None:
            return Answer.NONE
        return Answer.ON if heard else Answer.OFF
