"""The front door of Home Assistant: waiting for it to open, onboarding, logging in."""

import asyncio
from http import HTTPStatus
from typing import Any

import aiohttp

from .home import HomeError

USER = "demo"
PASSWORD = "demo"  # noqa: S105 (a throw-away house on loopback; it is printed for the person who looks in)
PERSON = "Alex"
STEPS_AFTER_USER = ("core_config", "analytics")
PATIENCE = 0.2
"""Seconds between two looks at a door that is still closed."""


async def wait_for_door(session: aiohttp.ClientSession) -> list[dict[str, Any]]:
    """Wait until Home Assistant answers, and return its onboarding steps."""
    while True:
        try:
            async with session.get("/api/onboarding") as response:
                if response.ok:
                    steps: list[dict[str, Any]] = await response.json()
                    return steps
                # The views of the onboarding go away once it is done.
                if response.status == HTTPStatus.NOT_FOUND and await _is_login_there(session):
                    return []
        except aiohttp.ClientConnectionError, TimeoutError:
            pass
        await asyncio.sleep(PATIENCE)


async def _is_login_there(session: aiohttp.ClientSession) -> bool:
    async with session.get("/auth/providers") as response:
        return response.ok


async def _post(
    session: aiohttp.ClientSession, path: str, body: dict[str, Any], token: str | None = None
) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with session.post(path, json=body, headers=headers) as response:
        if not response.ok:
            raise HomeError(f"{path}: {response.status} {await response.text()}")
        return await response.json()


async def _exchange(session: aiohttp.ClientSession, client: str, code: str) -> str:
    form = {"grant_type": "authorization_code", "client_id": client, "code": code}
    async with session.post("/auth/token", data=form) as response:
        response.raise_for_status()
        token: str = (await response.json())["access_token"]
        return token


async def _onboard(session: aiohttp.ClientSession, client: str) -> str:
    user = {
        "name": PERSON,
        "username": USER,
        "password": PASSWORD,
        "client_id": client,
        "language": "en",
    }
    code = (await _post(session, "/api/onboarding/users", user))["auth_code"]
    token = await _exchange(session, client, code)
    for step in STEPS_AFTER_USER:
        await _post(session, f"/api/onboarding/{step}", {}, token)
    last = {"client_id": client, "redirect_uri": f"{client}?auth_callback=1"}
    await _post(session, "/api/onboarding/integration", last, token)
    return token


async def _log_in(session: aiohttp.ClientSession, client: str, username: str, password: str) -> str:
    start = {
        "client_id": client,
        "handler": ["homeassistant", None],
        "redirect_uri": f"{client}?auth_callback=1",
    }
    flow = await _post(session, "/auth/login_flow", start)
    answers = {"client_id": client, "username": username, "password": password}
    result = await _post(session, f"/auth/login_flow/{flow['flow_id']}", answers)
    if result["type"] != "create_entry":
        raise HomeError(f"the user {username} cannot log in: {result.get('errors')}")
    return await _exchange(session, client, result["result"])


async def enter(address: str, username: str = USER, password: str = PASSWORD) -> str:
    """Wait for Home Assistant, onboard it if it is new, log in, and return an access token."""
    client = f"{address}/"
    async with aiohttp.ClientSession(address, timeout=aiohttp.ClientTimeout(total=30)) as session:
        steps = await wait_for_door(session)
        if any(step["step"] == "user" and not step["done"] for step in steps):
            return await _onboard(session, client)
        return await _log_in(session, client, username, password)
