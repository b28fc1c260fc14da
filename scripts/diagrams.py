"""Draw the engine's tables into the docs: `.venv/bin/python scripts/diagrams.py [--check]`.

What stands between `<!-- drawn: NAME -->` and `<!-- end -->` is made from the table of that name,
so the page cannot say anything else than the code does. `--check` only tells whether it does.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
import re
import sys
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
DRAWN = re.compile(r"(<!-- drawn: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

MINUTE = timedelta(minutes=1)

SITTING_INPUTS = {
    "target": "seen in the posture",
    "other": "seen out of it",
    "settled": "`settle` has passed",
    "overdue": "`break_min` has passed since the gap began",
    "dismissed": "back after a gap that a flickering sensor made up",
}
BREAK_INPUTS = {
    "reached": "the clock is at the limit",
    "snoozed": "*Snooze*",
    "woken": "the snooze ends",
    "skipped": "*Skip*",
    "declared": "*Take*",
    "ignored": "the last prompt is ignored",
    "rested": "away for `break_min`, seen by a sensor",
    "finished": "`break_min` has passed",
}
SESSION_INPUTS = {
    "elapsed": "its time is over",
    "answered": "the test is answered",
    "passed": "*Next*",
    "returned": "*Previous*",
    "asked": "*Repeat instructions*",
    "extended": "*Extend*",
}
SESSION_GOES = {
    "get_ready": ("get_ready", ""),
    "step": ("prepare", ""),
    "instructions": ("prepare", "with the whole instructions, 25 s"),
    "work": ("work", ""),
    "rest": ("rest", "ahead of the next move; after the last one `balance_after` or the end"),
    "over": ("prepare", "of the next move; after the last one `balance_after` or the end"),
    "back": ("prepare", "of the move before"),
    "again": ("the same", "from its beginning"),
    "longer": ("the same", "15 s longer; holds only, up to 5 min"),
    "end": ("the end", ""),
}
CUE_TIMES = {0: "at the beginning", 30: "half-way"}
VERDICTS = {
    "sitting": "sitting",
    "standing": "standing",
    "away": "away",
    "away_since_unseen": "away, as of when presence went off",
    "as_height_before": "as before the height was lost; after 1 h unknown",
    "unknown_if_silent": "unknown if a seat or presence source is configured, else away",
}


def engine(name: str) -> ModuleType:
    """A module of the engine, loaded without Home Assistant."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    import_module("tests.engine_alone")
    return import_module(f"custom_components.posture_coach.engine.{name}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def machine(start: str, edges: Iterable[tuple[str, str, str]]) -> str:
    """A state machine in Mermaid, whose labels know no emphasis."""
    lines = [f"[*] --> {start}"]
    lines += [f"{old} --> {new}: {re.sub('[*`]', '', why)}" for old, new, why in edges]
    drawn_lines = "".join(f"    {line}\n" for line in lines)
    return f"```mermaid\nstateDiagram-v2\n{drawn_lines}```\n"


def posture_table() -> str:
    """What the sources say together."""
    posture = engine("posture")
    words = {
        posture.ON: "on",
        posture.OFF: "off",
        posture.OFF_BRIEFLY: "off for less than 5 min",
        posture.OFF_LONG: "off for 5 min or more",
        posture.NONE: "no evidence",
        posture.ANY: "any",
        posture.NOT_ON: "not on",
        posture.NOT_OFF: "not off",
    }
    heights = {
        **words,
        posture.ON: "standing height",
        posture.LOW: "sitting height or not configured",
        posture.SILENT: "configured, no evidence",
    }
    return table(
        ("seat", "presence", "desk", "computer", "posture"),
        (
            (words[seat], words[presence], heights[desk], words[computer], VERDICTS[verdict])
            for seat, presence, desk, computer, verdict in posture.TABLE
        ),
    )


def sitting_machine() -> str:
    """The phases of a clock."""
    edges = [
        (str(phase), str(to), SITTING_INPUTS[given])
        for (phase, given), to in engine("sitting").TABLE.items()
    ]
    return machine("rested", edges) + "\n" + _edges(edges)


def break_machine() -> str:
    """The stages of a break."""
    edges = [
        (str(stage), str(step.stage), BREAK_INPUTS[given])
        for (stage, given), step in engine("breaks").TABLE.items()
    ]
    return machine("counting", edges)


def break_steps() -> str:
    """What each step of a break tells and records."""
    return table(
        ("stage", "what happens", "next stage", "event", "recorded as"),
        (
            (str(stage), BREAK_INPUTS[given], str(step.stage), step.event or "", step.outcome or "")
            for (stage, given), step in engine("breaks").TABLE.items()
        ),
    )


def rules() -> str:
    """The rules of the clock as they are when nobody changes them."""
    return _defaults("sitting_limit", "grace", "settle", "break_min", "bridge")


def prompt_rules() -> str:
    """The rules of prompting as they are when nobody changes them."""
    return _defaults("repeat_after", "max_prompts", "snooze_for", "max_snoozes", "strict")


def session_steps() -> str:
    """Where each request and each end of a phase leads."""
    return table(
        ("phase", "what happens", "next phase", ""),
        (
            (str(phase), SESSION_INPUTS[given], *SESSION_GOES[go])
            for (phase, given), go in engine("phases").TABLE.items()
        ),
    )


def session_cues() -> str:
    """What is said in each phase, tried on a phase of one minute."""
    cues = engine("cues")
    rows = []
    for phase in cues.CUES:
        for after, cue in cues.cues_of(phase, MINUTE):
            seconds = after // timedelta(seconds=1)
            when = CUE_TIMES.get(seconds, f"{60 - seconds} s before the end")
            late = cues.WORTH_HEARING_FOR[cue].total_seconds()
            rows.append((str(phase), str(cue), when, f"{late:g} s"))
    return table(("phase", "cue", "when", "worth hearing for"), rows)


def session_rules() -> str:
    """The rules of a session as they are when nobody changes them."""
    return _defaults("prepare_for", "rest_for", "run_lead")


def statuses() -> str:
    """The order in which a status is looked for."""
    found = dict.fromkeys(f"`{row[0]}`" for row in engine("status").TABLE)
    return " > ".join(found) + "\n"


def _edges(edges: Iterable[tuple[str, str, str]]) -> str:
    rows = ((old, why, new) for old, new, why in edges)
    return table(("phase", "what happens", "next phase"), rows)


def _defaults(*names: str) -> str:
    settings = engine("model").Settings()
    return table(
        ("rule", "default"), [(f"`{each}`", _words(getattr(settings, each))) for each in names]
    )


def _words(setting: timedelta | int) -> str:
    if isinstance(setting, timedelta):
        is_long = setting > MINUTE and not setting % MINUTE
        return f"{setting // MINUTE} min" if is_long else f"{setting.total_seconds():.0f} s"
    return {True: "on", False: "off"}[setting] if isinstance(setting, bool) else str(setting)


DRAWINGS: dict[str, Callable[[], str]] = {
    "posture": posture_table,
    "sitting": sitting_machine,
    "breaks": break_machine,
    "break steps": break_steps,
    "rules": rules,
    "prompt rules": prompt_rules,
    "statuses": statuses,
    "session steps": session_steps,
    "session cues": session_cues,
    "session rules": session_rules,
}


def drawn(text: str) -> str:
    """The page with all its drawings made anew."""
    return DRAWN.sub(lambda found: found[1] + DRAWINGS[found[2]]() + found[3], text)


def main(arguments: list[str]) -> int:
    """Draw, or tell which pages differ from the code."""
    outdated = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        old = page.read_text(encoding="utf-8")
        if (new := drawn(old)) == old:
            continue
        outdated.append(page.name)
        if "--check" not in arguments:
            page.write_text(new, encoding="utf-8")
            print(f"drew {page.name}")
    if outdated and "--check" in arguments:
        print(f"not as the code is: {', '.join(outdated)}; run scripts/diagrams.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
