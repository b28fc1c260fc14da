"""What cannot be read, and going on without it, on a real disk."""

from datetime import timedelta
import errno
import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir, storage
from homeassistant.setup import async_setup_component
from homeassistant.util import file
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.posture_coach.const import DOMAIN
from custom_components.posture_coach.store import (
    CLOSED,
    NOT_SAVED,
    RETRY_AFTER,
    UNREADABLE,
    CoachStore,
)

from .real_disk import hass_config_dir, hass_storage
from .record_samples import NOW, a_break, a_session, file_of

__all__ = ["hass_config_dir", "hass_storage"]
"""Fixtures, which look unused otherwise."""

ISSUE = f"alex_{UNREADABLE}"
FULL = OSError(errno.ENOSPC, "No space left on device")
READ_ONLY = OSError(errno.EROFS, "Read-only file system")
NONSENSE = [{"outcome": "levitated"}, None, 7]


class Killed(BaseException):
    """Home Assistant was."""


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)


def files(hass: HomeAssistant) -> dict[str, str]:
    folder = file_of(hass, "x").parent
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != "running"}


def lost(hass: HomeAssistant) -> list[str]:
    """What is in the files of what was given up."""
    return [content for name, content in sorted(files(hass).items()) if ".lost." in name]


def kept(hass: HomeAssistant, year: int) -> dict[str, list[Any]]:
    return json.loads(file_of(hass, str(year)).read_text())["data"]


async def opened(hass: HomeAssistant) -> CoachStore:
    store = CoachStore(hass, "alex", Mock())
    await store.async_load()
    return store


