"""The actions on what was recorded: looked through, deleted, exported and imported."""

from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.util import dt as dt_util

from .actions import Action, day_or_instant, one_of, text, within, words
from .archive import MOST_AT_ONCE, USUAL_LIMIT, Choice
from .coordinator import CoachCoordinator
from .download import VALID_FOR, async_signed_path
from .engine.errors import CoachError
from .formats import FORMATS

MOST_AS_TEXT = 2000
"""Records; more of them are streamed from an address."""

CHOICE = {"kind": words, "start": day_or_instant, "end": day_or_instant}
FORMAT = one_of(*FORMATS)
USUAL_FORMAT = "json"


async def _get(coach: CoachCoordinator, fields: dict[str, Any]) -> ServiceResponse:
    return await coach.archive.async_get(
        *_choice(fields), limit=fields.get("limit", USUAL_LIMIT), cursor=fields.get("cursor")
    )


async def _delete(coach: CoachCoordinator, fields: dict[str, Any]) -> ServiceResponse:
    return {"saved": await coach.archive.async_delete(_needed(fields, "record_id"))}


async def _export(coach: CoachCoordinator, fields: dict[str, Any]) -> ServiceResponse:
    fmt, choice = fields.get("format", USUAL_FORMAT), _choice(fields)
    chosen = Choice.of(*choice)
    response: dict[str, Any]
    if await _count(coach, chosen) > MOST_AS_TEXT:
        path = async_signed_path(coach.hass, coach.config_entry, fmt, *choice)
        expires_at = dt_util.utcnow() + VALID_FOR
        response = {"url": path, "expires_at": expires_at.isoformat()}
    else:
        response = {"content": await coach.archive.async_export(fmt, *choice)}
    # By now every year has been opened.
    if unreadable := coach.archive.unreadable(chosen):
        response["unreadable"] = unreadable
    return response


async def _import(coach: CoachCoordinator, fields: dict[str, Any]) -> ServiceResponse:
    fmt = fields.get("format", USUAL_FORMAT)
    count, is_saved = await coach.archive.async_import(_needed(fields, "content"), fmt)
    return {"imported": count, "saved": is_saved}


async def _count(coach: CoachCoordinator, choice: Choice) -> int:
    count = 0
    async for records in coach.archive.async_all():
        count += sum(choice.has(each) for each in records)
    return count


def _choice(fields: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Kinds, start and end; no kind at all means every kind."""
    return fields.get("kind") or None, fields.get("start"), fields.get("end")


def _needed(fields: dict[str, Any], name: str) -> str:
    if name not in fields:
        raise CoachError("field_missing", field=name)
    return str(fields[name])


RECORD_ACTIONS: dict[str, Action] = {
    "get_records": Action(
        verb=_get,
        fields={**CHOICE, "limit": within(1, MOST_AT_ONCE), "cursor": text},
        responds=SupportsResponse.ONLY,
        is_private=True,
    ),
    "delete_record": Action(
        verb=_delete,
        fields={"record_id": text},
        responds=SupportsResponse.OPTIONAL,
        is_private=True,
    ),
    "export_records": Action(
        verb=_export,
        fields={"format": FORMAT, **CHOICE},
        responds=SupportsResponse.ONLY,
        is_private=True,
    ),
    "import_records": Action(
        verb=_import,
        fields={"content": text, "format": FORMAT},
        responds=SupportsResponse.OPTIONAL,
        is_private=True,
    ),
}
