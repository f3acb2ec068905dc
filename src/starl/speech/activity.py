"""Where somebody speaks: spans of speech by the engine's voice activity model, islands of sound by their loudness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from starl.speech.decode import RATE

if TYPE_CHECKING:
    import numpy as np

    from starl.speech.decode import Samples

    Levels = np.ndarray[Any, np.dtype[np.float64]]

STEP = 0.01
"""Seconds of a frame."""
_HOP = round(RATE * STEP)
_FLOOR_ABOVE, _PEAK_BELOW = 9.0, 32.0
"""Decibels above the noise and below the loud parts; what is louder than both is sound."""
_CLEAR = 15.0
"""Decibels between noise and speech from which on loudness tells them apart."""
_JOIN = 0.1
"""Seconds of silence up to which two sounds belong together: the closure of a p or a t is shorter."""
_SHORT = 0.04
"""Seconds; shorter sounds are clicks."""
_BESIDE = 0.25
"""Seconds around a span of speech in which sound still belongs to it."""


class Stretch(NamedTuple):
    """A part of the recording, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def speech(samples: Samples) -> list[Stretch]:
    """The spans in which somebody speaks, by silero; silences of more than 0.3 s part them."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=0.4, min_speech_duration_ms=60, min_silence_duration_ms=300, speech_pad_ms=60
    )
    return [
        Stretch(span["start"] / RATE, span["end"] / RATE) for span in get_speech_timestamps(samples, options)
    ]


def levels(samples: Samples) -> Levels:
    """Loudness in decibels, for each hundredth of a second."""
    import numpy as np

    frames = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP).astype(np.float64)
    return np.asarray(10 * np.log10((frames**2).mean(axis=1) + 1e-9))


def loudest(level: Levels, start: float, end: float) -> float:
    """The loudest hundredth between two moments, in decibels of at most 0."""
    first = min(max(0, int(start / STEP)), len(level) - 1)
    return round(min(0.0, float(level[first : max(first + 1, int(end / STEP))].max())), 1)


def islands(samples: Samples, spoken: list[Stretch]) -> list[Stretch]:
    """The stretches of sound within speech, parted by silences of more than a tenth of a second.

    spoken: where somebody speaks. In a recording that is too noisy to tell by loudness, these spans.
    """
    import numpy as np

    if not spoken:
        return []
    level = levels(samples)
    inside = np.zeros(len(level), bool)
    for span in spoken:
        inside[max(0, int((span.start - _BESIDE) / STEP)) : int((span.end + _BESIDE) / STEP) + 1] = True
    floor = np.percentile(level, 5)
    loud = np.percentile(level[inside], 90)
    if loud - floor < _CLEAR:
        return spoken
    sounding = inside & (level > max(floor + _FLOOR_ABOVE, loud - _PEAK_BELOW))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], sounding, [False]]).astype(np.int8)))
    found: list[Stretch] = []
    for first, last in edges.reshape(-1, 2):
        start, end = first * STEP, last * STEP
        if found and start - found[-1].end < _JOIN:
            found[-1] = Stretch(found[-1].start, end)
        else:
            found.append(Stretch(start, end))
    return [Stretch(round(item.start, 2), round(item.end, 2)) for item in found if item.seconds >= _SHORT]


def windows(found: list[Stretch], most: float = 28.0) -> list[list[Stretch]]:
    """The islands in runs of so many seconds at most, parted at the longest silence of each run's last third."""
    runs: list[list[Stretch]] = []
    rest = found
    while rest:
        fits = next((n for n, item in enumerate(rest) if item.end - rest[0].start > most), len(rest))
        if 0 < fits < len(rest):
            last = range(max(1, fits * 2 // 3), fits + 1)
            fits = max(last, key=lambda n: (round(rest[n].start - rest[n - 1].end, 2), n))
        fits = max(1, fits)
        runs.append(rest[:fits])
        rest = rest[fits:]
    return runs
