"""A break is announced in one's own words."""

from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from ..conftest import CALL, advance
from .conftest import TELL, messages

LIMIT = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


async def test_a_reminder_is_announced_in_own_words(hass, use, told, freezer, sit):
    announced = async_mock_service(hass, "assist_satellite", "announce")
    spoken = async_mock_service(hass, "tts", "speak")
    await use(
        "desk_break_announcement",
        text="{{ person_name }}, {{ sitting_minutes }} minutes, reminder {{ prompts }}.",
        satellites=["assist_satellite.desk"],
        voice="tts.voice",
        speakers=["media_player.shelf"],
        own_actions=TELL,
    )
    await sit()
    await advance(hass, freezer, LIMIT - SECOND)
    assert not announced + spoken + told
    await advance(hass, freezer, SECOND)
    said = "Alex, 30 minutes, reminder 1."
    assert [each.data for each in announced] == [
        {"entity_id": ["assist_satellite.desk"], "message": said}
    ]
    assert [each.data for each in spoken] == [
        {
            "entity_id": ["tts.voice"],
            "media_player_entity_id": ["media_player.shelf"],
            "message": said,
        }
    ]
    assert messages(told) == [said]


async def test_a_break_is_announced_on_what_was_chosen_only(hass, use, told, freezer, sit):
    announced = async_mock_service(hass, "assist_satellite", "announce")
    spoken = async_mock_service(hass, "tts", "speak")
    await use("desk_break_announcement", own_actions=TELL, voice="tts.voice")
    await sit()
    await advance(hass, freezer, LIMIT)
    assert not announced + spoken
    assert messages(told) == ["You have been sitting for 30 minutes. Time to get up for a moment."]


async def test_a_satellite_that_fails_keeps_nothing_else_from_happening(
    hass, use, told, freezer, sit
):
    async_mock_service(
        hass, "assist_satellite", "announce", raise_exception=TimeoutError("no answer")
    )
    await use("desk_break_announcement", satellites=["assist_satellite.desk"], own_actions=TELL)
    await sit()
    await advance(hass, freezer, LIMIT)
    assert len(told) == 1


@pytest.mark.parametrize("moment", ["prompted", "due"])
async def test_a_call_holds_a_reminder_but_not_the_moment_it_is_due(
    hass, use, told, freezer, sit, set_states, moment
):
    await use("desk_break_announcement", moment=moment, own_actions=TELL)
    await sit({CALL: "on"})
    await advance(hass, freezer, LIMIT + MINUTE)
    assert len(told) == (moment == "due")
    await set_states({CALL: "off"})
    assert len(told) == 1
