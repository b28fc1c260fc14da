"""What a card and Home Assistant say to each other.

`frontend/src/contract.ts` is generated from this, and `card-state.ts` from `card_state`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from .card_state import CardState, Instant, Seconds
from .engine.model import BreakOutcome, Posture


class Command(StrEnum):
    """What may be asked over the websocket; everything else is an action."""

    SUBSCRIBE = "posture_coach/snapshot/subscribe"
    GET_TREND = "posture_coach/trend/get"
    GET_DAY = "posture_coach/day/get"


class Refusal(StrEnum):
    """The code of the error that a command is answered with."""

    PERSON_UNKNOWN = "person_unknown"
    NOT_ALLOWED = "not_allowed"
    """Somebody else's records."""
    NOBODY = "nobody"
    """Nobody was asked for, and there is nobody whose records this user may see."""
    NOT_LOADED = "not_loaded"


class Absence(StrEnum):
    """Why there is nothing to tell about a person for the time being."""

    DISABLED = "disabled"
    FAILED = "failed"
    STARTING = "starting"
    REMOVED = "removed"


class NoStrip(StrEnum):
    """Why a day cannot be shown."""

    NO_RECORDER = "no_recorder"
    SENSOR_DISABLED = "sensor_disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeRequest:
    """Everything about a person, now and from now on."""

    person: str | None
    """The id of a config entry, or of any entity of that person; null for one's own."""
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRequest:
    """The last days, today included."""

    config_entry_id: str
    days: int
    """1 to 366."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRequest:
    """One local day."""

    config_entry_id: str
    day: str
    """Like 2026-03-02."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotMessage:
    """Everything; the first message, and again after the person was absent."""

    kind: Literal["snapshot"]
    now: Instant
    state: CardState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesMessage:
    """The parts that are no longer as they were."""

    kind: Literal["changes"]
    now: Instant
    state: CardState
    """Only some of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentMessage:
    """The person cannot be told of; another snapshot comes when that is over."""

    kind: Literal["absent"]
    now: Instant
    name: str
    reason: Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendDay:
    """One local day; null where it is not known."""

    day: str
    sitting: Seconds | None
    longest: Seconds | None
    breaks: Mapping[BreakOutcome, int]
    routines: int
    evenness_before: float | None
    """The mean of the day's tests before a session, and of single ones."""
    evenness_after: float | None
    pain: float | None
    """The worst of the pains of the day's last check-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The last days, oldest first."""

    days: tuple[TrendDay, ...]
    limit: Seconds
    """How long one may sit at a time."""
    is_complete: bool
    """Whether all records could be read."""
    has_recorder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in one posture."""

    posture: Posture
    began_at: Instant
    ended_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStrip:
    """One local day, up to now."""

    day: str
    starts_at: Instant
    ends_at: Instant
    spans: tuple[Span, ...]
    missing: NoStrip | None
