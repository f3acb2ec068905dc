"""`starl templates`."""

from __future__ import annotations

import os

import click

from starl.capture.templates import FOLDER, templates
from starl.cli.journal import home_option
from starl.cli.output import cut, width
from starl.cli.safe import one_line, shown
from starl.store.home import journal_home


@click.command()
@home_option
def command(home: str | None) -> int:
    """List the templates for starl log --template, and where your own go."""
    folder = journal_home(home, os.environ) / FOLDER
    found = templates(folder)
    column = max(map(len, found)) + 2
    for item in found.values():
        own = "  (yours)" if item.path else ""
        click.echo(
            f"{one_line(item.name):<{column}}{cut(one_line(item.about), width() - column - len(own))}{own}"
        )
    click.echo(f"\nYour own: Markdown files in {shown(str(folder))}, named after the template.")
    return 0
