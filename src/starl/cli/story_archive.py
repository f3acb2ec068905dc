"""`starl story archive` and `unarchive`."""

from __future__ import annotations

import click

from starl.cli.journal import home_option, opened
from starl.cli.safe import one_line
from starl.cli.stories import story_option, the_story


@click.command(short_help="Put a story aside.")
@story_option
@home_option
def archive(identifier: str, home: str | None) -> int:
    """Put a story aside: it keeps all its revisions, and is not listed or found any more."""
    with opened(home) as store:
        record = store.stories.bin(the_story(store, identifier).id)
    click.echo(
        f"“{one_line(record.title)}” is in the archive; starl story unarchive {record.slug} takes it back."
    )
    return 0


@click.command()
@story_option
@home_option
def unarchive(identifier: str, home: str | None) -> int:
    """Take a story out of the archive."""
    with opened(home) as store:
        record = store.stories.restore(the_story(store, identifier).id)
    click.echo(f"“{one_line(record.title)}” is back among the stories.")
    return 0
