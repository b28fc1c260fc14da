"""What stands in the house: the sensors of the desk as helpers, and the stand-ins that speak."""

import asyncio
from dataclasses import dataclass

from . import form
from .home import Home, Message

CHAIR = "input_boolean.chair"
PRESENCE = "input_boolean.presence"
COMPUTER = "input_boolean.computer"
BUSY = "input_boolean.busy"
DESK_HEIGHT = "input_number.desk_height"
SENSORS = {
    CHAIR: "chair",
    PRESENCE: "presence",
    COMPUTER: "computer",
    BUSY: "in a call",
    DESK_HEIGHT: "desk height",
}
ROOM = "Office"
ERRANDS = ("google_translate", "met", "radio_browser", "shopping_list")
FLOWS = "/api/config/config_entries/flow"


@dataclass(frozen=True, slots=True)
class Voices:
    """The entity ids of the stand-ins."""

    satellite: str
    speaker: str
    notifier: str
    voice: str


async def wait_until_started(home: Home) -> None:
    """Wait until Home Assistant has started everything."""
    # Its event would not reach somebody who comes after it.
    while (await home.ask("get_config"))["state"] != "RUNNING":  # noqa: ASYNC110 (see above)
        await asyncio.sleep(0.2)


async def entries_of(home: Home, domain: str) -> list[Message]:
    """Return the config entries of an integration."""
    entries: list[Message] = await home.ask("config_entries/get", domain=domain)
    return entries


async def confirm_address(home: Home) -> None:
    """Confirm the address in the configuration; else Home Assistant asks the user to do it."""
    if (await home.ask("http/config"))["pending"] is not None:
        await home.ask("http/config/promote")
    # A house that is built by a program has its address in the configuration file.
    for issue in (await home.ask("repairs/list_issues"))["issues"]:
        if (issue["domain"], issue["issue_id"]) == ("http", "deprecated_yaml"):
            await home.ask(
                "repairs/ignore_issue", domain="http", issue_id="deprecated_yaml", ignore=True
            )


async def cancel_errands(home: Home) -> None:
    """Remove what the onboarding has set up on its own: the house must not call out."""
    for domain in ERRANDS:
        for entry in await entries_of(home, domain):
            await home.request("DELETE", f"/api/config/config_entries/entry/{entry['entry_id']}")


async def set_up_voices(home: Home) -> Voices:
    """Add the stand-ins through their config flow; Assist hears and speaks through them."""
    if not await entries_of(home, "posture_demo"):
        await form.walk(home, FLOWS, {"handler": "posture_demo"}, {})
    found = await home.entities_of("posture_demo")
    voices = Voices(
        satellite=found["assist_satellite.satellite"],
        speaker=found["media_player.speaker"],
        notifier=found["notify.notifier"],
        voice=found["tts.voice"],
    )
    for pipeline in (await home.ask("assist_pipeline/pipeline/list"))["pipelines"]:
        changed = pipeline | {
            "stt_engine": found["stt.ears"],
            "stt_language": "en",
            "tts_engine": voices.voice,
            "tts_language": "en",
            "tts_voice": None,
        }
        number = changed.pop("id")
        await home.ask("assist_pipeline/pipeline/update", pipeline_id=number, **changed)
    return voices


async def arrange_room(home: Home, voices: Voices) -> None:
    """Put the desk and the stand-ins into one room, and remove the empty ones."""
    rooms = {area["name"]: area["area_id"] for area in await home.ask("config/area_registry/list")}
    for name, area in rooms.items():
        if name != ROOM:
            await home.ask("config/area_registry/delete", area_id=area)
    if ROOM not in rooms:
        created = await home.ask("config/area_registry/create", name=ROOM, icon="mdi:desk")
        rooms[ROOM] = created["area_id"]
    for entity in (*SENSORS, voices.satellite, voices.speaker, voices.notifier, voices.voice):
        await home.ask("config/entity_registry/update", entity_id=entity, area_id=rooms[ROOM])


async def move_chair(home: Home, *, is_taken: bool) -> None:
    """Sit down or stand up: the chair and the presence at the desk change together."""
    await home.act(f"input_boolean.turn_{'on' if is_taken else 'off'}", target=[CHAIR, PRESENCE])
