"""What the coach says of the stories as they are, kept as long as they stay so."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from threading import Lock

from starl.errors import StarlError
from starl.model.report import Report
from starl.model.story_record import StoryRecord
from starl.practice.plan_state import judged_anew
from starl.store.store import Store
from starl.web.journal import Journal

MOST = 2000
"""Reports that are kept; the one that was not asked for longest goes first."""


class Readings:
    """Reports by owner, story and the moment of its last save. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, object], Report] = OrderedDict()
        self._lock = Lock()
        self._stopped = False

    def warm(self, journal: Journal) -> bool:
        """Reads all stories, so that the first page does not wait for them; False where it was stopped.

        For a thread of its own.
        """
        with suppress(StarlError), journal.open() as store:
            for record in store.stories.select(limit=MOST):
                if self._stopped:
                    return False
                self.read(store, record)
        return True

    def stop(self) -> None:
        """Ends `warm` after the story at hand."""
        self._stopped = True

    def read(self, store: Store, record: StoryRecord) -> Report:
        """The report on the story's newest text."""
        key = (store.owner, record.id, record.updated)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        report = judged_anew(store, record)
        with self._lock:
            self._kept[key] = report
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return report
