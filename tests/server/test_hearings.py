"""Recordings on a shared server: heard once whoever dies, nobody else's business, within a quota, gone with the account."""

from __future__ import annotations

import asyncio
import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.errors import StarlError
from starl.model.account import Account
from starl.model.hearing import Hearing, State, Wish
from starl.model.story_record import StoryRecord
from starl.server.hearings import DEAF, MOST
from starl.server.jobs import look_after, make_export, make_worker
from starl.server.listening import Listening
from starl.server.queue import HEAR
from starl.speech.models import Model
from starl.speech.worker import BROKE, Job
from starl.store.hosted.base import PART
from starl.store.hosted.hearings import TRIES
from starl.web.pages.settings import ERASE
from tests.speech.conftest import cache, model, sentence, voices
from tests.web.conftest import SOUND, Browserless, eventually
from tests.web.scripted import Scripted, transcript
from tests.web.test_takes import a_wav

from .alone import PASSWORD, Place, environment, offline, place, schema, served
from .test_erasing import everything

__all__ = ["cache", "model", "offline", "place", "schema", "sentence", "voices"]


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


def test_sent_heard_and_shown(ann: Ann) -> None:
    page = ann.send("My talk.wav")
    assert "Waiting for its turn" in page.text
    (waiting,) = ann.hearings()
    assert ann.client.get(f"/api/v1/hearings/{waiting.id}").json()["state"] == "waiting"
    assert "My talk.wav" in ann.client.get("/takes").text
    assert ann.hear() == 1
    page = ann.client.get(f"/hearings/{waiting.id}")
    (take,) = ann.takes()
    assert page.url.path == f"/takes/{take.id}"
    assert (take.story, take.text) == (ann.story.id, "Um, I broke it.")
    assert ann.client.get(f"/takes/{take.id}/audio").content == a_wav()
    assert ann.run("SELECT count(*) FROM hearing_parts") == [(0,)]
    assert ann.hear() == 0


def test_a_recording_that_is_not_to_be_kept(ann: Ann, tmp_path: Path) -> None:
    ann.send(keep=False)
    ann.hear()
    assert [take.audio for take in ann.takes()] == [None]
    assert list(tmp_path.rglob("*.wav")) == []


def test_only_the_text_waits_a_day(ann: Ann) -> None:
    kept, fetched = ann.ask(purpose="text"), ann.ask(purpose="text")
    assert ann.hear() == 2
    assert ann.client.get(f"/api/v1/hearings/{fetched}").json()["text"] == "Um, I broke it."
    gone = ann.client.delete(f"/api/v1/hearings/{fetched}", headers={"X-CSRF-Token": ann.client.token()})
    assert (gone.status_code, ann.takes()) == (204, [])
    later(ann, hours=23)
    assert [one.id for one in ann.hearings()] == [kept]
    later(ann, hours=2)
    assert ann.hearings() == []


def later(ann: Ann, **span: float) -> None:
    """Tends when so much time has passed."""
    import datetime as dt

    keeper = ann.place.hosted.hearings
    now = keeper.clock
    keeper.clock = lambda: now() + dt.timedelta(**span)
    with ann.place.hosted.engine.connected():
        look_after(ann.place.hosted)


def test_what_nobody_heard_stays_a_week(ann: Ann) -> None:
    ann.send()
    later(ann, days=6)
    assert ann.states() == [State.WAITING]
    later(ann, days=2)
    assert ann.states() == []
    assert ann.run("SELECT count(*) FROM hearing_parts") == [(0,)]


def test_a_large_one_lies_in_parts_and_comes_out_whole(ann: Ann) -> None:
    data = a_wav(rate=80_000, seconds=15)
    assert len(data) > 2 * PART
    ann.send(data=data)
    assert ann.run("SELECT count(*) FROM hearing_parts") == [(3,)]
    listener = Prompt()
    ann.hear(listener)
    (take,) = ann.takes()
    assert ann.client.get(f"/takes/{take.id}/audio").content == data
    assert not listener.paths[0].exists()


def test_everybodys_first_comes_before_anybodys_second(ann: Ann, place: Place) -> None:
    first, second = ann.ask(purpose="text"), ann.ask(purpose="text")
    bob = arrive(place, "bob")
    third = bob.ask(purpose="text")
    assert [one.ahead for one in (*ann.hearings(), *bob.hearings())] == [0, 2, 1]
    order = []
    with place.hosted.engine.connected():
        while taken := place.hosted.hearings.take():
            order.append(taken.id)
    assert order == [first, third, second]


