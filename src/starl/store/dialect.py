"""The words in which the two databases differ when tables are made."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

Run = Callable[[str], object]
"""Runs one statement."""


class Dialect(Enum):
    """Which SQL is spoken."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"

    def fill(self, statement: str) -> str:
        """A statement with this dialect's words in it.

        `{key}` is text that sorts by its bytes, `{real}` a double, `{long}` 64 bits, `{by_key}` a table that lies
        in the order of its key.
        """
        return statement.format_map(_WORDS[self])


_WORDS = {
    Dialect.SQLITE: {"key": "text", "real": "real", "long": "integer", "by_key": "WITHOUT ROWID"},
    Dialect.POSTGRESQL: {
        "key": 'text COLLATE "C"',
        "real": "double precision",
        "long": "bigint",
        "by_key": "",
    },
}
