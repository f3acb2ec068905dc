"""Settings: look, level, soundness, backups put back while others read, export, import, deleting everything."""

from __future__ import annotations

import datetime as dt
import io
import sqlite3
import threading
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from starl.capture.stories import new_record, save
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.store.backup import backups, save_copy
from starl.store.migrate import STEPS
from starl.store.store import Store, open_engine, open_store
from starl.text.writer import new_story
from starl.web.guard import MAX_BODY
from starl.web.journal import POOL, Journal
from starl.web.uploads import FOLDER, KEPT, keep

from .conftest import LOOKS, NOW, Browserless, Site, Tab, eventually, violations

JRNL = "[2026-04-01 09:30] The import dropped rows. @work\nNobody counted.\n\n[2026-04-02 10:00] It held.\n"
HOSTILE = "</code><script>alert(1)</script>"


def an_entry(store: Store, text: str = "It broke.") -> Entry:
    """A new entry."""
    return store.entries.add(Entry(store.new_id(), NOW, NOW, NOW.date(), text))


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Of one date: the bytes stand in the names of tests, which two workers have to agree on.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def sent(client: Browserless, name: str, data: bytes, **fields: str) -> httpx.Response:
    """What is said of a file that is sent for a trial."""
    token = client.token("/settings")
    return client.post("/settings/import", data={"_csrf": token, **fields}, files={"file": (name, data)})


def taken(client: Browserless, trial: httpx.Response, **fields: str) -> httpx.Response:
    """What is said when a trial is taken in."""
    token = trial.text.partition('name="token" value="')[2].partition('"')[0]
    form = trial.text.partition('name="form" value="')[2].partition('"')[0]
    return client.submit("/settings/import/take", "/settings", token=token, form=form, **fields)


def waiting(site: Site) -> list[Path]:
    """The files that wait for an answer."""
    return [path for path in (site.home / FOLDER).rglob("*") if path.is_file()]


def test_look_and_level_are_kept(client: Browserless, store: Store) -> None:
    assert 'data-theme="dark"' in client.submit("/settings/look", "/settings", theme="dark").text
    assert 'data-theme="dark"' in client.get("/stories").text
    assert store.settings.get("web.theme") == "dark"
    client.submit("/settings/level", "/settings", level="staff")
    assert store.settings.get("web.level") == "staff"
    assert 'value="staff" checked' in client.get("/settings").text
    assert client.submit("/settings/look", "/settings", theme="pink").status_code == 422


def test_where_it_is_and_whether_it_is_sound(site: Site, client: Browserless, store: Store) -> None:
    an_entry(store)
    page = client.get("/settings").text
    assert site.location in page
    assert "1 entries" in page or "1 entry" in page
    assert "The journal is sound" in client.submit("/settings/check", "/settings").text
    store.engine.run("DELETE FROM documents")
    page = client.submit("/settings/check", "/settings").text
    assert "The journal is not sound" in page
    assert "cannot be found by search" in page


def test_a_backup_is_put_back_while_others_read(site: Site, client: Browserless, store: Store) -> None:
    an_entry(store, "Before the backup.")
    assert "manual" in client.submit("/settings/backup", "/settings").text
    an_entry(store, "After the backup.")
    store.settings.set("web.theme", "dark")
    store.engine.close()
    (copy,) = backups(Path(site.location))
    stop, answers = threading.Event(), []

    def read() -> None:
        with site.client() as other:
            while not stop.is_set():
                answers.append(other.get("/settings").status_code)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    eventually(lambda: len(answers) > 3)
    answer = client.submit("/settings/restore", "/settings", name=copy.path.name, sure="true")
    stop.set()
    for reader in readers:
        reader.join()
    assert "again" in answer.text
    assert 'data-theme="auto"' in answer.text
    assert set(answers) == {200}
    with site.store() as now:
        assert [entry.text for entry in now.entries.select()] == ["Before the backup."]
        assert now.engine.run("PRAGMA journal_mode") == [("wal",)]
    (replaced,) = site.home.glob("journal-replaced-*.sqlite")
    with open_store(replaced) as before:
        assert len(before.entries.select()) == 2
    client.submit("/stories/new", title="It can be written to")
    assert client.get("/stories/it-can-be-written-to").status_code == 200


