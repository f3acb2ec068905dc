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

from .records import attempt, card, dismissal, entry, interview, keep_shared, mock, take, use

SCHEMAS = [Path(__file__).parent / f"schema-{number}.sqlite.gz" for number in range(1, len(migrate.STEPS))]
"""Journals as each released schema left them, compressed."""
NEWEST = len(migrate.STEPS)
NEXT = "starl_next_step"


def _old_file(path: Path, version: int) -> None:
    path.write_bytes(gzip.decompress(SCHEMAS[version - 1].read_bytes()))


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


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_an_old_file_is_brought_up_and_copied_first(tmp_path: Path, version: int) -> None:
    path = tmp_path / "journal.sqlite"
    _old_file(path, version)
    with open_store(path) as store:
        assert store.engine.version() == NEWEST
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
        assert {item.session for item in store.stories.revisions(told.id)} == {None}
        store.cards.add(card(store))
        store.uses.add(use(store, told.id, interview=store.interviews.add(interview(store)).id))
        store.dismissals.add(dismissal(store, told.id))
        store.attempts.add(attempt(store))
        store.takes.add(take(store, told.id))
        store.mocks.add(mock(store))
        keep_shared(store, told.id)
        assert store.engine.check() == []
    (copy,) = backups(path)
    assert copy.label == f"schema-{version}"
    assert check_file(copy.path) == []
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


def test_what_schema_2_kept_is_there(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    _old_file(path, 2)
    with open_store(path) as store:
        (told,) = store.stories.select()
        first, second = store.stories.revisions(told.id)
        assert (first.note, second.verdict and second.verdict.score) == ("a start", 61)
        (asked,) = store.cards.select()
        assert (asked.item, len(store.cards.logs(asked.id))) == (told.id, 1)
        assert [item.story for item in store.experiences.select()] == [told.id]
        assert store.improvements.due(dt.date(2025, 6, 1)) == store.improvements.select(story=told.id)
        store.stories.purge(told.id)
        assert store.cards.count() == 0


def test_what_schema_3_kept_is_there(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    _old_file(path, 3)
    with open_store(path) as store:
        (told,) = store.stories.select()
        (met,) = store.interviews.select()
        (used,) = store.uses.select(story=told.id)
        assert (used.interview, used.note) == (met.id, "they asked about the rollback")
        assert [item.verdict for item in store.attempts.select()] == [{"score": 3}]
        assert len(store.dismissals.select(told.id)) == 1
        assert store.takes.days_by_story() == {}


def test_what_schema_4_kept_is_there(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    _old_file(path, 4)
    with open_store(path) as store:
        (told,) = store.stories.select()
        (spoken,) = store.takes.select()
        assert (spoken.story, spoken.metrics) == (told.id, {"pace": 130.5})
        assert store.mocks.count() == 1
        assert store.shares.count() == store.feedback.count() == 0


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_every_earlier_schema_is_brought_up(where: str, version: int) -> None:
    with _at(where, version) as engine:
        assert engine.version() == version
        kept = Store(engine).entries.add(entry(Store(engine)))
    with open_store(where) as store:
        assert store.entries.get(kept.id) == kept
        assert (
            store.cards.count()
            == store.interviews.count()
            == store.dismissals.count()
            == store.takes.count()
            == 0
        )
        assert store.engine.check() == []


def test_a_newer_schema_is_left_alone(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _next_step(patch)
        open_engine(where).close()
    with pytest.raises(StarlError, match=rf"newer starl \(schema {NEWEST + 1}; this one knows {NEWEST}\)"):
        open_engine(where)
    _next_step(monkeypatch)
    with open_engine(where) as engine:
        assert engine.version() == NEWEST + 1


def test_a_step_that_fails_changes_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(where) as store:
        kept = store.entries.add(entry(store, "before"))
        store.settings.set("a", 1)
    with monkeypatch.context() as patch:
        _next_step(patch, fails=True)
        with pytest.raises(
            StarlError, match=rf"be brought to schema {NEWEST + 1} .*It is as it was, at schema {NEWEST}"
        ):
            open_engine(where)
    with open_store(where) as store:
        assert store.engine.version() == NEWEST
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
    assert [program.communicate(timeout=30)[0].strip() for program in programs] == [f"{NEWEST}"] * 4


def test_a_journal_that_is_made_meanwhile_is_not_taken_for_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starl.store.sqlite import SqliteEngine

    path = tmp_path / "journal.sqlite"
    with closing(SqliteEngine(path)) as engine:
        run = engine.run
        looks: list[object] = []

        def interrupted(*args: object) -> object:
            found = run(*args)  # type: ignore[arg-type]
            if not looks:
                open_engine(path).close()
            looks.append(args)
            return found

        monkeypatch.setattr(engine, "run", interrupted)
        bring_up(engine)
        assert engine.version() == NEWEST
        assert engine.check() == []


def test_exports_that_schema_6_kept_whole_are_made_anew(schema: str) -> None:
    from starl.store.hosted.work import Work

    with _at(schema, 6) as engine:
        engine.run(
            "INSERT INTO accounts (id, created, email, name, role) VALUES ('a', '2026', 'a@b.c', 'Ann', 'learner')"
        )
        engine.run(
            "INSERT INTO exports (id, account, created, made, file) VALUES ('e', 'a', '2026', '2026', 'x')"
        )
    with open_engine(schema) as engine:
        work = Work(engine, lambda: dt.datetime.now(dt.UTC))
        assert work.unmade_exports() == ["e"]
        assert work.keep_export("e", 2, [b"y", b"z"])
        assert work.may_fetch("e", "a") == 2
        assert list(work.read_parts("export", "e")) == [b"y", b"z"]
        assert work.drop_export("e", "a")
        assert engine.run("SELECT * FROM export_parts") == []
