"""The check goes through its steps, and says which of them are missing."""

import pytest

from scripts.demo_house.check import NAMES, Check
from scripts.demo_house.home import HomeError


async def passes() -> str:
    return "seen"


def fails_with(error: Exception):
    async def fail() -> str:
        raise error

    return fail


async def test_no_summary_comes_before_the_last_step(capsys):
    assert await Check(30)._go_through(dict.fromkeys(NAMES[:-1], passes)) == 0
    assert "passed" not in capsys.readouterr().out


async def test_steps_of_two_visits_are_counted_together(capsys):
    check = Check(30)
    await check._go_through(dict.fromkeys(NAMES[:-1], passes))
    assert await check._go_through({NAMES[-1]: passes}) == 0
    assert capsys.readouterr().out.endswith(f"{len(NAMES)} passed, 0 failed\n")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (HomeError("the change is 0"), "the change is 0"),
        (TimeoutError(), "not seen in time"),
        (KeyError("sensor.streak"), "there is no 'sensor.streak'"),
    ],
    ids=["refused", "too late", "missing"],
)
async def test_the_first_failure_ends_the_check(capsys, error, reason):
    steps = dict.fromkeys(NAMES, passes) | {NAMES[1]: fails_with(error)}
    assert await Check(30)._go_through(steps) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith(f"FAIL  {NAMES[1]}: {reason}")
    assert lines[2:] == [
        f"missing: {', '.join(NAMES[1:])}",
        f"1 passed, {len(NAMES) - 1} failed",
    ]


def test_no_two_steps_have_the_same_name():
    assert len(set(NAMES)) == len(NAMES)
