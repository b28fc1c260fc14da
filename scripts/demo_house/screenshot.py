"""Takes pictures of the running demo at desktop and phone width, in light and dark.

Usage, while `scripts/demo` runs: .venv/bin/python -m scripts.demo_house.screenshot ADDRESS FOLDER
"""

import argparse
import asyncio
from contextlib import suppress
from itertools import product
from pathlib import Path
import sys
from typing import Literal

from playwright.async_api import Page

from . import dashboard, door
from .browser import find_chromium, log_in, open_browser
from .coach import DOMAIN
from .home import Home

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
"""Width and height in pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SETTLING_TAKES = 3
"""Seconds."""


async def pages_of(home: Home) -> dict[str, str]:
    """Return the pages worth a picture: the dashboard, and the device of the coach."""
    pages = {"dashboard": f"/{dashboard.ADDRESS}"}
    for device in await home.ask("config/device_registry/list"):
        if any(domain == DOMAIN for domain, *_ in device["identifiers"]):
            pages["device"] = f"/config/devices/device/{device['id']}"
    return pages


async def _settled(page: Page, *, at_most: float = 15) -> bytes:
    """Return the picture once it stops changing, or after so many seconds anyway."""
    await asyncio.sleep(SETTLING_TAKES)
    picture = await page.screenshot()
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most):
            while True:
                await asyncio.sleep(1)
                previous, picture = picture, await page.screenshot()
                if picture == previous:
                    break
    return picture


async def take_pictures(address: str, folder: Path, chromium: str, only: str | None = None) -> None:
    """Log in to the house at an address and write its pictures as PNG files into a folder."""
    token = await door.enter(address)
    async with Home(address, token) as home:
        pages = await pages_of(home)
    if only is not None:
        pages = {"page": only}
    async with open_browser(chromium) as browser:
        for name, size, scheme in product(pages, SIZES, SCHEMES):
            width, height = SIZES[size]
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                is_mobile=size == "phone",
            )
            await log_in(context, address, token)
            page = await context.new_page()
            await page.goto(f"{address}{pages[name]}")
            file = folder / f"{name}-{size}-{scheme}.png"
            file.write_bytes(await _settled(page))
            print(file)
            await context.close()


def main() -> int:
    """Take the pictures and return the exit code."""
    parser = argparse.ArgumentParser(prog="screenshot", description="Pictures of the running demo.")
    parser.add_argument("address", help="as the demo prints it, for instance http://127.0.0.1:8123")
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--page", help="only this page, for instance /config/integrations")
    options = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        print("skipped: there is no Chromium on this machine (Debian: apt install chromium)")
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_pictures(options.address.rstrip("/"), options.folder, chromium, options.page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
