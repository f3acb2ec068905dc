"""When the disk, the file or the server fails: what is said, and that nothing saved is lost."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.model.journal import EntryFilter
from starl.store.store import Store, open_engine, open_store

from .records import entry, story

HUNG_UP = "the server ended the connection|cannot be reached"
LONG = "a line of some length\n" * 2000

FILLER = """
import resource, signal, sys
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.store.store import open_store

with open_store(sys.argv[1]) as store:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        while True:
            now = store.now()
            print(store.entries.add(Entry(store.new_id(), now, now, now.date(), "x y z " * 2000)).id, flush=True)
    except StarlError as error:
        print(error)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal's file with one entry in it."""
    path = tmp_path / "journal.sqlite"
    with open_store(path) as store:
        store.entries.add(entry(store, "one"))
    return path


def _refused(path: Path | str, said: str) -> None:
    with pytest.raises(StarlError, match=said), open_store(path) as store:
        store.entries.add(entry(store))


def test_a_full_disk_keeps_what_was_saved(path: Path) -> None:
    with open_store(path) as store:
        ((pages,),) = store.engine.run("PRAGMA page_count")
        store.engine.run(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StarlError, match=r"the disk is full, so this was not saved; .* Make room"):
            store.entries.add(entry(store, LONG))
        with pytest.raises(StarlError, match="the disk is full"):
            store.stories.save(story(store), LONG)
        assert store.stories.count() == 0
        assert [item.text for item in store.entries.select()] == ["one"]
        store.engine.run("PRAGMA max_page_count = 1000000")
        store.entries.add(entry(store, LONG))
        assert store.engine.check() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of a file's size")
def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FILLER, str(path)], capture_output=True, text=True, check=True
    )
    *saved, said = answer.stdout.splitlines()
    assert "All that was saved before is still there" in said or "the disk is full" in said
    assert len(saved) > 3
    with open_store(path) as store:
        assert {item.id for item in store.entries.each() if item.text != "one"} == set(saved)
        assert store.engine.check() == []


def test_a_read_only_journal_says_so(path: Path) -> None:
    with open_store(path) as store:
        store.engine.run("PRAGMA query_only = on")
        with pytest.raises(StarlError, match="cannot be written to"):
            store.entries.add(entry(store))
        assert store.entries.count() == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_file_without_the_right_to_write(path: Path) -> None:
    path.chmod(0o400)
    _refused(path, "cannot be written to|cannot be opened")
    path.parent.chmod(0o500)
    _refused(path.parent / "new" / "journal.sqlite", "cannot be made here .*Look at the permissions")
    path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    _refused(tmp_path / "file" / "journal.sqlite", "cannot be made here .*choose another with --home")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").mkdir()
    _refused(tmp_path / "journal.sqlite", "cannot be made here|cannot be opened")


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_text("dear diary, " * 200)
    before = path.read_bytes()
    _refused(path, r"not a journal, or its beginning was overwritten\. .*starl backup restore")
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title text)")
    before = path.read_bytes()
    _refused(path, "a database of another program.*the file was not touched")
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("page", [0, 1, 3, 8, 20])
def test_a_damaged_page_is_told_and_what_can_be_read_is_read(path: Path, page: int) -> None:
    """Wherever the damage is: a StarlError, or right answers and a check that names it; never something else."""
    with open_store(path) as store:
        store.entries.add_many([entry(store, f"{number} {LONG[:900]}") for number in range(60)])
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(os.urandom(4096))
    try:
        with open_store(path) as store:
            problems = store.engine.check()
            assert problems
            list(store.entries.each())
            store.search("line")
            store.entries.add(entry(store))
    except StarlError as error:
        assert "starl backup restore" in str(error) or "could not do it" in str(error)


def test_a_cut_off_file_is_told(path: Path) -> None:
    with open_store(path) as store:
        store.entries.add_many([entry(store, LONG) for _ in range(20)])
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(StarlError, match="the file is damaged"), open_store(path) as store:
        list(store.entries.each())
        store.entries.add_many([entry(store, LONG) for _ in range(20)])


