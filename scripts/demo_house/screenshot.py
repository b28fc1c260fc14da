"""Takes pictures of the running demo at desktop and phone width, in light and dark.

Usage, while `scripts/demo` runs: .venv/bin/python -m scripts.demo_house.screenshot ADDRESS FOLDER
"""

import argparse
import asyncio
from itertools import product
import json
from pathlib import Path
import sys
import time

from . import dashboard, door
from .browser import Page, find_chromium, open_page
from .coach import DOMAIN
from .home import Home

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
"""Width and height in pixels."""
SCHEMES = {"light": False, "dark": True}


def _logged_in(address: str, token: str) -> str:
    """Return the script that hands the frontend a token, as if somebody had logged in."""
    tokens = {
        "hassUrl": address,
        "clientId": f"{address}/",
        "access_token": token,
        "refresh_token": "",
        "token_type": "Bearer",
        "expires_in": 1800,
        "expires": (time.time() + 1800) * 1000,
    }
    return f"localStorage.setItem('hassTokens', {json.dumps(json.dumps(tokens))})"


async def pages_of(home: Home) -> dict[str, str]:
    """Return the pages worth a picture: the dashboard, and the device of the coach."""
    pages = {"dashboard": f"/{dashboard.ADDRESS}"}
    for device in await home.ask("config/device_registry/list"):
        if any(domain == DOMAIN for domain, *_ in device["identifiers"]):
            pages["device"] = f"/config/devices/device/{device['id']}"
    return pages


async def _take(page: Page, address: str, pages: dict[str, str], folder: Path) -> None:
    for name, size, scheme in product(pages, SIZES, SCHEMES):
        width, height = SIZES[size]
        await page.look(
            width=width, height=height, is_phone=size == "phone", is_dark=SCHEMES[scheme]
        )
        await page.do("Page.navigate", url=f"{address}{pages[name]}")
        file = folder / f"{name}-{size}-{scheme}.png"
        file.write_bytes(await page.settled_picture())
        print(file)


async def take_pictures(address: str, folder: Path, chromium: str, only: str | None = None) -> None:
    """Log in to the house at an address and write its pictures as PNG files into a folder."""
    token = await door.enter(address)
    async with Home(address, token) as home:
        pages = await pages_of(home)
    if only is not None:
        pages = {"page": only}
    async with open_page(chromium) as page:
        await page.before_every_load(_logged_in(address, token))
        await _take(page, address, pages, folder)


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
