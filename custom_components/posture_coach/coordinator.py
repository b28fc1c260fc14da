"""The one owner of a person's coach: its time, its sources and its memory."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
import time
from typing import TYPE_CHECKING, Any, override

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, Event as BusEvent, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .archive import Archive
from .const import CONF_PERSON, DOMAIN, LOGGER
from .engine import Coach
from .engine.errors import CoachError
from .engine.events import (
    ClockStepped,
    Effect,
    Event,
    Load,
    RecordMade,
    RecordsRead,
    RunPlanned,
    SettingsChanged,
    SourcesReported,
    TimePassed,
    WatchLost,
)
from .engine.journal import Journal
from .engine.model import Settings, Snapshot
from .engine.records import Record, TestPhase
from .library import Library
from .own_content import content_of
from .runs import Runs
from .scales import Scales
from .settings import settings_from
from .sources import Sources
from .statistics import RecordStatistics
from .store import CoachStore
from .verbs import Verbs

if TYPE_CHECKING:
    from .announce import Announcer
    from .guide import Guide

type PostureCoachConfigEntry = ConfigEntry[CoachCoordinator]

CLOCK_STEP = timedelta(seconds=2)
"""A wall clock that differs this much from the steady one was set; NTP slews less."""
SAVE_EVERY = timedelta(minutes=5)
"""While somebody sits: after a power cut less than `bridge` is unknown."""


class CoachCoordinator(DataUpdateCoordinator[Snapshot], Verbs):
    """Feeds the coach with events, wakes it at its deadline, tells others what follows."""

    config_entry: PostureCoachConfigEntry
    announcer: Announcer | None = None
    guide: Guide
    live_left_right: float | None = None
    """What the load cells say while a measurement is going on, -1 to 1."""

    def __init__(
        self, hass: HomeAssistant, entry: PostureCoachConfigEntry, library: Library
    ) -> None:
        """Read the settings; nothing runs before `async_start`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=entry.title, always_update=False)
        self.store = CoachStore(hass, entry.entry_id, self.async_update_listeners)
        self.archive = Archive(self.store, self._async_records_changed)
        self._statistics = RecordStatistics(hass, entry, self.store, self.archive)
        self.sources = Sources(
            hass, entry.data.get(CONF_PERSON), entry.options, self._async_sources_reported
        )
        self.scales = Scales(hass, entry.options)
        self._runs = Runs(hass, entry.options, self._async_run_planned)
        self._library = library
        self._read_content()
        self._coach = Coach(self._settings(), self.sources.kinds, dt_util.utcnow())
        self.journal = Journal(self._coach)
        self._late: list[Effect] = []
        """What followed while nobody was there to be told."""
        self._effect_listeners: list[Callable[[Effect], None]] = []
        self._wake_at: datetime | None = None
        self._stop_waking: CALLBACK_TYPE | None = None
        self._clock_offset = _clock_offset()
        self._saved_at = dt_util.utcnow()
        self._is_publishing = False
        self._is_stopped = self._is_measuring = False

    @property
    def area_ids(self) -> frozenset[str]:
        """The areas of the sensors that say that the person is there now."""
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
        self._coach = Coach(self._settings(), self.sources.kinds, now, self._records_at_hand())
        if running:
            self._recall(running, now)
        await self._async_read_earlier()
        self.journal = Journal(self._coach)
        self.data = self.snapshot_now()
        on_unload = self.config_entry.async_on_unload
        on_unload(self.hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._async_stopping))
        on_unload(
            async_dispatcher_connect(
                self.hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed
            )
        )

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
        self._is_stopped = True
        # In this order everything that waits to be written is, and nothing is written any more:
        # whoever goes on from here reads the same files.
        await self.store.async_close()
        await self.store.async_save_running(self._memory)

    @callback
    def async_add_effect_listener(self, listener: Callable[[Effect], None]) -> Callable[[], None]:
        """Call `listener` with what is to be told to people and automations."""
        self._effect_listeners.append(listener)
        return lambda: self._effect_listeners.remove(listener)

    @callback
    @override
    def _async_ask(self, event: Event) -> None:
        # What time alone has brought about must be told even if the request is refused.
        self._async_handle(TimePassed())
        self._async_handle(event)

    @override
    async def _async_record(self, event: Event) -> bool:
        self._async_handle(TimePassed())
        saving = self._async_handle(event)
        # Whoever asked may leave; what was recorded is written all the same.
        return saving is None or await asyncio.shield(saving)

    @override
    async def _async_weigh(self, phase: TestPhase) -> tuple[Load, ...]:
        if self._is_measuring:
            raise CoachError("already_measuring")
        self._coach.session_of_test(phase, dt_util.utcnow())
        self._is_measuring = True
        try:
            return await self.scales.async_weigh(live=self._async_show_live)
        finally:
            self._is_measuring = False
            self._async_show_live(None)

    @callback
    @override
    def _async_set_option(self, option: str, value: Any) -> None:
        options = {**self.config_entry.options, option: value}
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)

    @callback
    def _async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Go by new settings, exercises and routines at once: nothing that runs is cut off."""
        is_ours = entry is self.config_entry and change is ConfigEntryChange.UPDATED
        # That it is loaded or unloaded is a change, too.
        if not is_ours or entry.state is not ConfigEntryState.LOADED:
            return
        self._read_content()
        self._async_handle(SettingsChanged(settings=self._settings()))
        self.async_update_listeners()

    @callback
    def _async_handle(self, event: Event) -> asyncio.Task[bool] | None:
        """Let the coach handle `event`; returns the task that writes what was recorded."""
        now = dt_util.utcnow()
        effects = [*self._late, *self._watch_clock(now)]
        self._late = []
        self.journal.note(event, now)
        effects += self._coach.handle(event, now)
        self._schedule()
        saving = self._keep(event, effects, now)
        told = [each for each in effects if not isinstance(each, RecordMade)]
        if not told and isinstance(event, SourcesReported):
            if not self._is_publishing:
                self._is_publishing = True
                self.hass.loop.call_soon(self._publish)
            return saving
        # Whoever is told looks at the entities next: they come first.
        self._publish()
        for effect in told:
            for listener in tuple(self._effect_listeners):
                listener(effect)
        return saving

    @callback
    def _keep(
        self, event: Event, effects: list[Effect], now: datetime
    ) -> asyncio.Task[bool] | None:
        """Write what was made, and where the coach is after anything but the passing of time."""
        if not effects and isinstance(event, TimePassed) and now - self._saved_at < SAVE_EVERY:
            return None
        self._saved_at = now
        records = [each.record for each in effects if isinstance(each, RecordMade)]
        return self.hass.async_create_task(self._async_save(records), f"{DOMAIN} records")

    async def _async_save(self, records: list[Record]) -> bool:
        # In this order: a coach that has forgotten a break may record it twice, never not at all.
        is_saved = await self.store.async_add(records) if records else True
        self._statistics.async_added(records)
        await self.store.async_save_running(self._memory)
        return is_saved

    async def _async_records_changed(self) -> None:
        """Take in what others have changed on disk."""
        self._statistics.async_rebuild()
        self._async_handle(self._records_at_hand())
        await self._async_read_earlier()

    async def _async_read_earlier(self) -> None:
        """Open older records as long as the streak goes on in them."""
        while self._coach.wants_earlier_records and await self.store.async_open_earlier():
            self._late += self._coach.handle(self._records_at_hand(), dt_util.utcnow())

    def _records_at_hand(self) -> RecordsRead:
        store = self.store
        return RecordsRead(
            records=store.records_at_hand(),
            since=store.covered_since,
            is_complete=store.is_complete,
        )

    @callback
    def _publish(self) -> None:
        """Show what a burst of events has led to, once."""
        self._is_publishing = False
        snapshot = self.snapshot_now()
        if snapshot != self.data:
            self.async_set_updated_data(snapshot)

    @callback
    def _async_show_live(self, left_right: float | None) -> None:
        self.live_left_right = left_right
        self.async_update_listeners()

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
        if deadline == self._wake_at or self._is_stopped:
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
        self.config_entry.async_on_unload(self._runs.async_start())

    @callback
    def _async_sources_reported(self, answers: Mapping[str, bool | None], at: datetime) -> None:
        self._async_handle(SourcesReported(answers=dict(answers), at=at))

    @callback
    def _async_run_planned(self, at: datetime | None) -> None:
        self._async_handle(RunPlanned(at=at))

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

    def _read_content(self) -> None:
        self.content = content_of(self.hass, self._library, self.config_entry)

    def _settings(self) -> Settings:
        zone = dt_util.get_default_time_zone()
        return settings_from(self.config_entry.options, zone, self.content.catalogue)


def _clock_offset() -> float:
    return time.time() - time.monotonic()
