"""The figures of routines, balance tests and check-ins, as sensors show them."""

from datetime import datetime, timedelta

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, STATE_UNKNOWN
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.engine.records import TestPhase

from .conftest import advance

SECOND = timedelta(seconds=1)
PHASE = "sensor.alex_routine_phase"
EXERCISE = "sensor.alex_current_exercise"
LEFT, RIGHT = "sensor.scale_left", "sensor.scale_right"


@pytest.fixture
def coach(everything_enabled, init_integration):
    return init_integration.runtime_data


@pytest.fixture
def says(hass):
    return lambda key: hass.states.get(f"sensor.alex_{key}").state


@pytest.fixture
def attributes(hass):
    return lambda key=PHASE: hass.states.get(key).attributes


@pytest.mark.parametrize(
    ("key", "nothing"),
    [
        *((key, STATE_UNKNOWN) for key in ("current_exercise", "last_routine")),
        *((key, STATE_UNKNOWN) for key in ("balance_evenness", "balance_change")),
        *((key, STATE_UNKNOWN) for key in ("last_balance_test", "measured_sway", "neck_pain")),
        *((key, "0") for key in ("routines_this_week", "streak")),
        ("routine_phase", "idle"),
    ],
)
def test_before_anything_was_done_the_figure_is(coach, says, key, nothing):
    assert says(key) == nothing


async def test_the_phase_follows_a_routine_from_beginning_to_end(
    hass, coach, freezer, says, attributes
):
    await coach.async_start_routine(has_balance_test=True)
    await hass.async_block_till_done()
    assert says("routine_phase") == "balance_before"
    assert attributes()["ends_at"] is None
    await coach.async_next_exercise()
    await hass.async_block_till_done()
    seen = []
    while says("routine_phase") != "balance_after":
        seen.append((says("routine_phase"), says("current_exercise"), attributes()["step"]))
        await advance(hass, freezer, coach.data.session.ends_at - dt_util.utcnow())
    assert seen == [
        ("get_ready", "wall_elbow_curl", 1),
        ("prepare", "wall_elbow_curl", 1),
        ("work", "wall_elbow_curl", 1),
        ("rest", "overhead_extension", 2),
        ("prepare", "overhead_extension", 2),
        ("work", "overhead_extension", 2),
        ("rest", "downward_dog", 3),
        ("prepare", "downward_dog", 3),
        ("work", "downward_dog", 3),
    ]
    assert (says("current_exercise"), attributes()["step"]) == (STATE_UNKNOWN, None)
    await coach.async_next_exercise()
    await hass.async_block_till_done()
    assert says("routine_phase") == "idle"
    assert attributes()["running"] is False


async def test_the_attributes_tell_what_is_done_now_and_until_when(
    hass, coach, freezer, attributes
):
    await coach.async_start_routine()
    await advance(hass, freezer, 20 * SECOND)
    found = attributes()
    assert (found["running"], found["phase"]) == (True, "work")
    assert (found["exercise"], found["exercise_name"]) == ("wall_elbow_curl", "Wall elbow curl")
    assert (found["routine"], found["step"], found["steps"]) == ("upper_back_three", 1, 3)
    assert found["dose"] == 10
    assert datetime.fromisoformat(found["ends_at"]) == dt_util.utcnow() + 26 * SECOND
    assert found["remaining"] is None


async def test_a_pause_hides_the_phase_but_not_what_is_left_of_it(
    hass, coach, freezer, says, attributes
):
    await coach.async_start_routine()
    await advance(hass, freezer, 20 * SECOND)
    await coach.async_pause_routine()
    await hass.async_block_till_done()
    assert says("routine_phase") == "paused"
    assert (attributes()["phase"], attributes()["remaining"]) == ("work", 26)
    assert (attributes()["running"], attributes()["ends_at"]) == (True, None)


async def test_the_current_exercise_is_one_of_those_there_are(
    hass, coach, attributes, add_own_exercise
):
    ours = ["wall_elbow_curl", "overhead_extension", "downward_dog", "downward_dog_wall"]
    assert attributes(EXERCISE)["options"] == ours
    await add_own_exercise()
    assert attributes(EXERCISE)["options"] == [*ours, "chin_tuck"]


async def test_an_exercise_that_is_deleted_while_it_is_led_is_still_shown(
    hass, coach, says, attributes, add_own_exercise
):
    subentry_id = await add_own_exercise()
    await coach.async_start_routine("short")
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(coach.config_entry, subentry_id)
    await hass.async_block_till_done()
    assert says("current_exercise") == "chin_tuck"
    assert attributes()["exercise_name"] == "Chin tuck"


async def test_a_routine_that_was_done_counts_for_the_week_and_the_streak(
    hass, coach, freezer, says, attributes
):
    await coach.async_log_routine()
    await hass.async_block_till_done()
    assert datetime.fromisoformat(says("last_routine")) == dt_util.utcnow()
    assert (says("routines_this_week"), says("streak")) == ("1", "1")
    monday = dt_util.start_of_local_day().isoformat()
    await advance(hass, freezer, timedelta(days=2))
    assert (says("routines_this_week"), says("streak")) == ("1", "0")
    assert attributes("sensor.alex_routines_this_week")["last_reset"] == monday
    await advance(hass, freezer, timedelta(days=5))
    assert says("routines_this_week") == "0"
    assert attributes("sensor.alex_routines_this_week")["last_reset"] > monday


