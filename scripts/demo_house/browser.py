"""Drives Debian's Chromium over its debugging protocol: nothing has to be installed for it."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
import shutil
import tempfile
from typing import Any

import aiohttp

FLAGS = (
    "--headless",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-sandbox",
    "--remote-debugging-address=127.0.0.1",
    "--remote-debugging-port=0",
)
STARTING_TAKES = 30
"""Seconds."""


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the debugging protocol and return its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message: dict[str, Any] = await self._socket.receive_json()
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                result: dict[str, Any] = message["result"]
                return result

    async def before_every_load(self, script: str) -> None:
        """Run a script in front of everything that a page loads."""
        await self.do("Page.enable")
        await self.do("Page.addScriptToEvaluateOnNewDocument", source=script)

    async def look(self, *, width: int, height: int, is_phone: bool, is_dark: bool) -> None:
        """Show the page in a window of that size, in that colour scheme."""
        await self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=is_phone,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        await self.do("Emulation.setEmulatedMedia", features=[scheme])

    async def picture(self) -> bytes:
        """Return what the page shows now as a PNG."""
        shot = await self.do("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])

    async def settled_picture(self, *, at_least: float = 3, at_most: float = 15) -> bytes:
        """Return the picture once it stops changing, or after so many seconds anyway."""
        await asyncio.sleep(at_least)
        picture = await self.picture()
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most - at_least):
                while True:
                    await asyncio.sleep(1)
                    previous, picture = picture, await self.picture()
                    if picture == previous:
                        break
        return picture


async def _debugging_port(profile: Path) -> str:
    announced = profile / "DevToolsActivePort"
    async with asyncio.timeout(STARTING_TAKES):
        while not announced.exists() or not announced.read_text():  # noqa: ASYNC110 (a file tells)
            await asyncio.sleep(0.1)
    return announced.read_text().splitlines()[0]


@asynccontextmanager
async def open_page(chromium: str) -> AsyncIterator[Page]:
    """Start Chromium with an empty profile, yield a page, and end Chromium by its process id."""
    with tempfile.TemporaryDirectory(
        prefix="posture-coach-browser-", ignore_cleanup_errors=True
    ) as profile:
        process = await asyncio.create_subprocess_exec(
            chromium,
            *FLAGS,
            f"--user-data-dir={profile}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _debugging_port(Path(profile))
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                async with session.get("/json/list") as response:
                    targets = await response.json()
                address = next(t["webSocketDebuggerUrl"] for t in targets if t["type"] == "page")
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    yield Page(socket)
        finally:
            process.terminate()
            await process.wait()
