"""The card is soon there, does nothing while nothing happens, and little during a session."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, Locator, Page, expect

from scripts.demo_house.desk import CHAIR

from .conftest import BOARD, CARD, House, OpenPage

HERE = Path(__file__).parent
TILE = {"type": "tile", "entity": CHAIR}

RUNS = 12
SOON_MS = 50
PAST_TILE = 2
"""Home Assistant's simplest card gets that many times as long, and so do we."""

CHANGES = 1000
AT_ONCE = 5
NOISE = "sensor.something_else"

WINDOWS = 3
WINDOW = 5
"""Seconds."""
LITTLE = 0.03
"""Of a core. It takes two thirds of that on a machine that does nothing else meanwhile."""

type Note = Callable[[str, object], None]


async def with_script(page: Page, name: str) -> None:
    await page.add_init_script(path=HERE / name)


async def card_on(page: Page) -> Locator:
    """The card, once it shows somebody."""
    card = page.locator("posture-coach-card")
    await expect(card.get_by_role("tablist")).to_be_visible()
    return card


async def go(page: Page, path: str) -> None:
    """Go on inside the frontend, without loading the page anew."""
    await page.evaluate(
        """(path) => {
          history.pushState(null, "", path);
          dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
        }""",
        path,
    )


async def test_it_can_be_seen_as_soon_as_a_tile(
    house: House, open_page: OpenPage, record_property: Note
):
    """Both come to the page together, each time on a view that nobody has seen yet."""
    address = await house.hang_up(TILE)
    views = [{"path": "0", "cards": [TILE]}]
    views += [{"path": str(each), "cards": [TILE, CARD]} for each in range(1, RUNS + 1)]
    await house.home.ask("lovelace/config/save", url_path=BOARD, config={"views": views})
    page = await open_page(f"{address}/0", prepare=partial(with_script, name="first_paints.js"))
    await page.wait_for_function("firstPaints.length === 1")
    took: dict[str, list[float]] = {"hui-tile-card": [], "posture-coach-card": []}
    for each in range(1, RUNS + 1):
        await page.evaluate("firstPaints.length = 0")
        await go(page, f"/{BOARD}/{each}")
        await page.wait_for_function("firstPaints.length === 2")
        for paint in await page.evaluate("firstPaints"):
            took[paint["name"]].append(paint["ms"])
    tile, ours = map(median, took.values())
    record_property("first paint", f"{ours:.0f} ms, a tile {tile:.0f} ms")
    assert ours <= SOON_MS
    assert ours <= PAST_TILE * tile


@asynccontextmanager
async def session(house: House) -> AsyncIterator[None]:
    """A session with moves that are counted first."""
    await house.act("start_routine", routine="upper_back_three")
    try:
        yield
    finally:
        await house.act("stop_routine")


async def change_something_else(house: House) -> None:
    async def change(numbers: range) -> None:
        for number in numbers:
            await house.home.request("POST", f"/api/states/{NOISE}", {"state": str(number)})

    await asyncio.gather(*(change(range(each, CHANGES, AT_ONCE)) for each in range(AT_ONCE)))
    await house.home.request("POST", f"/api/states/{NOISE}", {"state": "over"})


async def test_it_does_nothing_while_other_things_change(
    house: House, open_page: OpenPage, record_property: Note
):
    address = await house.hang_up(CARD)
    page = await open_page(address, prepare=partial(with_script, name="own_work.js"))
    card = await card_on(page)
    await card.evaluate("watchWork")
    await change_something_else(house)
    await page.wait_for_function(
        f"document.querySelector('home-assistant').hass.states['{NOISE}']?.state === 'over'"
    )
    work: dict[str, int] = await page.evaluate("ownWork")
    told = work.pop("told")
    record_property("idle", f"{CHANGES} changes in {told} messages: {work}")
    assert told > CHANGES / 20
    assert not any(work.values())
    # What counts nothing in a session either proves nothing.
    async with session(house):
        await page.wait_for_function("ownWork.timers && ownWork.drawn && ownWork.changed")


async def seconds_of_work(browser: Browser) -> float:
    """The processor time of what draws the pages, so far."""
    session = await browser.new_browser_cdp_session()
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    await session.detach()
    return sum(each["cpuTime"] for each in processes if each["type"] == "renderer")


async def share_of_a_core(browser: Browser) -> float:
    """The least of several: what else the machine has to do can only add to it."""
    now = asyncio.get_running_loop().time
    shares: list[float] = []
    for _ in range(WINDOWS):
        began, before = now(), await seconds_of_work(browser)
        await asyncio.sleep(WINDOW)
        shares.append((await seconds_of_work(browser) - before) / (now() - began))
    return min(shares)


async def test_a_session_takes_little_of_the_processor(
    house: House, open_page: OpenPage, browser: Browser, record_property: Note
):
    """Against the same page without a session: the frontend has work of its own."""
    page = await open_page(await house.hang_up(CARD))
    card = await card_on(page)
    without = await share_of_a_core(browser)
    async with session(house):
        await expect(card.locator(".poses.moving")).to_be_visible(timeout=60_000)
        during = await share_of_a_core(browser)
    record_property("session", f"{during - without:.1%} of a core more than {without:.1%}")
    assert during - without < LITTLE