# Workers that die, or are two


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


# What the person does meanwhile


def test_stopped_in_the_middle_and_listened_to_again(ann: Ann) -> None:
    ann.send()
    listener = Scripted()
    thread = begun(ann, listener)
    listener.listen(0.4)
    (one,) = ann.hearings()
    eventually(lambda: ann.hearings()[0].share == 0.4)
    assert "40 %" in ann.client.get("/account/jobs").text
    began = time.monotonic()
    assert "not listened to any more" in ann.act(one.id, "stop").text
    thread.join(10)
    assert time.monotonic() - began < 5
    assert ann.states() == [State.CANCELLED]
    assert ann.takes() == []
    ann.act(one.id, "again")
    assert ann.hear() == 1
    assert len(ann.takes()) == 1


def test_thrown_away_in_the_middle(ann: Ann) -> None:
    ann.send()
    listener = Scripted()
    thread = begun(ann, listener)
    (one,) = ann.hearings()
    assert "was thrown away" in ann.act(one.id, "drop").text
    thread.join(10)
    assert (ann.hearings(), ann.takes()) == ([], [])
    assert ann.act(one.id, "drop").status_code == 404


def test_what_cannot_be_heard_is_said_and_ends_no_worker(ann: Ann) -> None:
    ann.send("notes.wav", b"these are no sounds")
    ann.send("talk.wav")

    class Half(Prompt):
        def submit(self, path: Path, done: Callable[[Job], None] | None = None) -> Job:
            if self.paths:
                return super().submit(path, done)
            job = Scripted.submit(self, path, done)
            self.fail(f"{path.name}: this is no recording that can be read")
            return job

    assert ann.hear(Half()) == 2
    assert ann.states() == [State.FAILED, State.DONE]
    for path in ("/account/jobs", "/takes", f"/hearings/{ann.hearings()[0].id}"):
        assert "notes.wav: this is no recording that can be read" in ann.client.get(path).text, path


