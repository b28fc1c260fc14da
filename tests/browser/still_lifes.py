"""States of the card that never change, on one dashboard in the real frontend.

The card asks as ever, but what asks for our data is answered here: the pictures of it must not
depend on the time of day, or on how long a machine takes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
import json
from typing import Any, Literal

from playwright.async_api import Locator, Page, WebSocketRoute, expect

from .conftest import CARD, House, OpenPage

type State = dict[str, Any]
type Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
BOARD = "still-lifes"
TODAY = "2026-03-02"
MOMENT = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""A Monday, ten in the morning in the house."""
NOW = MOMENT.timestamp()
MIDNIGHT = NOW - 10 * 3600
MINUTE = 60
HOUR = 3600
HEIGHT = 1600
"""In pixels: the bar of the dashboard, which stays when one scrolls, covers no card then."""

CLOCK: State = {
    "posture": "sitting",
    "posture_since": NOW - 23 * MINUTE,
    "is_running": True,
    "runs_from": NOW - 23 * MINUTE,
    "sat_for": None,
    "limit": 30 * MINUTE,
    "sitting_today": 95 * MINUTE,
    "standing_today": 20 * MINUTE,
    "longest_sitting_today": 31 * MINUTE,
}
COACHING: State = {
    "status": "watching",
    "reason": "reason_sitting",
    "until": None,
    "sources": [],
    "due_at": NOW + 7 * MINUTE,
    "is_due": False,
    "snoozes_left": 2,
    "snooze_for": 10 * MINUTE,
    "next_prompt_at": None,
    "is_coaching": True,
    "paused_until": None,
    "may_skip": True,
    "breaks_taken_today": 2,
    "breaks_missed_today": 0,
}
PRACTICE: State = {
    "day": TODAY,
    "routine": "upper_back_three",
    "is_scheduled_today": True,
    "plan": [
        {"exercise": "wall_elbow_curl", "dose": 10},
        {"exercise": "overhead_extension", "dose": 30},
        {"exercise": "downward_dog", "dose": 20},
    ],
    "done_today": ["wall_elbow_curl"],
    "is_done_today": False,
    "routines_this_week": 0,
    "streak": 4,
    "last_routine_at": NOW - 72 * HOUR,
    "pains": {"neck_pain": 3},
}
NO_BALANCE: State = {
    "last": None,
    "before": None,
    "change": None,
    "measurement": None,
    "can_measure": False,
    "live_left_right": None,
}
DUE: State = {
    "clock": CLOCK | {"runs_from": NOW - 34 * MINUTE, "posture_since": NOW - 34 * MINUTE},
    "coaching": COACHING
    | {
        "status": "break_due",
        "reason": "reason_break_due_next",
        "until": NOW + 1 * MINUTE,
        "due_at": NOW - 4 * MINUTE,
        "is_due": True,
        "next_prompt_at": NOW + 1 * MINUTE,
    },
}
SESSION: State = {
    "routine": "upper_back_three",
    "phase": "work",
    "is_paused": False,
    "steps": PRACTICE["plan"],
    "number": 2,
    "counted": [True, False, False],
    "has_balance_test": True,
    "started_at": NOW - 90,
    "phase_began_at": NOW - 12,
    "lasts": 30,
    "ends_at": NOW + 18,
    "remaining": None,
    "cues": [
        {"cue": "begin", "after": 0},
        {"cue": "half_way", "after": 15},
        {"cue": "last_ten", "after": 20},
        {"cue": "countdown", "after": 27},
    ],
}
TESTED: State = NO_BALANCE | {
    "last": {
        "at": NOW - 2 * MINUTE,
        "axes": {"left_right": 0, "heel_toe": 1, "inner_outer": 0},
        "evenness": 83.3,
    },
    "before": {
        "at": NOW - 6 * MINUTE,
        "axes": {"left_right": -1, "heel_toe": -2, "inner_outer": 1},
        "evenness": 33.3,
    },
    "change": 50.0,
    "measurement": {
        "at": NOW - 2 * MINUTE,
        "left_right": 0.08,
        "sway": 0.012,
        "left_toe": 0.46,
        "right_toe": 0.41,
        "left_toe_usual": 0.4,
        "right_toe_usual": None,
    },
    "can_measure": True,
}

STATES: dict[str, State] = {
    "now": {},
    "now-due": DUE,
    "routine": {},
    "live": {"session": SESSION},
    "balance": {},
    "balance-result": {"balance": TESTED},
    "week": {},
    "compact": DUE,
}
"""What is different about each."""
CONFIGS: dict[str, State] = {
    "routine": {"face": "routine"},
    "balance": {"face": "balance"},
    "balance-result": {"face": "balance"},
    "week": {"face": "week"},
    "compact": {"compact": True, "grid_options": {"rows": 1}},
}


