"""What happens in a house is remembered, and waited for."""

import asyncio
from typing import Any

import pytest

from scripts.demo_house.witness import Witness, attributes_of, is_state, is_told

PHASE = "sensor.alex_routine_phase"


class TellingHome:
    """A house whose events are told by hand."""

    def __init__(self) -> None:
        self.tell: Any = None

    async def listen(self, listener: Any, **fields: Any) -> None:
        self.tell = listener


def phase(name: str, **attributes: Any) -> dict[str, Any]:
    new = {"entity_id": PHASE, "state": name, "attributes": attributes}
    return {"event_type": "state_changed", "data": {"entity_id": PHASE, "new_state": new}}


def told(message: str) -> dict[str, Any]:
    return {
        "event_type": "posture_demo_told",
        "data": {"entity_id": "media_player.desk", "message": message},
    }


@pytest.fixture
async def house():
    home: Any = TellingHome()
    witness = Witness(home)
    await witness.watch()
    return home, witness


async def test_what_happened_since_the_mark_is_seen(house):
    home, witness = house
    home.tell(phase("work", step=1))
    mark = witness.now()
    home.tell(phase("rest"))
    home.tell(phase("work", step=2))
    seen = await witness.see(is_state(PHASE, "work"), since=mark, within=1)
    assert attributes_of(seen) == {"step": 2}
    assert witness.after(seen) == witness.now()


async def test_two_changes_that_look_alike_are_told_apart(house):
    home, witness = house
    for _ in range(2):
        home.tell(phase("rest"))
    first = await witness.see(is_state(PHASE), since=0, within=1)
    second = await witness.see(is_state(PHASE), since=witness.after(first), within=1)
    assert (witness.after(first), witness.after(second)) == (1, 2)


async def test_what_is_still_to_come_is_waited_for(house):
    home, witness = house
    waiting = asyncio.ensure_future(witness.see(is_told("media_player.desk"), since=0, within=5))
    await asyncio.sleep(0)
    home.tell(phase("rest"))
    await asyncio.sleep(0)
    assert not waiting.done()
    home.tell(told("Half-way."))
    assert (await waiting)["data"]["message"] == "Half-way."


async def test_waiting_ends(house):
    _, witness = house
    with pytest.raises(TimeoutError):
        await witness.see(is_state(PHASE), since=0, within=0.01)


@pytest.mark.parametrize(
    ("fits", "events"),
    [
        (is_state(PHASE), [0, 1]),
        (is_state(PHASE, "work"), [1]),
        (is_state(PHASE, step=1), [1]),
        (is_state(PHASE, "work", step=2), []),
        (is_told("media_player.desk"), [2]),
        (is_told("media_player.desk", "way"), [2]),
        (is_told("media_player.desk", "Rest"), []),
        (is_told("notify.desk"), []),
    ],
    ids=[
        "any state",
        "one state",
        "an attribute",
        "another attribute",
        "anything said",
        "a piece of it",
        "another piece",
        "to another one",
    ],
)
async def test_only_what_fits_is_seen(house, fits, events):
    home, witness = house
    all_events = [phase("rest"), phase("work", step=1), told("Half-way.")]
    for event in all_events:
        home.tell(event)
    assert witness.seen(fits, since=0) == [all_events[each] for each in events]
