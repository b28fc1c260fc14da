"""For whom something is asked aloud."""

from collections.abc import Callable
from dataclasses import dataclass, field

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .area import area_of
from .const import CONF_PRESENCE, CONF_SATELLITES, CONF_SEAT, DOMAIN
from .coordinator import PostureCoachConfigEntry
from .privacy import is_linked_to
from .spoken import Known, sounds_like

AT_THE_DESK = (CONF_SEAT, CONF_PRESENCE)
"""Options whose sensors say where somebody sits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """What is known of who speaks."""

    context: Context = field(default_factory=Context)
    device_id: str | None = None
    satellite_id: str | None = None


class Unaddressed(Exception):  # noqa: N818 - nothing went wrong, there is a question left
    """It is not clear who is meant."""

    def __init__(self, persons: list[str], name: str | None = None) -> None:
        super().__init__()
        self.persons = persons
        """Who it could be; one name as often as people have it."""
        self.name = name
        """The name that nobody has."""

    @property
    def is_namesake(self) -> bool:
        """Whether a name does not tell them apart."""
        return len(self.persons) > 1 and len(set(self.persons)) == 1


@callback
def coached(hass: HomeAssistant) -> list[PostureCoachConfigEntry]:
    """Everybody who is coached now."""
    entries: list[PostureCoachConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    return [entry for entry in entries if entry.state is ConfigEntryState.LOADED]


@callback
def known_names(hass: HomeAssistant, language: str) -> Known:
    """Who is coached, and their routines as they are called in that language."""
    everybody = coached(hass)
    contents = [each.runtime_data.content.in_language(language) for each in everybody]
    routines = (
        content.routine(each).name for content in contents for each in content.catalogue.routines
    )
    return Known(frozenset(entry.title for entry in everybody), frozenset(routines))


@callback
def addressee(hass: HomeAssistant, name: str | None, speaker: Speaker) -> PostureCoachConfigEntry:
    """The person of that name, or else who speaks, as far as can be told.

    Raises Unaddressed.
    """
    everybody = coached(hass)
    if name:
        persons = sorted(entry.title for entry in everybody)
        everybody = [each for each in everybody if sounds_like(each.title, name)]
        if not everybody:
            raise Unaddressed(persons, name)
    user_id, area = speaker.context.user_id, _area(hass, speaker)
    signs: tuple[Callable[[PostureCoachConfigEntry], bool], ...] = (
        lambda entry: user_id is not None and is_linked_to(hass, entry, user_id),
        lambda entry: speaker.satellite_id in entry.options.get(CONF_SATELLITES, ()),
        lambda entry: area in entry.runtime_data.area_ids,
        lambda entry: area is not None and area in _desk_areas(hass, entry),
        lambda _: True,
    )
    for is_meant in signs:
        found = [entry for entry in everybody if is_meant(entry)]
        if len(found) == 1:
            return found[0]
    raise Unaddressed(sorted(entry.title for entry in everybody))


def _area(hass: HomeAssistant, speaker: Speaker) -> str | None:
    if speaker.satellite_id and (area := area_of(hass, speaker.satellite_id)):
        return area
    device = dr.async_get(hass).async_get(speaker.device_id) if speaker.device_id else None
    return dr.async_get_effective_area_id(hass, device) if device else None


def _desk_areas(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> set[str | None]:
    sensors = (each for option in AT_THE_DESK for each in entry.options.get(option, ()))
    return {area_of(hass, each) for each in sensors}
