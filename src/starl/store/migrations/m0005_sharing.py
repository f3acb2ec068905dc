"""Schema 5: what was shared, the reviews of it, links to it and who used them."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    """
    CREATE TABLE shares (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, story {key} NOT NULL,
        revision integer NOT NULL, title text NOT NULL, text text NOT NULL, parts text NOT NULL,
        origins text NOT NULL, swaps text NOT NULL,
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, story) REFERENCES stories (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX shares_story ON shares (owner, story)",
    """
    CREATE TABLE feedback (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, story {key} NOT NULL,
        share {key} NOT NULL, written {key} NOT NULL, reviewer text NOT NULL, authenticity integer NOT NULL,
        learning integer NOT NULL, authenticity_why text NOT NULL, learning_why text NOT NULL,
        summary text NOT NULL, comments text NOT NULL, digest {key} NOT NULL,
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, share) REFERENCES shares (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX feedback_story ON feedback (owner, story)",
    "CREATE INDEX feedback_share ON feedback (owner, share)",
    """
    CREATE TABLE share_links (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, share {key} NOT NULL,
        digest {key} NOT NULL, expires {key} NOT NULL, revoked {key}, passphrase text, note text NOT NULL,
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, share) REFERENCES shares (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX share_links_digest ON share_links (digest)",
    "CREATE INDEX share_links_share ON share_links (owner, share)",
    """
    CREATE TABLE share_visits (
        owner {key} NOT NULL, id {key} NOT NULL, link {key} NOT NULL, at {key} NOT NULL,
        access {key} NOT NULL, address text NOT NULL,
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, link) REFERENCES share_links (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX share_visits_link ON share_visits (owner, link)",
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables and their indexes."""
    for statement in _STATEMENTS:
        run(dialect.fill(statement))
