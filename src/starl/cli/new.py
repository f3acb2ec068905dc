"""`starl new`."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click

from starl.text.writer import new_story


@click.command()
@click.argument("title")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder. [here]"
)
def command(title: str, into: Path) -> int:
    """Start a story file named after TITLE, with a question in each section.

    The questions stand in comments, so they are never taken for your text. An existing file is never touched.
    """
    name = slug(title)
    if not name:
        raise click.UsageError("the title needs a letter or a digit, since the file is named after it")
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{name}.md"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_story(" ".join(title.split())))
    except FileExistsError:
        raise click.UsageError(
            f"{path} exists already; it was left as it is. Choose another title."
        ) from None
    click.echo(f"{path} is there. Write under the five headings, then: starl check {path}")
    return 0


def slug(title: str) -> str:
    """A file name from a title: lower case, words joined by hyphens, at most 60 characters.

    >>> slug("The user-database migration!")
    'the-user-database-migration'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode() or title
    return re.sub(r"[\W_]+", "-", plain.lower()).strip("-")[:60].strip("-")
