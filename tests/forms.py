"""Forms as a person meets them."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
import probatio as vol


async def go_on(hass: HomeAssistant, step: Any, answers: dict[str, Any]) -> Any:
    step = await hass.config_entries.flow.async_configure(step["flow_id"], answers)
    await hass.async_block_till_done()
    return step


def shown_in(schema: vol.Schema | None) -> dict[str, Any]:
    assert schema
    shown: dict[str, Any] = {}
    for key, field in schema.schema.items():
        if isinstance(field, section):
            shown[str(key)] = shown_in(field.schema)
        elif key.description:
            shown[str(key)] = key.description["suggested_value"]
    return shown


def unfolded(schema: vol.Schema) -> set[str]:
    sections = {k: f for k, f in schema.schema.items() if isinstance(f, section)}
    return {str(name) for name, each in sections.items() if not each.options["collapsed"]}
