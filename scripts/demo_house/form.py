"""Fills in the forms of a config flow by the names of their fields, whatever the steps."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from .home import Home, HomeError

type Answer = str | float | bool | timedelta | list[str]

UNITS = {"s": 1.0, "min": 60.0, "h": 3600.0}


def _in_the_shape_of(field: Mapping[str, Any], answer: Answer) -> Any:
    """Return an answer in the form that the field's selector gives."""
    selector = field.get("selector", {})
    if isinstance(answer, timedelta):
        seconds = int(answer.total_seconds())
        if "number" in selector:
            return seconds / UNITS[selector["number"].get("unit_of_measurement", "s")]
        return {"hours": seconds // 3600, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
    if isinstance(answer, list):
        takes_many = any((options or {}).get("multiple") for options in selector.values())
        return answer if takes_many else answer[0]
    return answer


def fill(fields: list[dict[str, Any]], answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return what a person would send who answers the known fields and leaves the others alone.

    Raises HomeError for a required field that has neither an answer nor a default.
    """
    filled: dict[str, Any] = {}
    for field in fields:
        name = field["name"]
        suggested = (field.get("description") or {}).get("suggested_value")
        if field.get("type") == "expandable":
            filled[name] = fill(field["schema"], answers)
        elif name in answers:
            filled[name] = _in_the_shape_of(field, answers[name])
        elif "default" in field:
            filled[name] = field["default"]
        elif suggested is not None:
            filled[name] = suggested
        elif field.get("required"):
            raise HomeError(f"the form asks for {name}, which the demo does not know")
    return filled


def names_in(fields: list[dict[str, Any]]) -> set[str]:
    """Return the names of all fields of a form, those in sections as well."""
    names: set[str] = set()
    for field in fields:
        names |= names_in(field["schema"]) if field.get("type") == "expandable" else {field["name"]}
    return names


async def walk(
    home: Home, path: str, start: dict[str, Any], answers: Mapping[str, Answer]
) -> set[str]:
    """Start a flow, fill in its forms until it is done, and return the names of all fields seen.

    Raises HomeError when the flow is aborted, or when it does not accept an answer.
    """
    seen: set[str] = set()
    step = await home.request("POST", path, start)
    last_form = None
    while step["type"] != "create_entry":
        if step["type"] != "form" or (step.get("errors") and step["step_id"] == last_form):
            raise HomeError(
                f"{start['handler']}: {step.get('reason') or step.get('errors') or step['type']}"
            )
        last_form = step["step_id"]
        fields = step.get("data_schema") or []
        seen |= names_in(fields)
        step = await home.request("POST", f"{path}/{step['flow_id']}", fill(fields, answers))
    return seen
