"""Real recordings, sensors damaged as real sensors are, and how many due moments are found."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import pytest

from ..conftest import SCORE
from .noise import Layer, Noise, Reading, damage, read_noise
from .recordings import (
    CHAIR_WEEK,
    POSTURE_RECORDINGS,
    Recording,
    find_recording,
    read_recording,
)
from .reference import due_moments
from .replay import Story, replay_in_engine, replay_in_home_assistant
from .scorer import Score, plain_automation, score

SEEDS = range(6)
CLEAN = timedelta(seconds=5)
DAMAGED = timedelta(seconds=120)

NOISY = (Layer.DROPOUTS, Layer.BLIPS, Layer.UNAVAILABLE)
STUCK = (*NOISY, Layer.STUCK)

needs_recordings = pytest.mark.skipif(
    not all(map(find_recording, POSTURE_RECORDINGS)),
    reason="the posture recordings, whose licence keeps them out of the project, are not beside it",
)

type Sensors = Mapping[str, Sequence[Layer]]
type Tell = Callable[[str, object], None]


def recording(name: str) -> Recording:
    folder = find_recording(name)
    assert folder is not None
    return read_recording(folder)


def damaged(kept: Recording, sensors: Sensors, noise: Noise | None, seed: int) -> Story:
    readings: dict[str, list[Reading]] = {}
    for sensor, layers in sensors.items():
        quiet = noise or Noise(0, (), 0, ())
        readings[sensor] = damage(
            kept.sitting, kept.span, quiet, layers, f"{kept.name}/{sensor}/{seed}"
        )
    return Story(readings, kept.span.ended_at)


def tell(record_property: Tell, rank: int, name: str, seen: Score) -> None:
    record_property(
        SCORE,
        f"{rank:03}|{name:58} {seen.due:5} {seen.recall:8.1%} {seen.precision:10.1%}"
        f" {seen.median_delay:11.1f} s",
    )


def both(kept: Recording, story: Story, tolerance: timedelta) -> tuple[Score, Score]:
    """The coach and the plain automation on the same readings."""
    due = due_moments(kept.sitting)
    plain = plain_automation(story.readings["seat"], kept.span.ended_at)
    return (
        score(due, replay_in_engine(story), tolerance, kept.is_scored),
        score(due, plain, tolerance, kept.is_scored),
    )


@needs_recordings
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "sensors",
    [{"seat": ()}, {"seat": (), "presence": ()}],
    ids=["a seat", "a seat and a presence"],
)
def test_clean_sensors_find_every_moment(sensors, record_property):
    ours, plain = Score(), Score()
    for name in POSTURE_RECORDINGS:
        kept = recording(name)
        coach, automation = both(kept, damaged(kept, sensors, None, 0), CLEAN)
        ours, plain = ours + coach, plain + automation
    what = " and ".join(sensors)
    tell(record_property, 10 * len(sensors), f"{what}, clean, within 5 s", ours)
    tell(record_property, 10 * len(sensors) + 1, "  the plain automation on the same seat", plain)
    assert (ours.recall, ours.precision) == (1, 1)
    assert plain.recall < 0.6


@needs_recordings
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("sensors", "rank", "floor"),
    [
        ({"seat": NOISY}, 30, 0.96),
        ({"seat": NOISY, "presence": NOISY}, 40, 0.985),
        ({"seat": STUCK, "presence": NOISY}, 50, 0.975),
    ],
    ids=["a seat", "a seat and a presence", "a presence and a seat that sticks"],
)
def test_damaged_sensors_find_nearly_every_moment(sensors, rank, floor, record_property):
    noise = read_noise()
    ours, plain = Score(), Score()
    for name in POSTURE_RECORDINGS:
        kept = recording(name)
        for seed in SEEDS:
            coach, automation = both(kept, damaged(kept, sensors, noise, seed), DAMAGED)
            ours, plain = ours + coach, plain + automation
    sticks = " (the seat stuck on 2 h a week)" if Layer.STUCK in sensors["seat"] else ""
    what = " and ".join(sensors)
    tell(record_property, rank, f"{what}, damaged{sticks}", ours)
    tell(record_property, rank + 1, "  the plain automation on the same seat", plain)
    assert ours.recall >= floor
    assert ours.precision >= floor
    assert abs(ours.median_delay) <= 15
    assert plain.recall < 0.1


@pytest.mark.timeout(180)
async def test_the_chair_week_in_a_real_home_assistant(hass, freezer, record_property):
    kept = recording(CHAIR_WEEK)
    story = damaged(kept, {"seat": ()}, None, 0)
    due = due_moments(kept.sitting)
    detected = await replay_in_home_assistant(hass, freezer, story)
    seen = score(due, detected, CLEAN, kept.is_scored)
    tell(record_property, 60, "the chair week, in a real Home Assistant", seen)
    assert (seen.recall, seen.precision) == (1, 1)
    assert detected == replay_in_engine(story)


@needs_recordings
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", POSTURE_RECORDINGS)
async def test_a_damaged_recording_in_a_real_home_assistant(hass, freezer, name, record_property):
    """What the engine finds is found in a house, too: nothing is lost between the two."""
    kept = recording(name)
    story = damaged(kept, {"seat": STUCK, "presence": NOISY}, read_noise(), 0)
    detected = await replay_in_home_assistant(hass, freezer, story)
    assert detected == replay_in_engine(story)
    seen = score(due_moments(kept.sitting), detected, DAMAGED, kept.is_scored)
    tell(record_property, 70, f"{name}, damaged, in a real one", seen)
