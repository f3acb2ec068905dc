"""Takes what somebody has into a journal, of whatever form it is; or only tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from starl.errors import StarlError
from starl.export.encryption import Key, is_encrypted
from starl.export.files import FolderFiles, ZipFiles
from starl.export.importers.detect import Format, is_zip
from starl.export.remark import Say
from starl.export.taking import Restored
from starl.model.journal import Entry
from starl.store.store import Store

Seen = Callable[[Entry | None], None]
"""Called with each entry, and with None for each story."""


class _TriedError(Exception):
    """Takes back what was only tried."""


def take_in(
    store: Store,
    path: Path,
    form: Format,
    say: Say,
    seen: Seen,
    *,
    key: Callable[[], Key] | None = None,
    tags: Sequence[str] = (),
    month_first: bool | None = None,
) -> Restored:
    """Takes in a file or folder, all in one transaction; gives what was added and what was there already.

    key: asked for what opens it, where it is encrypted. tags: for each entry of another program's journal.
    month_first: what 03/04/2025 means there; None finds it out.

    Raises StarlError for what is not of this form, or cannot be opened.
    """
    if form is Format.STARL:
        return _export(store, path, say, seen, key)
    from starl.export.importers.reading import KINDS, read
    from starl.export.importers.take import take

    taken = take(store, KINDS[form], read(path, form, month_first), tags, say, seen)
    return Restored(Counter(entries=taken.added), Counter(entries=taken.known))


@contextmanager
def only_tried(store: Store) -> Iterator[None]:
    """What is written inside is taken back at the end."""
    with suppress(_TriedError), store.transaction():
        yield
        raise _TriedError


def _export(store: Store, path: Path, say: Say, seen: Seen, key: Callable[[], Key] | None) -> Restored:
    from starl.export.restore import restore
    from starl.export.sealed import opened_export

    if path.is_dir():
        return restore(store, FolderFiles(path), say, seen)
    if is_zip(path):
        with ZipFiles(path) as files:
            return restore(store, files, say, seen)
    if not is_encrypted(path):
        raise StarlError(
            f"{path} is no export of starl; those are a folder, a zip file, or a file that ends in .tar.age"
        )
    if key is None:
        raise StarlError(f"{path} is encrypted; give what opens it")
    with opened_export(path, key()) as opened:
        return restore(store, opened, say, seen)
