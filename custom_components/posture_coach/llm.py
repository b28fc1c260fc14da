"""Tools for language models, for the people who have opted in."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.llm import LLMTools
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolInput, ToolResult
from homeassistant.util.async_ import create_eager_task
from homeassistant.util.json import JsonObjectType
import probatio as vol

from .actions import one_of, read_fields
from .const import CONF_LLM_ACCESS, DOMAIN
from .coordinator import PostureCoachConfigEntry
from .engine.errors import CoachError
from .errors import translated
from .privacy import async_may_read
from .tools import ABILITIES, Ability

type People = Mapping[str, PostureCoachConfigEntry]
"""The entries of those who have opted in, by what they are called."""

PERSON = "person"
PROMPT = (
    "The posture_coach tools are about sitting, breaks, exercise routines and how somebody stands. "
    "This is health data: tell only what is asked for. Speak about mobility and habits, and give "
    "no diagnosis and no medical advice. Evenness is felt, in points, and no measurement."
)


class CoachTool(Tool):
    """An ability of the coach, for the people whom the user may ask about."""

    integration = DOMAIN

    def __init__(self, verb: str, ability: Ability, people: People, language: str) -> None:
        """Offer it for these people, with the names of things in that language."""
        self.name = f"{DOMAIN}__{verb}"
        self.title = ability.title
        self.description = ability.description
        self.annotations = ability.annotations
        self._ability = ability
        self._people = people
        self._language = language
        self.parameters = vol.Schema(self._fields())

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Do it, or say in the words of the action why not."""
        # What is unknown is refused as an action refuses it; values are read one by one.
        known = {vol.Optional(str(name)): object for name in self.parameters.schema}
        args = vol.Schema(known)(tool_input.tool_args)
        try:
            with translated():
                return ToolResult(data=await self._async_ask(hass, args, llm_context.context))
        except ServiceValidationError as refusal:
            told: JsonObjectType = {
                "error": str(refusal.translation_key),
                "error_text": str(refusal),
            }
            return ToolResult(data=told, error=True)

    async def _async_ask(
        self, hass: HomeAssistant, args: dict[str, Any], context: Context | None
    ) -> JsonObjectType:
        ability = self._ability
        entry = self._entry(args)
        # A conversation may go on for longer than the permission does.
        if not await _async_is_accessible(hass, entry, context):
            raise CoachError("llm_access_missing")
        coach = entry.runtime_data
        try:
            readers = {name: each.reader for name, each in ability.parameters.items()}
            given = read_fields(readers, args)
            return await ability.verb(coach, given, coach.content.in_language(self._language))
        except CoachError as refusal:
            raise _renamed(refusal, ability.said_as) from refusal

    def _entry(self, args: dict[str, Any]) -> PostureCoachConfigEntry:
        if len(self._people) == 1:
            return next(iter(self._people.values()))
        given = read_fields({PERSON: one_of(*self._people)}, args)
        if PERSON not in given:
            raise CoachError("field_missing", field=PERSON)
        return self._people[given[PERSON]]

    def _fields(self) -> dict[vol.Marker, Any]:
        fields: dict[vol.Marker, Any] = {}
        if len(self._people) > 1:
            person = vol.Required(PERSON, description="Whose coach is asked.")
            fields[person] = vol.In([*self._people])
        contents = [
            each.runtime_data.content.in_language(self._language) for each in self._people.values()
        ]
        for name, parameter in self._ability.parameters.items():
            marker = vol.Required if parameter.is_required else vol.Optional
            description, schema = parameter.described(contents)
            fields[marker(name, description=description)] = schema
        return fields


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """The tools for whom the user may ask about; None without anybody."""
    if api_id != LLM_API_ASSIST:
        return None
    # Home Assistant has its users at hand. Should it ever have to wait for one, nobody is offered.
    asking = create_eager_task(_async_people(hass, llm_context.context))
    if not asking.done():
        asking.cancel()
        return None
    if not (people := asking.result()):
        return None
    language = llm_context.language or hass.config.language
    return LLMTools(
        tools=[CoachTool(verb, each, people, language) for verb, each in ABILITIES.items()],
        prompt=PROMPT,
    )


async def _async_people(hass: HomeAssistant, context: Context | None) -> People:
    entries: list[PostureCoachConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    people: dict[str, PostureCoachConfigEntry] = {}
    for entry in sorted(entries, key=lambda each: each.title.casefold()):
        if await _async_is_accessible(hass, entry, context):
            name, number = entry.title, 1
            while name in people:
                number += 1
                name = f"{entry.title} {number}"
            people[name] = entry
    return people


async def _async_is_accessible(
    hass: HomeAssistant, entry: PostureCoachConfigEntry, context: Context | None
) -> bool:
    """Whether the person has opted in, and whoever asks may read their records."""
    return (
        entry.state is ConfigEntryState.LOADED
        and bool(entry.options.get(CONF_LLM_ACCESS))
        and await async_may_read(hass, entry, context or Context())
    )


def _renamed(refusal: CoachError, said_as: Mapping[str, str]) -> CoachError:
    """The same refusal, which names the field as the model knows it."""
    placeholders = dict(refusal.placeholders)
    if "field" in placeholders:
        placeholders["field"] = said_as.get(placeholders["field"], placeholders["field"])
    return CoachError(refusal.key, **placeholders)
