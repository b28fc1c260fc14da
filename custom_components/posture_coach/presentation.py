"""A person as a card is told of them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.loader import async_get_loaded_integration

from .card_state import (
    CONTRACT,
    AxisContent,
    BalanceState,
    BalanceTest,
    CardState,
    ClockState,
    CoachingState,
    ContentState,
    CueState,
    ExerciseContent,
    Instant,
    Measurement,
    PersonState,
    PracticeState,
    RoutineContent,
    Seconds,
    SessionState,
    StepState,
)
from .const import DOMAIN, PICTURES_URL, SOUNDS_URL
from .content import Content
from .coordinator import CoachCoordinator
from .engine.cues import cues_of
from .engine.model import (
    BalanceView,
    BreakOutcome,
    MeasurementView,
    SessionView,
    Snapshot,
    Step,
)
from .engine.plain import to_plain, write
from .library import SOUNDS
from .settings import settings_from
from .sources import entity_id_of

SOUND_ADDRESSES: Mapping[str, str] = {
    cue.value: f"{SOUNDS_URL}/{name}.wav" for cue, name in SOUNDS.items()
}
LIVE_DIGITS = 2
"""Of what the load cells say while they are read: whole percent; they tremble."""


class Presentation:
    """A person in one language."""

    def __init__(self, coordinator: CoachCoordinator, language: str) -> None:
        """Nothing is computed before it is asked for."""
        self.coordinator = coordinator
        self._language = language
        self._version = str(async_get_loaded_integration(coordinator.hass, DOMAIN).version)
        self._content: tuple[Content, ContentState] | None = None
        """What was last said of what may be chosen from; it seldom changes."""

    def state(self) -> CardState:
        """Everything about the person as it is now."""
        snapshot = self.coordinator.data
        entry = self.coordinator.config_entry
        return CardState(
            contract=CONTRACT,
            version=self._version,
            person=PersonState(config_entry_id=entry.entry_id, name=entry.title),
            clock=_clock(snapshot),
            coaching=_coaching(self.coordinator),
            session=_session(snapshot.session) if snapshot.session else None,
            practice=_practice(snapshot),
            balance=_balance(self.coordinator),
            content=self._content_state(),
        )

    def _content_state(self) -> ContentState:
        content = self.coordinator.content
        if self._content is None or self._content[0] is not content:
            told = _content(content.in_language(self._language), self._version)
            self._content = content, told
        return self._content[1]


def parts(state: CardState) -> dict[str, Any]:
    """All parts, as JSON knows them."""
    return to_plain(state)


def changes(before: CardState, after: CardState) -> dict[str, Any]:
    """The parts that are no longer as they were, as JSON knows them."""
    return {
        each.name: write(now)
        for each in fields(after)
        if (now := getattr(after, each.name)) != getattr(before, each.name)
    }


def instant(at: datetime) -> Instant:
    """In seconds since 1970, to the millisecond."""
    return round(at.timestamp(), 3)


def _when(at: datetime | None) -> Instant | None:
    return None if at is None else instant(at)


def _lasting(duration: timedelta | None) -> Seconds | None:
    return None if duration is None else round(duration.total_seconds(), 3)


def _clock(snapshot: Snapshot) -> ClockState:
    return ClockState(
        posture=snapshot.posture,
        posture_since=_when(snapshot.posture_since),
        is_running=snapshot.clock_runs,
        runs_from=_when(snapshot.runs_from),
        sat_for=_lasting(snapshot.stands_at),
        limit=snapshot.limit.total_seconds(),
        sitting_today=snapshot.sitting_today.total_seconds(),
        standing_today=snapshot.standing_today.total_seconds(),
        longest_sitting_today=snapshot.longest_sitting_today.total_seconds(),
    )


def _coaching(coordinator: CoachCoordinator) -> CoachingState:
    snapshot = coordinator.data
    rules = settings_from(coordinator.config_entry.options, UTC)
    return CoachingState(
        status=snapshot.status,
        reason=f"reason_{snapshot.reason.key}",
        until=_when(snapshot.reason.until),
        sources=tuple(_name(coordinator, each) for each in snapshot.reason.sources),
        due_at=_when(snapshot.due_at),
        is_due=snapshot.is_due,
        snoozes_left=snapshot.snoozes_left,
        snooze_for=rules.snooze_for.total_seconds(),
        next_prompt_at=_when(snapshot.next_prompt_at),
        is_coaching=snapshot.is_coaching,
        paused_until=_when(snapshot.paused_until),
        may_skip=not rules.strict,
        breaks_taken_today=_count(snapshot, BreakOutcome.TAKEN),
        breaks_missed_today=_count(snapshot, BreakOutcome.MISSED, BreakOutcome.SNOOZED_OUT),
    )


def _name(coordinator: CoachCoordinator, source: str) -> str:
    entity_id = entity_id_of(source)
    state = coordinator.hass.states.get(entity_id)
    return state.name if state else entity_id


def _count(snapshot: Snapshot, *outcomes: BreakOutcome) -> int | None:
    breaks = snapshot.breaks_today
    return None if breaks is None else sum(breaks.get(outcome, 0) for outcome in outcomes)


def _steps(steps: tuple[Step, ...]) -> tuple[StepState, ...]:
    return tuple(StepState(exercise=each.exercise, dose=each.dose) for each in steps)


def _session(view: SessionView) -> SessionState:
    return SessionState(
        routine=view.routine,
        phase=view.phase,
        is_paused=view.is_paused,
        steps=_steps(view.steps),
        number=view.number,
        counted=view.counted,
        has_balance_test=view.has_balance_test,
        started_at=instant(view.started_at),
        phase_began_at=instant(view.phase_began_at),
        lasts=_lasting(view.lasts),
        ends_at=_when(view.ends_at),
        remaining=_lasting(view.remaining),
        cues=tuple(
            CueState(cue=cue, after=after.total_seconds())
            for after, cue in cues_of(view.phase, view.lasts)
        ),
    )


def _practice(snapshot: Snapshot) -> PracticeState:
    practice = snapshot.practice
    return PracticeState(
        day=snapshot.day.isoformat(),
        routine=practice.routine,
        is_scheduled_today=practice.is_scheduled_today,
        plan=_steps(practice.plan),
        done_today=tuple(sorted(practice.done_today)),
        is_done_today=practice.is_done_today,
        routines_this_week=practice.routines_this_week,
        streak=practice.streak,
        last_routine_at=_when(practice.last_routine_at),
        pains=practice.pains,
    )


def _balance(coordinator: CoachCoordinator) -> BalanceState:
    practice, live = coordinator.data.practice, coordinator.live_left_right
    last, measured = practice.balance, practice.measurement
    before = last.before if last else None
    return BalanceState(
        last=_test(last) if last else None,
        before=_test(before) if before else None,
        change=last.change if last else None,
        measurement=_measurement(measured) if measured else None,
        can_measure=coordinator.scales.is_set_up,
        live_left_right=None if live is None else round(live, LIVE_DIGITS),
    )


def _test(view: BalanceView) -> BalanceTest:
    return BalanceTest(at=instant(view.at), axes=view.axes, evenness=view.evenness)


def _measurement(view: MeasurementView) -> Measurement:
    return Measurement(
        at=instant(view.at),
        left_right=view.left_right,
        sway=view.sway,
        left_toe=view.left_toe,
        right_toe=view.right_toe,
        left_toe_usual=view.left_toe_usual,
        right_toe_usual=view.right_toe_usual,
    )


def _content(content: Content, version: str) -> ContentState:
    routines = {key: content.routine(key) for key in content.catalogue.routines}
    return ContentState(
        exercises={key: _exercise(content, key, version) for key in content.catalogue.exercises},
        routines={
            key: RoutineContent(name=texts.name, description=texts.description)
            for key, texts in routines.items()
        },
        axes={
            axis: AxisContent(question=texts.question, answers=texts.answers)
            for axis, texts in content.balance.items()
        },
        safety=content.safety,
        sounds=SOUND_ADDRESSES,
    )


def _exercise(content: Content, key: str, version: str) -> ExerciseContent:
    texts, exercise = content.exercise(key), content.catalogue.exercises[key]
    picture = content.picture(key)
    return ExerciseContent(
        name=texts.name,
        purpose=texts.purpose,
        stance=texts.stance,
        steps=texts.steps,
        cues=texts.cues,
        mistakes=texts.mistakes,
        cautions=texts.cautions,
        kind=exercise.kind,
        seconds_each=exercise.seconds_each,
        needs=tuple(sorted(exercise.needs)),
        start=_picture(picture.start, version) if picture else None,
        end=_picture(picture.end, version) if picture else None,
    )


def _picture(name: str, version: str) -> str:
    return f"{PICTURES_URL}/{name}?v={version}"
