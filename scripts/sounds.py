"""Make the sounds of a session: `.venv/bin/python scripts/sounds.py`.

With `--check` it only looks whether the files are the ones it would make, and fails if not.
"""

from array import array
from collections.abc import Iterable
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path
import sys
import wave

FOLDER = Path(__file__).parents[1] / "custom_components" / "posture_coach" / "catalogue" / "sounds"
RATE = 16_000
"""Samples per second."""
LOUDEST = 32_767
VOLUME = 0.35
FADE_IN = 0.012
"""Seconds; a tone that begins at once clicks."""
OVERTONES = ((1, 0.8), (2, 0.15), (3, 0.05))
"""Of a soft bell: which, and how loud."""
TAIL = 0.05
"""Seconds of silence at the end, which some speakers swallow."""

C5, E5, G5, A5, C6 = 523.25, 659.26, 783.99, 880.0, 1046.5

type Tone = tuple[float, float, float]
"""When it begins and how long it lasts, in seconds, and how high it is, in hertz."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    # Played three seconds before the end of a phase, which is where the long tone begins.
    "countdown": ((0, 0.18, A5), (1, 0.18, A5), (2, 0.18, A5), (3, 0.55, C6)),
    "begin": ((0, 0.5, C6),),
    "half_way": ((0, 0.22, G5), (0.26, 0.35, G5)),
    "rest": ((0, 0.35, G5), (0.3, 0.6, C5)),
    "finished": ((0, 0.4, C5), (0.22, 0.4, E5), (0.44, 0.4, G5), (0.66, 0.9, C6)),
    "attention": ((0, 0.35, E5), (0.25, 0.6, G5)),
}


def loudness(after: float, lasts: float) -> float:
    """How loud a tone is that long after its beginning; 0 to 1, without a jump anywhere."""
    swell = 0.5 - 0.5 * cos(pi * min(after / FADE_IN, 1))
    return swell * (0.5 + 0.5 * cos(pi * after / lasts))


def samples(tones: Iterable[Tone]) -> array[int]:
    """The tones, one over the other."""
    tones = tuple(tones)
    length = max(begins + lasts for begins, lasts, _ in tones) + TAIL
    mixed = [0.0] * round(length * RATE)
    for begins, lasts, pitch in tones:
        first = round(begins * RATE)
        for index in range(round(lasts * RATE)):
            after = index / RATE
            tone = sum(share * sin(2 * pi * pitch * part * after) for part, share in OVERTONES)
            mixed[first + index] += tone * loudness(after, lasts)
    return array("h", (round(LOUDEST * VOLUME * each) for each in mixed))


def recording(tones: Iterable[Tone]) -> bytes:
    """A WAV file of the tones: mono, 16 bits, 16 kHz."""
    played = samples(tones)
    if sys.byteorder == "big":
        played.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(played.itemsize)
        writer.setframerate(RATE)
        writer.writeframes(played.tobytes())
    return file.getvalue()


def main(arguments: list[str]) -> int:
    """Write all sounds, or only say which are not as they should be."""
    wrong = []
    for name, tones in SOUNDS.items():
        path, made = FOLDER / f"{name}.wav", recording(tones)
        if path.is_file() and path.read_bytes() == made:
            continue
        wrong.append(path.name)
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
    if "--check" not in arguments:
        return 0
    wrong += sorted(path.name for path in FOLDER.glob("*") if path.stem not in SOUNDS)
    for each in wrong:
        print(f"{each} is not what scripts/sounds.py makes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
