"""A session in a real Home Assistant keeps to its plan, whatever its voices do."""

import pytest

from benchmarks.session_timing import HANGS_FOR, MOST_EXERCISES, Plan, at_home, measure, report

PLAN = Plan.lasting(40)
LATEST = 1.0
"""Seconds. Usually it is a few milliseconds; other tests may keep the machine busy."""


@pytest.mark.parametrize("seconds", [20, 40, 114, 600, 3600])
def test_a_plan_lasts_a_little_longer_than_asked_for(seconds):
    assert 0 <= Plan.lasting(seconds).seconds - seconds < MOST_EXERCISES


def test_there_is_a_rest_between_two_moves_only():
    names = [name for name, _ in Plan(count=2, hold=8).phases]
    assert names == ["get_ready", "prepare", "work", "rest", "prepare", "work"]


@pytest.mark.timeout(180)
@pytest.mark.usefixtures("socket_enabled")
async def test_a_session_is_in_time_while_its_voices_hang(tmp_path):
    async with at_home(tmp_path) as home:
        timing = await measure(home, PLAN)
    report(PLAN, timing)
    assert 1 <= timing.hung <= 1 + PLAN.seconds // HANGS_FOR
    assert max(timing.late) < LATEST
    # Whatever came late has moved nothing that came after it.
    assert timing.off == [0] * len(timing.off)
