"""`starl restore`."""

from __future__ import annotations

import click

from starl.cli.journal import home_option, opened
from starl.cli.rm import move


@click.command()
@click.argument("identifiers", metavar="ID...", nargs=-1, required=True)
@home_option
def command(identifiers: tuple[str, ...], home: str | None) -> int:
    """Take entries out of the bin, stories out of the archive, and dismissed experiences back."""
    with opened(home) as store:
        move(store, identifiers, away=False)
    return 0
