"""Schema 1: entries, stories with their revisions, experiences, improvements, settings and the full-text index."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_TABLES = (
    """
    CREATE TABLE entries (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        date {key} NOT NULL, at {key}, text text NOT NULL, mistake text, lesson text, cause text,
        tags text NOT NULL, mood text, project text, attachments text NOT NULL,
        source_kind {key}, source_key {key}, applied {key}, binned {key},
        PRIMARY KEY (owner, id))
    """,
    "CREATE INDEX entries_date ON entries (owner, date, id)",
    "CREATE UNIQUE INDEX entries_source ON entries (owner, source_kind, source_key) WHERE source_key IS NOT NULL",
    """
    CREATE TABLE stories (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        slug {key} NOT NULL, title text NOT NULL, date {key}, themes text NOT NULL,
        revision integer NOT NULL, verdict text, entry {key}, experience {key}, binned {key},
        PRIMARY KEY (owner, id), UNIQUE (owner, slug))
    """,
    """
    CREATE TABLE revisions (
        owner {key} NOT NULL, story {key} NOT NULL, number integer NOT NULL, saved {key} NOT NULL,
        text text NOT NULL, verdict text, note text NOT NULL,
        PRIMARY KEY (owner, story, number),
        FOREIGN KEY (owner, story) REFERENCES stories (owner, id) ON DELETE CASCADE)
    """,
    """
    CREATE TABLE experiences (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        title text NOT NULL, date {key} NOT NULL, status {key} NOT NULL, summary text NOT NULL,
        score {real} NOT NULL, reasons text NOT NULL, evidence text NOT NULL, project text,
        source_kind {key}, source_key {key}, merged {key}, entry {key}, story {key},
        PRIMARY KEY (owner, id))
    """,
    """
    CREATE UNIQUE INDEX experiences_source ON experiences (owner, source_kind, source_key)
        WHERE source_key IS NOT NULL
    """,
    """
    CREATE TABLE improvements (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, updated {key} NOT NULL,
        weakness text NOT NULL, learning text NOT NULL, change text NOT NULL, due {key},
        outcome {key}, checked {key}, note text NOT NULL, entry {key}, story {key},
        PRIMARY KEY (owner, id))
    """,
    "CREATE TABLE settings (owner {key} NOT NULL, name {key} NOT NULL, value text NOT NULL, PRIMARY KEY (owner, name))",
    """
    CREATE TABLE labels (
        owner {key} NOT NULL, kind {key} NOT NULL, label {key} NOT NULL, record {key} NOT NULL,
        PRIMARY KEY (owner, kind, label, record)) {by_key}
    """,
    "CREATE INDEX labels_record ON labels (owner, kind, record)",
)

_SQLITE = (
    """
    CREATE TABLE documents (
        id integer PRIMARY KEY, owner text NOT NULL, kind text NOT NULL, record text NOT NULL,
        date text NOT NULL, title text NOT NULL, body text NOT NULL, labels text NOT NULL,
        UNIQUE (owner, kind, record))
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
        title, body, labels, content='documents', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3')
    """,
    "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(3.0, 1.0, 2.0)')",
    """
    CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
        INSERT INTO search (search, rowid, title, body, labels)
        VALUES ('delete', old.id, old.title, old.body, old.labels);
    END
    """,
    "CREATE INDEX documents_date ON documents (owner, date)",
)

_POSTGRESQL = (
    """
    CREATE TABLE documents (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner {key} NOT NULL, kind {key} NOT NULL,
        record {key} NOT NULL, date {key} NOT NULL, title text NOT NULL, body text NOT NULL,
        labels text NOT NULL, terms tsvector NOT NULL, UNIQUE (owner, kind, record))
    """,
    "CREATE INDEX documents_terms ON documents USING gin (terms)",
    "CREATE INDEX documents_date ON documents (owner, date)",
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables."""
    for statement in (*_TABLES, *(_SQLITE if dialect is Dialect.SQLITE else _POSTGRESQL)):
        run(dialect.fill(statement))
