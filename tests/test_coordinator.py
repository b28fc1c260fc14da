"""One owner, one timer, and a memory that survives."""

import asyncio
from datetime import timedelta
import time
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.coordinator import CoachCoordinator
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import BreakHappened
from custom_components.posture_coach.engine.model import (
    BreakEventKind,
    BreakOutcome,
    Posture,
    Status,
)
from custom_components.posture_coach.engine.records import BreakRecord
from custom_components.posture_coach.partition import CheckedStore
from custom_components.posture_coach.store import CoachStore

from .conftest import CALL, CHAIR, DUTY, PERSON, PRESENCE, advance

MINUTE = timedelta(minutes=1)


def told(coordinator: CoachCoordinator) -> list[BreakEventKind]:
    kinds: list[BreakEventKind] = []
    coordinator.async_add_effect_listener(
        lambda effect: kinds.append(effect.kind) if isinstance(effect, BreakHappened) else None
    )
    return kinds


async def restart(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    downtime: timedelta,
) -> CoachCoordinator:
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.tick(downtime)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry.runtime_data


async def test_a_break_becomes_due_is_prompted_and_taken(
    hass, freezer, init_integration, sit, leave
):
    coordinator = init_integration.runtime_data
    kinds = told(coordinator)
    await sit()
    await advance(hass, freezer, 30 * MINUTE)
    assert coordinator.data.is_due
    assert coordinator.data.status is Status.BREAK_DUE
    await leave()
    await advance(hass, freezer, 2 * MINUTE)
    assert not coordinator.data.is_due
    assert coordinator.data.breaks_today == {BreakOutcome.TAKEN: 1}
    assert kinds == [
        BreakEventKind.DUE,
        BreakEventKind.PROMPTED,
        BreakEventKind.STARTED,
        BreakEventKind.TAKEN,
    ]


async def test_only_the_next_day_is_waited_for_while_nothing_is_pending(
    hass, freezer, init_integration, sit, leave
):
    coordinator = init_integration.runtime_data
    tomorrow = dt_util.start_of_local_day() + timedelta(days=1)
    waits = [coordinator._wake_at]
    await sit()
    waits.append(coordinator._wake_at < tomorrow)
    await advance(hass, freezer, MINUTE)
    await leave()
    await advance(hass, freezer, 3 * MINUTE)
    waits.append(coordinator._wake_at)
    assert waits == [tomorrow, True, tomorrow]
    await advance(hass, freezer, timedelta(days=1))
    assert coordinator._wake_at == tomorrow + timedelta(days=1)


async def test_an_event_that_changes_no_evidence_wakes_nobody(hass, init_integration, sit):
    coordinator = init_integration.runtime_data
    await sit()
    with patch.object(coordinator._coach, "handle") as handle:
        for battery in range(100):
            hass.states.async_set(CHAIR, "on", {"battery": battery})
        await hass.async_block_till_done()
    handle.assert_not_called()


async def test_a_hold_is_looked_at_afresh_when_it_ends(
    hass, freezer, init_integration, sit, set_states
):
    coordinator = init_integration.runtime_data
    kinds = told(coordinator)
    await sit()
    await set_states({CALL: "on"})
    await advance(hass, freezer, 40 * MINUTE)
    assert kinds == [BreakEventKind.DUE]
    assert coordinator.data.status is Status.ON_HOLD
    assert coordinator.data.reason.sources == (f"busy/{CALL}",)
    await set_states({CALL: "unavailable"})
    await advance(hass, freezer, timedelta(seconds=1))
    assert kinds == [BreakEventKind.DUE, BreakEventKind.PROMPTED]


async def test_off_duty_sitting_is_counted_and_not_prompted(
    hass, freezer, init_integration, sit, set_states
):
    coordinator = init_integration.runtime_data
    kinds = told(coordinator)
    await set_states({DUTY: "off"})
    await sit()
    await advance(hass, freezer, 60 * MINUTE)
    assert BreakEventKind.PROMPTED not in kinds
    assert coordinator.data.status is Status.OFF_DUTY
    assert coordinator.data.sitting_today == 60 * MINUTE


async def test_somebody_who_is_not_at_home_is_away_whatever_the_desk_says(
    hass, init_integration, sit, set_states
):
    await set_states({PERSON: "not_home"})
    await sit()
    assert init_integration.runtime_data.data.posture is Posture.AWAY


@pytest.mark.parametrize(
    ("downtime", "sat"),
    [(5 * MINUTE, 25 * MINUTE), (11 * MINUTE, 20 * MINUTE)],
    ids=["a short restart was sat through", "a long one is unknown"],
)
async def test_the_clock_goes_on_after_a_restart(
    hass, freezer, init_integration, sit, downtime, sat
):
    await sit()
    await advance(hass, freezer, 20 * MINUTE)
    coordinator = await restart(hass, init_integration, freezer, downtime)
    assert coordinator.snapshot_now().sat_for == sat
    assert coordinator.data.posture is Posture.SITTING


