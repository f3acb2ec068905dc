"""Accounts, the sessions of their browsers, the links that make them, and tries that are counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.account import Account, Part, Role, Session, Ticket
from starl.store.hosted.base import Keeper, digest, new_token
from starl.store.values import Row, moment, utc

_COLUMNS = "a.id, a.email, a.name, a.role, a.created, a.password, a.totp, a.disabled"
_SEEN = 60
"""Seconds after which it is noted anew that a session was used."""
_AGENT = 120
"""Characters kept of what a browser calls itself."""


class Visit(NamedTuple):
    """A session that holds."""

    account: Account
    token: str
    """Its digest."""
    theme: str | None
    """How the person's pages look, as JSON; None where nothing was chosen."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link that was given out says."""

    token: str
    """Its digest."""
    kind: Ticket
    email: str | None
    role: Role
    cohort: str | None
    part: Part
    account: str | None


def plain_email(text: str) -> str:
    """An address as it is compared. Raises StarlError for what is none.

    >>> plain_email(" Ann@Example.org ")
    'ann@example.org'
    """
    email = text.strip().lower()
    name, at, host = email.rpartition("@")
    if not (at and name and "." in host.strip(".") and len(email) <= 254) or any(c.isspace() for c in email):
        raise StarlError(f"'{text:.60}' is no e-mail address; write it like ann@example.org")
    return email


