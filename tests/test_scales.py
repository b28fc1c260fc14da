"""How somebody stands, as load cells tell."""

import asyncio
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import Load
from custom_components.posture_coach.scales import Scales

from .conftest import Set, advance

LEFT, RIGHT = "sensor.scale_left", "sensor.scale_right"
PAIR = {"load_left": LEFT, "load_right": RIGHT}
CORNERS = {
    "load_left_heel": "sensor.left_heel",
    "load_left_toe": "sensor.left_toe",
    "load_right_heel": "sensor.right_heel",
    "load_right_toe": "sensor.right_toe",
}
SECONDS = timedelta(seconds=1)


class Weighing:
    """Somebody on the scales, and what the card shows of it."""

    def __init__(self, hass: HomeAssistant, options: dict[str, Any] = PAIR) -> None:
        self.shown: list[float | None] = []
        coroutine = Scales(hass, options).async_weigh(live=self.shown.append)
        self.task = hass.async_create_background_task(coroutine, "weighing")


def put(hass: HomeAssistant, entity_id: str, state: str, unit: str | None = "kg") -> None:
    hass.states.async_set(entity_id, state, {"unit_of_measurement": unit} if unit else {})


@pytest.fixture
def on_both_feet(hass: HomeAssistant) -> None:
    put(hass, LEFT, "36")
    put(hass, RIGHT, "44")


@pytest.mark.parametrize(
    ("options", "is_set_up"),
    [
        ({}, False),
        ({"load_left": LEFT}, False),
        (PAIR, True),
        (CORNERS, True),
        ({**CORNERS, "load_left_toe": None}, False),
    ],
    ids=["nothing", "half", "a pair", "four corners", "three corners"],
)
async def test_scales_take_a_cell_for_each_foot_or_for_each_end_of_it(hass, options, is_set_up):
    scales = Scales(hass, options)
    assert scales.is_set_up is is_set_up
    if not is_set_up:
        with pytest.raises(CoachError) as refused:
            await scales.async_weigh()
        assert refused.value.key == "scale_not_set_up"


async def test_all_that_the_cells_say_within_the_window_counts(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, on_both_feet: None, set_states: Set
):
    start = dt_util.utcnow()
    weighing = Weighing(hass)
    await advance(hass, freezer, 5 * SECONDS)
    put(hass, LEFT, "40")
    await advance(hass, freezer, 14 * SECONDS)
    assert not weighing.task.done()
    await advance(hass, freezer, 2 * SECONDS)
    assert weighing.task.result() == (
        Load(at=start, loads={"load_left": 36, "load_right": 44}),
        Load(at=start + 5 * SECONDS, loads={"load_left": 40, "load_right": 44}),
    )
    assert weighing.shown == [0.1, pytest.approx(4 / 84), None]

    put(hass, LEFT, "20")
    await hass.async_block_till_done()
    assert len(weighing.shown) == 3


async def test_four_corners_are_told_one_by_one_and_shown_by_side(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
):
    for entity_id, weight in zip(CORNERS.values(), ("30", "10", "35", "5"), strict=True):
        put(hass, entity_id, weight)
    weighing = Weighing(hass, CORNERS)
    await advance(hass, freezer, 20 * SECONDS)
    (load,) = weighing.task.result()
    assert load.loads == dict(zip(CORNERS, (30, 10, 35, 5), strict=True))
    assert weighing.shown == [0, None]


@pytest.mark.parametrize(
    ("left", "right", "loads"),
    [
        (("80", "lb"), ("44", "kg"), (36.287, 44)),
        (("40000", "g"), ("44", "kg"), (40, 44)),
        (("-0.4", "kg"), ("44", "kg"), (0, 44)),
        (("350", "N"), ("450", "N"), (350, 450)),
        (("3", None), ("5", None), (3, 5)),
    ],
    ids=["pounds", "grams", "a cell a little below zero", "no mass", "no unit"],
)
async def test_masses_become_kilograms_and_the_rest_stays_as_it_is(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, left, right, loads
):
    put(hass, LEFT, *left)
    put(hass, RIGHT, *right)
    weighing = Weighing(hass)
    await advance(hass, freezer, 20 * SECONDS)
    (load,) = weighing.task.result()
    assert tuple(load.loads.values()) == pytest.approx(loads, abs=0.001)


