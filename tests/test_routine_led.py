"""A routine with a balance test, led through in Home Assistant, and what is left of it."""

from datetime import timedelta

from homeassistant.util import dt as dt_util
import pytest

from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import (
    CueGiven,
    Effect,
    RoutineHappened,
    RunAhead,
)
from custom_components.posture_coach.engine.model import RoutinePhase, Status
from custom_components.posture_coach.engine.records import SessionOutcome, SessionRecord, TestPhase

from .conftest import advance

SECOND = timedelta(seconds=1)
BEFORE = {"left_right": 1, "heel_toe": -2, "inner_outer": 1}
AFTER = {"left_right": 0, "heel_toe": -1, "inner_outer": 0}


@pytest.fixture
def coordinator(init_integration):
    return init_integration.runtime_data


@pytest.fixture
def told(coordinator):
    effects: list[Effect] = []
    coordinator.async_add_effect_listener(effects.append)
    return effects


def sessions(coordinator):
    return [each for each in coordinator.store.records_at_hand() if isinstance(each, SessionRecord)]


async def test_it_is_led_to_its_end_and_on_disk_with_both_tests(hass, freezer, coordinator, told):
    await coordinator.async_start_routine(has_balance_test=True)
    assert coordinator.data.status is Status.IN_ROUTINE
    assert await coordinator.async_record_balance_test(TestPhase.BEFORE, BEFORE)
    await advance(hass, freezer, timedelta(minutes=3))
    assert coordinator.data.session.phase is RoutinePhase.BALANCE_AFTER
    assert await coordinator.async_record_balance_test(TestPhase.AFTER, AFTER)
    (session,) = sessions(coordinator)
    assert session.outcome is SessionOutcome.COMPLETED
    assert coordinator.store.is_saved(session)
    assert coordinator.data.session is None
    assert coordinator.data.practice.is_done_today
    assert coordinator.data.practice.balance.change == pytest.approx(50)
    kinds = [each.kind.value for each in told if isinstance(each, RoutineHappened)]
    assert kinds == ["started", "step", "step", "step", "completed"]


async def test_each_cue_is_given_at_its_planned_moment(hass, freezer, coordinator, told):
    await coordinator.async_start_routine()
    began_at = dt_util.utcnow()
    await advance(hass, freezer, timedelta(minutes=3))
    cues = [each for each in told if isinstance(each, CueGiven)]
    planned = [(each.cue.value, (each.at - began_at).total_seconds()) for each in cues[:6]]
    assert planned == [
        ("welcome", 0),
        ("stance", 8),
        ("countdown", 13),
        ("begin", 16),
        ("half_way", 31),
        ("last_ten", 36),
    ]


async def test_it_waits_paused_over_a_restart_and_goes_on(
    hass, freezer, init_integration, coordinator
):
    await coordinator.async_start_routine()
    await advance(hass, freezer, 20 * SECOND)
    assert await hass.config_entries.async_unload(init_integration.entry_id)
    freezer.tick(timedelta(hours=2))
    assert await hass.config_entries.async_setup(init_integration.entry_id)
    await hass.async_block_till_done()
    again = init_integration.runtime_data
    assert again.data.session.is_paused
    assert again.data.session.remaining == 26 * SECOND
    await again.async_resume_routine()
    await advance(hass, freezer, timedelta(minutes=3))
    (session,) = sessions(again)
    assert session.outcome is SessionOutcome.COMPLETED


async def test_a_second_start_is_refused(coordinator):
    await coordinator.async_start_routine()
    with pytest.raises(CoachError, match="routine_running"):
        await coordinator.async_start_routine()


async def test_an_exercise_of_ones_own_is_there_at_once_and_cuts_nothing_off(
    hass, freezer, init_integration, coordinator, add_own_exercise
):
    await coordinator.async_start_routine()
    await add_own_exercise()
    assert init_integration.runtime_data is coordinator
    assert coordinator.data.session is not None
    await coordinator.async_stop_routine()
    await coordinator.async_start_routine("short")
    await advance(hass, freezer, timedelta(minutes=1))
    assert [each.exercise for each in sessions(coordinator)[-1].moves] == ["chin_tuck"]


async def test_a_routine_told_about_afterwards_is_kept_whole_or_not_at_all(coordinator):
    later = dt_util.utcnow() + timedelta(minutes=1)
    with pytest.raises(CoachError, match="in_the_future"):
        await coordinator.async_log_routine(started_at=later)
    with pytest.raises(CoachError, match="exercise_unknown"):
        await coordinator.async_log_routine(exercises=("headstand",))
    assert sessions(coordinator) == []
    assert await coordinator.async_log_routine(exercises=("overhead_extension",))
    assert sessions(coordinator)[0].outcome is SessionOutcome.PARTIAL


async def test_a_check_in_decides_the_order_of_the_moves(coordinator):
    assert await coordinator.async_record_check_in({"neck_pain": 3}, {"forward_head": True})
    assert coordinator.data.practice.pains == {"neck_pain": 3}
    helps = coordinator.content.catalogue.exercises
    scores = [
        len(helps[step.exercise].helps & {"neck", "forward_head"})
        for step in coordinator.data.practice.plan
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


async def test_phones_are_told_at_once_of_a_longer_hold(hass, freezer, coordinator):
    shown = []
    coordinator.async_add_listener(lambda: shown.append(coordinator.data.session))
    await coordinator.async_start_routine("desk_reset")
    await coordinator.async_next_exercise()
    await coordinator.async_next_exercise()
    await advance(hass, freezer, 10 * SECOND)
    before = coordinator.data.session.ends_at
    await coordinator.async_extend_hold()
    assert shown[-1].ends_at == before + 15 * SECOND


async def test_one_measurement_at_a_time(hass, options, init_integration, freezer):
    options |= {"load_left": "sensor.left", "load_right": "sensor.right"}
    hass.config_entries.async_update_entry(init_integration, options=options)
    await hass.config_entries.async_reload(init_integration.entry_id)
    for entity_id in ("sensor.left", "sensor.right"):
        hass.states.async_set(entity_id, "40", {"unit_of_measurement": "kg"})
    coordinator = init_integration.runtime_data
    measuring = hass.async_create_background_task(coordinator.async_measure_balance(), "measuring")
    await advance(hass, freezer, SECOND)
    with pytest.raises(CoachError, match="already_measuring"):
        await coordinator.async_measure_balance()
    await advance(hass, freezer, timedelta(minutes=1))
    assert await measuring
    assert coordinator.data.practice.measurement.left_right == 0


async def test_a_routine_that_could_not_be_started_is_not_chosen(hass, init_integration):
    options = {**init_integration.options, "left_out": ["wall_elbow_curl", "overhead_extension"]}
    hass.config_entries.async_update_entry(init_integration, options=options)
    coordinator = init_integration.runtime_data
    with pytest.raises(CoachError, match="routine_empty"):
        await coordinator.async_set_routine("desk_reset")
    with pytest.raises(CoachError, match="routine_unknown"):
        await coordinator.async_set_routine("headstand")
    assert coordinator.data.practice.routine == "upper_back_three"


async def test_a_run_in_the_calendar_is_known_to_the_coach(hass, init_integration, freezer, told):
    coordinator = init_integration.runtime_data
    coordinator._async_run_planned(dt_util.utcnow() + timedelta(hours=1))
    await advance(hass, freezer, timedelta(minutes=41))
    assert [type(each) for each in told] == [RunAhead]