async def test_a_balance_test_is_shown_axis_by_axis_in_points_and_never_in_percent(
    hass, coach, says, attributes
):
    axes = {"left_right": -1, "left_heel_toe": 2, "right_heel_toe": 1, "inner_outer": 0}
    await coach.async_record_balance_test(TestPhase.SINGLE, axes)
    await hass.async_block_till_done()
    assert says("balance_evenness") == "50.0"
    assert ATTR_UNIT_OF_MEASUREMENT not in attributes("sensor.alex_balance_evenness")
    assert says("balance_change") == STATE_UNKNOWN
    assert says("balance_left_right") == "-1"
    assert says("balance_heel_toe") == "1.5"
    assert says("balance_inner_outer") == "0.0"
    assert datetime.fromisoformat(says("last_balance_test")) == dt_util.utcnow()


async def test_the_test_after_a_routine_shows_what_has_changed(hass, coach, freezer, says):
    await coach.async_start_routine(has_balance_test=True)
    await coach.async_record_balance_test(TestPhase.BEFORE, {"left_right": 2, "heel_toe": -1})
    await advance(hass, freezer, timedelta(minutes=3))
    await coach.async_record_balance_test(TestPhase.AFTER, {"left_right": -1, "heel_toe": -1})
    await hass.async_block_till_done()
    assert (says("balance_evenness"), says("balance_change")) == ("50.0", "25.0")


async def test_pains_are_those_of_the_last_check_in(hass, coach, freezer, says):
    await coach.async_record_check_in({"neck_pain": 4, "shoulder_pain": 2}, {})
    freezer.tick(60)
    await coach.async_record_check_in({"neck_pain": 3}, {})
    await hass.async_block_till_done()
    assert (says("neck_pain"), says("shoulder_pain")) == ("3", STATE_UNKNOWN)


@pytest.fixture
def measure(hass):
    """Begin to measure; in the background, for it takes its time."""
    return lambda coach: hass.async_create_background_task(
        coach.async_measure_balance(TestPhase.SINGLE), "measuring"
    )


@pytest.fixture
def on_scales(hass, options):
    options |= {"load_left": LEFT, "load_right": RIGHT}
    for entity_id, load in ((LEFT, "30"), (RIGHT, "50")):
        hass.states.async_set(entity_id, load, {ATTR_UNIT_OF_MEASUREMENT: "kg"})


async def test_a_measurement_is_shown_while_it_goes_on_and_kept_when_it_is_over(
    hass, on_scales, init_integration, measure, freezer, says, attributes
):
    coach = init_integration.runtime_data
    measuring = measure(coach)
    await advance(hass, freezer, 10 * SECOND)
    assert says("measured_left_right") == STATE_UNKNOWN
    assert attributes("sensor.alex_measured_left_right")["live"] == 25.0
    await advance(hass, freezer, 11 * SECOND)
    assert await measuring
    await hass.async_block_till_done()
    assert (says("measured_left_right"), says("measured_sway")) == ("25.0", "0.0")
    found = attributes("sensor.alex_measured_left_right")
    assert found[ATTR_UNIT_OF_MEASUREMENT] == "%"
    assert (found["live"], found["left_toe"], found["left_toe_change"]) == (None, None, None)
    assert says("balance_evenness") == STATE_UNKNOWN


async def test_the_toes_are_compared_with_what_is_usual_for_the_person(
    hass, options, house, entry, measure, freezer, attributes
):
    cells = ("load_left_heel", "load_left_toe", "load_right_heel", "load_right_toe")
    options |= {cell: f"sensor.{cell}" for cell in cells}
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options=options)
    for toes in ("20", "30"):
        for cell in cells:
            load = toes if cell.endswith("toe") else "20"
            hass.states.async_set(f"sensor.{cell}", load, {ATTR_UNIT_OF_MEASUREMENT: "kg"})
        if not hasattr(entry, "runtime_data"):
            assert await hass.config_entries.async_setup(entry.entry_id)
        coach = entry.runtime_data
        measuring = measure(coach)
        await advance(hass, freezer, 21 * SECOND)
        assert await measuring
    await hass.async_block_till_done()
    found = attributes("sensor.alex_measured_left_right")
    assert (found["left_toe"], found["right_toe"]) == (60.0, 60.0)
    assert (found["left_toe_change"], found["right_toe_change"]) == (10.0, 10.0)


MEASURED = ("sensor.alex_measured_left_right", "sensor.alex_measured_sway")


async def test_what_is_measured_is_shown_to_those_who_have_scales(
    hass, init_integration, entity_registry: er.EntityRegistry
):
    assert not any(entity_registry.async_get(each) for each in MEASURED)
    options = {**init_integration.options, "load_left": LEFT, "load_right": RIGHT}
    hass.config_entries.async_update_entry(init_integration, options=options)
    assert await hass.config_entries.async_reload(init_integration.entry_id)
    await hass.async_block_till_done()
    assert [hass.states.get(each).state for each in MEASURED] == [STATE_UNKNOWN] * 2
