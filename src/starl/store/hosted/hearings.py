"""Recordings that wait to be heard, on a shared server. The row is the truth; a job only says that there is one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from starl.model.hearing import Hearing, State, Wish, wish_data, wish_of
from starl.model.take import Transcript, transcript_data, transcript_of
from starl.store.hosted.base import Keeper
from starl.store.values import Row, moment, utc

TEXT_HOURS = 24
"""Hours that a text waits to be fetched, and that it is known what became of a recording."""
UNHEARD_DAYS = 7
"""Days that a recording stays that nobody could, or wanted to, listen to."""
TRIES = 3
"""Workers that may die of a recording."""
SILENT = 60
"""Seconds without a word after which a worker is taken for dead. The database's clock counts them."""

_TURNS = (
    "SELECT id, state AS now, created AS since, row_number() OVER (PARTITION BY account ORDER BY created, id) AS turn "
    "FROM hearings WHERE state IN ('waiting', 'listening')"
)
"""Everybody's first recording comes before anybody's second."""
_HEARING = (
    "SELECT h.id, h.created, h.name, h.ending, h.wish, h.state, h.share, h.said, h.transcript, h.take, "  # noqa: S608
    "coalesce(p.ahead, 0) FROM hearings h LEFT JOIN (SELECT id, row_number() OVER "
    f"(ORDER BY now = 'waiting', turn, since, id) - 1 AS ahead FROM ({_TURNS}) t) p ON p.id = h.id "
    "WHERE h.account = %s "
)


class Taken(NamedTuple):
    """A recording that a worker listens to."""

    id: str
    account: str
    name: str
    ending: str
    wish: Wish
    tries: int
    """How often it was taken up, this time included."""
    worker: str
    """What it is this worker's by; another one takes it up under another."""


