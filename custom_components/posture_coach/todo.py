"""To-do lists: today's routine, move by move."""

from collections.abc import Iterator
from typing import override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import PostureCoachConfigEntry
from .engine.errors import CoachError
from .engine.model import Step
from .engine.plain import to_plain
from .engine.records import SessionRecord, kind_of
from .entity import PostureCoachEntity
from .errors import translated
from .formats import record_id

PARALLEL_UPDATES = 0

TODAYS_ROUTINE = EntityDescription(key="todays_routine")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the list of a person."""
    async_add_entities([TodaysRoutine(entry.runtime_data, TODAYS_ROUTINE)])


class TodaysRoutine(PostureCoachEntity, TodoListEntity):
    """The moves of today, done or to be done; what they are follows from the plan."""

    _attr_supported_features = TodoListEntityFeature.UPDATE_TODO_ITEM

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """One item for each move, in the order of the plan; one done twice is ticked once."""
        plan = {step.exercise: step for step in self.coordinator.data.practice.plan}
        return [self._item(step) for step in plan.values()]

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Tick a move, or take that back. Raises ServiceValidationError when it does not fit."""
        known = next(each for each in self.todo_items if each.uid == item.uid)
        exercise = str(known.uid)
        with translated():
            if item.summary != known.summary:
                raise CoachError("move_not_renamed")
            if item.status == known.status:
                return
            if item.status == TodoItemStatus.COMPLETED:
                await self._async_done(exercise)
            else:
                await self._async_not_done(exercise)

    async def _async_done(self, exercise: str) -> None:
        session = self.coordinator.data.session
        if session is None:
            await self.coordinator.async_log_routine(exercises=(exercise,))
        elif session.step and session.step.exercise == exercise:
            await self.coordinator.async_next_exercise()
        else:
            raise CoachError("routine_running")

    async def _async_not_done(self, exercise: str) -> None:
        records = list(self._records_of(exercise))
        # Deleting a whole session would untick more than was asked for.
        if not all(_is_of_one_move(each) for each in records):
            raise CoachError("move_was_led")
        for each in records:
            await self.coordinator.archive.async_delete(record_id(kind_of(each), to_plain(each)))

    def _records_of(self, exercise: str) -> Iterator[SessionRecord]:
        """Today's sessions in which the exercise was done."""
        for each in self.coordinator.store.records_at_hand():
            if (
                isinstance(each, SessionRecord)
                and dt_util.as_local(each.ended_at).date() == self.coordinator.data.day
                and any(move.is_done and move.exercise == exercise for move in each.moves)
            ):
                yield each

    def _item(self, step: Step) -> TodoItem:
        coordinator = self.coordinator
        is_done = step.exercise in coordinator.data.practice.done_today
        name = coordinator.content.exercise(step.exercise).name
        return TodoItem(
            uid=step.exercise,
            summary=f"{name}, {coordinator.content.dose(step.exercise, step.dose)}",
            status=TodoItemStatus.COMPLETED if is_done else TodoItemStatus.NEEDS_ACTION,
        )


def _is_of_one_move(session: SessionRecord) -> bool:
    return not session.is_led and sum(move.is_done for move in session.moves) == 1
