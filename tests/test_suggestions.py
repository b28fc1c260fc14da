from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import (
    CONF_DESK_HEIGHT,
    CONF_PERSON,
    CONF_PHONES,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_SATELLITES,
    CONF_SEAT,
    CONF_SPEAKERS,
    CONF_TTS_ENGINE,
    DOMAIN,
)
from custom_components.posture_coach.suggestions import (
    suggested_person,
    suggested_sources,
    suggested_targets,
)

CHAIR = "binary_sensor.desk_chair"
DESK = "binary_sensor.desk_radar"
HEIGHT = "sensor.desk_height"
MONITOR = "sensor.monitor_power"
CLASSES = {CHAIR: "occupancy", DESK: "motion", HEIGHT: "distance", MONITOR: "power"}
VOICE = "tts.voice"


def place(hass: HomeAssistant, entity_id: str, area: str | None, **attributes: str) -> None:
    domain, _, name = entity_id.partition(".")
    registry = er.async_get(hass)
    registry.async_get_or_create(domain, "test", entity_id, suggested_object_id=name)
    if area:
        area_id = ar.async_get(hass).async_get_or_create(area).id
        registry.async_update_entity(entity_id, area_id=area_id)
    hass.states.async_set(entity_id, "off", attributes)


@pytest.fixture
def study(hass: HomeAssistant) -> None:
    for entity_id, device_class in CLASSES.items():
        place(hass, entity_id, "Study", device_class=device_class)


def test_a_desk_that_leaves_no_doubt_is_suggested(hass: HomeAssistant, study: None):
    assert suggested_sources(hass, []) == {
        CONF_SEAT: [CHAIR],
        CONF_PRESENCE: [DESK],
        CONF_DESK_HEIGHT: [HEIGHT],
        CONF_POWER: [MONITOR],
    }


def test_what_somebody_else_uses_is_not_suggested(hass: HomeAssistant, study: None):
    assert suggested_sources(hass, CLASSES.keys() - {DESK}) == {CONF_PRESENCE: [DESK]}


def test_of_two_chairs_none_is_suggested(hass: HomeAssistant, study: None):
    place(hass, "binary_sensor.other_chair", "Study", device_class="occupancy")
    assert CONF_SEAT not in suggested_sources(hass, [])


def test_a_chair_here_and_a_monitor_there_are_no_desk(hass: HomeAssistant, study: None):
    place(hass, MONITOR, "Garage", device_class="power")
    assert suggested_sources(hass, []) == {}


def test_a_name_alone_or_a_class_alone_suggests_nothing(hass: HomeAssistant):
    place(hass, "binary_sensor.chair_battery", None, device_class="battery")
    place(hass, "binary_sensor.hall", None, device_class="occupancy")
    assert suggested_sources(hass, []) == {}


def test_a_height_without_a_sensor_of_the_person_suggests_nothing(hass: HomeAssistant):
    place(hass, HEIGHT, None, device_class="distance")
    assert suggested_sources(hass, []) == {}


def test_an_entity_without_registration_is_in_no_area(hass: HomeAssistant):
    hass.states.async_set(CHAIR, "off", {"device_class": "occupancy"})
    assert suggested_sources(hass, []) == {CONF_SEAT: [CHAIR]}


def test_the_only_person_without_a_coach_is_suggested(hass: HomeAssistant):
    assert suggested_person(hass) is None
    hass.states.async_set("person.alex", "home")
    assert suggested_person(hass) == "person.alex"
    hass.states.async_set("person.robin", "home")
    assert suggested_person(hass) is None
    MockConfigEntry(domain=DOMAIN, data={CONF_PERSON: "person.alex"}).add_to_hass(hass)
    assert suggested_person(hass) == "person.robin"


def test_the_satellite_beside_the_desk_speaks(hass: HomeAssistant, study: None):
    place(hass, "assist_satellite.study", "Study")
    place(hass, "assist_satellite.kitchen", "Kitchen")
    place(hass, "media_player.study", "Study")
    hass.states.async_set(VOICE, "unknown")
    assert suggested_targets(hass, None, [CHAIR]) == {
        CONF_SATELLITES: ["assist_satellite.study"],
        CONF_TTS_ENGINE: VOICE,
    }


def test_the_speaker_beside_the_desk_speaks_if_it_has_a_voice(hass: HomeAssistant, study: None):
    place(hass, "media_player.study", "Study")
    assert suggested_targets(hass, None, [CHAIR]) == {}
    hass.states.async_set(VOICE, "unknown")
    assert suggested_targets(hass, None, [CHAIR]) == {
        CONF_SPEAKERS: ["media_player.study"],
        CONF_TTS_ENGINE: VOICE,
    }


def test_targets_without_an_area_are_not_beside_a_desk_without_one(hass: HomeAssistant):
    place(hass, "assist_satellite.somewhere", None)
    place(hass, CHAIR, None)
    assert suggested_targets(hass, None, [CHAIR]) == {}


def test_a_device_lends_its_area(hass: HomeAssistant, study: None):
    owner = MockConfigEntry(domain="test")
    owner.add_to_hass(hass)
    devices, area = dr.async_get(hass), ar.async_get(hass).async_get_or_create("Study")
    device = devices.async_get_or_create(
        config_entry_id=owner.entry_id, identifiers={("test", "1")}
    )
    devices.async_update_device(device.id, area_id=area.id)
    place(hass, "assist_satellite.study", None)
    er.async_get(hass).async_update_entity("assist_satellite.study", device_id=device.id)
    assert suggested_targets(hass, None, [CHAIR]) == {CONF_SATELLITES: ["assist_satellite.study"]}


def test_the_phones_of_the_person_are_suggested(hass: HomeAssistant):
    devices, phones = dr.async_get(hass), {}
    for user in ("alex", "robin"):
        app = MockConfigEntry(domain="mobile_app", data={"user_id": user})
        app.add_to_hass(hass)
        phones[user] = devices.async_get_or_create(
            config_entry_id=app.entry_id, identifiers={("mobile_app", user)}
        ).id
    hass.states.async_set("person.alex", "home", {"user_id": "alex"})
    hass.states.async_set("person.guest", "home")
    assert suggested_targets(hass, "person.alex", []) == {CONF_PHONES: [phones["alex"]]}
    assert suggested_targets(hass, "person.guest", []) == {}
    assert suggested_targets(hass, "person.gone", []) == {}
