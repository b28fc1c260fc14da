"""What can be set and used stands in the reference."""

import json
from pathlib import Path

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.posture_coach import const

ROOT = Path(__file__).parents[1]
COMPONENT = ROOT / "custom_components" / const.DOMAIN
REFERENCE = (ROOT / "docs" / "reference.md").read_text()


def described() -> list[str]:
    english = json.loads((COMPONENT / "translations" / "en.json").read_text())
    keys = [key for entities in english["entity"].values() for key in entities]
    keys += [value for name, value in vars(const).items() if name.startswith("CONF_")]
    for kind in ("services", "triggers", "conditions"):
        names = (each for each in load_yaml_dict(COMPONENT / f"{kind}.yaml") if each[0] != ".")
        keys += [f"{const.DOMAIN}.{each}" for each in names]
    return sorted(set(keys))


@pytest.mark.parametrize("key", described())
def test_the_reference_names(key):
    assert f"`{key}`" in REFERENCE


@pytest.mark.parametrize("page", [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
def test_every_link_leads_somewhere(page):
    text = page.read_text()
    targets = [part.split(")")[0] for part in text.split("](")[1:]]
    local = [each.split("#")[0] for each in targets if "://" not in each]
    assert [each for each in local if each and not (page.parent / each).exists()] == []
