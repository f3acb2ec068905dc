"""Texts that are not in the journal yet, as files, so that nothing written is lost."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path

FOLDER = "drafts"
"""The folder of the drafts, in the journal's folder."""


def keep(folder: Path, name: str, text: str, now: dt.datetime) -> Path:
    """Writes a text into a new file for the user's eyes only, and gives its path.

    Where the folder takes no file, the system's folder for temporary files is used. Raises OSError where that fails too.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _write(folder, name, text, now)
    except OSError:
        return _write(Path(tempfile.gettempdir()), f"starl-{name}", text, now)


def left(folder: Path, name: str) -> Path | None:
    """The newest draft of this name that is still there."""
    return max(folder.glob(f"{name}-*.md"), key=lambda path: path.stat().st_mtime, default=None)


def _write(folder: Path, name: str, text: str, now: dt.datetime) -> Path:
    stem = f"{name}-{now:%Y%m%dT%H%M%S}"
    number, path = 1, folder / f"{stem}.md"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.md"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "surrogateescape"))
        file.flush()
        os.fsync(file.fileno())
    return path
