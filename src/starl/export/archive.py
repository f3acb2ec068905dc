"""Zip archives from elsewhere: what is read of them, and what is refused."""

from __future__ import annotations

import os
import shutil
import stat
import time
import zlib
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from starl.errors import StarlError

MOST_FILES = 200_000
MOST_BYTES = 1 << 30
"""Bytes of all files, unpacked. The archive's own word is enough: no more than it says is read of a file."""
MOST_OF_ONE = 64 << 20
"""Bytes of one file that is text, unpacked."""
UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    OSError,
    ValueError,
    OverflowError,
)
"""What a damaged, encrypted or unknown kind of file in an archive raises."""


def opened(path: Path, most_of_one: int = MOST_OF_ONE) -> ZipFile:
    """An archive that is safe to read. Raises StarlError for one that is broken, too large or wants to write elsewhere."""
    try:
        archive = ZipFile(path)
    except UNREADABLE as error:
        raise StarlError(f"{path}: is no whole zip archive ({error})") from error
    try:
        _check(archive.infolist(), path, most_of_one)
    except StarlError:
        archive.close()
        raise
    return archive


def unpack(path: Path, folder: Path) -> None:
    """Unpacks an archive into an empty folder, the files with their times. Raises StarlError as `opened`, and for a file that cannot be unpacked."""
    with opened(path, MOST_BYTES) as archive:
        for member in archive.infolist():
            target = folder / member.filename
            try:
                if member.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file)
                written = time.mktime((*member.date_time, 0, 0, -1))
                os.utime(target, (written, written))
            except UNREADABLE as error:
                raise StarlError(
                    f"{path}: '{member.filename}' cannot be unpacked ({error}); nothing was taken in"
                ) from error


def _check(members: list[ZipInfo], path: Path, most_of_one: int) -> None:
    if len(members) > MOST_FILES:
        raise StarlError(
            f"{path}: has {len(members):,} files; starl takes {MOST_FILES:,} at most, so divide it"
        )
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise StarlError(
            f"{path}: would be more than {MOST_BYTES >> 20:,} MB when unpacked, so nothing was taken from it"
        )
    for member in members:
        name = PurePosixPath(member.filename)
        if (
            name.is_absolute()
            or ".." in name.parts
            or "\\" in member.filename
            or ":" in member.filename.partition("/")[0]
        ):
            raise StarlError(
                f"{path}: has a file that wants to be written elsewhere ('{member.filename:.80}'); nothing was taken from it"
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise StarlError(f"{path}: has a link ('{member.filename:.80}'); nothing was taken from it")
        if member.file_size > most_of_one:
            raise StarlError(
                f"{path}: '{member.filename:.80}' has {member.file_size >> 20:,} MB; "
                f"starl takes {most_of_one >> 20} MB in one file at most"
            )
