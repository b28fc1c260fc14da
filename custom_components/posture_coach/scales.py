"""Weighing how somebody stands, with the load cells that the options name."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, UnitOfMass
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_call_later, async_track_state_change_event
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import MassConverter

from .const import CONF_LOAD_RIGHT, CONF_LOAD_RIGHT_HEEL, CONF_LOAD_RIGHT_TOE
from .engine.errors import CoachError
from .engine.events import Load
from .settings import CORNERS, PAIR
from .sources import number_in

KILOGRAMS = UnitOfMass.KILOGRAMS
RIGHT = {CONF_LOAD_RIGHT, CONF_LOAD_RIGHT_HEEL, CONF_LOAD_RIGHT_TOE}

WINDOW = timedelta(seconds=20)
LIGHTEST_KG = 10.0
"""Less than this is nobody who stands."""
BELOW_ZERO_KG = -0.5
"""A cell that was set to zero while it bore a little says this much less than nothing."""

type Live = Callable[[float | None], None]


class Scales:
    """The load cells of one person: one under each foot, or one under each end of it."""

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Take the cells that the options name; nothing is read yet."""
        self.hass = hass
        self._cells: dict[str, str] = next(
            (
                {option: options[option] for option in cells}
                for cells in (CORNERS, PAIR)
                if all(options.get(option) for option in cells)
            ),
            {},
        )

    @property
    def is_set_up(self) -> bool:
        """Whether the options name all the cells that it takes."""
        return bool(self._cells)

    async def async_weigh(
        self, window: timedelta = WINDOW, live: Live | None = None
    ) -> tuple[Load, ...]:
        """What the cells say from now to the end of `window`, in kg where they weigh.

        Meanwhile `live` is told the share (R - L) / (R + L), -1 to 1, and None at the end.
        Raises CoachError as soon as it is clear that nothing can be measured: scale_not_set_up,
        scale_unavailable, scale_negative, scale_empty.
        """
        if not self._cells:
            raise CoachError("scale_not_set_up")
        over = self.hass.loop.create_future()
        loads: list[Load] = []

        def read(at: datetime) -> None:
            load = Load(at=at, loads=self._read())
            loads.append(load)
            if live:
                live(_left_right(load.loads))

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            if over.done():
                return
            try:
                read(event.time_fired)
            except CoachError as refusal:
                over.set_exception(refusal)

        @callback
        def end(_now: datetime) -> None:
            if not over.done():
                over.set_result(None)

        read(dt_util.utcnow())
        stop = async_track_state_change_event(self.hass, set(self._cells.values()), changed)
        stop_waiting = async_call_later(self.hass, window, end)
        try:
            await over
        finally:
            stop()
            stop_waiting()
            if live:
                live(None)
        return tuple(loads)

    def _read(self) -> dict[str, float]:
        states = {option: self.hass.states.get(cell) for option, cell in self._cells.items()}
        numbers = {option: self._number(option, state) for option, state in states.items()}
        units = {option: _unit(state) for option, state in states.items()}
        is_mass = set(units.values()) <= MassConverter.VALID_UNITS
        first = next(iter(units.values()))
        for option, unit in units.items():
            if is_mass:
                numbers[option] = MassConverter.convert(numbers[option], unit, KILOGRAMS)
            elif unit != first:
                raise CoachError("scale_unavailable", **self._cell(option))
            if numbers[option] < (BELOW_ZERO_KG if is_mass else 0):
                raise CoachError("scale_negative", **self._cell(option))
        loads = {option: max(number, 0.0) for option, number in numbers.items()}
        total = sum(loads.values())
        if total <= 0 or (is_mass and total < LIGHTEST_KG):
            raise CoachError("scale_empty")
        return loads

    def _number(self, option: str, state: State | None) -> float:
        number = number_in(state.state) if state else None
        if number is None:
            raise CoachError("scale_unavailable", **self._cell(option))
        return number

    def _cell(self, option: str) -> dict[str, str]:
        """The option and the name of its cell, as a refusal needs them."""
        state = self.hass.states.get(self._cells[option])
        return {"field": option, "sensor": state.name if state else self._cells[option]}


def _unit(state: State | None) -> str | None:
    return state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) if state else None


def _left_right(loads: Mapping[str, float]) -> float:
    total = sum(loads.values())
    right = sum(load for option, load in loads.items() if option in RIGHT)
    return (2 * right - total) / total
