"""The pages that explain the rules say what the code does."""

from pathlib import Path
import subprocess
import sys

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments):
    """In a process of its own: the engine is loaded there without the rest."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def test_the_docs_are_drawn_from_the_tables_as_they_are():
    check = run("scripts/diagrams.py", "--check")
    assert check.returncode == 0, check.stdout + check.stderr


def test_a_page_that_says_something_else_is_found(tmp_path):
    """The other direction: a check that finds nothing says nothing."""
    page = tmp_path / "docs" / "breaks.md"
    page.parent.mkdir()
    page.write_text("before\n<!-- drawn: statuses -->\n`asleep`\n<!-- end -->\nafter\n")
    program = (
        "import sys; from pathlib import Path; import scripts.diagrams as diagrams\n"
        "diagrams.engine('model')\n"
        f"diagrams.ROOT = Path({str(tmp_path)!r})\n"
        "assert diagrams.main(['--check']) == 1\n"
        "assert 'asleep' in (diagrams.ROOT / 'docs/breaks.md').read_text()\n"
        "assert diagrams.main([]) == 0\n"
        "assert diagrams.main(['--check']) == 0\n"
    )
    check = run("-c", program)
    assert check.returncode == 0, check.stderr
    text = page.read_text()
    assert text.startswith("before\n<!-- drawn: statuses -->\n`in_routine` > ")
    assert text.endswith("\n<!-- end -->\nafter\n")


def test_every_table_of_the_engine_is_drawn_somewhere():
    pages = "".join(page.read_text() for page in (ROOT / "docs").glob("*.md"))
    program = "import scripts.diagrams as diagrams; print(*diagrams.DRAWINGS, sep='\\n')"
    names = run("-c", program).stdout.splitlines()
    assert names
    assert [name for name in names if f"<!-- drawn: {name} -->" not in pages] == []
