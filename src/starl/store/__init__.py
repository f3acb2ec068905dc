"""The storage of the journal: one interface over SQLite and PostgreSQL."""

import sys


def _import_peewee() -> None:
    """Imports peewee, and not with it version 3 of psycopg where that is installed: it takes longer than all of starl.

    starl reaches PostgreSQL by psycopg2; the server's queue imports version 3 for itself.
    """
    if "psycopg" in sys.modules:
        return
    sys.modules["psycopg"] = None  # type: ignore[assignment]
    try:
        import peewee  # noqa: F401
    finally:
        del sys.modules["psycopg"]


_import_peewee()
