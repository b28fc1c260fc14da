"""Posture Coach: knows how long somebody has been sitting, and coaches breaks."""

from homeassistant.components.http.server import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .announce import Announcer
from .const import DOMAIN, PLATFORMS, SOUNDS_URL
from .coordinator import CoachCoordinator, PostureCoachConfigEntry
from .download import async_setup_download
from .frontend import async_register_card, async_remove_frontend, async_setup_frontend
from .guide import Guide
from .library import FOLDER, async_load_library
from .renames import async_follow_renames
from .repairs import async_delete_repairs, async_setup_repairs
from .sentence_files import async_setup_sentence_files
from .services import async_setup_services
from .statistics import async_clear_statistics
from .store import CoachStore
from .voice import async_setup_voice
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, so that automations are valid before anybody is set up; serve files."""
    async_setup_services(hass)
    async_setup_sentence_files(hass)
    async_setup_download(hass)
    async_setup_websocket_api(hass)
    sounds = StaticPathConfig(SOUNDS_URL, str(FOLDER / "sounds"), cache_headers=False)
    await hass.http.async_register_static_paths([sounds])
    await async_setup_frontend(hass)
    await async_setup_voice(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> bool:
    """Start coaching a person."""
    coordinator = CoachCoordinator(hass, entry, await async_load_library(hass))
    entry.runtime_data = coordinator
    await coordinator.async_start()
    announcer = Announcer(hass, entry)
    coordinator.announcer = announcer
    await announcer.async_start()
    coordinator.guide = Guide(hass, entry, announcer.delivery)
    coordinator.guide.async_start()
    entry.async_on_unload(announcer.async_shutdown)
    entry.async_on_unload(async_setup_repairs(hass, entry))
    entry.async_on_unload(async_follow_renames(hass, entry))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    # Last: whoever is to be told is there now.
    coordinator.async_listen()
    # It is gone after the last person was removed.
    await async_register_card(hass)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> bool:
    """Stop coaching a person; what was going on is remembered."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await entry.runtime_data.async_stop()
    return True


async def async_remove_entry(hass: HomeAssistant, entry: PostureCoachConfigEntry) -> None:
    """Delete what was kept of a person."""
    async_delete_repairs(hass, entry.entry_id)
    async_clear_statistics(hass, entry.entry_id)
    await CoachStore(hass, entry.entry_id, lambda: None).async_remove()
    await async_remove_frontend(hass)
