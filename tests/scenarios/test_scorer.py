"""The yardstick itself."""

from datetime import UTC, datetime, timedelta

import pytest

from .noise import Layer, Noise, Reading, damage
from .recordings import Interval
from .reference import due_moments
from .scorer import matched, plain_automation, score

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def sat(*bouts: tuple[float, float]) -> list[Interval]:
    return [Interval(at(began), at(ended)) for began, ended in bouts]


@pytest.mark.parametrize(
    ("bouts", "due"),
    [
        ([(0, 40)], [30]),
        ([(0, 29)], []),
        ([(0, 20), (20.5, 40)], [30]),
        ([(0, 20), (21.5, 40)], [31.5]),
        ([(0, 20), (22, 40)], []),
        ([(0, 20), (20.9, 21.1), (22.1, 60)], [52.1]),
        ([(0, 70), (80, 111)], [30, 110]),
    ],
    ids=[
        "half an hour",
        "not quite",
        "a short gap never happened",
        "a longer one is left out",
        "two minutes are a break",
        "a short return never happened",
        "once per spell",
    ],
)
def test_when_a_break_was_really_due(bouts, due):
    assert due_moments(sat(*bouts)) == [at(each) for each in due]


def test_each_moment_is_matched_once_and_within_the_tolerance():
    due, detected = [at(0), at(10), at(20)], [at(0.5), at(1), at(19.9), at(40)]
    assert matched(due, detected, timedelta(minutes=1)) == [(at(0), at(0.5)), (at(20), at(19.9))]
    seen = score(due, detected, timedelta(minutes=1), lambda _: True)
    assert (seen.recall, seen.precision) == (2 / 3, 2 / 4)


def test_the_plain_automation_starts_over_at_every_change():
    readings = [Reading(at(0), "on"), Reading(at(29), "unavailable"), Reading(at(29.1), "on")]
    assert plain_automation(readings, at(70)) == [at(59.1)]
    assert plain_automation(readings, at(59)) == []


def test_damage_is_the_same_for_the_same_seed_and_only_where_it_belongs():
    noise = Noise(20, ((0.5, 10.0), (1.0, 20.0)), 20, ((0.5, 5.0), (1.0, 9.0)))
    sitting, span = sat((60, 180)), Interval(at(0), at(240))
    layers = (Layer.DROPOUTS, Layer.BLIPS)
    readings = damage(sitting, span, noise, layers, "a")
    assert readings == damage(sitting, span, noise, layers, "a")
    assert readings != damage(sitting, span, noise, layers, "b")
    assert {each.state for each in readings} == {"on", "off"}
    untouched = damage(sitting, span, noise, (), "a")
    assert untouched == [Reading(at(0), "off"), Reading(at(60), "on"), Reading(at(180), "off")]
