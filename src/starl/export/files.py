"""The files of an export that is read: in a folder, in a tar file, or in a zip file."""

from __future__ import annotations

import os
import tarfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self
from zipfile import ZipFile

from starl.errors import StarlError
from starl.export.archive import UNREADABLE, opened
from starl.export.layout import MANIFEST, SUMS


class ExportFiles(ABC):
    """Gives files by name, slashes between its parts, and all of them so that those of a folder come together."""

    place: str
    """What it is called in messages."""

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """One file, or None where it is not there."""

    @abstractmethod
    def each(self) -> Iterator[tuple[str, bytes | OSError]]:
        """Every file with what is in it, or why that cannot be read."""

    def sums(self) -> dict[str, str]:
        """The checksums by name; none where that file is missing."""
        text = (self.read(SUMS) or b"").decode("utf-8", "replace")
        lines = (line.partition("  ") for line in text.split("\n"))
        return {name: number for number, _, name in lines if name}


class FolderFiles(ExportFiles):
    """An export in a folder. Hidden files and links are not of it."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self._folder = folder

    def _inside(self, folder: Path, before: str) -> Iterator[str]:
        with os.scandir(folder) as found:
            items = sorted((item.name, item.is_dir(follow_symlinks=False)) for item in found)
        for name, is_folder in items:
            if name.startswith("."):
                continue
            if is_folder:
                yield from self._inside(folder / name, f"{before}{name}/")
            else:
                yield before + name

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def each(self) -> Iterator[tuple[str, bytes | OSError]]:
        for name in self._inside(self._folder, ""):
            try:
                yield name, (self._folder / name).read_bytes()
            except OSError as error:
                yield name, error


class TarFiles(ExportFiles):
    """An export in a tar file that is open for reading and can be rewound."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        self.place = place
        self._file = file

    def read(self, name: str) -> bytes | None:
        for member, tar in self._members():
            if member.name == name:
                file = tar.extractfile(member)
                return file.read() if file else None
        return None

    def each(self) -> Iterator[tuple[str, bytes | OSError]]:
        for member, tar in self._members():
            file = tar.extractfile(member)
            if file:
                yield member.name, file.read()

    def _members(self) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
        self._file.seek(0)
        try:
            with tarfile.open(fileobj=self._file, mode="r:") as tar:
                while (member := tar.next()) is not None:
                    tar.members = []  # type: ignore[attr-defined]  # else it keeps a record of every file in memory
                    yield member, tar
        except (tarfile.TarError, EOFError) as error:
            raise StarlError(f"{self.place}: is no whole tar file ({error}); nothing was taken in") from error


class ZipFiles(ExportFiles):
    """An export in a zip file, at its top or in the one folder there. To be closed by `with`."""

    def __init__(self, path: Path) -> None:
        """Raises StarlError for a broken archive, and for one that is not safe to read (`archive.opened`)."""
        self.place = str(path)
        self._zip: ZipFile = opened(path)
        self._names = sorted(name for name in self._zip.namelist() if not name.endswith("/"))
        manifests = (name for name in self._names if name == MANIFEST or name.endswith(f"/{MANIFEST}"))
        first = min(manifests, key=lambda name: name.count("/"), default=MANIFEST)
        self._top = first.removesuffix(MANIFEST)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes | None:
        try:
            return self._zip.read(self._top + name)
        except KeyError:
            return None
        except UNREADABLE as error:
            raise StarlError(
                f"{self.place}: {name} cannot be unpacked ({error}); nothing was taken in"
            ) from error

    def each(self) -> Iterator[tuple[str, bytes | OSError]]:
        for name in self._names:
            if not name.startswith(self._top):
                continue
            try:
                yield name.removeprefix(self._top), self._zip.read(name)
            except UNREADABLE as error:
                yield name.removeprefix(self._top), OSError(str(error))