WRONG = {
    "unavailable": (("unavailable", None), "scale_unavailable", "load_right"),
    "not a number": (("none", "kg"), "scale_unavailable", "load_right"),
    "nan": (("nan", "kg"), "scale_unavailable", "load_right"),
    "infinite": (("inf", "kg"), "scale_unavailable", "load_right"),
    "another kind of unit": (("400", "N"), "scale_unavailable", "load_right"),
    "negative": (("-0.6", "kg"), "scale_negative", "load_right"),
}


@pytest.mark.parametrize(("state", "key", "field"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("is_late", [False, True], ids=["at the beginning", "later on"])
async def test_a_wrong_cell_is_named_at_once(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    on_both_feet: None,
    state,
    key,
    field,
    is_late,
):
    if not is_late:
        put(hass, RIGHT, *state)
    weighing = Weighing(hass)
    if is_late:
        await advance(hass, freezer, 5 * SECONDS)
        put(hass, RIGHT, *state)
        # The end comes at the same moment.
        freezer.tick(15 * SECONDS)
        async_fire_time_changed(hass)
    with pytest.raises(CoachError) as refused:
        await weighing.task
    assert refused.value.key == key
    assert refused.value.placeholders == {"field": field, "sensor": "scale right"}
    assert weighing.shown == ([0.1, None] if is_late else [])


@pytest.mark.parametrize(
    ("left", "right", "unit"),
    [("4", "5.9", "kg"), ("0", "0", "N"), ("-0.2", "0.1", "kg"), ("0", "0", None)],
    ids=["a bag", "nothing", "almost nothing", "nothing without a unit"],
)
async def test_where_nobody_stands_nothing_is_measured(hass, left, right, unit):
    put(hass, LEFT, left, unit)
    put(hass, RIGHT, right, unit)
    with pytest.raises(CoachError) as refused:
        await Scales(hass, PAIR).async_weigh()
    assert (refused.value.key, refused.value.placeholders) == ("scale_empty", {})


async def test_who_steps_off_is_told_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, on_both_feet: None
):
    weighing = Weighing(hass)
    await advance(hass, freezer, 5 * SECONDS)
    put(hass, LEFT, "3")
    put(hass, RIGHT, "2")
    put(hass, LEFT, "unavailable")
    await hass.async_block_till_done()
    error = weighing.task.exception()
    assert isinstance(error, CoachError)
    assert error.key == "scale_empty"


async def test_a_cell_that_is_gone_is_named_by_its_id(hass: HomeAssistant, on_both_feet: None):
    hass.states.async_remove(LEFT)
    with pytest.raises(CoachError) as refused:
        await Scales(hass, PAIR).async_weigh()
    assert refused.value.placeholders == {"field": "load_left", "sensor": LEFT}


async def test_who_gives_up_leaves_nothing_behind(hass: HomeAssistant, on_both_feet: None):
    """Home Assistant's test package fails this test for a timer that is left."""
    weighing = Weighing(hass)
    await asyncio.sleep(0)
    weighing.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await weighing.task
    put(hass, LEFT, "50")
    await hass.async_block_till_done()
    assert weighing.shown == [0.1, None]


async def test_nobody_needs_to_watch(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, on_both_feet: None
):
    weigh = Scales(hass, PAIR).async_weigh(5 * SECONDS)
    task = hass.async_create_background_task(weigh, "weighing")
    await advance(hass, freezer, 6 * SECONDS)
    assert [each.loads for each in task.result()] == [{"load_left": 36, "load_right": 44}]
