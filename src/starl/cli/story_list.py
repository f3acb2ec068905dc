"""`starl story list`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from starl.capture.records import shorts
from starl.cli.colour import Paint
from starl.cli.journal import home_option, opened
from starl.cli.output import cut, format_option, paint, print_json, say, width
from starl.cli.safe import one_line, shown
from starl.cli.stories import curve, score_text
from starl.model.search import RecordKind

if TYPE_CHECKING:
    from starl.capture.stories import Progress


@click.command("list", short_help="List stories, their scores, and what to do next.")
@click.option("--theme", "themes", multiple=True, metavar="THEME", help="Only with this theme.")
@click.option("--archived", is_flag=True, help="Those in the archive.")
@format_option
@home_option
def list_stories(themes: tuple[str, ...], archived: bool, form: str, home: str | None) -> int:
    """List stories, the one saved last first: how they are scored, how that grew, and what to do next."""
    with opened(home) as store:
        records = store.stories.select(themes, binned=archived)
        if not records:
            if form == "json":
                print_json("stories", [])
            else:
                click.echo(_nothing(archived, bool(themes)))
            return 0
        from starl.capture.stories import progress

        found = [progress(store, record) for record in records]
        ids = shorts(store, [(RecordKind.STORY, record.id) for record in records])
    if form == "json":
        print_json("stories", [_plain(item) for item in found])
        return 0
    brush, room = paint(), width()
    say("\n\n".join(_block(item, ids[item.record.id], brush, room) for item in found))
    return 0


def _plain(item: Progress) -> dict[str, object]:
    from starl.cli.record_json import plain

    more = {"words": item.report.words, "scores": item.scores, "next": item.report.verdict.next}
    return plain(item.record) | plain(more)  # type: ignore[no-any-return]


def _block(item: Progress, identifier: str, paint: Paint, room: int) -> str:
    record = item.record
    title = cut(one_line(record.title), room - len(identifier) - 2)
    grown = curve(item.scores)
    parts = [
        score_text(record.verdict, paint) + (f" {paint(grown, fg='cyan')}" if grown else ""),
        "ready to tell" if record.verdict and record.verdict.ready else "",
        f"{item.report.words} words",
        f"{record.revision} revision{'' if record.revision == 1 else 's'}",
        one_line(", ".join(record.themes)),
    ]
    steps = item.report.verdict.next
    step = steps[0 if item.report.judged else -1] if steps else ""
    wrapped = textwrap.wrap(shown(step), room - 8, break_on_hyphens=False) or [""]
    lines = [
        f"{paint(identifier, fg='yellow')}  {paint(title, bold=True)}",
        "  " + " · ".join(filter(None, parts)),
    ]
    if step:
        lines += [f"  {paint('next', dim=True)}  {wrapped[0]}", *(" " * 8 + line for line in wrapped[1:])]
    return "\n".join(lines)


def _nothing(archived: bool, chosen: bool) -> str:
    if chosen:
        return "No story is like that."
    return (
        "The archive is empty."
        if archived
        else 'There is no story yet. The first: starl story new "The migration"'
    )
