"""Every test that asks for `where` runs on a SQLite file and on a PostgreSQL schema of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from starl.store.store import Store, open_store

from .records import Clock, Randomness

SERVER = os.environ.get("STARL_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def _run(address: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a PostgreSQL database that lives as long as the run."""
    if "CI" not in os.environ:
        pytest.importorskip("psycopg2")
    import psycopg2

    name = f"starl_test_{uuid4().hex}"
    try:
        _run(SERVER, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    except psycopg2.OperationalError as error:
        reason = f"no PostgreSQL server answers at {SERVER}: {str(error).splitlines()[0]}"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    yield SERVER.rpartition("/")[0] + "/" + name
    _run(SERVER, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def schema(database: str) -> Iterator[str]:
    """The address of an empty schema."""
    name = f"s{uuid4().hex}"
    _run(database, f"CREATE SCHEMA {name}")
    yield f"{database}?options={quote(f'-csearch_path={name}')}"
    _run(database, f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty place for a journal, of each kind."""
    monkeypatch.setenv("STARL_HOME", str(tmp_path))
    if request.param == "sqlite":
        return str(tmp_path / "journal.sqlite")
    address: str = request.getfixturevalue("schema")
    return address


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty journal, of each kind, with a clock that goes on a second at each look."""
    with open_store(where, clock=Clock(), randomness=Randomness()) as opened:
        yield opened
