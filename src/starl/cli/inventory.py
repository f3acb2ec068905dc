"""`starl inventory`."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from starl.cli.journal import clock, home_option, opened
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.inventory.candidate import Candidate, reference, short_references
from starl.inventory.last import FOLDER, bound, remember, remembered
from starl.inventory.person import Person
from starl.inventory.scan import Answered, Request, Scan
from starl.store.store import Store

VERBS = ("keep", "dismiss", "merge", "entry", "story")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...|VERB REF...]")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME|MAIL",
    help="Whose failures, whole name or address; more than once for several. [each repository's user.name, user.email]",
)
@click.option("--everyone", is_flag=True, help="Those of everybody.")
@click.option("--since", metavar="DATE", help="From this day on: 2025-03-14, 2025-03 or 2025.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--limit", type=click.IntRange(1), default=20, help="How many to show. [20]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="How to print the list. [text]",
)
@click.option("--verbose", is_flag=True, help="Show the evidence: each commit, file, issue or meeting.")
@click.option(
    "--list", "list_only", is_flag=True, help="On a terminal too, only print the list and ask nothing."
)
@home_option
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], home: str | None, **options: Any) -> int:
    """Find what did not go as planned, to be kept, dismissed, or made an entry or a story.

    PATH is a git repository, a folder of repositories, a folder of documents (postmortems, decisions, changelogs), an
    export of issues (GitHub or GitLab as JSON, Jira as CSV), or a calendar (.ics). What it is, its content says.
    Without one, it is the folder that you are in.

    Nothing leaves this machine, and nothing is stored before you keep it. On a terminal you are asked, one key for
    each; without one, answer by the references in the list:

    \b
      starl inventory keep REF...     keep them as experiences
      starl inventory dismiss REF...  do not offer them again
      starl inventory merge REF REF   keep them as one, named after the first
      starl inventory entry REF...    keep them, and make an entry of each
      starl inventory story REF...    keep them, and start a story with each
    These go by your last list. A folder called keep is meant by ./keep.

    \b
    Exit status:
      0  done, with or without candidates
      2  the call was wrong, or a path could not be looked at (the others were)
    """
    paths = paths or (".",)
    if paths[0] in VERBS:
        wrong = [name for name in ctx.params if name not in ("paths", "home") and _given(ctx, name)]
        if wrong:
            raise click.UsageError(
                f"`starl inventory {paths[0]}` goes by the last list; it takes --home and references only"
            )
        return _answer(paths[0], paths[1:], home)
    return _list(paths, home, **options)


def _given(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _list(
    paths: tuple[str, ...],
    home: str | None,
    *,
    authors: tuple[str, ...],
    everyone: bool,
    since: str | None,
    until: str | None,
    limit: int,
    form: str,
    verbose: bool,
    list_only: bool,
) -> int:
    if authors and everyone:
        raise click.UsageError("--author and --everyone exclude each other; leave one away")
    request = Request(
        tuple(dict.fromkeys(Path(path).expanduser() for path in paths)),
        Person(authors, everyone),
        _day(since, "--since", last=False),
        _day(until, "--until", last=True),
    )
    remember(request, _home(home))
    with opened(home) as store:
        done = scanned(request, home, store)
        if form == "json":
            from starl.cli.report_inventory import as_json

            click.echo(json.dumps(as_json(done, limit), indent=2, ensure_ascii=not _utf8()))
        else:
            from starl.cli.colour import wanted
            from starl.cli.report_inventory import render

            click.echo(render(done, limit, verbose=verbose, colour=wanted(sys.stdout)), color=True)
            for error in done.errors:
                click.echo(f"starl: {shown(error)}", err=True)
            asking = sys.stdin.isatty() and sys.stdout.isatty() and not list_only
            if asking and done.candidates:
                from starl.cli.triage import triage

                triage(store, done.candidates, colour=wanted(sys.stdout))
    return 2 if done.errors else 0


def scanned(request: Request, home: str | None, store: Store) -> Scan:
    """The list for a request, without what was answered before; with a word of progress."""
    from starl.cli.progress import Progress
    from starl.inventory.answers import answered
    from starl.inventory.scan import scan

    known: Answered = answered(store)
    with Progress(printing=False) as progress:
        try:
            return scan(
                request,
                _home(home),
                clock(),
                known,
                lambda what, n: progress.show(f"{n:,} {what} read (Ctrl-C stops)"),
            )
        except KeyboardInterrupt:
            progress.clear()
            click.echo("What was read is kept; the next call goes on from there.", err=True)
            raise


def _answer(verb: str, references: tuple[str, ...], home: str | None) -> int:
    """Carries out a verb for the candidates of the last list."""
    if len(references) < (2 if verb == "merge" else 1):
        raise click.UsageError(
            f"say which: starl inventory {verb} REF{' REF' if verb == 'merge' else ''}...; the list shows the references"
        )
    from starl.inventory import answers

    with opened(home) as store:
        request = remembered(_home(home))
        if request is None:
            raise StarlError("there is no last list to go by; `starl inventory PATH` makes one")
        candidates = scanned(request, home, store).candidates
        chosen = list(dict.fromkeys(_find(name, candidates) for name in references))
        if verb == "merge":
            if len(chosen) < 2:
                raise click.UsageError("these references are the same candidate; merging takes two")
            done = [answers.merge(store, chosen)]
        else:
            act = {
                "keep": answers.keep,
                "dismiss": answers.dismiss,
                "entry": answers.make_entry,
                "story": answers.start_story,
            }
            with store.transaction():
                done = [act[verb](store, candidate) for candidate in chosen]
        for answer in done:
            click.echo(said(store, verb, answer))
    return 0


def said(store: Store, verb: str, answer: Any) -> str:
    """What was done, in a line."""
    title = shown(answer.experience.title)
    if answer.entry is not None:
        return f"Kept, and an entry made ({store.entries.short(answer.entry.id)}): {title}"
    if answer.story is not None:
        return f"Kept, and a story started ({shown(answer.story.slug)}): {title}"
    if verb == "dismiss":
        return f"Not offered again: {title}"
    short = store.experiences.short(answer.experience.id)
    parts = f" as one with {len(answer.others)} more" if verb == "merge" else ""
    return f"Kept{parts} ({short}): {title}"


def _find(name: str, candidates: list[Candidate]) -> Candidate:
    """The candidate whose reference, or that of one of its parts, begins so."""
    wanted = name.strip().lower()
    found = [
        item
        for item in candidates
        if wanted and any(reference(source).startswith(wanted) for source in item.sources)
    ]
    if not found:
        raise StarlError(
            f"no candidate of the last list has the reference {shown(name)}; it may have been answered already. "
            "`starl inventory PATH` shows the list anew"
        )
    if len(found) > 1:
        names = ", ".join(short_references(found).values())
        raise StarlError(
            f"{shown(name)} is the beginning of more than one reference: {names}; give more of it"
        )
    return found[0]


def _home(home: str | None) -> Path:
    """Where caches are kept, and what was asked for last."""
    from starl.store.home import journal_home

    return journal_home(home, os.environ) / FOLDER


def _day(text: str | None, option: str, *, last: bool) -> dt.date | None:
    """A day; of a year or a month its first one or its last."""
    if text is None:
        return None
    try:
        return bound(shown(text), last=last)
    except StarlError as error:
        raise click.UsageError(f"{option}: {error}") from None


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
