"""Where an export goes: a folder, or a tar file. Neither has its name before it is whole."""

from __future__ import annotations

import os
import shutil
import tarfile
from abc import ABC, abstractmethod
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from starl.errors import StarlError
from starl.export.files import FolderFiles
from starl.export.layout import MANIFEST, SUMS, check_manifest


class Target(ABC):
    """Takes files in and keeps their checksums."""

    def __init__(self) -> None:
        self._sums: list[str] = []

    def write(self, name: str, text: str) -> None:
        """One file; the name has slashes between its parts."""
        self.write_bytes(name, text.encode("utf-8"))

    def write_bytes(self, name: str, data: bytes) -> None:
        """The same for what is no text."""
        self._note(name, data)
        self._put(name, data)

    def finish(self, manifest: str) -> None:
        """The checksums and, last of all, the manifest."""
        data = manifest.encode("utf-8")
        self._note(MANIFEST, data)
        self._put(SUMS, "".join(self._sums).encode("utf-8"))
        self._put(MANIFEST, data)

    def _note(self, name: str, data: bytes) -> None:
        self._sums.append(f"{sha256(data).hexdigest()}  {name}\n")

    @abstractmethod
    def _put(self, name: str, data: bytes) -> None:
        """Keeps one file."""


class TarTarget(Target):
    """A tar file for one reader: no owner, no times, so that the same journal gives the same bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115

    def _put(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, BytesIO(data))
        self._tar.members = []  # type: ignore[attr-defined]  # else it keeps a record of every file in memory

    def finish(self, manifest: str) -> None:
        super().finish(manifest)
        self._tar.close()


class FolderTarget(Target):
    """A folder that is made beside its place and moved there by `publish`."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        """Raises StarlError where the place is taken.

        force: an earlier export may be there; it is replaced in the end, unless files of others are in it.
        """
        super().__init__()
        self.folder = folder.resolve()
        self._replaces = _may_replace(self.folder, force)
        self._partial = self.folder.with_name(f".{self.folder.name}.{os.getpid()}.partial")
        self._made: set[Path] = set()
        shutil.rmtree(self._partial, ignore_errors=True)
        self._partial.mkdir(parents=True, mode=0o700)

    def _put(self, name: str, data: bytes) -> None:
        path = self._partial / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._made.add(path.parent)
        path.write_bytes(data)

    def publish(self) -> None:
        """Gives the finished folder its name. An earlier export goes only when this one is on the disk."""
        old = self.folder.with_name(f".{self.folder.name}.{os.getpid()}.replaced")
        if self._replaces:
            if hasattr(os, "sync"):
                os.sync()
            self.folder.rename(old)
        elif self.folder.exists():
            self.folder.rmdir()
        try:
            self._partial.rename(self.folder)
        except OSError:
            if self._replaces:
                old.rename(self.folder)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Takes away what was written so far."""
        shutil.rmtree(self._partial, ignore_errors=True)


def _may_replace(folder: Path, force: bool) -> bool:
    """Whether an earlier export is there. Raises StarlError where anything else is, or it may not be replaced."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise StarlError(f"{folder}: is a file; name a folder that is empty or not there yet")
    if not any(folder.iterdir()):
        return False
    earlier = FolderFiles(folder)
    try:
        check_manifest(earlier.read(MANIFEST), str(folder))
    except StarlError:
        raise StarlError(
            f"{folder}: is not empty and no earlier export, so it was left alone; name a folder that is empty or not there yet"
        ) from None
    there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    foreign = sorted({path.relative_to(folder).as_posix() for path in there} - earlier.sums().keys() - {SUMS})
    if foreign:
        raise StarlError(
            f"{folder}: has an earlier export, and {foreign[0]}, which is not of it; move that away or name another folder"
        )
    if not force:
        raise StarlError(
            f"{folder}: has an earlier export; --force replaces it, or name a folder that is not there yet"
        )
    return True
