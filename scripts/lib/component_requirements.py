"""Print the Python packages that Home Assistant would install while it starts.

Home Assistant installs the requirements of an integration when that is set up for the first time.
A demo or a test run must not wait for it: `scripts/pin` puts them into the compiled requirements.
The list is read from the manifests of the Home Assistant release itself.

Usage: component_requirements.py PATH_OF_THE_HOMEASSISTANT_PACKAGE
"""

import ast
import json
from pathlib import Path
import sys

WANTED = {
    "api",
    "assist_pipeline",
    "assist_satellite",
    "auth",
    "config",
    "conversation",
    "diagnostics",
    "energy",
    "hassio",  # analytics, which Home Assistant sets up on its own, imports it
    "history",
    "http",
    "isal",
    "llm",
    "logbook",
    "lovelace",
    "mobile_app",
    "my",
    "notify",
    "onboarding",
    "recorder",
    "repairs",
    "search",
    "template",
    "trace",
    "zeroconf",
}


def strings_in(node: ast.AST) -> set[str]:
    """Return every string that stands in a piece of source code."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def started_by_default(package: Path) -> set[str]:
    """Return the names of the integrations that every Home Assistant starts."""
    platforms = ast.parse((package / "generated" / "entity_platforms.py").read_text())
    names = strings_in(platforms)
    for node in ast.parse((package / "bootstrap.py").read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DEFAULT_INTEGRATIONS":
            names |= strings_in(node.value)
    # What is left over are words of a docstring, not integrations.
    return {name for name in names if (package / "components" / name).is_dir()}


def requirements(package: Path) -> set[str]:
    """Return the requirements of the wanted integrations and of all they depend on."""
    pending = list(WANTED | started_by_default(package))
    seen: set[str] = set()
    found: set[str] = set()
    while pending:
        domain = pending.pop()
        if domain in seen:
            continue
        seen.add(domain)
        manifest = json.loads((package / "components" / domain / "manifest.json").read_text())
        pending += manifest.get("dependencies", [])
        found.update(manifest.get("requirements", []))
    return found


if __name__ == "__main__":
    print("\n".join(sorted(requirements(Path(sys.argv[1])), key=str.lower)))
