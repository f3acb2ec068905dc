"""Encrypted files: one for a whole export, one for a backup. They have their name only when they are whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from starl.errors import StarlError
from starl.export.encryption import SUFFIX, Key, Lock, decrypt, encrypt, is_encrypted
from starl.export.files import TarFiles
from starl.export.write import Step, export_tar
from starl.store.store import Store


def export_sealed(store: Store, path: Path, lock: Lock, step: Step, *, force: bool = False) -> Counter[str]:
    """Exports everything into one encrypted tar file; gives how many records of each kind there are.

    force: an encrypted file that is there is replaced. Raises StarlError where the place is taken.
    """
    if path.exists() and not (force and path.is_file() and is_encrypted(path)):
        how = "--force replaces it" if path.is_file() and is_encrypted(path) else "it was left alone"
        raise StarlError(f"{path}: is there already; {how}, or choose another name")
    with TemporaryFile() as plain:
        counts = export_tar(store, plain, step)
        plain.seek(0)
        seal(plain, path, lock)
    return counts


def sealed_path(target: Path) -> Path:
    """The name of the encrypted export: `.tar.age` at its end."""
    return target if target.suffix == SUFFIX else target.with_name(f"{target.name}.tar{SUFFIX}")


def seal(plain: IO[bytes], path: Path, lock: Lock) -> None:
    """Encrypts a file to a path, in the place of what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            encrypt(plain, file, lock)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def opened_export(path: Path, key: Key) -> Iterator[TarFiles]:
    """The files of an encrypted export. Raises StarlError where the key does not fit, or the file is damaged."""
    with TemporaryFile() as plain:
        decrypt(path, plain, key)
        plain.seek(0)
        yield TarFiles(plain, str(path))
