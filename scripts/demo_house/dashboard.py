"""The first page of the house: the card, the desk to click on, and what was said."""

from collections.abc import Iterable, Mapping
from typing import Any

from .desk import DESK_HEIGHT, SENSORS, Voices
from .home import Home

ADDRESS = "demo-desk"
CARD: Mapping[str, Any] = {
    "type": "custom:posture-coach-card",
    "grid_options": {"columns": "full"},
}
"""Alex is the only one here, so it need not be told whom it is about."""
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
ROUTINE_TILES = (
    "sensor.routine_phase",
    "binary_sensor.routine_done_today",
    "sensor.streak",
    "sensor.routines_this_week",
    "sensor.balance_evenness",
    "sensor.last_balance_test",
    "button.start_routine",
    "button.next_exercise",
    "button.stop_routine",
)
"""The same of the routine."""
TODAYS_ROUTINE = "todo.todays_routine"
TOLD = ("sensor.status", "event.break", "sensor.routine_phase")
"""What the logbook shows of the coach."""
STATE_CONTENT: Mapping[str, list[str]] = {
    "event.break": ["event_type", "last_changed"],
    "sensor.routine_phase": ["state", "exercise_name"],
}
"""Where a tile shows something else than the state."""
NAMES: Mapping[str, str] = {
    "sensor.breaks_taken_today": "Breaks today",
    "binary_sensor.routine_done_today": "Done today",
    "sensor.routines_this_week": "This week",
    "sensor.balance_evenness": "Evenness",
    "sensor.last_balance_test": "Last test",
}
"""Names that fit into half a tile, for those whose own does not."""
WIDE = {"columns": 12}
ON_WIDE_SCREENS = [{"condition": "screen", "media_query": "(min-width: 768px)"}]


def _heading(title: str, icon: str) -> dict[str, Any]:
    return {"type": "heading", "heading": title, "icon": icon}


def _section(title: str, icon: str, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "grid", "cards": [_heading(title, icon), *cards]}


def _sensor_tile(entity_id: str) -> dict[str, Any]:
    if entity_id == DESK_HEIGHT:
        return {
            "type": "tile",
            "entity": entity_id,
            "grid_options": WIDE,
            "features": [{"type": "numeric-input", "style": "slider"}],
        }
    return {
        "type": "tile",
        "entity": entity_id,
        "tap_action": {"action": "toggle"},
        "icon_tap_action": {"action": "toggle"},
    }


def _coach_tile(key: str, entity_id: str) -> dict[str, Any]:
    name = NAMES.get(key, {"type": "entity"})
    tile: dict[str, Any] = {"type": "tile", "entity": entity_id, "name": name}
    if key.startswith("button."):
        # The state of a button is when it was pressed, which nobody asks for.
        press = {"action": "toggle"}
        tile |= {"hide_state": True, "tap_action": press, "icon_tap_action": press}
    elif content := STATE_CONTENT.get(key):
        tile |= {"state_content": content, "grid_options": WIDE}
    return tile


def _tiles(coach: Mapping[str, str], keys: Iterable[str]) -> list[dict[str, Any]]:
    return [_coach_tile(key, coach[key]) for key in keys if key in coach]


def _routine(coach: Mapping[str, str]) -> list[dict[str, Any]]:
    """Today's moves, each of which can be ticked, and what is led."""
    tiles = _tiles(coach, ROUTINE_TILES)
    if moves := coach.get(TODAYS_ROUTINE):
        shown = {"type": "todo-list", "entity": moves, "hide_create": True}
        tiles.insert(0, shown | {"grid_options": WIDE})
    return tiles


def _said(voices: Voices) -> dict[str, Any]:
    rows = (
        f"**{name}**: {{{{ state_attr('{entity}', 'last_message') or 'nothing yet' }}}}"
        for name, entity in (
            ("Speaker", voices.speaker),
            ("Satellite", voices.satellite),
            ("Notifier", voices.notifier),
        )
    )
    return {"type": "markdown", "content": "\n\n".join(rows), "grid_options": WIDE}


def page(voices: Voices, coach: dict[str, str]) -> dict[str, Any]:
    """Return the dashboard for these stand-ins and these entities of the coach."""
    told = [coach[key] for key in TOLD if key in coach]
    logbook = {
        "type": "logbook",
        "target": {"entity_id": [*SENSORS, *told]},
        "hours_to_show": 1,
        "grid_options": {"columns": 12, "rows": 5},
        "visibility": ON_WIDE_SCREENS,
    }
    desk = [*map(_sensor_tile, SENSORS), _heading("What was said", "mdi:bullhorn"), _said(voices)]
    sections = [
        *([{"type": "grid", "cards": [CARD]}] if coach else []),
        _section("At the desk", "mdi:desk", [*desk, logbook]),
        _section("Posture Coach", "mdi:human", _tiles(coach, COACH_TILES)),
        _section("Today's routine", "mdi:yoga", _routine(coach)),
    ]
    view = {"title": "Desk", "type": "sections", "max_columns": 4, "sections": sections}
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
