"""Copies of a journal's file: made while it is in use, rotated, and put back."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.store.faults import fault

FOLDER = "backups"
"""The folder of the copies, beside the journal's file."""
_NAME = re.compile(r"journal-(\d{8}T\d{6}Z)(?:-([\w-]+))?\.sqlite(?:\.age)?")
_STAMP = "%Y%m%dT%H%M%SZ"
_SIDE_FILES = ("-wal", "-shm")
_ALL = ("", *_SIDE_FILES)
_PARTIAL = ".partial"


class Backup(NamedTuple):
    """One copy."""

    path: Path
    made: datetime
    """To the second, in UTC."""
    label: str
    """Why it was made, such as `schema-1`; empty for the daily ones, and only these are rotated."""

    @property
    def encrypted(self) -> bool:
        """Whether a key is needed to look into it."""
        return self.path.suffix == ".age"


class Keep(NamedTuple):
    """How many copies stay: the newest of each of so many days, weeks and months."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def backups(journal: Path) -> list[Backup]:
    """The copies of a journal, the newest first."""
    found = filter(None, map(described, (journal.parent / FOLDER).glob("journal-*")))
    return sorted(found, key=lambda backup: (backup.made, backup.label), reverse=True)


def described(path: Path) -> Backup | None:
    """What the name of a copy says of it; None for what has no such name."""
    match = _NAME.fullmatch(path.name)
    if match:
        with suppress(ValueError):
            made = datetime.fromisoformat(match[1])
            return Backup(path, made, match[2] or "")
    return None


def save_copy(
    journal: Path, label: str = "", now: datetime | None = None, folder: Path | None = None
) -> Path:
    """Makes a consistent copy while others may write, and gives its path.

    The copy has its final name only when it is whole and on the disk. Raises StarlError where it cannot be made.
    folder: where to, instead of the folder of the copies.
    """
    made = (now or datetime.now(UTC)).astimezone(UTC).strftime(_STAMP)
    target = (folder or journal.parent / FOLDER) / f"journal-{made}{'-' + label if label else ''}.sqlite"
    with _files(target, journal):
        target.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        _copy(journal, target)
    return target


def daily(journal: Path, now: datetime, keep: Keep = Keep()) -> Path | None:  # noqa: B008
    """Makes a copy where there is none within a day of now, and removes those that need not stay.

    Gives the path of the new copy, or None. Raises StarlError where it cannot be made.
    """
    recent = any(not copy.label and abs(now - copy.made) < timedelta(days=1) for copy in backups(journal))
    if recent or not journal.exists():
        return None
    made = save_copy(journal, now=now)
    for path in _remnants(journal.parent / FOLDER, now):
        with _files(path):
            path.unlink(missing_ok=True)
    for backup in superfluous([backup for backup in backups(journal) if not backup.label], keep):
        if backup.path != made:
            with _files(backup.path):
                backup.path.unlink(missing_ok=True)
    return made


def _remnants(folder: Path, now: datetime) -> list[Path]:
    """What copies left that were killed a day ago or earlier."""
    day_ago = (now - timedelta(days=1)).timestamp()
    return [path for path in folder.glob(f"*{_PARTIAL}") if path.stat().st_mtime < day_ago]


def superfluous(copies: Sequence[Backup], keep: Keep) -> list[Backup]:
    """The copies that need not stay. The newest always does."""
    staying: set[Path] = {copies[0].path} if copies else set()
    for number, period in ((keep.days, "%Y-%m-%d"), (keep.weeks, "%G-%V"), (keep.months, "%Y-%m")):
        newest: dict[str, Backup] = {}
        for backup in copies:
            newest.setdefault(backup.made.strftime(period), backup)
        staying.update(backup.path for backup in list(newest.values())[:number])
    return [backup for backup in copies if backup.path not in staying]


def restore(journal: Path, backup: Path, now: datetime) -> Path | None:
    """Puts a copy in the journal's place and gives where the replaced file went, None where there was none.

    Nobody may have the journal open. The copy is checked first. Raises StarlError for a damaged copy, one of a newer
    starl, a journal in use, or files that cannot be moved; then the journal is as it was.
    """
    problems = check_file(backup)
    if problems:
        raise StarlError(
            f"{backup}: this backup is damaged too ({problems[0]}); choose another from `starl backup list`"
        )
    _not_newer(backup)
    _not_in_use(journal)
    replaced = journal.with_name(
        f"{journal.stem}-replaced-{now.astimezone(UTC).strftime(_STAMP)}{journal.suffix}"
    )
    number = 1
    while replaced.exists():
        number += 1
        replaced = replaced.with_name(f"{replaced.stem.partition('.')[0]}.{number}{journal.suffix}")
    fresh = journal.with_name(journal.name + ".restoring")
    there = journal.exists()
    with _files(journal):
        journal.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        _copy(backup, fresh)
        with closing(sqlite3.connect(fresh)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
        _exchange(journal, replaced, fresh)
        _to_disk(journal.parent)
    return replaced if there else None


def _exchange(journal: Path, replaced: Path, fresh: Path) -> None:
    """Moves a journal with its side files away and a fresh file to its place; undone where a step fails."""
    moved: list[tuple[Path, Path]] = []
    steps = [(journal.with_name(journal.name + end), replaced.with_name(replaced.name + end)) for end in _ALL]
    try:
        for old, new in [(old, new) for old, new in steps if old.exists()] + [(fresh, journal)]:
            old.rename(new)
            moved.append((old, new))
    except OSError:
        for old, new in reversed(moved):
            new.rename(old)
        fresh.unlink(missing_ok=True)
        raise


def check_file(path: Path) -> list[str]:
    """What is wrong with a copy; empty when it is a sound journal."""
    from starl.store.sqlite import is_journal

    if not path.is_file():
        return [f"{path} is not there"]
    try:
        with closing(_read_only(path)) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
    except sqlite3.Error as error:
        return [str(error)]
    if said != ["ok"]:
        return said
    return [] if is_journal(path) else ["it is a database of another program"]


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.{os.getpid()}{_PARTIAL}")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        with closing(_read_only(source)) as there, closing(sqlite3.connect(partial)) as here:
            there.backup(here)
            here.execute("PRAGMA journal_mode = delete")
        _to_disk(partial)
        partial.rename(target)
        _to_disk(target.parent)
    except BaseException:
        for suffix in (*_ALL, "-journal"):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)
        raise


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing into the database, though it may make the files beside it."""
    connection = sqlite3.connect(path, timeout=5)
    connection.execute("PRAGMA query_only = on")
    return connection


def _not_newer(backup: Path) -> None:
    """Raises StarlError for a copy that this version of starl could not open."""
    from starl.store.migrate import STEPS

    with closing(_read_only(backup)) as connection:
        ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    if version > len(STEPS):
        raise StarlError(
            f"{backup}: was written by a newer starl (schema {version}; this one knows {len(STEPS)}). "
            "Install that version first; the journal was not touched"
        )


def _not_in_use(journal: Path) -> None:
    """Raises StarlError where another program is writing. A damaged file cannot be asked, and counts as free."""
    if not journal.exists():
        return
    try:
        with closing(sqlite3.connect(journal, timeout=1, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = exclusive")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise fault(error, str(journal)) from error


def _to_disk(path: Path) -> None:
    """Waits until a file or a folder's names are on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _files(path: Path, source: Path | None = None) -> Iterator[None]:
    """Turns errors into StarlError. source: what is read, and so named where it is damaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        damaged = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        raise fault(error, str(source if source and damaged else path)) from error
    except OSError as error:
        raise StarlError(
            f"{path}: {error.strerror or error}. Look at the permissions and the space of that folder; nothing was lost"
        ) from error
