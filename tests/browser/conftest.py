"""A real Home Assistant with Alex's desk, and its real frontend in Chromium.

These tests run on their own (`scripts/test` calls them): one event loop and one house serve all of
them, which Home Assistant's test plugin with its checks of every single test does not allow.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect
import pytest
from yarl import URL

from scripts.demo_house import desk, door
from scripts.demo_house.browser import find_chromium, log_in, open_browser
from scripts.demo_house.coach import set_up
from scripts.demo_house.home import Home
from scripts.demo_house.house import chosen_port, furnish, running
from scripts.demo_house.pace import REAL_DURATIONS

CHROMIUM = find_chromium()
BOARD = "card-board"
"""Where the dashboard of the tests is."""
CARD = {"type": "custom:posture-coach-card"}

# Milliseconds: whatever is expected is there sooner or later, also on a busy machine.
expect.set_options(timeout=15_000)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave these to the run that is made for them."""
    return True if config.pluginmanager.has_plugin("homeassistant") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip all of it where there is no browser, and say so."""
    if CHROMIUM is None:
        reason = "there is no Chromium on this machine (Debian: apt install chromium)"
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what was measured."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    if measured := [each for report in reports for each in report.user_properties]:
        terminalreporter.section("measured in the browser")
        for name, figure in measured:
            terminalreporter.write_line(f"{name}: {figure}")


@dataclass(slots=True)
class House:
    """A Home Assistant that runs, and somebody who is logged in to it."""

    folder: Path
    port: int
    address: str
    token: str
    home: Home
    entry_id: str
    entities: dict[str, str]
    """Of the coach, by domain and translation key."""

    async def hang_up(self, *cards: dict[str, Any], path: str = BOARD) -> str:
        """Put these cards on a dashboard of their own and return its address."""
        boards = await self.home.ask("lovelace/dashboards/list")
        if not any(board["url_path"] == path for board in boards):
            await self.home.ask("lovelace/dashboards/create", url_path=path, title="Card")
        view = {"title": "Card", "type": "sections", "sections": [{"cards": [*cards]}]}
        await self.home.ask("lovelace/config/save", url_path=path, config={"views": [view]})
        return f"{self.address}/{path}"

    async def act(self, action: str, **fields: Any) -> None:
        """Perform one of our actions."""
        await self.home.act(f"posture_coach.{action}", **fields)


@asynccontextmanager
async def open_house(folder: Path, port: int) -> AsyncIterator[House]:
    """Start Home Assistant on a folder, with Alex at the desk and set up."""
    address = furnish(folder, port)
    async with running(folder, port):
        token = await door.enter(address)
        async with Home(address, token) as home:
            await desk.confirm_address(home)
            await desk.cancel_errands(home)
            await desk.wait_until_started(home)
            voices = await desk.set_up_voices(home)
            entry_id = await set_up(home, voices, REAL_DURATIONS)
            entities = await home.entities_of("posture_coach")
            yield House(folder, port, address, token, home, entry_id, entities)


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The house that all tests share; each leaves it as it found it."""
    folder = tmp_path_factory.mktemp("house")
    with chosen_port(None, needs_the_usual=False) as port:
        async with open_house(folder, port) as opened:
            yield opened


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests."""
    assert CHROMIUM is not None
    async with open_browser(CHROMIUM) as opened:
        yield opened


type OpenPage = Callable[..., Awaitable[Page]]
type Prepare = Callable[[Page], Awaitable[None]]


@pytest.fixture
async def open_page(house: House, browser: Browser) -> AsyncIterator[OpenPage]:
    """Open an address in a browser with an empty cache, logged in; complaints fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def open_it(
        address: str, *, token: str = "", prepare: Prepare | None = None, **options: Any
    ) -> Page:
        context = await browser.new_context(**{"viewport": {"width": 900, "height": 900}} | options)
        contexts.append(context)
        await log_in(context, str(URL(address).origin()), token or house.token)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{error} {error.stack}"))
        if prepare is not None:
            await prepare(page)
        await page.goto(address)
        return page

    yield open_it
    for context in contexts:
        await context.close()
    assert [each for each in complaints if "posture" in each.lower()] == []
