"""Draw the brand images of the integration: `.venv/bin/python scripts/brand.py`.

The mark is a person who sits upright, seen from the side. The ring around is the clock of the time
spent sitting, and its short piece is the break.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

type Colour = tuple[int, int, int]
type Point = tuple[float, float]

FOLDER = Path(__file__).parents[1] / "custom_components" / "posture_coach" / "brand"
NAME = "Posture Coach"
OVERSAMPLING = 8
ICON = 256


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    ring: Colour
    rest: Colour
    person: Colour


LIGHT = Palette(ring=(0, 150, 136), rest=(255, 167, 38), person=(38, 70, 83))
DARK = Palette(ring=(77, 208, 190), rest=(255, 183, 77), person=(236, 242, 244))


@dataclass(frozen=True)
class Pen:
    """Draws on a square canvas with coordinates from 0 to 256, whatever its real size."""

    draw: ImageDraw.ImageDraw
    scale: float

    def dot(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        x, y = centre
        box = [self.scale * side for side in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, fill=colour)

    def stroke(self, points: list[Point], width: float, colour: Colour) -> None:
        """Follow a line with a round brush."""
        for (x1, y1), (x2, y2) in pairwise(points):
            self.draw.line(
                [self.scale * at for at in (x1, y1, x2, y2)], colour, round(self.scale * width)
            )
        for point in points:
            self.dot(point, width / 2, colour)


def arc(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Return points on a circle; degrees run clockwise from the top."""
    steps = max(2, round(abs(end - start) / 2))
    angles = [radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + radius * sin(a), centre[1] - radius * cos(a)) for a in angles]


def bend(start: Point, middle: Point, end: Point) -> list[Point]:
    """Return points on a quadratic curve from start to end, drawn towards middle."""
    points = []
    for step in range(25):
        t = step / 24
        points.append(
            (
                (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * middle[0] + t**2 * end[0],
                (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * middle[1] + t**2 * end[1],
            )
        )
    return points


def mark(size: int, palette: Palette) -> Image.Image:
    """Draw the icon."""
    image = Image.new("RGBA", (size * OVERSAMPLING,) * 2)
    pen = Pen(ImageDraw.Draw(image), size * OVERSAMPLING / ICON)
    pen.stroke(arc((128, 128), 113, 66, 344), 19, palette.ring)
    pen.stroke(arc((128, 128), 113, 16, 36), 19, palette.rest)
    pen.stroke([*bend((74, 104), (77, 146), (80, 184)), (124, 184)], 11, palette.ring)
    pen.dot((116, 60), 22, palette.person)
    spine = bend((110, 106), (106, 132), (108, 156))
    pen.stroke([*spine, (156, 156), (156, 196)], 28, palette.person)
    pen.stroke([(153, 199), (172, 199)], 22, palette.person)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def logo(height: int, palette: Palette) -> Image.Image:
    """Draw the icon with the name beside it."""
    icon = mark(height, palette)
    font = ImageFont.load_default(height * 0.42)
    weight = height * 0.004
    left, top, right, bottom = font.getbbox(NAME, stroke_width=weight)
    gap = height // 7
    image = Image.new("RGBA", (round(height + gap + right - left), height))
    image.paste(icon, (0, 0))
    at = (height + gap - left, (height - bottom - top) / 2)
    ImageDraw.Draw(image).text(at, NAME, palette.person, font, stroke_width=weight)
    return image


def main() -> None:
    """Write every image, plain and for dark themes, in both sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for theme, palette in (("", LIGHT), ("dark_", DARK)):
        for suffix, factor in (("", 1), ("@2x", 2)):
            icon, wide = mark(ICON * factor, palette), logo(ICON // 2 * factor, palette)
            icon.save(FOLDER / f"{theme}icon{suffix}.png", optimize=True)
            wide.save(FOLDER / f"{theme}logo{suffix}.png", optimize=True)


if __name__ == "__main__":
    main()
