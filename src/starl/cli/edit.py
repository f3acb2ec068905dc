"""`starl edit`."""

from __future__ import annotations

import os

import click

from starl.capture.drafts import FOLDER
from starl.capture.entry_file import read, says_something, write
from starl.capture.records import find, short
from starl.cli.completing import records
from starl.cli.editor import edited
from starl.cli.journal import clock, home_option, opened
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.model.search import RecordKind
from starl.store.home import journal_home


@click.command()
@click.argument("identifier", metavar="ID", shell_complete=records)
@home_option
def command(identifier: str, home: str | None) -> int:
    """Change an entry or a story in $VISUAL or $EDITOR.

    An entry opens as key: value lines between two lines of dashes, and its text below them. A line that you delete
    stays as it was; to empty a field, leave its value blank. A story opens as its Markdown, and saving makes a
    revision.
    """
    with opened(home) as store:
        kind, record = find(store, identifier, (RecordKind.ENTRY, RecordKind.STORY))
        beginning = short(store, kind, record.id)
        if kind is RecordKind.STORY:
            from starl.cli.story_edit import edit_story

            return edit_story(home, record, store.stories.text(record.id))
    return _edit_entry(home, record, beginning)


def _edit_entry(home: str | None, entry: Entry, beginning: str) -> int:
    now = clock()

    def take(text: str) -> str:
        changed = read(text, entry, now)
        if not (text.strip() and says_something(changed)):
            raise StarlError(f"there is nothing left in it; to throw the entry away: starl rm {beginning}")
        with opened(home) as store, store.transaction():
            there = store.entries.get(entry.id)
            if there is None or there.updated != entry.updated:
                raise StarlError("the entry was changed or removed elsewhere while you wrote")
            if changed == entry:
                return f"Nothing of {beginning} was changed."
            store.entries.update(changed)
        return f"Saved {beginning}"

    folder = journal_home(home, os.environ) / FOLDER
    done = edited(folder, f"entry-{entry.id}", write(entry), now, take)
    click.echo(shown(done or f"Nothing of {beginning} was changed."))
    return 0
