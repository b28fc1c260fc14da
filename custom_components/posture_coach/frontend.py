"""The dashboard card: served, and known to every dashboard without anybody's doing."""

from homeassistant.core import HomeAssistant


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Serve the card and its pictures, and register it."""
