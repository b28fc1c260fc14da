"""What we cost Home Assistant when nothing happens: `python -m benchmarks.inside_ha`.

Sensors report far more often than anything changes. Such an event, from `async_set` to the end of
our callback, is compared with the same event and a callback that does nothing.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
import sys
from tempfile import TemporaryDirectory
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event

from custom_components.posture_coach.sources import Sources

from .stopwatch import Job, Times, microseconds, race, show

ALLOWED = 3
"""Times a callback that does nothing."""
HEIGHT = {"unit_of_measurement": "cm"}
OPTIONS = {
    "seat": ["binary_sensor.seat"],
    "presence": ["binary_sensor.presence"],
    "desk_height": ["sensor.height"],
    "power": ["sensor.power"],
}

PRESENCE, LOW_DESK = "binary_sensor.presence", "sensor.height"


@dataclass(frozen=True)
class Occasion:
    """An event that changes no evidence."""

    name: str
    entity_id: str
    states: Callable[[int], tuple[str, dict[str, Any]]]

    def happens_in(self, hass: HomeAssistant) -> Job:
        """What makes one such event each time, and no two alike."""
        turns = count()

        def job() -> None:
            hass.states.async_set(self.entity_id, *self.states(next(turns)))

        return job


OCCASIONS = (
    Occasion("a radar's distance changes", PRESENCE, lambda turn: ("on", {"distance": turn})),
    Occasion("a low desk trembles", LOW_DESK, lambda turn: (f"{72 + turn % 10 / 10}", HEIGHT)),
)


@callback
def idle(event: Event[EventStateChangedData]) -> None:
    """Do nothing."""


class House:
    """A small Home Assistant in which somebody sits, and perhaps somebody listens."""

    def __init__(self, folder: str) -> None:
        """Seat and presence say on, and the desk is low."""
        self.hass = HomeAssistant(folder)
        self.hass.states.async_set("binary_sensor.seat", "on")
        self.hass.states.async_set(PRESENCE, "on")
        self.hass.states.async_set(LOW_DESK, "72", HEIGHT)
        self.reports = 0

    def is_listened_to(self, entity_ids: Iterable[str]) -> None:
        """A callback that does nothing is called with each event of these."""
        async_track_state_change_event(self.hass, entity_ids, idle)

    def is_ours(self) -> None:
        """Our sources listen."""
        Sources(self.hass, None, OPTIONS, self._report).async_start()

    @callback
    def _report(self, answers: Mapping[str, bool | None], at: datetime) -> None:
        self.reports += 1


def rows(name: str, times: Times) -> list[tuple[str, str, str]]:
    """What was measured, as a table."""
    return [
        (f"{name}: nobody listens", microseconds(times.per_call("nobody")), ""),
        (f"{name}: an idle callback", microseconds(times.per_call("idle")), "1.00 x"),
        (
            f"{name}: ours",
            microseconds(times.per_call("ours")),
            f"{times.ratio('ours', 'idle'):.2f} x",
        ),
        (f"{name}: the callback alone", "", f"{callback_alone(times):.2f} x"),
    ]


def callback_alone(times: Times) -> float:
    """The same, without what the event costs anyway."""
    anyway = times.per_call("nobody")
    return (times.per_call("ours") - anyway) / (times.per_call("idle") - anyway)


async def compare() -> bool:
    """Print the comparison; whether we cost as little as we promise."""
    with TemporaryDirectory() as folder:
        nobody, idly, ours = House(folder), House(folder), House(folder)
        nobody.is_listened_to(["sensor.elsewhere"])
        idly.is_listened_to([PRESENCE, LOW_DESK])
        ours.is_ours()
        houses = {"nobody": nobody, "idle": idly, "ours": ours}
        found: list[tuple[str, str, str]] = []
        is_cheap = True
        for occasion in OCCASIONS:
            jobs = {name: occasion.happens_in(house.hass) for name, house in houses.items()}
            times = race(jobs, calls=2000)
            found += rows(occasion.name, times)
            is_cheap &= times.ratio("ours", "idle") < ALLOWED
        before = ours.reports
        ours.hass.states.async_set(PRESENCE, "off")
        for house in houses.values():
            await house.hass.async_stop(force=True)
    if (before, ours.reports) != (1, 2):
        raise AssertionError("what changed no evidence was reported, or what did was not")
    show("An event that changes no evidence, from set to handled", found)
    return is_cheap


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(compare()) else 1)