def test_the_journal_is_had_alone_or_not_at_all(site: Site) -> None:
    journal = Journal(open_engine(site.location, POOL), site.clock)
    with journal.open() as store:
        an_entry(store)
        asked: list[str] = []

        def ask() -> None:
            with pytest.raises(StarlError, match="other pages"), journal.alone(patience=0.1):
                asked.append("had it")

        other = threading.Thread(target=ask)
        other.start()
        other.join()
        assert asked == []
    with journal.alone(patience=0.1):
        waits = threading.Thread(target=lambda: asked.extend(_texts(journal)))
        waits.start()
        waits.join(0.2)
        assert asked == []
    waits.join()
    assert asked == ["It broke."]
    journal.engine.close()


def _texts(journal: Journal) -> list[str]:
    with journal.open() as store:
        return [entry.text for entry in store.entries.select()]


@pytest.mark.parametrize(
    ("name", "sure", "status", "said"),
    [
        ("{}", "", 200, "tick the box"),
        ("../journal.sqlite", "true", 404, "no such backup"),
        ("journal-20260101T000000Z.sqlite", "true", 404, "no such backup"),
        ("journal-20260102T000000Z.sqlite.age", "true", 400, "starl backup restore"),
        ("journal-20260103T000000Z.sqlite", "true", 400, "damaged"),
        ("journal-20260104T000000Z.sqlite", "true", 400, "newer starl"),
    ],
)
def test_what_is_not_put_back(
    site: Site, client: Browserless, store: Store, name: str, sure: str, status: int, said: str
) -> None:
    an_entry(store)
    copy = save_copy(Path(site.location))
    (copy.parent / "journal-20260102T000000Z.sqlite.age").write_bytes(b"age-encryption.org/v1\n")
    (copy.parent / "journal-20260103T000000Z.sqlite").write_bytes(b"not a journal" * 900)
    newer = copy.parent / "journal-20260104T000000Z.sqlite"
    newer.write_bytes(copy.read_bytes())
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    answer = client.submit("/settings/restore", "/settings", name=name.format(copy.name), sure=sure)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert len(store.entries.select()) == 1
    assert client.get("/settings").status_code == 200


def test_everything_goes_out_and_comes_in_again(
    site: Site, client: Browserless, store: Store, tmp_path: Path
) -> None:
    an_entry(store, "Ünïcode 😀")
    save(store, new_record(store, "The outage"), new_story("The outage"))
    answer = client.submit("/settings/export", "/settings")
    assert answer.headers["content-disposition"] == 'attachment; filename="starl-2026-05-04.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert {"manifest.json", "SHA256SUMS", "README.md"} <= set(archive.namelist())
    same = sent(client, "me.zip", answer.content)
    assert "It has nothing new" in same.text
    store.erase()
    trial = sent(client, "me.zip", answer.content)
    assert "It would add 1 entry, 1 story" in trial.text
    assert store.entries.select() == []
    assert "Added 1 entry, 1 story" in taken(client, trial).text
    assert [entry.text for entry in store.entries.select()] == ["Ünïcode 😀"]
    assert waiting(site) == []


