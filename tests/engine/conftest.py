"""How hard the properties are tried: HYPOTHESIS_PROFILE=ci looks further than dev."""

import os

from hypothesis import HealthCheck, settings
import pytest

from .desk import Desk

settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile(
    "ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


@pytest.fixture
def desk():
    """A desk with a seat sensor only."""
    return Desk()
