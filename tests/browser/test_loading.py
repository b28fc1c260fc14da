"""The card is there, on the first load and on every load."""

from playwright.async_api import expect

from .conftest import CARD, House, OpenPage

LOADS = 30


async def test_the_card_is_there_on_each_of_thirty_cold_loads(house: House, open_page: OpenPage):
    """A card that defines itself too early is lost in about every other load."""
    address = await house.hang_up(CARD)
    for _ in range(LOADS):
        page = await open_page(address)
        await expect(page.locator("posture-coach-card").get_by_role("tablist")).to_be_visible()
        await page.context.close()
