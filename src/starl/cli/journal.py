"""What the commands of the journal share: which journal is meant, and what time it is."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from starl.cli.completing import folders
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.store.faults import without_password
from starl.store.home import is_address, journal_location
from starl.store.store import Store, open_store

home_option = click.option(
    "--home",
    metavar="DIR",
    shell_complete=folders,
    help="The journal's folder. [STARL_HOME, or the platform's place for a user's data]",
)


def clock() -> dt.datetime:
    """The moment; where STARL_NOW gives one (2026-05-01 or 2026-05-01T09:30), that one, for trying things out.

    Raises StarlError where STARL_NOW is no moment.
    """
    given = os.environ.get("STARL_NOW")
    if not given:
        return dt.datetime.now().astimezone()
    try:
        return dt.datetime.fromisoformat(given).astimezone()
    except ValueError:
        raise StarlError(
            f"STARL_NOW is '{given}'; write it as 2026-05-01 or 2026-05-01T09:30, or unset it"
        ) from None


def today() -> dt.date:
    """The day, as the person counts days."""
    return clock().date()


@contextmanager
def opened(home: str | None) -> Iterator[Store]:
    """The journal that --home and the environment mean, made where there is none. Raises as `open_store`.

    Once a day, after the command's work, a copy of the file is made beside it.
    """
    where = journal_location(home, os.environ)
    with open_store(where, clock=clock) as store:
        yield store
    if not is_address(where):
        _back_up(Path(where))


def journal_file(home: str | None) -> Path:
    """The journal's file, whether it is there or not. Raises StarlError where the journal is in PostgreSQL."""
    where = journal_location(home, os.environ)
    if is_address(where):
        raise StarlError(
            f"{without_password(where)}: a journal in PostgreSQL is backed up by its server (pg_dump); "
            "`starl export --all DIR` also has all of it"
        )
    return Path(where)


def _back_up(journal: Path) -> None:
    """The copy of the day. A command never fails for it, so its errors are only said.

    The clock is the machine's, whatever STARL_NOW says: the newest copy must be the newest.
    """
    from starl.store.backup import daily

    try:
        daily(journal, dt.datetime.now(dt.UTC))
    except (StarlError, OSError) as error:
        click.echo(f"starl: the backup of today could not be made: {shown(str(error))}", err=True)
