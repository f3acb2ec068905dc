"""What is done in the background, as rows: letters to be sent, exports to be made. Jobs only say that there is some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from starl.store.hosted.base import Keeper
from starl.store.values import maybe_moment, moment, utc

GIVE_UP = 8
"""Tries at a letter."""
EXPORT_HOURS = 24
"""Hours that an export waits to be fetched."""


class Letter(NamedTuple):
    """An e-mail that waits."""

    id: str
    recipient: str
    subject: str
    body: str


class Export(NamedTuple):
    """A copy of somebody's journal that was asked for."""

    id: str
    created: dt.datetime
    made: dt.datetime | None
    """None as long as it is not ready."""
    size: int
    """Bytes; 0 as long as it is not ready."""


class Work(Keeper):
    """The row is the truth: a job that comes twice finds it done, and one that was lost is made again from it."""

    def write(self, recipient: str, subject: str, body: str) -> str:
        """Has a letter sent, when the transaction is written."""
        identifier = self.new_id()
        self.rows(
            "INSERT INTO letters (id, created, recipient, subject, body) VALUES (%s, %s, %s, %s, %s)",
            identifier, utc(self.now()), recipient, subject, body,
        )  # fmt: skip
        return identifier

    def next_letter(self) -> Letter | None:
        """The oldest letter that waits, kept from other workers until the transaction ends."""
        rows = self.rows(
            "SELECT id, recipient, subject, body FROM letters WHERE sent IS NULL AND failed < %s "
            "ORDER BY failed, created LIMIT 1 FOR UPDATE SKIP LOCKED",
            GIVE_UP,
        )
        return Letter(*rows[0]) if rows else None

    def sent(self, letter: str) -> None:
        """Notes that the mail server took it, and forgets what it said: it may hold a link."""
        self.change("UPDATE letters SET sent = %s, body = '' WHERE id = %s", utc(self.now()), letter)

    def failed(self, letter: str) -> None:
        """Counts a try that failed."""
        self.change("UPDATE letters SET failed = failed + 1 WHERE id = %s", letter)

    def waiting_letters(self) -> int:
        """How many wait."""
        return int(self.rows("SELECT count(*) FROM letters WHERE sent IS NULL")[0][0])

    def jobs(self) -> dict[str, int]:
        """How many jobs of the queue there are in each state."""
        rows = self.rows(
            "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status ORDER BY status"
        )
        return {status: int(number) for status, number in rows}

    def ask_export(self, account: str) -> str:
        """Asks for a copy; an earlier one is thrown away, one that is not ready yet is the answer."""
        with self.transaction():
            self.engine.hold(f"export {account}")
            rows = self.rows("SELECT id FROM exports WHERE account = %s AND made IS NULL", account)
            if rows:
                return str(rows[0][0])
            self.change("DELETE FROM exports WHERE account = %s", account)
            identifier = self.new_id()
            self.rows(
                "INSERT INTO exports (id, account, created) VALUES (%s, %s, %s)",
                identifier, account, utc(self.now()),
            )  # fmt: skip
            return identifier

    def to_export(self, identifier: str) -> str | None:
        """The account of an export that is to be made; None where it is made or gone."""
        rows = self.rows("SELECT account FROM exports WHERE id = %s AND made IS NULL", identifier)
        return str(rows[0][0]) if rows else None

    def unmade_exports(self) -> list[str]:
        """Those that are to be made."""
        return [
            identifier for (identifier,) in self.rows("SELECT id FROM exports WHERE made IS NULL ORDER BY id")
        ]

    def keep_export(self, identifier: str, size: int, parts: Iterable[bytes]) -> bool:
        """Keeps the file for a day; False where there is one already. size: bytes of all parts together."""
        with self.transaction():
            if not self.change(
                "UPDATE exports SET size = %s, made = %s WHERE id = %s AND made IS NULL",
                size, utc(self.now()), identifier,
            ):  # fmt: skip
                return False
            self.keep_parts("export", identifier, parts)
            return True

    def export_of(self, account: str) -> Export | None:
        """The copy that somebody asked for."""
        rows = self.rows("SELECT id, created, made, size FROM exports WHERE account = %s", account)
        if not rows:
            return None
        identifier, created, made, size = rows[0]
        return Export(identifier, moment(created), maybe_moment(made), int(size))

    def may_fetch(self, identifier: str, account: str) -> int | None:
        """The bytes of an export, if it is this account's and ready."""
        rows = self.rows(
            "SELECT size FROM exports WHERE id = %s AND account = %s AND made IS NOT NULL",
            identifier,
            account,
        )
        return int(rows[0][0]) if rows else None

    def drop_export(self, identifier: str, account: str) -> bool:
        """Throws an export away, if it is this account's; one that is being made is not kept then."""
        return bool(self.change("DELETE FROM exports WHERE id = %s AND account = %s", identifier, account))

    def sweep(self) -> None:
        """Throws away exports that nobody fetched, and letters of a month ago."""
        self.change("DELETE FROM exports WHERE created < %s", self.ago(hours=EXPORT_HOURS))
        self.change("DELETE FROM letters WHERE created < %s", self.ago(days=30))