class Accounts(Keeper):
    """Who may come in."""

    def add(
        self,
        email: str,
        name: str,
        role: Role = Role.LEARNER,
        password: str | None = None,
        identity: tuple[str, str] | None = None,
    ) -> Account:
        """Makes an account. identity: the issuer and subject of OpenID Connect.

        Raises StarlError where the address is no address, or has an account.
        """
        email = plain_email(email)
        account = Account(self.new_id(), email, name.strip()[:80] or email, role, self.now(), password)
        issuer, subject = identity or (None, None)
        added = self.change(
            "INSERT INTO accounts (id, created, email, name, password, role, issuer, subject) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            account.id, utc(account.created), email, account.name, password, role.value, issuer, subject,
        )  # fmt: skip
        if not added:
            raise StarlError(f"{email} has an account already")
        return account

    def by_email(self, email: str) -> Account | None:
        """The account of an address."""
        return self._one("email = %s", email.strip().lower())

    def by_identity(self, issuer: str, subject: str) -> Account | None:
        """The account of somebody whom an issuer of OpenID Connect knows."""
        return self._one("issuer = %s AND subject = %s", issuer, subject)

    def has_identity(self, account: str) -> bool:
        """Whether some issuer of OpenID Connect may let this account in."""
        return bool(self.rows("SELECT 1 FROM accounts WHERE id = %s AND issuer IS NOT NULL", account))

    def link(self, account: str, issuer: str, subject: str) -> bool:
        """Lets somebody in whom an issuer knows; False where that one has an account already, or the account another."""
        with self.transaction():
            self.engine.hold(f"identity {issuer} {subject}")
            if self.by_identity(issuer, subject):
                return False
            linked = self.change(
                "UPDATE accounts SET issuer = %s, subject = %s WHERE id = %s AND issuer IS NULL",
                issuer,
                subject,
                account,
            )
            return bool(linked)

    def unlink(self, account: str, keep: str = "") -> bool:
        """Lets in by the password alone, and ends every session but the one of this digest.

        False where there was no link, or the account has no password to come in by.
        """
        with self.transaction():
            done = self.change(
                "UPDATE accounts SET issuer = NULL, subject = NULL "
                "WHERE id = %s AND issuer IS NOT NULL AND password IS NOT NULL",
                account,
            )
            if done:
                self.change("DELETE FROM sessions WHERE account = %s AND token <> %s", account, keep)
            return bool(done)

    def get(self, identifier: str) -> Account | None:
        """The account with this id."""
        return self._one("id = %s", identifier)

    def _one(self, condition: str, *values: object) -> Account | None:
        rows = self.rows(f"SELECT {_COLUMNS} FROM accounts a WHERE {condition}", *values)  # noqa: S608
        return _account(rows[0]) if rows else None

    def page(self, limit: int = 200, after: str = "") -> list[Account]:
        """The accounts by address, from behind this one on."""
        query = f"SELECT {_COLUMNS} FROM accounts a WHERE email > %s ORDER BY email LIMIT %s"  # noqa: S608
        return [_account(row) for row in self.rows(query, after, limit)]

    def count(self) -> int:
        """How many there are."""
        return int(self.rows("SELECT count(*) FROM accounts")[0][0])

    def set_password(self, account: str, password: str, keep: str = "") -> None:
        """Sets the encoded password and ends every session but the one of this digest."""
        with self.transaction():
            self.change("UPDATE accounts SET password = %s WHERE id = %s", password, account)
            self.change("DELETE FROM sessions WHERE account = %s AND token <> %s", account, keep)

    def rehash(self, account: str, password: str) -> None:
        """Keeps the same password in a newer encoding."""
        self.change("UPDATE accounts SET password = %s WHERE id = %s", password, account)

    def set_name(self, account: str, name: str) -> None:
        """Sets the name that the cohort sees."""
        self.change("UPDATE accounts SET name = %s WHERE id = %s", name.strip()[:80], account)

    def set_role(self, account: str, role: Role) -> bool:
        """Sets what the account is for."""
        return bool(self.change("UPDATE accounts SET role = %s WHERE id = %s", role.value, account))

    def set_totp(self, account: str, secret: str | None) -> None:
        """Asks for one-time codes of this secret from now on, or for none."""
        self.change("UPDATE accounts SET totp = %s, totp_step = 0 WHERE id = %s", secret, account)

    def use_totp(self, account: str, step: int) -> bool:
        """Whether the code of this step of time was not used yet; it is now."""
        return bool(
            self.change(
                "UPDATE accounts SET totp_step = %s WHERE id = %s AND totp_step < %s", step, account, step
            )
        )

    def disable(self, account: str, disabled: bool) -> bool:
        """Shuts somebody out at once, or lets them in again. The journal stays as it is."""
        with self.transaction():
            self.change("DELETE FROM sessions WHERE account = %s", account)
            return bool(self.change("UPDATE accounts SET disabled = %s WHERE id = %s", disabled, account))

    def remove(self, account: str) -> None:
        """Removes the account with all that belongs to it outside of its journal; its audit lines lose the name."""
        with self.transaction():
            self.change("UPDATE audit SET account = NULL, address = '' WHERE account = %s", account)
            self.change(
                "DELETE FROM letters WHERE recipient = (SELECT email FROM accounts WHERE id = %s)", account
            )
            self.change(
                "DELETE FROM tries WHERE who IN (SELECT unnest(ARRAY['account ' || email, 'reset ' || email, "
                "'account code ' || id, 'proof ' || id]) FROM accounts WHERE id = %s)",
                account,
            )
            self.change("DELETE FROM accounts WHERE id = %s", account)

    # Sessions.

    def begin(self, account: str, agent: str) -> str:
        """A new session; gives its token, which is kept nowhere else."""
        token = new_token()
        now = utc(self.now())
        self.rows(
            "INSERT INTO sessions (token, account, created, seen, agent) VALUES (%s, %s, %s, %s, %s)",
            digest(token), account, now, now, agent.replace("\0", "")[:_AGENT],
        )  # fmt: skip
        return token

    def visit(self, token: str, idle: dt.timedelta, life: dt.timedelta) -> Visit | None:
        """Who comes with this token; None where the session ended, grew too old, or the account is disabled."""
        rows = self.rows(
            f"SELECT {_COLUMNS}, s.seen, t.value FROM sessions s JOIN accounts a ON a.id = s.account "  # noqa: S608
            "LEFT JOIN settings t ON t.owner = a.id AND t.name = 'web.theme' "
            "WHERE s.token = %s AND s.seen > %s AND s.created > %s AND NOT a.disabled",
            digest(token), utc(self.now() - idle), utc(self.now() - life),
        )  # fmt: skip
        if not rows:
            return None
        *columns, seen, theme = rows[0]
        if seen < self.ago(seconds=_SEEN):
            self.change("UPDATE sessions SET seen = %s WHERE token = %s", utc(self.now()), digest(token))
        return Visit(_account(tuple(columns)), digest(token), theme)

    def sessions(self, account: str) -> list[Session]:
        """Where somebody is logged in, the one used last first."""
        return [
            Session(token, moment(created), moment(seen), agent)
            for token, created, seen, agent in self.rows(
                "SELECT token, created, seen, agent FROM sessions WHERE account = %s ORDER BY seen DESC",
                account,
            )
        ]

    def end(self, account: str, token: str) -> bool:
        """Ends the session of this digest, if it is this account's."""
        return bool(self.change("DELETE FROM sessions WHERE account = %s AND token = %s", account, token))

    # Links.

    def give(
        self,
        kind: Ticket,
        life: dt.timedelta,
        *,
        email: str | None = None,
        role: Role = Role.LEARNER,
        cohort: str | None = None,
        part: Part = Part.LEARNER,
        account: str | None = None,
    ) -> str:
        """A token that is good once, for so long. email: only for this address."""
        token = new_token()
        self.rows(
            "INSERT INTO tickets (token, kind, email, role, part, cohort, account, created, expires) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            digest(token), kind.value, plain_email(email) if email else None, role.value, part.value, cohort,
            account, utc(self.now()), utc(self.now() + life),
        )  # fmt: skip
        return token

    def opened(self, token: str, kind: Ticket) -> Opened | None:
        """What a link says; None where it was used, is too old, or never was."""
        rows = self.rows(
            "SELECT token, kind, email, role, cohort, part, account FROM tickets "
            "WHERE token = %s AND kind = %s AND used IS NULL AND expires > %s",
            digest(token), kind.value, utc(self.now()),
        )  # fmt: skip
        if not rows:
            return None
        of, _, email, role, cohort, part, account = rows[0]
        return Opened(of, kind, email, Role(role), cohort, Part(part), account)

    def use(self, opened: Opened) -> None:
        """Uses a link up. Raises StarlError where somebody else did meanwhile."""
        if not self.change(
            "UPDATE tickets SET used = %s WHERE token = %s AND used IS NULL", utc(self.now()), opened.token
        ):
            raise StarlError("this link was used already; ask for a new one")

    # Tries.

    def may_try(self, who: str, most: int, minutes: float) -> bool:
        """Counts a try, on all machines together; False where there were `most` in these minutes."""
        with self.transaction():
            self.engine.hold(f"tries {who}")
            ((number,),) = self.rows(
                "SELECT count(*) FROM tries WHERE who = %s AND at > %s", who, self.ago(minutes=minutes)
            )
            if number >= most:
                return False
            self.rows("INSERT INTO tries (who, at) VALUES (%s, %s)", who, utc(self.now()))
            return True

    def forget_tries(self, who: str) -> None:
        """Starts to count anew: the right password came."""
        self.change("DELETE FROM tries WHERE who = %s", who)

    def sweep(self, idle: dt.timedelta, life: dt.timedelta) -> None:
        """Removes sessions, links and tries that are of no use any more."""
        self.change(
            "DELETE FROM sessions WHERE seen < %s OR created < %s",
            utc(self.now() - idle),
            utc(self.now() - life),
        )
        self.change("DELETE FROM tickets WHERE expires < %s", self.ago(days=30))
        self.change("DELETE FROM tries WHERE at < %s", self.ago(days=1))


def _account(row: Row) -> Account:
    identifier, email, name, role, created, password, totp, disabled = row
    return Account(identifier, email, name, Role(role), moment(created), password, totp, disabled)
