"""The dashboard card in a real browser: seen on the first dashboard, and a routine done with it."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
import time
from types import TracebackType
from typing import Self

from playwright.async_api import Error, Locator, expect

from .browser import find_chromium, log_in, open_browser
from .dashboard import hang_up
from .home import HomeError
from .witness import Scene

NO_BROWSER = "skipped: there is no Chromium on this machine (Debian: apt install chromium)"
SHOWING_TAKES = 60
"""Seconds that the first load of the frontend may take on a busy machine."""
ANSWERING_TAKES = 20
"""Seconds; for everything after it."""


class CardVisit:
    """Its methods are the steps; without a browser each of them says that it was skipped."""

    def __init__(self, scene: Scene) -> None:
        """Prepare; the browser is there between entering and leaving."""
        self._scene = scene
        self._opened = AsyncExitStack()
        self._card: Locator | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._opened.aclose()

    async def is_shown(self) -> str:
        """Open Home Assistant, and see the card without having added anything."""
        home = self._scene.home
        await hang_up(home, self._scene.voices)
        if (chromium := find_chromium()) is None:
            return NO_BROWSER
        began = time.monotonic()
        browser = await self._opened.enter_async_context(open_browser(chromium))
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        await log_in(context, home.address, home.token)
        page = await context.new_page()
        await page.goto(home.address)
        card = page.locator("posture-coach-card")
        try:
            await expect(card.get_by_role("tablist")).to_be_visible(timeout=1000 * SHOWING_TAKES)
        except AssertionError as error:
            raise HomeError(f"no card on the first dashboard: {_first_line(error)}") from error
        self._card = card
        return f"on the first dashboard, {time.monotonic() - began:.1f} s after the browser began"

    async def starts_routine(self) -> bool:
        """Start today's routine with a balance test; False without a browser."""
        if self._card is None:
            return False
        try:
            self._card.page.set_default_timeout(1000 * ANSWERING_TAKES)
            await self._card.get_by_role("tab", name="Routine", exact=True).click()
            await self._card.get_by_label("With balance test").check()
            await self._card.get_by_role("button", name="Start", exact=True).click()
        except Error as error:
            raise HomeError(f"the card: {_first_line(error)}") from error
        return True

    async def says_it_is_done(self) -> str:
        """See on the card that today's routine is done."""
        if self._card is None:
            return NO_BROWSER
        done = self._card.get_by_text("Done for today")
        try:
            await expect(done).to_be_visible(timeout=1000 * ANSWERING_TAKES)
        except AssertionError as error:
            raise HomeError(f"the card: {_first_line(error)}") from error
        # It need not draw what nobody looks at any more.
        await self._opened.aclose()
        return "done for today"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


SEEN: Mapping[str, Callable[[CardVisit], Awaitable[str]]] = {
    "the card is on the first dashboard": CardVisit.is_shown,
}
DONE: Mapping[str, Callable[[CardVisit], Awaitable[str]]] = {
    "the card says that it is done": CardVisit.says_it_is_done,
}
