"""Exercises and routines of somebody's own: added one at a time, and changed later."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import UnitOfTime
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
from homeassistant.util import slugify
import probatio as vol

from .authoring import (
    DOSES,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_EXERCISES,
    MOST_LINES,
    SECONDS_EACH,
    exercise_faults,
    routine_faults,
)
from .content import Content
from .engine.exercise import Aspect, DoseKind, Need
from .own_content import async_content_of

LIMITS = {
    "longest_name": str(LONGEST_NAME),
    "longest_text": str(LONGEST_TEXT),
    "most_lines": str(MOST_LINES),
    "most_exercises": str(MOST_EXERCISES),
}


def _number(low: int, high: int, unit: str | None = None) -> NumberSelector:
    config = NumberSelectorConfig(min=low, max=high, step=1, mode=NumberSelectorMode.BOX)
    if unit:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)


def _words(words: type[Aspect | DoseKind | Need], key: str, *, several: bool) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[each.value for each in words], multiple=several, translation_key=key
        )
    )


ONE_LINE, LINES = TextSelector(), TextSelector(TextSelectorConfig(multiline=True))
EXERCISE = vol.Schema(
    {
        vol.Required("name"): ONE_LINE,
        vol.Required("kind"): _words(DoseKind, "dose_kind", several=False),
        vol.Required("dose"): _number(1, max(most for _, most in DOSES.values())),
        vol.Optional("ladder"): ONE_LINE,
        vol.Optional("seconds_each"): _number(*SECONDS_EACH, UnitOfTime.SECONDS),
        vol.Optional("stance"): LINES,
        vol.Optional("steps"): LINES,
        vol.Optional("cues"): LINES,
        vol.Optional("mistakes"): LINES,
        vol.Optional("cautions"): LINES,
        vol.Optional("helps"): _words(Aspect, "aspect", several=True),
        vol.Optional("needs"): _words(Need, "need", several=True),
    }
)
USUAL = {"kind": DoseKind.REPETITIONS.value, "dose": 10, "seconds_each": 3}


class _OwnFlow(ConfigSubentryFlow):
    """One form, for adding and for changing; the coach follows the entry, so nothing reloads."""

    usual: Mapping[str, Any] = {}
    """What a new one begins with."""

    @abstractmethod
    def form(self, content: Content) -> vol.Schema:
        """What is asked."""

    @abstractmethod
    def shown(self, data: Mapping[str, Any], content: Content) -> Mapping[str, Any]:
        """What is filled in of what was entered before."""

    @abstractmethod
    def faults_in(self, data: Mapping[str, Any], content: Content) -> Mapping[str, str]:
        """What is wrong with the answers, by field: a translation key."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add one."""
        return await self.async_step_details()

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change one."""
        return await self.async_step_details()

    async def async_step_details(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for everything, and again until nothing is wrong with it."""
        content = await async_content_of(self.hass, self._get_entry())
        own = self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None
        form = self.form(content)
        faults: dict[str, str] = {}
        if user_input is None:
            data = self.shown(own.data if own else self.usual, content)
        else:
            data = {each: answer for each, answer in user_input.items() if answer not in ("", [])}
            faults = {**self.faults_in(data, content)}
            if "name" not in faults and self._is_taken(data["name"], own, content):
                faults["name"] = "name_taken"
            if not faults:
                return self._kept(data, own, form)
        return self.async_show_form(
            step_id="details",
            data_schema=self.add_suggested_values_to_schema(form, data),
            errors=faults,
            description_placeholders=LIMITS,
        )

    def _is_taken(self, name: str, own: ConfigSubentry | None, content: Content) -> bool:
        """Whether something else has the id that `name` would give."""
        known = {*content.catalogue.exercises, *content.catalogue.routines}
        known |= {each.unique_id or "" for each in self._get_entry().subentries.values()}
        return slugify(name) in known - {own.unique_id if own else None}

    def _kept(
        self, data: dict[str, Any], own: ConfigSubentry | None, form: vol.Schema
    ) -> SubentryFlowResult:
        name = " ".join(data["name"].split())
        data["name"] = name
        if own is None:
            return self.async_create_entry(title=name, data=data, unique_id=slugify(name))
        not_asked = {key: each for key, each in own.data.items() if key not in form.schema}
        return self.async_update_and_abort(
            self._get_entry(), own, title=name, data=not_asked | data
        )


class ExerciseFlow(_OwnFlow):
    """An exercise of somebody's own."""

    usual = USUAL

    @override
    def form(self, content: Content) -> vol.Schema:
        return EXERCISE

    @override
    def shown(self, data: Mapping[str, Any], content: Content) -> Mapping[str, Any]:
        return data

    @override
    def faults_in(self, data: Mapping[str, Any], content: Content) -> Mapping[str, str]:
        return exercise_faults(data)


class RoutineFlow(_OwnFlow):
    """A routine of somebody's own."""

    @override
    def form(self, content: Content) -> vol.Schema:
        names = [
            SelectOptionDict(value=each, label=content.exercise(each).name)
            for each in content.catalogue.exercises
        ]
        exercises = SelectSelector(
            SelectSelectorConfig(options=names, multiple=True, mode=SelectSelectorMode.DROPDOWN)
        )
        return vol.Schema(
            {
                vol.Required("name"): ONE_LINE,
                vol.Optional("description"): LINES,
                vol.Required("exercises"): exercises,
            }
        )

    @override
    def shown(self, data: Mapping[str, Any], content: Content) -> Mapping[str, Any]:
        known = content.catalogue.exercises
        # The form would refuse what was deleted.
        return {**data, "exercises": [each for each in data.get("exercises", ()) if each in known]}

    @override
    def faults_in(self, data: Mapping[str, Any], content: Content) -> Mapping[str, str]:
        return routine_faults(data, content.catalogue.exercises)
