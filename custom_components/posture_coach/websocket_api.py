"""What a card asks over the websocket."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey
import probatio as vol

from .card_state import CardState
from .const import ATTR_CONFIG_ENTRY_ID, CONF_PERSON, DOMAIN
from .contract import (
    Absence,
    AbsentMessage,
    Command,
    Refusal,
    SnapshotMessage,
)
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .engine.plain import to_plain
from .presentation import Presentation, changes, instant
from .privacy import is_linked, may_read
from .trend import async_day, async_trend

MOST_DAYS = 366
YEARS = range(1970, 9000)
"""That can be reckoned with."""
LONGEST_ID = 255
LONGEST_LANGUAGE = 35
"""In characters, as RFC 5646 asks for."""

IN_WORDS = {
    Refusal.PERSON_UNKNOWN: "There is nobody of that id.",
    Refusal.NOT_ALLOWED: "These are somebody else's records.",
    Refusal.NOBODY: "There is nobody whose records you may see.",
    Refusal.NOT_LOADED: "Posture Coach does not run for this person now.",
}
ABSENCES = {
    ConfigEntryState.SETUP_ERROR: Absence.FAILED,
    ConfigEntryState.SETUP_RETRY: Absence.FAILED,
    ConfigEntryState.MIGRATION_ERROR: Absence.FAILED,
    ConfigEntryState.FAILED_UNLOAD: Absence.FAILED,
}
"""Of an entry that is enabled; in any other state it is on its way."""

FEEDS: HassKey[dict[tuple[str, str], Feed]] = HassKey(f"{DOMAIN}_feeds")
"""Those that some card listens to, by the id of the entry and the language."""


def _short(longest: int) -> vol.All[Any]:
    return vol.All(str, vol.Length(min=1, max=longest))


def _number_of_days(value: Any) -> int:
    # True is an int, too.
    if type(value) is not int or not 1 <= value <= MOST_DAYS:
        raise vol.Invalid(f"expected 1 to {MOST_DAYS}")
    return value


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise vol.Invalid("expected a day like 2026-03-02") from error
    if day.isoformat() != value or day.year not in YEARS:
        raise vol.Invalid("expected a day like 2026-03-02, not too far away")
    return day


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (subscribe, get_trend, get_day):
        async_register_command(hass, command)


@callback
@websocket_command(
    {
        vol.Required("type"): Command.SUBSCRIBE.value,
        vol.Optional("person", default=None): vol.Any(None, _short(LONGEST_ID)),
        vol.Required("language"): _short(LONGEST_LANGUAGE),
    }
)
def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Tell everything about a person, now and from now on."""
    person = msg["person"]
    found = _own(hass, connection) if person is None else _named(hass, person)
    if found is None:
        _refuse(connection, msg, Refusal.NOBODY if person is None else Refusal.PERSON_UNKNOWN)
    elif not may_read(hass, found, connection.user):
        _refuse(connection, msg, Refusal.NOT_ALLOWED)
    else:
        connection.send_result(msg["id"])
        feeds = hass.data.setdefault(FEEDS, {})
        key = (found.entry_id, msg["language"])
        feed = feeds.get(key) or feeds.setdefault(key, Feed(hass, found, msg["language"]))
        connection.subscriptions[msg["id"]] = feed.async_add(Card(connection, msg["id"]))


