"""The first page of the house: the desk to click on, the coach, and what was said."""

from collections.abc import Iterable
from typing import Any

from .desk import DESK_HEIGHT, SENSORS, Voices
from .home import Home

ADDRESS = "demo-desk"
COACH_TILES = (
    "sensor.status",
    "sensor.posture",
    "binary_sensor.break_due",
    "sensor.break_due_at",
    "sensor.sitting_today",
    "sensor.breaks_taken_today",
    "event.break",
    "switch.coaching",
    "button.snooze_break",
    "button.skip_break",
    "button.take_break",
)
"""What is shown of the coach, as far as it is there, by domain and translation key."""


def _section(title: str, icon: str, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    heading = {"type": "heading", "heading": title, "icon": icon}
    return {"type": "grid", "cards": [heading, *cards]}


def _sensor_tile(entity_id: str) -> dict[str, Any]:
    if entity_id == DESK_HEIGHT:
        return {
            "type": "tile",
            "entity": entity_id,
            "grid_options": {"columns": 12},
            "features": [{"type": "numeric-input", "style": "slider"}],
        }
    return {
        "type": "tile",
        "entity": entity_id,
        "tap_action": {"action": "toggle"},
        "icon_tap_action": {"action": "toggle"},
    }


def _coach_tile(key: str, entity_id: str) -> dict[str, Any]:
    tile: dict[str, Any] = {"type": "tile", "entity": entity_id, "name": {"type": "entity"}}
    if key.startswith("button."):
        # The state of a button is when it was pressed, which nobody asks for.
        press = {"action": "toggle"}
        tile |= {"hide_state": True, "tap_action": press, "icon_tap_action": press}
    elif key.startswith("event."):
        tile["state_content"] = ["event_type", "last_changed"]
    return tile


def _why(status: str) -> dict[str, Any]:
    content = f"{{{{ state_attr('{status}', 'reason') or 'Nothing to say.' }}}}"
    return {"type": "markdown", "content": content, "grid_options": {"columns": 12}}


def _said(voices: Voices) -> dict[str, Any]:
    rows = (
        f"**{name}**: {{{{ state_attr('{entity}', 'last_message') or 'nothing yet' }}}}"
        for name, entity in (
            ("Speaker", voices.speaker),
            ("Satellite", voices.satellite),
            ("Notifier", voices.notifier),
        )
    )
    return {"type": "markdown", "content": "\n\n".join(rows), "grid_options": {"columns": 12}}


def page(voices: Voices, coach: dict[str, str]) -> dict[str, Any]:
    """Return the dashboard for these stand-ins and these entities of the coach."""
    tiles = [_coach_tile(key, coach[key]) for key in COACH_TILES if key in coach]
    if "sensor.status" in coach:
        tiles.insert(0, _why(coach["sensor.status"]))
    told = [coach[key] for key in ("sensor.status", "event.break") if key in coach]
    sections = [
        _section("At the desk", "mdi:desk", map(_sensor_tile, SENSORS)),
        _section("Posture Coach", "mdi:human", tiles),
        _section(
            "What was said",
            "mdi:bullhorn",
            [
                _said(voices),
                {
                    "type": "logbook",
                    "target": {"entity_id": [*SENSORS, *told]},
                    "hours_to_show": 1,
                    "grid_options": {"columns": 12, "rows": 8},
                },
            ],
        ),
    ]
    view = {"title": "Desk", "type": "sections", "max_columns": 3, "sections": sections}
    return {"title": "Desk", "views": [view]}


async def hang_up(home: Home, voices: Voices) -> str:
    """Make the page the one that opens first, and return its address."""
    boards = await home.ask("lovelace/dashboards/list")
    if not any(board["url_path"] == ADDRESS for board in boards):
        await home.ask(
            "lovelace/dashboards/create", url_path=ADDRESS, title="Desk", icon="mdi:desk"
        )
    coach = await home.entities_of("posture_coach")
    await home.ask("lovelace/config/save", url_path=ADDRESS, config=page(voices, coach))
    await home.ask("frontend/set_system_data", key="core", value={"default_panel": ADDRESS})
    return f"{home.address}/{ADDRESS}"
