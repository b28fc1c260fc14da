"""What real sensors make of a person who sits: measured noise laid over an undamaged recording.

Layers, each drawn from its own seeded stream, so that leaving one out leaves the others alone:

* dropouts: off while somebody sits, as often per hour on and as long as was measured (gaps under
  two minutes);
* blips: on while nobody does, likewise;
* stuck: on for two hours, once in every seven days, whenever it pleases;
* unavailable: a share of all time, in stretches of exponential length (mean 90 s, so one in thirty
  is longer than five minutes), whatever the sensor would have said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
import json
from pathlib import Path
from random import Random
from typing import Any

from .recordings import BESIDE, Interval

MEASURED = BESIDE / "sensor_noise.json"
MMWAVE = "mmwave_presence_5s_sampling_13_days"

_DAYS = {
    MMWAVE: 13,
    "couch_pressure_mat_18_days": 18,
    "living_room_seat_14_days": 14,
    "desk_motion_1min_28_days": 28,
}
_WEEK = timedelta(days=7)


class Layer(StrEnum):
    """One way in which a sensor misleads."""

    DROPOUTS = "dropouts"
    BLIPS = "blips"
    STUCK = "stuck"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sensor's state from this moment on: on, off or unavailable."""

    at: datetime
    state: str


type Lengths = tuple[tuple[float, float], ...]
"""Shares and the seconds that this share does not exceed, both rising."""


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each thing happens, and how long it lasts."""

    dropouts_per_hour: float
    dropout_lengths: Lengths
    blips_per_hour: float
    blip_lengths: Lengths
    unavailable_share: float = 0.02
    unavailable_mean: timedelta = timedelta(seconds=90)
    stuck_for: timedelta = timedelta(hours=2)


def read_noise(sensor: str = MMWAVE, path: Path = MEASURED) -> Noise:
    """Noise of one kind of sensor, as measured."""
    measured: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[sensor]
    hours_off = _DAYS[sensor] * 24 - measured["hours_on"]
    short, long = measured["off_gaps_under_60s"], measured["off_gaps_60_120s"]
    return Noise(
        dropouts_per_hour=(short + long) / measured["hours_on"],
        # The counts say where a minute lies among the lengths, which the quantiles do not.
        dropout_lengths=(
            *_quantiles(measured["gap_under_120s_vigintiles_s"]),
            (short / (short + long), 60.0),
            (1.0, 120.0),
        ),
        blips_per_hour=measured["short_on_under_60s"] / hours_off,
        blip_lengths=(*_quantiles(measured["short_on_vigintiles_s"]), (1.0, 60.0)),
    )


def damage(
    sitting: Sequence[Interval], span: Interval, noise: Noise, layers: Iterable[Layer], seed: str
) -> list[Reading]:
    """What a sensor with this noise would have reported; the same for the same seed."""
    draws = {layer: Random(f"{seed}/{layer}") for layer in layers}
    dropouts: list[Interval] = []
    blips: list[Interval] = []
    stuck: list[Interval] = []
    silent: list[Interval] = []
    if (random := draws.get(Layer.DROPOUTS)) is not None:
        dropouts = _scattered(sitting, noise.dropouts_per_hour, noise.dropout_lengths, random)
    if (random := draws.get(Layer.BLIPS)) is not None:
        empty = _between(sitting, span)
        blips = _scattered(empty, noise.blips_per_hour, noise.blip_lengths, random)
    if (random := draws.get(Layer.STUCK)) is not None:
        stuck = _weekly(span, noise.stuck_for, random)
    if (random := draws.get(Layer.UNAVAILABLE)) is not None:
        silent = _silences(span, noise, random)
    return _layered(span, sitting, dropouts, [*blips, *stuck], silent)


def _scattered(
    inside: Iterable[Interval], per_hour: float, lengths: Lengths, random: Random
) -> list[Interval]:
    found: list[Interval] = []
    for stretch in inside:
        at = stretch.began_at
        while True:
            at += timedelta(hours=random.expovariate(per_hour))
            if at >= stretch.ended_at:
                break
            ended_at = min(at + _drawn_length(lengths, random), stretch.ended_at)
            found.append(Interval(at, ended_at))
            at = ended_at
    return found


def _quantiles(lengths: Sequence[float]) -> Lengths:
    """The quantiles of equal steps with their shares."""
    steps = len(lengths) + 1
    return tuple((index / steps, length) for index, length in enumerate(lengths, start=1))


def _drawn_length(lengths: Lengths, random: Random) -> timedelta:
    """Inverse of the measured distribution: straight lines, level below the first quantile."""
    share = random.random()
    low, shortest = lengths[0]
    if share <= low:
        return timedelta(seconds=shortest)
    for (low, shorter), (high, longer) in pairwise(lengths):
        if share <= high:
            length = shorter + (longer - shorter) * (share - low) / (high - low)
            return timedelta(seconds=length)
    raise AssertionError(lengths)


def _weekly(span: Interval, length: timedelta, random: Random) -> list[Interval]:
    found: list[Interval] = []
    week = span.began_at
    while week < span.ended_at:
        began_at = week + random.random() * (_WEEK - length)
        if began_at < span.ended_at:
            found.append(Interval(began_at, min(began_at + length, span.ended_at)))
        week += _WEEK
    return found


def _silences(span: Interval, noise: Noise, random: Random) -> list[Interval]:
    mean = noise.unavailable_mean.total_seconds()
    mean_between = mean / noise.unavailable_share - mean
    found: list[Interval] = []
    at = span.began_at + timedelta(seconds=random.expovariate(1 / mean_between))
    while at < span.ended_at:
        ended_at = at + timedelta(seconds=random.expovariate(1 / mean))
        found.append(Interval(at, min(ended_at, span.ended_at)))
        at = ended_at + timedelta(seconds=random.expovariate(1 / mean_between))
    return found


def _between(intervals: Iterable[Interval], span: Interval) -> list[Interval]:
    found: list[Interval] = []
    at = span.began_at
    for interval in intervals:
        if at < interval.began_at:
            found.append(Interval(at, interval.began_at))
        at = interval.ended_at
    if at < span.ended_at:
        found.append(Interval(at, span.ended_at))
    return found


def _layered(
    span: Interval,
    sitting: Sequence[Interval],
    dropouts: Sequence[Interval],
    false_on: Sequence[Interval],
    silent: Sequence[Interval],
) -> list[Reading]:
    layers = (sitting, dropouts, false_on, silent)
    edges = sorted(
        (at, index, step)
        for index, intervals in enumerate(layers)
        for interval in intervals
        for at, step in ((interval.began_at, 1), (interval.ended_at, -1))
    )
    depth = [0, 0, 0, 0]
    readings = [Reading(span.began_at, "off")]
    for at, index, step in edges:
        depth[index] += step
        sits, drops, lies, hides = depth
        state = "unavailable" if hides else "on" if lies or (sits and not drops) else "off"
        if readings[-1].at == at:
            readings[-1] = Reading(at, state)
        else:
            readings.append(Reading(at, state))
    changes = (now for before, now in pairwise(readings) if now.state != before.state)
    return [readings[0], *changes]
