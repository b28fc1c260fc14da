"""The page of the house holds what is there, and nothing else."""

from typing import Any

import pytest

from scripts.demo_house.dashboard import COACH_TILES, ROUTINE_TILES, TODAYS_ROUTINE, page
from scripts.demo_house.desk import Voices

VOICES = Voices(satellite="assist_satellite.a", speaker="media_player.b", notifier="n", voice="v")
ALL = {key: key.replace(".", ".alex_") for key in (*COACH_TILES, *ROUTINE_TILES, TODAYS_ROUTINE)}


def cards(coach: dict[str, str], section: str) -> list[dict[str, Any]]:
    sections = page(VOICES, coach)["views"][0]["sections"]
    return next(
        each["cards"][1:] for each in sections if each["cards"][0].get("heading") == section
    )


def test_the_card_comes_first():
    first = page(VOICES, ALL)["views"][0]["sections"][0]["cards"]
    assert [card["type"] for card in first] == ["custom:posture-coach-card"]


def test_without_the_coach_there_is_no_card():
    assert "posture-coach-card" not in str(page(VOICES, {}))


def test_today_s_moves_stand_above_the_figures_of_the_routine():
    moves, *tiles = cards(ALL, "Today's routine")
    assert (moves["type"], moves["entity"]) == ("todo-list", ALL[TODAYS_ROUTINE])
    assert [tile["entity"] for tile in tiles] == [ALL[key] for key in ROUTINE_TILES]


@pytest.mark.parametrize("missing", [TODAYS_ROUTINE, "sensor.streak", "sensor.status"])
def test_what_is_missing_is_left_out(missing):
    coach = {key: entity for key, entity in ALL.items() if key != missing}
    shown = str(page(VOICES, coach))
    assert ALL[missing] not in shown
    assert all(entity in shown for entity in coach.values())


def test_a_button_is_pressed_and_shows_no_state():
    tiles = {tile["entity"]: tile for tile in cards(ALL, "Today's routine")}
    start = tiles[ALL["button.start_routine"]]
    assert start["hide_state"]
    assert start["tap_action"] == {"action": "toggle"}
