"""Routines, tests and check-ins as everybody outside the engine sees them."""

from dataclasses import replace
from datetime import date
from statistics import median

from .balance import answers, both_feet, changes, evenness
from .errors import CoachError
from .history import History
from .model import BalanceView, MeasurementView, Practice, Settings, Step
from .plan import planned
from .records import PAIN_ASPECTS, BalanceRecord, MeasurementRecord
from .training import Training


def practised(training: Training, rules: Settings, today: date) -> Practice:
    """What was done, and what is to be done on the local day `today`."""
    history = training.history
    done = history.done_on(today)
    is_known = history.is_complete
    is_asked = training.is_scheduled(today, rules)
    last = max((each.last_at for each in history.days.values() if each.last_at), default=None)
    check_in = history.check_ins[-1] if history.check_ins else None
    pains = {field: getattr(check_in, field) for field in PAIN_ASPECTS} if check_in else {}
    return Practice(
        routine=rules.routine,
        is_scheduled_today=is_asked,
        plan=_plan(rules, history),
        done_today=done.exercises,
        is_done_today=done.routines > 0 or (False if is_known else None),
        routines_this_week=history.done_in_week_of(today) if is_known else None,
        streak=history.streak(today, is_asked_today=is_asked)[0] if is_known else None,
        last_routine_at=last,
        pains={field: pain for field, pain in pains.items() if pain is not None},
        balance=_balance(history),
        measurement=_measurement(history.measurements),
    )


def wants_earlier(history: History, today: date) -> bool:
    """Whether the streak may go on in records that are not at hand."""
    if history.since is None:
        return False
    _, ended_on = history.streak(today, is_asked_today=False)
    return ended_on < history.since


def _plan(rules: Settings, history: History) -> tuple[Step, ...]:
    try:
        return tuple(step for step, _ in planned(rules, history, rules.routine))
    except CoachError:
        # Starting it says why; there is nothing to show until somebody chooses another.
        return ()


def _balance(history: History) -> BalanceView | None:
    if not history.tests:
        return None
    last = history.tests[-1]
    before = history.test_before(last)
    return replace(
        _balance_view(last),
        before=_balance_view(before) if before else None,
        change=changes(before, last)["evenness"] if before else None,
    )


def _balance_view(test: BalanceRecord) -> BalanceView:
    return BalanceView(
        at=test.at,
        evenness=evenness(test),
        left_right=test.left_right,
        heel_toe=both_feet(test, "heel_toe"),
        inner_outer=both_feet(test, "inner_outer"),
        axes=answers(test),
    )


def _measurement(kept: tuple[MeasurementRecord, ...]) -> MeasurementView | None:
    if not kept:
        return None
    *earlier, last = kept
    return MeasurementView(
        at=last.at,
        left_right=last.left_right,
        sway=last.sway,
        left_toe=last.left_toe,
        right_toe=last.right_toe,
        left_toe_usual=_usual([each.left_toe for each in earlier]),
        right_toe_usual=_usual([each.right_toe for each in earlier]),
    )


def _usual(shares: list[float | None]) -> float | None:
    known = [each for each in shares if each is not None]
    return median(known) if known else None
