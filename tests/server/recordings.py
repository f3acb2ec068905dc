"""Somebody with recordings at a shared server, and workers that a test has in its hand."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.model.account import Account
from starl.model.hearing import Hearing, State
from starl.model.story_record import StoryRecord
from starl.server.jobs import look_after
from starl.server.listening import Listening
from starl.speech.worker import Job
from tests.web.conftest import SOUND, Browserless, eventually
from tests.web.scripted import Scripted, transcript
from tests.web.test_takes import a_wav

from .alone import Place


class Prompt(Scripted):
    """Hears at once."""

    def submit(self, path: Path, done: Callable[[Job], None] | None = None) -> Job:
        job = super().submit(path, done)
        self.hear(transcript("Um, I broke it."))
        return job


@dataclass
class Ann:
    """Somebody with a story, at a server that could listen."""

    place: Place
    account: Account
    client: Browserless
    story: StoryRecord

    def send(self, name: str = "talk.wav", data: bytes = b"", keep: bool = True) -> httpx.Response:
        """Sends a file as the page's form does."""
        fields = {"_csrf": self.client.token(), **({"keep": "true"} if keep else {})}
        files = {"audio": (name, data or a_wav())}
        return self.client.post(f"/stories/{self.story.slug}/rehearse", data=fields, files=files)

    def ask(self, **fields: str) -> str:
        """Sends a recording to the API, and gives its id."""
        headers = {"X-CSRF-Token": self.client.token()}
        files = {"audio": ("talk.wav", a_wav())}
        answer = self.client.post("/api/v1/hearings", data=fields, files=files, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def hearings(self) -> list[Hearing]:
        with self.place.hosted.engine.connected():
            return self.place.hosted.hearings.of(self.account.id)

    def states(self) -> list[State]:
        return [one.state for one in self.hearings()]

    def takes(self) -> list[Any]:
        with self.place.hosted.engine.connected():
            return self.place.store(self.account).takes.select()

    def act(self, identifier: str, do: str) -> httpx.Response:
        return self.client.submit(f"/account/jobs/recordings/{identifier}", "/account/jobs", do=do)

    def run(self, statement: str) -> list[Any]:
        with self.place.hosted.engine.connected():
            return self.place.hosted.engine.run(statement)

    def worker(self, listener: Scripted | None = None) -> Listening:
        return Listening(self.place.hosted, listener or Prompt())

    def hear(self, listener: Scripted | None = None) -> int:
        """Does what a worker does that was told."""
        return self.worker(listener).hear_all(lambda: None)


def arrive(place: Place, name: str = "ann") -> Ann:
    """Somebody new, with a story."""
    place.app.state.missing = str
    account = place.account(name)
    with place.hosted.engine.connected():
        store = place.store(account)
        story = save(store, new_record(store, "The statements"), f"# The statements\n{SOUND}")
    return Ann(place, account, place.enter(name), story)


@pytest.fixture
def ann(place: Place) -> Ann:
    return arrive(place)


def begun(ann: Ann, listener: Scripted) -> threading.Thread:
    """A worker that listens to the first."""
    thread = threading.Thread(target=ann.hear, args=(listener,), daemon=True)
    thread.start()
    eventually(lambda: State.LISTENING in ann.states() and bool(listener.paths))
    return thread


def later(ann: Ann, **span: float) -> None:
    """Tends when so much time has passed."""
    keeper = ann.place.hosted.hearings
    now = keeper.clock
    keeper.clock = lambda: now() + dt.timedelta(**span)
    with ann.place.hosted.engine.connected():
        look_after(ann.place.hosted)
