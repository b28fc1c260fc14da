"""What the card takes for granted is what Python says."""

from custom_components.posture_coach import card_state as told
from scripts import contract


def test_the_files_of_the_card_are_those_that_python_makes():
    """Otherwise the card would wait for a field that never comes, or say an old text."""
    for path, text in contract.wanted().items():
        assert path.read_text(encoding="utf-8") == text, f"run scripts/contract.py: {path.name}"


def test_every_class_of_the_contract_is_in_the_file():
    """The other direction: a generator that leaves out everything fits as well."""
    written = "\n".join(contract.typescript())
    for name in ("CardState", "SnapshotMessage", "Trend", "DayStrip", "Actions"):
        assert f"export interface {name} {{" in written
    assert f"export const CONTRACT = {told.CONTRACT};" in written
    assert '"posture_coach/snapshot/subscribe"' in written
    assert "readonly state: Partial<CardState>;" in written
