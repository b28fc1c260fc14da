"""What only the user can mend, kept in Home Assistant's list of repairs as long as it is so.

Everything is a level, looked at afresh whenever something may have changed: an issue whose
reason is gone disappears by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HassJob,
    HomeAssistant,
    callback,
    split_entity_id,
)
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import (
    async_call_later,
    async_track_state_added_domain,
    async_track_state_removed_domain,
)
from homeassistant.helpers.start import async_at_started

from .const import (
    CONF_COMPUTER,
    CONF_DESK_HEIGHT,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_SEAT,
    DOMAIN,
)
from .coordinator import PostureCoachConfigEntry
from .engine.model import Problem
from .sources import entity_id_of
from .store import CLOSED, UNREADABLE

PATIENCE = timedelta(minutes=1)
"""Before a missing entity is reported: some come late, and some go away for a moment."""

EVIDENCE = (CONF_SEAT, CONF_PRESENCE, CONF_DESK_HEIGHT, CONF_COMPUTER, CONF_POWER)
SUSPECTS: Mapping[Problem, tuple[str, ...]] = {
    Problem.SENSORS_SILENT: EVIDENCE,
    Problem.SENSOR_STUCK: (CONF_SEAT, CONF_PRESENCE, CONF_COMPUTER, CONF_POWER),
    Problem.CHAIR_OCCUPIED: (CONF_SEAT,),
}
"""The options that name the sensors that a problem may come from."""

STUCK_REASON = "stuck"

type Issues = dict[str, tuple[str, dict[str, str]]]
"""Translation key and placeholders by issue id."""


class Repairs:
    """The issues of one person."""

    def __init__(self, hass: HomeAssistant, entry: PostureCoachConfigEntry) -> None:
        """Go on with what was reported before the entry was loaded anew."""
        self.hass = hass
        self.entry = entry
        self._coordinator = entry.runtime_data
        self._shown = issues_of(hass, entry.entry_id)
        self._missing = frozenset(
            each
            for each in self._coordinator.sources.missing
            if self._id("entity_missing", each) in self._shown
        )
        """The missing entities that have had their time to appear."""
        self._entity_ids = {entity_id_of(each) for each in self._coordinator.sources.kinds}
        self._domains = {split_entity_id(each)[0] for each in self._entity_ids}
        self._timer: CALLBACK_TYPE | None = None
        self._is_started = False

    @callback
    def async_start(self) -> Callable[[], None]:
        """Keep the issues as they should be until the returned function is called."""
        stops = [
            self._coordinator.async_add_listener(self._async_sync),
            async_at_started(self.hass, self._async_started),
            async_track_state_added_domain(self.hass, self._domains, self._async_came_or_went),
            async_track_state_removed_domain(self.hass, self._domains, self._async_came_or_went),
        ]
        if announcer := self._coordinator.announcer:
            stops.append(announcer.delivery.async_add_failing_listener(self._async_sync))
        self._async_sync()

        @callback
        def stop() -> None:
            for each in stops:
                each()
            if self._timer:
                self._timer()
            if self.entry.disabled_by:
                async_delete_repairs(self.hass, self.entry.entry_id)

        return stop

    @callback
    def _async_started(self, _hass: HomeAssistant) -> None:
        self._is_started = True
        self._async_sync()

    @callback
    def _async_came_or_went(self, event: Event[EventStateChangedData]) -> None:
        # The coordinator need not notice: an entity that said nothing still does.
        if event.data["entity_id"] in self._entity_ids:
            self._async_sync()

    @callback
    def _async_patience_over(self, _now: datetime) -> None:
        self._timer = None
        self._missing = self._coordinator.sources.missing
        self._async_sync()

    @callback
    def _async_sync(self) -> None:
        self._watch_missing()
        wanted = dict(self._wanted())
        if wanted == self._shown:
            return
        for issue_id in self._shown.keys() - wanted.keys():
            ir.async_delete_issue(self.hass, DOMAIN, issue_id)
        for issue_id, (key, placeholders) in wanted.items():
            ir.async_create_issue(
                self.hass,
                DOMAIN,
                issue_id,
                data={"entry_id": self.entry.entry_id},
                is_fixable=key == UNREADABLE,
                severity=ir.IssueSeverity.WARNING,
                translation_key=key,
                translation_placeholders=placeholders,
            )
        self._shown = wanted

    @callback
    def _watch_missing(self) -> None:
        missing = self._coordinator.sources.missing
        self._missing &= missing
        if missing <= self._missing or self._timer or not self._is_started:
            return
        job = HassJob(self._async_patience_over, cancel_on_shutdown=True)
        self._timer = async_call_later(self.hass, PATIENCE, job)

    def _wanted(self) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
        coordinator = self._coordinator
        for problem in coordinator.data.problems:
            yield self._issue(problem.value, sensors=self._suspects(problem))
        for entity_id in self._missing:
            yield self._issue("entity_missing", entity_id, entity=entity_id)
        for problem_key in coordinator.store.problems:
            placeholders = {}
            if problem_key in {UNREADABLE, CLOSED}:
                years = coordinator.store.years_with(problem_key)
                placeholders = {"years": ", ".join(map(str, years))}
            yield self._issue(problem_key, **placeholders)
        if coordinator.announcer:
            for key, name in coordinator.announcer.delivery.failing.items():
                yield self._issue("target_failing", key, target=name)

    def _issue(
        self, key: str, thing: str | None = None, **placeholders: str
    ) -> tuple[str, tuple[str, dict[str, str]]]:
        return self._id(key, thing), (key, {"person": self.entry.title, **placeholders})

    def _id(self, key: str, thing: str | None = None) -> str:
        return "_".join(each for each in (self.entry.entry_id, key, thing) if each)

    def _suspects(self, problem: Problem) -> str:
        """The names of the sensors that a problem may come from."""
        reason = self._coordinator.data.reason
        if problem is Problem.SENSOR_STUCK and reason.key == STUCK_REASON:
            entity_ids = [entity_id_of(source) for source in reason.sources]
        else:
            options = self.entry.options
            entity_ids = [each for key in SUSPECTS[problem] for each in options.get(key, ())]
        states = {each: self.hass.states.get(each) for each in entity_ids}
        return ", ".join(state.name if state else each for each, state in states.items())


class GoOnFlow(ConfirmRepairFlow):
    """Asks before the coach of a person goes on without what cannot be read."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, and do it."""
        if user_input is None:
            return await super().async_step_confirm()
        entry_id = str((self.data or {}).get("entry_id"))
        entry: PostureCoachConfigEntry | None = self.hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        if not await entry.runtime_data.archive.async_go_on_without():
            return self.async_abort(reason="still_in_the_way")
        return self.async_create_entry(data={})


async def async_create_fix_flow(
    _hass: HomeAssistant, _issue_id: str, _data: dict[str, Any] | None
) -> RepairsFlow:
    """Home Assistant asks for what mends an issue; of ours, one kind can be mended here."""
    return GoOnFlow()


@callback
def async_setup_repairs(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> Callable[[], None]:
    """Keep the issues of a person until the returned function is called."""
    return Repairs(hass, entry).async_start()


@callback
def async_delete_repairs(hass: HomeAssistant, entry_id: str) -> None:
    """Delete every issue of a person who is not coached any more."""
    for issue_id in issues_of(hass, entry_id):
        ir.async_delete_issue(hass, DOMAIN, issue_id)


def issues_of(hass: HomeAssistant, entry_id: str) -> Issues:
    """The issues of a person that are shown now."""
    return {
        issue_id: (issue.translation_key or "", issue.translation_placeholders or {})
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active and issue_id.startswith(f"{entry_id}_")
    }
