"""`starl entries`."""

from __future__ import annotations

import click

from starl.capture.records import shorts
from starl.capture.tags import joined
from starl.capture.title import title_of
from starl.cli.colour import Paint
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import cut, day_of, format_option, paint, print_json, say, width
from starl.cli.safe import one_line
from starl.model.journal import Entry, EntryFilter
from starl.model.search import RecordKind


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
        found = store.entries.select(which, limit or None)
        if form == "json":
            print_json("entries", found)
            return 0
        ids = shorts(store, [(RecordKind.ENTRY, entry.id) for entry in found])
        number = store.entries.number(which)
        known = number or store.entries.number(EntryFilter(binned=None))
    brush, room = paint(), width()
    for entry in found:
        say(_line(entry, ids[entry.id], brush, room))
    if not found:
        click.echo(_nothing(binned, bool(known)))
    elif number > len(found):
        click.echo(f"\n{len(found)} of {number:,}; --limit 0 shows all.")
    return 0


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
