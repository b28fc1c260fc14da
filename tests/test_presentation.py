"""A person as a card is told of them."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import timedelta
from enum import StrEnum
import json
from types import UnionType
from typing import Any, TypeAliasType, get_args, get_origin

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.card_state import CardState, PersonState
from custom_components.posture_coach.const import (
    CONF_BUSY,
    CONF_LOAD_LEFT,
    CONF_LOAD_RIGHT,
    CONF_SNOOZE_FOR,
    CONF_STRICT,
    PICTURES_URL,
    SOUNDS_URL,
)
from custom_components.posture_coach.engine.model import Posture, RoutinePhase, Status
from custom_components.posture_coach.engine.plain import hints_of
from custom_components.posture_coach.engine.records import TestPhase
from custom_components.posture_coach.library import FOLDER
from custom_components.posture_coach.presentation import Presentation, changes, parts

from .conftest import CALL, advance

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
NINE = 1772470800.0
"""Of that Monday."""
MICROPHONE = "binary_sensor.microphone"
LEFT, RIGHT = "sensor.scale_left", "sensor.scale_right"
BEFORE, AFTER = {"left_right": 2, "heel_toe": -2}, {"left_right": -1, "heel_toe": 0}


@pytest.fixture
def coach(init_integration: MockConfigEntry):
    return init_integration.runtime_data


@pytest.fixture
def english(coach) -> Presentation:
    return Presentation(coach, "en")


def misfits(hint: Any, plain: Any, where: str = "") -> Iterator[str]:
    """Where a plain value is not what the contract promises."""
    hint = hint.__value__ if isinstance(hint, TypeAliasType) else hint
    choices = get_args(hint)
    if isinstance(hint, UnionType):
        found = [list(misfits(each, plain, where)) for each in choices]
        yield from [] if [] in found else found[0]
    elif isinstance(hint, type) and is_dataclass(hint):
        hints = hints_of(hint)
        is_one = isinstance(plain, dict) and plain.keys() == hints.keys()
        yield from misfits_of(hints, plain, where) if is_one else [where]
    elif get_origin(hint) is Mapping:
        yield from (key for key in plain if list(misfits(choices[0], key)))
        yield from misfits_of(dict.fromkeys(plain, choices[1]), plain, where)
    elif get_origin(hint) is tuple:
        numbered = {str(number): value for number, value in enumerate(plain)}
        yield from misfits_of(dict.fromkeys(numbered, choices[0]), numbered, where)
    else:
        is_word = issubclass(hint, StrEnum) and plain in set(hint)
        if not is_word and type(plain) not in ({int, float} if hint is float else {hint}):
            yield where


def misfits_of(hints: Mapping[str, Any], plain: Mapping[str, Any], where: str) -> Iterator[str]:
    for name, value in plain.items():
        yield from misfits(hints[name], value, f"{where}.{name}")


def fits(state: CardState) -> bool:
    plain = json.loads(json.dumps(parts(state), allow_nan=False))
    assert list(misfits(CardState, plain)) == []
    return True


@pytest.mark.parametrize(
    ("hint", "plain", "where"),
    [
        (float, 1, []),
        (float | None, None, []),
        (Mapping[Status, int], {"away": 1}, []),
        (float, "one", [""]),
        (float | None, True, [""]),
        (int, 1.5, [""]),
        (Status, "asleep", [""]),
        (CardState, {}, [""]),
        (PersonState, {"config_entry_id": "1", "name": 1}, [".name"]),
        (Mapping[Status, int], {"asleep": 1}, ["asleep"]),
        (tuple[int, ...], [1, "two"], [".1"]),
    ],
)
def test_a_misfit_is_found(hint, plain, where):
    """The other direction: whoever finds none proves nothing."""
    assert list(misfits(hint, plain)) == where


async def test_at_an_empty_desk_there_is_little_to_tell(english):
    state = english.state()
    assert fits(state)
    assert (state.contract, state.version, state.person.name) == (1, "0.1.0", "Alex")
    assert state.clock.posture is Posture.AWAY
    assert (state.clock.runs_from, state.clock.sat_for) == (None, 0)
    assert (state.coaching.status, state.coaching.reason) == (Status.AWAY, "reason_away")
    assert state.session is None
    assert (state.balance.last, state.balance.measurement) == (None, None)
    assert not state.balance.can_measure
    assert state.practice.day == "2026-03-02"


async def test_the_clock_is_told_once_and_runs_by_itself(hass, freezer, english, sit):
    await sit()
    await advance(hass, freezer, 5 * MINUTE)
    before = english.state()
    assert fits(before)
    assert before.clock.is_running
    assert before.clock.runs_from == before.clock.posture_since == NINE
    assert before.clock.sat_for is None
    assert before.coaching.due_at == NINE + 30 * 60
    assert before.clock.limit == 30 * 60
    assert before.clock.sitting_today == 5 * 60
    await advance(hass, freezer, timedelta(seconds=59.123457))
    assert changes(before, english.state()) == {}
    await advance(hass, freezer, SECOND)
    assert set(changes(before, english.state())) == {"clock"}


async def test_once_due_the_clock_still_runs_from_where_it_did(hass, freezer, english, sit):
    await sit()
    await advance(hass, freezer, 33 * MINUTE)
    state = english.state()
    assert state.coaching.is_due
    assert state.coaching.due_at == NINE + 30 * 60
    assert state.clock.runs_from == NINE


async def test_the_clock_stands_while_somebody_is_up_and_is_at_zero_after_a_break(
    hass, freezer, english, sit, leave
):
    await sit()
    await advance(hass, freezer, 10 * MINUTE)
    await leave()
    await advance(hass, freezer, MINUTE)
    clock = english.state().clock
    assert (clock.is_running, clock.runs_from, clock.sat_for) == (False, None, 600)
    await advance(hass, freezer, MINUTE)
    assert english.state().clock.sat_for == 0


@pytest.fixture
def two_calls(options: dict[str, Any]) -> None:
    """May keep Alex busy; comes before `init_integration`."""
    options[CONF_BUSY] = [CALL, MICROPHONE]


async def test_who_keeps_the_coach_waiting_is_called_by_name(
    hass: HomeAssistant, freezer, two_calls, english, sit
):
    hass.states.async_set(CALL, "on", {"friendly_name": "Camera"})
    hass.states.async_set(MICROPHONE, "on")
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    coaching = english.state().coaching
    assert coaching.reason == "reason_busy"
    assert coaching.sources == ("Camera", "microphone")
    hass.states.async_remove(MICROPHONE)
    assert english.state().coaching.sources == ("Camera", MICROPHONE)
    await hass.async_block_till_done()
    assert english.state().coaching.sources == ("Camera",)


async def test_what_may_be_done_about_a_break_follows_the_options(hass, init_integration, english):
    coaching = english.state().coaching
    assert (coaching.may_skip, coaching.snooze_for, coaching.snoozes_left) == (True, 600, 2)
    options = {
        **init_integration.options,
        CONF_STRICT: True,
        CONF_SNOOZE_FOR: {"minutes": 5},
    }
    hass.config_entries.async_update_entry(init_integration, options=options)
    coaching = english.state().coaching
    assert (coaching.may_skip, coaching.snooze_for) == (False, 300)


async def test_breaks_are_counted_by_what_came_of_them(hass, freezer, coach, english, sit, leave):
    assert english.state().coaching.breaks_taken_today == 0
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await leave()
    await advance(hass, freezer, 3 * MINUTE)
    coaching = english.state().coaching
    assert (coaching.breaks_taken_today, coaching.breaks_missed_today) == (1, 0)


async def test_a_session_is_told_with_what_is_to_be_heard(hass, freezer, coach, english):
    await coach.async_start_routine("desk_reset")
    await advance(hass, freezer, 8 * SECOND)
    state = english.state()
    assert fits(state)
    session = state.session
    assert (session.routine, session.phase) == ("desk_reset", RoutinePhase.PREPARE)
    assert (session.number, session.counted[0], session.is_paused) == (1, False, False)
    assert session.phase_began_at == session.started_at + 8
    assert (session.lasts, session.ends_at, session.remaining) == (8, session.started_at + 16, None)
    assert [(each.cue, each.after) for each in session.cues] == [("stance", 0), ("countdown", 5)]
    assert {each.exercise for each in session.steps} <= set(state.content.exercises)


async def test_paused_it_tells_what_is_left(hass, freezer, coach, english):
    await coach.async_start_routine()
    await advance(hass, freezer, 11 * SECOND)
    await coach.async_pause_routine()
    before = english.state()
    assert fits(before)
    assert (before.session.is_paused, before.session.ends_at) == (True, None)
    assert before.session.remaining == 5
    await advance(hass, freezer, 20 * SECOND)
    assert changes(before, english.state()) == {}
    await coach.async_resume_routine()
    assert english.state().session.phase_began_at == before.session.phase_began_at + 20


async def test_a_test_is_told_with_the_one_before_the_same_session(hass, freezer, coach, english):
    await coach.async_start_routine(has_balance_test=True)
    session = english.state().session
    assert (session.phase, session.lasts, session.ends_at) == ("balance_before", None, None)
    await coach.async_record_balance_test(None, BEFORE)
    balance = english.state().balance
    assert (balance.last.axes, balance.last.evenness, balance.before) == (BEFORE, 0, None)
    await advance(hass, freezer, 3 * MINUTE)
    await coach.async_record_balance_test(TestPhase.AFTER, AFTER)
    state = english.state()
    assert fits(state)
    assert (state.balance.last.axes, state.balance.before.axes) == (AFTER, BEFORE)
    assert state.balance.change == 75


@pytest.fixture
def scales(options: dict[str, Any]) -> None:
    """Of Alex; comes before `init_integration`."""
    options |= {CONF_LOAD_LEFT: LEFT, CONF_LOAD_RIGHT: RIGHT}


async def test_a_measurement_is_told_while_it_goes_on_and_afterwards(
    hass: HomeAssistant, freezer, scales, coach, english
):
    for cell, load in ((LEFT, "30"), (RIGHT, "50")):
        hass.states.async_set(cell, load, {"unit_of_measurement": "kg"})
    measuring = hass.async_create_background_task(coach.async_measure_balance(), "measuring")
    await hass.async_block_till_done()
    balance = english.state().balance
    assert (balance.can_measure, balance.live_left_right) == (True, 0.25)
    hass.states.async_set(RIGHT, "50.1", {"unit_of_measurement": "kg"})
    await hass.async_block_till_done()
    assert english.state().balance == balance, "nobody sees a tremble"
    hass.states.async_set(RIGHT, "50", {"unit_of_measurement": "kg"})
    await advance(hass, freezer, 21 * SECOND)
    await measuring
    state = english.state()
    assert fits(state)
    assert state.balance.live_left_right is None
    assert state.balance.measurement.left_right == pytest.approx(0.25, abs=0.001)


async def test_practice_tells_what_was_done_and_what_is_to_be_done(coach, english):
    practice = english.state().practice
    assert (practice.routine, practice.is_scheduled_today) == ("upper_back_three", True)
    assert practice.plan[0].exercise == "wall_elbow_curl"
    await coach.async_log_routine()
    await coach.async_record_check_in({"neck_pain": 3}, {})
    state = english.state()
    assert fits(state)
    assert state.practice.done_today == ("downward_dog", "overhead_extension", "wall_elbow_curl")
    assert (state.practice.is_done_today, state.practice.streak) == (True, 1)
    assert state.practice.last_routine_at == NINE
    assert state.practice.pains == {"neck_pain": 3}


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "Ellbogen an der Wand"), ("de-AT", "Ellbogen an der Wand"), ("tlh", "Wall elbow curl")],
)
async def test_texts_are_in_the_language_that_was_asked_for(coach, language, name):
    state = Presentation(coach, language).state()
    assert fits(state)
    assert state.content.exercises["wall_elbow_curl"].name == name
    assert len(state.content.axes["left_right"].answers) == 5


async def test_drawings_and_sounds_are_where_they_are_said_to_be(english):
    content = english.state().content
    addresses = {each for its in content.exercises.values() for each in (its.start, its.end)}
    drawings = {path.name for path in (FOLDER / "pictures").iterdir()}
    assert {f"{PICTURES_URL}/{name}?v=0.1.0" for name in drawings} >= addresses
    sounds = {path.name for path in (FOLDER / "sounds").iterdir()}
    assert {f"{SOUNDS_URL}/{name}" for name in sounds} >= set(content.sounds.values())
    assert content.sounds["countdown"] == f"{SOUNDS_URL}/countdown.wav"


async def test_ones_own_moves_are_told_as_they_were_written_and_have_no_drawing(
    coach, add_own_exercise
):
    german = Presentation(coach, "de")
    before = german.state()
    await add_own_exercise()
    state = german.state()
    assert fits(state)
    own = state.content.exercises["chin_tuck"]
    assert (own.name, own.steps, own.kind) == ("Chin tuck", ("Draw your chin back.",), "hold")
    assert (own.start, own.end) == (None, None)
    assert state.content.routines["short"].name == "Short"
    assert set(changes(before, state)) == {"content"}


async def test_texts_are_put_together_once(hass, init_integration, english):
    content = english.state().content
    assert english.state().content is content
    hass.config_entries.async_update_entry(init_integration, title="Alexander")
    state = english.state()
    assert state.person.name == "Alexander"
    assert state.content == content


async def test_only_the_parts_that_differ_are_told(english, sit):
    before = english.state()
    await sit()
    after = english.state()
    told = changes(before, after)
    assert set(told) == {"clock", "coaching"}
    assert {**parts(before), **told} == parts(after)