def test_a_recording_that_cannot_be_kept_stays(ann: Ann, tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file where a folder should be")
    ann.send()
    ann.hear()
    assert ann.states() == [State.FAILED]
    said = ann.client.get("/account/jobs").text
    assert "could not be kept on the server" in said
    assert str(tmp_path) not in said
    (tmp_path / "takes").unlink()
    ann.act(ann.hearings()[0].id, "again")
    ann.hear()
    assert len(ann.takes()) == 1


def test_a_few_may_wait(ann: Ann) -> None:
    for _ in range(MOST):
        ann.send()
    page = ann.send()
    assert (page.status_code, f"{MOST} of your recordings wait already" in page.text) == (400, True)
    assert len(ann.hearings()) == MOST
    ann.act(ann.hearings()[0].id, "stop")
    assert ann.send().status_code == 200
    page = ann.act(ann.hearings()[0].id, "again")
    assert page.status_code == 400


def test_a_quota_counts_what_waits_and_what_is_kept(schema: str, tmp_path: Path) -> None:
    with served(schema, tmp_path, STARL_QUOTA_MB="1") as place:
        ann, data = arrive(place), a_wav(rate=30_000, seconds=10)
        ann.send(data=data)
        page = ann.send(data=data)
        assert page.status_code == 400
        for words in ("there is no room", "yours take 0.6 MB of the 1.0 MB", "Remove only the recording"):
            assert words in page.text
        ann.hear()
        assert "0.6 MB of the 1.0 MB" in ann.client.get("/account/jobs").text
        assert ann.send(data=data).status_code == 400
        (take,) = ann.takes()
        ann.client.submit(f"/takes/{take.id}/delete", f"/takes/{take.id}", only="audio")
        assert ann.send(data=data).status_code == 200


def test_an_import_does_not_pass_the_quota(schema: str, tmp_path: Path) -> None:
    with served(schema, tmp_path, STARL_QUOTA_MB="1") as place:
        ann, bob, data = arrive(place), arrive(place, "bob"), a_wav(rate=30_000, seconds=10)
        for each in (ann, bob):
            each.send(data=data)
            each.hear()
        export = place.hosted.work.ask_export(ann.account.id)
        make_export(place.hosted, export)
        file = ann.client.get(f"/account/export/{export}").content
        page = bob.client.post(
            "/settings/import",
            data={"_csrf": bob.client.token("/settings")},
            files={"file": ("ann.zip", file)},
        )
        assert "would take more than the 1 MB" in page.text
        assert len(bob.takes()) == 1


def test_an_empty_one_is_refused(ann: Ann) -> None:
    fields = {"_csrf": ann.client.token()}
    path = f"/stories/{ann.story.slug}/rehearse"
    page = ann.client.post(path, data=fields, files={"audio": ("empty.wav", b"")})
    assert (page.status_code, "the recording is empty" in page.text) == (400, True)


def test_a_server_that_cannot_listen_says_what_a_learner_can_do(ann: Ann) -> None:
    ann.place.app.state.missing = lambda: "pip install 'starl[speech]'"
    page = ann.client.get(f"/stories/{ann.story.slug}/rehearse").text
    assert DEAF in page
    assert "pip install" not in page
    assert 'type="file"' not in page
    assert ann.client.get("/api/v1/speech").json() == {"ready": False, "said": DEAF}
    assert ann.send().status_code == 400
    typed = ann.client.submit(f"/stories/{ann.story.slug}/rehearse", text="I broke it and I told them.")
    assert re.search(r"/takes/[0-9a-z]{26}$", str(typed.url))


# Taken away and erased


def test_an_export_has_what_waits(ann: Ann) -> None:
    waits, heard = ann.ask(purpose="text"), ann.ask(purpose="text")
    with ann.place.hosted.engine.connected():
        ann.place.hosted.hearings.stop(waits, ann.account.id)
    ann.hear()
    export = ann.place.hosted.work.ask_export(ann.account.id)
    make_export(ann.place.hosted, export)
    file = ann.client.get(f"/account/export/{export}").content
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.read(f"waiting_audio/{waits}.wav") == a_wav()
        assert not any(heard in name for name in archive.namelist())
        assert "Um," in archive.read("server.json").decode()


def test_whoever_is_erased_leaves_no_recording(ann: Ann, place: Place, tmp_path: Path) -> None:
    bob = arrive(place, "bob")
    bob.send()
    ann.send()
    ann.hear()
    ann.send()
    ann.send()
    listener = Scripted()
    thread = begun(ann, listener)
    assert list((tmp_path / "takes" / ann.account.id).glob("*.wav"))
    done = ann.client.submit("/account/erase", "/account", words=ERASE, old=PASSWORD)
    assert done.url.path == "/login"
    thread.join(10)
    assert ann.account.id not in everything(place)
    assert not (tmp_path / "takes" / ann.account.id).exists()
    assert len(bob.takes()) == 1
    assert bob.client.get(f"/takes/{bob.takes()[0].id}/audio").content == a_wav()


def test_an_account_that_is_erased_while_its_take_is_kept_has_none(ann: Ann, tmp_path: Path) -> None:
    from starl.server.pages.account import erase_account

    ann.send()

    class Erasing(Prompt):
        def hear(self, heard: Any = None) -> None:
            with ann.place.hosted.engine.connected():
                erase_account(ann.place.hosted, ann.account.id)
            super().hear(heard)

    ann.hear(Erasing())
    assert ann.account.id not in everything(ann.place)
    assert list(tmp_path.rglob("*.wav")) == []


def test_of_another_accounts_nothing_is_done(ann: Ann, place: Place) -> None:
    bob = arrive(place, "bob")
    ann.send()
    (one,) = ann.hearings()
    keeper, his = place.hosted.hearings, bob.account.id
    with place.hosted.engine.connected():
        assert keeper.get(one.id, his) is None
        assert not any(do(one.id, his) for do in (keeper.again, keeper.stop, keeper.drop))
    for do in ("again", "stop", "drop"):
        assert bob.act(one.id, do).status_code == 404
        assert bob.client.submit(f"/hearings/{one.id}", do=do).status_code == 404
    assert ann.states() == [State.WAITING]
    with place.hosted.engine.connected(), pytest.raises(StarlError):
        keeper.add("nobody", "x.wav", ".wav", Wish(), 1, [b"x"])
