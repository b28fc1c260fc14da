"""The content of a person's entry."""

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import DOMAIN, SUBENTRY_EXERCISE, SUBENTRY_ROUTINE
from custom_components.posture_coach.own_content import async_content_of


def own(subentry_type: str, unique_id: str | None, **data: object) -> ConfigSubentryData:
    return ConfigSubentryData(data=data, subentry_type=subentry_type, title="", unique_id=unique_id)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Wall elbow curl"), ("de", "Ellbogen an der Wand")]
)
async def test_content_is_the_library_in_the_language_of_home_assistant_and_ones_own(
    hass: HomeAssistant, language, name
):
    hass.config.language = language
    entry = MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[
            own(SUBENTRY_EXERCISE, "squat", name="Squat", kind="repetitions", dose=8),
            own(SUBENTRY_EXERCISE, None, name="Nameless", kind="repetitions", dose=8),
            own(SUBENTRY_ROUTINE, "legs", name="Legs", exercises=["squat"]),
        ],
    )
    entry.add_to_hass(hass)
    content = await async_content_of(hass, entry)
    assert content.exercise("wall_elbow_curl").name == name
    assert list(content.catalogue.exercises)[-1] == "squat"
    assert content.catalogue.routines["legs"].exercises == ("squat",)
