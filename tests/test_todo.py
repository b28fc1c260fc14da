"""Today's routine as a list."""

from datetime import timedelta

from homeassistant.components.todo.const import TodoServices
from homeassistant.const import ATTR_ENTITY_ID, Platform
from homeassistant.exceptions import ServiceNotSupported, ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.const import SUBENTRY_ROUTINE
from custom_components.posture_coach.engine.records import SessionOutcome, SessionRecord

from .conftest import advance

LIST = "todo.alex_today_s_routine"
MOVES = ("wall_elbow_curl", "overhead_extension", "downward_dog")


@pytest.fixture
def coach(init_integration):
    return init_integration.runtime_data


@pytest.fixture
def items(hass, coach):
    async def get():
        found = await hass.services.async_call(
            Platform.TODO,
            TodoServices.GET_ITEMS,
            {ATTR_ENTITY_ID: LIST},
            blocking=True,
            return_response=True,
        )
        return found[LIST]["items"]

    return get


@pytest.fixture
def done(items):
    async def get():
        return [each["uid"] for each in await items() if each["status"] == "completed"]

    return get


@pytest.fixture
def update(hass, coach):
    async def set_it(move, **changes):
        fields = {ATTR_ENTITY_ID: LIST, "item": move, **changes}
        await hass.services.async_call(
            Platform.TODO, TodoServices.UPDATE_ITEM, fields, blocking=True
        )
        await hass.async_block_till_done()

    return set_it


@pytest.fixture
def tick(update):
    return lambda move: update(move, status="completed")


@pytest.fixture
def untick(update):
    return lambda move: update(move, status="needs_action")


def sessions(coach):
    return [each for each in coach.store.records_at_hand() if isinstance(each, SessionRecord)]


async def test_there_is_one_item_for_each_move_with_its_dose_in_words(hass, items):
    assert hass.states.get(LIST).state == "3"
    assert [(each["uid"], each["summary"]) for each in await items()] == [
        ("wall_elbow_curl", "Wall elbow curl, 10 repetitions"),
        ("overhead_extension", "Overhead extension, hold for 30 seconds"),
        ("downward_dog", "Downward dog, hold for 20 seconds"),
    ]


async def test_the_items_are_those_of_the_routine_and_in_the_order_that_helps(hass, coach, items):
    await coach.async_set_routine("desk_reset")
    await coach.async_record_check_in({}, {"rounded_upper_back": True})
    await hass.async_block_till_done()
    assert [each["uid"] for each in await items()] == ["overhead_extension", "wall_elbow_curl"]


async def test_a_tick_logs_the_move_and_the_last_one_completes_the_routine(hass, coach, done, tick):
    await tick("downward_dog")
    assert await done() == ["downward_dog"]
    assert hass.states.get(LIST).state == "2"
    (session,) = sessions(coach)
    assert (session.is_led, session.outcome) == (False, SessionOutcome.PARTIAL)
    assert coach.store.is_saved(session)
    assert not coach.data.practice.is_done_today
    for move in MOVES[:2]:
        await tick(move)
    assert coach.data.practice.is_done_today
    assert coach.data.practice.routines_this_week == 1


async def test_a_second_tick_changes_nothing(coach, tick):
    await tick("downward_dog")
    await tick("downward_dog")
    assert len(sessions(coach)) == 1


async def test_taking_a_tick_back_deletes_what_it_logged_and_nothing_else(
    hass, freezer, coach, done, tick, untick
):
    await tick("downward_dog")
    freezer.tick(60)
    await tick("overhead_extension")
    await untick("downward_dog")
    assert await done() == ["overhead_extension"]
    assert len(sessions(coach)) == 1


async def test_a_move_that_was_done_twice_is_taken_back_twice(hass, freezer, coach, done, untick):
    for _ in range(2):
        await coach.async_log_routine(exercises=("downward_dog",))
        freezer.tick(60)
    await untick("downward_dog")
    assert (await done(), sessions(coach)) == ([], [])


async def test_what_was_done_yesterday_stays_done(hass, freezer, coach, done, tick, untick):
    await tick("downward_dog")
    await advance(hass, freezer, timedelta(days=1))
    assert await done() == []
    await tick("downward_dog")
    await untick("downward_dog")
    (session,) = sessions(coach)
    assert session.ended_at < dt_util.utcnow() - timedelta(hours=23)


@pytest.mark.parametrize("way", ["led", "logged as a whole"])
async def test_a_move_of_a_whole_routine_cannot_be_taken_back_alone(
    hass, freezer, coach, done, untick, way
):
    if way == "led":
        await coach.async_start_routine()
        await advance(hass, freezer, timedelta(minutes=3))
    else:
        await coach.async_log_routine()
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError) as refused:
        await untick("downward_dog")
    assert refused.value.translation_key == "move_was_led"
    assert await done() == list(MOVES)


async def test_while_a_routine_runs_a_tick_goes_on_from_the_move_that_is_led_and_no_other(
    hass, freezer, coach, done, tick
):
    await coach.async_start_routine()
    await advance(hass, freezer, timedelta(seconds=40))
    with pytest.raises(ServiceValidationError) as refused:
        await tick("downward_dog")
    assert refused.value.translation_key == "routine_running"
    await tick("wall_elbow_curl")
    assert coach.data.session.step.exercise == "overhead_extension"
    assert sessions(coach) == []


@pytest.mark.parametrize("name", ["Headstand", "Downward dog"])
async def test_a_move_cannot_be_renamed(items, update, name):
    before = await items()
    with pytest.raises(ServiceValidationError) as refused:
        await update("downward_dog", rename=name)
    assert refused.value.translation_key == "move_not_renamed"
    assert await items() == before


@pytest.mark.parametrize(
    ("service", "item"),
    [(TodoServices.ADD_ITEM, "Headstand"), (TodoServices.REMOVE_ITEM, "downward_dog")],
)
async def test_moves_are_neither_added_nor_removed(hass, coach, service, item):
    fields = {ATTR_ENTITY_ID: LIST, "item": item}
    with pytest.raises(ServiceNotSupported):
        await hass.services.async_call(Platform.TODO, service, fields, blocking=True)


async def test_an_exercise_of_ones_own_is_an_item_like_any_other(
    hass, coach, done, items, tick, add_own_exercise
):
    await add_own_exercise()
    await coach.async_set_routine("short")
    await hass.async_block_till_done()
    assert [each["summary"] for each in await items()] == ["Chin tuck, hold for 5 seconds"]
    await tick("Chin tuck, hold for 5 seconds")
    assert await done() == ["chin_tuck"]
    assert coach.data.practice.is_done_today


async def test_a_move_that_is_done_twice_is_one_item(
    hass, init_integration, coach, items, add_own_exercise
):
    await add_own_exercise()
    (routine,) = init_integration.get_subentries_of_type(SUBENTRY_ROUTINE)
    twice = {**routine.data, "exercises": ["chin_tuck", "chin_tuck"]}
    hass.config_entries.async_update_subentry(init_integration, routine, data=twice)
    await coach.async_set_routine("short")
    await hass.async_block_till_done()
    assert len(coach.data.practice.plan) == 2
    assert len(await items()) == 1
