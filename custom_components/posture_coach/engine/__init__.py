"""The coach without a house around it: events in, effects out, time as an argument."""

from .coach import Coach
from .errors import CoachError

__all__ = ["Coach", "CoachError"]
