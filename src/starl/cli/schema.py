"""`starl schema`."""

from __future__ import annotations

import click

from starl.content import content_text

SCHEMAS = ("check", "export")


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def command(name: str) -> int:
    """Print the JSON Schema (draft 2020-12) of what starl writes.

    \b
    check   what `starl check --format json` prints
    export  what `starl export --to json` writes
    """
    click.echo(content_text(f"schemas/{name}.json"), nl=False)
    return 0
