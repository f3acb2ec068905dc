"""Whether a sound is held: an um stays as it is, a word changes all the time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from starl.speech.activity import Stretch
from starl.speech.decode import RATE

if TYPE_CHECKING:
    from starl.speech.decode import Samples

_STEP, _LONG = RATE // 100, RATE // 25
"""Samples from frame to frame, and in a frame."""
_LOWEST, _HIGHEST = 70, 400
"""Hertz of a voice."""
_BANDS = 19
_APART = 5
"""Frames between two that are compared: 50 ms."""
_VOICED = 0.45
"""How alike a frame must be to itself one period later."""
_SHORTEST, _LONGEST = 0.12, 1.2
"""Seconds of a filled pause."""
_VOICED_SHARE, _CHANGE = 0.6, 1.75


def may_be_filler(samples: Samples, sound: Stretch, *, change: float = _CHANGE) -> bool:
    """Whether a sound is as long, as voiced and as even as a filled pause is.

    change: how far the spectrum may move within 50 ms, in nepers; ums lie at 0.3 to 1.7, words at 1.5 to 3.
    """
    import numpy as np

    if not _SHORTEST <= sound.seconds <= _LONGEST:
        return False
    cut = samples[round(sound.start * RATE) : round(sound.end * RATE)].astype(np.float64)
    frames = np.lib.stride_tricks.sliding_window_view(cut, _LONG)[::_STEP] * np.hanning(_LONG)
    power = np.abs(np.fft.rfft(frames, 2 * _LONG)) ** 2
    alike = np.fft.irfft(power, axis=1)
    period = alike[:, RATE // _HIGHEST : RATE // _LOWEST].max(axis=1) / (alike[:, 0] + 1e-12)
    if (period > _VOICED).mean() < _VOICED_SHARE or len(frames) <= _APART:
        return False
    edges = np.geomspace(4, 320, _BANDS + 1).astype(int)
    bands = np.log(np.stack([power[:, a : b + 1].mean(axis=1) for a, b in pairwise(edges)], axis=1) + 1e-9)
    bands -= bands.mean(axis=1, keepdims=True)
    moved = np.sqrt(((bands[_APART:] - bands[:-_APART]) ** 2).mean(axis=1)).mean()
    return bool(moved < change)
