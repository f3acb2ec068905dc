"""The audit log: who did what with accounts and shared stories. Lines are only ever added."""

from __future__ import annotations

from starl.model.account import Event
from starl.store.hosted.base import Keeper
from starl.store.values import moment, utc


class Audit(Keeper):
    """Lines by time. `about` names a record, never what is in it."""

    def note(self, action: str, account: str | None = None, about: str = "", address: str = "") -> None:
        """Adds a line. address: from where it was done."""
        self.rows(
            "INSERT INTO audit (at, account, action, about, address) VALUES (%s, %s, %s, %s, %s)",
            utc(self.now()), account, action, about[:200], address[:60],
        )  # fmt: skip

    def list(self, limit: int = 200, account: str | None = None) -> list[Event]:
        """The newest lines, of all or of one account."""
        mine, values = ("WHERE account = %s ", (account,)) if account else ("", ())
        query = f"SELECT at, account, action, about, address FROM audit {mine}ORDER BY number DESC LIMIT %s"  # noqa: S608
        return [
            Event(moment(at), who, action, about, address)
            for at, who, action, about, address in self.rows(query, *values, limit)
        ]
