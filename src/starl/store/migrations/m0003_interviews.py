"""Schema 3: interviews, the stories told in them, attempts at exercises, dismissed findings, editing sessions."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    "ALTER TABLE revisions ADD COLUMN session {key}",
    """
    CREATE TABLE interviews (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        date {key} NOT NULL, company text NOT NULL, role text NOT NULL, note text NOT NULL,
        PRIMARY KEY (owner, id))
    """,
    "CREATE INDEX interviews_date ON interviews (owner, date)",
    """
    CREATE TABLE uses (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, story {key} NOT NULL,
        date {key} NOT NULL, question {key}, company text NOT NULL, interview {key}, note text NOT NULL,
        went {key},
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, story) REFERENCES stories (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX uses_story ON uses (owner, story)",
    """
    CREATE TABLE attempts (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, kind {key} NOT NULL,
        item {key} NOT NULL, text text NOT NULL, seconds {long}, verdict text,
        PRIMARY KEY (owner, id))
    """,
    "CREATE INDEX attempts_item ON attempts (owner, kind, item)",
    """
    CREATE TABLE dismissals (
        owner {key} NOT NULL, story {key} NOT NULL, code {key} NOT NULL, evidence text NOT NULL,
        reason text NOT NULL, created {key} NOT NULL, digest {key} NOT NULL,
        PRIMARY KEY (owner, story, code, digest),
        FOREIGN KEY (owner, story) REFERENCES stories (owner, id) ON DELETE CASCADE)
    """,
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables and the column."""
    for statement in _STATEMENTS:
        run(dialect.fill(statement))
