"""Where the journal is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starl.errors import StarlError

FILE = "journal.sqlite"
"""The name of the journal's file in its folder."""

_SCHEMES = ("postgresql://", "postgres://")


def is_address(where: str) -> bool:
    """Whether this is the address of a PostgreSQL database, not a path."""
    return where.startswith(_SCHEMES)


def journal_home(option: str | None, environ: Mapping[str, str]) -> Path:
    """The folder of the journal, of its backups and settings: --home, else STARL_HOME, else the platform's place."""
    given = option or environ.get("STARL_HOME")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("starl", appauthor=False)


def journal_location(option: str | None, environ: Mapping[str, str]) -> str:
    """The path of the journal's file, or the address of its database.

    --home wins over STARL_DATABASE, that over STARL_HOME, and that over the platform's place.
    Raises StarlError where STARL_DATABASE is no PostgreSQL address.
    """
    address = environ.get("STARL_DATABASE")
    if address and not option:
        if not is_address(address):
            raise StarlError(
                f"STARL_DATABASE is '{address}', which is no PostgreSQL address; "
                "write it as postgresql://user@host/database, or use STARL_HOME for a folder"
            )
        return address
    return str(journal_home(option, environ) / FILE)
