"""Recordings on a shared server: sent, heard, stopped, thrown away; nobody else's business."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.model.hearing import State, Wish
from starl.speech.worker import Job
from starl.store.hosted.base import PART
from tests.web.conftest import eventually
from tests.web.scripted import Scripted
from tests.web.test_takes import a_wav

from .alone import Place, offline, place, schema
from .recordings import Ann, Prompt, ann, arrive, begun, later

__all__ = ["ann", "offline", "place", "schema"]


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
