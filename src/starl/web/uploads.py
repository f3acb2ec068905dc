"""Files that were sent, kept until the person says whether to take them in."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from pathlib import Path
from typing import IO

from fastapi import HTTPException

FOLDER = "uploads"
KEPT = 86_400
"""Seconds that a file waits for an answer."""
TOKEN = "^[0-9a-f]{32}$"  # noqa: S105 (a pattern)
_NAME = 80
"""Characters of a file's name that are kept."""
_ODD = re.compile(r'[\x00-\x1f\x7f"*<>?|:\\/\ud800-\udfff]+')


def keep(home: Path, name: str, file: IO[bytes]) -> str:
    """Keeps a file under a name like its own, for its owner's eyes only, and gives the token to find it by."""
    sweep(home)
    token = secrets.token_hex(16)
    folder = home / FOLDER / token
    folder.mkdir(parents=True, mode=0o700)
    path = folder / plain_name(name)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as target:
        shutil.copyfileobj(file, target)
    return token


def kept(home: Path, token: str) -> Path:
    """The file of a token, which has the form of TOKEN. Raises 404 where it does not wait any more."""
    found = [path for path in (home / FOLDER / token).glob("*") if path.is_file()]
    if not found:
        raise HTTPException(404, "This file was taken in or thrown away already. Send it again.")
    return found[0]


def forget(home: Path, token: str) -> None:
    """Throws the file of a token away."""
    shutil.rmtree(home / FOLDER / token, ignore_errors=True)


def forget_all(home: Path) -> None:
    """Throws all files away."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def sweep(home: Path) -> None:
    """Throws away what nobody answered for."""
    if (home / FOLDER).is_dir():
        for folder in (home / FOLDER).iterdir():
            if time.time() - folder.stat().st_mtime > KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def plain_name(name: str) -> str:
    """A name that any file system takes, with the ending of the one given.

    >>> plain_name("../../etc/notes.md"), plain_name(".."), plain_name("C:\\\\me\\\\journal.zip")
    ('notes.md', 'file', 'journal.zip')
    """
    last = re.split(r"[\\/]", name)[-1]
    clean = _ODD.sub("_", last).lstrip(". ").strip()
    stem, dot, ending = clean.rpartition(".")
    if not stem:
        return clean[:_NAME] or "file"
    while len(f"{stem}{dot}{ending}".encode()) > 2 * _NAME:
        stem, ending = (stem[:-1], ending) if len(stem) > 1 else (stem, ending[:-1])
    return f"{stem}{dot}{ending}"
