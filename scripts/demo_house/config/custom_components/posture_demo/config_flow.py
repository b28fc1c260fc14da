"""The set-up of the demo room: nothing to ask."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult

from .entity import DOMAIN


class DemoRoomConfigFlow(ConfigFlow, domain=DOMAIN):
    """Add the demo room, once."""

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a confirmation only."""
        if user_input is None:
            return self.async_show_form(step_id="user")
        return self.async_create_entry(title="Desk", data={})
