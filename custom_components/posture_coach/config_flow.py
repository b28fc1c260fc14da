"""Setting up a person, and changing the options later."""

from collections.abc import Iterable, Mapping
from typing import Any, override
from uuid import uuid4

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryBaseFlow,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlowWithReload,
)
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig, TextSelector
import probatio as vol

from .const import CONF_NAME, CONF_PERSON, DOMAIN, SUBENTRY_EXERCISE, SUBENTRY_ROUTINE
from .faults import Faults, faults_in, sharers, sources_of
from .fields import (
    ANNOUNCE_FORM,
    NO_CHOICES,
    OPTIONS_FORM,
    SOURCES_FORM,
    Choices,
    Form,
    choices_of,
    options_of,
    schema_of,
    section_of,
)
from .own_content import async_content_of
from .settings import default_options
from .subentry_flow import ExerciseFlow, RoutineFlow
from .suggestions import suggested_person, suggested_sources, suggested_targets

WHO = vol.Schema(
    {
        vol.Optional(CONF_PERSON): EntitySelector(EntitySelectorConfig(domain="person")),
        vol.Optional(CONF_NAME): TextSelector(),
    }
)

NOT_LAST = {"user", "sources"}


class _Forms(ConfigEntryBaseFlow):
    """Shows forms, and what is wrong with the answers where Home Assistant lets it be seen."""

    _title = ""
    """What the person is called."""

    def _show(
        self,
        step_id: str,
        form: Form,
        shown: Mapping[str, Any],
        faults: Faults,
        opened: Iterable[str] = (),
        choices: Choices = NO_CHOICES,
    ) -> ConfigFlowResult:
        errors: dict[str, str] = {}
        for option, key in faults.keys.items():
            errors.setdefault(section_of(form, option), key)
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema_of(form, shown, {*opened, *errors}, choices),
            errors=errors,
            description_placeholders={"name": self._title, **faults.placeholders},
            last_step=step_id not in NOT_LAST,
        )

    def _show_shared(self, shared: Mapping[str, set[str]]) -> ConfigFlowResult:
        known = {entity_id: self.hass.states.get(entity_id) for entity_id in shared}
        names = sorted(state.name if state else entity_id for entity_id, state in known.items())
        people = sorted(set[str]().union(*shared.values()))
        return self.async_show_form(
            step_id="shared",
            data_schema=vol.Schema({}),
            description_placeholders={"sources": ", ".join(names), "people": ", ".join(people)},
            last_step=isinstance(self, PostureCoachOptionsFlow),
        )


