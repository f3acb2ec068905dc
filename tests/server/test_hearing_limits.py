"""What an account may have of recordings, what it takes along, and what is left when it is erased."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from starl.server.hearings import DEAF, MOST
from starl.server.jobs import make_export
from starl.web.pages.settings import ERASE
from tests.web.scripted import Scripted
from tests.web.test_takes import a_wav

from .alone import PASSWORD, Place, offline, place, schema, served
from .recordings import Ann, Prompt, ann, arrive, begun
from .test_erasing import everything

__all__ = ["ann", "offline", "place", "schema"]


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
