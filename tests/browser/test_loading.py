"""The card is there, on the first load and on every load."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
import shutil
from statistics import median

from playwright.async_api import ConsoleMessage, Page, expect
import pytest

from scripts.demo_house import desk, door, house as demo
from scripts.demo_house.home import Home

from .conftest import CARD, House, OpenPage, open_house

LOADS = 30
LOADS_WITH_YAML = 6
FIRST_PAINTS = Path(__file__).with_name("first_paints.js")
YAML = "\nlovelace:\n  resource_mode: yaml\n"
NEWER = "\nglobalThis.isNewer = true;\n"


async def is_there(page: Page) -> None:
    await expect(page.locator("posture-coach-card").get_by_role("tablist")).to_be_visible()
    await expect(page.locator("hui-error-card")).to_have_count(0)


async def test_the_card_is_there_on_each_of_thirty_cold_loads(
    house: House, open_page: OpenPage, record_property: Callable[[str, object], None]
):
    """A card that defines itself too early is lost in about every other load."""
    address = await house.hang_up(CARD)
    complaints: list[str] = []
    took: list[float] = []

    def hear(message: ConsoleMessage) -> None:
        said = f"{message.text} {message.location}"
        if message.type in ("error", "warning") and "posture" in said:
            complaints.append(said)

    async def prepare(page: Page) -> None:
        page.on("console", hear)
        await page.add_init_script(path=FIRST_PAINTS)

    for _ in range(LOADS):
        page = await open_page(address, prepare=prepare)
        await is_there(page)
        await page.wait_for_function("firstPaints.length === 1")
        took += [each["ms"] for each in await page.evaluate("firstPaints")]
        await page.context.close()
    record_property("first paint of a cold load", f"{median(took):.0f} ms")
    assert complaints == []


@dataclass(slots=True)
class Place:
    """A house of its own, in which nobody is."""

    folder: Path
    port: int
    card: Path
    """The file."""
    address: str = ""
    """Of a dashboard with the card."""
    token: str = ""

    @asynccontextmanager
    async def lived_in(self) -> AsyncIterator[Home]:
        """Start Home Assistant on what is there."""
        address = f"http://{demo.LOOPBACK}:{self.port}"
        async with demo.running(self.folder, self.port):
            self.token = await door.enter(address)
            async with Home(address, self.token) as home:
                await desk.wait_until_started(home)
                yield home


@pytest.fixture(scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """A house with a copy of the integration, so that it can be updated."""
    copy = tmp_path_factory.mktemp("copy") / "posture_coach"
    shutil.copytree(demo.INTEGRATION, copy, ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path_factory.mktemp("place")
    with (
        pytest.MonkeyPatch.context() as patch,
        demo.chosen_port(None, needs_the_usual=False) as port,
    ):
        patch.setattr(demo, "INTEGRATION", copy)
        found = Place(folder, port, copy / "www" / "posture-coach-card.js")
        async with open_house(folder, port) as house:
            found.address = await house.hang_up(CARD)
        yield found


async def listed(home: Home) -> list[str]:
    return [each["url"] for each in await home.ask("lovelace/resources")]


async def test_an_update_reaches_browsers_that_know_the_card(place: Place, open_page: OpenPage):
    async with place.lived_in() as home:
        page = await open_page(place.address, token=place.token)
        await is_there(page)
        (before,) = await listed(home)
    place.card.write_text(place.card.read_text() + NEWER)
    async with place.lived_in() as home:
        (after,) = await listed(home)
        assert after != before
        await page.reload()
        await is_there(page)
        assert await page.evaluate("isNewer")
        await page.context.close()


async def test_the_card_is_there_where_resources_are_kept_in_yaml(
    place: Place, open_page: OpenPage
):
    with (place.folder / "configuration.yaml").open("a") as file:
        file.write(YAML)
    async with place.lived_in() as home:
        assert await listed(home) == []
        for _ in range(LOADS_WITH_YAML):
            page = await open_page(place.address, token=place.token)
            await is_there(page)
            await page.context.close()
