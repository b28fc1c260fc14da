"""Spoken commands through Home Assistant's own conversation agent."""

from datetime import timedelta
from unittest.mock import patch

from homeassistant.components.conversation import async_converse
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import Context
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.posture_coach.const import CONF_NAME, DOMAIN
from custom_components.posture_coach.engine.model import RoutinePhase, Status

from .conftest import advance
from .test_grammar import phrases

MINUTE = timedelta(minutes=1)
FIRST_SAID = {
    language: (language, text)
    for language, text, meant, slots in reversed([*phrases()])
    if (meant, slots) == ("StartRoutine", {})
}.values()
"""The first way to start a routine in each language."""


@pytest.fixture
async def agent(hass, house):
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})


@pytest.fixture
def say(hass, agent, init_integration):
    async def ask(text, language="en", **kwargs):
        await hass.async_block_till_done()
        result = await async_converse(hass, text, None, Context(), language, **kwargs)
        return result.response.speech["plain"]["speech"]

    return ask


@pytest.fixture
def coach(agent, init_integration):
    return init_integration.runtime_data


def sentences(hass):
    return get_agent_manager(hass).trigger_sentences


async def test_a_routine_is_led_by_voice(hass, say, coach):
    assert await say("start my routine with a balance test") == "Starting: Upper back routine."
    assert coach.data.session.phase is RoutinePhase.BALANCE_BEFORE
    assert await say("pause the routine") == "The routine is paused."
    assert coach.data.session.is_paused
    assert await say("continue my routine") == "On we go."
    assert await say("next exercise") == "All right."
    assert await say("repeat the instructions") == "All right."
    assert await say("hold it longer") == "Only a hold that is going on can be extended."
    assert await say("stop the exercises") == "The routine has ended. What you did is kept."
    assert coach.data.session is None
    assert await say("next exercise") == "No routine is running."


async def test_a_routine_is_led_in_german(hass, say, coach):
    answer = await say("Starte die Routine Auszeit am Schreibtisch!", "de")
    assert answer == "Es geht los: Auszeit am Schreibtisch."
    assert coach.data.session.routine == "desk_reset"
    assert await say("Routine beenden", "de-AT") == (
        "Die Routine ist beendet. Was du gemacht hast, bleibt erhalten."
    )
    assert await say("nächste Übung bitte", "de") == "Es läuft keine Routine."


async def test_a_break_is_snoozed_and_skipped(hass, freezer, say, coach, sit):
    await sit()
    await advance(hass, freezer, timedelta(minutes=31))
    assert coach.data.is_due
    assert await say("snooze for 500 minutes") == "A break can be snoozed for 1 to 60 minutes."
    assert await say("Schlummer zehn Minuten", "de") == (
        "Die nächste Erinnerung kommt in 10 Minuten."
    )
    assert coach.data.status is Status.SNOOZED
    assert await say("skip the break") == "This break is skipped."
    assert await say("skip the break") == "No break is due right now."


async def test_coaching_is_paused_and_resumed(hass, say, coach):
    assert await say("pause coaching for half an hour") == "Coaching is paused for 30 minutes."
    assert not coach.data.is_coaching
    assert await say("mach bitte mit dem Coaching weiter", "de") == "Das Coaching geht weiter."
    assert coach.data.is_coaching
    assert await say("pause coaching") == "Coaching is paused until you resume it."


async def test_an_english_sentence_in_another_house_is_answered_in_english(hass, say):
    assert await say("when is my next break", "nl") == "Nobody is at the desk."
    assert await say("when is my next break", "de") == "Nobody is at the desk."


async def test_what_is_not_ours_is_left_to_home_assistant(hass, say):
    with patch("custom_components.posture_coach.voice.Voice.async_answer") as answer:
        assert await say("start the morning routine")
        assert await say("what time is it")
        assert await say("next")
    answer.assert_not_called()


async def test_names_are_followed(hass, agent, init_integration, say, add_own_exercise):
    await hass.async_block_till_done()
    assert any("Alex" in each for each in sentences(hass))
    hass.config_entries.async_update_entry(init_integration, title="Robin")
    await hass.async_block_till_done()
    assert not any("Alex" in each for each in sentences(hass))
    assert (await say("start my routine for alex")).startswith("Nobody with the name alex")
    assert await say("start my routine for robin") == "Starting: Upper back routine."
    await add_own_exercise()
    assert any("Short" in each for each in sentences(hass))
    assert len(get_agent_manager(hass)._trigger_callbacks) == 1
    await hass.config_entries.async_unload(init_integration.entry_id)
    await hass.async_block_till_done()
    assert sentences(hass) == []


