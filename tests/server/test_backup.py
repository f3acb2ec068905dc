"""The operator's copy: made while people write, restored into another database and folder, and all of it is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest

from starl.capture.stories import new_record, save
from starl.model.account import Account, Role
from starl.server import passwords
from starl.server.app import open_hosted
from starl.server.environment import read_environment
from starl.server.queue import bring_up_queue
from starl.store.store import Store
from tests.store.conftest import SERVER, _run
from tests.store.records import entry
from tests.web.conftest import SOUND

from .alone import environment

SCRIPT = Path(__file__).parents[2] / "deploy" / "starl-backup"
pytestmark = pytest.mark.skipif(
    "CI" not in os.environ and not shutil.which("pg_dump"),
    reason="needs pg_dump (apt install postgresql-client)",
)


@pytest.fixture
def databases(database: str) -> Iterator[tuple[str, str]]:
    """Two empty databases: the server's, and the one that it is restored into."""
    names = [f"starl_copy_{uuid4().hex}" for _ in range(2)]
    for name in names:
        _run(SERVER, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    before = SERVER.rpartition("/")[0]
    yield f"{before}/{names[0]}", f"{before}/{names[1]}"
    for name in names:
        _run(SERVER, f"DROP DATABASE {name} WITH (FORCE)")


def run(*command: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(each) for each in command],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def check(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "starl", "server", "--check", **given)


def filled(given: dict[str, str]) -> list[Account]:
    """Three people with a story, entries and a recording each."""
    hosted = open_hosted(read_environment(given))
    accounts = []
    with hosted.engine.connected():
        for name in ("ann", "bob", "cleo"):
            account = hosted.accounts.add(
                f"{name}@example.org", name, Role.LEARNER, passwords.encoded("a ferry of eleven words")
            )
            store = Store(hosted.engine, account.id)
            save(store, new_record(store, f"The outage of {name}"), SOUND)
            store.entries.add(entry(store, f"What {name} forgot"))
            folder = Path(given["STARL_HOME"]) / "accounts" / account.id
            folder.mkdir(parents=True)
            (folder / "take.webm").write_bytes(name.encode() * 1000)
            accounts.append(account)
    hosted.engine.close()
    bring_up_queue(given["STARL_DATABASE"])
    return accounts


def test_a_copy_that_was_made_while_people_write_is_whole(databases: tuple[str, str], tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    given = environment(databases[0], home)
    accounts = filled(given)
    stop = threading.Event()

    def write() -> None:
        hosted = open_hosted(read_environment(given))
        store = Store(hosted.engine, accounts[0].id)
        while not stop.is_set():
            with hosted.engine.connected():
                save(store, new_record(store, "Written meanwhile"), SOUND)
        hosted.engine.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        made = run("sh", SCRIPT, tmp_path / "copies", **given)
    finally:
        stop.set()
        writing.join()
    assert made.returncode == 0, made.stderr
    dump = Path(made.stdout.strip())
    assert dump.stat().st_mode & 0o77 == 0
    restored = run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={databases[1]}", dump)
    assert restored.returncode == 0, restored.stderr
    run("tar", "-xzf", dump.with_suffix(".tar.gz"), "-C", other)
    theirs = environment(databases[1], other)
    said = check(theirs)
    assert said.returncode == 0 and "3 accounts" in said.stdout, said.stderr
    hosted = open_hosted(read_environment(theirs))
    with hosted.engine.connected():
        for account in accounts:
            store = Store(hosted.engine, account.id)
            assert hosted.accounts.by_email(account.email) == account
            texts = [store.stories.text(record.id) for record in store.stories.select()]
            assert set(texts) == {SOUND}
            assert [one.text for one in store.entries.select()] == [f"What {account.name} forgot"]
            assert (
                other / "accounts" / account.id / "take.webm"
            ).read_bytes() == account.name.encode() * 1000
        (found,) = hosted.engine.run(
            "SELECT count(*) FROM revisions r LEFT JOIN stories s ON s.id = r.story WHERE s.id IS NULL"
        )
        assert found == (0,)
    hosted.engine.close()


def test_a_newer_schema_is_refused_and_left_alone(databases: tuple[str, str], tmp_path: Path) -> None:
    given = environment(databases[0], tmp_path)
    assert check(given).returncode == 0
    with psycopg2.connect(databases[0]) as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO starl_schema (version) VALUES (999)")
    connection.close()
    said = check(given)
    assert said.returncode == 2 and "999" in said.stderr


def test_a_copy_that_fails_leaves_the_older_ones(databases: tuple[str, str], tmp_path: Path) -> None:
    given = environment(databases[0], tmp_path)
    copies = tmp_path / "copies"
    copies.mkdir()
    old = copies / "starl-20200101T000000Z.dump"
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    failed = run("sh", SCRIPT, copies, **given | {"STARL_DATABASE": databases[0] + "_not_there"})
    assert failed.returncode != 0 and old.exists()
    assert check(given).returncode == 0
    assert run("sh", SCRIPT, copies, **given).returncode == 0
    assert not old.exists()
    assert len(list(copies.glob("starl-*.dump"))) == len(list(copies.glob("starl-*.tar.gz"))) == 1
    (files,) = copies.glob("starl-*.tar.gz")
    with tarfile.open(files) as archive:
        assert not [name for name in archive.getnames() if "copies" in name]


def test_copies_are_not_made_into_what_is_copied(databases: tuple[str, str], tmp_path: Path) -> None:
    given = environment(databases[0], tmp_path)
    said = run("sh", SCRIPT, given["STARL_HOME"], **given)
    assert said.returncode == 2 and "name another folder" in said.stderr