def test_an_encrypted_export(client: Browserless, store: Store) -> None:
    an_entry(store)
    wrong = client.submit("/settings/export", "/settings", passphrase="one", again="two")
    assert wrong.status_code == 422
    answer = client.submit("/settings/export", "/settings", passphrase="horse", again="horse")
    assert answer.headers["content-disposition"].endswith('.tar.age"')
    assert answer.content.startswith(b"age-encryption.org/v1")
    store.erase()
    assert "give its passphrase" in sent(client, "me.tar.age", answer.content).text
    assert "Is this the right passphrase" in sent(client, "me.tar.age", answer.content, passphrase="cow").text
    trial = sent(client, "me.tar.age", answer.content, passphrase="horse")
    assert "It would add 1 entry" in trial.text
    assert "horse" not in trial.text
    assert "Added 1 entry" in taken(client, trial, passphrase="horse").text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("journal.txt", JRNL.encode(), "It would add 2 entries"),
        ("notes.zip", zipped({"notes/2026-04-01.md": "It broke.", "notes/sub/2026-04-02.md": "Again."}), "It would add 2 entries"),
        ("dayone.zip", zipped({"Journal.json": '{"entries": [{"creationDate": "2026-04-01T09:00:00Z", "text": "Hm"}]}'}), "It would add 1 entry"),
        ("table.csv", b"date,text,lesson\n2026-04-01,It broke,Count\n", "It would add 1 entry"),
        ("2026-04-01.md", b"It broke.", "It would add 1 entry"),
    ],
    ids=["jrnl", "notes", "dayone", "csv", "note"],
)  # fmt: skip
def test_journals_of_others(
    site: Site, client: Browserless, store: Store, name: str, data: bytes, said: str
) -> None:
    trial = sent(client, name, data)
    assert said in trial.text
    assert store.entries.select() == []
    assert said.replace("It would add", "Added") in taken(client, trial).text
    assert all(entry.date.month == 4 for entry in store.entries.select())
    assert "It has nothing new" in sent(client, name, data).text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("up.zip", zipped({"../../evil.md": "x"}), "wants to be written elsewhere"),
        ("root.zip", zipped({"/tmp/evil.md": "x"}), "wants to be written elsewhere"),
        ("drive.zip", zipped({"C:\\evil.md": "x"}), "wants to be written elsewhere"),
        ("export.zip", zipped({"manifest.json": "{}", "../up.md": "x"}), "wants to be written elsewhere"),
        ("bomb.zip", zipped({f"{n}.md": bytes(64 << 20) for n in range(17)}), "MB when unpacked"),
        ("cut.zip", zipped({"a.md": "x"})[:-9], "no whole zip archive"),
        ("torn.zip", zipped({"a.md": "x" * 90}).replace(b"PK\x03\x04", b"PK\x03\x04\xff", 1), "no"),
        ("manifest.zip", zipped({"manifest.json": "{"}), "is damaged"),
        ("newer.zip", zipped({"manifest.json": '{"format": "starl-export", "version": 99}'}), "newer starl"),
        ("data.bin", bytes(range(256)), "is not text"),
        ("empty", b"", "nobody can tell what this is"),
        (f"{HOSTILE}.bin", b"\x00\x01", "is not text"),
    ],
)  # fmt: skip
def test_what_is_refused(
    site: Site, client: Browserless, store: Store, name: str, data: bytes, said: str
) -> None:
    answer = sent(client, name, data)
    assert answer.status_code == 200
    assert "Nothing was taken in." in answer.text
    assert said in answer.text
    assert "<script>alert" not in answer.text
    assert store.entries.select() == []
    assert waiting(site) == []
    assert not (site.home.parent / "evil.md").exists()


def test_a_damaged_part_is_named_and_the_rest_taken(client: Browserless, store: Store) -> None:
    an_entry(store)
    an_entry(store, "It broke again.")
    answer = client.submit("/settings/export", "/settings")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    page = next(name for name in files if name.startswith("entries/"))
    files[page] = b"\xff\xfe\xfd"
    store.erase()
    trial = sent(client, "me.zip", zipped({f"me/{name}": data for name, data in files.items()}))
    assert "It would add 1 entry" in trial.text
    assert "1 thing cannot be read" in trial.text
    assert page in trial.text
    assert "1 thing could not be read" in taken(client, trial).text
    assert len(store.entries.select()) == 1


