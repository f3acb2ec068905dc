"""The recordings of takes: one file a take, in a folder of the journal's home; one for each owner of many."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from starl.errors import StarlError
from starl.store.scope import OWNER, Scope

FOLDER = "takes"
"""The name of the folder."""
_NAME = re.compile(r"[0-9a-z]{26}\.[a-z0-9]{1,5}")


class Recordings:
    """Files that come and go with the transaction in which they are named."""

    def __init__(self, scope: Scope) -> None:
        self._engine = scope.engine
        folder = scope.engine.home / FOLDER
        self.folder = folder if scope.owner == OWNER else folder / scope.owner

    def path(self, name: str) -> Path:
        """Where the recording of this name is, or would be. Raises StarlError for what is no such name."""
        if not _NAME.fullmatch(name):
            raise StarlError(
                f"'{name:.60}' is no name of a recording; it is the id of its take and an ending such as .wav"
            )
        return self.folder / name

    def keep(self, name: str, data: bytes) -> None:
        """Writes a recording for the user's eyes only; it is gone again where the transaction is taken back.

        Raises StarlError where it cannot be written, or the owner has no room for it.
        """
        path = self.path(name)
        room = self._engine.room
        if room is not None and self.size() + len(data) > room:
            raise StarlError(
                f"the recordings that are kept would take more than the {room / 1e6:.0f} MB that there are for them; remove "
                "some of them first, on the pages of their takes"
            )
        partial = path.with_name(f".{name}.partial")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise StarlError(
                f"{path}: the recording cannot be kept ({error.strerror}). Look at the permissions and the space "
                "of that folder; the take itself can be kept without it"
            ) from error
        self._engine.at_end(undone=lambda: _remove([path]))

    def size(self) -> int:
        """Bytes of all that are kept."""
        kept = self.folder.iterdir() if self.folder.is_dir() else ()
        return sum(path.stat().st_size for path in kept if path.is_file())

    def drop(self, names: Iterable[str]) -> None:
        """Removes recordings for good, once the transaction is written; those that are gone already are no fault."""
        paths = [self.path(name) for name in names]
        self._engine.at_end(done=lambda: _remove(paths))


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
