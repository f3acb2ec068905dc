"""What was read of a repository's history, kept so that the next scan reads only what is new.

One SQLite file for each repository under the journal's folder: commits as hashes, dates and numbers, the names and
addresses of authors, and no word of a message or path. It may be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.inventory.git.message import VERSION, Flag

_LAYOUT = 1
_STAMP = _LAYOUT * 1000 + VERSION
_TABLES = """
CREATE TABLE commits (
    number INTEGER PRIMARY KEY, sha BLOB NOT NULL UNIQUE, author INTEGER NOT NULL, at INTEGER NOT NULL,
    zone INTEGER NOT NULL, flags INTEGER NOT NULL, subject INTEGER NOT NULL, undone INTEGER NOT NULL,
    marks TEXT NOT NULL, root INTEGER NOT NULL
);
CREATE INDEX commits_author ON commits (author);
CREATE TABLE authors (number INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT NOT NULL, UNIQUE (name, mail));
CREATE TABLE files (number INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE heads (sha TEXT PRIMARY KEY);
"""


class Commit(NamedTuple):
    """A commit as far as it is kept."""

    number: int
    """Goes up from the oldest; a parent has a lower one than its children."""
    sha: str
    author: int
    at: int
    """When it was written, in seconds since 1970."""
    zone: int
    """The author's offset from UTC, in minutes."""
    flags: Flag
    subject: int
    undone: int
    marks: str
    root: bool
    """Whether it has no parent: its files say nothing of a change."""

    def has(self, *flags: Flag) -> bool:
        """Whether it has one of these."""
        return any(self.flags & flag for flag in flags)

    def marked(self, kind: str) -> list[str]:
        """What it points at: `r` commits that it reverts, `f` commits that it mends, `#` issues."""
        return [mark[1:] for mark in self.marks.split() if mark[0] == kind]


class Cache:
    """The file of one repository."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = self._opened()
        except sqlite3.DatabaseError:
            self.delete()
            self._connection = self._opened()
        except OSError as error:
            raise StarlError(
                f"{path}: what is read cannot be kept there ({error.strerror}); choose a folder with --home"
            ) from None
        self.authors: dict[tuple[str, str], int] = {
            (name, mail): number for number, name, mail in self._run("SELECT number, name, mail FROM authors")
        }

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = normal")
        connection.execute("PRAGMA cache_size = -8000")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != _STAMP:
            tables = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            connection.executescript(
                "BEGIN IMMEDIATE;"
                + "".join(f"DROP TABLE {name};" for name in tables)
                + _TABLES
                + f"PRAGMA user_version = {_STAMP}; COMMIT"
            )
        return connection

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def delete(self) -> None:
        """Removes the file; the next scan makes it anew."""
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(str(self.path) + end).unlink()

    def empty(self) -> None:
        """Forgets everything."""
        self._connection.executescript(
            "BEGIN; DELETE FROM commits; DELETE FROM files; DELETE FROM heads; COMMIT"
        )

    def heads(self) -> set[str]:
        """The commits that were read and that no commit that was read has as its parent."""
        return {row[0] for row in self._run("SELECT sha FROM heads")}

    def add(self, commits: Iterable[tuple[object, ...]], heads: set[str]) -> None:
        """Keeps commits, each with its parents before it, and the heads that then hold; all or nothing."""
        with self._connection:
            self._run("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT OR IGNORE INTO commits (sha, author, at, zone, flags, subject, undone, marks, root) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                commits,
            )
            self._keep_heads(heads)

    def remove(self, shas: Iterable[str], heads: set[str]) -> None:
        """Forgets commits that can no longer be reached."""
        with self._connection:
            self._run("BEGIN IMMEDIATE")
            for sha in shas:
                number = "SELECT number FROM commits WHERE sha = ?"
                self._run(f"DELETE FROM files WHERE number = ({number})", [bytes.fromhex(sha)])  # noqa: S608
                self._run("DELETE FROM commits WHERE sha = ?", [bytes.fromhex(sha)])
            self._keep_heads(heads)

    def _keep_heads(self, heads: set[str]) -> None:
        self._run("DELETE FROM heads")
        self._connection.executemany("INSERT INTO heads VALUES (?)", [[sha] for sha in sorted(heads)])

    def author(self, name: str, mail: str) -> int:
        """The number of an author, made where there is none."""
        number = self.authors.get((name, mail))
        if number is None:
            self._run("INSERT OR IGNORE INTO authors (name, mail) VALUES (?, ?)", (name, mail))
            row = self._run("SELECT number FROM authors WHERE name = ? AND mail = ?", (name, mail)).fetchone()
            number = self.authors[name, mail] = int(row[0])
        return number

    def count(self) -> int:
        """How many commits are kept."""
        return int(self._run("SELECT count(*) FROM commits").fetchone()[0])

    def commits(self, authors: set[int] | None) -> Iterator[Commit]:
        """The commits of these authors, or all, and those of others that point at a commit; parents first."""
        where = ""
        if authors is not None:
            listed = ",".join(str(number) for number in sorted(authors))
            where = f"WHERE author IN ({listed}) OR flags & {Flag.REVERT | Flag.RELAND:d} OR marks LIKE '%f%'"
        for row in self._run(
            f"SELECT number, sha, author, at, zone, flags, subject, undone, marks, root FROM commits {where} "  # noqa: S608
            "ORDER BY number"
        ):
            number, sha, author, at, zone, flags, subject, undone, marks, root = row
            yield Commit(number, sha.hex(), author, at, zone, Flag(flags), subject, undone, marks, bool(root))

    def without_files(self, numbers: Iterable[int]) -> list[int]:
        """Those of these commits whose files were not read yet."""
        known = {row[0] for row in self._run("SELECT number FROM files")}
        return [number for number in numbers if number not in known]

    def add_files(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Keeps which files commits touch, as the hashes of `Files`."""
        with self._connection:
            self._run("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", rows)

    def files(self) -> Iterator[tuple[int, array[int]]]:
        """The files of each commit for which they were read, as hashes of their paths."""
        for number, packed in self._run("SELECT number, hashes FROM files"):
            hashes = array("q")
            hashes.frombytes(packed)
            yield number, hashes
