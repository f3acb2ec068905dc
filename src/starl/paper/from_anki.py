"""The reviews that were made in Anki of the notes that starl gave it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, is_zipfile

from starl.errors import StarlError
from starl.model.practice import CardKind, Rating
from starl.practice.elsewhere import Elsewhere

MOST_BYTES = 4_000_000_000
"""The largest collection that is unpacked."""
_NEW = "collection.anki21b"
_OLD = ("collection.anki21", "collection.anki2")
"""The newer first: a package may hold both, and then the older one only says that Anki should be updated."""
_KINDS = {kind.value: kind for kind in CardKind}
_REVIEWS = """
    SELECT notes.flds, revlog.id, revlog.ease, revlog.time
    FROM revlog JOIN cards ON cards.id = revlog.cid JOIN notes ON notes.id = cards.nid
    WHERE notes.flds LIKE 'starl:%' AND revlog.ease BETWEEN 1 AND 4 AND NOT (revlog.type = 3 AND revlog.factor = 0)
    ORDER BY revlog.id
"""
"""Answers by the person that counted: not what was set by hand, nor a preview in a filtered deck."""


def reviews_of_anki(path: Path) -> list[Elsewhere]:
    """The reviews in a package (.apkg, .colpkg) or a collection (collection.anki2), the oldest first.

    The file is only read. Raises StarlError where it cannot be, saying what to do.
    """
    try:
        with _collection(path) as file, closing(_opened(file)) as db:
            return [one for row in db.execute(_REVIEWS) if (one := _review(*row)) is not None]
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StarlError(f"{path}: is open in Anki; close Anki and try again") from error
        raise StarlError(f"{path}: is no collection of Anki ({error})") from error
    except (sqlite3.DatabaseError, BadZipFile, OSError, EOFError) as error:
        raise StarlError(f"{path}: is no whole collection or package of Anki ({error})") from error


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", timeout=1, uri=True)


@contextmanager
def _collection(path: Path) -> Iterator[Path]:
    """The database, unpacked for a while where it is in a package."""
    if not is_zipfile(path):
        yield path.absolute()
        return
    with ZipFile(path) as package, TemporaryDirectory() as folder:
        names = package.namelist()
        if _NEW in names:
            raise StarlError(
                f"{path}: is in the newer form of Anki's packages; export it again in Anki with "
                '"Support older Anki versions" ticked, or give the file collection.anki2 of your profile'
            )
        name = next((name for name in _OLD if name in names), None)
        if name is None:
            raise StarlError(f"{path}: is no package of Anki; there is no collection in it")
        if package.getinfo(name).file_size > MOST_BYTES:
            raise StarlError(
                f"{path}: is too large; a collection of up to {MOST_BYTES // 1_000_000} MB is read"
            )
        yield Path(package.extract(name, folder))


def _review(fields: str, milliseconds: int, ease: int, took: int) -> Elsewhere | None:
    _, _, key = fields.split("\x1f")[0].partition(":")
    kind, _, item = key.partition(":")
    if kind not in _KINDS or not item:
        return None
    moment = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(milliseconds=milliseconds)
    return Elsewhere(_KINDS[kind], item, Rating(ease), moment, took or None)
