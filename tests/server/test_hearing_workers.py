"""Workers that listen: two at once, killed, taken for dead, ended. Each recording becomes one take."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from starl.errors import StarlError
from starl.model.hearing import State
from starl.server.jobs import look_after, make_worker
from starl.server.listening import Listening
from starl.server.queue import HEAR
from starl.speech.models import Model
from starl.speech.worker import BROKE
from starl.store.hosted.hearings import TRIES
from tests.speech.conftest import cache, model, sentence, voices
from tests.web.conftest import eventually
from tests.web.scripted import Scripted, transcript

from .alone import Place, environment, offline, place, schema
from .recordings import Ann, Prompt, ann, begun

__all__ = ["ann", "cache", "model", "offline", "place", "schema", "sentence", "voices"]


def test_two_workers_hear_each_once(ann: Ann) -> None:
    sent = [ann.ask(purpose="take", story=ann.story.slug) for _ in range(4)]
    listeners = [Prompt(), Prompt()]
    threads = [threading.Thread(target=ann.hear, args=(each,), daemon=True) for each in listeners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(len(each.paths) for each in listeners) == len(sent)
    assert len(ann.takes()) == len(sent)
    assert ann.states() == [State.DONE] * len(sent)


def test_a_worker_that_was_taken_for_dead_makes_no_second_take(ann: Ann) -> None:
    ann.send()
    slow = Scripted()
    thread = begun(ann, slow)
    ann.run("UPDATE hearings SET seen = seen - interval '2 minutes'")
    with ann.place.hosted.engine.connected():
        ann.place.hosted.hearings.recover(BROKE)
    assert ann.hear() == 1
    slow_ended(slow)
    thread.join(10)
    assert len(ann.takes()) == 1


def slow_ended(listener: Scripted) -> None:
    """Has a recogniser end, unless it was told to stop already."""
    if not listener.job("job-1").state.ended:
        listener.hear(transcript("Too late."))


def test_nothing_is_left_of_a_worker_that_dies_while_it_keeps(
    ann: Ann, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.send()
    keeper = ann.place.hosted.hearings

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeper, "heard", dies)
        with pytest.raises(KeyboardInterrupt):
            ann.hear()
    assert (ann.takes(), list((tmp_path / "takes").rglob("*.wav"))) == ([], [])
    ann.run("UPDATE hearings SET seen = seen - interval '2 minutes'")
    look_after(ann.place.hosted)
    assert ann.hear() == 1
    assert len(ann.takes()) == 1


def test_a_recording_that_workers_die_of_is_given_up(ann: Ann) -> None:
    ann.send()
    for number in range(TRIES):
        assert ann.states() == [State.WAITING], number
        with ann.place.hosted.engine.connected():
            assert ann.place.hosted.hearings.take()
        ann.run("UPDATE hearings SET seen = seen - interval '2 minutes'")
        look_after(ann.place.hosted)
    assert ann.states() == [State.FAILED]
    assert BROKE in ann.client.get("/account/jobs").text


def test_a_worker_that_is_ended_gives_back_what_it_was_at(ann: Ann) -> None:
    ann.send()
    listener = Scripted()
    worker = ann.worker(listener)
    thread = threading.Thread(target=worker.hear_all, args=(lambda: None,), daemon=True)
    thread.start()
    eventually(lambda: bool(listener.paths))
    worker.stop()
    thread.join(10)
    assert ann.states() == [State.WAITING]
    assert ann.run("SELECT tries FROM hearings") == [(0,)]
    assert ann.hear() == 1


def test_a_lost_word_is_made_up_for(ann: Ann) -> None:
    """Also where the job of a dead worker cannot wait anew, since one like it waits already."""
    worker = make_worker(ann.place.hosted, ann.worker())

    async def tend() -> None:
        async with worker.open_async():
            await worker.tasks["tend"].func(timestamp=0)

    def jobs() -> list[Any]:
        return ann.run("SELECT task_name::text, status::text FROM procrastinate_jobs ORDER BY task_name")

    ann.send()
    for prepared in (
        "UPDATE procrastinate_jobs SET status = 'doing'",
        "DELETE FROM procrastinate_jobs",
    ):
        ann.run(prepared)
        ann.run("DELETE FROM procrastinate_workers")
        if "doing" in prepared:
            ann.place.app.state.queue.say(HEAR)
        asyncio.run(tend())
        assert jobs() == [("hear", "todo"), ("post", "todo")], prepared


def test_a_take_waits_for_a_journal_that_is_held(ann: Ann) -> None:
    ann.send()
    engine = ann.place.hosted.engine
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with engine.connected(), engine.transaction(ann.account.id):
            held.set()
            free.wait(30)

    holding = threading.Thread(target=hold, daemon=True)
    holding.start()
    held.wait(10)
    engine.database.wait = 0.3

    class Freeing(Listening):
        def _keep(self, *what: Any) -> None:
            try:
                super()._keep(*what)
            except StarlError:
                free.set()
                holding.join(10)
                raise

    Freeing(ann.place.hosted, Prompt()).hear_all(lambda: None)
    assert free.is_set()
    assert ann.states() == [State.DONE]


def test_what_a_killed_worker_left_in_the_temporary_folder_is_removed(
    ann: Ann, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, others = tmp_path / "starl-heard-killed", tmp_path / "starl-of-others"
    for folder in (left, others):
        folder.mkdir()
        (folder / "talk.wav").write_bytes(b"RIFF")
        os.utime(folder, (0, 0))
    ann.send()
    listener = Scripted()
    thread = begun(ann, listener)
    assert ann.hear() == 0
    assert listener.paths[0].parent.parent == tmp_path
    assert listener.paths[0].exists()
    assert others.exists()
    assert not left.exists()
    listener.hear()
    thread.join(10)
    assert not listener.paths[0].exists()


def a_worker(place: Place) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, as an operator starts it."""
    set_up = environment(place.hosted.environment.database, place.hosted.environment.home)
    command = [sys.executable, "-m", "starl", "server", "worker"]
    return subprocess.Popen(command, env={**os.environ, **set_up}, stderr=subprocess.DEVNULL)


@pytest.fixture
def worker(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    started = a_worker(place)
    yield started
    started.kill()
    started.wait()


def test_a_worker_is_killed_in_the_middle_and_another_finishes(
    ann: Ann, model: Model, sentence: Path, worker: subprocess.Popen[bytes]
) -> None:
    ann.send(data=sentence.read_bytes())
    eventually(lambda: ann.states() == [State.LISTENING], 30)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert ann.takes() == []
    ann.run("UPDATE hearings SET seen = seen - interval '2 minutes'")
    assert look_after(ann.place.hosted) == ([], 1)
    other = a_worker(ann.place)
    try:
        ann.place.app.state.queue.say(HEAR)
        eventually(lambda: ann.states() == [State.DONE], 60)
        (take,) = ann.takes()
        assert "backup was empty" in take.text
        assert ann.client.get(f"/takes/{take.id}/audio").content == sentence.read_bytes()
        other.send_signal(signal.SIGTERM)
        assert other.wait(20) == 0
    finally:
        other.kill()
        other.wait()
