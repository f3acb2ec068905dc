"""Copies: made while others write, rotated, checked and put back."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.store.backup import (
    FOLDER,
    Backup,
    Keep,
    backups,
    check_file,
    daily,
    restore,
    save_copy,
    superfluous,
)
from starl.store.migrate import STEPS
from starl.store.store import Store, open_engine, open_store

from .records import MORNING, entry

DAY = dt.timedelta(days=1)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with one entry."""
    path = tmp_path / "journal.sqlite"
    _add(path, "one")
    return path


def _add(path: Path, text: str) -> None:
    with open_store(path) as store:
        store.entries.add(entry(store, text))


def _texts(path: Path) -> list[str]:
    with open_store(path) as store:
        assert store.engine.check() == []
        return [item.text for item in store.entries.each()]


def _damage(path: Path) -> None:
    """Overwrites the middle of a file, as a failing disk does."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 8192))


def test_a_copy_is_whole_and_for_the_user_alone(journal: Path) -> None:
    with open_store(journal) as store:
        store.entries.add(entry(store, "still in the write-ahead log"))
        copy = save_copy(journal, "try-1", MORNING)
        assert backups(journal) == [Backup(copy, MORNING, "try-1")]
    assert copy == journal.parent / FOLDER / "journal-20250314T090000Z-try-1.sqlite"
    assert check_file(copy) == []
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    if os.name != "nt":
        assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    copied = journal.parent / "elsewhere" / "journal.sqlite"
    restore(copied, copy, MORNING)
    assert _texts(copied) == ["one", "still in the write-ahead log"]


def test_copies_made_while_others_write_are_whole(journal: Path) -> None:
    """Every copy has whole batches only, and at least what was there when it began."""
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with open_store(journal) as store:
            while not stop.is_set():
                store.entries.add_many([entry(store, "batch") for _ in range(10)])
                written.append(10)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            least = sum(written)
            copy = save_copy(journal, now=MORNING + number * DAY)
            assert check_file(copy) == []
            with closing(sqlite3.connect(copy)) as connection:
                ((there,),) = connection.execute("SELECT count(*) FROM entries WHERE text = 'batch'")
            assert there >= least
            assert there % 10 == 0
    finally:
        stop.set()
        writer.join()


def test_one_copy_a_day(journal: Path, tmp_path: Path) -> None:
    made = daily(journal, MORNING)
    assert made is not None
    assert daily(journal, MORNING + DAY / 2) is None
    save_copy(journal, "schema-1", MORNING + DAY * 0.9)
    assert daily(journal, MORNING + DAY) is not None
    assert len(backups(journal)) == 3
    assert daily(tmp_path / "none.sqlite", MORNING) is None


def test_the_clock_set_back_does_not_stop_the_copies(journal: Path) -> None:
    daily(journal, MORNING + 400 * DAY)
    made = daily(journal, MORNING, Keep(1, 1, 1))
    assert made is not None
    assert made.exists()
    assert daily(journal, MORNING, Keep(1, 1, 1)) is None


def test_rotation_keeps_days_weeks_and_months(journal: Path) -> None:
    folder = journal.parent / FOLDER
    copies = [Backup(folder / str(n), MORNING - n * DAY, "") for n in range(800)]
    gone = {copy.path for copy in superfluous(copies, Keep(days=7, weeks=4, months=12))}
    stays = [copy for copy in copies if copy.path not in gone]
    assert [copy.made for copy in stays[:7]] == [MORNING - n * DAY for n in range(7)]
    assert len({copy.made.strftime("%G-%V") for copy in stays[:10]}) >= 4
    assert len({copy.made.strftime("%Y-%m") for copy in stays}) == 12
    assert len(stays) <= 7 + 4 + 12
    assert superfluous(copies[:1], Keep(0, 0, 0)) == superfluous([], Keep()) == []


def test_old_daily_copies_go_and_labelled_ones_stay(journal: Path) -> None:
    save_copy(journal, "schema-1", MORNING - 900 * DAY)
    for number in range(5):
        daily(journal, MORNING + number * DAY, Keep(days=2, weeks=1, months=1))
    assert [(copy.made, copy.label) for copy in backups(journal)] == [
        (MORNING + 4 * DAY, ""),
        (MORNING + 3 * DAY, ""),
        (MORNING - 900 * DAY, "schema-1"),
    ]


def test_what_a_killed_copy_left_is_cleared_away(journal: Path) -> None:
    daily(journal, MORNING)
    old, new = (journal.parent / FOLDER / f"journal-x.sqlite.{n}.partial" for n in (1, 2))
    for path, moment in ((old, MORNING - DAY), (new, MORNING + DAY)):
        path.touch()
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    daily(journal, MORNING + DAY)
    assert not old.exists()
    assert new.exists()


def test_a_damaged_journal_is_put_back_and_kept(journal: Path) -> None:
    copy = save_copy(journal)
    _add(journal, "two")
    _damage(journal)
    damaged = journal.read_bytes()
    with pytest.raises(StarlError, match=r"the file is damaged\. .* `starl backup restore`"):
        _texts_of_damaged(journal)
    replaced = restore(journal, copy, MORNING)
    assert replaced == journal.with_name("journal-replaced-20250314T090000Z.sqlite")
    assert replaced.read_bytes() == damaged
    assert _texts(journal) == ["one"]


def _texts_of_damaged(path: Path) -> None:
    with open_store(path) as store:
        list(store.entries.each())
        store.search("one")
        raise StarlError("\n".join(store.engine.check()))


def test_restoring_twice_in_a_second_keeps_both(journal: Path) -> None:
    copy = save_copy(journal)
    _add(journal, "two")
    first = restore(journal, copy, MORNING)
    second = restore(journal, copy, MORNING)
    assert first is not None
    assert second is not None
    assert _texts(first) == ["one", "two"]
    assert _texts(second) == ["one"]


def test_a_journal_that_is_gone_is_missed(journal: Path) -> None:
    copy = save_copy(journal)
    for gone in (journal.unlink, lambda: journal.write_bytes(b"")):
        gone()
        with pytest.raises(StarlError, match="gone or empty, though there are backups of it"):
            open_engine(journal)
        restore(journal, copy, MORNING)
        assert _texts(journal) == ["one"]


def test_a_damaged_copy_is_not_put_back(journal: Path, tmp_path: Path) -> None:
    copy = save_copy(journal)
    _damage(copy)
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    text = tmp_path / "text.sqlite"
    text.write_text("no database at all, but long enough to be taken for one" * 20)
    for wrong, said in (
        (copy, "damaged too"),
        (other, "another program"),
        (text, "not a database"),
        (tmp_path / "none", "is not there"),
    ):
        with pytest.raises(StarlError, match=said):
            restore(journal, wrong, MORNING)
    assert _texts(journal) == ["one"]
    assert not list(tmp_path.glob("*replaced*"))


def test_a_copy_of_a_newer_starl_is_not_put_back(journal: Path) -> None:
    copy = save_copy(journal)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(StarlError, match="written by a newer starl"):
        restore(journal, copy, MORNING)
    assert _texts(journal) == ["one"]


def test_readers_and_writers_do_not_wait_after_a_restore(journal: Path) -> None:
    restore(journal, save_copy(journal), MORNING)
    with open_store(journal) as store:
        assert store.engine.run("PRAGMA journal_mode") == [("wal",)]
    assert _texts(journal) == ["one"]


def test_a_journal_in_use_is_not_replaced(journal: Path) -> None:
    copy = save_copy(journal)
    with open_store(journal) as store:
        store.entries.count()
        with pytest.raises(StarlError, match="another program is holding it"):
            restore(journal, copy, MORNING)
        store.entries.add(entry(store, "two"))
    assert _texts(journal) == ["one", "two"]


def test_a_restore_that_fails_half_way_is_undone(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = save_copy(journal)
    _add(journal, "two")
    rename = Path.rename

    def fail(old: Path, new: Path) -> Path:
        if new == journal and old.name.endswith(".restoring"):
            raise OSError(28, "No space left on device")
        return rename(old, new)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(StarlError, match="No space left on device"):
        restore(journal, copy, MORNING)
    monkeypatch.undo()
    assert _texts(journal) == ["one", "two"]
    assert sorted(path.name for path in journal.parent.iterdir()) == [FOLDER, journal.name]


def test_a_copy_that_cannot_be_made_says_so(journal: Path) -> None:
    (journal.parent / FOLDER).write_text("in the way")
    with pytest.raises(StarlError, match="nothing was lost"):
        save_copy(journal)


def test_other_files_are_no_backups(journal: Path) -> None:
    copy = save_copy(journal, now=MORNING)
    for name in (
        "journal-notes.sqlite",
        "journal-20250314T090000Z.sqlite.9.partial",
        "journal-20251399T000000Z.sqlite",
    ):
        (copy.parent / name).touch()
    assert [backup.path for backup in backups(journal)] == [copy]


def test_a_store_may_be_open_while_copies_are_made(journal: Path) -> None:
    with open_engine(journal) as engine, engine.transaction():
        Store(engine).entries.add(entry(Store(engine), "not yet whole"))
        copy = save_copy(journal)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT text FROM entries").fetchall() == [("one",)]
