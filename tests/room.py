"""A room with everything that can announce: real entities that write down what they are told."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, override
from unittest.mock import Mock

from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.media_player.const import MediaPlayerEntityFeature, MediaPlayerState
from homeassistant.components.notify import NotifyEntity
from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddEntitiesCallback
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
)
from yarl import URL

from custom_components.posture_coach import announce, const, guide
from custom_components.posture_coach.content import Content
from custom_components.posture_coach.engine.errors import CoachError
from custom_components.posture_coach.engine.events import CueGiven, Effect, RoutineHappened
from custom_components.posture_coach.engine.model import Cue
from custom_components.posture_coach.library import async_load_library

DOMAIN = "room"
SATELLITE = "assist_satellite.desk"
SPEAKER = "media_player.shelf"
VOICE = "tts.voice"
NOTIFIER = "notify.wall"
PUSH_URL = "https://push.test/send"


class Hearing(Entity):
    """Writes down what it is told, and can be made to fail or to hang."""

    def __init__(self, name: str) -> None:
        self._attr_name = name
        self._attr_unique_id = name
        self.heard: list[str] = []
        self.contexts: list[Context | None] = []
        self.fault: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once = 0
        """How many announcements were heard at the same time, at most."""
        self._now = 0

    async def hear(self, text: str) -> None:
        self._now += 1
        self.at_once = max(self.at_once, self._now)
        try:
            await self.gate.wait()
            if self.fault:
                raise self.fault
        finally:
            self._now -= 1
        self.heard.append(text)
        self.contexts.append(self._context)

    def set_available(self, *, is_available: bool) -> None:
        """Go out of reach, or come back."""
        self._attr_available = is_available
        self.async_write_ha_state()


class Satellite(Hearing, AssistSatelliteEntity):
    _attr_supported_features = (
        AssistSatelliteEntityFeature.ANNOUNCE | AssistSatelliteEntityFeature.START_CONVERSATION
    )

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.gongs: list[bool] = []
        """Whether there was a gong ahead of what was heard."""
        self.answers: list[str | None] = []
        """What is said to the next questions; None for nothing."""
        self.before_answering: Callable[[], object] = lambda: None

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        raise AssertionError("announcing needs none of this")

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        raise AssertionError("announcing needs none of this")

    @override
    def on_pipeline_event(self, event: object) -> None:
        raise AssertionError("announcing needs none of this")

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        await self.hear(announcement.message or announcement.original_media_id)
        self.gongs.append(announcement.preannounce_media_id is not None)

    @override
    async def async_start_conversation(
        self, start_announcement: AssistSatelliteAnnouncement
    ) -> None:
        await self.async_announce(start_announcement)
        self.before_answering()
        # What a pipeline that has heard something reports.
        assert self._ask_question_future is not None
        self._ask_question_future.set_result(self.answers.pop(0) if self.answers else None)


class Speaker(Hearing, MediaPlayerEntity):
    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY_MEDIA
        | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
        | MediaPlayerEntityFeature.VOLUME_SET
    )
    _attr_state = MediaPlayerState.ON
    _attr_volume_level = 0.8

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.volumes: list[float] = []
        """How loud it was made."""
        self.volume_fault: Exception | None = None

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        if self.volume_fault:
            raise self.volume_fault
        self.volumes.append(volume)
        self._attr_volume_level = volume
        self.async_write_ha_state()

    @override
    async def async_play_media(self, media_type: str, media_id: str, **kwargs: Any) -> None:
        assert kwargs["announce"] is True
        await self.hear(URL(media_id).query.get("message", media_id))


class Notifier(Hearing, NotifyEntity):
    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        await self.hear(message)


class Voice(Hearing, TextToSpeechEntity):
    _attr_default_language = "en"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._attr_supported_languages = ["en", "de"]

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        return "mp3", b"hum"


class Room:
    """What is in the room."""

    def __init__(self) -> None:
        self.satellite = Satellite("Desk")
        self.speaker = Speaker("Shelf")
        self.notifier = Notifier("Wall")
        # The voice first: the satellite's pipeline speaks with what is there by then.
        self._by_platform: dict[Platform, Hearing] = {
            Platform.TTS: Voice("Voice"),
            Platform.ASSIST_SATELLITE: self.satellite,
            Platform.MEDIA_PLAYER: self.speaker,
            Platform.NOTIFY: self.notifier,
        }

    async def async_set_up(self, hass: HomeAssistant) -> None:
        """Put everything into `hass`."""

        async def set_up_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
            for platform in self._by_platform:
                await hass.config_entries.async_forward_entry_setups(entry, [platform])
            return True

        async def unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
            return await hass.config_entries.async_unload_platforms(entry, self._by_platform)

        assert await async_setup_component(hass, "homeassistant", {})
        # Text-to-speech looks for the program, which takes longer than all the rest.
        mock_integration(hass, MockModule("ffmpeg"))
        hass.config.internal_url = "http://127.0.0.1:8123"
        module = MockModule(DOMAIN, async_setup_entry=set_up_entry, async_unload_entry=unload_entry)
        mock_integration(hass, module)
        mock_platform(hass, f"{DOMAIN}.config_flow")
        for platform, entity in self._by_platform.items():
            _provide(hass, platform, entity)
        entry = MockConfigEntry(domain=DOMAIN)
        entry.add_to_hass(hass)
        with mock_config_flow(DOMAIN, ConfigFlow):
            assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()


def _provide(hass: HomeAssistant, platform: Platform, entity: Hearing) -> None:
    async def set_up_entry(
        hass: HomeAssistant, entry: ConfigEntry, add: AddEntitiesCallback
    ) -> None:
        add([entity])

    mock_platform(hass, f"{DOMAIN}.{platform}", MockPlatform(async_setup_entry=set_up_entry))


async def async_add_phone(hass: HomeAssistant) -> str:
    """Set the companion app up with one phone, and return the id of its device."""
    assert await async_setup_component(hass, "notify", {})
    assert await async_setup_component(hass, "mobile_app", {})
    entry = MockConfigEntry(
        domain="mobile_app",
        title="Pocket",
        data={
            "app_data": {"push_token": "token", "push_url": PUSH_URL},
            "app_id": "app",
            "app_name": "Companion",
            "app_version": "1",
            "device_id": "pocket",
            "device_name": "Pocket",
            "manufacturer": "Maker",
            "model": "Model",
            "os_name": "Android",
            "os_version": "1",
            "supports_encryption": False,
            "user_id": "user",
            "webhook_id": "hook",
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return device.id


class Coach:
    """Says what it is told to say, and writes down what it is asked for."""

    def __init__(self) -> None:
        self.area_ids: frozenset[str] = frozenset()
        self.asked: list[str] = []
        self.refusal: CoachError | None = None
        self.listeners: list[Callable[[Effect], None]] = []
        self.updates: list[Callable[[], None]] = []
        self.data = Mock(session=None)
        self.tests: list[tuple[str | None, dict[str, int]]] = []
        """The balance tests that were recorded."""
        self.change: float | None = None
        self.is_saved = True
        self.shown = 0
        """How often what was told has been shown."""
        self.content: Content | None = None

    def async_add_effect_listener(self, listener: Callable[[Effect], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def async_update_listeners(self) -> None:
        self.shown += 1

    def async_add_listener(self, update_callback: Callable[[], None]) -> Callable[[], None]:
        self.updates.append(update_callback)
        return lambda: self.updates.remove(update_callback)

    async def async_take_break(self) -> None:
        self._ask("take")

    async def async_snooze_break(self, duration: timedelta | None = None) -> None:
        minutes = duration and duration // timedelta(minutes=1)
        self._ask(f"snooze {minutes}" if minutes else "snooze")

    async def async_skip_break(self) -> None:
        self._ask("skip")

    async def async_start_routine(
        self, routine: str | None = None, *, has_balance_test: bool = False
    ) -> None:
        self._ask("start with balance test" if has_balance_test else "start")

    async def async_pause_routine(self) -> None:
        self._ask("pause")

    async def async_resume_routine(self) -> None:
        self._ask("resume")

    async def async_next_exercise(self) -> None:
        self._ask("next")

    async def async_stop_routine(self) -> None:
        self._ask("stop")

    def _ask(self, verb: str) -> None:
        if self.refusal:
            raise self.refusal
        self.asked.append(verb)

    def snapshot_now(self) -> Any:
        """What the last test and the last snooze have led to."""
        balance = Mock(evenness=50.0, change=self.change)
        soon = dt_util.utcnow() + timedelta(minutes=10)
        return Mock(next_prompt_at=soon, practice=Mock(balance=balance))

    async def async_record_balance_test(
        self, phase: str | None, axes: dict[str, int], *, eyes_closed: bool = True
    ) -> bool:
        assert eyes_closed
        if self.refusal:
            raise self.refusal
        self.tests.append((phase, dict(axes)))
        return self.is_saved


class Person:
    """Somebody in the room whose coach, announcer and guide these are."""

    def __init__(self, hass: HomeAssistant, name: str, options: dict[str, Any]) -> None:
        self.hass = hass
        self.coach = Coach()
        self.entry = MockConfigEntry(
            domain=const.DOMAIN, title=name, unique_id=name, options=options
        )
        self.entry.runtime_data = self.coach
        self.entry.add_to_hass(hass)
        self.announcer = announce.Announcer(hass, self.entry)
        self.delivery = self.announcer.delivery
        self.guide = guide.Guide(hass, self.entry, self.delivery)

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """What came of each delivery, by target."""
        return [(line["target"], line["outcome"]) for line in self.delivery.log]

    def tell(self, *effects: Effect) -> None:
        """Let these happen at one moment."""
        for effect in effects:
            if isinstance(effect, RoutineHappened | CueGiven):
                kind = effect.kind if isinstance(effect, RoutineHappened) else effect.cue
                is_over = kind in guide.OVER | {Cue.FINISHED, Cue.STOPPED}
                self.coach.data = Mock(session=None if is_over else effect.session)
            for update in self.coach.updates:
                update()
            for listener in self.coach.listeners:
                listener(effect)

    async def async_tell(self, *effects: Effect) -> None:
        """Let these happen, and wait until everybody has been told."""
        self.tell(*effects)
        await self.hass.async_block_till_done(wait_background_tasks=True)


async def async_coach(hass: HomeAssistant, name: str = "Alex", /, **options: Any) -> Person:
    """Begin to announce to a person with these options."""
    person = Person(hass, name, options)
    await person.announcer.async_start()
    return person


async def async_lead(hass: HomeAssistant, name: str = "Alex", /, **options: Any) -> Person:
    """Begin to announce to a person with these options, and to lead them."""
    person = Person(hass, name, options)
    library = await async_load_library(hass)
    person.coach.content = Content(library, {}, {}, hass.config.language)
    await person.announcer.async_start()
    person.guide.async_start()
    return person
