"""What was kept: looked at, taken away, brought back, and still there after a restart."""

from collections.abc import Awaitable, Callable, Mapping
import json

from .home import HomeError, Message
from .witness import SLACK, Scene, is_state

CHANGE_SENSOR = "sensor.balance_change"
"""Not enabled by default; the check enables it ahead of the restart."""
EVENNESS = {"before": 33.3, "after": 83.3}
"""Points: 100 * (1 - mean of the amounts / 2) of the answers that the check gives."""
CHANGE = 50.0
SHOWN: Mapping[str, str] = {
    "sensor.balance_evenness": "83.3",
    "sensor.routines_this_week": "1",
    "sensor.streak": "1",
    "binary_sensor.routine_done_today": "on",
}
"""What the entities show after the routine."""


class RecordsVisit:
    """Its methods are the steps, in their order; each returns what it saw."""

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self._kept: list[Message] = []
        self._exported = ""

    async def records_are_kept(self, scene: Scene) -> str:
        """Look at the records of the session and of the tests."""
        self._kept = await _records(scene)
        if not all(record["saved"] for record in self._kept):
            raise HomeError("not all of them are on disk")
        session = _only(self._kept, "session")
        moves = sum(move["is_done"] for move in session["moves"])
        if (session["outcome"], moves) != ("completed", 3):
            raise HomeError(f"the session is {session['outcome']} with {moves} moves")
        tests = {
            record["phase"]: round(record["evenness"], 1)
            for record in self._kept
            if record["kind"] == "balance_test"
            and record["session_started_at"] == session["started_at"]
        }
        if tests != EVENNESS:
            raise HomeError(f"the evenness of the tests is {tests}")
        kinds = [record["kind"] for record in self._kept]
        counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        return f"{counted}; completed with {moves} moves; evenness {_shown(tests)}"

    async def figures_are_shown(self, scene: Scene) -> str:
        """See the figures, and the change in the event of the last test."""
        shown = await _figures(scene)
        states = await scene.home.states()
        change = states[scene.coach["event.balance_test"]]["attributes"].get("change")
        if change != CHANGE:
            raise HomeError(f"the change is {change} instead of {CHANGE}")
        return f"{shown}, change {change} points"

    async def records_are_taken_away(self, scene: Scene) -> str:
        """Export everything, then delete it record by record."""
        answer = await scene.home.get("posture_coach.export_records", format="json")
        self._exported = answer["content"]
        exported = json.loads(self._exported)["records"]
        mark = scene.witness.now()
        for record in self._kept:
            await scene.home.act("posture_coach.delete_record", record_id=record["id"])
        if left := await _records(scene):
            raise HomeError(f"{len(left)} records are still there")
        undone = is_state(scene.coach["binary_sensor.routine_done_today"], "off")
        await scene.witness.see(undone, since=mark, within=SLACK)
        return f"{len(exported)} exported, {len(self._kept)} deleted, routine_done_today is off"

    async def records_are_brought_back(self, scene: Scene) -> str:
        """Import them; they are the same, and so are the figures."""
        mark = scene.witness.now()
        answer = await scene.home.get("posture_coach.import_records", content=self._exported)
        done = is_state(scene.coach["binary_sensor.routine_done_today"], "on")
        await scene.witness.see(done, since=mark, within=SLACK)
        await self._compare(scene)
        return f"{answer['imported']} imported, identical; {await _figures(scene)}"

    async def change_is_enabled(self, scene: Scene) -> str:
        """Enable a sensor that is not enabled by default; the restart brings it."""
        domain, key = CHANGE_SENSOR.split(".")
        entities = await scene.home.ask("config/entity_registry/list")
        entity_id: str = next(
            each["entity_id"]
            for each in entities
            if each["platform"] == "posture_coach"
            and each["translation_key"] == key
            and each["entity_id"].startswith(domain)
        )
        await scene.home.ask("config/entity_registry/update", entity_id=entity_id, disabled_by=None)
        return entity_id

    async def records_outlived_it(self, scene: Scene) -> str:
        """See the same records in the same house, restarted."""
        await self._compare(scene)
        return f"{len(self._kept)} records, identical"

    async def figures_outlived_it(self, scene: Scene) -> str:
        """See the same figures."""
        shown = await _figures(scene)
        change = await scene.state(CHANGE_SENSOR)
        if change != str(CHANGE):
            raise HomeError(f"{CHANGE_SENSOR} is {change}")
        return f"{shown}, {CHANGE_SENSOR} {change}"

    async def _compare(self, scene: Scene) -> None:
        found = await _records(scene)
        if found != self._kept:
            raise HomeError(f"they differ: {_difference(self._kept, found)}")


async def _records(scene: Scene) -> list[Message]:
    answer = await scene.home.get("posture_coach.get_records", limit=500)
    records: list[Message] = answer["records"]
    return records


async def _figures(scene: Scene) -> str:
    states = await scene.home.states()
    shown = {key: states[scene.coach[key]]["state"] for key in SHOWN}
    if shown != SHOWN:
        raise HomeError(f"the figures are {_shown(shown)}")
    return _shown({key.partition(".")[2]: state for key, state in shown.items()})


def _only(records: list[Message], kind: str) -> Message:
    found = [record for record in records if record["kind"] == kind]
    if len(found) != 1:
        raise HomeError(f"there are {len(found)} records of the kind {kind}")
    return found[0]


def _shown(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _difference(expected: list[Message], found: list[Message]) -> str:
    missing = [each for each in expected if each not in found]
    added = [each for each in found if each not in expected]
    return f"missing {missing}, added {added}" if missing or added else "in their order"


STEPS: Mapping[str, Callable[[RecordsVisit, Scene], Awaitable[str]]] = {
    "it was recorded": RecordsVisit.records_are_kept,
    "and is shown": RecordsVisit.figures_are_shown,
    "the records are exported and deleted": RecordsVisit.records_are_taken_away,
    "and imported": RecordsVisit.records_are_brought_back,
    "the sensor of the change is enabled": RecordsVisit.change_is_enabled,
}
AFTER_THE_RESTART: Mapping[str, Callable[[RecordsVisit, Scene], Awaitable[str]]] = {
    "the records outlived a restart": RecordsVisit.records_outlived_it,
    "and so did the figures": RecordsVisit.figures_outlived_it,
}
