"""Everything out of the journal as a file, and a file into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Annotated

from fastapi import Form, HTTPException, Request, UploadFile
from starlette.responses import Response, StreamingResponse

from starl.errors import StarlError
from starl.export.archive import MOST_BYTES, opened, unpack
from starl.export.counts import counted, listed
from starl.export.encryption import Key, Lock, asks_for_passphrase, encrypt, is_encrypted
from starl.export.importers.detect import Format, detect, exports_of_dayone, is_export, is_zip
from starl.export.intake import only_tried, take_in
from starl.export.remark import Remark
from starl.export.taking import Restored
from starl.export.write import export_tar, export_zip
from starl.model.journal import Entry
from starl.web import uploads
from starl.web.journal import journal_of
from starl.web.pages.settings import options_of, take_look
from starl.web.render import back_to, flash, page
from starl.web.routers import page_router

router = page_router()
NAMES = {
    Format.JRNL: "a journal of jrnl",
    Format.DAYONE: "an export of Day One",
    Format.MARKDOWN: "notes in Markdown",
    Format.CSV: "a table (CSV)",
    Format.STARL: "an export of starl",
}
SHOWN = 3
"""Entries that a trial shows."""
REMARKS = 50
"""Remarks that it shows."""
_CHUNK = 1 << 16
_SAID = 500
"""Characters of a word for the next page; they travel in a cookie."""
Token = Annotated[str, Form(pattern=uploads.TOKEN)]
Passphrase = Annotated[str, Form(max_length=1000)]


@router.post("/settings/export")
def export(request: Request, passphrase: Passphrase = "", again: Passphrase = "") -> Response:
    """The whole journal as a zip file; with a passphrase, as a tar file that age encrypted."""
    if passphrase != again:
        raise HTTPException(422, "The two passphrases are not the same. Nothing was exported.")
    journal = journal_of(request)
    file = TemporaryFile()  # noqa: SIM115 (closed when it was sent)
    try:
        with journal.open() as store:
            if passphrase:
                with TemporaryFile() as plain:
                    export_tar(store, plain, lambda: None)
                    plain.seek(0)
                    encrypt(plain, file, Lock(passphrase=passphrase))
            else:
                export_zip(store, file, lambda: None)
    except BaseException:
        file.close()
        raise
    name = f"starl-{journal.today()}.{'tar.age' if passphrase else 'zip'}"
    length = file.seek(0, 2)
    return StreamingResponse(
        _sent(file),
        media_type="application/octet-stream" if passphrase else "application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(length)},
    )


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


@dataclass
class _Seen:
    """What came by."""

    folder: Path
    remarks: list[Remark] = field(default_factory=list)
    said: int = 0
    faults: int = 0
    first: list[Entry] = field(default_factory=list)

    def say(self, remark: Remark) -> None:
        """Keeps a remark, the first ones."""
        self.said += 1
        self.faults += remark.fault
        if len(self.remarks) < REMARKS:
            path = remark.path.replace(f"{self.folder}/", "")
            self.remarks.append(remark._replace(path=path, said=remark.said.replace(f"{self.folder}/", "")))

    def see(self, entry: Entry | None) -> None:
        """Keeps an entry, the first ones."""
        if entry and len(self.first) < SHOWN:
            self.first.append(entry)


@router.post("/settings/import")
def tried(
    request: Request,
    file: UploadFile,
    form: Annotated[str, Form(max_length=20)] = "",
    passphrase: Passphrase = "",
) -> Response:
    """Takes a file in for a trial: what it would add, and what is wrong with it. The journal stays as it is."""
    home = options_of(request).home
    token = uploads.keep(home, file.filename or "", file.file)
    path = uploads.kept(home, token)
    seen = _Seen(path.parent)
    try:
        chosen = Format(form) if form in set(Format) else None
        found, taken = _take(request, path, chosen, passphrase, seen, only_try=True)
    except BaseException as error:
        uploads.forget(home, token)
        if not isinstance(error, StarlError):
            raise
        return _no(request, error, path)
    sealed, nothing = is_encrypted(path), not any(taken.added.values())
    if nothing:
        uploads.forget(home, token)
    return page(
        request,
        "import.html",
        name=path.name,
        form=found.value,
        kind=NAMES[found],
        added=listed(taken.added),
        known=listed(taken.known) if any(taken.known.values()) else "",
        nothing=nothing,
        seen=seen,
        token=token,
        sealed=sealed,
    )


@router.post("/settings/import/take")
def take(
    request: Request,
    token: Token,
    form: Annotated[Format, Form()],
    passphrase: Passphrase = "",
) -> Response:
    """Takes the file of a trial into the journal, all of it or nothing."""
    home = options_of(request).home
    path = uploads.kept(home, token)
    seen = _Seen(path.parent)
    try:
        _, taken = _take(request, path, form, passphrase, seen, only_try=False)
    except StarlError as error:
        return _no(request, error, path)
    uploads.forget(home, token)
    with journal_of(request).open() as store:
        take_look(request, store)
    said = f"Added {listed(taken.added)}."
    if any(taken.known.values()):
        said += f" There already: {listed(taken.known)}."
    if seen.faults:
        said += f" {counted(seen.faults, 'things')} could not be read and stayed out."
    return back_to("/settings#import", request, said)


@router.post("/settings/import/leave")
def leave(request: Request, token: Token) -> Response:
    """Throws the file of a trial away."""
    uploads.forget(options_of(request).home, token)
    return back_to("/settings#import", request, "Nothing was taken in.")


def _no(request: Request, error: StarlError, path: Path) -> Response:
    said = str(error).replace(f"{path.parent}/", "")
    flash(request, f"Nothing was taken in. {said[:_SAID]}", "bad")
    return back_to("/settings#import")


def _take(
    request: Request, path: Path, form: Format | None, passphrase: str, seen: _Seen, *, only_try: bool
) -> tuple[Format, Restored]:
    with _source(path, form) as (place, found), journal_of(request).open() as store:
        with only_tried(store) if only_try else store.transaction():
            taken = take_in(store, place, found, seen.say, seen.see, key=lambda: _key(path, passphrase))
        return found, taken


def _key(path: Path, passphrase: str) -> Key:
    if not asks_for_passphrase(path):
        raise StarlError(
            f"{path.name} is encrypted for a key; starl import {path.name} --identity FILE opens it"
        )
    if not passphrase:
        raise StarlError(f"{path.name} is encrypted; give its passphrase too")
    return Key(passphrase=passphrase)


@contextmanager
def _source(path: Path, form: Format | None) -> Iterator[tuple[Path, Format]]:
    """Where to read, and what it is: the file itself, or what is in the archive."""
    if not is_zip(path) or is_export(path):
        yield path, form or detect(path)
        return
    if exports_of_dayone(path) and form in (None, Format.DAYONE):
        opened(path, MOST_BYTES).close()
        yield path, Format.DAYONE
        return
    with TemporaryDirectory(dir=path.parent) as made:
        folder = Path(made)
        unpack(path, folder)
        inside = [each for each in folder.iterdir() if not each.name.startswith((".", "__MACOSX"))]
        if len(inside) == 1 and inside[0].is_dir():
            folder = inside[0]
        found = form or detect(folder)
        if found is Format.DAYONE:
            raise StarlError(
                f"{path.name}: has its JSON in a folder; put it at the top of the archive, as Day One does"
            )
        yield folder, found
