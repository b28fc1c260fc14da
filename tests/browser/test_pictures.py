"""The card looks as it did when somebody last looked at it: docs/images shows how."""

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
import pytest

from .conftest import House, OpenPage
from .still_lifes import SCHEMES, Scheme, open_gallery

IMAGES = Path(__file__).parents[2] / "docs" / "images"
RENEWS = bool(os.environ.get("UPDATE_PICTURES"))
SIZES = {"": 456, "-phone": 390}
"""Widths of the page in pixels, by what the names of its pictures end in; a card has 16 less."""
SHARPNESS = 2
"""Pixels of the picture for one of the page, so that it looks well on any screen."""
COLORS = 64
"""Enough for the soft edges of letters; a picture of all colours has three times the bytes."""

# The frontend brings its own font, so letters have the same shapes everywhere, but not the same
# soft edges, nor do they stand at the same fractions of a pixel: that is gone once blurred.
# Of other settings for fonts up to 0.08 of a tile remains; a word that is missing is 0.09 to 0.2,
# a small button 0.11 to 0.4, another colour of a drawing more.
BLUR = 3
"""Pixels."""
FAR = 48
"""Of 255 levels, in any of the colours: from there on a pixel counts as different."""
TILE = 80
"""Pixels, either way: a small thing that is gone is much of a tile, and little of a card."""
MOST_DIFFERENT = 0.1
"""The share of such pixels in the worst tile, from which on a picture is no longer the same."""
MOST_TALLER = 6
"""Pixels: less than a line of text."""


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ in the worst tile, 1 where the size does."""
    width, height = one.width, min(one.height, other.height)
    if width != other.width or max(one.height, other.height) - height > MOST_TALLER:
        return 1.0
    blurred = [
        each.convert("RGB").crop((0, 0, width, height)).filter(ImageFilter.GaussianBlur(BLUR))
        for each in (one, other)
    ]
    channels = ImageChops.difference(*blurred).split()
    worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    different = worst.point([0] * FAR + [255] * (256 - FAR))
    tiles = different.resize((width // TILE, height // TILE), Image.Resampling.BOX)
    return max(tiles.tobytes()) / 255


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_every_face_looks_as_it_did(
    house: House, open_page: OpenPage, scheme: Scheme, size: str, tmp_path: Path
):
    gallery = await open_gallery(house, open_page, scheme, SIZES[size], scale=SHARPNESS)
    # Half answered, it shows both: what is marked, and what is still to be.
    for answer in ("A little on the left", "A little on the toes"):
        await gallery.cards["balance"].get_by_role("radio", name=answer).check()
    changed: list[str] = []
    for name, card in gallery.cards.items():
        file = f"card-{name}-{scheme}{size}.png"
        taken = Image.open(io.BytesIO(await card.screenshot(animations="disabled")))
        if RENEWS:
            taken.convert("RGB").quantize(COLORS).save(IMAGES / file, optimize=True)
            continue
        share = difference(taken, Image.open(IMAGES / file))
        if share > MOST_DIFFERENT:
            taken.save(tmp_path / file)
            changed.append(f"{file}: up to {share:.0%} differs, see {tmp_path / file}")
    assert not changed, (
        "These no longer look as in docs/images. If they are to look like this, run "
        "UPDATE_PICTURES=1 scripts/test-browser tests/browser/test_pictures.py, and look at them:\n"
        + "\n".join(changed)
    )
