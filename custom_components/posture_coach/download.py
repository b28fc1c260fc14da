"""Records as a file to download, year by year, so that a long history needs little memory."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from http import HTTPStatus
import secrets
from typing import Any

from aiohttp import hdrs
from aiohttp.web import Request, Response, StreamResponse
from homeassistant.auth.models import User
from homeassistant.components.http.auth import CONTENT_USER_NAME, async_sign_path
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util import dt as dt_util, slugify
from homeassistant.util.hass_dict import HassKey
from yarl import URL

from .const import DOMAIN
from .coordinator import PostureCoachConfigEntry
from .engine.errors import CoachError
from .formats import FORMATS
from .privacy import may_read

VALID_FOR = timedelta(minutes=10)
CONTENT_TYPES = {"csv": "text/csv", "json": "application/json"}
TICKETS: HassKey[dict[str, str]] = HassKey(f"{DOMAIN}_tickets")
"""By entry: what shows that an address was given out here, to somebody who may read it."""


@callback
def async_setup_download(hass: HomeAssistant) -> None:
    """Serve the files."""
    hass.http.register_view(RecordsView)


@callback
def async_signed_path(
    hass: HomeAssistant,
    entry: PostureCoachConfigEntry,
    fmt: str,
    kinds: Iterable[str] | None = None,
    start: date | datetime | None = None,
    end: date | datetime | None = None,
) -> str:
    """An address that works for ten minutes without logging in.

    It belongs to the user who asks, or to Home Assistant when an automation does. Whoever calls
    this has made sure that they may read the records.
    """
    tickets = hass.data.setdefault(TICKETS, {})
    ticket = tickets.setdefault(entry.entry_id, secrets.token_urlsafe(16))
    query = [("kind", kind) for kind in kinds or ()]
    query += [(name, at.isoformat()) for name, at in (("start", start), ("end", end)) if at]
    path = RecordsView.url.format(entry_id=entry.entry_id, fmt=fmt)
    address = URL(path).with_query([*query, ("ticket", ticket)])
    return async_sign_path(hass, str(address), VALID_FOR)


class RecordsView(HomeAssistantView):
    """The records of one person."""

    url: str = f"/api/{DOMAIN}/records/{{entry_id}}.{{fmt}}"
    name = f"api:{DOMAIN}:records"

    async def get(self, request: Request, entry_id: str, fmt: str) -> StreamResponse:
        """Stream them: `kind` (any number of times), `start` and `end` as in the actions."""
        hass = request.app[KEY_HASS]
        entry: PostureCoachConfigEntry | None = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN or fmt not in FORMATS:
            return Response(status=HTTPStatus.NOT_FOUND)
        if not _may_download(hass, entry, request):
            return Response(status=HTTPStatus.FORBIDDEN)
        if entry.state is not ConfigEntryState.LOADED:
            return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            parts = entry.runtime_data.archive.async_stream(fmt, **_choice(request))
        except CoachError as refusal:
            return Response(status=HTTPStatus.BAD_REQUEST, text=refusal.key)
        except ValueError as error:
            return Response(status=HTTPStatus.BAD_REQUEST, text=str(error))
        name = f"posture-coach-{slugify(entry.title)}.{fmt}"
        response = StreamResponse(
            headers={
                hdrs.CONTENT_TYPE: f"{CONTENT_TYPES[fmt]}; charset=utf-8",
                hdrs.CONTENT_DISPOSITION: f'attachment; filename="{name}"',
                hdrs.CACHE_CONTROL: "no-store",
            }
        )
        await response.prepare(request)
        async for part in parts:
            await response.write(part.encode())
        await response.write_eof()
        return response


def _may_download(hass: HomeAssistant, entry: PostureCoachConfigEntry, request: Request) -> bool:
    user: User = request[KEY_HASS_USER]
    if user.system_generated and user.name == CONTENT_USER_NAME:
        # Other integrations have addresses signed in its name too, but know no ticket.
        ticket = hass.data.get(TICKETS, {}).get(entry.entry_id, "")
        given = request.query.get("ticket", "")
        return bool(ticket) and secrets.compare_digest(ticket.encode(), given.encode())
    return may_read(hass, entry, user)


def _choice(request: Request) -> dict[str, Any]:
    """What is asked for. Raises ValueError."""
    bounds = {name: _instant(request.query.get(name)) for name in ("start", "end")}
    return {"kinds": request.query.getall("kind", None), **bounds}


def _instant(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return dt_util.parse_date(text) or dt_util.parse_datetime(text, raise_on_error=True)
