"""The words that people read are complete, the same in all languages, and of the right form."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
import json
from pathlib import Path
import re
import string
from typing import Any

from homeassistant.data_entry_flow import section
from homeassistant.helpers import config_validation as cv
from homeassistant.util.yaml import load_yaml_dict
import probatio as vol
import pytest

from custom_components.posture_coach.config_flow import WHO
from custom_components.posture_coach.const import (
    ANNOUNCEMENT_STYLES,
    CONF_SITTING_LIMIT,
    CONF_VOLUMES,
    DOMAIN,
    SUBENTRY_EXERCISE,
    SUBENTRY_ROUTINE,
    WEEKDAYS,
)
from custom_components.posture_coach.content import Content
from custom_components.posture_coach.engine.breaks import _REFUSALS
from custom_components.posture_coach.engine.exercise import Aspect, DoseKind, Need
from custom_components.posture_coach.engine.phases import REFUSALS
from custom_components.posture_coach.engine.records import KINDS, TestPhase
from custom_components.posture_coach.fields import (
    ANNOUNCE_FORM,
    OPTIONS_FORM,
    SELECTORS,
    SOURCES_FORM,
    Form,
    schema_of,
)
from custom_components.posture_coach.formats import FORMATS
from custom_components.posture_coach.library import library_of, read_files
from custom_components.posture_coach.settings import CONTRADICTIONS, DURATIONS, NUMBERS
from custom_components.posture_coach.subentry_flow import LIMITS, ExerciseFlow, RoutineFlow

HERE = Path(__file__).parent.parent / "custom_components" / DOMAIN
LANGUAGES: dict[str, Any] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "translations").glob("*.json"))
}
ENGLISH = LANGUAGES["en"]
CODE = {path.name: path.read_text(encoding="utf-8") for path in HERE.rglob("*.py")}

URL = re.compile(r"(\w+://|www\.)[a-z0-9]", re.IGNORECASE)
KEY = re.compile(r"(?!.+[_-]{2})(?![_-])[a-z0-9-_]+(?<![_-])")
AUTOMATION = ("services", "triggers", "conditions")


def text(value: Any) -> str:
    value = cv.string_with_no_html(value)
    for wrong in (URL.search(value), re.search(r"'{\w+}'", value), "[%" in value):
        if wrong or value != value.strip() or not value:
            raise vol.Invalid(f"not a translation: {value!r}")
    return str(value)


def key(value: Any) -> str:
    if not KEY.fullmatch(value):
        raise vol.Invalid(f"not a translation key: {value}")
    return str(value)


def state(value: Any) -> str:
    if placeholders_in(value):
        raise vol.Invalid(f"a state has no placeholders: {value}")
    return text(value)


def placeholders_in(value: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(value) if name}


type Schema = dict[Any, Any]

PART: Schema = {vol.Optional("data"): {key: text}, vol.Optional("data_description"): {key: text}}
STEP: Schema = {
    vol.Required("title"): text,
    vol.Optional("description"): text,
    vol.Optional("sections"): {
        key: {vol.Required("name"): text, vol.Optional("description"): text, **PART}
    },
    **PART,
}
FLOW: Schema = {
    vol.Required("step"): {key: STEP},
    vol.Optional("error"): {key: text},
    vol.Optional("abort"): {key: text},
}
SUBENTRY: Schema = {
    **FLOW,
    vol.Required("entry_type"): text,
    vol.Required("initiate_flow"): {vol.Required("user"): text, vol.Required("reconfigure"): text},
}
NAMED: Schema = {vol.Required("name"): text, vol.Required("description"): text}
BRIEF: Schema = {vol.Required("name"): text, vol.Optional("description"): text}
ACTION: Schema = {**NAMED, vol.Optional("fields"): {key: NAMED}}
TRIGGER: Schema = {**NAMED, vol.Optional("fields"): {key: BRIEF}}
FILE = vol.Schema(
    {
        vol.Required("config"): FLOW,
        vol.Required("config_subentries"): {cv.slug: SUBENTRY},
        vol.Required("options"): FLOW,
        vol.Required("selector"): {
            cv.slug: vol.Any(
                {vol.Required("options"): {key: text}}, {vol.Required("fields"): {cv.slug: NAMED}}
            )
        },
        vol.Required("entity"): {
            cv.slug: {
                key: {
                    vol.Optional("name"): text,
                    vol.Optional("state"): {key: state},
                    vol.Optional("state_attributes"): {
                        key: {vol.Optional("name"): state, vol.Optional("state"): {key: state}}
                    },
                    vol.Optional("unit_of_measurement"): state,
                }
            }
        },
        vol.Required("services"): {cv.slug: ACTION},
        vol.Required("triggers"): {cv.slug: TRIGGER},
        vol.Required("conditions"): {cv.slug: TRIGGER},
        vol.Required("exceptions"): {cv.slug: {vol.Required("message"): text}},
        vol.Required("issues"): {
            key: vol.All(
                cv.has_at_least_one_key("description", "fix_flow"),
                {
                    vol.Required("title"): text,
                    vol.Exclusive("description", "fixable"): text,
                    vol.Exclusive("fix_flow", "fixable"): FLOW,
                },
            )
        },
        vol.Required("common"): {cv.slug: text},
    }
)


def flat(node: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, each in node.items():
        if isinstance(each, dict):
            yield from flat(each, f"{path}{name}.")
        else:
            yield path + name, each


def test_there_is_english_and_german():
    assert LANGUAGES.keys() >= {"en", "de"}
    assert not (HERE / "strings.json").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_form_that_home_assistant_wants(language):
    FILE(LANGUAGES[language])


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_all_languages_say_the_same(language):
    english, other = dict(flat(ENGLISH)), dict(flat(LANGUAGES[language]))
    # Some languages need more forms of a number.
    other = {name: each for name, each in other.items() if not name.endswith("_few")}
    assert other.keys() == english.keys()
    assert {each: placeholders_in(other[each]) for each in other} == {
        each: placeholders_in(english[each]) for each in english
    }


def check_form(step: dict[str, Any], schema: vol.Schema) -> None:
    fields = {str(name): each for name, each in schema.schema.items()}
    sections = {name: each for name, each in fields.items() if isinstance(each, section)}
    plain = fields.keys() - sections.keys()
    assert step.get("data", {}).keys() == step.get("data_description", {}).keys() == plain
    assert step.get("sections", {}).keys() == sections.keys()
    for name, each in sections.items():
        check_form(step["sections"][name], each.schema)


@pytest.mark.parametrize(
    ("flow", "step", "form"),
    [
        ("config", "sources", SOURCES_FORM),
        ("config", "announce", ANNOUNCE_FORM),
        ("options", "init", OPTIONS_FORM),
    ],
    ids=["sources", "announce", "options"],
)
def test_every_field_and_section_of_a_form_is_explained(flow: str, step: str, form: Form):
    check_form(ENGLISH[flow]["step"][step], schema_of(form, {}, ()))


@pytest.mark.parametrize("step", ["user", "reconfigure"])
def test_the_question_who_it_is_is_explained(step):
    check_form(ENGLISH["config"]["step"][step], WHO)


def test_every_step_has_its_words():
    flows = CODE["config_flow.py"].split("class PostureCoachOptionsFlow")
    for flow, code in zip(("config", "options"), flows, strict=True):
        steps = set(re.findall(r"async def async_step_(\w+)", code))
        assert ENGLISH[flow]["step"].keys() == steps


def test_every_field_of_a_volume_has_its_words():
    config = SELECTORS[CONF_VOLUMES].config
    assert (
        ENGLISH["selector"][config["translation_key"]]["fields"].keys() == config["fields"].keys()
    )


def test_every_fault_has_its_words_and_no_words_are_left_over():
    faults = set(re.findall(r'\.add\(\s*\S+,\s*"(\w+)"', CODE["faults.py"]))
    faults |= {"desk_height_unit", "power_unit"}
    limits = {f"{option}_out_of_range" for option in (*DURATIONS, *NUMBERS)}
    contradictions = {fault for _, fault, _ in CONTRADICTIONS}
    assert ENGLISH["options"]["error"].keys() == faults | limits | contradictions

    set_up = {*chain(*SOURCES_FORM.values(), *ANNOUNCE_FORM.values())}
    set_up_limits = {each for each in limits if each.removesuffix("_out_of_range") in set_up}
    who = set(re.findall(r'\.add\(\s*\S+,\s*"(\w+)"', CODE["config_flow.py"]))
    asked_later = {"busy_is_duty", "quiet_incomplete", "volumes_invalid"} | {
        each for each in faults if each.startswith("scales_")
    }
    assert ENGLISH["config"]["error"].keys() == (faults - asked_later) | set_up_limits | who


def test_every_reason_to_give_up_has_its_words():
    reasons = set(re.findall(r'reason="(\w+)"|AbortFlow\("(\w+)"', CODE["config_flow.py"]))
    used = {reason for pair in reasons for reason in pair if reason}
    assert ENGLISH["config"]["abort"].keys() == used


def test_every_exception_has_its_words_and_no_words_are_left_over():
    everything = "\n".join(CODE.values())
    raised = {*re.findall(r'CoachError\(\s*"(\w+)"', everything), *_REFUSALS.values()}
    raised |= set(REFUSALS.values())
    raised |= set(re.findall(r'translation_domain=DOMAIN,\s*translation_key="(\w+)"', everything))
    # The number of the sitting limit refuses what the options form does.
    raised |= {fault for option, fault, _ in CONTRADICTIONS if option == CONF_SITTING_LIMIT}
    raised.add(f"{CONF_SITTING_LIMIT}_out_of_range")
    assert ENGLISH["exceptions"].keys() == raised


def test_no_words_are_left_over_from_an_issue():
    constants = {
        node.value
        for code in CODE.values()
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant)
    }
    assert ENGLISH["issues"].keys() <= constants


def test_what_mends_an_issue_has_its_words():
    fix_flows = [each["fix_flow"] for each in ENGLISH["issues"].values() if "fix_flow" in each]
    assert [each["step"].keys() for each in fix_flows] == [{"confirm"}]
    reasons = set(re.findall(r'reason="(\w+)"', CODE["repairs.py"]))
    assert fix_flows[0]["abort"].keys() == reasons


@pytest.mark.parametrize("kind", AUTOMATION)
def test_actions_triggers_and_conditions_have_their_words(kind):
    described = load_yaml_dict(str(HERE / f"{kind}.yaml"))
    fields = {
        name: set((each or {}).get("fields", ()))
        for name, each in described.items()
        if not name.startswith(".")
    }
    words = ENGLISH[kind]
    assert {name: set(each.get("fields", ())) for name, each in words.items()} == fields


CHOICES: dict[str, Iterable[str]] = {
    "announcement_style": ANNOUNCEMENT_STYLES,
    "weekday": WEEKDAYS,
    "dose_kind": DoseKind,
    "aspect": Aspect,
    "need": Need,
    "record_format": FORMATS,
    "record_kind": KINDS,
    "test_phase": TestPhase,
}


def test_every_choice_has_its_words():
    selectors = ENGLISH["selector"].items()
    words = {name: each["options"] for name, each in selectors if "options" in each}
    assert {name: set(options) for name, options in words.items()} == {
        name: set(options) for name, options in CHOICES.items()
    }
    assert words["announcement_style"] == ENGLISH["entity"]["select"]["announcement_style"]["state"]


OWN: dict[str, tuple[type[ExerciseFlow | RoutineFlow], set[str]]] = {
    SUBENTRY_EXERCISE: (
        ExerciseFlow,
        {"dose_out_of_range", "ladder_not_rising", "seconds_out_of_range"},
    ),
    SUBENTRY_ROUTINE: (RoutineFlow, {"exercise_unknown", "routine_empty", "routine_too_long"}),
}
OF_ALL_OWN = {"name_taken", "text_empty", "text_has_markup", "text_too_long", "value_unknown"}


@pytest.mark.parametrize(("kind", "flow", "faults"), [(k, *v) for k, v in OWN.items()], ids=OWN)
def test_every_field_and_fault_of_what_is_ones_own_is_explained(kind, flow, faults):
    content = Content(library_of(read_files()), {}, {}, "en")
    words = ENGLISH["config_subentries"][kind]
    check_form(words["step"]["details"], flow().form(content))
    assert words["step"].keys() == {"details"}
    assert words["error"].keys() == faults | OF_ALL_OWN
    assert {placeholder for _, each in flat(words) for placeholder in placeholders_in(each)} <= (
        LIMITS.keys()
    )


def test_every_fault_of_what_is_ones_own_belongs_to_a_kind():
    faults = set(re.findall(r'vol\.Invalid\(\s*"(\w+)"', CODE["authoring.py"]))
    faults |= set(re.findall(r'(?:msg=|, |: )"(\w+_\w+)"', CODE["authoring.py"]))
    assert faults | {"name_taken"} == OF_ALL_OWN.union(*(each for _, each in OWN.values()))


def test_every_icon_belongs_to_an_entity_with_words():
    icons = json.loads((HERE / "icons.json").read_text(encoding="utf-8"))["entity"]
    for platform, entities in icons.items():
        assert entities.keys() <= ENGLISH["entity"][platform].keys()
        for name, icon in entities.items():
            words = ENGLISH["entity"][platform][name]
            if "state" in words:
                assert icon.get("state", {}).keys() <= words["state"].keys()
