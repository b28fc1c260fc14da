"""Leads a person through a routine: says what a session has to say, and shows it on the phones.

A line is worth something for a moment only. What would come too late, or was overtaken by a newer
line of the session, is not said; the session itself waits for nobody.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .channels import Channel, Notifier
from .const import CONF_ASK_ALOUD, SOUNDS_URL
from .content import Content
from .delivery import (
    NOT_SAID,
    SHOWN,
    Coached,
    Delivery,
    Errand,
)
from .dialogue import LONGEST_DIALOGUE, Dialogue
from .effects import Answer, Topic, Unsaid
from .engine.events import CueGiven, Effect, RoutineHappened
from .engine.model import Cue, RoutineEventKind, RoutinePhase, SessionView, Snapshot
from .engine.records import WAITED_FOR, TestPhase
from .library import SOUNDS
from .phones import BUTTONS, Progress
from .quiet import STYLE_BRIEF, STYLE_CHIME, STYLE_FULL, usual_style
from .voices import Satellite, Voice

CUTTING = frozenset(
    {Cue.COUNTDOWN, Cue.WELCOME, Cue.PAUSED, Cue.RESUMED, Cue.FINISHED, Cue.STOPPED}
)
"""What is heard even if something else is still being said: a moment, or an answer to somebody."""

WRITTEN = frozenset({Cue.WELCOME, Cue.FINISHED})
"""What notifiers get: a message for every line would be a flood."""

ANSWER = "answer"
"""In the log, for what was asked for earlier."""
TESTS: Mapping[Cue, TestPhase] = {
    Cue.BALANCE_BEFORE: TestPhase.BEFORE,
    Cue.BALANCE_AFTER: TestPhase.AFTER,
}

OVER = frozenset({RoutineEventKind.COMPLETED, RoutineEventKind.STOPPED})

WORDS: Mapping[RoutinePhase, str] = {
    RoutinePhase.BALANCE_BEFORE: "guide_balance_test",
    RoutinePhase.GET_READY: "guide_get_ready",
    RoutinePhase.PREPARE: "guide_step",
    RoutinePhase.WORK: "guide_step",
    RoutinePhase.REST: "guide_next",
    RoutinePhase.BALANCE_AFTER: "guide_balance_test",
}
"""What phones show in each phase."""

type Deed = Callable[[], Awaitable[str | None]]


class Led(Coached, Protocol):
    """Whoever decides how a session goes on."""

    @property
    def data(self) -> Snapshot:
        """Where it is."""

    def async_add_listener(self, update_callback: CALLBACK_TYPE, /) -> CALLBACK_TYPE:
        """Call `update_callback` when `data` has changed."""

    @property
    def content(self) -> Content:
        """What is done in it, and the words for that."""


class Guide:
    """Leads one person."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], delivery: Delivery) -> None:
        """Lead through the sessions of `entry`; nothing happens before `async_start`."""
        self.hass = hass
        self.entry = entry
        self.delivery = delivery
        self._coach: Led = entry.runtime_data
        self._latest: CueGiven | None = None
        """What was said last, or waits to be said."""
        self._progress: Progress | None = None
        """What is on the phones."""
        self._dialogue = Dialogue(hass, entry)
        self._next_on: str | None = None
        """The satellite on which somebody is just asking for a session."""
        self._guest: Satellite | None = None
        """The satellite on which the session was asked for."""
        self._area_ids: frozenset[str] | None = None
        """Where the person was seen last in the session; None while that is not known.

        A routine is done away from the chair, where hardly any sensor sees it.
        """

    @callback
    def async_start(self) -> None:
        """Listen to the session and to taps, and show the session that goes on already."""
        on_unload = self.entry.async_on_unload
        on_unload(self._coach.async_add_effect_listener(self._async_happened))
        on_unload(self.delivery.async_add_tap_listener(self._async_answered))
        on_unload(self._coach.async_add_listener(self._async_updated))
        self._async_updated()

    @callback
    def _async_updated(self) -> None:
        if session := self._coach.data.session:
            self._show(session)

    @callback
    def _async_happened(self, effect: Effect) -> None:
        match effect:
            case RoutineHappened() if effect.kind in OVER:
                self._clear()
            case RoutineHappened(kind=RoutineEventKind.STARTED):
                self._welcome_guest()
            case CueGiven():
                self._give(effect)

    @callback
    def _async_answered(self, answer: Answer, refusal: str | None) -> None:
        if refusal is None or BUTTONS[answer].topic is not Topic.ROUTINE:
            return
        # Whoever tapped saw something that is not so.
        self._progress = None
        if session := self._coach.data.session:
            self._show(session)
        else:
            self._clear()

    @contextmanager
    def following(self, satellite_id: str | None) -> Iterator[None]:
        """Lead the session that is started meanwhile on that satellite, too."""
        self._next_on = satellite_id
        try:
            yield
        finally:
            self._next_on = None

    @callback
    def async_ask_test(self, satellite_id: str | None) -> bool:
        """Hold a balance test on that satellite; False if that cannot be done there."""
        satellite = self._satellite(satellite_id)
        if satellite is None or not self._dialogue.may_be_held_on(satellite):
            return False
        self._hold_test(satellite, self._test_phase())
        return True

    @callback
    def async_say_on(self, satellite_id: str | None, text: str) -> None:
        """Say something on the satellite where it was asked for; nowhere if there is none."""
        if satellite := self._satellite(satellite_id):
            say = partial(satellite.async_say, text, Context())
            self.delivery.async_give(satellite, Errand(kind=ANSWER, do=say))

    @callback
    def _give(self, given: CueGiven) -> None:
        if self._coach.area_ids:
            self._area_ids = self._coach.area_ids
        if given.cue in TESTS and (satellite := self._listener()):
            self._latest = given
            self._hold_test(satellite, TESTS[given.cue])
            return
        context = Context()
        deeds = {
            channel: deed
            for channel in self._channels()
            if (deed := self._deed(channel, given, context))
        }
        if deeds:
            self._latest = given
        left = given.until - dt_util.utcnow()
        until = self.hass.loop.time() + left.total_seconds()
        for channel, deed in deeds.items():
            if why := self._objection(channel):
                self.delivery.note(channel, given.cue, NOT_SAID, why)
                continue
            errand = Errand(
                kind=given.cue,
                do=deed,
                until=until,
                doubt=lambda: None if self._latest is given else Unsaid.OVERTAKEN,
                cuts_through=given.cue in CUTTING,
            )
            self.delivery.async_give(channel, errand)

    def _hold_test(self, satellite: Satellite, phase: TestPhase) -> None:
        errand = Errand(
            kind=f"balance_test_{phase}",
            do=partial(
                self._dialogue.async_hold_test,
                satellite,
                phase,
                lambda: phase is TestPhase.SINGLE or self._test_phase() is phase,
            ),
            limit=LONGEST_DIALOGUE,
        )
        self.delivery.async_give(satellite, errand)

    @property
    def _style(self) -> str:
        # Whoever has started a routine wants to hear it, at night as well.
        return usual_style(self.entry.options)

    def _test_phase(self) -> TestPhase:
        session = self._coach.data.session
        return WAITED_FOR.get(session.phase, TestPhase.SINGLE) if session else TestPhase.SINGLE

    def _listener(self) -> Satellite | None:
        """The satellite that asks the questions of a test, if one of them is to."""
        wanted = self._channels() if self.entry.options.get(CONF_ASK_ALOUD) else ()
        channels = (each for each in (self._guest, *wanted) if each)
        return self._dialogue.listener_among(channels, self._style, self._objection)

    def _objection(self, channel: Channel) -> str | None:
        # Whoever talks with a satellite hears it.
        area_ids = None if channel is self._guest else self._area_ids
        return self.delivery.objection(channel, area_ids, self._style)

    def _channels(self) -> list[Channel]:
        channels = self.delivery.channels
        guest = self._guest
        return channels if guest is None or guest in channels else [*channels, guest]

    def _welcome_guest(self) -> None:
        self._guest = self._satellite(self._next_on)
        area_id = self._guest.area_id if self._guest else None
        self._area_ids = frozenset({area_id}) if area_id else None

    def _satellite(self, satellite_id: str | None) -> Satellite | None:
        if satellite_id is None:
            return None
        own = (each for each in self.delivery.channels if each.key == satellite_id)
        known = next((each for each in own if isinstance(each, Satellite)), None)
        return known or Satellite(self.hass, self.entry, satellite_id)

    def _deed(self, channel: Channel, given: CueGiven, context: Context) -> Deed | None:
        """How a channel tells of `given`; None if it does not."""
        match channel:
            case Voice() if given.cue is Cue.COUNTDOWN or self._style == STYLE_CHIME:
                if sound := SOUNDS.get(given.cue):
                    return partial(channel.async_play, f"{SOUNDS_URL}/{sound}.wav", context)
            case Voice() if line := self._line(given):
                return partial(channel.async_say, line, context)
            case Notifier() if given.cue in WRITTEN and (line := self._line(given)):
                title = self._coach.content.routine(given.session.routine).name
                return partial(channel.async_write, title, line, context)
        return None

    def _line(self, given: CueGiven) -> str | None:
        content, session, exercise = self._coach.content, given.session, given.exercise
        values: dict[str, str | int] = {
            "person": self.entry.title,
            "routine": content.routine(session.routine).name,
            "moves": len(session.steps),
            "minutes": max(1, round(given.takes / timedelta(minutes=1))),
        }
        if exercise:
            texts = content.exercise(exercise.id)
            values |= {
                "exercise": texts.name,
                "say": texts.say,
                "steps": texts.instructions,
                "dose": content.counted(f"dose_{exercise.kind}", given.dose),
            }
        style = STYLE_BRIEF if self._style == STYLE_BRIEF else STYLE_FULL
        return content.line(style, given.cue, **values)

    @callback
    def _show(self, session: SessionView) -> None:
        """Bring the phones up to date; every phase has an end of its own to count down to."""
        text = self.delivery.text
        answers = (Answer.RESUME if session.is_paused else Answer.PAUSE, Answer.NEXT, Answer.STOP)
        progress = Progress(
            topic=Topic.ROUTINE,
            title=self._coach.content.routine(session.routine).name,
            text=self._text(session),
            answers={each: text(f"announce_answer_{each}") for each in answers},
            kind=text("guide_notifications"),
            ends_at=session.ends_at,
        )
        if progress == self._progress:
            return
        self._progress = progress
        for phone in self.delivery.phones:
            errand = Errand(
                kind=Topic.ROUTINE,
                do=partial(phone.async_show, progress),
                outcome=SHOWN,
                doubt=lambda: None if self._progress is progress else Unsaid.OVERTAKEN,
            )
            self.delivery.async_give(phone, errand)

    def _text(self, session: SessionView) -> str:
        content, step = self._coach.content, session.step
        values: dict[str, str | int] = {"number": session.number, "steps": len(session.steps)}
        if step:
            exercise = content.catalogue.exercises.get(step.exercise)
            values["exercise"] = content.exercise(step.exercise).name
            # Somebody may have deleted it meanwhile.
            values["dose"] = content.dose(step.exercise, step.dose) if exercise else step.dose
        shown = self.delivery.text(WORDS[session.phase], **values)
        return self.delivery.text("guide_paused", text=shown) if session.is_paused else shown

    @callback
    def _clear(self) -> None:
        self._progress = None
        self.delivery.async_clear(Topic.ROUTINE)
