"""The Chromium of this machine, driven by Playwright."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import shutil
import time

from playwright.async_api import Browser, BrowserContext, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-sandbox",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def open_browser(chromium: str) -> AsyncIterator[Browser]:
    """Start Chromium with an empty profile, and end it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        try:
            yield browser
        finally:
            await browser.close()


async def log_in(context: BrowserContext, address: str, token: str) -> None:
    """Hand every page of the context a token, as if somebody had logged in."""
    tokens = {
        "hassUrl": address,
        "clientId": f"{address}/",
        "access_token": token,
        "refresh_token": "",
        "token_type": "Bearer",
        "expires_in": 1800,
        "expires": (time.time() + 1800) * 1000,
    }
    await context.add_init_script(
        f"localStorage.setItem('hassTokens', {json.dumps(json.dumps(tokens))})"
    )
