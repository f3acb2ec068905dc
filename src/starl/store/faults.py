"""What a database says when something is wrong, as an error that says what to do."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlsplit, urlunsplit

from starl.errors import StarlError, Unreachable

_AWAY = "the server cannot be reached. Look at the address, at whether the server runs, and at the user and password"
_ENDED = "the server ended the connection. Do it again when it is back; what was being saved is not saved"
_RESTORE = (
    "Leave the file as it is, look at what `starl backup list` has, and put one back with `starl backup restore`; "
    "the damaged file is kept beside it"
)
_SQLITE = {
    "FULL": "the disk is full, so this was not saved; all that was saved before is still there. Make room and do it again",
    "READONLY": "it cannot be written to. Look at the permissions of the file, of those beside it whose names begin like its, and of the folder, or whether the disk is mounted read-only",
    "PERM": "it cannot be written to. Look at the permissions of the file, of those beside it whose names begin like its, and of the folder",
    "AUTH": "it cannot be written to. Look at the permissions of the file, of those beside it whose names begin like its, and of the folder",
    "CANTOPEN": "it cannot be opened. Look at whether the folder is there, and at the permissions of both",
    "BUSY": "another program is holding it. Close that program, or wait until it is done, and do it again; nothing was changed",
    "LOCKED": "another program is holding it. Close that program, or wait until it is done, and do it again; nothing was changed",
    "CORRUPT": f"the file is damaged. {_RESTORE}",
    "NOTADB": f"the file is not a journal, or its beginning was overwritten. {_RESTORE}",
    "IOERR": "the disk did not take or give what was asked of it; it may be full or failing. All that was saved before is still there",
    "TOOBIG": "the text is too large for the journal. Keep it as a file and attach that",
    "CONSTRAINT_FOREIGNKEY": "the record that this belongs to is not there any more; nothing was changed",
    "CONSTRAINT": "a record with the same id or source is there already; nothing was changed",
}
_POSTGRESQL = {
    "53100": "the server's disk is full, so this was not saved. Make room there and do it again",
    "53300": "the server has no free connection. Do it again in a moment",
    "25006": "the database is read-only. Ask whoever runs it",
    "42501": "this user may not do that there. Ask whoever runs it for the rights on the schema",
    "55P03": "another program is holding the journal. Do it again when that is done; nothing was changed",
    "40P01": "two programs waited for each other. Do it again; nothing was changed",
    "40001": "another program changed the same. Do it again; nothing was changed",
    "57014": "the server ended the query. Do it again",
    "54000": "the text is too large for the index. Keep it as a file and attach that",
    "23503": "the record that this belongs to is not there any more; nothing was changed",
    "23505": "a record with the same id or source is there already; nothing was changed",
    "22P05": "the database cannot hold this text; it must be made with the encoding UTF8",
}


def fault(error: BaseException, place: str) -> StarlError:
    """The error to show for one of the database driver's.

    place: what the journal is called in messages, without a password.
    """
    for cause in _chain(error):
        if isinstance(cause, UnicodeEncodeError):
            return StarlError(
                f"{place}: the text has half of a surrogate pair, which is no character; remove it and save again"
            )
        if _is_nul(cause):
            return StarlError(f"{place}: there is a NUL character in what was asked for; remove it")
        said = _said(cause)
        if said:
            kind = Unreachable if said in (_AWAY, _ENDED) else StarlError
            return kind(f"{place}: {said} ({_first_line(cause)})")
    return StarlError(f"{place}: the database could not do it: {_first_line(error)}")


def is_fault(error: BaseException) -> bool:
    """Whether this comes from a database driver."""
    return any(
        isinstance(cause, sqlite3.Error) or _is_psycopg(cause) or _is_nul(cause) for cause in _chain(error)
    )


def _is_nul(error: BaseException) -> bool:
    """Whether a driver refused a NUL character before it asked the database."""
    return isinstance(error, ValueError) and "NUL (0x00)" in str(error)


def without_password(address: str) -> str:
    """The address of a database, fit for a message.

    >>> without_password("postgresql://ann:secret@db.example/journal?sslmode=require")
    'postgresql://ann@db.example/journal'
    """
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit((parts.scheme, user.partition(":")[0] + at + host, parts.path, "", ""))


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all that led to it, the first cause first: a failed rollback hides why it was needed."""
    found: list[BaseException] = []
    pending: list[object] = [error]
    while pending:
        cause = pending.pop()
        if isinstance(cause, BaseException) and cause not in found:
            found.append(cause)
            pending += [cause.__context__, cause.__cause__, *cause.args[:1]]
    return found[::-1]


def _said(cause: BaseException) -> str | None:
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "SQLITE_").removeprefix("SQLITE_")
        return _SQLITE.get(name) or _SQLITE.get(name.partition("_")[0])
    if not _is_psycopg(cause):
        return None
    code = getattr(cause, "pgcode", None)
    if code is None and type(cause).__name__ in ("OperationalError", "InterfaceError"):
        return _AWAY
    code = code or ""
    if code.startswith(("57P", "08")):
        return _ENDED
    return _POSTGRESQL.get(code)


def _is_psycopg(cause: BaseException) -> bool:
    return type(cause).__module__.startswith("psycopg2")


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
