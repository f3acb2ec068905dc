"""`starl export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from starl.cli.counts import listed
from starl.cli.journal import home_option, opened
from starl.cli.keys import lock_of, lock_options
from starl.cli.progress import Progress
from starl.cli.safe import shown
from starl.store.store import Store


@click.command()
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
@click.option("--force", is_flag=True, help="Replace an earlier export that is there.")
@lock_options
@home_option
def command(
    target: Path | None,
    story: str | None,
    form: str,
    force: bool,
    encrypt_to: tuple[str, ...],
    passphrase: bool,
    home: str | None,
) -> int:
    """Take your journal with you, as plain Markdown and JSON that any editor reads.

    --all writes entries, stories with every revision, experiences, improvements, interviews, attempts at exercises,
    takes with their recordings, mock interviews, cards with their reviews, settings, and the bin. `starl import DIR` takes all of it in again, here or on another machine. With --encrypt-to or
    --passphrase it is one file, DIR.tar.age.
    """
    if (target is None) == (story is None):
        raise click.UsageError("say what to export: everything with --all DIR, or one story with --story ID")
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
