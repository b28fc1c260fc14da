"""What a card asks over the websocket, and what it is told."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
import logging
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.auth.models import Credentials
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.posture_coach import websocket_api
from custom_components.posture_coach.const import CONF_NAME, DOMAIN
from custom_components.posture_coach.contract import Command, DayStrip, NoStrip, Trend
from custom_components.posture_coach.engine.records import TestPhase
from custom_components.posture_coach.presentation import Presentation
from custom_components.posture_coach.websocket_api import FEEDS

from .conftest import PERSON, advance

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
POSTURE = "sensor.alex_posture"
PARTS = {
    *("contract", "version", "person", "clock", "coaching", "session", "practice", "balance"),
    "content",
}


class Client:
    """A browser, and what it has been told since it was last looked at."""

    def __init__(self, hass: HomeAssistant, websocket: Any) -> None:
        self._hass = hass
        self._websocket = websocket

    async def ask(self, command: str, **fields: Any) -> dict[str, Any]:
        await self._websocket.send_json_auto_id({"type": command, **fields})
        answer: dict[str, Any] = await self._websocket.receive_json()
        assert answer["type"] == "result"
        return answer

    async def subscribe(self, person: str | None = None, language: str = "en") -> dict[str, Any]:
        """The first message; a refusal fails."""
        answer = await self.ask(Command.SUBSCRIBE, person=person, language=language)
        assert answer["success"], answer
        return await self.event()

    async def refused(self, command: str, **fields: Any) -> str:
        answer = await self.ask(command, **fields)
        assert not answer["success"]
        self.refusal: str = answer["error"]["message"]
        return str(answer["error"]["code"])

    async def event(self) -> dict[str, Any]:
        message = await self._websocket.receive_json()
        assert message["type"] == "event"
        event: dict[str, Any] = message["event"]
        return event

    async def told(self) -> list[dict[str, Any]]:
        """What came before the answer to something else."""
        await self._hass.async_block_till_done()
        await self._websocket.send_json_auto_id({"type": "ping"})
        events = []
        while (message := await self._websocket.receive_json())["type"] != "pong":
            events.append(message["event"])
        return events


type Connect = Callable[..., Awaitable[Client]]


@pytest.fixture
def connect(hass: HomeAssistant, hass_ws_client, local_auth) -> Connect:
    """Log in as somebody of these groups."""

    async def connect(group_id: str = GROUP_ID_ADMIN, user: MockUser | None = None) -> Client:
        user = user or await somebody(hass, group_id)
        credential = Credentials(
            auth_provider_type="homeassistant", auth_provider_id=None, data={}, is_new=False
        )
        user.credentials.append(credential)
        token = await hass.auth.async_create_refresh_token(
            user, "https://example.com", credential=credential
        )
        access = hass.auth.async_create_access_token(token)
        return Client(hass, await hass_ws_client(hass, access))

    return connect


async def somebody(hass: HomeAssistant, group_id: str) -> MockUser:
    group = await hass.auth.async_get_group(group_id)
    assert group
    return MockUser(groups=[group]).add_to_hass(hass)


@pytest.fixture
async def client(init_integration, connect: Connect) -> Client:
    """Of an admin."""
    return await connect()


@pytest.fixture
async def bert(hass: HomeAssistant, init_integration) -> MockConfigEntry:
    """Somebody else, without a person entity, who comes before nobody but by name."""
    entry = MockConfigEntry(domain=DOMAIN, title="aaron", data={CONF_NAME: "aaron"})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def test_the_first_message_tells_everything(init_integration, client):
    message = await client.subscribe(init_integration.entry_id)
    assert message["kind"] == "snapshot"
    assert message["now"] == 1772470800
    assert set(message["state"]) == PARTS
    assert message["state"]["person"] == {
        "config_entry_id": init_integration.entry_id,
        "name": "Alex",
    }
    assert await client.told() == []


async def test_then_only_the_parts_are_told_that_changed(hass, freezer, client, sit):
    await client.subscribe()
    await sit()
    (event,) = await client.told()
    assert event["kind"] == "changes"
    assert set(event["state"]) == {"clock", "coaching"}
    await advance(hass, freezer, 30 * SECOND)
    (event,) = await client.told()
    assert event["state"]["clock"]["runs_from"] == 1772470800
    await advance(hass, freezer, 29 * SECOND)
    assert await client.told() == []
    await advance(hass, freezer, SECOND)
    (event,) = await client.told()
    assert set(event["state"]) == {"clock"}
    assert event["now"] == 1772470860


async def test_a_session_is_told_phase_by_phase_and_not_at_all_while_it_waits(
    hass, freezer, init_integration, client
):
    coach = init_integration.runtime_data
    await client.subscribe()
    await coach.async_start_routine(has_balance_test=True)
    await coach.async_record_balance_test(TestPhase.BEFORE, {"left_right": 2, "heel_toe": 0})
    events = await client.told()
    assert {part for each in events for part in each["state"]} >= {"session", "balance"}
    assert events[-1]["state"]["session"]["phase"] == "get_ready"
    await advance(hass, freezer, 8 * SECOND)
    (event,) = await client.told()
    assert set(event["state"]) == {"session"}
    await coach.async_pause_routine()
    (event,) = await client.told()
    assert (event["state"]["session"]["is_paused"], event["state"]["session"]["ends_at"]) == (
        True,
        None,
    )
    await advance(hass, freezer, MINUTE)
    assert await client.told() == []
    await coach.async_stop_routine()
    assert (await client.told())[-1]["state"]["session"] is None


async def test_what_has_nothing_to_do_with_it_is_not_told(hass, client):
    await client.subscribe()
    with patch.object(Presentation, "state") as computed:
        for number in range(1000):
            hass.states.async_set("sensor.elsewhere", str(number))
        assert await client.told() == []
    computed.assert_not_called()


async def test_what_changes_nothing_is_not_told(init_integration, client):
    await client.subscribe()
    init_integration.runtime_data.async_update_listeners()
    assert await client.told() == []


async def test_a_burst_is_told_once(hass, init_integration, client):
    await client.subscribe()
    coach = init_integration.runtime_data
    for live in (0.1, 0.2, 0.3):
        coach._async_show_live(live)
    (event,) = await client.told()
    assert event["state"]["balance"]["live_left_right"] == 0.3


async def test_cards_of_one_person_in_one_language_are_computed_once(
    hass, init_integration, client, connect, sit
):
    other, german = await connect(), await connect()
    for each in (client, other):
        await each.subscribe()
    message = await german.subscribe(language="de")
    assert message["state"]["content"]["exercises"]["wall_elbow_curl"]["name"] != "Wall elbow curl"
    real = Presentation.state
    with patch.object(Presentation, "state", autospec=True, side_effect=real) as computed:
        init_integration.runtime_data._async_show_live(0.5)
        events = [await each.told() for each in (client, other, german)]
    assert computed.call_count == 2
    assert events[0] == events[1] == events[2] != []


async def test_once_nobody_listens_nothing_is_left(hass, init_integration, client, connect):
    coach = init_integration.runtime_data
    before = len(coach._listeners)
    other = await connect()
    await client.subscribe()
    await other.subscribe()
    assert len(coach._listeners) == before + 1
    assert (await client.ask("unsubscribe_events", subscription=1))["success"]
    assert len(coach._listeners) == before + 1
    coach._async_show_live(0.5)
    await other._websocket.close()
    await hass.async_block_till_done()
    assert len(coach._listeners) == before
    assert hass.data[FEEDS] == {}
    assert await client.told() == []


async def test_a_change_that_nobody_waits_for_any_more_is_not_computed(
    hass, init_integration, client
):
    await client.subscribe()
    (feed,) = hass.data[FEEDS].values()
    (card,) = feed._cards
    init_integration.runtime_data._async_show_live(0.5)
    with patch.object(Presentation, "state") as computed:
        card.connection.subscriptions.pop(card.subscription)()
        await hass.async_block_till_done()
    computed.assert_not_called()


async def test_a_person_may_be_gone_for_a_while(hass, init_integration, client):
    await client.subscribe()
    old = init_integration.runtime_data
    listeners = len(old._listeners)
    assert await hass.config_entries.async_unload(init_integration.entry_id)
    assert len(old._listeners) < listeners
    (event,) = await client.told()
    assert (event["kind"], event["reason"], event["name"]) == ("absent", "starting", "Alex")
    assert await hass.config_entries.async_setup(init_integration.entry_id)
    (event,) = await client.told()
    assert (event["kind"], set(event["state"])) == ("snapshot", PARTS)


async def test_a_person_may_be_reloaded(hass, init_integration, client):
    await client.subscribe()
    old = init_integration.runtime_data
    assert await hass.config_entries.async_reload(init_integration.entry_id)
    # At once, where nothing is read from a disk: then there is nothing to tell.
    assert {each["kind"] for each in await client.told()} <= {"absent", "snapshot"}
    old._async_show_live(0.1)
    assert await client.told() == []
    init_integration.runtime_data._async_show_live(0.5)
    (event,) = await client.told()
    assert event["state"]["balance"]["live_left_right"] == 0.5


async def test_a_person_may_be_disabled_and_enabled_again(hass, init_integration, client):
    await client.subscribe()
    entry_id = init_integration.entry_id
    await hass.config_entries.async_set_disabled_by(entry_id, ConfigEntryDisabler.USER)
    assert [each["reason"] for each in await client.told()] == ["disabled"]
    assert (await client.subscribe(entry_id))["reason"] == "disabled"
    await hass.config_entries.async_set_disabled_by(entry_id, None)
    assert [each["kind"] for each in await client.told()][-1] == "snapshot"


async def test_a_person_may_be_removed(hass, init_integration, client):
    await client.subscribe()
    await hass.config_entries.async_remove(init_integration.entry_id)
    events = await client.told()
    assert (events[-1]["kind"], events[-1]["reason"]) == ("absent", "removed")
    assert await client.refused(
        Command.SUBSCRIBE, person=init_integration.entry_id, language="en"
    ) == ("person_unknown")


async def test_a_person_may_fail_to_be_set_up(hass, init_integration, client):
    await client.subscribe()
    with patch(
        "custom_components.posture_coach.store.CoachStore.async_load",
        side_effect=HomeAssistantError,
    ):
        await hass.config_entries.async_reload(init_integration.entry_id)
    assert init_integration.state is ConfigEntryState.SETUP_RETRY
    assert (await client.told())[-1]["reason"] == "failed"


async def test_what_happens_to_somebody_else_is_not_told(hass, bert, init_integration, client):
    await client.subscribe(init_integration.entry_id)
    await hass.config_entries.async_reload(bert.entry_id)
    assert await client.told() == []


@pytest.mark.parametrize("person", [None, PERSON, POSTURE, "switch.alex_coaching"])
async def test_a_person_is_found_by_what_belongs_to_them(client, person):
    assert (await client.subscribe(person))["state"]["person"]["name"] == "Alex"


@pytest.mark.parametrize("person", ["person.nobody", "sun.sun", "0" * 26, "binary_sensor.call"])
async def test_who_is_not_known_is_refused(client, person):
    assert await client.refused(Command.SUBSCRIBE, person=person, language="en") == "person_unknown"


async def test_an_entity_of_somebody_else_s_integration_leads_to_nobody(hass, client):
    other = MockConfigEntry(domain="test")
    other.add_to_hass(hass)
    registry = er.async_get(hass)
    entity = registry.async_get_or_create("sensor", "test", "x", config_entry=other)
    for person in (entity.entity_id, other.entry_id):
        refusal = await client.refused(Command.SUBSCRIBE, person=person, language="en")
        assert refusal == "person_unknown"
    refusal = await client.refused(Command.GET_TREND, config_entry_id=other.entry_id, days=1)
    assert refusal == "person_unknown"


async def test_without_a_name_it_is_oneself_or_else_the_first_by_title(hass, bert, connect):
    myself = await somebody(hass, GROUP_ID_READ_ONLY)
    hass.states.async_set(PERSON, "home", {"user_id": myself.id})
    mine = await connect(user=myself)
    assert (await mine.subscribe())["state"]["person"]["name"] == "Alex"
    admin = await connect()
    assert (await admin.subscribe())["state"]["person"]["name"] == "aaron"
    await hass.config_entries.async_set_disabled_by(bert.entry_id, ConfigEntryDisabler.USER)
    assert (await (await connect()).subscribe())["state"]["person"]["name"] == "Alex"


async def test_records_are_for_those_who_may_see_them(hass, init_integration, bert, connect):
    stranger = await connect(GROUP_ID_READ_ONLY)
    assert await stranger.refused(Command.SUBSCRIBE, person=None, language="en") == "nobody"
    entry_id = init_integration.entry_id
    for person in (entry_id, PERSON, POSTURE):
        refusal = await stranger.refused(Command.SUBSCRIBE, person=person, language="en")
        assert refusal == "not_allowed"
        assert "Alex" not in stranger.refusal
    asked = {
        Command.GET_TREND: {"config_entry_id": entry_id, "days": 7},
        Command.GET_DAY: {"config_entry_id": entry_id, "day": "2026-03-02"},
    }
    for command, fields in asked.items():
        assert await stranger.refused(command, **fields) == "not_allowed"
    assert hass.data.get(FEEDS, {}) == {}
    assert (await (await connect(GROUP_ID_USER)).subscribe(entry_id))["kind"] == "snapshot"


async def test_oneself_does_not_see_somebody_else(hass, bert, connect):
    myself = await somebody(hass, GROUP_ID_READ_ONLY)
    hass.states.async_set(PERSON, "home", {"user_id": myself.id})
    mine = await connect(user=myself)
    assert (
        await mine.refused(Command.SUBSCRIBE, person=bert.entry_id, language="en") == "not_allowed"
    )


async def test_who_may_no_longer_see_the_records_learns_no_more(
    hass, init_integration, connect, sit
):
    myself = await somebody(hass, GROUP_ID_READ_ONLY)
    hass.states.async_set(PERSON, "home", {"user_id": myself.id})
    mine = await connect(user=myself)
    await mine.subscribe()
    hass.states.async_set(PERSON, "home", {})
    await sit()
    (event,) = await mine.told()
    assert (event["kind"], event["reason"]) == ("absent", "removed")
    hass.config_entries.async_update_entry(init_integration, title="Alexandra")
    assert await mine.told() == []
    hass.states.async_set(PERSON, "home", {"user_id": myself.id})
    init_integration.runtime_data._async_show_live(0.5)
    (event,) = await mine.told()
    assert (event["kind"], event["state"]["person"]["name"]) == ("snapshot", "Alexandra")


async def test_the_last_days_and_one_day_are_answered(init_integration, client):
    entry_id = init_integration.entry_id
    coach = init_integration.runtime_data
    trend = Trend(days=(), limit=1800, is_complete=True, has_recorder=False)
    strip = DayStrip(
        day="2026-03-01", starts_at=0, ends_at=1, spans=(), missing=NoStrip.NO_RECORDER
    )
    with (
        patch.object(websocket_api, "async_trend", AsyncMock(return_value=trend)) as async_trend,
        patch.object(websocket_api, "async_day", AsyncMock(return_value=strip)) as async_day,
    ):
        answer = await client.ask(Command.GET_TREND, config_entry_id=entry_id, days=7)
        assert answer["result"]["limit"] == 1800
        answer = await client.ask(Command.GET_DAY, config_entry_id=entry_id, day="2026-03-01")
        assert answer["result"]["missing"] == "no_recorder"
    async_trend.assert_awaited_once_with(coach, 7)
    async_day.assert_awaited_once_with(coach, date(2026, 3, 1))


async def test_nothing_is_looked_up_for_somebody_who_is_not_loaded(hass, init_integration, client):
    await hass.config_entries.async_unload(init_integration.entry_id)
    fields = {"config_entry_id": init_integration.entry_id}
    assert await client.refused(Command.GET_TREND, **fields, days=7) == "not_loaded"
    assert await client.refused(Command.GET_DAY, **fields, day="2026-03-02") == "not_loaded"
    assert (await client.subscribe())["reason"] == "starting"


NOT_WORDS: list[Any] = [None, 1, 1.5, True, [], {}, "", "x" * 1000]
BAD: list[tuple[Command, dict[str, Any]]] = [
    *((Command.SUBSCRIBE, {"language": each}) for each in NOT_WORDS),
    *((Command.SUBSCRIBE, {"language": "en", "person": each}) for each in NOT_WORDS[1:]),
    (Command.SUBSCRIBE, {}),
    (Command.SUBSCRIBE, {"language": "en", "more": 1}),
    *((Command.GET_TREND, {"config_entry_id": each, "days": 7}) for each in NOT_WORDS),
    *(
        (Command.GET_TREND, {"config_entry_id": "alex", "days": each})
        for each in (None, 0, -1, 367, 7.0, True, "7", [7], 10**30)
    ),
    *((Command.GET_DAY, {"config_entry_id": each, "day": "2026-03-02"}) for each in NOT_WORDS),
    *(
        (Command.GET_DAY, {"config_entry_id": "alex", "day": each})
        for each in (
            *NOT_WORDS,
            *("2026-02-30", "20260302", "2026-W10-1", "0001-01-01", "9999-12-31"),
            "2026-03-02T00:00:00",
        )
    ),
]


async def test_what_makes_no_sense_is_refused_and_nothing_breaks(client, caplog):
    for command, fields in BAD:
        assert await client.refused(command, **fields) == "invalid_format", (command, fields)
    assert not [record for record in caplog.records if record.exc_info]
    assert not [
        record
        for record in caplog.records
        if record.levelno >= logging.ERROR and "Error handling message" not in record.message
    ]
    assert (await client.subscribe())["kind"] == "snapshot"
