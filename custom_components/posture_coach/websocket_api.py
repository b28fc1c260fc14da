"""What a card asks over the websocket."""

from homeassistant.core import HomeAssistant, callback


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands."""
