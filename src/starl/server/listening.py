"""Turns recordings of everybody into takes and words: what a worker does that has a recogniser."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from starl.errors import StarlError, Unreachable
from starl.model.hearing import Purpose
from starl.model.take import Transcript
from starl.practice.takes import Sound, keep_spoken
from starl.server.state import Hosted
from starl.server.watch import tell
from starl.speech.worker import Job, JobState
from starl.store.hosted.hearings import Taken
from starl.store.store import Store
from starl.web.hearing import created
from starl.web.hearings import Listener

_LOOK = 1.0
"""Seconds between two looks whether the person stopped it."""
_PREFIX = "starl-heard-"
_LEFT = 6 * 3600
"""Seconds after which nobody listens to a recording any more that lies in the folder for temporary files."""
_PATIENCE = 3
"""Tries at keeping a take, each with the wait of the database for another transaction."""
_NOT_KEPT = (
    "What was heard could not be kept on the server; the recording is still here. Remove recordings that you need no more, "
    "and try again."
)


class Listening:
    """One recording after the other, each of them once, however many workers there are and whichever of them dies."""

    def __init__(self, hosted: Hosted, listener: Listener) -> None:
        self._hosted = hosted
        self._listener = listener
        self._stopping = False

    def hear_all(self, more: Callable[[], None]) -> int:
        """Listens until nothing waits, and gives how many it took. more: is called where another worker could take one up."""
        _sweep()
        number = 0
        while not self._stopping:
            with self._hosted.engine.connected():
                taken = self._hosted.hearings.take()
                waiting = self._hosted.hearings.waiting() if taken else 0
            if taken is None:
                break
            if waiting:
                more()
            self._hear(taken)
            number += 1
        if self._stopping:
            more()
        return number

    def stop(self) -> None:
        """Ends the listening; what it was at, others begin anew."""
        self._stopping = True
        self._listener.close()

    def _hear(self, taken: Taken) -> None:
        with TemporaryDirectory(prefix=_PREFIX) as folder:
            path = Path(folder) / f"{taken.id}{taken.ending}"
            with self._hosted.engine.connected(), created(path) as file:
                file.writelines(self._hosted.hearings.parts(taken.id))
            job = self._listened(taken, path)
            with self._hosted.engine.connected():
                self._end(taken, job, path)
        tell("heard", hearing=taken.id, state=job.state, tried=taken.tries)

    def _listened(self, taken: Taken, path: Path) -> Job:
        """The job when it ended. Tells that it goes on, and ends it where the recording is not this worker's any more."""
        ended = threading.Event()
        job = self._listener.submit(path, lambda _: ended.set()).id
        while not ended.wait(_LOOK):
            # While the database is away the listening goes on: whose it is shows at the end.
            with suppress(StarlError), self._hosted.engine.connected():
                if not self._hosted.hearings.still(taken, self._listener.job(job).share):
                    self._listener.cancel(job)
        return self._listener.job(job)

    def _end(self, taken: Taken, job: Job, path: Path) -> None:
        keeper = self._hosted.hearings
        if job.state is JobState.CANCELLED:
            keeper.give_back(taken)
        elif job.transcript is None:
            keeper.failed(taken, job.said.replace(path.name, taken.name))
        elif taken.wish.purpose is Purpose.TEXT:
            keeper.heard(taken, transcript=job.transcript)
        elif not self._kept(taken, job.transcript, path):
            keeper.failed(taken, _NOT_KEPT)

    def _kept(self, taken: Taken, transcript: Transcript, path: Path) -> bool:
        """Whether the take is kept, or not wanted any more. The journal may be held for a while, such as by an import."""
        for _ in range(_PATIENCE):
            try:
                self._keep(taken, transcript, path)
                return True
            except Unreachable:
                raise
            except StarlError as error:
                tell("take not kept", hearing=taken.id, error=type(error.__cause__ or error).__name__)
        return False

    def _keep(self, taken: Taken, transcript: Transcript, path: Path) -> None:
        """Keeps the take and the end of the recording in one transaction: a worker killed in it leaves neither."""
        wish, keeper = taken.wish, self._hosted.hearings
        with self._hosted.engine.transaction(taken.account):
            if not keeper.holds(taken):
                return
            store = Store(self._hosted.engine, taken.account, clock=keeper.clock)
            story = wish.story if wish.story and store.stories.get(wish.story) else None
            sound = Sound(path.read_bytes(), taken.ending) if wish.keep else None
            take, _ = keep_spoken(
                store, transcript, wish.source, story=story, question=wish.question, sound=sound
            )
            keeper.heard(taken, take=take.id)


def _sweep() -> None:
    """Removes the recordings that workers left behind which were killed."""
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT:
                shutil.rmtree(folder)
