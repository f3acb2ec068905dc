"""`starl log`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace

import click

from starl.capture.noting import add, noted
from starl.capture.tags import joined
from starl.cli.completing import files
from starl.cli.journal import clock, home_option, opened
from starl.cli.safe import one_line, shown
from starl.errors import StarlError
from starl.model.journal import Entry
from starl.store.home import journal_home
from starl.store.store import Store


@click.command()
@click.argument("text", nargs=-1, metavar="[TEXT...]")
@click.option("--mistake", metavar="TEXT", help="What you did that went wrong.")
@click.option("--lesson", metavar="TEXT", help="What you know now.")
@click.option("--cause", metavar="TEXT", help="Why it came to that, as far as it was yours.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be given more than once.")
@click.option(
    "--date", "said", metavar="WHEN", help='Such as "last friday", "yesterday 15:30", 2026-04-24. [now]'
)
@click.option("--mood", metavar="WORD", help="How it felt, in your own word.")
@click.option("--project", metavar="NAME", help="The project it belongs to.")
@click.option(
    "--attach",
    "attached",
    multiple=True,
    metavar="PATH",
    shell_complete=files,
    help="A file that belongs to it; it stays where it is.",
)
@click.option(
    "--template", metavar="NAME", help="Start from this template in the editor; see starl templates."
)
@home_option
def command(
    text: tuple[str, ...],
    mistake: str | None,
    lesson: str | None,
    cause: str | None,
    tags: tuple[str, ...],
    said: str | None,
    mood: str | None,
    project: str | None,
    attached: tuple[str, ...],
    template: str | None,
    home: str | None,
) -> int:
    """Take down what happened, in a second.

    TEXT is the entry; - or a pipe reads it from standard input; without any, $VISUAL or $EDITOR opens on a
    template. #tags in the text become tags.

    \b
      starl log "Ran the import on the wrong database #ops" --lesson "Dry run first"
      starl log --date "last friday"
      git show --stat | starl log - --mistake "Deployed without looking at the diff"
    """
    now = clock()
    fields = {"mistake": mistake, "lesson": lesson, "cause": cause, "mood": mood, "project": project}
    told = any(field and field.strip() for field in (mistake, lesson, cause))
    piped = text == ("-",) or not (text or told or template or sys.stdin.isatty())
    body = _standard_input() if piped else " ".join(text).strip()
    in_editor = template or not (body or told or piped)
    if not (body or told or in_editor):
        raise click.UsageError("there is nothing in it; say what happened")
    try:
        entry = noted(body, now, said=said, tags=tags, attached=attached, **fields)
        if not in_editor:
            with opened(home) as store:
                click.echo(confirmation(store, add(store, entry)))
    except StarlError as error:
        raise StarlError(f"{error}.\n{_saved(body, piped, home, now)}") from error
    if in_editor:
        return _in_editor(home, template, entry, now)
    return 0


def confirmation(store: Store, entry: Entry) -> str:
    """One line that says what was kept, and under which id."""
    at = f" {entry.at.isoformat('minutes')}" if entry.at else ""
    tags = "".join(f"  #{tag}" for tag in entry.tags)
    return f"Kept as {store.entries.short(entry.id, 8)}, {entry.date:%a} {entry.date}{at}{one_line(tags)}"


def _in_editor(home: str | None, name: str | None, entry: Entry, now: dt.datetime) -> int:
    """Lets the person write the entry, and keeps it."""
    from starl.capture import drafts, templates
    from starl.capture.entry_file import read, says_something, write
    from starl.cli.editor import edited

    folder = journal_home(home, os.environ)
    text = templates.template(name or templates.STANDARD, folder / templates.FOLDER).text
    start = read(text, replace(entry, text=""), now)
    prompts = start.text
    start = replace(start, text=f"{prompts}\n{entry.text}".strip("\n"), tags=joined(start.tags, entry.tags))

    def take(written: str) -> str | None:
        found = read(written, start, now)
        found = replace(found, text=templates.without_prompts(found.text, prompts))
        if not says_something(found):
            return None
        with opened(home) as store:
            return confirmation(store, add(store, found))

    fresh = bool(name or entry.text)
    done = edited(folder / drafts.FOLDER, "new", write(start), now, take, fresh=fresh)
    click.echo(done or "Nothing was written, so nothing was kept.")
    return 0


def _standard_input() -> str:
    from starl.cli.files import read_source

    source = read_source("-")
    if source.text is None:
        raise click.UsageError(f"standard input {source.error}")
    return source.text.replace("\r\n", "\n").strip()


def _saved(body: str, piped: bool, home: str | None, now: dt.datetime) -> str:
    """Where the text of an entry that could not be kept is now, or the text itself."""
    if not piped:
        return f"Nothing was kept. Your text: {shown(body)}" if body else "Nothing was kept."
    from starl.capture.drafts import FOLDER, keep

    try:
        path = keep(journal_home(home, os.environ) / FOLDER, "piped", body, now)
    except OSError:
        return f"Nothing was kept. Your text:\n{shown(body)}"
    return f"Nothing was kept in the journal. Your text is in {shown(str(path))}; starl log - < that file keeps it"
