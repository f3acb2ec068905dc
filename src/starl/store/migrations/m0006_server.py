"""Schema 6: on PostgreSQL, what a shared server knows of accounts, cohorts and their exchange. A file has no accounts."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    """
    CREATE TABLE accounts (
        id {key} PRIMARY KEY, created {key} NOT NULL, email text NOT NULL UNIQUE, name text NOT NULL,
        password text, role {key} NOT NULL, totp text, totp_step bigint NOT NULL DEFAULT 0,
        issuer text, subject text, disabled boolean NOT NULL DEFAULT false, UNIQUE (issuer, subject))
    """,
    """
    CREATE TABLE sessions (
        token {key} PRIMARY KEY, account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        created {key} NOT NULL, seen {key} NOT NULL, agent text NOT NULL)
    """,
    "CREATE INDEX sessions_account ON sessions (account)",
    "CREATE TABLE tries (who text NOT NULL, at {key} NOT NULL)",
    "CREATE INDEX tries_who ON tries (who, at)",
    "CREATE TABLE cohorts (id {key} PRIMARY KEY, created {key} NOT NULL, name text NOT NULL)",
    """
    CREATE TABLE members (
        cohort {key} NOT NULL REFERENCES cohorts ON DELETE CASCADE,
        account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        part {key} NOT NULL, joined {key} NOT NULL, PRIMARY KEY (cohort, account))
    """,
    "CREATE INDEX members_account ON members (account)",
    """
    CREATE TABLE tickets (
        token {key} PRIMARY KEY, kind {key} NOT NULL, email text, role {key}, part {key},
        cohort {key} REFERENCES cohorts ON DELETE CASCADE,
        account {key} REFERENCES accounts ON DELETE CASCADE,
        created {key} NOT NULL, expires {key} NOT NULL, used {key})
    """,
    """
    CREATE TABLE assignments (
        id {key} PRIMARY KEY, cohort {key} NOT NULL REFERENCES cohorts ON DELETE CASCADE,
        created {key} NOT NULL, exercise {key} NOT NULL, title text NOT NULL, note text NOT NULL,
        due {key} NOT NULL, days integer NOT NULL, anonymous boolean NOT NULL, matched boolean NOT NULL)
    """,
    "CREATE INDEX assignments_cohort ON assignments (cohort)",
    """
    CREATE TABLE submissions (
        id {key} PRIMARY KEY, assignment {key} NOT NULL REFERENCES assignments ON DELETE CASCADE,
        account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        title text NOT NULL, text text NOT NULL, created {key} NOT NULL, UNIQUE (assignment, account))
    """,
    "CREATE INDEX submissions_account ON submissions (account)",
    """
    CREATE TABLE pairings (
        submission {key} NOT NULL REFERENCES submissions ON DELETE CASCADE,
        reviewer {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        due {key} NOT NULL, review text, given {key}, late boolean NOT NULL DEFAULT false,
        PRIMARY KEY (submission, reviewer))
    """,
    "CREATE INDEX pairings_reviewer ON pairings (reviewer)",
    """
    CREATE TABLE shown (
        id {key} PRIMARY KEY, cohort {key} NOT NULL REFERENCES cohorts ON DELETE CASCADE,
        account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        story {key} NOT NULL, title text NOT NULL, text text NOT NULL, created {key} NOT NULL,
        UNIQUE (cohort, account, story))
    """,
    "CREATE INDEX shown_account ON shown (account)",
    """
    CREATE TABLE audit (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at {key} NOT NULL, account {key},
        action {key} NOT NULL, about text NOT NULL, address text NOT NULL)
    """,
    "CREATE INDEX audit_account ON audit (account)",
    """
    CREATE TABLE letters (
        id {key} PRIMARY KEY, created {key} NOT NULL, recipient text NOT NULL, subject text NOT NULL,
        body text NOT NULL, sent {key}, failed integer NOT NULL DEFAULT 0)
    """,
    "CREATE INDEX letters_waiting ON letters (created) WHERE sent IS NULL",
    """
    CREATE TABLE exports (
        id {key} PRIMARY KEY, account {key} NOT NULL REFERENCES accounts ON DELETE CASCADE,
        created {key} NOT NULL, made {key}, file bytea)
    """,
    "CREATE INDEX exports_account ON exports (account)",
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables where several people share a database."""
    if dialect is Dialect.POSTGRESQL:
        for statement in _STATEMENTS:
            run(dialect.fill(statement))