def _day(day: str, sitting: float | None, longest: float | None, **fields: Any) -> State:
    return {
        "day": day,
        "sitting": sitting and sitting * HOUR,
        "longest": longest and longest * MINUTE,
        "breaks": {},
        "routines": 0,
        "evenness_before": None,
        "evenness_after": None,
        "pain": None,
    } | fields


TREND: State = {
    "days": [
        _day("2026-02-24", None, None, routines=1),
        _day("2026-02-25", 7, 44, breaks={"taken": 6, "missed": 3}, routines=1, pain=5),
        _day(
            "2026-02-26",
            6,
            38,
            breaks={"taken": 7, "missed": 1},
            routines=1,
            evenness_before=55,
            evenness_after=70,
            pain=4,
        ),
        _day(
            "2026-02-27",
            8,
            29,
            breaks={"taken": 9, "snoozed_out": 1},
            routines=1,
            evenness_before=60,
            evenness_after=80,
            pain=4,
        ),
        _day("2026-02-28", 0, 0),
        _day("2026-03-01", 1, 25, breaks={"natural": 1}),
        _day(
            TODAY, 95 / 60, 31, breaks={"taken": 2}, evenness_before=33, evenness_after=83, pain=3
        ),
    ],
    "limit": 30 * MINUTE,
    "is_complete": True,
    "has_recorder": True,
}
STRIP: State = {
    "day": TODAY,
    "starts_at": MIDNIGHT,
    "ends_at": MIDNIGHT + 24 * HOUR,
    "spans": [
        {
            "posture": posture,
            "began_at": MIDNIGHT + began * MINUTE,
            "ended_at": MIDNIGHT + ended * MINUTE,
        }
        for posture, began, ended in (
            ("away", 0, 480),
            ("sitting", 480, 511),
            ("standing", 511, 531),
            ("sitting", 531, 551),
            ("away", 551, 554),
            ("sitting", 554, 575),
            ("away", 575, 577),
            ("sitting", 577, 600),
        )
    ],
    "missing": None,
}


@dataclass(frozen=True, slots=True)
class Gallery:
    """A page with all of them."""

    page: Page
    cards: dict[str, Locator]


async def _real_state(house: House) -> State:
    """Return what a card is told, for its texts and its drawings."""
    told: asyncio.Future[State] = asyncio.get_running_loop().create_future()
    await house.home.listen(
        lambda message: None if told.done() else told.set_result(message["state"]),
        type="posture_coach/snapshot/subscribe",
        language="en",
    )
    return await told


def _answers(real: State) -> Callable[[State], list[State]]:
    def snapshot(name: str) -> State:
        person = {"config_entry_id": name, "name": "Alex"}
        parts = {"clock": CLOCK, "coaching": COACHING, "practice": PRACTICE}
        state = real | {"person": person, "session": None, "balance": NO_BALANCE} | parts
        return {"kind": "snapshot", "now": NOW, "state": state | STATES[name]}

    def answers(request: State) -> list[State]:
        """Return the answers to a request of ours; none to what is for Home Assistant."""
        result = {"id": request.get("id"), "type": "result", "success": True}
        match request.get("type"):
            case "posture_coach/snapshot/subscribe":
                event = {"id": request["id"], "type": "event", "event": snapshot(request["person"])}
                return [result | {"result": None}, event]
            case "posture_coach/trend/get":
                return [result | {"result": TREND}]
            case "posture_coach/day/get":
                return [result | {"result": STRIP}]
        return []

    return answers


def _between(answers: Callable[[State], list[State]]) -> Callable[[WebSocketRoute], None]:
    """Stand between the frontend and Home Assistant."""

    def connected(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def asked(raw: str | bytes) -> None:
            mine = answers(json.loads(raw))
            for answer in mine:
                socket.send(json.dumps(answer))
            if not mine:
                server.send(raw)

        socket.on_message(asked)

    return connected


async def open_gallery(
    house: House, open_page: OpenPage, scheme: Scheme, width: int, *, scale: float = 1
) -> Gallery:
    """Open all of them below each other on a page of this width."""
    written = [CARD | {"person": name} | CONFIGS.get(name, {}) for name in STATES]
    address = await house.hang_up(*written, path=BOARD)
    between = _between(_answers(await _real_state(house)))

    async def prepare(page: Page) -> None:
        await page.clock.set_fixed_time(MOMENT)
        await page.route_web_socket("**/api/websocket", between)

    page = await open_page(
        address,
        prepare=prepare,
        color_scheme=scheme,
        viewport={"width": width, "height": HEIGHT},
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    found = page.locator("posture-coach-card")
    await expect(found).to_have_count(len(STATES))
    cards = {name: found.nth(at) for at, name in enumerate(STATES)}
    for name, card in cards.items():
        face = "compact" if name == "compact" else name.partition("-")[0]
        await expect(card.locator(f"posture-coach-{face}")).to_be_attached()
    # The last one to come: what is loaded only when it is shown.
    await expect(cards["week"].locator("posture-coach-day-strip")).to_be_visible()
    await page.evaluate("document.fonts.ready")
    return Gallery(page, cards)