class PostureCoachConfigFlow(_Forms, ConfigFlow, domain=DOMAIN):
    """Who it is, what tells that they sit, and how to reach them."""

    VERSION = 1

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._who: dict[str, str] = {}
        self._options: dict[str, Any] = {}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PostureCoachOptionsFlow:
        """Start changing the options."""
        return PostureCoachOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """What people may add to what they choose from."""
        return {SUBENTRY_EXERCISE: ExerciseFlow, SUBENTRY_ROUTINE: RoutineFlow}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask who it is."""
        faults = Faults()
        if user_input is None:
            person = suggested_person(self.hass)
            user_input = {CONF_PERSON: person} if person else {}
        else:
            faults = self._take_who(user_input)
            if not faults.keys:
                await self.async_set_unique_id(self._unique_id() or uuid4().hex)
                self._abort_if_unique_id_configured()
                self._async_abort_entries_match(self._who)
                return await self.async_step_sources()
        return self._ask_who("user", user_input, faults)

    async def async_step_sources(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what tells that they sit."""
        faults, opened = Faults(), set[str]()
        if user_input is None:
            others = self.hass.config_entries.async_entries(DOMAIN)
            taken = [each for entry in others for each in sources_of(entry.options)]
            suggested = suggested_sources(self.hass, taken)
            opened = {section_of(SOURCES_FORM, option) for option in suggested}
            shown = default_options() | suggested
        else:
            shown = options_of(SOURCES_FORM, user_input)
            faults = await faults_in(self.hass, shown, {})
            if not faults.keys:
                self._options = shown
                return await self.async_step_shared()
        return self._show("sources", SOURCES_FORM, shown, faults, opened)

    async def async_step_shared(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what follows when others are coached by the same sensors."""
        shared = sharers(self.hass, self._options, None)
        if user_input is None and shared:
            return self._show_shared(shared)
        return await self.async_step_announce()

    async def async_step_announce(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how to reach them."""
        faults = Faults()
        if user_input is None:
            person, sources = self._who.get(CONF_PERSON), sources_of(self._options)
            shown = default_options() | suggested_targets(self.hass, person, sources)
        else:
            shown = options_of(ANNOUNCE_FORM, user_input)
            options = self._options | shown
            faults = await faults_in(self.hass, options, self._options)
            if not faults.keys:
                return self.async_create_entry(title=self._title, data=self._who, options=options)
        return self._show("announce", ANNOUNCE_FORM, shown, faults)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask again who it is; the records and the entities stay those of the same person."""
        entry = self._get_reconfigure_entry()
        faults = Faults()
        if user_input is None:
            user_input = {**entry.data, CONF_NAME: entry.title}
        else:
            faults = self._take_who(user_input)
            if not faults.keys:
                if self._is_another_than(entry):
                    return self.async_abort(
                        reason="unique_id_mismatch",
                        description_placeholders={"name": entry.title},
                    )
                self._abort_if_coached_by_another_than(entry)
                return self.async_update_reload_and_abort(entry, title=self._title, data=self._who)
        return self._ask_who("reconfigure", user_input, faults)

    def _ask_who(self, step_id: str, shown: Mapping[str, Any], faults: Faults) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(WHO, shown),
            errors=faults.keys,
            description_placeholders=faults.placeholders,
            last_step=step_id not in NOT_LAST,
        )

    def _take_who(self, answers: Mapping[str, str]) -> Faults:
        faults = Faults()
        person, name = answers.get(CONF_PERSON), answers.get(CONF_NAME, "").strip()
        self._who = {CONF_PERSON: person} if person else {CONF_NAME: name}
        state = self.hass.states.get(person) if person else None
        self._title = name or (state.name if state else "")
        if not person and not name:
            faults.add(CONF_NAME, "person_or_name")
        elif person and not (state and self._unique_id()):
            faults.add(CONF_PERSON, "unknown_entity", unknown_entity=person)
        return faults

    def _unique_id(self) -> str | None:
        """What the chosen person keeps when renamed; None without one."""
        person = er.async_get(self.hass).async_get(self._who.get(CONF_PERSON, ""))
        return person.unique_id if person else None

    def _is_another_than(self, entry: ConfigEntry) -> bool:
        """Whether the chosen person is not the one, still there, whose records these are."""
        registry = er.async_get(self.hass)
        linked = registry.async_get(entry.data.get(CONF_PERSON, ""))
        known = registry.async_get_entity_id("person", "person", entry.unique_id or "") or (
            linked and linked.entity_id
        )
        return known is not None and self._who.get(CONF_PERSON) not in (None, known)

    def _abort_if_coached_by_another_than(self, entry: ConfigEntry) -> None:
        unique_id = self._unique_id()
        for other in self._async_current_entries():
            if other is not entry and unique_id is not None and other.unique_id == unique_id:
                raise AbortFlow("already_configured")
        self._async_abort_entries_match(self._who)


class PostureCoachOptionsFlow(_Forms, OptionsFlowWithReload):
    """Everything that can be set, on one page."""

    def __init__(self) -> None:
        """Nothing is chosen yet."""
        self._options: dict[str, Any] = {}

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show all options."""
        faults, opened = Faults(), {"breaks"}
        before = self.config_entry.options
        content = await async_content_of(self.hass, self.config_entry)
        self._title = self.config_entry.title
        if user_input is None:
            shown = default_options() | before
        else:
            opened = set()
            shown = options_of(OPTIONS_FORM, user_input)
            faults = await faults_in(self.hass, shown, before, content.catalogue)
            if not faults.keys:
                asked = {option for options in OPTIONS_FORM.values() for option in options}
                kept = {option: each for option, each in before.items() if option not in asked}
                self._options = kept | shown
                return await self.async_step_shared()
        return self._show("init", OPTIONS_FORM, shown, faults, opened, choices_of(content))

    async def async_step_shared(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what follows when others are newly coached by the same sensors."""
        entry = self.config_entry
        shared = sharers(self.hass, self._options, entry.entry_id)
        known = sharers(self.hass, entry.options, entry.entry_id)
        if user_input is None and shared.keys() - known:
            return self._show_shared(shared)
        return self.async_create_entry(data=self._options)
