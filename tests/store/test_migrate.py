"""Old schemas are brought up, newer ones are left alone, and a step that fails changes nothing."""

from __future__ import annotations

import datetime as dt
import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from starl.errors import StarlError
from starl.store import migrate
from starl.store.backup import backups, check_file
from starl.store.dialect import Dialect, Run
from starl.store.engine import Engine
from starl.store.migrate import bring_up
from starl.store.store import Store, open_engine, open_store

from .records import card, entry

SCHEMA_1 = Path(__file__).parent / "schema-1.sqlite.gz"
"""A journal as schema 1 left it, compressed."""
NEXT = "starl_next_step"


def _old_file(path: Path) -> None:
    path.write_bytes(gzip.decompress(SCHEMA_1.read_bytes()))


def _next_step(monkeypatch: pytest.MonkeyPatch, fails: bool = False) -> None:
    """One more step after those that there are."""

    def up(run: Run, dialect: Dialect) -> None:
        run("ALTER TABLE entries ADD COLUMN weather text")
        run("DELETE FROM settings")
        if fails:
            run("SELECT nonsense FROM nowhere")

    module = ModuleType(NEXT)
    module.up = up  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, NEXT, module)
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, NEXT))


def _at(where: str, version: int) -> Engine:
    """A new database at an earlier schema."""
    if where.startswith("postgresql"):
        from starl.store.postgres import PostgresEngine

        engine: Engine = PostgresEngine(where)
    else:
        from starl.store.sqlite import SqliteEngine

        engine = SqliteEngine(Path(where))
    bring_up(engine, migrate.STEPS[:version])
    return engine


def test_an_old_file_is_brought_up_and_copied_first(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    _old_file(path)
    with open_store(path) as store:
        assert store.engine.version() == len(migrate.STEPS) == 2
        (kept,) = store.entries.select()
        assert (kept.text, kept.tags, kept.date) == (
            "The café import lost rows",
            ("Import",),
            dt.date(2025, 3, 14),
        )
        (told,) = store.stories.select(["data"])
        assert store.stories.text(told.id, 1) == "First try."
        assert store.stories.text(told.id) == "Second try."
        assert {hit.id for hit in store.search("cafe")} == {kept.id}
        assert store.settings.all() == {"retention": 0.9}
        store.cards.add(card(store))
        assert store.engine.check() == []
    (copy,) = backups(path)
    assert copy.label == "schema-1"
    assert check_file(copy.path) == []
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_every_earlier_schema_is_brought_up(where: str) -> None:
    with _at(where, 1) as engine:
        assert engine.version() == 1
        kept = Store(engine).entries.add(entry(Store(engine)))
    with open_store(where) as store:
        assert store.entries.get(kept.id) == kept
        assert store.cards.count() == 0
        assert store.engine.check() == []


def test_a_newer_schema_is_left_alone(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _next_step(patch)
        open_engine(where).close()
    with pytest.raises(StarlError, match=r"written by a newer starl \(schema 3; this one knows 2\)"):
        open_engine(where)
    _next_step(monkeypatch)
    with open_engine(where) as engine:
        assert engine.version() == 3


def test_a_step_that_fails_changes_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(where) as store:
        kept = store.entries.add(entry(store, "before"))
        store.settings.set("a", 1)
    with monkeypatch.context() as patch:
        _next_step(patch, fails=True)
        with pytest.raises(
            StarlError, match=r"could not be brought to schema 3 .*It is as it was, at schema 2"
        ):
            open_engine(where)
    with open_store(where) as store:
        assert store.engine.version() == 2
        assert list(store.entries.each()) == [kept]
        assert store.settings.all() == {"a": 1}
        assert store.engine.check() == []
    if not where.startswith("postgresql"):
        (copy,) = backups(Path(where))
        assert check_file(copy.path) == []


def test_two_programs_may_open_a_new_journal_at_once(where: str) -> None:
    import subprocess

    code = "import sys; from starl.store.store import open_store\nwith open_store(sys.argv[1]) as s: print(s.engine.version())"
    programs = [
        subprocess.Popen([sys.executable, "-c", code, where], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [program.communicate(timeout=30)[0].strip() for program in programs] == ["2"] * 4
