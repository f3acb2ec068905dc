"""Recordings that were sent, until they are heard: kept on disk, listened to one after the other, turned into takes."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Protocol

from starl.errors import StarlError
from starl.model.hearing import Hearing, Purpose, State, Wish
from starl.practice.takes import Sound, keep_spoken
from starl.speech.worker import Job, JobState
from starl.web.hearing import created, read_note, write_note
from starl.web.journal import Journal
from starl.web.sounds import sent_as
from starl.web.uploads import plain_name

FOLDER = "hearings"
MOST = 20
"""Recordings that may wait at once."""
_KEPT = dt.timedelta(days=1)
"""How long a text waits to be fetched."""
_ODD_END = "Something in starl went wrong while it listened; the recording is still here. Try again."


class Listener(Protocol):
    """A recogniser, as `starl.speech.worker.Recogniser` is one."""

    def ready(self) -> str:
        """Empty where it can listen, else why not."""

    def submit(self, path: Path, done: Callable[[Job], None] | None = None) -> Job:
        """Queues a recording."""

    def job(self, identifier: str) -> Job:
        """How far it is."""

    def cancel(self, identifier: str) -> None:
        """Ends it."""

    def close(self, seconds: float = 2) -> None:
        """Ends all."""


class Hearings:
    """All recordings of a server that are not heard yet, and what came of those that are. Safe between threads."""

    def __init__(self, journal: Journal, home: Path, listener: Listener) -> None:
        self._journal = journal
        self._folder = home / FOLDER
        self._listener = listener
        self._lock = threading.RLock()
        self._jobs: dict[str, str] = {}
        self._all: dict[str, Hearing] = {hearing.id: hearing for hearing in self._left_over()}

    def ready(self) -> str:
        """Empty where recordings can be listened to; else why not, and what to do."""
        return self._listener.ready()

    def add(self, file: IO[bytes], name: str, wish: Wish) -> Hearing:
        """Keeps a recording and has it listened to.

        Raises StarlError where nothing can listen, the recording is empty or cannot be kept, or too many wait.
        """
        if missing := self.ready():
            raise StarlError(missing)
        with self._lock:
            if sum(one.busy for one in self._all.values()) >= MOST:
                raise StarlError(f"{MOST} recordings wait already; wait until some of them are heard")
        ending = sent_as(file, name)
        hearing = Hearing(secrets.token_hex(16), self._journal.now(), plain_name(name), ending, wish)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with created(self._path(hearing)) as target:
                shutil.copyfileobj(file, target)
            write_note(self._folder, hearing)
        except OSError as error:
            self._remove(hearing)
            raise StarlError(
                f"the recording cannot be kept ({error.strerror}); look at the space and the permissions of "
                f"{self._folder}, and send it again"
            ) from error
        return self._listen(hearing)

    def get(self, identifier: str) -> Hearing | None:
        """A hearing as it stands now; None where there is none (any more)."""
        with self._lock:
            hearing = self._all.get(identifier)
            job = self._jobs.get(identifier)
        if hearing is None or not hearing.busy or job is None:
            return hearing
        with suppress(StarlError):
            now = self._listener.job(job)
            if not now.state.ended:
                return replace(hearing, state=State(now.state), ahead=now.ahead, share=now.share)
        with self._lock:
            return self._all.get(identifier)

    def unfinished(self, story: str | None = None) -> list[Hearing]:
        """The recordings, of one story where its id is given, of which nothing came yet, the oldest first."""
        with self._lock:
            names = [
                one.id
                for one in self._all.values()
                if one.state is not State.DONE and (story is None or one.wish.story == story)
            ]
        found = [hearing for name in names if (hearing := self.get(name)) is not None]
        return sorted((one for one in found if one.state is not State.DONE), key=lambda one: one.created)

    def again(self, hearing: Hearing) -> Hearing:
        """Has a recording listened to that was left over, stopped, or not understood. Raises StarlError as `add`."""
        if missing := self.ready():
            raise StarlError(missing)
        if hearing.state in (State.UNHEARD, State.FAILED, State.CANCELLED):
            return self._listen(replace(hearing, said="", share=0.0))
        return hearing

    def stop(self, hearing: Hearing) -> None:
        """Stops listening. The recording stays, for another try."""
        with self._lock:
            job = self._jobs.get(hearing.id)
        if job is not None:
            with suppress(StarlError):
                self._listener.cancel(job)

    def recording(self, hearing: Hearing) -> Path | None:
        """Where the recording is; None where it is not kept any more."""
        path = self._path(hearing)
        return path if path.is_file() else None

    def drop(self, hearing: Hearing) -> None:
        """Stops listening, and throws the recording and what was heard away. A take that came of it stays."""
        with self._lock:
            self._all.pop(hearing.id, None)
        self.stop(hearing)
        self._remove(hearing)

    def drop_all(self) -> None:
        """Throws all of them away."""
        with self._lock:
            every = list(self._all.values())
        for hearing in every:
            self.drop(hearing)
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self, seconds: float = 2) -> None:
        """Ends the listening. What was not heard is offered again at the next start."""
        with self._lock:
            self._jobs.clear()
        self._listener.close(seconds)

    def _listen(self, hearing: Hearing) -> Hearing:
        waiting = replace(hearing, state=State.WAITING)
        with self._lock:
            self._all[hearing.id] = waiting
        job = self._listener.submit(self._path(hearing), lambda job: self._ended(hearing.id, job))
        with self._lock:
            if self._all.get(hearing.id) is waiting:
                self._jobs[hearing.id] = job.id
        return self.get(hearing.id) or waiting

    def _ended(self, identifier: str, job: Job) -> None:
        """What a recogniser calls, in a thread of its own, when a job ended in any way."""
        with self._lock:
            hearing = self._all.get(identifier)
            self._jobs.pop(identifier, None)
        if hearing is None:
            return
        try:
            ended = self._became(hearing, job)
        except StarlError as error:
            ended = replace(hearing, state=State.FAILED, said=str(error))
        except Exception:
            self._put(replace(hearing, state=State.FAILED, said=_ODD_END))
            raise
        self._put(ended)

    def _became(self, hearing: Hearing, job: Job) -> Hearing:
        if job.state is not JobState.DONE or job.transcript is None:
            said = job.said.replace(f"{hearing.id}{hearing.ending}", hearing.name)
            return replace(hearing, state=State(job.state), said=said)
        if hearing.wish.purpose is Purpose.TEXT:
            done = replace(hearing, state=State.DONE, share=1.0, transcript=job.transcript)
            write_note(self._folder, done)
            self._path(hearing).unlink(missing_ok=True)
            return done
        wish = hearing.wish
        sound = Sound(self._path(hearing).read_bytes(), hearing.ending) if wish.keep else None
        with self._journal.open() as store:
            if hearing.id not in self._all:
                return hearing
            story = wish.story if wish.story and store.stories.get(wish.story) else None
            take, _ = keep_spoken(
                store, job.transcript, wish.source, story=story, question=wish.question, sound=sound
            )
        self._remove(hearing)
        return replace(hearing, state=State.DONE, share=1.0, take=take.id)

    def _put(self, hearing: Hearing) -> None:
        """Keeps how one ended, unless it was thrown away meanwhile."""
        with self._lock:
            if hearing.id in self._all:
                self._all[hearing.id] = hearing

    def _path(self, hearing: Hearing) -> Path:
        return self._folder / f"{hearing.id}{hearing.ending}"

    def _remove(self, hearing: Hearing) -> None:
        self._path(hearing).unlink(missing_ok=True)
        (self._folder / f"{hearing.id}.json").unlink(missing_ok=True)

    def _left_over(self) -> list[Hearing]:
        """What an earlier server did not get to. A text that nobody fetched in a day is thrown away."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            hearing = read_note(path)
            if hearing is None:
                continue
            if hearing.transcript is not None and self._journal.now() - hearing.created > _KEPT:
                self._remove(hearing)
            elif hearing.transcript is not None or self._path(hearing).is_file():
                found.append(hearing)
        return found
