"""What Home Assistant's recorder has kept of a person's sensors.

Ask only where there is a recorder. One that is in trouble has kept nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, UnitOfTime
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.recorder import get_instance, session_scope
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import DurationConverter
from sqlalchemy.exc import SQLAlchemyError

from .const import LOGGER
from .engine.model import Posture

if TYPE_CHECKING:
    from homeassistant.components.recorder.statistics import StatisticsRow

RECORDER = "recorder"

type Change = tuple[float, Posture]
"""Since when, in seconds since 1970."""


def has_recorder(hass: HomeAssistant) -> bool:
    """Whether there is one to ask."""
    return RECORDER in hass.config.components


async def async_totals(
    hass: HomeAssistant, entity_id: str, first: date, today: date
) -> dict[date, float]:
    """The seconds that a total of the day came to, of the days known from `first` to yesterday."""
    return await _async_read(hass, partial(_read_totals, hass, entity_id, first, today), {})


async def async_postures(
    hass: HomeAssistant, entity_id: str, start: datetime, end: datetime
) -> list[Change]:
    """What a person was doing at `start`, if known, and each change from then to before `end`."""
    return await _async_read(hass, partial(_read_postures, hass, entity_id, start, end), [])


async def _async_read[T](hass: HomeAssistant, read: Callable[[], T], nothing: T) -> T:
    try:
        return await get_instance(hass).async_add_executor_job(read)
    except (HomeAssistantError, SQLAlchemyError) as error:
        LOGGER.warning("The recorder does not answer: %s", error)
        return nothing


def _read_totals(
    hass: HomeAssistant, entity_id: str, first: date, today: date
) -> dict[date, float]:
    from homeassistant.components.recorder.history import (  # noqa: PLC0415 (only where there is a recorder)
        state_changes_during_period,
    )
    from homeassistant.components.recorder.statistics import (  # noqa: PLC0415 (as above)
        get_metadata,
        statistics_during_period,
    )

    start, midnight = map(dt_util.start_of_local_day, (first, today))
    totals: dict[date, float] = {}
    for _, about in get_metadata(hass, statistic_ids={entity_id}).values():
        unit = about["unit_of_measurement"]
        # In the unit that they are kept in: converting them converts their last reset, too.
        units = {DurationConverter.UNIT_CLASS: unit} if unit else None
        rows = statistics_during_period(
            hass, start, None, {entity_id}, "hour", units, {"last_reset", "state", "sum"}
        )
        for day, total in _totals(rows.get(entity_id, ())).items():
            totals[day] = _seconds(total, unit)
    # The last hour of yesterday may have no row yet, but its last state says it all.
    last = state_changes_during_period(hass, midnight, midnight, entity_id)
    for state in last.get(entity_id, ()):
        totals |= _total(state)
    return {day: total for day, total in totals.items() if first <= day < today}


def _read_postures(
    hass: HomeAssistant, entity_id: str, start: datetime, end: datetime
) -> list[Change]:
    from homeassistant.components.recorder.db_schema import (  # noqa: PLC0415 (only where there is a recorder)
        RecorderRuns,
    )
    from homeassistant.components.recorder.history import (  # noqa: PLC0415 (as above)
        state_changes_during_period,
    )

    found = state_changes_during_period(hass, start, end, entity_id, no_attributes=True)
    changes = [
        (state.last_changed_timestamp, _posture(state)) for state in found.get(entity_id, ())
    ]
    with session_scope(hass=hass, read_only=True) as session:
        in_order = session.query(RecorderRuns.start, RecorderRuns.end).order_by(RecorderRuns.start)
        runs = [(_timestamp(started_at), _timestamp(ended_at)) for started_at, ended_at in in_order]
    stops = [(at, Posture.UNKNOWN) for at in _stops(runs, start.timestamp(), end.timestamp())]
    return sorted([*changes, *stops], key=itemgetter(0))


def _totals(rows: Iterable[StatisticsRow]) -> dict[date, float]:
    """What each day came to, from its hours.

    A row belongs to the day that its total began on: while nobody was there to begin another,
    the old one is written on and on.
    """
    totals: dict[date, float] = {}
    day, sum_before = date.min, 0.0
    for row in rows:
        began_at, state, so_far = row.get("last_reset"), row.get("state"), row.get("sum")
        if began_at is None or state is None or so_far is None:
            continue
        its = _local_day(began_at)
        if its != day and day in totals:
            # Where midnight is not on the hour, the row of that hour has the end of the old day.
            totals[day] += max(so_far - state - sum_before, 0)
        totals[its] = state
        day, sum_before = its, so_far
    return totals


def _total(state: State) -> dict[date, float]:
    """What a state of a total says, if anything."""
    try:
        total = float(state.state)
        began_at = datetime.fromisoformat(state.attributes["last_reset"])
        unit = state.attributes[ATTR_UNIT_OF_MEASUREMENT]
    except KeyError, TypeError, ValueError:
        return {}
    return {_local_day(began_at.timestamp()): _seconds(total, unit)}


def _seconds(total: float, unit: str | None) -> float:
    return round(DurationConverter.convert(total, unit, UnitOfTime.SECONDS))


def _posture(state: State) -> Posture:
    return Posture(state.state) if state.state in Posture else Posture.UNKNOWN


def _stops(
    runs: list[tuple[float | None, float | None]], start: float, end: float
) -> Iterator[float]:
    """When the recorder stopped: what a state was before says nothing about the time after."""
    for (_, stopped_at), following in zip_longest(runs, runs[1:], fillvalue=(None, None)):
        resumed_at = following[0]
        if (
            stopped_at is not None
            and stopped_at < end
            and (resumed_at is None or resumed_at > start)
        ):
            yield max(stopped_at, start)


def _local_day(at: float) -> date:
    return dt_util.as_local(dt_util.utc_from_timestamp(at)).date()


def _timestamp(at: datetime | None) -> float | None:
    """Of what some databases give without a time zone."""
    return None if at is None else at.replace(tzinfo=at.tzinfo or dt_util.UTC).timestamp()