def test_a_full_text_index_that_went_astray_is_told(store: Store) -> None:
    kept = store.entries.add(entry(store, "one"))
    other = store.entries.add(entry(store, "two"))
    store.engine.run(f"DELETE FROM documents WHERE record = '{kept.id}'")
    store.engine.run(f"UPDATE documents SET body = 'three' WHERE record = '{other.id}'")
    said = " ".join(store.engine.check())
    assert "cannot be found by search" in said or "full-text index" in said


def test_another_program_that_holds_the_journal(where: str) -> None:
    with open_engine(where) as one, open_engine(where, wait=0.2) as two:
        with one.transaction("me"):
            Store(one).settings.set("a", 1)
            with pytest.raises(StarlError, match=r"another program is holding.*[Dd]o it again"):
                Store(two).settings.set("a", 2)
            assert Store(two).settings.get("a") is None
        Store(two).settings.set("b", 2)
        assert Store(one).settings.all() == {"a": 1, "b": 2}


def test_an_owner_does_not_wait_for_another(schema: str) -> None:
    with open_engine(schema) as one, open_engine(schema, wait=0.2) as two, one.transaction("me"):
        Store(one).entries.add(entry(Store(one)))
        Store(two, "ann").entries.add(entry(Store(two, "ann")))


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg2")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"postgresql://ann:secret@127.0.0.1:{free.getsockname()[1]}/journal"
        with pytest.raises(StarlError, match=r"the server cannot be reached\. Look at the address") as caught:
            open_engine(address)
    assert "secret" not in str(caught.value)
    assert "ann@127.0.0.1" in str(caught.value)


def test_a_server_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    with pytest.raises(StarlError, match=r"pip install 'starl\[postgres\]'"):
        open_engine("postgresql://db.example/journal")


@pytest.mark.parametrize("pool", [0, 3])
def test_a_server_that_hangs_up_is_called_again(schema: str, pool: int) -> None:
    with open_engine(schema, pool) as engine, open_engine(schema) as other:
        store = Store(engine)
        store.entries.add(entry(store, "one"))
        hang_up = "SELECT pg_terminate_backend(%s)"
        other.run(hang_up, engine.run("SELECT pg_backend_pid()")[0])
        with pytest.raises(StarlError, match=HUNG_UP):
            store.entries.count()
        assert store.entries.count() == 1
        with pytest.raises(StarlError, match=HUNG_UP), store.transaction():
            store.entries.add(entry(store, "half"))
            other.run(hang_up, engine.run("SELECT pg_backend_pid()")[0])
            store.entries.add(entry(store, "other half"))
        store.entries.add(entry(store, "two"))
        assert [item.text for item in store.entries.each()] == ["one", "two"]


def test_a_schema_of_others_is_left_alone(schema: str) -> None:
    from starl.store.postgres import PostgresEngine

    with PostgresEngine(schema) as engine:
        engine.run("CREATE TABLE entries (a integer)")
        with pytest.raises(StarlError, match=r"the journal could not be made .*Nothing was changed"):
            open_engine(schema)
        assert engine.run("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")[0] == (1,)


def test_a_nul_character_that_is_asked_for(store: Store) -> None:
    store.entries.add(entry(store))
    for ask in (
        lambda: store.entries.select(EntryFilter(tags=("a\0",))),
        lambda: store.search("word", labels=["a\0"]),
        lambda: store.search("a\0b"),
        lambda: store.entries.get("a\0"),
    ):
        try:
            found = ask()
        except StarlError as error:
            assert "NUL character" in str(error)
        else:
            assert not found


def test_threads_without_a_pool_have_connections_of_their_own(where: str) -> None:
    with open_engine(where) as engine:
        store = Store(engine)
        store.entries.add(entry(store))
        counts: list[int] = []

        def count() -> None:
            with engine.connected():
                counts.append(Store(engine).entries.count())

        thread = threading.Thread(target=count)
        thread.start()
        thread.join()
        assert counts == [1]
