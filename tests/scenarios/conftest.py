"""Prints the scores of the recordings below the tests."""

import pytest

SCORE = "score"
HEADER = f"{'':58} {'due':>5} {'recall':>8} {'precision':>10} {'median delay':>13}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show every line that a test has recorded, also from other processes."""
    passed = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    lines = sorted(line for each in passed for name, line in each.user_properties if name == SCORE)
    if lines:
        terminalreporter.section("due moments, against the undamaged posture")
        terminalreporter.write_line(HEADER)
        for line in lines:
            terminalreporter.write_line(line.partition("|")[2])
