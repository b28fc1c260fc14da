"""A streak that is older than the records at hand, on a real disk."""

from datetime import timedelta

from homeassistant.util import dt as dt_util

from custom_components.posture_coach.engine.records import SessionOutcome, SessionRecord

from .real_disk import hass_config_dir, hass_storage

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

DAYS = 800


def done_days_ago(number):
    day = dt_util.start_of_local_day() - timedelta(days=number)
    return SessionRecord(
        routine="desk_reset",
        outcome=SessionOutcome.COMPLETED,
        started_at=dt_util.as_utc(day + timedelta(hours=9)),
        ended_at=dt_util.as_utc(day + timedelta(hours=10)),
        moves=(),
        is_led=False,
    )


async def test_years_are_opened_as_long_as_it_goes_on(hass, init_integration):
    store = init_integration.runtime_data.store
    broken = [*range(1, DAYS + 1), DAYS + 2, 2 * DAYS]
    assert await store.async_add([done_days_ago(number) for number in broken])
    assert len(store.years) == 5
    await hass.config_entries.async_reload(init_integration.entry_id)
    again = init_integration.runtime_data
    assert again.data.practice.streak == DAYS
    assert again.store.covered_since.year == dt_util.now().year - 3
    assert again.data.practice.routines_this_week == 0
