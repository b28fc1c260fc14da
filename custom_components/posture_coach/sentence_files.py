"""The sentences as files among those of the user, for whoever wants to see and to change them.

A file of ours begins with a hash of all that follows. Once that is not true any more, somebody has
changed it, and it is theirs: it is neither written over nor deleted.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
import re
from typing import TYPE_CHECKING, Any

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.service import async_register_admin_service
from homeassistant.util.json import JsonValueType
from homeassistant.util.yaml import dump
import probatio as vol

from .actions import read_fields, words
from .addressee import known_names
from .const import DOMAIN
from .engine.errors import CoachError
from .errors import translated
from .languages import GRAMMARS, grammar_for
from .spoken import Known

if TYPE_CHECKING:
    from .grammar import Choices, Grammar

PREFIX = f"{DOMAIN}_"
"""Of our rules and lists: in one language, those of all files are one."""
RULE = re.compile(r"<(\w+)>")
LIST = re.compile(r"\{(\w+)(?::(\w+))?\}")
HEADER = "# posture_coach {digest}: change what you like, it is yours then\n"
FILE = f"{DOMAIN}.yaml"

SENTENCE_ACTIONS = ("write_sentences", "remove_sentences")
WRITTEN, REMOVED, KEPT = "written", "removed", "kept"
"""What became of a file; kept is one that somebody has changed."""

type Doing = Callable[[Path, Mapping[str, Any]], str | None]


@callback
def async_setup_sentence_files(hass: HomeAssistant) -> None:
    """Register the actions, for administrators."""

    async def write(call: ServiceCall) -> ServiceResponse:
        return await _async_each(call, [call.hass.config.language], _write)

    async def remove(call: ServiceCall) -> ServiceResponse:
        return await _async_each(call, [*call.hass.data.get(GRAMMARS, ())], _remove)

    for name, handle in zip(SENTENCE_ACTIONS, (write, remove), strict=True):
        async_register_admin_service(
            hass,
            DOMAIN,
            name,
            handle,
            schema=vol.Schema({vol.Optional("languages"): object}),
            supports_response=SupportsResponse.OPTIONAL,
        )


async def _async_each(call: ServiceCall, usual: list[str], do: Doing) -> ServiceResponse:
    """Do something with the file of each language, and have Home Assistant read them again."""
    hass = call.hass
    with translated():
        chosen = read_fields({"languages": words}, call.data).get("languages") or usual
        files: list[JsonValueType] = []
        for grammar in [_grammar(hass, each) for each in chosen]:
            path = Path(hass.config.path("custom_sentences", grammar.language, FILE))
            data = file_of(grammar, known_names(hass, grammar.language))
            try:
                outcome = await hass.async_add_executor_job(do, path, data)
            except OSError as error:
                raise HomeAssistantError(
                    translation_domain=DOMAIN,
                    translation_key="sentences_not_written",
                    translation_placeholders={"error": str(error)},
                ) from error
            if outcome:
                files.append({"path": str(path), "outcome": outcome})
                await hass.services.async_call(
                    "conversation", "reload", {"language": grammar.language}, blocking=True
                )
    return {"files": files} if call.return_response else None


def _grammar(hass: HomeAssistant, language: str) -> Grammar:
    grammar = grammar_for(hass, language)
    if grammar is None:
        raise CoachError("sentences_missing", field="languages", language=language)
    return grammar


def file_of(grammar: Grammar, known: Known) -> dict[str, Any]:
    """Everything that may be said in a language, with these names, in hassil's format."""
    data = grammar.data
    please = f"[<{PREFIX}please>]"
    lists: dict[str, Any] = {
        **{name: _list(each) for name, each in data.get("lists", {}).items()},
        "name": _names(grammar.persons(known.persons)),
        "person": _names(grammar.persons(known.persons)),
        "routine": _names(grammar.routines(known.routines)),
    }
    intents = {
        name: {
            "data": [
                {**each, "sentences": [f"{please} {_own(s)} {please}" for s in each["sentences"]]}
                for each in intent["data"]
            ]
        }
        for name, intent in data["intents"].items()
    }
    return {
        "language": data["language"],
        "intents": intents,
        "lists": {f"{PREFIX}{name}": each for name, each in lists.items()},
        "expansion_rules": {
            f"{PREFIX}{name}": _own(rule) for name, rule in data["expansion_rules"].items()
        },
    }


def _names(choices: Choices) -> dict[str, Any]:
    return {"values": [{"in": said, "out": name} for said, name in choices]}


def _list(data: Mapping[str, Any]) -> dict[str, Any]:
    if "range" in data:
        return dict(data)
    return {"values": [{**each, "in": _own(each["in"])} for each in data["values"]]}


def _own(template: str) -> str:
    """A template with the names that our rules and lists have in the file."""
    template = RULE.sub(lambda each: f"<{PREFIX}{each[1]}>", template)
    return LIST.sub(lambda each: f"{{{PREFIX}{each[1]}:{each[2] or each[1]}}}", template)


def _write(path: Path, data: Mapping[str, Any]) -> str:
    if path.exists() and not _is_ours(path):
        return KEPT
    path.parent.mkdir(parents=True, exist_ok=True)
    body = dump(dict(data))
    path.write_text(HEADER.format(digest=_digest(body)) + body, encoding="utf-8")
    return WRITTEN


def _remove(path: Path, data: Mapping[str, Any]) -> str | None:
    if not path.exists():
        return None
    if not _is_ours(path):
        return KEPT
    path.unlink()
    return REMOVED


def _is_ours(path: Path) -> bool:
    header, _, body = path.read_text(encoding="utf-8").partition("\n")
    return f"{header}\n" == HEADER.format(digest=_digest(body))


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:16]
