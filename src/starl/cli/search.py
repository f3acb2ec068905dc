"""`starl search`."""

from __future__ import annotations

import click

from starl.capture.records import shorts
from starl.capture.tags import joined
from starl.cli.colour import Paint
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import cut, day_of, format_option, paint, print_json, say, width
from starl.cli.safe import one_line
from starl.model.search import Hit, RecordKind


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="Only with this tag or theme; all of them where more are given.",
)
@click.option("--since", metavar="WHEN", help="Only of this day or later.")
@click.option("--until", metavar="WHEN", help="Only of this day or earlier.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in RecordKind]),
    help="Only of this kind.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="At most so many. [20]")
@format_option
@home_option
def command(
    query: tuple[str, ...],
    tags: tuple[str, ...],
    since: str | None,
    until: str | None,
    kinds: tuple[str, ...],
    limit: int,
    form: str,
    home: str | None,
) -> int:
    """Search entries, stories, experiences and improvements; the best first.

    \b
      rollback failed       both words, in any place
      '"dry run"'           the words next to each other (mind the shell's quotes)
      'migr*'               words that begin so
      deploy -staging       what must not be there
    """
    now = clock()
    with opened(home) as store:
        found = store.search(
            " ".join(query),
            map(RecordKind, kinds),
            joined(tags),
            day_of(since, now),
            day_of(until, now),
            limit,
        )
        if form == "json":
            print_json("hits", found)
            return 0
        ids = shorts(store, [(hit.kind, hit.id) for hit in found])
    brush, room = paint(), width()
    say(
        "\n\n".join(_hit(hit, ids[hit.id], brush, room) for hit in found)
        if found
        else "Nothing is like that. Try fewer or other words, or the beginning of a word with a star ('migr*')."
    )
    if len(found) == limit:
        click.echo(f"\nThe best {limit}; --limit shows more.")
    return 0


def _hit(hit: Hit, identifier: str, paint: Paint, room: int) -> str:
    head = f"{paint(identifier, fg='yellow')}  {paint(str(hit.date), dim=True)}  {hit.kind.value}"
    title = (
        "" if hit.kind is RecordKind.ENTRY else f"  {paint(cut(one_line(hit.title), room - 40), bold=True)}"
    )
    return f"{head}{title}\n  {marked(hit, paint)}"


def marked(hit: Hit, paint: Paint) -> str:
    """The snippet with what was looked for in bold and underlined, or between asterisks where there is no colour."""
    pieces, at = [], 0
    for start, end in hit.highlights:
        word = one_line(hit.snippet[start:end])
        pieces.append(one_line(hit.snippet[at:start]))
        pieces.append(paint(word, bold=True, underline=True) if paint.on else f"*{word}*")
        at = end
    return "".join(pieces) + one_line(hit.snippet[at:])
