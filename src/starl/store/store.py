"""The journal of one owner, and how to open it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

from starl.model.ids import ENTROPY_BYTES, make_id
from starl.store.engine import WAIT, Engine
from starl.store.home import is_address
from starl.store.migrate import bring_up
from starl.store.scope import OWNER, Scope

if TYPE_CHECKING:
    from starl.model.search import Hit, RecordKind
    from starl.store.attempts import Attempts
    from starl.store.cards import Cards
    from starl.store.dismissals import Dismissals
    from starl.store.entries import Entries
    from starl.store.experiences import Experiences
    from starl.store.feedback import Feedbacks
    from starl.store.improvements import Improvements
    from starl.store.interviews import Interviews
    from starl.store.mocks import Mocks
    from starl.store.settings import Settings
    from starl.store.shares import ShareLinks, Shares, ShareVisits
    from starl.store.stamp import Stamp
    from starl.store.stories import Stories
    from starl.store.takes import Takes
    from starl.store.uses import Uses
    from starl.store.values import Row

Clock = Callable[[], dt.datetime]
"""Gives the moment, with a time zone."""
Randomness = Callable[[int], bytes]
"""Gives so many random bytes."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """One owner's view of a database. What keeps a kind of record is imported when it is asked for."""

    def __init__(
        self, engine: Engine, owner: str = OWNER, *, clock: Clock = _now, randomness: Randomness = urandom
    ) -> None:
        self.engine = engine
        self.owner = owner
        self._clock = clock
        self._randomness = randomness
        self._last_id: str | None = None
        self._scope = Scope(engine, owner, self.now)

    @cached_property
    def entries(self) -> Entries:
        """Dated records of what happened."""
        from starl.store.entries import Entries

        return Entries(self._scope)

    @cached_property
    def stories(self) -> Stories:
        """Stories and their revisions."""
        from starl.store.stories import Stories

        return Stories(self._scope)

    @cached_property
    def experiences(self) -> Experiences:
        """Candidates for stories."""
        from starl.store.experiences import Experiences

        return Experiences(self._scope)

    @cached_property
    def cards(self) -> Cards:
        """What is reviewed, and when."""
        from starl.store.cards import Cards

        return Cards(self._scope)

    @cached_property
    def improvements(self) -> Improvements:
        """What was to be done differently."""
        from starl.store.improvements import Improvements

        return Improvements(self._scope)

    @cached_property
    def interviews(self) -> Interviews:
        """Interviews, planned and past."""
        from starl.store.interviews import Interviews

        return Interviews(self._scope)

    @cached_property
    def uses(self) -> Uses:
        """Stories told in real interviews."""
        from starl.store.uses import Uses

        return Uses(self._scope)

    @cached_property
    def attempts(self) -> Attempts:
        """What was done in exercises."""
        from starl.store.attempts import Attempts

        return Attempts(self._scope)

    @cached_property
    def takes(self) -> Takes:
        """Rehearsals."""
        from starl.store.takes import Takes

        return Takes(self._scope)

    @cached_property
    def mocks(self) -> Mocks:
        """Mock interviews."""
        from starl.store.mocks import Mocks

        return Mocks(self._scope)

    @cached_property
    def dismissals(self) -> Dismissals:
        """Findings that were set aside."""
        from starl.store.dismissals import Dismissals

        return Dismissals(self._scope)

    @cached_property
    def shares(self) -> Shares:
        """Stories as they were given to peers."""
        from starl.store.shares import Shares

        return Shares(self._scope)

    @cached_property
    def share_links(self) -> ShareLinks:
        """Links to them."""
        from starl.store.shares import ShareLinks

        return ShareLinks(self._scope)

    @cached_property
    def share_visits(self) -> ShareVisits:
        """Who used the links."""
        from starl.store.shares import ShareVisits

        return ShareVisits(self._scope)

    @cached_property
    def feedback(self) -> Feedbacks:
        """The reviews that came back."""
        from starl.store.feedback import Feedbacks

        return Feedbacks(self._scope)

    @cached_property
    def settings(self) -> Settings:
        """Named values."""
        from starl.store.settings import Settings

        return Settings(self._scope)

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return self._clock().astimezone(dt.UTC)

    def new_id(self) -> str:
        """An id that sorts after those that this store made before, as long as the clock goes on."""
        self._last_id = make_id(self.now(), self._randomness(ENTROPY_BYTES), self._last_id)
        return self._last_id

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is written inside, and no other writer of this owner meanwhile; may be nested."""
        return self._scope.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is as it was at one moment, while others may write. Not within a transaction."""
        return self.engine.snapshot()

    def state(self) -> tuple[Row, ...]:
        """A value that is another one after entries, stories, improvements or reviews were changed.

        It is for keeping sums over them. An older record that was taken in where another was removed, both in the
        middle and between two looks, is the one change that it does not show.
        """
        from starl.store.state import state

        return state(self._scope)

    def erase(self) -> None:
        """Removes everything of this owner for good, in one transaction. Not within a transaction.

        A file is written anew after that, so that the words are not in its free pages either, and the recordings of
        takes are removed. Copies (`backups`) and exports are files of their own, and stay.

        Raises StarlError where the words are removed, but the file cannot be written anew; doing it again does that.
        """
        from starl.store.erase import erase

        erase(self._scope)

    def stamp(self) -> Stamp:
        """Equal as long as no story, entry, experience, use, or card of a story is added, saved or removed."""
        from starl.store.stamp import stamp

        return stamp(self._scope)

    def search(
        self,
        query: str,
        kinds: Iterable[RecordKind] = (),
        labels: Iterable[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> list[Hit]:
        """What answers a query best: words, "phrases", beginnings* and -what must not be there.

        kinds: only these. labels: having all of these tags or themes. since, until: days, both included.
        An empty query gives the newest records. Raises StarlError for a query that only excludes.
        """
        from starl.store.search import search

        return search(self._scope, query, kinds, labels, since, until, limit, offset)


def open_engine(where: str | Path, pool: int = 0, *, wait: float = WAIT) -> Engine:
    """The database at a path or a PostgreSQL address, brought to the schema that this version knows.

    pool: the most connections to keep for the threads of a server; 0 keeps one for each thread that asks.
    wait: seconds to wait for another program that holds the database.

    Raises StarlError where it cannot be opened, is no journal, or was written by a newer starl.
    """
    engine: Engine
    if isinstance(where, str) and is_address(where):
        from starl.store.postgres import PostgresEngine

        engine = PostgresEngine(where, pool, wait)
    else:
        from starl.store.sqlite import SqliteEngine

        engine = SqliteEngine(Path(where), pool, wait)
    try:
        bring_up(engine)
    except BaseException:
        engine.close()
        raise
    return engine


@contextmanager
def open_store(
    where: str | Path, owner: str = OWNER, *, clock: Clock = _now, randomness: Randomness = urandom
) -> Iterator[Store]:
    """The journal at a path or a PostgreSQL address, as one owner sees it; closed at the end. Raises as `open_engine`."""
    with open_engine(where) as engine:
        yield Store(engine, owner, clock=clock, randomness=randomness)
