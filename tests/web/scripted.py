"""A recogniser that hears what a test tells it, when the test says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from starl.errors import StarlError
from starl.model.take import SpokenWord, Transcript
from starl.speech.worker import Job, JobState

TOLD = (
    "In March 2024 I was on the billing team at a small insurer, um, four of us. I was to move the monthly "
    "statements to the new renderer by the end of the quarter, and the plan was mine. I wrote the converter and "
    "tried it on twelve statements that I picked myself. On the first of April 3,000 customers got a statement with "
    "the wrong balance. I had believed that a handful of samples stands for an archive."
)


def transcript(text: str = TOLD, pause_before: tuple[str, ...] = ("On",), pause: float = 1.4) -> Transcript:
    """The words of a text at 0.4 s each, from 0.5 s on, with a silence before some of them."""
    words, at = [], 0.5
    for word in text.split():
        if word in pause_before:
            at += pause
        words.append(SpokenWord(word, round(at, 2), round(at + 0.36, 2), 0.9, word.startswith("um")))
        at += 0.4
    return Transcript(tuple(words), at + 0.5, "en", "scripted")


class Scripted:
    """Stands in for `starl.speech.worker.Recogniser` where a test needs the timing in its hand."""

    def __init__(self, missing: str = "") -> None:
        self.missing = missing
        self.paths: list[Path] = []
        self._jobs: dict[str, Job] = {}
        self._done: dict[str, Callable[[Job], None] | None] = {}
        self._lock = threading.Lock()

    def ready(self) -> str:
        return self.missing

    def submit(self, path: Path, done: Callable[[Job], None] | None = None) -> Job:
        with self._lock:
            assert path.is_file()
            self.paths.append(path)
            name = f"job-{len(self.paths)}"
            self._jobs[name] = Job(name, JobState.WAITING)
            self._done[name] = done
            return self._seen(name)

    def job(self, identifier: str) -> Job:
        with self._lock:
            return self._seen(identifier)

    def _seen(self, name: str) -> Job:
        if name not in self._jobs:
            raise StarlError("not known")
        open_ones = [other for other, job in self._jobs.items() if not job.state.ended]
        job = self._jobs[name]
        return replace(job, ahead=open_ones.index(name)) if job.state is JobState.WAITING else job

    def cancel(self, identifier: str) -> None:
        with self._lock:
            ended = self._jobs[identifier].state.ended
        if not ended:
            self._end(replace(self._jobs[identifier], state=JobState.CANCELLED))

    def close(self, seconds: float = 2) -> None:
        for name, job in list(self._jobs.items()):
            if not job.state.ended:
                self.cancel(name)

    def listen(self, share: float) -> None:
        """Is so far with the first that is not done."""
        with self._lock:
            name = self._first()
            self._jobs[name] = replace(self._jobs[name], state=JobState.LISTENING, share=share)

    def hear(self, heard: Transcript | None = None) -> None:
        """Is done with the first that is not."""
        job = self._jobs[self._first()]
        self._end(replace(job, state=JobState.DONE, share=1.0, transcript=heard or transcript()))

    def fail(self, said: str) -> None:
        """Cannot hear the first that is not done."""
        self._end(replace(self._jobs[self._first()], state=JobState.FAILED, said=said))

    def _first(self) -> str:
        return next(name for name, job in self._jobs.items() if not job.state.ended)

    def _end(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
        done = self._done[job.id]
        if done:
            done(job)