def test_a_trial_that_is_left(site: Site, client: Browserless, store: Store) -> None:
    trial = sent(client, "journal.txt", JRNL.encode())
    assert len(waiting(site)) == 1
    token = trial.text.partition('name="token" value="')[2].partition('"')[0]
    client.submit("/settings/import/leave", "/settings", token=token)
    assert waiting(site) == []
    assert client.submit("/settings/import/take", "/settings", token=token, form="jrnl").status_code == 404
    assert (
        client.submit("/settings/import/take", "/settings", token="../" * 10, form="jrnl").status_code == 422
    )


def test_trials_without_an_answer_are_thrown_away(site: Site) -> None:
    import os

    old = site.home / FOLDER / keep(site.home, "a.txt", io.BytesIO(b"x"))
    long_ago = dt.datetime.now().timestamp() - KEPT - 60
    os.utime(old, (long_ago, long_ago))
    keep(site.home, "b.txt", io.BytesIO(b"x"))
    assert [path.name for path in waiting(site)] == ["b.txt"]


def test_only_the_import_takes_large_files(client: Browserless) -> None:
    large = b"x" * (MAX_BODY + 1)
    token = client.token("/settings")
    assert client.post("/settings/look", content=large, headers={"X-CSRF-Token": token}).status_code == 413
    assert "Nothing was taken in" in sent(client, "x.bin", large).text
    assert client.post("/settings/import", data={}, files={"file": ("a.txt", JRNL)}).status_code == 403


def test_deleting_everything_takes_the_words(site: Site, client: Browserless, store: Store) -> None:
    an_entry(store, "Nobody shall read this.")
    sent(client, "journal.txt", JRNL.encode())
    client.submit("/settings/look", "/settings", theme="dark")
    copy = save_copy(Path(site.location))
    assert "Nothing was removed" in client.submit("/settings/erase", "/settings", words="delete").text
    assert len(store.entries.select()) == 1
    store.engine.close()
    page = client.submit("/settings/erase", "/settings", words=" Delete  everything ").text
    assert "Everything is gone" in page
    assert 'data-theme="auto"' in page
    assert str(copy.parent) in page
    with site.store() as now:
        assert now.entries.count() == 0
    assert b"Nobody shall read this" not in Path(site.location).read_bytes()
    assert copy.exists()
    assert waiting(site) == []


def test_by_hand(tab: Tab, store: Store, tmp_path: Path) -> None:
    an_entry(store)
    page = tab.go("/settings")
    page.get_by_role("button", name="Dark").click()
    page.wait_for_selector("[data-theme=dark]")
    page.get_by_role("button", name="Back up now").click()
    page.wait_for_selector(".flash:has-text('is there')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    download.value.save_as(tmp_path / "me.zip")
    an_entry(store, "Later.")
    page.locator("summary:has-text('Put back')").click()
    page.get_by_label("Replace the journal").check()
    store.engine.close()
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_selector(".flash:has-text('again')")
    page.set_input_files(
        "input[type=file]", {"name": "j.txt", "mimeType": "text/plain", "buffer": JRNL.encode()}
    )
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h2:has-text('It would add 2 entries')")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_selector(".flash:has-text('Added 2 entries')")
    page.get_by_label("Type “delete everything”").fill("delete everything")
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_selector(".flash:has-text('Everything is gone')")
    page.set_input_files("input[type=file]", tmp_path / "me.zip")
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h2:has-text('It would add 1 entry')")


@pytest.mark.parametrize(("width", "scheme"), LOOKS.values(), ids=LOOKS)
def test_no_barrier(site: Site, tab: Tab, store: Store, scheme: str, width: int) -> None:
    save_copy(Path(site.location))
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme=scheme)
    page = tab.go("/settings")
    for summary in page.locator("main summary >> visible=true").all():
        if summary.get_attribute("class") or not summary.evaluate("one => one.parentElement.open"):
            summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_input_files(
        "input[type=file]", {"name": "j.txt", "mimeType": "text/plain", "buffer": JRNL.encode()}
    )
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h2:has-text('The first entries')")
    assert violations(page) == []