def damage(hass: HomeAssistant, year: int = 2026) -> str:
    path = file_of(hass, str(year))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{ half a fi")
    return "{ half a fi"


async def add_nonsense(hass: HomeAssistant, year: int = 2026) -> str:
    """Have a break that can be read, entries that cannot, and what a later version may add."""
    at = NOW.replace(year=year)
    await (await opened(hass)).async_add([a_break(at, prompts=1)])
    path = file_of(hass, str(year))
    content = json.loads(path.read_text())
    content["data"]["breaks"] = [*NONSENSE, *content["data"]["breaks"]]
    content["data"]["check_ins"] = [{"at": "someday"}]
    content["data"]["feats"] = [{"of": "strength"}]
    path.write_text(json.dumps(content))
    return path.read_text()


async def test_one_can_go_on_without_a_damaged_file_which_is_kept(hass):
    content = damage(hass)
    store = await opened(hass)
    await store.async_add([a_break()])
    assert store.problems == {UNREADABLE}
    assert await store.async_go_on_without()
    for each in (store, await opened(hass), await opened(hass)):
        assert (each.problems, each.unreadable_years, each.is_complete) == (frozenset(), [], True)
        assert each.records_at_hand() == (a_break(),)
        assert lost(hass) == [content]
    assert len(files(hass)) == 2


async def test_one_can_go_on_without_entries_that_cannot_be_read_which_are_kept(hass):
    await add_nonsense(hass)
    store = await opened(hass)
    assert (store.problems, store.unreadable_years) == (frozenset({UNREADABLE}), [2026])
    assert await store.async_go_on_without()
    for each in (store, await opened(hass)):
        assert (each.problems, each.unreadable_years, each.is_complete) == (frozenset(), [], True)
        assert each.records_at_hand() == (a_break(),)
    (content,) = lost(hass)
    assert json.loads(content) == {"breaks": NONSENSE, "check_ins": [{"at": "someday"}]}
    assert [len(kept(hass, 2026)[each]) for each in ("breaks", "check_ins", "feats")] == [1, 0, 1]
    (path,) = file_of(hass, "x").parent.glob("2026.lost.*")
    assert path.stat().st_mode & 0o077 == 0


async def test_an_entry_that_is_equal_to_one_that_cannot_be_read_stays(hass):
    await (await opened(hass)).async_add([a_break(prompts=1)])
    path = file_of(hass, "2026")
    content = json.loads(path.read_text())
    (entry,) = content["data"]["breaks"]
    content["data"]["breaks"].append({**entry, "prompts": True})
    path.write_text(json.dumps(content))
    store = await opened(hass)
    assert store.problems == {UNREADABLE}
    assert await store.async_go_on_without()
    assert kept(hass, 2026)["breaks"] == [entry]
    assert (await opened(hass)).problems == frozenset()


async def test_a_kill_in_between_leaves_everything_where_it_was_and_a_copy(hass, freezer):
    content = await add_nonsense(hass)
    store = await opened(hass)
    with (
        patch.object(storage, "write_utf8_file_atomic", side_effect=Killed),
        pytest.raises(Killed),
    ):
        await store.async_go_on_without()
    assert file_of(hass, "2026").read_text() == content
    assert len(lost(hass)) == 1
    again = await opened(hass)
    assert again.problems == {UNREADABLE}
    # Even at the same instant no file takes the place of another.
    assert await again.async_go_on_without()
    assert len(lost(hass)) == 2
    assert len(set(lost(hass))) == 1


async def test_the_copy_is_on_the_disk_before_anything_is_left_out(hass):
    await add_nonsense(hass)
    store = await opened(hass)
    steps: list[str] = []
    write = file.write_utf8_file_atomic

    def writing(path: str, *args: Any, **options: Any) -> None:
        steps.append(Path(path).name.partition("T")[0])
        write(path, *args, **options)

    with (
        patch("homeassistant.helpers.json.write_utf8_file_atomic", writing),
        patch.object(storage, "write_utf8_file_atomic", writing),
        patch("atomicwrites._proper_fsync", side_effect=lambda _: steps.append("synced")),
    ):
        await store.async_go_on_without()
    assert steps == ["2026.lost.2026-03-03", "synced", "synced", "2026", "synced", "synced"]


async def test_without_room_for_a_copy_nothing_changes(hass):
    content = await add_nonsense(hass)
    store = await opened(hass)
    with patch("atomicwrites._proper_fsync", side_effect=FULL):
        assert not await store.async_go_on_without()
    assert (store.problems, store.unreadable_years) == (frozenset({UNREADABLE}), [2026])
    assert files(hass) == {"2026": content}
    assert await store.async_go_on_without()


async def test_a_file_that_cannot_be_renamed_stays_a_problem(hass):
    damage(hass)
    store = await opened(hass)
    before = files(hass)
    with patch("os.rename", side_effect=READ_ONLY):
        assert not await store.async_go_on_without()
    assert (store.problems, files(hass)) == (frozenset({UNREADABLE}), before)


async def test_a_year_that_cannot_be_written_without_them_is_written_later(hass, freezer):
    await add_nonsense(hass)
    store = await opened(hass)
    with patch.object(storage, "write_utf8_file_atomic", side_effect=FULL):
        assert await store.async_go_on_without()
    assert store.problems == {NOT_SAVED}
    freezer.tick(RETRY_AFTER)
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert (store.problems, len(kept(hass, 2026)["breaks"])) == (frozenset(), 1)


async def test_old_years_are_mended_too_and_let_go(hass):
    await add_nonsense(hass, 2019)
    damage(hass, 2017)
    store = await opened(hass)
    assert store.problems == frozenset()
    for year in (2017, 2019):
        await store.async_read(year)
    assert (store.problems, store.unreadable_years) == (frozenset({UNREADABLE}), [2017, 2019])
    assert await store.async_go_on_without()
    assert (store.problems, store.records_at_hand()) == (frozenset(), ())
    assert len(kept(hass, 2019)["breaks"]) == 1
    assert len(lost(hass)) == 2


async def test_a_file_that_cannot_be_opened_is_no_file_to_go_on_without(hass):
    newer = '{"version": 9, "minor_version": 1, "key": "x", "data": {"x": 1}}'
    damage(hass, 2025)
    await opened(hass)
    file_of(hass, "2025").write_text(newer)
    store = await opened(hass)
    assert store.problems == {UNREADABLE, CLOSED}
    assert store.years_with(UNREADABLE) == store.years_with(CLOSED) == [2025]
    assert await store.async_go_on_without()
    assert (store.problems, store.unreadable_years) == (frozenset({CLOSED}), [2025])
    assert not store.is_complete
    assert file_of(hass, "2025").read_text() == newer


async def test_whoever_shows_the_problem_hears_of_every_further_year(hass):
    damage(hass)
    await add_nonsense(hass, 2019)
    changed = Mock()
    store = CoachStore(hass, "alex", changed)
    await store.async_load()
    await store.async_read(2019)
    assert changed.call_count == 2
    await store.async_read(2019)
    assert changed.call_count == 2


@pytest.fixture
def entry(options: dict[str, Any]) -> MockConfigEntry:
    """Alex, whose files have a name that is known."""
    return MockConfigEntry(domain=DOMAIN, title="Alex", entry_id="alex", options=options)


@pytest.fixture
async def unreadable(hass: HomeAssistant) -> None:
    """A routine of yesterday that can be read, entries that cannot, and a damaged file."""
    yesterday = NOW - timedelta(days=1)
    await (await opened(hass)).async_add([a_session(yesterday)])
    await add_nonsense(hass)
    damage(hass, 2025)


@pytest.fixture
async def alex(
    hass: HomeAssistant, unreadable: None, house: None, freezer: Any, entry: MockConfigEntry
) -> MockConfigEntry:
    freezer.move_to(NOW)
    assert await async_setup_component(hass, "repairs", {})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup("alex")
    await hass.async_block_till_done()
    return entry


FIGURES = (
    "sensor.alex_streak",
    "sensor.alex_routines_this_week",
    "sensor.alex_last_routine",
    "sensor.alex_breaks_taken_today",
    "binary_sensor.alex_routine_done_today",
)


def figures(hass: HomeAssistant) -> list[str]:
    states = map(hass.states.get, FIGURES)
    return [each.state for each in states if each]


def issues(hass: HomeAssistant) -> list[str]:
    return [key for domain, key in ir.async_get(hass).issues if domain == DOMAIN]


async def confirm(hass: HomeAssistant) -> Any:
    """Answer the question that the issue asks; returns the end."""
    flows = repairs_flow_manager(hass)
    assert flows
    asked = await flows.async_init(DOMAIN, context={"issue_id": ISSUE})
    assert (asked["type"], asked["step_id"]) == (FlowResultType.FORM, "confirm")
    assert asked["description_placeholders"] == {"person": "Alex", "years": "2025, 2026"}
    answer = await flows.async_configure(asked["flow_id"], {})
    await hass.async_block_till_done()
    return answer


KNOWN = ["1", "1", (NOW - timedelta(days=1)).isoformat(), "1", "off"]


async def test_figures_are_known_again_once_somebody_goes_on_without(hass, alex):
    assert figures(hass).count(STATE_UNKNOWN) == 4
    assert issues(hass) == [ISSUE]
    assert (await confirm(hass))["type"] is FlowResultType.CREATE_ENTRY
    assert figures(hass) == KNOWN
    assert issues(hass) == []
    before = lost(hass)
    assert len(before) == 2
    for _ in range(2):
        assert await hass.config_entries.async_reload("alex")
        await hass.async_block_till_done()
        assert (figures(hass), issues(hass), lost(hass)) == (KNOWN, [], before)


async def test_what_was_given_up_is_removed_with_the_person(hass, alex):
    await confirm(hass)
    assert lost(hass)
    await hass.config_entries.async_remove("alex")
    assert not file_of(hass, "x").parent.exists()


async def test_the_issue_stays_while_something_is_in_the_way(hass, alex):
    with patch("os.rename", side_effect=READ_ONLY):
        answer = await confirm(hass)
    assert (answer["type"], answer["reason"]) == (FlowResultType.ABORT, "still_in_the_way")
    assert issues(hass) == [ISSUE]
    assert figures(hass)[0] == STATE_UNKNOWN


async def test_nothing_is_given_up_of_somebody_who_is_not_coached_now(hass, alex):
    before = files(hass)
    assert await hass.config_entries.async_unload("alex")
    answer = await confirm(hass)
    assert (answer["type"], answer["reason"]) == (FlowResultType.ABORT, "not_loaded")
    assert files(hass) == before
    assert issues(hass) == [ISSUE]
