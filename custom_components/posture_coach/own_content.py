"""The content of a person's entry: the library, and what they have added to it themselves."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .const import SUBENTRY_EXERCISE, SUBENTRY_ROUTINE
from .content import Content
from .library import Library, async_load_library


def content_of(hass: HomeAssistant, library: Library, entry: ConfigEntry) -> Content:
    """The content in the language of Home Assistant, with the entry's subentries as they are."""
    exercises, routines = (
        {
            each.unique_id: each.data
            for each in entry.get_subentries_of_type(kind)
            if each.unique_id is not None
        }
        for kind in (SUBENTRY_EXERCISE, SUBENTRY_ROUTINE)
    )
    return Content(library, exercises, routines, hass.config.language)


async def async_content_of(hass: HomeAssistant, entry: ConfigEntry) -> Content:
    """The same, for whoever has no library at hand. Raises what reading the library does."""
    return content_of(hass, await async_load_library(hass), entry)
