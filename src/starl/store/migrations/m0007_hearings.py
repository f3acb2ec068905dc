"""Schema 7: on PostgreSQL, recordings that wait to be heard, in parts, so that any machine can take one up.

Exports, which may hold recordings, are in parts too; those of before are made anew."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    """
    CREATE TABLE hearings (
        id {key} PRIMARY KEY, account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        created {key} NOT NULL, changed {key} NOT NULL, name text NOT NULL, ending {key} NOT NULL,
        wish text NOT NULL, state {key} NOT NULL, share {real} NOT NULL DEFAULT 0, said text NOT NULL DEFAULT '',
        transcript text, take {key}, tries integer NOT NULL DEFAULT 0, size {long} NOT NULL,
        worker {key}, seen timestamptz)
    """,
    "CREATE INDEX hearings_account ON hearings (account)",
    "CREATE INDEX hearings_open ON hearings (created) WHERE state IN ('waiting', 'listening')",
    """
    CREATE TABLE hearing_parts (
        hearing {key} NOT NULL REFERENCES hearings ON DELETE CASCADE, number integer NOT NULL,
        part bytea NOT NULL, PRIMARY KEY (hearing, number))
    """,
    "ALTER TABLE hearing_parts ALTER COLUMN part SET STORAGE EXTERNAL",
    """
    CREATE TABLE export_parts (
        export {key} NOT NULL REFERENCES exports ON DELETE CASCADE, number integer NOT NULL,
        part bytea NOT NULL, PRIMARY KEY (export, number))
    """,
    "ALTER TABLE export_parts ALTER COLUMN part SET STORAGE EXTERNAL",
    "UPDATE exports SET made = NULL",
    "ALTER TABLE exports DROP COLUMN file, ADD COLUMN size {long} NOT NULL DEFAULT 0",
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables where several people share a database."""
    if dialect is Dialect.POSTGRESQL:
        for statement in _STATEMENTS:
            run(dialect.fill(statement))
