"""The channels of one person: what is given to which, what came of it, and what people reply.

Every channel has its own queue, and everything that is given to it its own task: one that fails
or hangs delays no other. What was told, and why something was not, is kept in `Delivery.log`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
import math
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from .channels import Busy, Channel, Notifier, OwnAction, TooLate
from .const import (
    CONF_ANNOUNCE_ACTION,
    CONF_NOTIFIERS,
    CONF_ONLY_WHERE_I_AM,
    CONF_PHONES,
    CONF_SATELLITES,
    CONF_SPEAKERS,
    DOMAIN,
    LOGGER,
)
from .effects import Answer, NoticeKind, Topic, Unsaid
from .engine.errors import CoachError
from .engine.events import Effect
from .phones import BUTTONS, EVENT_TAPPED, Answerable, Phone, answer_of
from .plurals import form_of
from .quiet import STYLE_SILENT
from .voices import Satellite, Speaker, Voice

FAILURES_TO_REPORT = 3
LOG_LENGTH = 200
SHOWN_OF_LOG = 5
"""So much of it is for everybody to see."""
TRY_AGAIN_AFTER = 1
PATIENCE = 20
"""Seconds between looks at a channel that somebody else is using, and how long it is worth it."""

CHANNELS: tuple[tuple[str, type[Channel]], ...] = (
    (CONF_SATELLITES, Satellite),
    (CONF_SPEAKERS, Speaker),
    (CONF_NOTIFIERS, Notifier),
    (CONF_PHONES, Phone),
)
"""Which option names the channels of which kind."""

CLEAR = "clear"
"""In the log, where the kind of what is said stands otherwise."""
SAID, SHOWN, CLEARED, NOT_SAID = "said", "shown", "cleared", "not said"

type TapListener = Callable[[Answer, str | None], None]
"""Is told the answer, and the key of the refusal if the coach has refused it."""


class Coached(Answerable, Protocol):
    """Whoever decides what is said."""

    @property
    def area_ids(self) -> frozenset[str]:
        """Where the person is now."""

    def async_add_effect_listener(self, listener: Callable[[Effect], None], /) -> CALLBACK_TYPE:
        """Call `listener` with what is to be told."""

    def async_update_listeners(self) -> None:
        """Show what has been told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to do with a channel when its turn has come."""

    kind: str
    """What it is about, for the log."""
    do: Callable[[], Awaitable[str | None]]
    """Returns why it may not have been heard."""
    outcome: str = SAID
    """What the log calls it when it has been done."""
    until: float = math.inf
    """On the clock of the event loop; later it is not worth doing."""
    doubt: Callable[[], str | None] = lambda: None
    """Asked when its turn has come: why it is not to be done any more."""
    cuts_through: bool = False
    """Whether it is done at once where that is possible."""
    limit: float | None = None
    """Seconds after which it has failed; None for what is usual on that channel."""

    def objection(self, now: float) -> str | None:
        """Why it is not to be done now; None if it is."""
        return Unsaid.TOO_LATE if now > self.until else self.doubt()


class Delivery:
    """Reaches one person."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Reach whom `entry` is about; there are no channels before `async_start`."""
        self.hass = hass
        self.entry = entry
        self.channels: list[Channel] = []
        self.log: deque[dict[str, Any]] = deque(maxlen=LOG_LENGTH)
        """What was told to which channel, or why not, oldest first."""
        self.announcements: deque[dict[str, Any]] = deque(maxlen=SHOWN_OF_LOG)
        """The last of what was announced, or why not, in words; not the lines of a routine."""
        self._coach: Coached = entry.runtime_data
        self._texts: Mapping[str, str] = {}
        self._failures: dict[str, int] = {}
        """How often in a row by channel."""
        self._failing: dict[str, str] = {}
        self._failing_listeners: list[CALLBACK_TYPE] = []
        self._tap_listeners: list[TapListener] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def failing(self) -> Mapping[str, str]:
        """The names of the channels that keep failing, by their keys."""
        return self._failing

    @property
    def phones(self) -> Iterator[Phone]:
        """The channels that are phones."""
        return (each for each in self.channels if isinstance(each, Phone))

    async def async_start(self) -> None:
        """Get hold of the channels, and listen to taps on the phones."""
        self._texts = await async_get_translations(
            self.hass, self.hass.config.language, "common", {DOMAIN}
        )
        options = self.entry.options
        for option, kind in CHANNELS:
            self.channels += [kind(self.hass, self.entry, key) for key in options.get(option, ())]
        if options.get(CONF_ANNOUNCE_ACTION):
            name = self.text("announce_own_action")
            self.channels.append(OwnAction(self.hass, self.entry, name))
        self.entry.async_on_unload(self.hass.bus.async_listen(EVENT_TAPPED, self._async_tapped))

    async def async_shutdown(self) -> None:
        """Fall silent, and let go of every channel."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for channel in self.channels:
            await channel.async_close()
        self.channels = []

    @callback
    def async_add_failing_listener(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` when `failing` has changed."""
        self._failing_listeners.append(listener)
        return lambda: self._failing_listeners.remove(listener)

    @callback
    def async_add_tap_listener(self, listener: TapListener) -> CALLBACK_TYPE:
        """Call `listener` when the person has answered on a phone."""
        self._tap_listeners.append(listener)
        return lambda: self._tap_listeners.remove(listener)

    def text(self, key: str, **placeholders: object) -> str:
        """A text in the language of the house."""
        name = form_of(self._texts, f"component.{DOMAIN}.common.{key}", placeholders.get("number"))
        text = self._texts.get(name, key)
        return text.format(**placeholders)

    def objection(
        self, channel: Channel, area_ids: frozenset[str] | None, style: str
    ) -> str | None:
        """Why a channel is not to be used in a style; None if it is.

        `area_ids` is where the person is, None where that does not matter.
        """
        if not isinstance(channel, Voice):
            return None
        if style == STYLE_SILENT:
            return Unsaid.SILENT
        if area_ids is None or not self.entry.options.get(CONF_ONLY_WHERE_I_AM):
            return None
        if not area_ids:
            return Unsaid.UNKNOWN_AREA
        return None if channel.area_id in area_ids else Unsaid.ELSEWHERE

    @callback
    def async_give(self, channel: Channel, errand: Errand) -> None:
        """Do `errand` when its turn has come."""
        # Not started eagerly: effects of the same moment may take it back.
        task = self.entry.async_create_background_task(
            self.hass,
            self._async_deliver(channel, errand),
            f"{DOMAIN} {errand.kind} {channel.key}",
            eager_start=False,
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @callback
    def async_clear(self, topic: Topic) -> None:
        """Take what is about `topic` off the phones."""
        for phone in self.phones:
            clear = partial(phone.async_clear, topic)
            self.async_give(phone, Errand(kind=CLEAR, do=clear, outcome=CLEARED))

    async def _async_deliver(self, channel: Channel, errand: Errand) -> None:
        if errand.cuts_through and isinstance(channel, Voice) and channel.may_cut_through:
            await self._async_try(channel, errand)
            return
        try:
            async with channel.lane.turn(errand.until):
                await self._async_try(channel, errand)
        except TooLate:
            self.note(channel, errand.kind, NOT_SAID, Unsaid.TOO_LATE)

    async def _async_try(self, channel: Channel, errand: Errand) -> None:
        clock = self.hass.loop.time
        give_up_at = min(errand.until, clock() + PATIENCE)
        while True:
            try:
                await self._async_do(channel, errand)
            except Busy:
                if clock() + TRY_AGAIN_AFTER < give_up_at:
                    await asyncio.sleep(TRY_AGAIN_AFTER)
                    continue
                self.note(channel, errand.kind, NOT_SAID, Unsaid.BUSY)
            return

    async def _async_do(self, channel: Channel, errand: Errand) -> None:
        """Do it, if there is no objection. Raises Busy."""
        limit = errand.limit or channel.limit
        doubt: str | None = None
        try:
            async with asyncio.timeout(limit):
                if (why := errand.objection(self.hass.loop.time())) is None:
                    await channel.async_get_ready()
                    doubt = await errand.do()
        except TimeoutError:
            self._failed(channel, errand.kind, f"no answer within {limit:g} s")
        except Busy:
            raise
        except Exception as error:  # noqa: BLE001 - an action may raise anything
            self._failed(channel, errand.kind, str(error) or type(error).__name__)
        else:
            self.note(channel, errand.kind, NOT_SAID if why else errand.outcome, why or doubt)
            if why is None:
                self._reached(channel)

    @callback
    def _failed(self, channel: Channel, kind: str, why: str) -> None:
        self.note(channel, kind, "failed", why)
        count = self._failures[channel.key] = self._failures.get(channel.key, 0) + 1
        if count == 1:
            LOGGER.warning("%s: %s cannot be reached: %s", self.entry.title, channel.name, why)
        if count == FAILURES_TO_REPORT:
            self._failing[channel.key] = channel.name
            self._tell_failing()

    @callback
    def _reached(self, channel: Channel) -> None:
        if self._failures.pop(channel.key, 0):
            LOGGER.info("%s: %s can be reached again", self.entry.title, channel.name)
        if self._failing.pop(channel.key, None):
            self._tell_failing()

    @callback
    def _tell_failing(self) -> None:
        for listener in tuple(self._failing_listeners):
            listener()

    @callback
    def note(self, channel: Channel, kind: str, outcome: str, why: str | None = None) -> None:
        """Write down what came of something that was to be told."""
        LOGGER.debug("%s: %s to %s %s: %s", self.entry.title, kind, channel.key, outcome, why)
        line = self._log(channel.key, kind, outcome, why)
        if kind in NoticeKind:
            words = {"why": self.text(f"unsaid_{why}") if why in Unsaid else why} if why else {}
            self.announcements.append({**line, "target": channel.name, **words})
            self._coach.async_update_listeners()

    @callback
    def _log(self, target: str, kind: str, outcome: str, why: str | None) -> dict[str, str]:
        line = {
            "when": dt_util.utcnow().isoformat(),
            "target": target,
            "kind": str(kind),
            "outcome": outcome,
        }
        self.log.append(line if why is None else line | {"why": str(why)})
        return self.log[-1]

    async def _async_tapped(self, event: Event[dict[str, Any]]) -> None:
        answer = answer_of(event.data, self.entry.entry_id)
        if answer is None:
            return
        verb = BUTTONS[answer].verb
        refusal: str | None = None
        try:
            if verb:
                await verb(self._coach)
        except CoachError as error:
            refusal = error.key
            LOGGER.info("%s: the tap on %s was refused: %s", self.entry.title, answer, refusal)
        self._log("phone", answer, "refused" if refusal else "tapped", refusal)
        for listener in tuple(self._tap_listeners):
            listener(answer, refusal)
