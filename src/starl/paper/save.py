"""A file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from starl.errors import StarlError


def save(path: Path, data: bytes, *, force: bool = False) -> None:
    """Writes beside its place and moves it there. For its owner's eyes only, since a story names people.

    force: what is there may be replaced. Raises StarlError where something is there, or it cannot be written.
    """
    if path.is_dir():
        raise StarlError(f"{path}: is a folder; name a file in it, such as {path / 'story.pdf'}")
    if path.exists() and not force:
        raise StarlError(
            f"{path}: is there already, and was left alone; --force replaces it, --output names another"
        )
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        what = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
        raise StarlError(f"{path}: could not be written, {what}; nothing was kept of it") from error
