"""Fixtures for tests of what really gets to a disk; import both where they are wanted."""

from pathlib import Path

import pytest

__all__ = ["hass_config_dir", "hass_storage"]


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """A folder of its own for each Home Assistant."""
    return str(tmp_path)


@pytest.fixture
def hass_storage() -> dict[str, object]:
    """Take the place of the fixture that keeps files in memory."""
    return {}
