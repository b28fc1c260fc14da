"""Blueprints that have been imported, and what comes of them."""

from pathlib import Path
import shutil

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.const import STATE_ON
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events, async_mock_service

from custom_components.posture_coach.const import DOMAIN

from ..test_architecture import ROOT

FOLDER = ROOT / "blueprints" / AUTOMATION / DOMAIN

TELL = [{"event": "told", "event_data": {"message": "{{ message }}"}}]
"""Somebody's own actions."""


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir):
    """A folder of its own, with the blueprints and with the integration."""
    folder = Path(hass_tmp_config_dir)
    shutil.copytree(FOLDER, folder / "blueprints" / AUTOMATION / DOMAIN)
    return hass_tmp_config_dir


@pytest.fixture
async def use(hass, device_id):
    """Make an automation of a blueprint; it is Alex's."""

    async def make(name, **given):
        config = {
            "id": "test",
            "alias": "Test",
            "use_blueprint": {
                "path": f"{DOMAIN}/{name}.yaml",
                "input": {"person": device_id, **given},
            },
        }
        assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: config})
        await hass.async_block_till_done()
        assert hass.states.get("automation.test").state == STATE_ON

    yield make
    # What waits in the middle, and timers.
    target = {"entity_id": "automation.test"}
    await hass.services.async_call(AUTOMATION, "turn_off", target, blocking=True)


@pytest.fixture
def told(hass):
    return async_capture_events(hass, "told")


@pytest.fixture
def notified(hass):
    return async_mock_service(hass, "notify", "send_message")


def messages(told):
    return [each.data["message"] for each in told]