async def test_a_break_that_is_due_is_still_due_after_a_restart(
    hass, freezer, init_integration, sit
):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    coordinator = await restart(hass, init_integration, freezer, MINUTE)
    assert coordinator.data.is_due
    assert coordinator.data.prompts == 1
    kinds = told(coordinator)
    await advance(hass, freezer, 4 * MINUTE)
    assert kinds == [BreakEventKind.PROMPTED]


async def test_a_crash_costs_nothing_while_the_last_save_is_recent(
    hass, freezer, init_integration, sit, hass_storage
):
    """Killed without a word: only what was saved while sitting is there."""
    await sit()
    await advance(hass, freezer, 28 * MINUTE)
    saved = dict(hass_storage[f"posture_coach/{init_integration.entry_id}/running"])
    await hass.config_entries.async_unload(init_integration.entry_id)
    hass_storage[f"posture_coach/{init_integration.entry_id}/running"] = saved
    freezer.tick(2 * MINUTE)
    await hass.config_entries.async_setup(init_integration.entry_id)
    await hass.async_block_till_done()
    coordinator = init_integration.runtime_data
    assert coordinator.snapshot_now().sat_for == 30 * MINUTE
    assert coordinator.data.is_due


async def test_nothing_is_written_any_more_once_it_has_stopped(hass, init_integration):
    coordinator = init_integration.runtime_data
    written: list[str] = []
    write = CheckedStore._async_write_data

    async def slow(store: CheckedStore, data: dict[str, Any]) -> None:
        name = store.key.rpartition("/")[2]
        await asyncio.to_thread(time.sleep, 0.01 if name == "running" else 0.1)
        await write(store, data)
        written.append(name)

    with patch.object(CheckedStore, "_async_write_data", slow):
        hass.async_create_task(coordinator.async_record_check_in({"neck_pain": 1}, {}))
        await coordinator.async_stop()
        in_time = list(written)
        await hass.async_block_till_done()
    assert (in_time[0], in_time[-1]) == ("2026", "running")
    assert written == in_time


async def test_a_break_that_ends_while_home_assistant_is_down_is_recorded(
    hass, freezer, init_integration, sit
):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await init_integration.runtime_data.async_take_break()
    await advance(hass, freezer, MINUTE)
    coordinator = await restart(hass, init_integration, freezer, 5 * MINUTE)
    (record,) = coordinator.store.records_at_hand()
    assert isinstance(record, BreakRecord)
    assert (record.outcome, record.verified) == (BreakOutcome.TAKEN, False)
    assert coordinator.data.breaks_today == {BreakOutcome.TAKEN: 1}


async def test_a_clock_that_was_set_back_meanwhile_costs_nothing(
    hass, freezer, init_integration, sit, hass_storage
):
    await sit()
    await advance(hass, freezer, 20 * MINUTE)
    coordinator = await restart(hass, init_integration, freezer, timedelta(hours=-5))
    assert coordinator.snapshot_now().sat_for == 20 * MINUTE


# The calendar of a platform that stays loaded goes on waiting for its next event.
@pytest.mark.parametrize("expected_lingering_timers", [True], ids=["with a calendar"])
async def test_an_entry_whose_platforms_stay_loaded_goes_on(hass, init_integration):
    with patch.object(hass.config_entries, "async_unload_platforms", return_value=False):
        assert not await hass.config_entries.async_unload(init_integration.entry_id)
    assert init_integration.state is ConfigEntryState.FAILED_UNLOAD


async def test_the_breaks_of_today_are_counted_from_the_records(
    hass, freezer, init_integration, sit, leave, hass_storage
):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await leave()
    await advance(hass, freezer, 3 * MINUTE)
    del hass_storage[f"posture_coach/{init_integration.entry_id}/running"]
    await hass.config_entries.async_unload(init_integration.entry_id)
    del hass_storage[f"posture_coach/{init_integration.entry_id}/running"]
    await hass.config_entries.async_setup(init_integration.entry_id)
    assert init_integration.runtime_data.data.breaks_today == {BreakOutcome.TAKEN: 1}


@pytest.mark.parametrize("running", [{}, {"saved_at": "yesterday"}, {"saved_at": 5, "coach": []}])
async def test_a_running_state_that_cannot_be_read_starts_anew(
    hass, house, entry, hass_storage, running, caplog
):
    hass_storage[f"posture_coach/{entry.entry_id}/running"] = {"version": 1, "data": running}
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.data.sat_for == timedelta(0)


async def test_records_that_cannot_be_opened_are_waited_for(hass, house, entry):
    entry.add_to_hass(hass)
    with patch.object(CoachStore, "async_load", side_effect=HomeAssistantError):
        assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert await hass.config_entries.async_reload(entry.entry_id)


