"""Schema 2: cards with their reviews, and the days on which improvements are to be checked."""

from __future__ import annotations

from starl.store.dialect import Dialect, Run

_STATEMENTS = (
    """
    CREATE TABLE cards (
        owner {key} NOT NULL, id {key} NOT NULL, created {key} NOT NULL, kind {key} NOT NULL,
        item {key} NOT NULL, due {key} NOT NULL, state integer NOT NULL, step integer,
        stability {real}, difficulty {real}, last_review {key},
        PRIMARY KEY (owner, id), UNIQUE (owner, kind, item))
    """,
    "CREATE INDEX cards_due ON cards (owner, due)",
    """
    CREATE TABLE reviews (
        owner {key} NOT NULL, id {key} NOT NULL, card {key} NOT NULL, rating integer NOT NULL,
        reviewed {key} NOT NULL, duration {long}, before text,
        PRIMARY KEY (owner, id),
        FOREIGN KEY (owner, card) REFERENCES cards (owner, id) ON DELETE CASCADE)
    """,
    "CREATE INDEX reviews_card ON reviews (owner, card, reviewed)",
    "CREATE INDEX improvements_due ON improvements (owner, due) WHERE due IS NOT NULL",
)


def up(run: Run, dialect: Dialect) -> None:
    """Makes the tables and the index."""
    for statement in _STATEMENTS:
        run(dialect.fill(statement))
