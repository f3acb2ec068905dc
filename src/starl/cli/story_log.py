"""`starl story log`."""

from __future__ import annotations

import click

from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, paint, print_json, say
from starl.cli.safe import one_line
from starl.cli.stories import change, curve, score_text, story_option, the_story


@click.command(short_help="The revisions of a story and their scores.")
@story_option
@format_option
@home_option
def log(identifier: str, form: str, home: str | None) -> int:
    """List the revisions of a story: when each was saved, and what the coach said of it."""
    with opened(home) as store:
        revisions = store.stories.revisions(the_story(store, identifier).id)
    if form == "json":
        print_json("revisions", revisions)
        return 0
    brush = paint()
    for before, revision in zip([None, *revisions], revisions, strict=False):
        pad = " " * (3 - len(str(revision.verdict.score))) if revision.verdict else ""
        score = pad + score_text(revision.verdict, brush)
        moved = change(before.verdict if before else None, revision.verdict)
        ready = "ready to tell" if revision.verdict and revision.verdict.ready else ""
        line = f"{revision.number:>3}  {revision.saved.astimezone():%Y-%m-%d %H:%M}  {score}  {moved:>3}  {ready}"
        say(f"{line}  {one_line(revision.note)}".rstrip())
    if grown := curve([revision.verdict.score for revision in revisions if revision.verdict]):
        say(f"\n     {brush(grown, fg='cyan')}")
    return 0
