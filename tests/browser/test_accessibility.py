"""The card can be used with a keyboard and a screen reader, and be read by weak eyes."""

from pathlib import Path

from playwright.async_api import Locator, expect
import pytest

from .conftest import CARD, House, OpenPage
from .still_lifes import SCHEMES, Scheme, open_gallery

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What was looked at is told too: a rule that finds nothing to look at finds nothing wrong either.
LOOK = """async (card, rules) => {
  const { passes, violations } = await axe.run(card, { runOnly: { type: "tag", values: rules } });
  const wrong = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) =>
      [id, html, ...[...any, ...all, ...none].map(({ message }) => message)].join(" | "),
    ),
  );
  return { wrong, passed: passes.map(({ id }) => id) };
}"""


async def look(cards: dict[str, Locator]) -> None:
    """Let axe look at each card."""
    found = {name: await card.evaluate(LOOK, RULES) for name, card in cards.items()}
    assert {name: wrong for name, each in found.items() if (wrong := each["wrong"])} == {}
    for name, each in found.items():
        assert {"button-name", "color-contrast", "target-size"} <= {*each["passed"]}, name


@pytest.mark.parametrize("width", [900, 390])
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_wrong_with_any_face(
    house: House, open_page: OpenPage, scheme: Scheme, width: int
):
    gallery = await open_gallery(house, open_page, scheme, width)
    await gallery.page.add_script_tag(path=AXE)
    await look(gallery.cards)


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_wrong_with_what_can_be_opened(
    house: House, open_page: OpenPage, scheme: Scheme
):
    gallery = await open_gallery(house, open_page, scheme, 390)
    await gallery.page.add_script_tag(path=AXE)
    cards = gallery.cards
    await cards["now"].get_by_role("button", name="Pause coaching").click()
    await expect(cards["now"].get_by_role("button", name="Until I resume it")).to_be_visible()
    await cards["now-due"].get_by_role("button", name="Snooze for").click()
    await cards["live"].get_by_role("button", name="Stop").click()
    await expect(cards["live"].get_by_role("group", name="Stop?")).to_be_visible()
    await cards["balance"].get_by_role("checkbox", name="Each foot on its own").check()
    for radio in await cards["balance"].get_by_role("radio", name="Even").all():
        await radio.check()
    for summary in await cards["routine"].locator("summary").all():
        await summary.click()
    await look(cards)
    await cards["routine"].get_by_role("button", name="Check-in").click()
    await expect(cards["routine"].get_by_role("slider").first).to_be_visible()
    await look({"check-in": cards["routine"]})


# Of radio buttons, which are left out, the tab key comes to one for all.
PRESSABLE = ":is(button:enabled, summary, select, [type=checkbox]):visible"
# Where the focus is, through all shadow roots, is remembered; answers whether it is in the card.
NOTE_FOCUS = """(card) => {
  let at = document.activeElement;
  let isInside = at === card;
  while (at?.shadowRoot?.activeElement) {
    at = at.shadowRoot.activeElement;
    isInside ||= at === card;
  }
  (window.reached ??= new Set()).add(at);
  return isInside;
}"""
REACHED = """(all) => all.map((each) => [
  window.reached.has(each), each.getAttribute("aria-label") ?? each.textContent.trim()
])"""


@pytest.mark.parametrize("face", ["Now", "Routine", "Balance", "Week"])
async def test_the_tab_key_comes_to_everything_that_can_be_pressed(
    house: House, open_page: OpenPage, face: str
):
    page = await open_page(await house.hang_up(CARD))
    card = page.locator("posture-coach-card")
    await card.get_by_role("tab", name=face).click()
    panel = card.get_by_role("tabpanel", name=face)
    controls = panel.locator(PRESSABLE)
    await expect(controls.first).to_be_visible()
    await card.evaluate("card => { card.tabIndex = -1; card.focus(); }")
    while await card.evaluate(NOTE_FOCUS):
        await page.keyboard.press("Tab")
    reached = await controls.evaluate_all(REACHED)
    assert reached
    assert [name for is_reached, name in reached if not is_reached] == []


async def test_arrow_keys_lead_from_tab_to_tab(house: House, open_page: OpenPage):
    page = await open_page(await house.hang_up(CARD))
    tabs = page.locator("posture-coach-card").get_by_role("tablist")
    await tabs.get_by_role("tab", name="Now").focus()
    for key, name in (
        ("ArrowRight", "Routine"),
        ("End", "Week"),
        ("ArrowRight", "Now"),
        ("ArrowLeft", "Week"),
        ("ArrowLeft", "Balance"),
        ("Home", "Now"),
    ):
        await page.keyboard.press(key)
        await expect(tabs.get_by_role("tab", name=name, selected=True)).to_be_focused()