async def test_other_integrations_change_nothing(hass, say):
    before = get_agent_manager(hass)._trigger_callback_counter
    entry = MockConfigEntry(domain="other")
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, title="Other")
    await hass.async_block_till_done()
    assert get_agent_manager(hass)._trigger_callback_counter == before


async def test_a_routine_of_ones_own_can_be_named(hass, say, coach, add_own_exercise):
    await add_own_exercise()
    assert await say("start the short routine") == "Starting: Short."
    assert coach.data.session.routine == "short"


async def test_two_persons_are_told_apart_by_name(hass, say, coach):
    other = MockConfigEntry(domain=DOMAIN, title="Alex (office)", data={CONF_NAME: "Alex"})
    other.add_to_hass(hass)
    assert await hass.config_entries.async_setup(other.entry_id)
    assert await say("start my routine") == (
        "For whom? Please say the name as well: Alex, Alex (office)."
    )
    assert await say("start the routine for alex office") == (
        "Alex (office): Starting: Upper back routine."
    )
    assert other.runtime_data.data.session
    assert coach.data.session is None


async def test_a_fault_is_spoken_and_never_raised(hass, say):
    with patch.object(intent, "async_handle", side_effect=intent.IntentUnexpectedError("no")):
        assert await say("start my routine") == "Sorry, that did not work."


async def test_what_is_matched_but_not_understood_is_said_so(hass, say):
    with patch("custom_components.posture_coach.grammar.recognize_all", return_value=()):
        assert await say("start my routine") == "Sorry, I did not understand that."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("start my routine for somebody", "Nobody with the name somebody is being coached."),
        ("snooze for many minutes", "I did not understand how long."),
        ("pause coaching for zero minutes", "Please say for how long: at least one minute."),
        ("pause coaching for a few hours", "I did not understand how long."),
        ("my neck pain is eleven", "Say one from 0 to 10."),
        ("my neck pain is terrible", "I did not understand the number."),
        ("record my balance as always", "Please say it like this:"),
        ("next exercise", "No routine is running."),
        ("pause my routine", "No routine is running."),
        ("hold it longer", "No routine is running."),
        ("skip the break", "No break is due right now."),
        ("record my balance a little left", "too little for a result"),
        ("measure my balance", "No balance scales are set up."),
    ],
)
async def test_what_cannot_be_is_answered_in_words(hass, say, text, answer):
    assert answer in await say(text)


@pytest.mark.parametrize("error", [ImportError, AttributeError])
async def test_without_conversation_everything_else_works(hass, house, entry, error, caplog):
    with patch("custom_components.posture_coach.voice._load", side_effect=error("conversation")):
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert caplog.text.count("Nothing will be understood by voice") == 1
    assert sentences(hass) == []


async def test_a_language_is_registered_when_somebody_first_speaks_it(hass, say):
    assert await say("when is my next break", "nl") == "Nobody is at the desk."
    english = sentences(hass)
    assert any("sitting" in each for each in english)
    assert not any("Pause" in each for each in english)
    assert await say("turn on the lamp", "de")
    assert sentences(hass) == english
    assert await say("Wann ist meine nächste Pause?", "de") == "Am Schreibtisch ist niemand."
    assert set(sentences(hass)) > set(english)
    assert len(get_agent_manager(hass)._trigger_callbacks) == 1


async def test_the_language_of_the_house_is_registered_from_the_start(hass, house, agent, entry):
    hass.config.language = "fr-CA"
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert any("routine" in each for each in sentences(hass))
    assert not any("please" in each for each in sentences(hass))


@pytest.mark.parametrize(("language", "text"), sorted(FIRST_SAID))
async def test_every_language_is_understood_at_once(hass, say, coach, language, text):
    await say(text, language)
    assert coach.data.session


async def test_a_house_that_does_not_tell_what_is_said_knows_all_languages(
    hass, house, agent, entry
):
    with patch("homeassistant.components.conversation.chat_log.async_subscribe_chat_logs", None):
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert any("bitte" in each for each in sentences(hass))
    assert any("please" in each for each in sentences(hass))


async def test_what_goes_wrong_on_listening_ends_no_conversation(hass, say, caplog):
    with patch("custom_components.posture_coach.grammar.Grammar.may_mean", side_effect=ValueError):
        assert await say("start my routine") == "Starting: Upper back routine."
    assert "could not be found out" in caplog.text
    caplog.clear()
