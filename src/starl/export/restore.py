"""Takes an export back into a journal. What is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby

from starl.export import layout
from starl.export.files import ExportFiles
from starl.export.remark import Remark, Say
from starl.export.taking import File, Restored, Taking
from starl.model.journal import Entry
from starl.store.store import Store


def restore(store: Store, files: ExportFiles, say: Say, seen: Callable[[Entry | None], None]) -> Restored:
    """Takes all records in, in one transaction, each only once.

    A file that is damaged is left out and named, and so is one that is missing: what is sound of a damaged export is
    worth having, and importing again after a repair adds the rest. A file that can be read but was changed since is
    taken as it now is.

    seen: called with each entry, and with None for each story.

    Raises StarlError for what is no whole export, or was made by a newer starl.
    """
    layout.check_manifest(files.read(layout.MANIFEST), files.place)
    with store.transaction():
        taking = Taking(store, say, seen)
        texts = _texts(files, say, taking.take_recording)
        for kind, group in groupby(texts, key=lambda file: _kind(file[0])):
            taking.take(kind, group)
    return taking.restored


def _texts(files: ExportFiles, say: Say, recording: Callable[[str, bytes], None]) -> Iterator[File]:
    """The files of records, those that are text; those that are sound go to `recording` when their turn comes."""
    sums = files.sums()
    if not sums:
        say(Remark(layout.SUMS, None, "is missing, so nobody knows whether other files are", fault=False))
    for name, data in files.each():
        known = sums.pop(name, None)
        if not _kind(name):
            continue
        if isinstance(data, OSError):
            say(Remark(name, None, f"cannot be read ({data.strerror or data})"))
            continue
        changed = known and sha256(data).hexdigest() != known
        if name.startswith(layout.RECORDINGS):
            if changed:
                say(Remark(name, None, "is damaged: it is not what was exported"))
            else:
                recording(name, data)
            continue
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            say(Remark(name, line, f"is damaged: byte {error.start} is no UTF-8"))
            continue
        if changed:
            say(Remark(name, None, "was changed after the export, and is taken as it now is", fault=False))
        yield name, text
    for name in sums:
        if _kind(name):
            say(Remark(name, None, "is missing"))


def _kind(name: str) -> str:
    """What a file belongs to: all entries, the folder of a story, or only itself; empty for what holds no record."""
    inside = name.removeprefix(layout.BIN)
    if inside.startswith(layout.ENTRIES) and inside.endswith(".md"):
        return layout.ENTRIES
    if inside.startswith(layout.STORIES) and inside.count("/") == 2:
        return name.rpartition("/")[0]
    if inside.startswith(layout.RECORDINGS):
        return layout.RECORDINGS
    single = (
        layout.EXPERIENCES,
        layout.IMPROVEMENTS,
        layout.INTERVIEWS,
        layout.ATTEMPTS,
        layout.TAKES,
        layout.MOCKS,
        layout.SHARES,
        layout.FEEDBACK,
        layout.SHARE_LINKS,
        layout.SHARE_VISITS,
        layout.CARDS,
        layout.SETTINGS,
    )
    return name if name in single else ""
