"""`starl export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from starl.cli.journal import home_option, opened
from starl.cli.keys import lock_of, lock_options
from starl.cli.progress import Progress
from starl.cli.safe import shown
from starl.export.counts import listed
from starl.store.store import Store


@click.command()
@click.argument("names", nargs=-1, metavar="[STORY]...")
@click.option(
    "--portfolio", is_flag=True, help="The stories of your portfolio, as `starl portfolio` chooses them."
)
@click.option("--all-stories", is_flag=True, help="Every story outside of the archive.")
@click.option(
    "--to", "form_to", type=click.Choice(["md", "html", "pdf", "docx", "json", "anki"]),
    help="The format of STORY, --portfolio or --all-stories.",
)  # fmt: skip
@click.option("--sheet", is_flag=True, help="A cheat sheet of up to three stories, on one page.")
@click.option("--pack", is_flag=True, help="A review pack: with the coach's report, questions and practice.")
@click.option(
    "--output", metavar="FILE", help="Where to; - for standard output. [a file named after the story, here]"
)
@click.option(
    "--all", "target", type=click.Path(path_type=Path), metavar="DIR",
    help="Everything, into a folder that is empty or not there yet.",
)  # fmt: skip
@click.option(
    "--story", metavar="ID", help="One story, to standard output: the beginning of its id, or its short name."
)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown",
    help="Of one story: its newest text, or all its revisions as data. [markdown]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file or an earlier export that is there.")
@lock_options
@home_option
def command(
    names: tuple[str, ...],
    portfolio: bool,
    all_stories: bool,
    form_to: str | None,
    sheet: bool,
    pack: bool,
    output: str | None,
    target: Path | None,
    story: str | None,
    form: str,
    force: bool,
    encrypt_to: tuple[str, ...],
    passphrase: bool,
    home: str | None,
) -> int:
    """Take stories with you on paper or as a file, or your whole journal.

    \b
    starl export the-import --to pdf          a story, printed well
    starl export --portfolio --sheet --to pdf the page to read before the interview
    starl export --portfolio --pack --to docx stories, what the coach says, and what may be asked
    starl export --all-stories --to anki      a deck; a later one updates its cards

    --all writes entries, stories with every revision, experiences, improvements, interviews, attempts at exercises,
    takes with their recordings, mock interviews, cards with their reviews, settings, and the bin. `starl import DIR` takes all of it in again, here or on another machine. With --encrypt-to or
    --passphrase it is one file, DIR.tar.age.
    """
    chosen = bool(names) + portfolio + all_stories
    if chosen + (target is not None) + (story is not None) != 1:
        raise click.UsageError(
            "say what to export, one of: STORY, --portfolio, --all-stories (each with --to), --all DIR, --story ID"
        )
    if chosen:
        if form_to is None:
            raise click.UsageError("say the format: --to md, html, pdf, docx, json or anki")
        if sheet and pack:
            raise click.UsageError("--sheet and --pack exclude each other")
        if encrypt_to or passphrase:
            raise click.UsageError("only a whole journal (--all DIR) can be encrypted")
        from starl.cli.export_paper import Wanted, export_paper

        kind = "sheet" if sheet else "pack" if pack else "stories"
        export_paper(Wanted(names, portfolio, form_to, kind), output, force, home)
        return 0
    if form_to or sheet or pack or output:
        raise click.UsageError(
            "--to, --sheet, --pack and --output go with STORY, --portfolio or --all-stories"
        )
    if target is not None:
        return _everything(target, force, encrypt_to, passphrase, home)
    with opened(home) as store:
        text = _story(store, story or "", form)
    click.echo(shown(text) if sys.stdout.isatty() else text, nl=not text.endswith("\n"))
    return 0


def _everything(
    target: Path, force: bool, encrypt_to: tuple[str, ...], passphrase: bool, home: str | None
) -> int:
    from starl.export.sealed import export_sealed, sealed_path
    from starl.export.write import export_folder

    lock = lock_of(encrypt_to, passphrase)
    with opened(home) as store, Progress(None, "records", printing=False) as progress:
        if lock is None:
            place = target
            counts = export_folder(store, place, progress.step, force=force)
        else:
            place = sealed_path(target)
            counts = export_sealed(store, place, lock, progress.step, force=force)
    click.echo(f"{shown(str(place))} has {listed(counts)}.")
    click.echo(f"To take it in again: starl import {shown(str(place))}")
    return 0


def _story(store: Store, name: str, form: str) -> str:
    from starl.export.write import story_data

    record = store.stories.by_slug(name) or store.stories.find(name)
    if form == "markdown":
        return store.stories.text(record.id)
    data = story_data(
        record,
        store.stories.revisions(record.id),
        store.uses.select(story=record.id),
        store.dismissals.select(record.id),
        texts=True,
    )
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
