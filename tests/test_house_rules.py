"""What is committed speaks of the project, not of the machine on which it was written."""

from functools import cache
from pathlib import Path
import re
import shutil
import subprocess

import pytest

from .test_architecture import ROOT, name_of, tracked

HERE = {"localhost", "127.0.0.1"}
HOST = re.compile(r"https?://(?:[^/@\s]*@)?([\w.-]+)")
SETTINGS = (("pip", "config", "list"), ("npm", "config", "get", "registry"))


def machine_paths() -> set[str]:
    """Where this copy lies, and who has it."""
    places = {ROOT, Path.home()} - {Path("/")}
    return {f"{each}/" for each in places}


@cache
def registry_hosts() -> frozenset[str]:
    """Where this machine gets its packages from."""
    found: set[str] = set()
    for command in SETTINGS:
        if shutil.which(command[0]) is None:
            continue
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        found |= set(HOST.findall(run.stdout))
    return frozenset(found - HERE)


@pytest.fixture(scope="module")
def texts():
    found = {}
    for path in tracked():
        try:
            found[name_of(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_path_of_this_machine_is_written_down(texts):
    written = {
        (name, place) for name, text in texts.items() for place in machine_paths() if place in text
    }
    assert written == set()


def test_no_host_of_a_package_registry_is_written_down(texts):
    written = [
        name for name, text in texts.items() if any(each in text for each in registry_hosts())
    ]
    assert written == []


def test_no_lock_file_says_where_a_package_was_downloaded(texts):
    locks = {name: text for name, text in texts.items() if Path(name).name.endswith("lock.json")}
    assert [name for name, text in locks.items() if '"resolved": "http' in text] == []
    assert "uv.lock" not in {Path(name).name for name in texts}
