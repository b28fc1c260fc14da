"""The card in use: by mouse and keyboard, on several screens, and when things go wrong."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import re

from playwright.async_api import Locator, Page, expect
import pytest

from scripts.demo_house import desk, door
from scripts.demo_house.coach import set_up
from scripts.demo_house.home import Home, Message
from scripts.demo_house.house import chosen_port, running
from scripts.demo_house.pace import REAL_DURATIONS

from .conftest import BOARD, CARD, House, OpenPage, open_house

READ_ONLY = "system-read-only"
"""A group of users of Home Assistant."""
GUEST = {"username": "guest", "password": "look-not-touch"}


def card_on(place: Page | Locator) -> Locator:
    return place.locator("posture-coach-card")


async def show(card: Locator, face: str) -> Locator:
    """Go to a face by its tab, and return it."""
    await card.get_by_role("tab", name=face, exact=True).click()
    return card.get_by_role("tabpanel", name=face, exact=True)


async def test_the_card_is_picked_seen_and_kept(house: House, open_page: OpenPage):
    address = await house.hang_up()
    page = await open_page(f"{address}/0?edit=1")
    await page.get_by_role("button", name="Add card").click()
    await page.get_by_text("By card").click()
    await page.get_by_placeholder("Search cards").fill("posture")
    offer = page.locator("hui-card-picker .card").filter(has_text="Posture Coach")
    await expect(card_on(offer).get_by_role("tablist")).to_be_visible()
    await offer.click()
    editor = page.locator("hui-dialog-edit-card")
    await expect(editor.get_by_text("Leave it empty to show whoever is looking.")).to_be_visible()
    await editor.get_by_text("Save", exact=True).click()
    await page.get_by_text("Done", exact=True).click()
    await expect(card_on(page).get_by_role("tab", name="Now", selected=True)).to_be_visible()
    kept = await house.home.ask("lovelace/config", url_path=BOARD)
    assert kept["views"][0]["sections"][0]["cards"] == [CARD]


async def test_a_mistake_in_a_handwritten_card_is_named(house: House, open_page: OpenPage):
    wrong = CARD | {"face": "nonsense", "colour": "blue"}
    card = card_on(await open_page(await house.hang_up(wrong)))
    choices = "“face” can be one of these: auto, now, routine, balance, week."
    await expect(card.get_by_text(choices)).to_be_visible()
    await expect(card.get_by_text("“colour” is not a setting of this card.")).to_be_visible()
    await expect(card.get_by_role("tab", name="Now", selected=True)).to_be_visible()


async def test_an_unknown_person_is_said_to_be_unknown(house: House, open_page: OpenPage):
    wrong = CARD | {"person": "sensor.unknown"}
    card = card_on(await open_page(await house.hang_up(wrong)))
    await expect(card.get_by_text("The person of this card is not known.")).to_be_visible()
    await expect(card.get_by_role("tablist")).to_have_count(0)


@pytest.fixture
async def guest(house: House) -> AsyncIterator[str]:
    """Return the token of somebody who may look at entities, and at nobody's records."""
    made = await house.home.ask("config/auth/create", name="Guest", group_ids=[READ_ONLY])
    user = made["user"]["id"]
    try:
        await house.home.ask("config/auth_provider/homeassistant/create", user_id=user, **GUEST)
        yield await door.enter(house.address, **GUEST)
    finally:
        await house.home.ask("config/auth/delete", user_id=user)


async def test_who_may_not_see_a_person_is_told_so_and_shown_nothing(
    house: House, open_page: OpenPage, guest: str
):
    alex = CARD | {"person": house.entities["sensor.posture"]}
    card = card_on(await open_page(await house.hang_up(alex), token=guest))
    await expect(
        card.get_by_text("Only that person and those who may control their entities can see this.")
    ).to_be_visible()
    await expect(card.get_by_role("tablist")).to_have_count(0)
    await expect(card).not_to_contain_text("Alex")


@pytest.fixture
async def idle_house(house: House) -> AsyncIterator[House]:
    """Return the house; a session that still goes on afterwards is stopped."""
    yield house
    states = await house.home.states()
    if states[house.entities["sensor.routine_phase"]]["state"] != "idle":
        await house.act("stop_routine")


