"""Looking for what did not go as planned, in a thread beside the server's, and the list that it leaves."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.inventory import answers
from starl.inventory.candidate import Candidate, reference
from starl.inventory.last import remember, remembered
from starl.inventory.scan import Request, Scan, scan
from starl.store.store import Store
from starl.web.journal import Journal

VERBS = {
    "keep": answers.keep,
    "dismiss": answers.dismiss,
    "entry": answers.make_entry,
    "story": answers.start_story,
}


class _StoppedError(Exception):
    """The person stopped the scan."""


class Done(NamedTuple):
    """An answer that can be taken back."""

    verb: str
    answer: answers.Answer
    taken: list[tuple[int, Candidate]]
    """The candidates that it took off the list, with their places."""


class Scans:
    """The one scan of a server: none, one that runs, or the list of the last one. Safe between threads."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal = journal
        self._folder = folder
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.found: Scan | None = None
        """What the last scan found; its candidates are those not answered yet."""
        self.done: list[Done] = []
        """The answers to it, the last one last."""
        self.said = ""
        """How far a scan is, or why it ended without a list."""

    @property
    def running(self) -> bool:
        """Whether a scan is running."""
        return self._thread is not None and self._thread.is_alive()

    def last(self) -> Request | None:
        """What was asked for last, here or on the command line."""
        return remembered(self._folder)

    def start(self, request: Request) -> None:
        """Starts a scan. Raises StarlError where one is running."""
        with self._lock:
            if self.running:
                raise StarlError("a scan is running already; stop it, or wait until it is done")
            remember(request, self._folder)
            self._stop.clear()
            self.found, self.done, self.said = None, [], "Beginning"
            self._thread = threading.Thread(target=self._run, args=(request,), name="inventory", daemon=True)
            self._thread.start()

    def stop(self, seconds: float = 0) -> None:
        """Asks a scan to stop, and waits so long for it."""
        self._stop.set()
        if self._thread is not None and seconds:
            self._thread.join(seconds)

    def _run(self, request: Request) -> None:
        try:
            with self._journal.open() as store:
                known = answers.answered(store)
            found = scan(request, self._folder, self._journal.now(), known, self._hear)
        except _StoppedError:
            self.said = "Stopped. What was read is kept, so that the next scan goes on from there."
        except StarlError as error:
            self.said = str(error)
        except Exception:
            self.said = "The scan failed within starl; the terminal says more."
            raise
        else:
            with self._lock:
                self.found, self.said = found, ""

    def _hear(self, what: str, number: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self.said = f"{number:,} {what} read"

    def answer(self, store: Store, verb: str, names: list[str]) -> Done:
        """Answers candidates by their references: one, or, to merge them, several.

        Raises StarlError where one is not on the list.
        """
        with self._lock:
            chosen = [self._named(name) for name in dict.fromkeys(names)]
            if verb == "merge":
                if len(chosen) < 2:
                    raise StarlError("merging takes two: tick one more, or use the key on the lower one")
                answer = answers.merge(store, chosen)
            else:
                answer = VERBS[verb](store, chosen[0])
            candidates = self._candidates()
            taken = sorted(((candidates.index(item), item) for item in chosen), key=lambda pair: pair[0])
            for item in chosen:
                candidates.remove(item)
            self.done.append(Done(verb, answer, taken))
            return self.done[-1]

    def undo(self, store: Store) -> Done:
        """Takes the last answer back. Raises StarlError where there is none, or its work was written on."""
        with self._lock:
            if not self.done:
                raise StarlError("there is nothing to undo")
            last = self.done[-1]
            answers.take_back(store, last.answer)
            self.done.pop()
            for place, item in last.taken:
                self._candidates().insert(place, item)
            return last

    def above(self, name: str) -> str:
        """The reference of the candidate above another one. Raises StarlError for the first."""
        with self._lock:
            place = self._candidates().index(self._named(name))
            if not place:
                raise StarlError("nothing stands above the first one to merge it with")
            return reference(self._candidates()[place - 1].source)

    def _candidates(self) -> list[Candidate]:
        return self.found.candidates if self.found else []

    def _named(self, name: str) -> Candidate:
        for item in self._candidates():
            if reference(item.source) == name:
                return item
        raise StarlError("this one is not on the list any more; it may have been answered in another window")
