"""The one owner of a person's coach: its time, its sources and its memory."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
import time
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, Event as BusEvent, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .const import (
    CONF_PERSON,
    DOMAIN,
    LOGGER,
)
from .engine import Coach
from .engine.errors import CoachError
from .engine.events import (
    BalanceRecorded,
    BreakHappened,
    ClockStepped,
    CueGiven,
    Effect,
    Event,
    Load,
    RecordMade,
    RecordsRead,
    RoutineHappened,
    RunAhead,
    SettingsChanged,
    SourcesReported,
    StuckAsked,
    TimePassed,
    WatchLost,
)
from .engine.journal import Journal
from .engine.model import Settings, Snapshot
from .engine.records import BreakRecord, TestPhase
from .settings import settings_from
from .sources import Sources
from .store import CoachStore
from .verbs import Verbs

if TYPE_CHECKING:
    from .announce import Announcer

type PostureCoachConfigEntry = ConfigEntry[CoachCoordinator]
type Announced = (
    BreakHappened | StuckAsked | RoutineHappened | CueGiven | BalanceRecorded | RunAhead
)

CLOCK_STEP = timedelta(seconds=2)
"""A wall clock that differs this much from the steady one was set; NTP slews less."""
SAVE_EVERY = timedelta(minutes=5)
"""While somebody sits: after a power cut less than `bridge` is unknown."""


class CoachCoordinator(DataUpdateCoordinator[Snapshot], Verbs):
    """Feeds the coach with events, wakes it at its deadline, tells others what follows."""

    config_entry: PostureCoachConfigEntry
    announcer: Announcer | None = None

    def __init__(self, hass: HomeAssistant, entry: PostureCoachConfigEntry) -> None:
        """Read the settings; nothing runs before `async_start`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=entry.title, always_update=False)
        self.store = CoachStore(hass, entry.entry_id, self.async_update_listeners)
        self.sources = Sources(
            hass, entry.data.get(CONF_PERSON), entry.options, self._async_sources_reported
        )
        self._coach = Coach(self._settings(), self.sources.kinds, dt_util.utcnow())
        self.journal = Journal(self._coach)
        self._late: list[Effect] = []
        """What followed while nobody was there to be told."""
        self._effect_listeners: list[Callable[[Announced], None]] = []
        self._wake_at: datetime | None = None
        self._stop_waking: CALLBACK_TYPE | None = None
        self._clock_offset = _clock_offset()
        self._saved_at = dt_util.utcnow()
        self._is_publishing = False

    @property
    def area_ids(self) -> frozenset[str]:
        """The areas of the sources that say that the person is there now."""
        return self.sources.area_ids

    @callback
    def snapshot_now(self) -> Snapshot:
        """Everything anybody may know now."""
        return self._coach.snapshot(dt_util.utcnow())

    async def async_start(self) -> None:
        """Go on from where the coach was, without listening to the sources yet.

        Raises ConfigEntryNotReady when the records are there but cannot be opened.
        """
        try:
            running = await self.store.async_load()
        except HomeAssistantError as error:
            raise ConfigEntryNotReady(
                translation_domain=DOMAIN, translation_key="records_not_opened"
            ) from error
        now = dt_util.utcnow()
        read = RecordsRead(records=tuple(self.store.breaks_of_day(now)))
        self._coach = Coach(self._settings(), self.sources.kinds, now, read)
        if running:
            self._recall(running, now)
        self.journal = Journal(self._coach)
        self.data = self._coach.snapshot(now)
        on_unload = self.config_entry.async_on_unload
        on_unload(self.hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._async_stopping))

    @callback
    def async_listen(self) -> None:
        """Listen to the sources, once Home Assistant has started: entities restore late."""
        stop = async_at_started(self.hass, self._async_listen)
        self.config_entry.async_on_unload(stop)

    async def async_stop(self) -> None:
        """Stop waking and save where the coach is."""
        if self._stop_waking:
            self._stop_waking()
            self._stop_waking = self._wake_at = None
        await self.store.async_save_running(self._memory)
        await self.store.async_close()

    @callback
    def async_add_effect_listener(
        self, listener: Callable[[Announced], None]
    ) -> Callable[[], None]:
        """Call `listener` with what is to be told to people and automations."""
        self._effect_listeners.append(listener)
        return lambda: self._effect_listeners.remove(listener)

    @callback
    def _async_ask(self, event: Event) -> None:
        # What time alone has brought about must be told even if the request is refused.
        self._async_handle(TimePassed())
        self._async_handle(event)

    async def _async_record(self, event: Event) -> bool:
        self._async_ask(event)
        return True

    async def _async_weigh(self, phase: TestPhase) -> tuple[Load, ...]:
        raise CoachError("scale_not_set_up")

    @callback
    def _async_handle(self, event: Event) -> None:
        now = dt_util.utcnow()
        effects = [*self._late, *self._watch_clock(now)]
        self._late = []
        self.journal.note(event, now)
        effects += self._coach.handle(event, now)
        self._schedule()
        self._keep(event, effects, now)
        told = [each for each in effects if not isinstance(each, RecordMade)]
        if not told and isinstance(event, SourcesReported):
            if not self._is_publishing:
                self._is_publishing = True
                self.hass.loop.call_soon(self._publish)
            return
        # Whoever is told looks at the entities next: they come first.
        self._publish()
        for effect in told:
            for listener in tuple(self._effect_listeners):
                listener(effect)

    @callback
    def _keep(self, event: Event, effects: list[Effect], now: datetime) -> None:
        """Write what was made, and where the coach is after anything but the passing of time."""
        if effects or not isinstance(event, TimePassed) or now - self._saved_at >= SAVE_EVERY:
            self._saved_at = now
            made = [each.record for each in effects if isinstance(each, RecordMade)]
            records = [each for each in made if isinstance(each, BreakRecord)]
            self.hass.async_create_task(self._async_save(records), f"{DOMAIN} records")

    async def _async_save(self, records: list[BreakRecord]) -> None:
        # In this order: a coach that has forgotten a break may record it twice, never not at all.
        for record in records:
            await self.store.async_add_break(record)
        await self.store.async_save_running(self._memory)

    @callback
    def _publish(self) -> None:
        """Show what a burst of events has led to, once."""
        self._is_publishing = False
        snapshot = self.snapshot_now()
        if snapshot != self.data:
            self.async_set_updated_data(snapshot)

    @callback
    def _watch_clock(self, now: datetime) -> list[Effect]:
        offset = _clock_offset()
        by = timedelta(seconds=offset - self._clock_offset)
        if abs(by) < CLOCK_STEP:
            return []
        self._clock_offset = offset
        LOGGER.debug("The clock was set by %s", by)
        self.journal.note(ClockStepped(by=by), now)
        return self._coach.handle(ClockStepped(by=by), now)

    @callback
    def _schedule(self) -> None:
        deadline = self._coach.deadline
        if deadline == self._wake_at:
            return
        if self._stop_waking:
            self._stop_waking()
        self._wake_at = deadline
        self._stop_waking = None
        if deadline is not None:
            self._stop_waking = async_track_point_in_utc_time(
                self.hass, self._async_time_passed, deadline
            )

    @callback
    def _async_time_passed(self, _now: datetime) -> None:
        self._wake_at = self._stop_waking = None
        self._async_handle(TimePassed())

    async def _async_stopping(self, _event: BusEvent) -> None:
        await self.async_stop()

    @callback
    def _async_listen(self, _hass: HomeAssistant) -> None:
        self.config_entry.async_on_unload(self.sources.async_start())

    @callback
    def _async_sources_reported(self, answers: Mapping[str, bool | None], at: datetime) -> None:
        self._async_handle(SourcesReported(answers=dict(answers), at=at))

    def _recall(self, running: Mapping[str, Any], now: datetime) -> None:
        try:
            saved_at = datetime.fromisoformat(running["saved_at"])
            self._coach.recall(running["coach"])
        except (KeyError, TypeError, ValueError) as error:
            LOGGER.warning("The running state cannot be read and starts anew: %s", error)
            return
        if saved_at > now:
            self._late += self._coach.handle(ClockStepped(by=now - saved_at), now)
            saved_at = now
        self._late += self._coach.handle(WatchLost(at=saved_at), now)

    def _memory(self) -> dict[str, Any]:
        return {"saved_at": dt_util.utcnow().isoformat(), "coach": self._coach.memory()}

    def _settings(self) -> Settings:
        zone = dt_util.get_default_time_zone()
        return settings_from(self.config_entry.options, zone)

    @callback
    def _async_set_option(self, option: str, value: Any) -> None:
        options = {**self.config_entry.options, option: value}
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)
        self._async_handle(SettingsChanged(settings=self._settings()))
        self.async_update_listeners()


def _clock_offset() -> float:
    return time.time() - time.monotonic()
