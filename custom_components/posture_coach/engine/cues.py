"""What is to be said or sounded in each phase of a session, and when."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from .model import Cue, RoutinePhase


def _at_start(_lasts: timedelta) -> timedelta:
    return timedelta(0)


def _half(lasts: timedelta) -> timedelta | None:
    return lasts / 2 if lasts >= timedelta(seconds=20) else None


def _before_end(seconds: int, least: int) -> Callable[[timedelta], timedelta | None]:
    def offset(lasts: timedelta) -> timedelta | None:
        long_enough = lasts >= timedelta(seconds=least)
        return lasts - timedelta(seconds=seconds) if long_enough else None

    return offset


_COUNTDOWN = (Cue.COUNTDOWN, _before_end(3, least=4))

CUES: dict[RoutinePhase, tuple[tuple[Cue, Callable[[timedelta], timedelta | None]], ...]] = {
    RoutinePhase.BALANCE_BEFORE: ((Cue.BALANCE_BEFORE, _at_start),),
    RoutinePhase.GET_READY: ((Cue.WELCOME, _at_start),),
    RoutinePhase.PREPARE: ((Cue.STANCE, _at_start), _COUNTDOWN),
    RoutinePhase.WORK: (
        (Cue.BEGIN, _at_start),
        (Cue.HALF_WAY, _half),
        (Cue.LAST_TEN, _before_end(10, least=25)),
        _COUNTDOWN,
    ),
    RoutinePhase.REST: ((Cue.REST, _at_start),),
    RoutinePhase.BALANCE_AFTER: ((Cue.BALANCE_AFTER, _at_start),),
}
"""The cues of each phase, and how long after its beginning each is due, given its length."""

WORTH_HEARING_FOR: dict[Cue, timedelta] = {
    Cue.BALANCE_BEFORE: timedelta(minutes=1),
    Cue.WELCOME: timedelta(seconds=4),
    Cue.STANCE: timedelta(seconds=4),
    Cue.INSTRUCTIONS: timedelta(seconds=5),
    Cue.BEGIN: timedelta(seconds=1.5),
    Cue.HALF_WAY: timedelta(seconds=2),
    Cue.LAST_TEN: timedelta(seconds=1),
    Cue.COUNTDOWN: timedelta(seconds=0.5),
    Cue.REST: timedelta(seconds=4),
    Cue.BALANCE_AFTER: timedelta(minutes=1),
    Cue.PAUSED: timedelta(seconds=5),
    Cue.RESUMED: timedelta(seconds=2),
    Cue.FINISHED: timedelta(minutes=1),
    Cue.STOPPED: timedelta(seconds=10),
}
"""How late each cue may come."""


def cues_of(phase: RoutinePhase, lasts: timedelta | None) -> Iterator[tuple[timedelta, Cue]]:
    """The cues of a phase of that length, each with the time from its beginning, in order."""
    for cue, offset in CUES[phase]:
        after = offset(lasts or timedelta(0))
        if after is not None:
            yield after, cue
