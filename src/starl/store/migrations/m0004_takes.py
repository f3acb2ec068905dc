"""Schema 4: takes, and mock interviews."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    """
    CREATE TABLE takes (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, story {key}, question {key},
        source {key} NOT NULL, text text NOT NULL, seconds {real}, words text NOT NULL, engine text NOT NULL,
        audio {key}, metrics text, note text NOT NULL,
        PRIMARY KEY (owner, id))
    """,
    "CREATE INDEX takes_story ON takes (owner, story)",
    """
    CREATE TABLE mocks (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        state text NOT NULL, finished {key},
        PRIMARY KEY (owner, id))
    """,
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables and the index."""
    for statement in _STATEMENTS:
        run(dialect.fill(statement))
