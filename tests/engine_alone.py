"""Import this first, and the engine can be imported without the rest of the integration.

The parents are empty modules, so that nothing of them runs, and what a pure engine must not need
cannot be imported at all. For benchmarks, for drawing the tables, and for proving that it works.
"""

from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
import sys
from types import ModuleType
from typing import override

ROOT = Path(__file__).resolve().parent.parent
PARENTS = ("custom_components", "custom_components.posture_coach")
REFUSED = frozenset({"homeassistant", "voluptuous", "probatio", "aiohttp", "asyncio", "logging"})


class Refusal(MetaPathFinder):
    """Finds nothing, and refuses what a pure engine does without."""

    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in REFUSED:
            raise ImportError(f"the engine does without {fullname}", name=fullname)
        return None


def _stand_alone() -> None:
    for name in PARENTS:
        parent = ModuleType(name)
        parent.__path__ = [str(ROOT.joinpath(*name.split(".")))]
        sys.modules[name] = parent
    sys.meta_path.insert(0, Refusal())


_stand_alone()
