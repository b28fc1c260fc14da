"""Phones with the companion app: one notification per person and topic, with buttons.

The notification carries a tag, so that a new one takes the place of the old one and it can be
taken away once it is no longer true. A tap comes back as an event on the bus.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, override

from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from .channels import Channel, Message
from .const import CONF_CRITICAL, CONF_MAX_PROMPTS, DOMAIN
from .effects import Answer, Notice, NoticeKind, Topic
from .engine.model import Settings

EVENT_TAPPED = "mobile_app_notification_action"
MOBILE_APP = "mobile_app"
CLEAR = "clear_notification"
CRITICAL: Mapping[str, Any] = {
    "channel": "alarm_stream",
    "push": {"sound": {"name": "default", "critical": 1, "volume": 1.0}},
}
"""What makes a phone sound although it is muted, for both kinds of phones."""


class Answerable(Protocol):
    """Whoever an answer is given to."""

    async def async_take_break(self) -> None:
        """A break begins now."""

    async def async_snooze_break(self, duration: timedelta | None = None) -> None:
        """Remind again later."""

    async def async_skip_break(self) -> None:
        """Give the break up that is due."""

    async def async_start_routine(
        self, routine: str | None = None, *, has_balance_test: bool = False
    ) -> None:
        """Lead through a routine, today's when none is named."""

    async def async_pause_routine(self) -> None:
        """Wait."""

    async def async_resume_routine(self) -> None:
        """Go on."""

    async def async_next_exercise(self) -> None:
        """On to the next exercise."""

    async def async_stop_routine(self) -> None:
        """End the routine."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a tap does."""

    topic: Topic
    """The notification that it is on."""
    verb: Callable[[Answerable], Awaitable[None]] | None = None
    """What the coach is asked for; None when the notification shall just go away."""


BUTTONS: Mapping[Answer, Button] = {
    Answer.START: Button(Topic.BREAK, lambda coach: coach.async_take_break()),
    Answer.SNOOZE: Button(Topic.BREAK, lambda coach: coach.async_snooze_break()),
    Answer.SKIP: Button(Topic.BREAK, lambda coach: coach.async_skip_break()),
    Answer.START_ROUTINE: Button(
        Topic.RUN, lambda coach: coach.async_start_routine(has_balance_test=True)
    ),
    Answer.NOT_NOW: Button(Topic.RUN),
    Answer.PAUSE: Button(Topic.ROUTINE, lambda coach: coach.async_pause_routine()),
    Answer.RESUME: Button(Topic.ROUTINE, lambda coach: coach.async_resume_routine()),
    Answer.NEXT: Button(Topic.ROUTINE, lambda coach: coach.async_next_exercise()),
    Answer.STOP: Button(Topic.ROUTINE, lambda coach: coach.async_stop_routine()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a phone shows while something goes on; it changes without a sound."""

    topic: Topic
    title: str
    text: str
    answers: Mapping[Answer, str]
    """What the buttons say."""
    kind: str
    """What the phone's settings call notifications like this."""
    ends_at: datetime | None = None
    """What the clock on it counts down to; None for no clock."""


def button_id(answer: Answer, entry_id: str) -> str:
    """What a phone reports when the button is tapped; it names the person, too."""
    return f"{DOMAIN}_{answer}_{entry_id}"


def answer_of(event_data: Mapping[str, Any], entry_id: str) -> Answer | None:
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
        notice = message.notice
        details: dict[str, Any] = {}
        if notice.run_at:
            left = notice.run_at - dt_util.utcnow()
            details["timeout"] = max(1, round(left.total_seconds()))
        if self._is_critical(notice):
            details |= CRITICAL
        await self._async_show(notice.topic, message, details, message.context)

    async def async_show(self, progress: Progress) -> None:
        """Show `progress` in place of the one before. Raises whatever the way raises."""
        details: dict[str, Any] = {
            "channel": progress.kind,
            "importance": "low",
            "alert_once": True,
            "sticky": "true",
            "push": {"interruption-level": "passive"},
        }
        if progress.ends_at:
            details |= {"chronometer": True, "when": round(progress.ends_at.timestamp())}
        await self._async_show(progress.topic, progress, details, Context())

    async def async_clear(self, topic: Topic) -> None:
        """Take the notification away. Raises whatever the way to the phone raises."""
        await self._async_notify({"message": CLEAR, "data": {"tag": self._tag(topic)}}, Context())

    async def _async_show(
        self, topic: Topic, what: Message | Progress, details: dict[str, Any], context: Context
    ) -> None:
        buttons = [
            {"action": button_id(answer, self.entry.entry_id), "title": label}
            for answer, label in what.answers.items()
        ]
        # Without priority and ttl Android holds messages back while the phone lies still.
        data = {"tag": self._tag(topic), "actions": buttons, "priority": "high", "ttl": 0}
        fields = {"title": what.title, "message": what.text, "data": data | details}
        await self._async_notify(fields, context)

    def _is_critical(self, notice: Notice) -> bool:
        options = self.entry.options
        last = options.get(CONF_MAX_PROMPTS, Settings().max_prompts)
        is_last = notice.kind is NoticeKind.BREAK_DUE and notice.number >= last
        return is_last and bool(options.get(CONF_CRITICAL))

    def _tag(self, topic: Topic) -> str:
        tag = f"{DOMAIN}_{self.entry.entry_id}"
        return tag if topic is Topic.BREAK else f"{tag}_{topic}"

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