async def test_the_running_state_is_saved_when_home_assistant_stops(
    hass, freezer, init_integration, sit, hass_storage
):
    await sit()
    await advance(hass, freezer, 3 * MINUTE)
    hass.set_state(CoreState.stopping)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    saved = hass_storage[f"posture_coach/{init_integration.entry_id}/running"]["data"]
    assert saved["saved_at"] == dt_util.utcnow().isoformat()
    hass.set_state(CoreState.running)


async def test_sources_that_come_up_late_are_waited_for(hass, house, entry, freezer, sit):
    """Entities restore one by one; evaluated too early, a restart would end everybody's sitting."""
    hass.set_state(CoreState.starting)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await sit()
    postures = [entry.runtime_data.data.posture]
    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await hass.async_block_till_done()
    postures.append(entry.runtime_data.data.posture)
    assert postures == [Posture.UNKNOWN, Posture.SITTING]


@pytest.mark.parametrize("jump", [timedelta(hours=9), timedelta(hours=-9)])
async def test_a_wall_clock_that_is_set_is_no_sitting(hass, freezer, init_integration, sit, jump):
    coordinator = init_integration.runtime_data
    await sit()
    await advance(hass, freezer, 10 * MINUTE)
    with patch(
        "custom_components.posture_coach.coordinator.time.monotonic",
        side_effect=lambda: dt_util.utcnow().timestamp() - jump.total_seconds(),
    ):
        freezer.tick(jump)
        hass.states.async_set(PRESENCE, "off")
        await hass.async_block_till_done()
        assert coordinator.snapshot_now().sat_for == 10 * MINUTE
        await advance(hass, freezer, 2 * MINUTE)
        assert coordinator.snapshot_now().sat_for == 12 * MINUTE


async def test_a_burst_is_worked_off_and_shown_once(hass, init_integration):
    coordinator = init_integration.runtime_data
    shown: list[Posture] = []
    coordinator.async_add_listener(lambda: shown.append(coordinator.data.posture))
    for count in range(10_000):
        hass.states.async_set(CHAIR, "on" if count % 2 else "off")
    await hass.async_block_till_done()
    assert coordinator.data.posture is Posture.SITTING
    assert len(shown) < 100


async def test_a_refused_request_still_tells_what_time_has_brought(
    hass, freezer, init_integration, sit
):
    coordinator = init_integration.runtime_data
    kinds = told(coordinator)
    await sit()
    freezer.tick(29 * MINUTE)
    with pytest.raises(CoachError):
        await coordinator.async_snooze_break()
    assert kinds == []
    freezer.tick(2 * MINUTE)
    with pytest.raises(CoachError):
        await coordinator.async_pause_coaching(dt_util.utcnow() - MINUTE)
    assert kinds == [BreakEventKind.DUE, BreakEventKind.PROMPTED]


async def test_coaching_paused_until_a_time_goes_on_by_itself(hass, freezer, init_integration, sit):
    coordinator = init_integration.runtime_data
    kinds = told(coordinator)
    await sit()
    await coordinator.async_pause_coaching(dt_util.now() + 45 * MINUTE)
    await advance(hass, freezer, 44 * MINUTE)
    assert coordinator.data.status is Status.PAUSED
    assert BreakEventKind.PROMPTED not in kinds
    await advance(hass, freezer, 2 * MINUTE)
    assert kinds == [BreakEventKind.DUE, BreakEventKind.PROMPTED]


async def test_a_new_limit_counts_at_once_and_is_kept(hass, freezer, init_integration, sit):
    coordinator = init_integration.runtime_data
    await sit()
    await advance(hass, freezer, 20 * MINUTE)
    await coordinator.async_set_sitting_limit(15 * MINUTE)
    await hass.async_block_till_done()
    assert coordinator.data.is_due
    assert timedelta(**init_integration.options["sitting_limit"]) == 15 * MINUTE
    assert init_integration.state is ConfigEntryState.LOADED


async def test_a_renamed_sensor_is_followed(hass, init_integration, set_states):
    entities = er.async_get(hass)
    made = entities.async_get_or_create(
        "input_boolean", "test", "chair", suggested_object_id="chair_2"
    )
    options = {**init_integration.options, "seat": [made.entity_id]}
    hass.config_entries.async_update_entry(init_integration, options=options)
    entities.async_update_entity(made.entity_id, new_entity_id="input_boolean.throne")
    entities.async_update_entity(made.entity_id.replace("chair_2", "throne"), name="Throne")
    await hass.async_block_till_done()
    assert init_integration.options["seat"] == ["input_boolean.throne"]
    await set_states({"input_boolean.throne": "on"})
    assert init_integration.runtime_data.data.posture is Posture.SITTING


async def test_removing_a_person_leaves_nothing_behind(
    hass, freezer, init_integration, sit, leave, hass_storage
):
    await sit()
    await advance(hass, freezer, 31 * MINUTE)
    await leave()
    await advance(hass, freezer, 3 * MINUTE)
    assert any("posture_coach" in key for key in hass_storage)
    await hass.config_entries.async_remove(init_integration.entry_id)
    await hass.async_block_till_done()
    assert [key for key in hass_storage if "running" in key] == []
