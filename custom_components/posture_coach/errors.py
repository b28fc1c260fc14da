"""The engine's refusals as Home Assistant's."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .engine.errors import CoachError


@contextmanager
def translated() -> Iterator[None]:
    """Raise ServiceValidationError, in the user's language, for what the coach refuses."""
    try:
        yield
    except CoachError as refusal:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=refusal.key,
            translation_placeholders=refusal.placeholders,
        ) from refusal
