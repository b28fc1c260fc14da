"""A whole routine, from the button to the last word, as a room hears it."""

from datetime import timedelta

from custom_components.posture_coach.const import SOUNDS_URL

from .conftest import advance
from .room import Room
from .test_guide import VOICES

COUNTDOWN = f"{SOUNDS_URL}/countdown.wav"
HEARD = [
    "Upper back routine. 3 moves, about 2 minutes. Get ready.",
    "Wall elbow curl. Back to the wall, fists at your temples, thumbs down.",
    COUNTDOWN,
    "Begin: 10 repetitions.",
    "Half-way.",
    "Ten seconds left.",
    COUNTDOWN,
    "Rest. Next: Overhead extension.",
    "Overhead extension. Stand tall, feet hip-width, fingers interlaced.",
    COUNTDOWN,
    "Begin: hold for 30 seconds.",
    "Half-way.",
    "Ten seconds left.",
    COUNTDOWN,
    "Rest. Next: Downward dog.",
    "Downward dog. On hands and knees, fingers spread, toes tucked.",
    COUNTDOWN,
    "Begin: hold for 20 seconds.",
    "Half-way.",
    COUNTDOWN,
    "All done. Nicely moved, Alex.",
]


async def test_every_word_is_heard_in_its_time(hass, house, entry, freezer):
    """Also from a speaker, of which it is only guessed when it has finished a line."""
    room = Room()
    await room.async_set_up(hass)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={**entry.options, **VOICES})
    assert await hass.config_entries.async_setup(entry.entry_id)
    coordinator = entry.runtime_data
    await coordinator.async_start_routine("upper_back_three")
    await advance(hass, freezer, timedelta(minutes=3))
    assert coordinator.data.session is None
    assert room.satellite.heard == HEARD
    assert room.speaker.heard == HEARD
