"""Audio for the voice of the demo room: as long as the text takes to say, and quiet."""

import io
import math
import struct
import wave

HEADER = 44
"""Bytes in front of the samples of a WAV file."""
RATE = 16_000
"""Samples per second."""
SECONDS_PER_CHARACTER = 0.06
"""About 170 English words a minute."""
LONGEST = 5.0
"""Seconds; the demo's time runs fast, so long texts are cut short."""


def hum(text: str) -> bytes:
    """Return a WAV file with a soft tone that lasts as long as saying the text."""
    count = int(RATE * min(LONGEST, 0.3 + SECONDS_PER_CHARACTER * len(text)))
    samples = (int(1200 * math.sin(2 * math.pi * 220 * n / RATE)) for n in range(count))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return buffer.getvalue()


def length(audio: bytes) -> float:
    """Return the seconds that a WAV file plays; anything else counts as one second."""
    try:
        with wave.open(io.BytesIO(audio)) as file:
            # A WAV that is streamed has no frame count in its header, so the bytes are counted.
            bytes_per_second = file.getframerate() * file.getnchannels() * file.getsampwidth()
            return float((len(audio) - HEADER) / bytes_per_second)
    except wave.Error, EOFError:
        return 1.0
