"""What being understood costs a house: `python -m benchmarks.voice`.

Fifty people are coached. Sentences that are not ours are said in turn to a Home Assistant with us
and to one without: first in a house of one language, then after something was said in each of the
languages that we know. Of ours, what we add is the time from the end of Home Assistant's
recognition to the effect.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from itertools import count
import logging
from pathlib import Path
from statistics import median
import sys
from time import perf_counter
from typing import Any

# Home Assistant's test package has a `custom_components` too; whichever is imported first counts.
import custom_components  # isort: skip  # noqa: F401

from hassil.recognize import RecognizeResult
from homeassistant.components.conversation import async_converse
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.models import ConversationInput
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
)

from custom_components.posture_coach.const import CONF_NAME, CONF_SEAT, DOMAIN
from custom_components.posture_coach.voice import Voice

from .stopwatch import show

PEOPLE = 50
LAMPS = 60
ROUNDS = 41
ALLOWED_RATIO = 1.2
"""Of recognition with our sentences to recognition without them, all of NOT_OURS together."""
ALLOWED_SECONDS = 0.01
"""That we add to a sentence of ours."""

NOT_OURS: Mapping[str, Callable[[int], str]] = {
    "turn on a lamp": lambda turn: f"turn on lamp {turn % LAMPS} please",
    "dim a lamp": lambda turn: f"set lamp {turn % LAMPS} to {turn % 100} percent",
    "turn off an area": lambda turn: (
        f"turn off all the lights in area {turn % 6} {'please' * turn}"
    ),
    "a timer": lambda turn: f"set a timer for {turn + 1} minutes",
    "the time": lambda turn: f"what time is it{'?' * turn}",
    "nothing that is understood": lambda turn: f"tell me a story about {turn} dragons",
}
"""By turn, as Home Assistant remembers what it has heard."""
OURS: Mapping[str, Callable[[int], str]] = {
    "snooze": lambda turn: f"snooze the break for {turn + 1} minutes for person {turn}",
    "how long": lambda turn: f"how long has person {turn} been sitting",
    "start and stop": lambda turn: (
        f"{'stop' if turn % 2 else 'start'} the posture routine for person {turn // 2}"
    ),
    "nobody": lambda turn: f"start my routine for nobody {turn}",
}


def first_said() -> Mapping[str, str]:
    """A question to us in each language."""
    folder = Path(__file__).parents[1] / "tests" / "sentences"
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        groups: Any = load_yaml(path)
        found[path.stem] = next(
            each["said"][0] for each in groups if each["intent"] == "SittingTime"
        )
    return found


class Answers:
    """Seconds that our answers took."""

    def __init__(self) -> None:
        """From now on."""
        self.seconds: list[float] = []
        answer = Voice.async_answer

        async def watched(voice: Voice, asked: ConversationInput, result: RecognizeResult) -> str:
            began_at = perf_counter()
            text = await answer(voice, asked, result)
            self.seconds.append(perf_counter() - began_at)
            return text

        Voice.async_answer = watched  # type: ignore[assignment, method-assign]  # for the clock


async def build(hass: HomeAssistant) -> None:
    """A house with lamps in areas, in which Home Assistant is spoken to."""
    for each in ("homeassistant", "conversation", "intent", "http"):
        await async_setup_component(hass, each, {})
    areas, entities = ar.async_get(hass), er.async_get(hass)
    for number in range(LAMPS):
        area = areas.async_get_or_create(f"Area {number % 6}")
        entry = entities.async_get_or_create("light", "bench", str(number))
        entities.async_update_entity(entry.entity_id, area_id=area.id)
        hass.states.async_set(entry.entity_id, "off", {"friendly_name": f"Lamp {number}"})
        async_expose_entity(hass, "conversation", entry.entity_id, should_expose=True)
    await say(hass, "what time is it")


async def coach(hass: HomeAssistant) -> None:
    """Coach everybody."""
    hass.data.pop(DATA_CUSTOM_COMPONENTS)
    hass.states.async_set("binary_sensor.seat", "on")
    for number in range(PEOPLE):
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=f"Person {number}",
            data={CONF_NAME: f"Person {number}"},
            options={CONF_SEAT: ["binary_sensor.seat"]},
        )
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def say(hass: HomeAssistant, text: str) -> None:
    """Say something in English."""
    await async_converse(hass, text, None, Context(), "en")


async def seconds(job: Awaitable[object]) -> float:
    """How long it took."""
    began_at = perf_counter()
    await job
    return perf_counter() - began_at


async def compare(without: HomeAssistant, ours: HomeAssistant) -> bool:
    """Print what was measured; whether it is as little as we promise."""
    answers = Answers()
    await build(without)
    await build(ours)
    rows = [(f"{PEOPLE} people are set up", ms(await seconds(coach(ours))), "")]
    turns = count(1)
    first = [await seconds(say(hass, "what time is it now")) for hass in (without, ours)]
    rows.append(("the first sentence in it", ms(first[0]), ms(first[1])))
    show("A house of one language, and how many times as long it takes with us", rows)
    is_quick = await others(without, ours, turns)
    slowest_language = 0.0
    languages = first_said()
    for text in languages.values():
        slowest_language = max(slowest_language, await seconds(say(ours, text)))
    rows = [("the first sentence of a language, at most", ms(slowest_language), "")]
    show(f"The same after something was said in {len(languages)} languages", rows)
    is_quick &= await others(without, ours, turns)
    rows, slowest = [], 0.0
    for name, said in OURS.items():
        answers.seconds.clear()
        for turn in range(PEOPLE):
            await say(ours, said(turn))
        slowest = max(slowest, median(answers.seconds))
        rows.append((f"ours, what we add: {name}", ms(median(answers.seconds)), ""))
    show("Sentences of ours", rows)
    return is_quick and slowest <= ALLOWED_SECONDS


async def others(without: HomeAssistant, ours: HomeAssistant, turns: Iterator[int]) -> bool:
    """Compare sentences that are not ours; whether we slow them down as little as we promise."""
    sentences = get_agent_manager(ours).trigger_sentences
    rows: list[tuple[str, str, str]] = []
    whole: list[tuple[float, float]] = []
    for name, text in NOT_OURS.items():
        pairs: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            said = text(next(turns))
            pairs.append((await seconds(say(without, said)), await seconds(say(ours, said))))
        middle = median(one for one, _ in pairs), median(other for _, other in pairs)
        whole.append(middle)
        rows.append((f"not ours: {name}", ms(middle[0]), f"{middle[1] / middle[0]:.2f} x"))
    ratio = sum(other for _, other in whole) / sum(one for one, _ in whole)
    rows.append(("all of these", ms(sum(one for one, _ in whole)), f"{ratio:.2f} x"))
    show(f"With {len(sentences)} sentences of ours registered", rows)
    return ratio <= ALLOWED_RATIO


def ms(duration: float) -> str:
    """A duration as one reads it."""
    return f"{duration * 1e3:.1f} ms"


async def run() -> bool:
    """Compare in two houses of our own."""
    # That a timer cannot be set here is no news.
    logging.disable(logging.ERROR)
    async with AsyncExitStack() as houses:
        without = await houses.enter_async_context(async_test_home_assistant())
        ours = await houses.enter_async_context(async_test_home_assistant())
        try:
            return await compare(without, ours)
        finally:
            for hass in (without, ours):
                await hass.async_stop(force=True)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(run()) else 1)
