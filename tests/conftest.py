"""A house with one desk, and its time."""

# Home Assistant's test package has a `custom_components` too; whichever is imported first counts.
import custom_components  # isort: skip  # noqa: F401

from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

from custom_components.posture_coach.const import (
    CONF_BUSY,
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_DUTY,
    CONF_LOAD_LEFT,
    CONF_LOAD_RIGHT,
    CONF_PERSON,
    CONF_PRESENCE,
    CONF_SEAT,
    DOMAIN,
    SUBENTRY_EXERCISE,
    SUBENTRY_ROUTINE,
)

NINE_O_CLOCK = "2026-03-02 17:00:00+00:00"
"""Of a Monday, where Home Assistant's tests take place."""

PERSON = "person.alex"
CHAIR = "input_boolean.chair"
PRESENCE = "binary_sensor.desk_presence"
HEIGHT = "sensor.desk_height"
COMPUTER = "binary_sensor.computer"
CALL = "binary_sensor.call"
DUTY = "schedule.work"

EMPTY_DESK: Mapping[str, str] = {
    PERSON: "home",
    CHAIR: "off",
    PRESENCE: "off",
    HEIGHT: "72",
    COMPUTER: "off",
    CALL: "off",
    DUTY: "on",
}

CHIN_TUCK: Mapping[str, Any] = {
    "id": "chin_tuck",
    "name": "Chin tuck",
    "kind": "hold",
    "dose": 5,
    "stance": "Sit upright.",
    "steps": "Draw your chin back.",
    "helps": ["forward_head"],
    "needs": [],
}
SHORT: Mapping[str, Any] = {
    "id": "short",
    "name": "Short",
    "description": "",
    "exercises": ["chin_tuck"],
}

SCORE = "score"
"""The property of a test that is shown below all tests."""
SCORE_HEADER = f"{'':58} {'due':>5} {'recall':>8} {'precision':>10} {'median delay':>13}"

type Set = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def _custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load us, in the tests that have one."""
    if "hass" in request.fixturenames:
        # The recorder refuses to start after this.
        if "recorder_mock" in request.fixturenames:
            request.getfixturevalue("recorder_mock")
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Leave out what differs from run to run, as Home Assistant does."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def options() -> dict[str, Any]:
    """What Alex has set; a test may change it before anything is set up."""
    return {
        CONF_SEAT: [CHAIR],
        CONF_PRESENCE: [PRESENCE],
        CONF_DESK_HEIGHT: [HEIGHT],
        CONF_COMPUTER: [COMPUTER],
        CONF_BUSY: [CALL],
        CONF_DUTY: [DUTY],
    }


@pytest.fixture
def entry(options: dict[str, Any]) -> MockConfigEntry:
    """Alex."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Alex",
        unique_id=PERSON,
        data={CONF_PERSON: PERSON},
        options=options,
    )


@pytest.fixture
def house(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """An empty desk at nine o'clock."""
    freezer.move_to(NINE_O_CLOCK)
    for entity_id, state in EMPTY_DESK.items():
        hass.states.async_set(entity_id, state)


@pytest.fixture
async def init_integration(
    hass: HomeAssistant, house: None, entry: MockConfigEntry
) -> MockConfigEntry:
    """Alex, being coached."""
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
def everything_enabled(options: dict[str, Any]) -> Iterator[None]:
    """All entities there can be, none of them disabled; comes before `init_integration`."""
    options |= {CONF_LOAD_LEFT: "sensor.scale_left", CONF_LOAD_RIGHT: "sensor.scale_right"}
    with patch("homeassistant.helpers.entity.Entity.entity_registry_enabled_default", new=True):
        yield


@pytest.fixture
def add_own_exercise(
    hass: HomeAssistant, init_integration: MockConfigEntry
) -> Callable[[], Awaitable[str]]:
    """Add an exercise of Alex's own, and a routine of it; returns the id of its subentry."""

    async def add() -> str:
        for kind, own in ((SUBENTRY_EXERCISE, CHIN_TUCK), (SUBENTRY_ROUTINE, SHORT)):
            subentry = ConfigSubentry(
                data=MappingProxyType(own),
                subentry_type=kind,
                title=own["name"],
                unique_id=own["id"],
            )
            hass.config_entries.async_add_subentry(init_integration, subentry)
        await hass.async_block_till_done()
        subentries = init_integration.get_subentries_of_type(SUBENTRY_EXERCISE)
        return next(iter(subentries)).subentry_id

    return add


@pytest.fixture
def device_id(hass: HomeAssistant, init_integration: MockConfigEntry) -> str:
    """The device of Alex."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, init_integration.entry_id), init_integration.entry_id
    )
    assert device is not None
    return device.id


@pytest.fixture
def sit(hass: HomeAssistant) -> Set:
    """Sit down."""
    return _setter(hass, {CHAIR: "on", PRESENCE: "on", HEIGHT: "72"})


@pytest.fixture
def leave(hass: HomeAssistant) -> Set:
    """Leave the desk."""
    return _setter(hass, {CHAIR: "off", PRESENCE: "off"})


@pytest.fixture
def stand(hass: HomeAssistant) -> Set:
    """Work standing."""
    return _setter(hass, {CHAIR: "off", PRESENCE: "on", HEIGHT: "110"})


@pytest.fixture
def set_states(hass: HomeAssistant) -> Set:
    """Set the states of some entities at once."""
    return _setter(hass, {})


def _setter(hass: HomeAssistant, states: Mapping[str, str]) -> Set:
    async def set_them(others: Mapping[str, str] | None = None) -> None:
        for entity_id, state in {**states, **(others or {})}.items():
            hass.states.async_set(entity_id, state)
        await hass.async_block_till_done()

    return set_them


async def advance(hass: HomeAssistant, freezer: FrozenDateTimeFactory, duration: timedelta) -> None:
    """Let time go by, stopping wherever something is scheduled."""
    end = dt_util.utcnow() + duration
    await hass.async_block_till_done()
    while (now := dt_util.utcnow()) < end:
        step = min(_until_next_timer(hass), end - now)
        freezer.tick(step)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()


def _until_next_timer(hass: HomeAssistant) -> timedelta:
    here = hass.loop.time()
    pending = (
        handle.when() - here
        for handle in get_scheduled_timer_handles(hass.loop)
        if not handle.cancelled()
    )
    # The loop's time is a float, good to less than a microsecond.
    delays = (timedelta(seconds=delay) for delay in pending if delay > 1e-6)
    return min(delays, default=timedelta.max)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the scores of the recordings, also those from other processes."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    lines = sorted(line for each in reports for name, line in each.user_properties if name == SCORE)
    if lines:
        terminalreporter.section("due moments, against the undamaged posture")
        terminalreporter.write_line(SCORE_HEADER)
        for line in lines:
            terminalreporter.write_line(line.partition("|")[2])
