"""What happens in the house, as lines to read."""

from datetime import datetime
from typing import Any

import pytest

from scripts.demo_house.desk import CHAIR, Voices
from scripts.demo_house.story import Story

AT = "2026-03-02T09:00:00+00:00"
VOICES = Voices(
    satellite="assist_satellite.desk", speaker="media_player.desk", notifier="n", voice="v"
)
ENTITIES = {
    "sensor.status": "sensor.alex_status",
    "event.break": "event.alex_break",
    "sensor.routine_phase": "sensor.alex_routine_phase",
    "event.routine": "event.alex_routine",
    "event.balance_test": "event.alex_balance_test",
}
STEP = {"step": 2, "steps": 3, "exercise_name": "Overhead extension", "dose": 30}


class QuietHome:
    """A house whose events are told by hand."""

    def __init__(self) -> None:
        self.listeners: dict[str, Any] = {}

    async def entities_of(self, platform: str) -> dict[str, str]:
        return ENTITIES

    async def listen(self, listener: Any, **fields: Any) -> None:
        self.listeners[fields["event_type"]] = listener


@pytest.fixture
async def listeners():
    home: Any = QuietHome()
    await Story(home, VOICES, lambda at: f"{at:%H:%M}", 30).follow()
    return home.listeners


def changed(entity_id: str, new: str, **attributes: Any) -> dict[str, Any]:
    return {
        "time_fired": datetime.fromisoformat(AT).isoformat(),
        "data": {
            "entity_id": entity_id,
            "old_state": {"state": "before"},
            "new_state": {"state": new, "attributes": attributes},
        },
    }


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (changed(CHAIR, "on"), "chair        on"),
        (
            changed("sensor.alex_status", "watching", reason="30 min to go"),
            "coach        watching: 30 min to go",
        ),
        (
            changed("event.alex_break", AT, event_type="due", sitting_for=60),
            "break        due, recorded sitting 30 min",
        ),
        (changed("sensor.alex_routine_phase", "get_ready"), "phase        get ready"),
        (
            changed("sensor.alex_routine_phase", "work", **STEP),
            "phase        work, 2 of 3: Overhead extension, 30",
        ),
        (
            changed("event.alex_routine", AT, event_type="completed", routine="desk_reset"),
            "routine      completed, desk reset",
        ),
        (
            changed("event.alex_balance_test", AT, phase="before", evenness=33.3, change=None),
            "balance      before, evenness 33.3",
        ),
        (
            changed("event.alex_balance_test", AT, phase="after", evenness=83.3, change=50.0),
            "balance      after, evenness 83.3, change +50.0",
        ),
    ],
    ids=["sensor", "status", "break", "phase", "move", "routine", "first test", "second test"],
)
async def test_a_change_is_told_in_one_line(listeners, capsys, event, line):
    listeners["state_changed"](event)
    assert capsys.readouterr().out == f"09:00  {line}\n"


@pytest.mark.parametrize(
    "event",
    [changed("light.kitchen", "on"), changed("sensor.alex_status", "unavailable")],
    ids=["of something else", "unavailable"],
)
async def test_other_changes_are_not_told(listeners, capsys, event):
    listeners["state_changed"](event)
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"kind": "speak", "message": "Half-way."}, 'speaker      "Half-way."'),
        ({"kind": "play", "message": "/sounds/countdown.wav"}, "speaker      plays countdown.wav"),
    ],
    ids=["speech", "sound"],
)
async def test_speech_is_quoted_and_a_sound_is_named(listeners, capsys, told, line):
    event = {"time_fired": AT, "data": {"entity_id": VOICES.speaker, **told}}
    listeners["posture_demo_told"](event)
    assert capsys.readouterr().out == f"09:00  {line}\n"
