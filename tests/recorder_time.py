"""What the recorder does as the hours go by."""

from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

HOUR = timedelta(hours=1)
PERIODS = [timedelta(minutes=minutes) for minutes in range(0, 60, 5)]


async def async_compile(
    hass: HomeAssistant, start: datetime, end: datetime, *, is_thorough: bool = False
) -> None:
    """Compile the statistics of all hours between two instants.

    The last period of an hour will do where nothing is lost that happens within the hour.
    """
    await async_wait_recording_done(hass)
    hour = dt_util.as_utc(start).replace(minute=0)
    while hour + HOUR <= end:
        for into in PERIODS if is_thorough else PERIODS[-1:]:
            do_adhoc_statistics(hass, start=hour + into)
        hour += HOUR
    await async_wait_recording_done(hass)