async def start(card: Locator) -> Locator:
    """Start a session on the card, and return its face."""
    face = await show(card, "Routine")
    await face.get_by_role("button", name="Start", exact=True).click()
    live = card.get_by_role("tabpanel", name="Live")
    await expect(live.get_by_role("heading", name="Get ready")).to_be_visible()
    return live


async def test_a_session_is_led_by_the_buttons_of_the_card(idle_house: House, open_page: OpenPage):
    card = card_on(await open_page(await idle_house.hang_up(CARD)))
    live = await start(card)
    count = live.locator(".count")

    await live.get_by_role("button", name="Pause").click()
    await expect(live.get_by_role("heading", name="Paused")).to_be_visible()
    paused_at = await count.text_content()
    await live.get_by_role("button", name="Go on").click()
    await expect(live.get_by_role("button", name="Pause")).to_be_visible()
    await expect(count).not_to_have_text(paused_at or "")

    await live.get_by_role("button", name="Next move").click()
    await expect(live.get_by_role("heading", name="Wall elbow curl")).to_be_visible()
    await live.get_by_role("button", name="Next move").click()
    await expect(live.get_by_role("heading", name="Overhead extension")).to_be_visible()
    await live.get_by_role("button", name="Previous move").click()
    await expect(live.get_by_role("heading", name="Wall elbow curl")).to_be_visible()

    await live.get_by_role("button", name="Stop").click()
    question = live.get_by_role("group", name="Stop?")
    await expect(question.get_by_role("button", name="Keep going")).to_be_focused()
    await question.get_by_role("button", name="Stop").click()
    done = card.get_by_role("tabpanel", name="Routine")
    await expect(done.get_by_role("button", name="Start", exact=True)).to_be_visible()
    await expect(card.get_by_role("tab", name="Live")).to_have_count(0)


async def counted(*lives: Locator) -> list[int]:
    """Return what all of them count at the same moment."""
    texts = await asyncio.gather(*(live.locator(".count").inner_text() for live in lives))
    return [int(text) for text in texts]


async def test_all_screens_show_the_same_and_lead_the_same(idle_house: House, open_page: OpenPage):
    address = await idle_house.hang_up(CARD)
    desk_card, wall_card = [card_on(await open_page(address)) for _ in range(2)]
    at_desk = await start(desk_card)
    on_wall = wall_card.get_by_role("tabpanel", name="Live")
    await expect(on_wall.get_by_role("heading", name="Get ready")).to_be_visible()

    await at_desk.get_by_role("button", name="Next move").click()
    for live in (at_desk, on_wall):
        await expect(live.get_by_role("heading", name="Into position")).to_be_visible()
    one, other = await counted(at_desk, on_wall)
    assert abs(one - other) <= 1

    await on_wall.get_by_role("button", name="Pause").click()
    await expect(at_desk.get_by_role("heading", name="Paused")).to_be_visible()
    await expect(on_wall.get_by_role("heading", name="Paused")).to_be_visible()
    one, other = await counted(at_desk, on_wall)
    assert one == other

    await at_desk.get_by_role("button", name="Go on").click()
    await expect(on_wall.get_by_role("button", name="Pause")).to_be_visible()
    await idle_house.act("stop_routine")
    for card in (desk_card, wall_card):
        await expect(card.get_by_role("tab", name="Live")).to_have_count(0)


async def last_of(house: House, kind: str) -> Message:
    answer = await house.home.get("posture_coach.get_records", kind=kind)
    return max(answer["records"], key=lambda record: record["at"])


@pytest.fixture
async def forgetful_house(house: House) -> AsyncIterator[House]:
    """Return the house; what is recorded meanwhile is deleted."""
    yield house
    for record in (await house.home.get("posture_coach.get_records"))["records"]:
        await house.act("delete_record", record_id=record["id"])


async def test_a_balance_test_is_answered_by_mouse(forgetful_house: House, open_page: OpenPage):
    card = card_on(await open_page(await forgetful_house.hang_up(CARD)))
    face = await show(card, "Balance")
    drawing = face.locator("svg.open")
    await drawing.scroll_into_view_if_needed()
    box = await drawing.bounding_box()
    assert box is not None
    unit = box["width"] / 240
    mouse = card.page.mouse

    # On the beam, then from the middle of the left foot to its toes.
    await mouse.click(box["x"] + 80 * unit, box["y"] + 184 * unit)
    await expect(face.get_by_text("A little on the left")).to_be_visible()
    await mouse.move(box["x"] + 66 * unit, box["y"] + 86 * unit)
    await mouse.down()
    await mouse.move(box["x"] + 66 * unit, box["y"] + 34 * unit, steps=5)
    await mouse.up()
    await expect(face.get_by_text("Clearly on the toes")).to_be_visible()

    await face.get_by_role("button", name="Save").click()
    await expect(face.get_by_text("Saved")).to_be_visible()
    record = await last_of(forgetful_house, "balance_test")
    assert record == record | {"left_right": -1, "heel_toe": 2, "inner_outer": 0}


