"""What can be asked aloud: for whom, by whom, and what is answered."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from unittest.mock import AsyncMock, patch

from homeassistant.core import Context
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.posture_coach.confirmations import snoozed
from custom_components.posture_coach.const import CONF_NAME, CONF_SATELLITES, CONF_SEAT, DOMAIN
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.model import MeasurementView
from custom_components.posture_coach.engine.records import TestPhase
from custom_components.posture_coach.requests import REQUESTS
from custom_components.posture_coach.spoken import async_words

from .conftest import CHAIR, PERSON, advance

SATELLITE = "assist_satellite.office"
WEIGHED = MeasurementView(
    at=dt_util.utc_from_timestamp(0),
    left_right=0.2,
    sway=0.01,
    left_toe=None,
    right_toe=None,
    left_toe_usual=None,
    right_toe_usual=None,
)


@pytest.fixture
async def ask(hass, init_integration):
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "intent", {})
    await hass.async_block_till_done()

    async def asked(
        request, /, language="en", context=None, device_id=None, satellite_id=None, **slots
    ):
        response = await intent.async_handle(
            hass,
            "test",
            f"PostureCoach{request}",
            {key: {"value": value} for key, value in slots.items()},
            context=context,
            language=language,
            device_id=device_id,
            satellite_id=satellite_id,
        )
        return response.speech["plain"]["speech"]

    return asked


@pytest.fixture
def coach(init_integration):
    return init_integration.runtime_data


@pytest.fixture
def add(hass):
    async def added(title, **options):
        entry = MockConfigEntry(
            domain=DOMAIN, title=title, data={CONF_NAME: title}, options=options
        )
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        return entry

    return added


def place(hass, entity_id, area):
    """Have an entity in an area."""
    state = hass.states.get(entity_id)
    if state:
        # The registry gives no entity the name of a state.
        hass.states.async_remove(entity_id)
    domain, _, name = entity_id.partition(".")
    entities = er.async_get(hass)
    entry = entities.async_get_or_create(domain, "test", name, suggested_object_id=name)
    assert entry.entity_id == entity_id
    area_id = ar.async_get(hass).async_get_or_create(area).id
    entities.async_update_entity(entity_id, area_id=area_id)
    hass.states.async_set(entity_id, state.state if state else "off")
    return area_id


async def test_every_request_is_described(hass, ask):
    handlers = {each.intent_type: each for each in intent.async_get(hass)}
    assert handlers.keys() >= REQUESTS.keys()
    assert all(handlers[name].description and handlers[name].slot_schema for name in REQUESTS)


async def test_how_long_somebody_has_been_sitting(hass, freezer, ask, sit, leave):
    assert await ask("SittingTime") == "Not sitting right now. No sitting time today."
    await sit()
    await advance(hass, freezer, timedelta(minutes=12))
    answer = "Sitting for 12 minutes so far. Today's total: 12 minutes."
    assert await ask("SittingTime") == answer
    assert await ask("SittingTime", "de-CH") == (
        "Sitzt seit 12 Minuten. Die Sitzzeit heute liegt bei 12 Minuten."
    )
    assert await ask("SittingTime", "nl") == (
        "Nu al 12 minuten aan het zitten. In totaal vandaag: 12 minuten."
    )
    assert await ask("SittingTime", "tlh") == answer


async def test_when_the_next_break_is(hass, freezer, ask, sit):
    assert await ask("NextBreak") == "Nobody is at the desk."
    await sit()
    await advance(hass, freezer, timedelta(minutes=10))
    assert await ask("NextBreak") == "The next break is due in 20 minutes."
    assert await ask("NextBreak", "de") == "Die nächste Pause ist in 20 Minuten fällig."
    await advance(hass, freezer, timedelta(minutes=21))
    assert (await ask("NextBreak")).startswith("A break is due.")
    assert await ask("TakeBreak") == "Enjoy your break."
    assert await ask("NextBreak", "de") == "Gerade wird Pause gemacht."


async def test_what_todays_routine_is(hass, freezer, ask):
    answer = await ask("TodaysRoutine")
    assert answer.startswith("Today it is Upper back routine: Wall elbow curl, ")
    assert (await ask("TodaysRoutine", "de")).startswith("Heute steht an: Oberer Rücken. ")
    assert await ask("LogRoutine") == "Well done. The routine is recorded."
    assert await ask("TodaysRoutine") == "Today's routine is done."
    await advance(hass, freezer, timedelta(days=5))
    assert await ask("TodaysRoutine") == "No routine is planned for today."


async def test_how_the_balance_is(hass, freezer, ask, coach):
    assert await ask("Balance") == "There is no balance test yet."
    await coach.async_record_balance_test(TestPhase.SINGLE, {"left_right": 0, "heel_toe": 1})
    today = await ask("Balance")
    assert today.startswith("The last balance test was today: ")
    await advance(hass, freezer, timedelta(days=1))
    assert "was yesterday" in await ask("Balance")
    await advance(hass, freezer, timedelta(days=2))
    assert "vor 3 Tagen" in await ask("Balance", "de")


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        (-2, 0, "more even than before the exercises"),
        (0, -2, "less even than before the exercises"),
        (1, -1, "about the same"),
    ],
)
async def test_what_a_routine_changed(hass, freezer, ask, coach, before, after, answer):
    await coach.async_start_routine(has_balance_test=True)
    await coach.async_record_balance_test(TestPhase.BEFORE, {"left_right": before, "heel_toe": 0})
    await advance(hass, freezer, timedelta(minutes=5))
    await coach.async_record_balance_test(TestPhase.AFTER, {"left_right": after, "heel_toe": 0})
    assert answer in await ask("Balance")


async def test_what_cannot_be_is_refused_kindly(hass, ask):
    assert await ask("PauseCoaching", minutes=0) == (
        "Please say for how long: at least one minute."
    )
    assert await ask("StartRoutine", routine="Flying") == (
        "There is no routine with the name Flying."
    )
    assert await ask("StartRoutine", name="Nobody") == (
        "Nobody with the name Nobody is being coached. There is: Alex."
    )
    with pytest.raises(intent.InvalidSlotInfo):
        await ask("SnoozeBreak", minutes="many")


async def test_a_snooze_without_a_reminder_is_answered_too(hass, coach):
    now = replace(coach.data, next_prompt_at=None)
    assert snoozed(now, await async_words(hass, "en")) == "All right."


async def test_a_routine_is_known_by_its_name_and_by_its_id(hass, ask, coach):
    assert await ask("LogRoutine", routine="desk reset") == "Well done. The routine is recorded."
    assert await ask("StartRoutine", routine="desk_reset") == "Starting: Desk reset."
    assert coach.data.session.routine == "desk_reset"


async def test_nobody_is_coached_any_more(hass, ask, init_integration):
    await hass.config_entries.async_unload(init_integration.entry_id)
    assert await ask("TakeBreak") == "Nobody is being coached right now."


async def test_of_many_names_none_is_read_out(hass, ask, add):
    for number in range(6):
        await add(f"Alex {number}")
    assert await ask("NextBreak") == "For whom? Please say the name as well."
    assert (
        await ask("NextBreak", name="Somebody") == "Nobody with the name Somebody is being coached."
    )


async def test_two_of_the_same_name_are_told_apart_by_where_they_are(hass, ask, add, coach):
    place(hass, CHAIR, "Study")
    place(hass, "input_boolean.stool", "Office")
    place(hass, SATELLITE, "Office")
    other = await add("Alex", **{CONF_SEAT: ["input_boolean.stool"]})
    assert await ask("StartRoutine", name="alex") == (
        "There are several people with the name Alex. Ask where that person sits, or rename one of "
        "them."
    )
    assert (await ask("StartRoutine", name="alex", satellite_id=SATELLITE)).startswith("Alex: ")
    assert other.runtime_data.data.session
    assert coach.data.session is None


async def test_who_sits_there_comes_before_whose_seat_is_there(hass, ask, add, sit):
    place(hass, CHAIR, "Office")
    place(hass, "input_boolean.stool", "Office")
    area_id = place(hass, SATELLITE, "Office")
    await add("Alex 2", **{CONF_SEAT: ["input_boolean.stool"]})
    await sit()
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=hass.config_entries.async_entries(DOMAIN)[0].entry_id,
        identifiers={("test", "satellite")},
    )
    dr.async_get(hass).async_update_device(device.id, area_id=area_id)
    for where in ({"satellite_id": SATELLITE}, {"device_id": device.id}):
        assert (await ask("SittingTime", **where)).startswith("Alex: Sitting")


async def test_a_satellite_belongs_to_who_is_told_over_it(hass, ask, add):
    await add("Alex 2", **{CONF_SATELLITES: [SATELLITE]})
    assert (await ask("NextBreak", satellite_id=SATELLITE)).startswith("Alex 2: ")


async def test_only_who_may_see_it_is_told_about_a_person(hass, ask, add):
    user = MockUser(groups=[])
    user.add_to_hass(hass)
    context = Context(user_id=user.id)
    assert await ask("SittingTime", context=context) == (
        "Only Alex, and who looks after Home Assistant, may hear that."
    )
    assert await ask("TakeBreak", context=context) == "Enjoy your break."
    hass.states.async_set(PERSON, "home", {"user_id": user.id})
    await add("Alex 2")
    assert (await ask("SittingTime", context=context)).startswith("Alex: ")


async def test_how_somebody_stands_is_recorded_in_one_sentence(hass, ask, coach):
    answer = await ask("RecordBalance", left_right=-1, heel_toe=0)
    assert answer == "Recorded: 75 of 100 points for evenness."
    assert coach.data.practice.balance.axes == {"left_right": -1, "heel_toe": 0}
    assert await ask("RecordBalance", left_right=-1) == (
        "That was too little for a result, so nothing is recorded."
    )


async def test_how_somebody_feels_is_recorded(hass, ask, coach):
    assert await ask("CheckIn", neck_pain=3, rounded_shoulders=True) == "Noted. Thank you."
    assert coach.data.practice.pains == {"neck_pain": 3}
    assert await ask("CheckIn", neck_pain=11) == (
        "I did not understand the number. Say one from 0 to 10."
    )


async def test_what_is_not_on_disk_is_said_to_be(hass, ask, coach):
    with patch.object(type(coach), "_async_record", AsyncMock(return_value=False)):
        unsaved = "Noted, but it could not be saved yet."
        assert await ask("CheckIn", neck_pain=3) == unsaved
        assert await ask("RecordBalance", left_right=0, heel_toe=0) == unsaved
        assert "could not be saved yet" in await ask("LogRoutine")


async def test_without_a_satellite_it_is_told_how_to_test(hass, ask):
    assert "record my balance, a little on the left" in await ask("BalanceTest")


async def test_on_a_satellite_the_test_is_asked(hass, ask, coach):
    with patch.object(coach.guide, "async_ask_test", return_value=True) as asked:
        assert await ask("BalanceTest", satellite_id=SATELLITE) == "All right. I will ask you."
    asked.assert_called_once_with(SATELLITE)


async def test_a_measurement_without_scales_is_refused_at_once(hass, ask):
    assert (await ask("MeasureBalance")).startswith("No balance scales are set up.")


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (None, "On the left foot: 40 percent of your weight. On the right foot: 60 percent."),
        (CoachError("scale_empty"), "Nobody stands on the scales. Nothing was recorded."),
        (ValueError("a bug"), "Sorry, that did not work."),
    ],
    ids=["measured", "refused", "a bug"],
)
async def test_a_measurement_is_told_where_it_was_asked_for(hass, ask, coach, outcome, told):
    gate = asyncio.Event()

    async def measure(phase=None):
        await gate.wait()
        if outcome:
            raise outcome
        return True

    measured = replace(coach.data, practice=replace(coach.data.practice, measurement=WEIGHED))
    with (
        patch.object(coach, "async_measure_balance", measure),
        patch.object(coach, "snapshot_now", return_value=measured),
        patch.object(coach.guide, "async_say_on") as say,
    ):
        answer = await ask("MeasureBalance", satellite_id=SATELLITE)
        assert answer == "Stand as you usually do. Measuring for 20 seconds."
        gate.set()
        await hass.async_block_till_done(wait_background_tasks=True)
    say.assert_called_once_with(SATELLITE, told)


async def test_a_measurement_that_takes_no_time_is_answered_at_once(hass, ask, coach):
    with patch.object(coach, "async_measure_balance", AsyncMock(return_value=True)):
        assert await ask("MeasureBalance") == "Noted, but it could not be saved yet."


async def test_what_was_done_is_summed_up(hass, ask, coach):
    assert await ask("Summary") == (
        "Breaks today: 0 taken, 0 missed. Routines this week: 0. Days in a row: 0."
    )
    await ask("LogRoutine")
    assert "Routines this week: 1. Days in a row: 1." in await ask("Summary")
    unknown = replace(
        coach.data,
        breaks_today=None,
        practice=replace(coach.data.practice, routines_this_week=None, streak=None),
    )
    with patch.object(coach, "snapshot_now", return_value=unknown):
        assert await ask("Summary") == "Nothing is known about Alex at the moment."


async def test_a_routine_is_led_where_it_was_asked_for(hass, ask, coach):
    with patch.object(coach.guide, "following", wraps=coach.guide.following) as following:
        await ask("StartRoutine", satellite_id=SATELLITE)
    following.assert_called_once_with(SATELLITE)
