"""Drivers: the same sensor readings through the engine alone, or through a real Home Assistant.

Both wake the coach only when a sensor changes or when the coach itself asked for it, and both tell
when a break was announced as due: the moment of the announcement, not the moment as of which.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.posture_coach.const import CONF_NAME, DOMAIN
from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.engine import Coach
from custom_components.posture_coach.engine.events import BreakHappened, SourcesReported, TimePassed
from custom_components.posture_coach.engine.model import (
    BreakEventKind,
    Posture,
    Settings,
    SourceKind,
)

from .noise import Reading

ANSWERS = {"on": True, "off": False, "unavailable": None}


@dataclass(frozen=True, slots=True)
class Story:
    """What each source reported from the beginning to the end; a source is named after its kind."""

    readings: Mapping[str, Sequence[Reading]]
    ended_at: datetime

    @property
    def instants(self) -> Iterator[tuple[datetime, dict[str, str]]]:
        """Sources that change at one instant, together, in order of time."""
        changes = sorted(
            (
                (reading.at, source, reading.state)
                for source, readings in self.readings.items()
                for reading in readings
            ),
            key=itemgetter(0),
        )
        for at, together in groupby(changes, key=itemgetter(0)):
            yield at, {source: state for _, source, state in together}


def replay_in_engine(story: Story) -> list[datetime]:
    """When the engine announced a sitting break as due."""
    instants = list(story.instants)
    kinds = {source: SourceKind(source) for source in story.readings}
    coach = Coach(Settings(), kinds, instants[0][0])
    due: list[datetime] = []

    def told(event: SourcesReported | TimePassed, now: datetime) -> None:
        due.extend(now for effect in coach.handle(event, now) if is_due(effect))

    for at, states in instants:
        _wake(coach, told, at)
        answers = {source: ANSWERS[state] for source, state in states.items()}
        told(SourcesReported(answers=answers, at=at), at)
    _wake(coach, told, story.ended_at)
    return due


def is_due(effect: object) -> bool:
    """Whether the effect says that a break from sitting is due."""
    return (
        isinstance(effect, BreakHappened)
        and effect.kind is BreakEventKind.DUE
        and effect.posture is Posture.SITTING
    )


def _wake(coach: Coach, told: Callable[[TimePassed, datetime], None], until: datetime) -> None:
    while (deadline := coach.deadline) is not None and deadline <= until:
        told(TimePassed(), deadline)
        if coach.deadline == deadline:
            msg = f"the coach asks to be woken at {deadline} again and again"
            raise AssertionError(msg)


async def replay_in_home_assistant(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, story: Story
) -> list[datetime]:
    """When the event entity of a real set-up announced a sitting break as due."""
    instants = list(story.instants)
    freezer.move_to(instants[0][0])
    entities = {source: f"binary_sensor.{source}" for source in story.readings}
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Alex",
        unique_id="alex",
        data={CONF_NAME: "Alex"},
        options={source: [entity_id] for source, entity_id in entities.items()},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    due: list[datetime] = []

    @callback
    def told(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new and new.attributes.get("event_type") == BreakEventKind.DUE:
            due.append(dt_util.utcnow())

    stop = async_track_state_change_event(hass, "event.alex_break", told)
    for at, states in instants:
        await _let_pass(hass, freezer, entry.runtime_data, at)
        for source, state in states.items():
            hass.states.async_set(entities[source], state)
        await hass.async_block_till_done()
    await _let_pass(hass, freezer, entry.runtime_data, story.ended_at)
    stop()
    return due


async def _let_pass(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    coordinator: CoachCoordinator,
    until: datetime,
) -> None:
    while (wake_at := coordinator._wake_at) is not None and wake_at <= until:
        freezer.move_to(wake_at)
        # With half a second to spare: the loop's clock is a float and may be a hair behind.
        async_fire_time_changed(hass, wake_at)
        await hass.async_block_till_done()
        assert coordinator._wake_at != wake_at
    freezer.move_to(until)
