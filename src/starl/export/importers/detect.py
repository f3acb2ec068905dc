"""Which program wrote a file or a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from zipfile import ZipFile

from starl.errors import StarlError
from starl.export.archive import UNREADABLE
from starl.export.encryption import is_encrypted
from starl.export.importers import jrnl, json_items, table
from starl.export.importers.dates import DateReader
from starl.export.importers.source_text import as_text
from starl.export.layout import MANIFEST

NOTES = (".md", ".markdown")
_LOOKED_AT = 200
"""Lines looked at for the first entry of jrnl."""
_ANKI = (".apkg", ".colpkg", ".anki2")
_JRNL_ENCRYPTED = (b"gAAAA", b"JRNLv3")
_JRNL_DAY = re.compile(r"\d{4}/\d\d/\d\d\.txt")


class Format(StrEnum):
    """What can be taken in."""

    JRNL = "jrnl"
    DAYONE = "dayone"
    MARKDOWN = "markdown"
    CSV = "csv"
    STARL = "starl"


def detect(path: Path) -> Format:
    """The format of a file or a folder. Raises StarlError where it is none, saying what can be done."""
    if path.suffix.lower() in _ANKI:
        raise StarlError(
            f"{path}: is Anki's, and no journal; `starl review --from-anki` takes in the reviews that you made there"
        )
    found = _of_folder(path) if path.is_dir() else _of_file(path)
    if found is None:
        raise StarlError(
            f"{path}: nobody can tell what this is; say it with --from: "
            "jrnl, dayone, markdown (a folder of notes), csv (with headings such as date,text,lesson), starl"
        )
    return found


def is_zip(path: Path) -> bool:
    """Whether a file is a zip archive."""
    return _starts(path, b"PK\x03\x04")


def is_export(path: Path) -> bool:
    """Whether a zip archive is an export of starl. Raises StarlError for a broken archive."""
    return any(name in (MANIFEST, f"{name.partition('/')[0]}/{MANIFEST}") for name in names_in(path))


def names_in(path: Path) -> list[str]:
    """The names in a zip archive. Raises StarlError for a broken one."""
    try:
        with ZipFile(path) as archive:
            return archive.namelist()
    except UNREADABLE as error:
        raise StarlError(f"{path}: is no whole zip archive ({error})") from error


def exports_of_dayone(path: Path) -> list[str]:
    """The names of the JSON files at the top of a folder or a zip archive. Raises StarlError for a broken archive."""
    if path.is_dir():
        return sorted(file.name for file in path.iterdir() if file.suffix.lower() == ".json")
    return sorted(name for name in names_in(path) if name.lower().endswith(".json") and "/" not in name)


def days_of_jrnl(folder: Path) -> Iterator[Path]:
    """The files of a journal that jrnl keeps as a folder, one a day."""
    found = sorted(folder.glob("[0-9]*/[0-9]*/*.txt"))
    return (file for file in found if _JRNL_DAY.fullmatch(file.relative_to(folder).as_posix()))


def _starts(path: Path, *beginnings: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(16).startswith(beginnings)


def _of_folder(folder: Path) -> Format | None:
    if (folder / MANIFEST).is_file():
        return Format.STARL
    if any(_of_json(folder / name) is Format.DAYONE for name in exports_of_dayone(folder)):
        return Format.DAYONE
    if next(days_of_jrnl(folder), None):
        return Format.JRNL
    if any(file.suffix.lower() in NOTES for file in folder.rglob("*")):
        return Format.MARKDOWN
    return None


def _of_file(path: Path) -> Format | None:
    if is_encrypted(path):
        return Format.STARL
    if is_zip(path):
        if is_export(path):
            return Format.STARL
        return Format.DAYONE if exports_of_dayone(path) else None
    if path.suffix.lower() in NOTES:
        return Format.MARKDOWN
    if _starts(path, *_JRNL_ENCRYPTED):
        raise StarlError(
            f"{path}: is a journal that jrnl encrypted; run `jrnl --decrypt` or `jrnl --export json` first"
        )
    try:
        with path.open("rb") as binary, as_text(binary) as file:
            lines = [line for _, line in zip(range(_LOOKED_AT), file, strict=False)]
    except StarlError as error:
        raise StarlError(f"{path}: {error}") from error
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("{"):
        return _of_json(path)
    dates = DateReader()
    if any(len(said) > 6 and dates.read(said) for said in jrnl.header_dates(lines)):
        return Format.JRNL
    return Format.CSV if table.knows(first) else None


def _of_json(path: Path) -> Format | None:
    try:
        with path.open("rb") as binary, as_text(binary) as file:
            _, item = next(json_items.items(file, "entries"), (0, None))
    except StarlError:
        return None
    if not isinstance(item, dict):
        return None
    return Format.DAYONE if "creationDate" in item else Format.JRNL if "body" in item else None
