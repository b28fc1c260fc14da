"""Prints what happens in the house, one aligned line each, as Home Assistant reports it."""

from collections.abc import Callable
from datetime import datetime
import sys

from .desk import SENSORS, Voices
from .home import Home, Message

WHO = 12
"""Width of the column that says who or what it is about."""

type Clock = Callable[[datetime], str]


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
        self._status = ""
        self._breaks = ""

    async def follow(self) -> None:
        """Print from now on: sensors, what the coach decides, and what is said."""
        coach = await self._home.entities_of("posture_coach")
        self._status = coach.get("sensor.status", "")
        self._breaks = coach.get("event.break", "")
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
        elif entity_id == self._status:
            reason = new["attributes"].get("reason")
            self._line(
                event["time_fired"], "coach", new["state"] + (f": {reason}" if reason else "")
            )
        elif entity_id == self._breaks:
            self._line(event["time_fired"], "break", self._break(new["attributes"]))

    def _break(self, attributes: Message) -> str:
        sat_for = attributes.get("sitting_for", 0) * self._speed / 60
        return f"{attributes.get('event_type')}, recorded sitting {sat_for:.0f} min"

    def _told(self, event: Message) -> None:
        told = event["data"]
        self._line(
            event["time_fired"],
            self._names.get(told["entity_id"], told["entity_id"]),
            f'"{told["message"]}"',
        )
