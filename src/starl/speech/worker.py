"""Recognition outside the process that asks for it: one recording at a time, the others wait.

A child process keeps the model loaded between recordings. It ends by itself after some idle minutes, and when the
process that started it is gone. What it crashes on fails that recording only.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from starl.errors import StarlError
from starl.model.take import Transcript, transcript_of

_KEPT = 200
"""Jobs that ended and are still known."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    LISTENING = "listening"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (JobState.WAITING, JobState.LISTENING)


@dataclass(frozen=True, slots=True)
class Job:
    """A recording that is to be turned into words, as it stands now."""

    id: str
    state: JobState
    ahead: int = 0
    """How many are listened to before it."""
    share: float = 0.0
    """How much of it was heard, 0..1."""
    transcript: Transcript | None = None
    """Where it is done."""
    said: str = ""
    """Why it failed, for the user."""


Done = Callable[[Job], None]


BROKE = (
    "the part that listens broke off at this recording; the recording is as it was. "
    "Try again, or try it in another format"
)


class Recogniser:
    """Listens to recordings in a child process, one after the other. Safe to use from any thread.

    Nothing is loaded and no process runs before the first recording.
    """

    def __init__(self, home: Path, environ: Mapping[str, str], *, idle: float = 300.0) -> None:
        """idle: seconds that the child waits for another recording."""
        self._home = home
        self._idle = idle
        self._environ = dict(environ)
        self._lock = threading.Condition()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: list[tuple[str, Path, Done | None]] = []
        self._current: str | None = None
        self._child: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def ready(self) -> str:
        """Empty where speech can be turned into text, else why not, with what to do."""
        from starl.speech import models

        try:
            models.need()
            models.look(None, self._home, self._environ)
        except StarlError as error:
            return str(error)
        return ""

    def submit(self, path: Path, done: Done | None = None) -> Job:
        """Queues a recording. done: is called in another thread when the job ended in any way.

        Raises StarlError where this was closed.
        """
        identifier = uuid4().hex
        with self._lock:
            if self._closed:
                raise StarlError("starl is about to end, so nothing new is listened to; start it again")
            self._jobs[identifier] = Job(identifier, JobState.WAITING)
            self._queue.append((identifier, path.absolute(), done))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="starl-speech", daemon=True)
                self._thread.start()
            self._lock.notify_all()
            return self._seen(identifier)

    def job(self, identifier: str) -> Job:
        """The job as it stands. Raises StarlError where it is not known (any more)."""
        with self._lock:
            return self._seen(identifier)

    def cancel(self, identifier: str) -> None:
        """Ends a job that did not end yet: at once, also in the middle. Raises StarlError where it is not known."""
        with self._lock:
            job = self._seen(identifier)
            if job.state.ended:
                return
            self._jobs[identifier] = replace(job, state=JobState.CANCELLED, ahead=0)
            if identifier == self._current:
                self._interrupt()
                return
            done = next((done for name, _, done in self._queue if name == identifier), None)
            self._queue = [item for item in self._queue if item[0] != identifier]
            ended = self._jobs[identifier]
        if done:
            threading.Thread(target=done, args=(ended,), daemon=True).start()

    def close(self, seconds: float = 2) -> None:
        """Ends the child and cancels what waits. seconds: how long to wait for the thread at most."""
        with self._lock:
            self._closed = True
            waiting = [item[0] for item in self._queue] + ([self._current] if self._current else [])
            thread = self._thread
        for identifier in waiting:
            self.cancel(identifier)
        with self._lock:
            self._interrupt()
            self._lock.notify_all()
        if thread:
            thread.join(seconds)
        self._discard()

    def _seen(self, identifier: str) -> Job:
        job = self._jobs.get(identifier)
        if job is None:
            raise StarlError(
                "this recording is not being listened to (any more); record it again or give it again"
            )
        if job.state is not JobState.WAITING:
            return job
        place = next((place for place, item in enumerate(self._queue) if item[0] == identifier), 0)
        return replace(job, ahead=place + (self._current is not None))

    def _run(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._closed or self._queue)
                if self._closed:
                    return
                identifier, path, done = self._queue.pop(0)
                self._current = identifier
                self._jobs[identifier] = replace(self._jobs[identifier], state=JobState.LISTENING)
            job = self._listened(identifier, path)
            with self._lock:
                self._current = None
                if not self._jobs[identifier].state.ended:
                    self._jobs[identifier] = job
                job = self._jobs[identifier]
                self._forget()
            if done:
                with contextlib.suppress(Exception):
                    done(job)

    def _forget(self) -> None:
        ended = [name for name, job in self._jobs.items() if job.state.ended]
        for name in ended[: max(0, len(ended) - _KEPT)]:
            del self._jobs[name]

    def _listened(self, identifier: str, path: Path) -> Job:
        """The job when it ended. Where the child had ended while it was idle, another one is started."""
        for attempt in (1, 2):
            child, took = None, False
            try:
                child = self._started(identifier)
                if child is None:
                    return self._jobs[identifier]
                for said in _talk(child, path):
                    took = True
                    if "share" in said:
                        self._at(identifier, said["share"])
                    elif "error" in said:
                        return Job(identifier, JobState.FAILED, said=said["error"])
                    elif "words" in said:
                        return Job(identifier, JobState.DONE, share=1.0, transcript=transcript_of(said))
            except OSError as error:
                self._discard()
                said_of = f"the part that listens could not be started: {error.strerror or error}"
                return Job(identifier, JobState.FAILED, said=said_of)
            self._discard()
            if took or attempt == 2:
                break
        return Job(identifier, JobState.FAILED, said=BROKE)

    def _at(self, identifier: str, share: float) -> None:
        with self._lock:
            job = self._jobs[identifier]
            if not job.state.ended:
                self._jobs[identifier] = replace(job, share=max(job.share, min(1.0, share)))

    def _started(self, identifier: str) -> subprocess.Popen[str] | None:
        """The child, running; None where the job was cancelled meanwhile."""
        with self._lock:
            if self._closed or self._jobs[identifier].state.ended:
                return None
            if self._child is None or self._child.poll() is not None:
                self._discard()
                self._child = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", "starl.speech.worker", str(self._home), str(self._idle)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    env={**os.environ, **self._environ, "PYTHONIOENCODING": "utf-8"},
                )
            return self._child

    def _interrupt(self) -> None:
        """Ends the child; whoever reads from it finds the end and clears up."""
        if self._child is not None:
            self._child.kill()

    def _discard(self) -> None:
        """Ends the child and closes what leads to it."""
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _talk(child: subprocess.Popen[str], path: Path) -> Iterator[dict[str, Any]]:
    """What the child says of a recording; it ends where the child ends."""
    if not child.stdin or not child.stdout:
        return
    try:
        child.stdin.write(json.dumps({"path": str(path)}) + "\n")
        child.stdin.flush()
    except OSError:
        return
    for line in child.stdout:
        with contextlib.suppress(ValueError):
            yield json.loads(line)


if __name__ == "__main__":
    from starl.speech.listener import listen

    listen(Path(sys.argv[1]), float(sys.argv[2]))
