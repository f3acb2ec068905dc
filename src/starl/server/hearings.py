"""The recordings of one account, as its pages and its API ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from starl.errors import StarlError
from starl.model.hearing import Hearing, State, Wish
from starl.server.queue import HEAR, Queue
from starl.server.state import Hosted
from starl.store.hosted.base import PART
from starl.store.store import Store
from starl.web.sounds import sent_as
from starl.web.uploads import plain_name
from starl.web.words import size

MOST = 5
"""Recordings of an account that may wait at once."""
DEAF = (
    "This server does not listen to recordings. Type what you said, or rehearse aloud with starl on your own machine "
    "and bring the journal here with an export."
)


class AccountHearings:
    """In the place of `starl.web.hearings.Hearings`: another account's are as if they were not there."""

    def __init__(self, hosted: Hosted, queue: Queue, account: str, missing: Callable[[], str]) -> None:
        """missing: says what the server lacks to listen, for its operator; empty where it lacks nothing."""
        self._hosted = hosted
        self._queue = queue
        self._account = account
        self._missing = missing

    def ready(self) -> str:
        """Empty where recordings can be listened to; else what a learner can do."""
        return DEAF if self._missing() else ""

    def add(self, file: IO[bytes], name: str, wish: Wish) -> Hearing:
        """Keeps a recording and has it listened to.

        Raises StarlError where nothing can listen, the recording is empty, too many wait, or the account has no room.
        """
        self._check_ready()
        length = file.seek(0, 2)
        ending = sent_as(file, name)
        keeper = self._hosted.hearings
        with self._hosted.engine.connected(), keeper.transaction():
            self._hold_place()
            self._check_room(length)
            made = keeper.add(self._account, plain_name(name), ending, wish, length, _parts(file))
        self._queue.say(HEAR)
        return made

    def get(self, identifier: str) -> Hearing | None:
        """One as it stands now; None where there is none, or it is another account's."""
        with self._hosted.engine.connected():
            return self._hosted.hearings.get(identifier, self._account)

    def all(self) -> list[Hearing]:
        """All of the account, those that were heard since yesterday among them, the oldest first."""
        with self._hosted.engine.connected():
            return self._hosted.hearings.of(self._account)

    def unfinished(self, story: str | None = None) -> list[Hearing]:
        """Those, of one story where its id is given, of which nothing came yet, the oldest first."""
        return [
            one
            for one in self.all()
            if one.state is not State.DONE and (story is None or one.wish.story == story)
        ]

    def again(self, hearing: Hearing) -> Hearing:
        """Has one listened to that was stopped, or not understood. Raises StarlError as `add`."""
        self._check_ready()
        with self._hosted.engine.connected(), self._hosted.hearings.transaction():
            if not hearing.busy:
                self._hold_place()
                self._hosted.hearings.again(hearing.id, self._account)
        self._queue.say(HEAR)
        return self.get(hearing.id) or hearing

    def stop(self, hearing: Hearing) -> None:
        """Stops listening. The recording stays, for another try."""
        with self._hosted.engine.connected():
            self._hosted.hearings.stop(hearing.id, self._account)

    def drop(self, hearing: Hearing) -> None:
        """Stops listening, and throws the recording and what was heard away. A take that came of it stays."""
        with self._hosted.engine.connected():
            self._hosted.hearings.drop(hearing.id, self._account)

    def used(self) -> int:
        """Bytes that count against the account's quota: recordings that are kept, and those that wait."""
        with self._hosted.engine.connected():
            return self._used()

    def _used(self) -> int:
        kept = Store(self._hosted.engine, self._account).takes.recorded_bytes()
        return kept + self._hosted.hearings.bytes_of(self._account)

    def _check_ready(self) -> None:
        if said := self.ready():
            raise StarlError(said)

    def _hold_place(self) -> None:
        """Keeps the account's other requests from adding until the transaction ends. Raises where too many wait."""
        self._hosted.engine.hold(f"hearings {self._account}")
        if self._hosted.hearings.busy(self._account) >= MOST:
            raise StarlError(f"{MOST} of your recordings wait already; wait until some of them are heard")

    def _check_room(self, length: int) -> None:
        quota = self._hosted.environment.quota
        used = self._used()
        if used + length > quota:
            raise StarlError(
                f"there is no room for this recording ({size(length)}): yours take {size(used)} of the {size(quota)} that "
                "an account has here. Remove some: on a take’s page, “Remove only the recording”; or those that wait, "
                "under Account, “What is being done for you”"
            )


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(PART):
        yield part
