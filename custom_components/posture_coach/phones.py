"""Phones with the companion app: one notification per person, with buttons.

The notification carries a tag, so that a new one takes the place of the old one and it can be
taken away once it is no longer true. A tap comes back as an event on the bus.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol, override

from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr

from .channels import Channel, Message
from .const import DOMAIN
from .effects import Answer

EVENT_TAPPED = "mobile_app_notification_action"
MOBILE_APP = "mobile_app"
CLEAR = "clear_notification"


class Answerable(Protocol):
    """Whoever an answer is given to."""

    async def async_take_break(self) -> None:
        """A break begins now."""

    async def async_snooze_break(self, duration: timedelta | None = None) -> None:
        """Remind again later."""

    async def async_skip_break(self) -> None:
        """Give the break up that is due."""


VERBS: Mapping[Answer, Callable[[Answerable], Awaitable[None]]] = {
    Answer.START: lambda coach: coach.async_take_break(),
    Answer.SNOOZE: lambda coach: coach.async_snooze_break(),
    Answer.SKIP: lambda coach: coach.async_skip_break(),
}


def button_id(answer: Answer, entry_id: str) -> str:
    """What a phone reports when the button is tapped; it names the person, too."""
    return f"{DOMAIN}_{answer}_{entry_id}"


def verb_of(event_data: Mapping[str, Any], entry_id: str) -> Answer | None:
    """Which answer of this person a tap is; None if it is somebody else's."""
    tapped = event_data.get("action")
    return next((each for each in Answer if button_id(each, entry_id) == tapped), None)


class Phone(Channel):
    """A device with the companion app."""

    @property
    @override
    def name(self) -> str:
        device = dr.async_get(self.hass).async_get(self.key)
        return (device and (device.name_by_user or device.name)) or self.key

    @override
    async def async_tell(self, message: Message) -> None:
        buttons = [
            {"action": button_id(answer, self.entry.entry_id), "title": label}
            for answer, label in message.answers.items()
        ]
        # Without priority and ttl Android holds messages back while the phone lies still.
        details = {"tag": self._tag, "actions": buttons, "priority": "high", "ttl": 0}
        await self._async_notify(
            {"title": message.title, "message": message.text, "data": details},
            message.context,
        )

    async def async_clear(self) -> None:
        """Take the notification away. Raises whatever the way to the phone raises."""
        await self._async_notify({"message": CLEAR, "data": {"tag": self._tag}}, Context())

    @property
    def _tag(self) -> str:
        return f"{DOMAIN}_{self.entry.entry_id}"

    async def _async_notify(self, fields: Mapping[str, Any], context: Context) -> None:
        service = self._service() if MOBILE_APP in self.hass.config.components else None
        if service is None:
            raise HomeAssistantError(f"{self.name} takes no notifications")
        await self._async_call(f"notify.{service}", fields, context)

    def _service(self) -> str | None:
        # Imported late: it brings the cloud along, which a house without phones does without.
        from homeassistant.components.mobile_app.util import (  # noqa: PLC0415
            get_notify_service,
            webhook_id_from_device_id,
        )

        webhook_id = webhook_id_from_device_id(self.hass, self.key)
        return get_notify_service(self.hass, webhook_id) if webhook_id else None
