"""How punctual a session is whose voices hang: `python -m benchmarks.session_timing [minutes]`.

A real Home Assistant leads a routine of somebody's own exercises. Its satellite and its speaker do
not return from an announcement for half a minute. Each phase is compared with its planned
beginning: the start of the session plus what the rules say of every phase before.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from statistics import median
import sys
from typing import Any

from scripts.demo_house import desk, door, form
from scripts.demo_house.coach import set_up
from scripts.demo_house.home import Home
from scripts.demo_house.house import chosen_port, config_folder, furnish, running
from scripts.demo_house.witness import SLACK, Witness, attributes_of, is_state, is_told

from .stopwatch import show

ALLOWED = 0.1
"""Seconds that a phase may begin late."""
HANGS_FOR = 30
"""Seconds."""
GET_READY, PREPARE, REST = 8, 2, 2
"""Seconds; the first is fixed."""
SHORTEST_HOLD = 5
"""Seconds."""
MOST_EXERCISES = 12
"""In a routine."""
SUBENTRIES = "/api/config/config_entries/subentries/flow"


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine of so many holds, each of so many seconds."""

    count: int
    hold: int

    @classmethod
    def lasting(cls, seconds: float) -> Plan:
        """As many exercises as fit in, and at least as long; from 20 s."""
        each = PREPARE + SHORTEST_HOLD + REST
        count = min(MOST_EXERCISES, int((seconds - GET_READY + REST) // each))
        others = GET_READY + count * PREPARE + (count - 1) * REST
        return cls(count, max(SHORTEST_HOLD, ceil((seconds - others) / count)))

    @property
    def phases(self) -> Iterator[tuple[str, int]]:
        """Each phase, and how many seconds it lasts."""
        yield "get_ready", GET_READY
        for number in range(self.count):
            if number:
                yield "rest", REST
            yield "prepare", PREPARE
            yield "work", self.hold

    @property
    def seconds(self) -> int:
        """From the start to the end."""
        return sum(lasts for _, lasts in self.phases)


@dataclass(frozen=True, slots=True)
class Timing:
    """How each phase came, the end of the session as the last one; seconds."""

    late: list[float]
    """By how much the state changed after the planned moment."""
    off: list[float]
    """By how much the plan that is shown, `ends_at`, differs from the one at the start."""
    hung: int
    """Announcements that the satellite began meanwhile, one after the other."""


@asynccontextmanager
async def at_home(folder: Path) -> AsyncIterator[Home]:
    """A new Home Assistant on a folder."""
    with chosen_port(None, needs_the_usual=False) as port:
        address = furnish(folder, port)
        async with (
            running(folder, port),
            Home(address, await door.enter(address)) as home,
        ):
            await desk.confirm_address(home)
            await desk.cancel_errands(home)
            await desk.wait_until_started(home)
            yield home


async def measure(home: Home, plan: Plan) -> Timing:
    """Set up somebody with voices that hang and a routine of that plan, and lead through it."""
    voices = await desk.set_up_voices(home)
    durations = {"prepare_for": timedelta(seconds=PREPARE), "rest_for": timedelta(seconds=REST)}
    entry_id = await set_up(home, voices, durations)
    await _write_routine(home, entry_id, plan)
    await home.act("posture_demo.hang", seconds=HANGS_FOR)
    phase = (await home.entities_of("posture_coach"))["sensor.routine_phase"]
    witness = Witness(home)
    await witness.watch()
    await home.act("posture_coach.start_routine", routine="timing")
    await witness.see(is_state(phase, "idle"), since=0, within=plan.seconds + SLACK)
    changes = [
        event
        for event in witness.seen(is_state(phase), since=0)
        if event["data"]["old_state"]["state"] != event["data"]["new_state"]["state"]
    ]
    came = [event["data"]["new_state"]["state"] for event in changes]
    if came != [*(name for name, _ in plan.phases), "idle"]:
        raise AssertionError(f"the phases were {came}")
    announcements = witness.seen(is_told(voices.satellite), since=0)
    return Timing(*_compared(changes, plan), hung=len(announcements))


async def _write_routine(home: Home, entry_id: str, plan: Plan) -> None:
    names = [f"Hold {number}" for number in range(1, plan.count + 1)]
    for name in names:
        answers: dict[str, form.Answer] = {"name": name, "kind": "hold", "dose": plan.hold}
        await form.walk(home, SUBENTRIES, {"handler": [entry_id, "exercise"]}, answers)
    routine: dict[str, form.Answer] = {
        "name": "Timing",
        "exercises": [name.lower().replace(" ", "_") for name in names],
    }
    await form.walk(home, SUBENTRIES, {"handler": [entry_id, "routine"]}, routine)


def _compared(changes: list[dict[str, Any]], plan: Plan) -> tuple[list[float], list[float]]:
    late: list[float] = []
    off: list[float] = []
    start = _end_of(changes[0]) - timedelta(seconds=GET_READY)
    planned = start
    for change, (_, lasts) in zip(changes, plan.phases, strict=False):
        late.append((_moment_of(change) - planned).total_seconds())
        planned += timedelta(seconds=lasts)
        off.append((_end_of(change) - planned).total_seconds())
    late.append((_moment_of(changes[-1]) - planned).total_seconds())
    return late, off


def _moment_of(change: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(change["data"]["new_state"]["last_changed"])


def _end_of(change: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(attributes_of(change)["ends_at"])


def report(plan: Plan, timing: Timing) -> None:
    """Print what was measured."""
    amounts = [abs(each) for each in timing.late]
    show(
        f"A session of {plan.seconds} s whose voices hang for {HANGS_FOR} s",
        [
            ("changes of phase", f"{len(amounts)}", ""),
            ("late, median", f"{1000 * median(amounts):.1f} ms", ""),
            ("late, at most", f"{1000 * max(amounts):.1f} ms", ""),
            ("late, at the end", f"{1000 * timing.late[-1]:.1f} ms", ""),
            ("the plan moved by, at most", f"{1000 * max(map(abs, timing.off)):.1f} ms", ""),
            ("announcements on the satellite", f"{timing.hung}", ""),
        ],
    )


async def benchmark(minutes: float) -> bool:
    """Measure and print; whether it was as punctual as we promise."""
    plan = Plan.lasting(60 * minutes)
    with config_folder(None) as folder:
        async with at_home(folder) as home:
            timing = await measure(home, plan)
    report(plan, timing)
    return max(map(abs, timing.late)) <= ALLOWED


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float, nargs="?", default=10)
    sys.exit(0 if asyncio.run(benchmark(parser.parse_args().minutes)) else 1)
