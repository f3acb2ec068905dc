"""Reads what another program wrote, record by record."""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO
from zipfile import BadZipFile, ZipFile

from starl.errors import StarlError
from starl.export.importers import dayone, jrnl, json_items, notes, table
from starl.export.importers.dates import DateReader, month_first
from starl.export.importers.detect import NOTES, Format, days_of_jrnl, exports_of_dayone, is_zip
from starl.export.importers.draft import Found
from starl.export.importers.source_text import as_text, decoded
from starl.export.remark import Remark

KINDS = {
    Format.JRNL: jrnl.KIND,
    Format.DAYONE: dayone.KIND,
    Format.MARKDOWN: notes.KIND,
    Format.CSV: table.KIND,
}
"""What the source of an entry is called in the journal."""
_MAX_NOTE = 20_000_000
"""Bytes; what is larger is no note."""


def read(path: Path, form: Format, month_before_day: bool | None = None) -> Iterator[Found]:
    """The records of a file or folder of this format, and what is wrong with it; none of them is kept in memory.

    month_before_day: what 03/04/2025 means; None finds it out where the file shows it.
    """
    readers: dict[Format, Callable[[Path, bool | None], Iterator[Found]]] = {
        Format.JRNL: _jrnl,
        Format.DAYONE: _dayone,
        Format.MARKDOWN: _notes,
        Format.CSV: _table,
    }
    return readers[form](path, month_before_day)


def _jrnl(path: Path, order: bool | None) -> Iterator[Found]:
    if path.is_dir():
        for day in days_of_jrnl(path):
            yield from _jrnl(day, order)
        return
    with _remarks(path) as remarks, path.open("rb") as binary, as_text(binary) as file:
        yield from _encoding(file.encoding, path)
        if next((line for line in file if line.strip()), "").lstrip().startswith("{"):
            file.seek(0)
            yield from _jrnl_json(file, path)
            return
        file.seek(0)
        dates, doubt = _dates(jrnl.header_dates(file), order, path)
        yield from doubt
        file.seek(0)
        yield from jrnl.parse_text(file, str(path), dates)
    yield from remarks


def _jrnl_json(file: TextIO, path: Path) -> Iterator[Found]:
    dates = DateReader()
    with _remarks(path) as remarks:
        for line, item in json_items.items(file, "entries"):
            yield jrnl.parse_item(item, str(path), line, dates)
    yield from remarks


def _dayone(path: Path, _: bool | None) -> Iterator[Found]:
    if path.is_dir():
        for name in exports_of_dayone(path):
            with (path / name).open("rb") as binary:
                yield from _dayone_json(binary, path / name, path)
    elif is_zip(path):
        with ZipFile(path) as archive:
            for name in exports_of_dayone(path):
                try:
                    with archive.open(name) as binary:
                        yield from _dayone_json(binary, path / name, None)
                except (BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
                    yield Remark(
                        str(path / name),
                        None,
                        f"cannot be unpacked ({error}); unpack it and import the folder",
                    )
    else:
        with path.open("rb") as binary:
            yield from _dayone_json(binary, path, path.parent)


def _dayone_json(binary: IO[bytes], path: Path, folder: Path | None) -> Iterator[Found]:
    missing = 0

    def attachment(name: str) -> str | None:
        nonlocal missing
        if folder and (folder / name).is_file():
            return str((folder / name).absolute())
        missing += 1
        return None

    with _remarks(path) as remarks, as_text(binary) as file:
        for line, item in json_items.items(file, "entries"):
            yield dayone.parse_item(item, str(path), line, attachment)
    yield from remarks
    if missing:
        what = (
            "unpack the archive and import the folder, and they are"
            if folder is None
            else "they are not there"
        )
        yield Remark(
            str(path),
            None,
            f"names {missing} attachments that are not kept by their path; {what}",
            fault=False,
        )


def _notes(path: Path, order: bool | None) -> Iterator[Found]:
    dates = DateReader(bool(order))
    for place, name in _note_files(path) if path.is_dir() else [(str(path), path.name)]:
        with _remarks(place) as remarks:
            with open(place, "rb") as file:  # noqa: PTH123 (a Path for each of many notes takes as long as reading it)
                stat = os.fstat(file.fileno())
                if stat.st_size > _MAX_NOTE:
                    raise StarlError(f"is {stat.st_size / 1e6:.0f} MB, and was left out: that is no note")
                page, encoding = decoded(file.read())
            yield from _encoding(encoding, place)
            yield from notes.parse(page, name, place, dt.date.fromtimestamp(stat.st_mtime), dates)
        yield from remarks


def _note_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The notes of a folder and its sub-folders, without hidden ones: each path, and that within the folder."""
    start = len(str(folder)) + 1
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(NOTES) and not name.startswith("."):
                path = f"{place}{os.sep}{name}"
                yield path, path[start:].replace(os.sep, "/")


def _table(path: Path, order: bool | None) -> Iterator[Found]:
    with _remarks(path) as remarks, path.open("rb") as binary, as_text(binary, newline="") as file:
        yield from _encoding(file.encoding, path)
        heading = file.readline()
        dates, doubt = _dates(table.dates_in(file, heading), order, path)
        yield from doubt
        file.seek(0)
        file.readline()
        yield from table.parse(file, heading, str(path), dates)
    yield from remarks


def _dates(texts: Iterable[str], order: bool | None, path: Path) -> tuple[DateReader, list[Remark]]:
    """A reader for the dates of a file, and a remark where it has to guess."""
    if order is not None:
        return DateReader(order), []
    found = month_first(texts)
    if found is not None:
        return DateReader(found), []
    said = "has dates such as 03/04/2025 and nothing that shows which is the month; read as 3 April (--month-first reads 4 March)"
    return DateReader(), [Remark(str(path), None, said, fault=False)]


def _encoding(encoding: str, path: Path | str) -> Iterator[Remark]:
    if encoding == "cp1252":
        yield Remark(
            str(path), None, "is not UTF-8; read as Windows-1252, so look at its letters", fault=False
        )


@contextmanager
def _remarks(path: Path | str) -> Iterator[list[Remark]]:
    """What went wrong with a file, as a remark once the block has ended."""
    remarks: list[Remark] = []
    try:
        yield remarks
    except StarlError as error:
        remarks.append(Remark(str(path), None, str(error)))
    except OSError as error:
        remarks.append(Remark(str(path), None, f"cannot be read: {error.strerror or error}"))
