"""A person at a desk with sensors, and a coach who is woken when it asks to be."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import (
    BreakHappened,
    Effect,
    Event,
    RecordMade,
    RecordsRead,
    SourcesReported,
    StuckAsked,
    TimePassed,
)
from custom_components.posture_coach.engine.model import (
    Posture,
    Settings,
    Snapshot,
    SourceKind,
    Status,
)
from custom_components.posture_coach.engine.records import BreakRecord

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""Of a Monday."""

RULES = Settings()


def sources(names: str) -> dict[str, SourceKind]:
    """Sources named after their kind, a further one of a kind with a digit behind."""
    return {name: SourceKind(name.rstrip("0123456789")) for name in names.split()}


class Desk:
    """Drives a coach through a story and keeps what it tells."""

    def __init__(
        self,
        names: str = "seat",
        rules: Settings = RULES,
        now: datetime = NINE,
        records: Iterable[BreakRecord] = (),
    ) -> None:
        self.kinds = sources(names)
        self.rules = rules
        self.now = now
        self.coach = Coach(rules, self.kinds, now, RecordsRead(records=tuple(records)))
        self.happened: list[BreakHappened] = []
        self.records: list[Any] = []
        """Of any kind; a story knows which."""
        self.questions: list[StuckAsked] = []
        self.wakings = 0

    @property
    def seen(self) -> Snapshot:
        """What everybody may know now."""
        return self.coach.snapshot(self.now)

    def shows(self, wanted: Posture | Status) -> bool:
        """Whether that is the posture or the status now; in a story it changes."""
        return wanted in (self.seen.posture, self.seen.status)

    @property
    def told(self) -> list[str]:
        """The kinds of all that was told so far."""
        return [each.kind.value for each in self.happened]

    def hears(self, event: Event) -> list[str]:
        """Something happens now; what is told of it."""
        return self._keep(self.coach.handle(event, self.now))

    def reports(self, **answers: bool | None) -> list[str]:
        """Sources change now."""
        return self.reports_late(timedelta(0), **answers)

    def reports_late(self, by: timedelta, /, **answers: bool | None) -> list[str]:
        """Sources changed a while ago, and it is heard only now."""
        return self.hears(SourcesReported(answers=answers, at=self.now - by))

    def passes(self, **duration: float) -> list[str]:
        """Time goes by, the coach being woken as it asks."""
        return self.passes_to(self.now + timedelta(**duration))

    def passes_to(self, until: datetime) -> list[str]:
        """Time goes by up to an instant."""
        told: list[str] = []
        while (deadline := self.coach.deadline) is not None and deadline <= until:
            self.now = max(deadline, self.now)
            self.wakings += 1
            told += self.hears(TimePassed())
            assert self.coach.deadline is None or self.coach.deadline > self.now
        self.now = until
        return told

    def sits(self, **duration: float) -> list[str]:
        """On the seat for so long."""
        return self.reports(seat=True) + self.passes(**duration)

    def is_up(self, **duration: float) -> list[str]:
        """Off the seat for so long."""
        return self.reports(seat=False) + self.passes(**duration)

    def is_silent(self, **duration: float) -> list[str]:
        """No evidence from any source for so long."""
        return self.reports(**dict.fromkeys(self.kinds)) + self.passes(**duration)

    def restarts(self, memory: Mapping[str, object] | None = None) -> None:
        """The coach is gone; another goes on from what it remembered."""
        memory = self.coach.memory() if memory is None else memory
        self.coach = Coach(
            self.rules, self.kinds, self.now, RecordsRead(records=tuple(self.records))
        )
        self.coach.recall(memory)

    def _keep(self, effects: Iterable[Effect]) -> list[str]:
        told = []
        for effect in effects:
            match effect:
                case BreakHappened():
                    self.happened.append(effect)
                    told.append(effect.kind.value)
                case RecordMade(record=record):
                    self.records.append(record)
                case StuckAsked():
                    self.questions.append(effect)
                    told.append("asked")
        return told
