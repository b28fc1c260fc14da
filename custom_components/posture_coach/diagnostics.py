"""What a user can attach to a report of a fault: what the coach knows, without who it is about."""

from collections.abc import Mapping
import re
from typing import Any

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.core import HomeAssistant
from homeassistant.util import slugify

from .const import CONF_ANNOUNCE_ACTION, CONF_NAME, CONF_PERSON
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .engine.model import SourceKind
from .engine.plain import to_plain
from .sources import entity_id_of

TO_REDACT = frozenset({CONF_ANNOUNCE_ACTION, CONF_NAME, CONF_PERSON})
"""An action of one's own may hold addresses and secrets."""
FELT = frozenset({"pains", "balance", "measurement"})
"""Of what was practised: how somebody feels and stands helps nobody who looks for a fault."""
PRIVATE = frozenset({SourceKind.HOME, SourceKind.BUSY, SourceKind.DUTY, SourceKind.ROUTINE_DAY})
"""Kinds whose states may tell where somebody is, or with whom."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PostureCoachConfigEntry
) -> dict[str, Any]:
    """Everything that explains why the coach did or did not speak; `journal` can be replayed."""
    coordinator = entry.runtime_data
    delivery = coordinator.announcer and coordinator.announcer.delivery
    found = {
        "data": async_redact_data(entry.data, TO_REDACT),
        "options": async_redact_data(entry.options, TO_REDACT),
        "snapshot": _snapshot(coordinator),
        "sources": _evidence(hass, coordinator),
        "missing": sorted(coordinator.sources.missing),
        "storage_problems": sorted(coordinator.store.problems),
        "failing_channels": sorted(delivery.failing) if delivery else [],
        "announced": list(delivery.log) if delivery else [],
        "time_zone": hass.config.time_zone,
        "kinds": dict(coordinator.sources.kinds),
        "journal": coordinator.journal.leaves,
    }
    return {part: _without(_names(entry), value) for part, value in found.items()}


def _snapshot(coordinator: CoachCoordinator) -> dict[str, Any]:
    snapshot = to_plain(coordinator.snapshot_now())
    return {**snapshot, "practice": async_redact_data(snapshot["practice"], FELT)}


def _evidence(hass: HomeAssistant, coordinator: CoachCoordinator) -> dict[str, dict[str, Any]]:
    evidence: dict[str, dict[str, Any]] = {}
    for source, kind in coordinator.sources.kinds.items():
        evidence[source] = {"says": coordinator.sources.answers.get(source)}
        state = hass.states.get(entity_id_of(source))
        if state and kind not in PRIVATE:
            evidence[source] |= {
                "state": state.state,
                "unit": state.attributes.get("unit_of_measurement"),
                "last_changed": state.last_changed.isoformat(),
            }
    return evidence


def _names(entry: PostureCoachConfigEntry) -> re.Pattern[str]:
    """The person's names, also as they are part of entity ids; longer ones first."""
    person = entry.data.get(CONF_PERSON, "").partition(".")[2]
    whole = {each.lower() for each in (entry.title, slugify(entry.title), person)}
    parts = {each for name in whole for each in re.split(r"[\W_]+", name) if len(each) > 1}
    # Somebody may be called what a kind of source is called.
    names = sorted({*whole, *parts} - {"", *SourceKind}, key=len, reverse=True)
    any_of_them = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{any_of_them})(?![^\W_])", re.IGNORECASE)


def _without(names: re.Pattern[str], value: Any) -> Any:
    match value:
        case str():
            return names.sub(REDACTED, value)
        case Mapping():
            # A key with a dot is an entity, any other one is ours: people are called Max.
            return {
                _without(names, key) if "." in key else key: _without(names, each)
                for key, each in value.items()
            }
        case list():
            return [_without(names, each) for each in value]
        case _:
            return value
