"""A recording of any usual kind as samples: wav, mp3, m4a, webm, ogg, flac. What it is, is seen from its content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from starl.errors import StarlError

if TYPE_CHECKING:
    import numpy as np

    Samples = np.ndarray[Any, np.dtype[np.float32]]

RATE = 16_000
"""Samples a second, as the recogniser wants them."""
LONGEST = 30 * 60
"""Seconds of a recording at most."""
SHORTEST = 0.3
"""Seconds at least."""
_FORMATS = "aac,aiff,amr,caf,flac,matroska,mov,mp3,ogg,w64,wav"
"""Kinds that hold sound themselves; not those that name other files or addresses to be read."""
_GROUP = 1 << 19
"""Samples that are converted at a time."""


def decode(path: Path) -> Samples:
    """The recording as mono samples of -1..1 at 16 kHz. Of a file that was cut off, all that can be heard.

    Raises StarlError where the file cannot be read, is empty, has no sound, is too short, or is longer than half an
    hour.
    """
    import numpy as np

    blocks, number = [], 0
    for block in _blocks(path):
        blocks.append(block)
        number += len(block)
        if number > LONGEST * RATE:
            raise _too_long(path, None)
    if number < SHORTEST * RATE:
        raise StarlError(
            f"{path.name}: there is hardly any sound in it; record it again, or give another file"
        )
    return np.concatenate(blocks)


def waveform(path: Path, points: int) -> tuple[float, ...]:
    """The loudness over time for drawing: so many peaks of 0..1, the loudest being 1, all 0 for silence.

    Raises StarlError as `decode`.
    """
    import numpy as np

    samples = np.abs(decode(path))
    edges = np.linspace(0, len(samples), points + 1).astype(int)
    peaks = [float(samples[start : max(end, start + 1)].max()) for start, end in pairwise(edges)]
    most = max(peaks)
    return tuple(round(peak / most, 4) if most else 0.0 for peak in peaks)


def _blocks(path: Path) -> Iterator[Samples]:
    import av

    if not path.is_file():
        raise StarlError(f"{path}: there is no such file")
    if path.stat().st_size == 0:
        raise StarlError(f"{path.name}: the file is empty; record it again, or give another file")
    try:
        with path.open("rb") as file, _opened(file) as container:
            if not container.streams.audio:
                raise StarlError(
                    f"{path.name}: there is no sound in this file; give a recording with a sound track"
                )
            stream = container.streams.audio[0]
            seconds = max(
                (container.duration or 0) / av.time_base,
                float((stream.duration or 0) * (stream.time_base or 0)),
            )
            if seconds > LONGEST:
                raise _too_long(path, seconds)
            yield from _resampled(_frames(container, stream))
    except (av.FFmpegError, ValueError):
        raise StarlError(
            f"{path.name}: this is no recording that can be read, or its end is missing; wav, mp3, m4a, webm, ogg and "
            "flac work"
        ) from None


def _opened(file: IO[bytes]) -> Any:
    import av

    return av.open(
        file,
        "r",
        options={"format_whitelist": _FORMATS, "protocol_whitelist": ""},
        metadata_errors="ignore",
    )


def _frames(container: Any, stream: Any) -> Iterator[Any]:
    """The frames that can be decoded: broken ones in the middle are passed over, a cut end is the end."""
    import av

    try:
        for packet in container.demux(stream):
            try:
                yield from packet.decode()
            except av.InvalidDataError:
                continue
    except (av.InvalidDataError, av.EOFError):
        return


def _resampled(frames: Iterator[Any]) -> Iterator[Samples]:
    import av
    import numpy as np

    resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    fifo = av.AudioFifo()
    shape = None
    for frame in frames:
        frame.pts = None
        if shape not in (None, (frame.format.name, frame.layout.name, frame.sample_rate)):
            continue
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        fifo.write(frame)
        if fifo.samples >= _GROUP:
            yield from _arrays(resampler.resample(fifo.read()), np)
    if fifo.samples:
        yield from _arrays(resampler.resample(fifo.read()), np)
        yield from _arrays(resampler.resample(None), np)


def _arrays(frames: list[Any], np: Any) -> Iterator[Samples]:
    for frame in frames:
        yield np.nan_to_num(frame.to_ndarray()[0]).astype(np.float32)


def _too_long(path: Path, seconds: float | None) -> StarlError:
    found = f"takes {seconds / 60:.0f} minutes" if seconds else f"takes more than {LONGEST // 60} minutes"
    return StarlError(
        f"{path.name}: the recording {found}; up to {LONGEST // 60} minutes are listened to. "
        "Cut it, or tell one story at a time"
    )
