"""The dashboard card: served, and known to every dashboard without anybody's doing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeIs

from homeassistant.components import frontend
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_when_setup
from homeassistant.util.hass_dict import HassKey
import probatio as vol

from .const import CARD_URL, DOMAIN, LOGGER, PICTURES_URL
from .library import FOLDER

if TYPE_CHECKING:
    from homeassistant.components.lovelace import LovelaceData
    from homeassistant.components.lovelace.resources import (
        ResourceStorageCollection,
        ResourceYAMLCollection,
    )

FILE = Path(__file__).parent / "www" / "posture-coach-card.js"
FRONTEND = "frontend"
FINGERPRINT = 8
"""Digits of it that tell one build from another."""

# The key of lovelace's own, without which a change there would keep us from being imported.
LOVELACE: HassKey[LovelaceData] = HassKey("lovelace")


@dataclass(slots=True)
class Card:
    """The card in this process."""

    address: str | None = None
    """None while there is nothing to serve."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Of several people, each of whom brings the card, one comes first."""


CARD: HassKey[Card] = HassKey(f"{DOMAIN}_card")


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Serve the card and its pictures, and register it as soon as there are dashboards."""
    version = (await async_get_integration(hass, DOMAIN)).version
    fingerprint = await hass.async_add_executor_job(_fingerprint, FILE)
    # Both are asked for with the version of what they are.
    served = [StaticPathConfig(PICTURES_URL, str(FOLDER / "pictures"), cache_headers=True)]
    if fingerprint is None:
        LOGGER.warning("There is no dashboard card, because %s is missing; install again", FILE)
    else:
        folder, _, _ = CARD_URL.rpartition("/")
        served.append(StaticPathConfig(folder, str(FILE.parent), cache_headers=True))
        _card(hass).address = f"{CARD_URL}?v={version}-{fingerprint}"
    await hass.http.async_register_static_paths(served)

    async def register(hass: HomeAssistant, _component: str) -> None:
        await async_register_card(hass)

    async_when_setup(hass, FRONTEND, register)


async def async_register_card(hass: HomeAssistant) -> None:
    """Let the dashboards load the card, if there are dashboards, and unless they do already."""
    card = _card(hass)
    async with card.lock:
        if card.address and _is_used(hass) and FRONTEND in hass.config.components:
            with _whatever_lovelace_does():
                await _register(hass, card.address)


async def async_remove_frontend(hass: HomeAssistant) -> None:
    """Let the dashboards forget the card when nobody is coached any more."""
    card = _card(hass)
    async with card.lock:
        if not _is_used(hass) and FRONTEND in hass.config.components:
            with _whatever_lovelace_does():
                await _remove(hass, card.address)


def _card(hass: HomeAssistant) -> Card:
    return hass.data.setdefault(CARD, Card())


def _is_used(hass: HomeAssistant) -> bool:
    return bool(hass.config_entries.async_entries(DOMAIN))


def _fingerprint(file: Path) -> str | None:
    try:
        return sha256(file.read_bytes()).hexdigest()[:FINGERPRINT]
    except FileNotFoundError:
        return None


@contextmanager
def _whatever_lovelace_does() -> Iterator[None]:
    """Its resources are no public interface: when they change, coaching goes on without a card."""
    try:
        yield
    except (AttributeError, HomeAssistantError, LookupError, TypeError, vol.Invalid) as error:
        LOGGER.warning("The resource %s must be added or removed by hand: %r", CARD_URL, error)


async def _register(hass: HomeAssistant, address: str) -> None:
    resources = hass.data[LOVELACE].resources
    if not _can_change(resources):
        # A card that somebody has listed in YAML is theirs to keep up to date.
        if not _ours(resources.async_items()):
            frontend.add_extra_js_url(hass, address)
        return
    # Until somebody has had them read there seem to be none: neither ours nor the user's.
    await resources.async_get_info()
    ours = _ours(resources.async_items())
    if not ours:
        await resources.async_create_item({"res_type": "module", "url": address})
    for duplicate in ours[1:]:
        await resources.async_delete_item(duplicate["id"])
    for item in ours[:1]:
        if (item["type"], item["url"]) != ("module", address):
            await resources.async_update_item(item["id"], {"res_type": "module", "url": address})


async def _remove(hass: HomeAssistant, address: str | None) -> None:
    resources = hass.data[LOVELACE].resources
    if not _can_change(resources):
        if address:
            frontend.remove_extra_js_url(hass, address)
        return
    await resources.async_get_info()
    for item in _ours(resources.async_items()):
        await resources.async_delete_item(item["id"])


def _can_change(
    resources: ResourceYAMLCollection | ResourceStorageCollection,
) -> TypeIs[ResourceStorageCollection]:
    """Return whether there is more to them than a list in YAML, which is the user's alone."""
    return hasattr(resources, "async_create_item")


def _ours(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those that are the card, in whatever version."""
    return [each for each in items if each.get("url", "").partition("?")[0] == CARD_URL]
