"""`starl entries`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from starl.capture.records import shorts
from starl.capture.tags import joined
from starl.capture.title import title_of
from starl.cli.colour import Paint
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import cut, day_of, format_option, paint, print_json_list, say, width
from starl.cli.safe import one_line
from starl.model.journal import Entry, EntryFilter
from starl.model.search import RecordKind
from starl.store.store import Store

_PAGE = 2000


@click.command()
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="Only with this tag; all of them where more are given.",
)
@click.option("--since", metavar="WHEN", help="Only of this day or later.")
@click.option("--until", metavar="WHEN", help="Only of this day or earlier.")
@click.option("--project", metavar="NAME", help="Only of this project.")
@click.option("--lesson/--no-lesson", default=None, help="Only with, or only without, a lesson.")
@click.option("--bin", "binned", is_flag=True, help="Those in the bin.")
@click.option("--limit", type=click.IntRange(min=0), default=20, help="At most so many; 0 for all. [20]")
@format_option
@home_option
def command(
    tags: tuple[str, ...],
    since: str | None,
    until: str | None,
    project: str | None,
    lesson: bool | None,
    binned: bool,
    limit: int,
    form: str,
    home: str | None,
) -> int:
    """List entries, the newest first.

    WHEN is a day as in starl log --date. A dot marks entries with a lesson.
    """
    now = clock()
    which = EntryFilter(
        joined(tags), day_of(since, now), day_of(until, now), project, lesson=lesson, binned=binned
    )
    with opened(home) as store:
        found = _pages(store, which, limit)
        if form == "json":
            print_json_list("entries", (entry for page in found for entry in page))
            return 0
        shown, brush, room = 0, paint(), width()
        for page in found:
            ids = shorts(store, [(RecordKind.ENTRY, entry.id) for entry in page])
            for entry in page:
                say(_line(entry, ids[entry.id], brush, room))
            shown += len(page)
        number = store.entries.number(which)
        if not shown:
            click.echo(_nothing(binned, bool(store.entries.count())))
        elif number > shown:
            click.echo(f"\n{shown} of {number:,}; --limit 0 shows all.")
    return 0


def _pages(store: Store, which: EntryFilter, limit: int) -> Iterator[list[Entry]]:
    """The entries that are meant, so many at a time as fit in memory. limit: 0 for all."""
    offset = 0
    while page := store.entries.select(which, min(_PAGE, limit - offset) if limit else _PAGE, offset):
        yield page
        offset += len(page)
        if offset == limit or len(page) < _PAGE:
            return


def _line(entry: Entry, identifier: str, paint: Paint, room: int) -> str:
    head = f"{identifier}  {entry.date}  {'●' if entry.lesson else ' '} "
    in_text = entry.text.casefold()
    tags = one_line(" ".join(f"#{tag}" for tag in entry.tags if f"#{tag.casefold()}" not in in_text))
    left = room - len(head)
    title = cut(one_line(title_of(entry)), max(20, left - len(tags) - 2 if tags else left))
    line = f"{paint(identifier, fg='yellow')}  {paint(str(entry.date), dim=True)}  {'●' if entry.lesson else ' '} {title}"
    return f"{line}  {paint(tags, fg='cyan')}" if tags else line


def _nothing(binned: bool, known: bool) -> str:
    if binned:
        return "The bin is empty."
    if known:
        return "No entry is like that."
    return 'The journal is empty. The first entry: starl log "What happened"'
