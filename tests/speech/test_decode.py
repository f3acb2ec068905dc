"""Recordings of the usual kinds become samples; what is none is refused with a clear word."""

from __future__ import annotations

import time
import wave
from pathlib import Path

import numpy as np
import pytest

from starl.errors import StarlError
from starl.speech.decode import RATE, decode, waveform
from tests.speech.conftest import encoded

Tone = np.ndarray[tuple[int], np.dtype[np.float32]]
KINDS = {
    "take.wav": ("wav", "pcm_s16le", 44_100, False),
    "take.mp3": ("mp3", "mp3", 44_100, False),
    "take.m4a": ("ipod", "aac", 44_100, False),
    "take.webm": ("webm", "libopus", 48_000, False),
    "recorder.webm": ("webm", "libopus", 48_000, True),
    "take.ogg": ("ogg", "libopus", 48_000, False),
    "take.flac": ("flac", "flac", 44_100, False),
}


@pytest.fixture(params=KINDS)
def recording(request: pytest.FixtureRequest, tone: Tone, tmp_path: Path) -> Path:
    """The tone as a file of each kind."""
    form, codec, rate, live = KINDS[request.param]
    path = tmp_path / str(request.param)
    path.write_bytes(encoded(tone, form, codec, rate=rate, live=live))
    return path


def test_every_usual_kind_is_read_whatever_it_is_called(recording: Path) -> None:
    other = recording.with_name("called.wrongly.wav")
    other.write_bytes(recording.read_bytes())
    samples = decode(other)
    assert samples.dtype == np.float32
    assert len(samples) / RATE == pytest.approx(2, abs=0.1)
    middle = samples[RATE // 2 : RATE // 2 + RATE]
    assert np.argmax(np.abs(np.fft.rfft(middle))) == pytest.approx(220, abs=1)
    assert np.sqrt((middle**2).mean()) > 0.2


def test_of_a_file_that_was_cut_off_what_is_there_is_heard(recording: Path) -> None:
    data = recording.read_bytes()
    recording.write_bytes(data[: len(data) * 6 // 10])
    if recording.suffix == ".m4a":
        with pytest.raises(StarlError, match="its end is missing"):
            decode(recording)
    else:
        assert 0.8 < len(decode(recording)) / RATE < 1.5


def test_a_waveform_is_peaks_of_0_to_1(tone: Tone, tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(encoded(np.concatenate([tone, np.zeros_like(tone), tone / 2]), "wav", "pcm_s16le"))
    peaks = waveform(path, 6)
    assert peaks == pytest.approx((1, 1, 0, 0, 0.5, 0.5), abs=0.02)
    assert len(waveform(path, 500)) == 500


def test_three_hours_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"\0\0" * RATE)
    header = bytearray(path.read_bytes()[:44])
    size = 3 * 3600 * RATE * 2
    header[4:8], header[40:44] = (size + 36).to_bytes(4, "little"), size.to_bytes(4, "little")
    with path.open("wb") as file:
        file.write(header)
        file.truncate(44 + size)
    began = time.monotonic()
    with pytest.raises(StarlError, match="180 minutes; up to 30 minutes are listened to"):
        decode(path)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"Dear diary, today I failed.\n" * 50, "no recording that can be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "no recording that can be read"),
        (b"RIFF" + bytes(40), "no recording that can be read"),
        (None, "there is no such file"),
    ],
)
def test_what_is_no_recording_is_said(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "take.mp3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StarlError, match=said) as caught:
        decode(path)
    assert "take.mp3" in str(caught.value)


def test_too_short_a_recording_is_said(tone: Tone, tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(encoded(tone[:1600], "wav", "pcm_s16le"))
    with pytest.raises(StarlError, match="hardly any sound"):
        decode(path)


@pytest.mark.parametrize(
    "list_of_files",
    ["#EXTM3U\n#EXTINF:2,\n{other}\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '{other.name}'\n"],
)
def test_a_file_that_names_others_reads_none_of_them(tone: Tone, tmp_path: Path, list_of_files: str) -> None:
    other = tmp_path / "private.wav"
    other.write_bytes(encoded(tone, "wav", "pcm_s16le"))
    path = tmp_path / "take.wav"
    path.write_text(list_of_files.format(other=other))
    with pytest.raises(StarlError, match="no recording that can be read"):
        decode(path)
