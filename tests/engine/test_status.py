"""The coach always says what it is doing, and why."""

from datetime import timedelta

import pytest

from custom_components.posture_coach.engine.events import (
    BreakDeclared,
    BreakSnoozed,
    CoachingPaused,
)
from custom_components.posture_coach.engine.model import Reason, Status
from custom_components.posture_coach.engine.status import TABLE

from .desk import NINE, Desk
from .floor import Floor


def sitting(**others):
    desk = Desk("seat busy duty home")
    desk.reports(seat=True, busy=False, duty=True, home=True, **others)
    return desk


def sat_until_due():
    desk = sitting()
    desk.passes(minutes=30)
    return desk


def paused():
    desk = sitting()
    desk.hears(CoachingPaused())
    return desk


def paused_for_an_hour():
    desk = sitting()
    desk.hears(CoachingPaused(until=NINE + timedelta(hours=1)))
    return desk


def off_duty():
    desk = sat_until_due()
    desk.reports(duty=False)
    return desk


def up():
    desk = sat_until_due()
    desk.reports(seat=False)
    desk.passes(seconds=90)
    return desk


def declared():
    desk = sitting()
    desk.hears(BreakDeclared())
    return desk


def silent():
    desk = sat_until_due()
    desk.reports(seat=None)
    return desk


def stuck():
    desk = sitting()
    desk.passes(hours=3)
    return desk


def snoozed():
    desk = sat_until_due()
    desk.hears(BreakSnoozed())
    return desk


def in_a_call():
    desk = sat_until_due()
    desk.reports(busy=True)
    return desk


def gone():
    desk = sitting()
    desk.reports(seat=False)
    return desk


def left_home():
    desk = sitting()
    desk.reports(home=False)
    return desk


def standing():
    desk = Desk("seat presence")
    desk.reports(seat=False, presence=True)
    return desk


def given_up():
    desk = sitting()
    desk.passes(minutes=65)
    return desk


def last_prompt():
    desk = sitting()
    desk.passes(minutes=51)
    return desk


def led():
    floor = Floor("seat busy duty home")
    floor.reports(seat=True, busy=True, duty=False, home=False)
    floor.starts()
    return floor


def led_and_paused():
    floor = led()
    floor.pauses()
    floor.hears(CoachingPaused())
    return floor


def after(**duration):
    return NINE + timedelta(**duration)


@pytest.mark.parametrize(
    ("story", "status", "reason"),
    [
        (Desk, Status.SENSORS_UNAVAILABLE, Reason(key="no_evidence")),
        (sitting, Status.WATCHING, Reason(key="sitting")),
        (standing, Status.WATCHING, Reason(key="standing")),
        (given_up, Status.WATCHING, Reason(key="given_up")),
        (gone, Status.AWAY, Reason(key="away")),
        (left_home, Status.AWAY, Reason(key="not_home")),
        (sat_until_due, Status.BREAK_DUE, Reason(key="break_due", until=after(minutes=35))),
        (last_prompt, Status.BREAK_DUE, Reason(key="break_due")),
        (in_a_call, Status.ON_HOLD, Reason(key="busy", sources=("busy",))),
        (snoozed, Status.SNOOZED, Reason(key="snoozed_until", until=after(minutes=40))),
        (up, Status.ON_BREAK, Reason(key="on_break")),
        (declared, Status.ON_BREAK, Reason(key="on_break")),
        (off_duty, Status.OFF_DUTY, Reason(key="off_duty")),
        (paused, Status.PAUSED, Reason(key="paused")),
        (paused_for_an_hour, Status.PAUSED, Reason(key="paused_until", until=after(hours=1))),
        (silent, Status.SENSORS_UNAVAILABLE, Reason(key="no_evidence")),
        (stuck, Status.SENSOR_STUCK, Reason(key="stuck", sources=("seat",))),
        (led, Status.IN_ROUTINE, Reason(key="in_routine")),
        (led_and_paused, Status.IN_ROUTINE, Reason(key="in_routine")),
    ],
    ids=lambda each: each.__name__.replace("_", " ") if callable(each) else "",
)
def test_the_status_says_what_the_coach_does_and_why(story, status, reason):
    seen = story().seen
    assert seen.status is status
    assert seen.reason == reason


def test_every_status_has_a_row():
    assert {status for status, *_ in TABLE} == set(Status)


def test_before_anybody_has_looked_nothing_is_known_and_nothing_is_wrong():
    desk = Desk()
    assert desk.seen.status is Status.SENSORS_UNAVAILABLE
    assert desk.seen.problems == frozenset()
    assert desk.coach.deadline is None