class Hearings(Keeper):
    """Everybody's. What is asked for by an account is only ever that account's."""

    # For those whose recordings they are.

    def add(
        self, account: str, name: str, ending: str, wish: Wish, size: int, parts: Iterable[bytes]
    ) -> Hearing:
        """Keeps a recording that is to be heard. size: bytes of all parts together."""
        identifier, now = secrets.token_hex(16), self.now()
        with self.transaction():
            self.rows(
                "INSERT INTO hearings (id, account, created, changed, name, ending, wish, state, size) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s, 'waiting', %s)",
                identifier, account, utc(now), utc(now), name, ending, json.dumps(wish_data(wish)), size,
            )  # fmt: skip
            self.keep_parts("hearing", identifier, parts)
        return Hearing(identifier, now, name, ending, wish, State.WAITING)

    def get(self, identifier: str, account: str) -> Hearing | None:
        """One as it stands; None for any other account's."""
        rows = self.rows(f"{_HEARING}AND h.id = %s", account, identifier)
        return _hearing(rows[0]) if rows else None

    def of(self, account: str) -> list[Hearing]:
        """All of an account, the oldest first."""
        return [_hearing(row) for row in self.rows(f"{_HEARING}ORDER BY h.created, h.id", account)]

    def busy(self, account: str) -> int:
        """How many of an account wait or are listened to."""
        query = "SELECT count(*) FROM hearings WHERE account = %s AND state IN ('waiting', 'listening')"
        return int(self.rows(query, account)[0][0])

    def bytes_of(self, account: str) -> int:
        """What the recordings of an account take that lie here."""
        query = "SELECT coalesce(sum(size), 0) FROM hearings WHERE account = %s"
        return int(self.rows(query, account)[0][0])

    def again(self, identifier: str, account: str) -> bool:
        """Has one listened to that was stopped or not understood."""
        return bool(
            self.change(
                "UPDATE hearings SET state = 'waiting', share = 0, said = '', tries = 0, changed = %s "
                "WHERE id = %s AND account = %s AND state IN ('failed', 'cancelled')",
                utc(self.now()), identifier, account,
            )
        )  # fmt: skip

    def stop(self, identifier: str, account: str) -> bool:
        """Has no worker listen to it any more. Its recording stays."""
        return bool(
            self.change(
                "UPDATE hearings SET state = 'cancelled', worker = NULL, changed = %s "
                "WHERE id = %s AND account = %s AND state IN ('waiting', 'listening')",
                utc(self.now()), identifier, account,
            )
        )  # fmt: skip

    def drop(self, identifier: str, account: str) -> bool:
        """Throws one away, with its recording."""
        return bool(self.change("DELETE FROM hearings WHERE id = %s AND account = %s", identifier, account))

    def parts(self, identifier: str) -> Iterator[bytes]:
        """Its recording, part by part."""
        return self.read_parts("hearing", identifier)

    # For the workers.

    def take(self) -> Taken | None:
        """The recording whose turn it is, from now on this worker's and no other's."""
        worker = secrets.token_hex(8)
        rows = self.rows(
            "UPDATE hearings SET state = 'listening', worker = %s, seen = now(), share = 0, tries = tries + 1 "  # noqa: S608
            f"WHERE id = (SELECT h.id FROM hearings h JOIN ({_TURNS}) t ON t.id = h.id WHERE h.state = 'waiting' "
            "ORDER BY t.turn, h.created, h.id LIMIT 1 FOR UPDATE OF h SKIP LOCKED) "
            "RETURNING id, account, name, ending, wish, tries",
            worker,
        )
        if not rows:
            return None
        identifier, account, name, ending, wish, tries = rows[0]
        return Taken(identifier, account, name, ending, wish_of(json.loads(wish)), tries, worker)

    def waiting(self) -> int:
        """How many nobody listens to yet."""
        return int(self.rows("SELECT count(*) FROM hearings WHERE state = 'waiting'")[0][0])

    def still(self, taken: Taken, share: float) -> bool:
        """Notes how much was heard, 0..1, and that the worker lives; False where it is not its recording any more."""
        return self._mine(taken, "share = %s, seen = now()", share)

    def give_back(self, taken: Taken) -> None:
        """Lets another worker have it: this one ends, through no fault of the recording."""
        self._mine(taken, "state = 'waiting', worker = NULL, share = 0, tries = tries - 1")

    def failed(self, taken: Taken, said: str) -> None:
        """Notes why it could not be heard."""
        self._mine(taken, "state = 'failed', worker = NULL, said = %s, changed = %s", said, utc(self.now()))

    def holds(self, taken: Taken) -> bool:
        """Whether it is still this worker's, and stays so until the transaction ends."""
        return self._mine(taken, "seen = now()")

    def heard(self, taken: Taken, take: str | None = None, transcript: Transcript | None = None) -> None:
        """Notes that it was heard, and the take or the words that came of it, and throws the recording away."""
        words = transcript and json.dumps(transcript_data(transcript), ensure_ascii=False)
        done = "state = 'done', worker = NULL, share = 1, size = 0, take = %s, transcript = %s, changed = %s"
        with self.transaction():
            if self._mine(taken, done, take, words, utc(self.now())):
                self.engine.run("DELETE FROM hearing_parts WHERE hearing = %s", (taken.id,))

    def _mine(self, taken: Taken, what: str, *values: object) -> bool:
        query = f"UPDATE hearings SET {what} WHERE id = %s AND worker = %s AND state = 'listening'"  # noqa: S608
        return bool(self.change(query, *values, taken.id, taken.worker))

    def recover(self, said: str) -> None:
        """Takes recordings from workers that died, for others; said: why one failed that several died of."""
        silent = "state = 'listening' AND seen < now() - make_interval(secs => %s)"
        self.change(
            "UPDATE hearings SET state = 'failed', worker = NULL, said = %s, changed = %s "  # noqa: S608
            f"WHERE tries >= %s AND {silent}",
            said, utc(self.now()), TRIES, SILENT,
        )  # fmt: skip
        self.change(
            f"UPDATE hearings SET state = 'waiting', worker = NULL, share = 0 WHERE {silent}",  # noqa: S608
            SILENT,
        )

    def sweep(self) -> None:
        """Throws away what was heard a day ago, and recordings that lay about for a week."""
        self.change("DELETE FROM hearings WHERE state = 'done' AND changed < %s", self.ago(hours=TEXT_HOURS))
        self.change(
            "DELETE FROM hearings WHERE state <> 'listening' AND changed < %s", self.ago(days=UNHEARD_DAYS)
        )


def _hearing(row: Row) -> Hearing:
    identifier, created, name, ending, wish, state, share, said, transcript, take, ahead = row
    return Hearing(
        identifier,
        moment(created),
        name,
        ending,
        wish_of(json.loads(wish)),
        State(state),
        int(ahead),
        float(share),
        said,
        transcript_of(json.loads(transcript)) if transcript else None,
        take,
    )
