"""Prints what happens in the house, one aligned line each, as Home Assistant reports it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
import sys

from .desk import SENSORS, Voices
from .home import Home, Message

WHO = 12
"""Width of the column that says who or what it is about."""

type Clock = Callable[[datetime], str]
type Teller = tuple[str, Callable[[Message], str]]
"""Whom a change of state is about, and its words."""


def say(text: str = "") -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Story:
    """Turns events of Home Assistant into lines; the clock says what time to write before them."""

    def __init__(self, home: Home, voices: Voices, clock: Clock, speed: float) -> None:
        """Prepare the story; nothing is printed before `follow`."""
        self._home = home
        self._clock = clock
        self._speed = speed
        self._names = {
            voices.satellite: "satellite",
            voices.speaker: "speaker",
            voices.notifier: "notifier",
        }
        self._tellers: dict[str, Teller] = {}
        """What tells something, and how it is told, by entity id."""

    async def follow(self) -> None:
        """Print from now on: sensors, what the coach decides, and what is said."""
        coach = await self._home.entities_of("posture_coach")
        tellers = {
            "sensor.status": ("coach", _status),
            "event.break": ("break", self._break),
            "sensor.routine_phase": ("phase", _phase),
            "event.routine": ("routine", _routine),
            "event.balance_test": ("balance", _balance_test),
        }
        self._tellers = {coach[key]: each for key, each in tellers.items() if key in coach}
        await self._home.listen(
            self._state_changed, type="subscribe_events", event_type="state_changed"
        )
        await self._home.listen(self._told, type="subscribe_events", event_type="posture_demo_told")

    def _line(self, at: str, who: str, what: str) -> None:
        say(f"{self._clock(datetime.fromisoformat(at))}  {who:<{WHO}} {what}")

    def _state_changed(self, event: Message) -> None:
        entity_id, old, new = (
            event["data"][key] for key in ("entity_id", "old_state", "new_state")
        )
        if (
            old is None
            or new is None
            or old["state"] == new["state"]
            or "unavailable" in (old["state"], new["state"])
        ):
            return
        if entity_id in SENSORS:
            unit = new["attributes"].get("unit_of_measurement", "")
            self._line(event["time_fired"], SENSORS[entity_id], f"{new['state']} {unit}".rstrip())
        elif teller := self._tellers.get(entity_id):
            who, words = teller
            self._line(event["time_fired"], who, words(new))

    def _break(self, state: Message) -> str:
        attributes = state["attributes"]
        sat_for = attributes.get("sitting_for", 0) * self._speed / 60
        return f"{attributes.get('event_type')}, recorded sitting {sat_for:.0f} min"

    def _told(self, event: Message) -> None:
        told = event["data"]
        message = told["message"]
        self._line(
            event["time_fired"],
            self._names.get(told["entity_id"], told["entity_id"]),
            f"plays {PurePosixPath(message).name}" if told["kind"] == "play" else f'"{message}"',
        )


def _status(state: Message) -> str:
    reason = state["attributes"].get("reason")
    return f"{state['state']}: {reason}" if reason else str(state["state"])


def _phase(state: Message) -> str:
    attributes = state["attributes"]
    phase = str(state["state"]).replace("_", " ")
    if not attributes.get("step"):
        return phase
    number = f"{attributes['step']} of {attributes['steps']}"
    return f"{phase}, {number}: {attributes['exercise_name']}, {attributes['dose']}"


def _routine(state: Message) -> str:
    attributes = state["attributes"]
    return f"{attributes['event_type']}, {attributes['routine']}".replace("_", " ")


def _balance_test(state: Message) -> str:
    attributes = state["attributes"]
    told = f"{attributes['phase']}, evenness {attributes['evenness']}"
    change = attributes.get("change")
    return told if change is None else f"{told}, change {change:+}"
