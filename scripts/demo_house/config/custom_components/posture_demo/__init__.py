"""A room for the demo: satellite, speaker, voice and notifier write down what they are told."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
import probatio as vol

from .entity import DOMAIN, DemoRoomConfigEntry, Room

PLATFORMS = [
    Platform.ASSIST_SATELLITE,
    Platform.MEDIA_PLAYER,
    Platform.NOTIFY,
    Platform.STT,
    Platform.TTS,
]
CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register actions: let satellite and speaker hang, as real ones do; speak to the satellite."""

    async def hang(call: ServiceCall) -> None:
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            entry.runtime_data.hangs_for = call.data["seconds"]

    async def speak(call: ServiceCall) -> None:
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            await entry.runtime_data.satellite.async_hear(call.data["text"])

    hass.services.async_register(
        DOMAIN, "speak", speak, schema=vol.Schema({vol.Required("text"): cv.string})
    )
    schema = vol.Schema({vol.Required("seconds"): vol.Coerce(float)})
    hass.services.async_register(DOMAIN, "hang", hang, schema=schema)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: DemoRoomConfigEntry) -> bool:
    """Add the entities of the room."""
    entry.runtime_data = Room()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: DemoRoomConfigEntry) -> bool:
    """Remove the entities of the room."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
