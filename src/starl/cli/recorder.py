"""Recording at the terminal, through a recorder that is installed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError

_FFMPEG_INPUT = {"darwin": ("avfoundation", ":default")}
_STARTS_WITHIN = 0.3
"""Seconds in which a recorder that finds no microphone gives up."""
_STOPS_WITHIN = 10.0
"""Seconds in which a recorder has to finish its file."""


class Recorder(NamedTuple):
    """A program that records the microphone into a WAV file until it is interrupted."""

    program: str
    arguments: tuple[str, ...]
    """Those before the path of the file."""


def recorders() -> tuple[Recorder, ...]:
    """The recorders that starl knows: 16 kHz, one channel, as speech recognition takes it."""
    form, device = _FFMPEG_INPUT.get(sys.platform, ("alsa", "default"))
    return (
        Recorder("arecord", ("-q", "-f", "S16_LE", "-r", "16000", "-c", "1")),
        Recorder("rec", ("-q", "-r", "16000", "-c", "1", "-b", "16")),
        Recorder(
            "ffmpeg",
            ("-nostdin", "-loglevel", "error", "-y", "-f", form, "-i", device, "-ac", "1", "-ar", "16000"),
        ),
    )


def find_recorder() -> Recorder | None:
    """The first that is installed."""
    return next((item for item in recorders() if shutil.which(item.program)), None)


def record(recorder: Recorder, path: Path, wait: Callable[[], object]) -> None:
    """Records into a file until `wait` returns, or Ctrl-C interrupts it.

    Raises StarlError where the recorder ends by itself or leaves no file, with what it said.
    """
    command = [recorder.program, *recorder.arguments, str(path)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        early = _ended(running, _STARTS_WITHIN)
        if early is None:
            with suppress(KeyboardInterrupt):
                wait()
            early = running.poll()
        if early is None:
            running.send_signal(signal.SIGINT)
        try:
            _, said = running.communicate(timeout=_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            running.kill()
            _, said = running.communicate()
    if early not in (None, 0) or not path.is_file() or not path.stat().st_size:
        reason = said.strip().splitlines()[-1] if said.strip() else "it left no recording"
        raise StarlError(
            f"{recorder.program} could not record: {reason}. Look whether a microphone is there and free; "
            "or record elsewhere and give the file with --audio, or type it with --typed"
        )


def _ended(running: subprocess.Popen[str], within: float) -> int | None:
    try:
        return running.wait(within)
    except subprocess.TimeoutExpired:
        return None
