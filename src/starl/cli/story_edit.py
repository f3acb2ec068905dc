"""`starl story edit`."""

from __future__ import annotations

import os

import click

from starl.capture.drafts import FOLDER
from starl.cli.editor import edited
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import paint, say
from starl.cli.safe import one_line
from starl.cli.stories import change, score_text, story_option, the_story
from starl.errors import StarlError
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.store.home import journal_home


@click.command(short_help="Go on writing a story.")
@story_option
@click.option("--note", default="", metavar="TEXT", help="Why, for the list of revisions.")
@home_option
def edit(identifier: str, note: str, home: str | None) -> int:
    """Go on writing a story in $VISUAL or $EDITOR; saving makes a revision."""
    with opened(home) as store:
        record = the_story(store, identifier)
        text = store.stories.text(record.id)
    return edit_story(home, record, text, note)


def edit_story(home: str | None, record: StoryRecord, text: str, note: str = "") -> int:
    """Opens the editor on the newest text of a story and saves what comes of it."""

    def take(written: str) -> StoryRecord:
        from starl.capture.stories import save

        if not written.strip():
            raise StarlError(
                f"there is nothing left in it; to put it aside: starl story archive {record.slug}"
            )
        with opened(home) as store:
            return save(store, record, written, note)

    saved = edited(journal_home(home, os.environ) / FOLDER, f"story-{record.id}", text, clock(), take)
    if saved is None:
        click.echo("Nothing was changed.")
    else:
        say(saved_text(saved, record.verdict))
    return 0


def saved_text(record: StoryRecord, before: VerdictSnapshot | None = None) -> str:
    """One line that says what was saved and what the coach thinks of it."""
    moved = change(before, record.verdict)
    score = score_text(record.verdict, paint()) + (f" ({moved})" if moved else "")
    return f"Saved “{one_line(record.title)}” as revision {record.revision}: {score}. Next: starl story check {record.slug}"