@websocket_command(
    {
        vol.Required("type"): Command.GET_TREND.value,
        vol.Required(ATTR_CONFIG_ENTRY_ID): _short(LONGEST_ID),
        vol.Required("days"): _number_of_days,
    }
)
@async_response
async def get_trend(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with the last days of a person."""
    if coordinator := _coordinator(hass, connection, msg):
        trend = await async_trend(coordinator, msg["days"])
        connection.send_result(msg["id"], to_plain(trend))


@websocket_command(
    {
        vol.Required("type"): Command.GET_DAY.value,
        vol.Required(ATTR_CONFIG_ENTRY_ID): _short(LONGEST_ID),
        vol.Required("day"): _day,
    }
)
@async_response
async def get_day(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer with one day of a person."""
    if coordinator := _coordinator(hass, connection, msg):
        strip = await async_day(coordinator, msg["day"])
        connection.send_result(msg["id"], to_plain(strip))


@dataclass(slots=True, eq=False)
class Card:
    """A subscription, and what it was told last."""

    connection: ActiveConnection
    subscription: int
    told: CardState | Absence | None = None

    @callback
    def async_tell(self, what: CardState | Absence, name: str) -> None:
        """Say what is new to it, if anything is."""
        told, self.told = self.told, what
        now = instant(dt_util.utcnow())
        if isinstance(what, Absence):
            if what is not told:
                self._send(to_plain(AbsentMessage(kind="absent", now=now, name=name, reason=what)))
        elif not isinstance(told, CardState):
            self._send(to_plain(SnapshotMessage(kind="snapshot", now=now, state=what)))
        elif changed := changes(told, what):
            self._send({"kind": "changes", "now": now, "state": changed})

    @callback
    def _send(self, message: dict[str, Any]) -> None:
        self.connection.send_event(self.subscription, message)


class Feed:
    """One person in one language, told to every card that asks for that.

    It outlives the coordinator: a person may be reloaded, disabled or removed meanwhile.
    """

    def __init__(self, hass: HomeAssistant, entry: PostureCoachConfigEntry, language: str) -> None:
        """Listen to what becomes of the entry, until the last card has gone."""
        self._hass = hass
        self._entry = entry
        self._language = language
        self._cards: list[Card] = []
        self._presentation: Presentation | None = None
        self._stop_presenting: CALLBACK_TYPE | None = None
        self._telling: asyncio.Handle | None = None
        self._stop_watching = async_dispatcher_connect(
            hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed
        )
        self._async_follow()

    @callback
    def async_add(self, card: Card) -> CALLBACK_TYPE:
        """Tell `card` from now on; returns how to stop."""
        self._cards.append(card)
        self._async_tell(card)
        return lambda: self._async_drop(card)

    @callback
    def _async_drop(self, card: Card) -> None:
        self._cards.remove(card)
        if self._cards:
            return
        del self._hass.data[FEEDS][self._entry.entry_id, self._language]
        self._stop_watching()
        if self._stop_presenting:
            self._stop_presenting()
        if self._telling:
            self._telling.cancel()

    @callback
    def _async_entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry is self._entry:
            self._async_follow()
            self._async_changed()

    @callback
    def _async_follow(self) -> None:
        """Present the person by the coordinator that there is now, if there is one."""
        is_loaded = self._entry.state is ConfigEntryState.LOADED
        if is_loaded is (self._presentation is not None):
            return
        if self._stop_presenting:
            self._stop_presenting()
            self._presentation = self._stop_presenting = None
        if is_loaded:
            coordinator = self._entry.runtime_data
            self._presentation = Presentation(coordinator, self._language)
            self._stop_presenting = coordinator.async_add_listener(self._async_changed)

    @callback
    def _async_changed(self) -> None:
        # A burst of changes is told once.
        if self._telling is None:
            self._telling = self._hass.loop.call_soon(self._async_tell_all)

    @callback
    def _async_tell_all(self) -> None:
        self._telling = None
        self._async_tell(*self._cards)

    @callback
    def _async_tell(self, *cards: Card) -> None:
        what = self._presentation.state() if self._presentation else self._absence()
        for card in cards:
            # Whoever may no longer see the records learns no more of them.
            may = may_read(self._hass, self._entry, card.connection.user)
            card.async_tell(what if may else Absence.REMOVED, self._entry.title)

    def _absence(self) -> Absence:
        if self._hass.config_entries.async_get_entry(self._entry.entry_id) is None:
            return Absence.REMOVED
        if self._entry.disabled_by:
            return Absence.DISABLED
        return ABSENCES.get(self._entry.state, Absence.STARTING)


def _own(hass: HomeAssistant, connection: ActiveConnection) -> PostureCoachConfigEntry | None:
    """The entry of whoever asks, or else the first one that they may see."""
    user = connection.user
    entries = sorted(
        (each for each in hass.config_entries.async_entries(DOMAIN) if may_read(hass, each, user)),
        key=lambda entry: (
            not is_linked(hass, entry, user),
            entry.disabled_by is not None,
            entry.title.casefold(),
        ),
    )
    return next(iter(entries), None)


def _named(hass: HomeAssistant, person: str) -> PostureCoachConfigEntry | None:
    """The entry of that id, of that person entity, or that this entity belongs to."""
    entity = er.async_get(hass).async_get(person)
    entry_id = entity.config_entry_id if entity else None
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.entry_id in {person, entry_id} or entry.data.get(CONF_PERSON) == person:
            return entry
    return None


def _coordinator(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> CoachCoordinator | None:
    """The coordinator of the entry that is asked for; None when that was refused."""
    entry: PostureCoachConfigEntry | None = hass.config_entries.async_get_entry(
        msg[ATTR_CONFIG_ENTRY_ID]
    )
    if entry is None or entry.domain != DOMAIN:
        _refuse(connection, msg, Refusal.PERSON_UNKNOWN)
    elif not may_read(hass, entry, connection.user):
        _refuse(connection, msg, Refusal.NOT_ALLOWED)
    elif entry.state is not ConfigEntryState.LOADED:
        _refuse(connection, msg, Refusal.NOT_LOADED)
    else:
        return entry.runtime_data
    return None


@callback
def _refuse(connection: ActiveConnection, msg: dict[str, Any], refusal: Refusal) -> None:
    connection.send_error(msg["id"], refusal.value, IN_WORDS[refusal])
