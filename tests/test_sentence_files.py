"""The sentences as files: understood by Home Assistant, and given up once somebody changes them."""

from pathlib import Path
from unittest.mock import patch

from homeassistant.components.conversation import async_converse
from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser
import yaml

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.languages import GRAMMARS

from .test_grammar import GRAMMARS as READ


@pytest.fixture
async def folder(hass, house, tmp_path):
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    return Path(hass.config.path("custom_sentences"))


@pytest.fixture
def act(hass, folder, init_integration):
    async def call(action, **fields):
        response = await hass.services.async_call(
            DOMAIN, action, fields, blocking=True, return_response=True
        )
        return [(Path(each["path"]).parent.name, each["outcome"]) for each in response["files"]]

    return call


async def test_they_are_written_in_the_language_of_the_house(hass, folder, act):
    assert await act("write_sentences") == [("en", "written")]
    (path,) = folder.rglob("*.yaml")
    assert path == folder / "en" / "posture_coach.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["lists"]["posture_coach_name"]["values"][0] == {
        "in": "Alex",
        "out": "Alex",
    }
    # In one language, the rules and lists of all files are one.
    assert all(
        each.startswith("posture_coach_") for each in (*data["lists"], *data["expansion_rules"])
    )


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "start my routine with a balance test", "Starting: Upper back routine."),
        ("en", "snooze for twenty two minutes", "No break is due right now."),
        ("en", "start the desk reset routine for alex", "Starting: Desk reset."),
        ("en", "my neck pain is three out of ten", "Noted. Thank you."),
        ("en", "record my balance a little left and more on the heels", "Recorded: 50 of 100"),
        ("de", "Starte meine Routine", "Es geht los: Oberer Rücken."),
    ],
)
async def test_home_assistant_understands_them_by_itself(hass, folder, act, language, text, answer):
    await act("write_sentences", languages=[language])
    # Without those that need no file.
    with patch(
        "homeassistant.components.conversation.default_agent.DefaultAgent"
        ".async_recognize_sentence_trigger",
        return_value=None,
    ):
        result = await async_converse(hass, text, None, Context(), language)
    assert answer in result.response.speech["plain"]["speech"]


async def test_home_assistants_own_sentences_stay(hass, folder, act):
    await act("write_sentences")
    result = await async_converse(hass, "turn on the kitchen lamp", None, Context(), "en")
    assert "any device called kitchen" in result.response.speech["plain"]["speech"]


async def test_all_languages_can_be_written_and_removed(hass, folder, act):
    everything = [(language, "written") for language in READ]
    assert await act("write_sentences", languages=list(READ)) == everything
    assert await act("write_sentences", languages="de, en") == [
        ("de", "written"),
        ("en", "written"),
    ]
    assert await act("remove_sentences", languages=["de"]) == [("de", "removed")]
    assert len(await act("remove_sentences")) == len(READ) - 1
    assert [*folder.rglob("*.yaml")] == []
    assert await act("remove_sentences") == []


async def test_what_somebody_has_changed_is_theirs(hass, folder, act):
    await act("write_sentences")
    (path,) = folder.rglob("*.yaml")
    theirs = path.read_text(encoding="utf-8").replace("snooze", "doze")
    path.write_text(theirs, encoding="utf-8")
    assert await act("write_sentences") == [("en", "kept")]
    assert await act("remove_sentences") == [("en", "kept")]
    assert path.read_text(encoding="utf-8") == theirs


async def test_a_language_without_sentences_is_refused(hass, folder, act):
    with pytest.raises(ServiceValidationError) as refusal:
        await act("write_sentences", languages=["en", "tlh"])
    assert refusal.value.translation_key == "sentences_missing"
    assert [*folder.rglob("*.yaml")] == []


async def test_a_disk_that_refuses_is_told(hass, folder, act):
    with (
        patch("pathlib.Path.write_text", side_effect=OSError("full")),
        pytest.raises(HomeAssistantError) as error,
    ):
        await act("write_sentences")
    assert error.value.translation_placeholders == {"error": "full"}


async def test_without_conversation_there_is_nothing_to_write(hass, folder, act):
    del hass.data[GRAMMARS]
    with pytest.raises(ServiceValidationError):
        await act("write_sentences")
    assert await act("remove_sentences") == []


async def test_it_is_for_administrators(hass, folder, init_integration):
    user = MockUser(groups=[])
    user.add_to_hass(hass)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, "write_sentences", {}, blocking=True, context=Context(user_id=user.id)
        )
