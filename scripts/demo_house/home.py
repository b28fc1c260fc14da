"""Talks to Home Assistant as any program would: by its public HTTP and websocket interface."""

import asyncio
from collections.abc import Callable
import contextlib
from itertools import count
from typing import Any, Self

import aiohttp

type Message = dict[str, Any]
type Listener = Callable[[Message], None]

TIMEOUT = aiohttp.ClientTimeout(total=30)


class HomeError(Exception):
    """Home Assistant refused, or did not answer."""


def _call(action: str, fields: Message) -> Message:
    domain, service = action.split(".")
    return {"domain": domain, "service": service, "service_data": fields}


class Home:
    """A logged-in connection to Home Assistant; use it as `async with Home(address, token)`."""

    def __init__(self, address: str, token: str) -> None:
        """Prepare a connection to an address like http://127.0.0.1:8123 with an access token."""
        self.address = address
        self.token = token
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._listeners: dict[int, Listener] = {}

    async def __aenter__(self) -> Self:
        """Open the session and the websocket."""
        headers = {"Authorization": f"Bearer {self.token}"}
        self._session = aiohttp.ClientSession(self.address, headers=headers, timeout=TIMEOUT)
        try:
            self._socket = await self._session.ws_connect("/api/websocket", max_msg_size=0)
            await self._greet()
        except BaseException:
            await self._session.close()
            raise
        self._reader = asyncio.create_task(self._read())
        return self

    async def _greet(self) -> None:
        await self._socket.receive_json()
        await self._socket.send_json({"type": "auth", "access_token": self.token})
        greeting = await self._socket.receive_json()
        if greeting["type"] != "auth_ok":
            raise HomeError(greeting.get("message", greeting["type"]))

    async def __aexit__(self, *exception: object) -> None:
        """Close the websocket and the session."""
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self._socket.close()
        await self._session.close()

    async def _read(self) -> None:
        try:
            async for raw in self._socket:
                message = raw.json()
                if message["type"] == "event":
                    self._listeners[message["id"]](message["event"])
                elif (
                    answer := self._answers.pop(message["id"], None)
                ) is not None and not answer.done():
                    answer.set_result(message)
        finally:
            for answer in self._answers.values():
                answer.cancel()

    async def _ask(self, number: int, message: Message) -> Any:
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, **message})
        async with asyncio.timeout(TIMEOUT.total):
            reply = await answer
        if not reply["success"]:
            raise HomeError(f"{message['type']}: {reply['error']['message']}")
        return reply["result"]

    async def ask(self, kind: str, **fields: Any) -> Any:
        """Send a websocket command and return its result; raises HomeError when it is refused."""
        return await self._ask(next(self._numbers), {"type": kind, **fields})

    async def listen(self, listener: Listener, **fields: Any) -> None:
        """Subscribe by a websocket command; the listener gets every event of it."""
        number = next(self._numbers)
        self._listeners[number] = listener
        await self._ask(number, fields)

    async def act(self, action: str, *, target: list[str] | None = None, **fields: Any) -> None:
        """Perform an action like input_boolean.turn_on, and wait until it is done."""
        message = _call(action, fields)
        if target:
            message["target"] = {"entity_id": target}
        await self.ask("call_service", **message)

    async def get(self, action: str, **fields: Any) -> Message:
        """Perform an action that answers, and return its answer."""
        reply = await self.ask("call_service", **_call(action, fields), return_response=True)
        response: Message = reply["response"]
        return response

    async def request(self, method: str, path: str, body: Message | None = None) -> Any:
        """Send an HTTP request and return the JSON of the answer; HomeError when it is refused."""
        async with self._session.request(method, path, json=body) as response:
            if not response.ok:
                raise HomeError(f"{method} {path}: {response.status} {await response.text()}")
            return await response.json()

    async def states(self) -> dict[str, Message]:
        """Return all states by entity id."""
        return {state["entity_id"]: state for state in await self.ask("get_states")}

    async def entities_of(self, platform: str) -> dict[str, str]:
        """Return the enabled entities of an integration by '<domain>.<translation key>'."""
        return {
            f"{entry['entity_id'].split('.')[0]}.{entry['translation_key']}": entry["entity_id"]
            for entry in await self.ask("config/entity_registry/list")
            if entry["platform"] == platform and entry["disabled_by"] is None
        }