async def test_a_balance_test_is_answered_by_keyboard(forgetful_house: House, open_page: OpenPage):
    card = card_on(await open_page(await forgetful_house.hang_up(CARD)))
    await card.get_by_role("tab", name="Now").focus()
    keys = card.page.keyboard
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    face = card.get_by_role("tabpanel", name="Balance")
    await expect(card.get_by_role("tab", name="Balance")).to_be_focused()

    side = face.get_by_role("group", name="left or on your right foot")
    await side.get_by_role("radio").first.focus()
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    await keys.press("ArrowRight")
    await expect(face.get_by_text("A little on the right")).to_be_visible()
    await keys.press("Tab")
    await expect(face.get_by_role("button", name="know: Is your weight")).to_be_focused()
    await keys.press("Tab")
    await keys.press("Space")
    await expect(face.get_by_text("Clearly on the heels")).to_be_visible()

    await face.get_by_role("button", name="Save").focus()
    await keys.press("Enter")
    await expect(face.get_by_text("Saved")).to_be_visible()
    record = await last_of(forgetful_house, "balance_test")
    assert record == record | {"left_right": 1, "heel_toe": -2}


async def test_a_check_in_is_recorded(forgetful_house: House, open_page: OpenPage):
    card = card_on(await open_page(await forgetful_house.hang_up(CARD)))
    face = await show(card, "Routine")
    await face.get_by_role("button", name="Check-in").click()
    neck = face.get_by_role("slider", name=re.compile("neck", re.IGNORECASE))
    await neck.focus()
    for _ in range(3):
        await card.page.keyboard.press("ArrowRight")
    await expect(neck).to_have_value("3")
    await face.get_by_role("textbox").fill("After a long day")
    await face.get_by_role("button", name="Save").click()
    await expect(face.get_by_role("heading", name="Saved")).to_be_focused()
    record = await last_of(forgetful_house, "check_in")
    assert record == record | {"neck_pain": 3, "note": "After a long day"}


async def test_a_removed_person_is_said_to_be_removed(house: House, open_page: OpenPage):
    card = card_on(await open_page(await house.hang_up(CARD)))
    await expect(card.get_by_role("tablist")).to_be_visible()
    entry = f"/api/config/config_entries/entry/{house.entry_id}"
    await house.home.request("DELETE", entry)
    try:
        await expect(card.get_by_text("Alex is no longer coached.")).to_be_visible()
        await expect(card.get_by_role("tablist")).to_have_count(0)
    finally:
        voices = await desk.set_up_voices(house.home)
        house.entry_id = await set_up(house.home, voices, REAL_DURATIONS)
        house.entities = await house.home.entities_of("posture_coach")


async def test_a_card_is_back_after_a_restart_with_the_session_paused(
    open_page: OpenPage, tmp_path: Path
):
    with chosen_port(None, needs_the_usual=False) as port:
        async with open_house(tmp_path, port) as own:
            page = await open_page(await own.hang_up(CARD), token=own.token)
            card = card_on(page)
            live = await start(card)
            await live.get_by_role("button", name="Next move").click()
            await expect(live.get_by_role("heading", name="Into position")).to_be_visible()
        await expect(card.get_by_text("Reconnecting…")).to_be_visible()
        async with running(tmp_path, port):
            token = await door.enter(own.address)
            async with Home(own.address, token) as home:
                await desk.wait_until_started(home)
            await expect(live.get_by_role("heading", name="Paused")).to_be_visible(timeout=60_000)
            await expect(live.get_by_role("heading", name="Wall elbow curl")).to_be_visible()
            await expect(card.get_by_text("Reconnecting…")).to_have_count(0)
            await live.get_by_role("button", name="Go on").click()
            await expect(live.get_by_role("button", name="Pause")).to_be_visible()
            await page.context.close()
