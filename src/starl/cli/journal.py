"""What the commands of the journal share: which journal is meant, and what time it is."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from starl.errors import StarlError
from starl.store.home import journal_location
from starl.store.store import Store, open_store

home_option = click.option(
    "--home",
    metavar="DIR",
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
    """The journal that --home and the environment mean, made where there is none. Raises as `open_store`."""
    with open_store(journal_location(home, os.environ), clock=clock) as store:
        yield store
