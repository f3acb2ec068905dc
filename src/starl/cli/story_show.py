"""`starl story show`."""

from __future__ import annotations

import click

from starl.capture.records import short
from starl.cli.colour import Paint
from starl.cli.journal import home_option, opened
from starl.cli.output import paint, print_json, say
from starl.cli.safe import one_line, shown
from starl.cli.stories import score_text, story_option, the_story
from starl.model.search import RecordKind
from starl.model.story_record import Revision, StoryRecord
from starl.store.store import Store

FORMATS = ("text", "markdown", "json")


@click.command()
@story_option
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="This revision. [the newest]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="markdown is the text alone, as it was saved. [text]",
)
@home_option
def show(identifier: str, revision: int | None, form: str, home: str | None) -> int:
    """Show a story."""
    with opened(home) as store:
        print_story(store, the_story(store, identifier), revision, form)
    return 0


def print_story(store: Store, record: StoryRecord, number: int | None, form: str) -> None:
    """Prints a story as it was in a revision. Raises StarlError for a revision that is not there."""
    wanted = store.stories.revision(record.id, number or record.revision)
    if form == "markdown":
        click.echo(wanted.text.encode(), nl=False)
    elif form == "json":
        from starl.cli.record_json import plain

        print_json("story", plain(record) | {"text": wanted.text, "shown": plain(wanted) | {"text": None}})
    else:
        brush = paint()
        say(
            f"{_head(short(store, RecordKind.STORY, record.id), record, wanted, brush)}\n\n{_readable(wanted.text)}"
        )


def _head(identifier: str, record: StoryRecord, wanted: Revision, paint: Paint) -> str:
    saved = wanted.saved.astimezone()
    which = f"revision {wanted.number} of {record.revision}, saved {saved:%Y-%m-%d %H:%M}"
    parts = [paint(which, dim=True), score_text(wanted.verdict, paint)]
    if record.binned:
        parts.append(paint("in the archive", fg="red"))
    head = f"{paint('Story', bold=True)} {paint(identifier, fg='yellow')}  {paint(one_line(record.title), bold=True)}"
    return f"{head}\n{record.slug}  {'  '.join(parts)}"


def _readable(text: str) -> str:
    return shown(text.replace("\r\n", "\n").strip())
