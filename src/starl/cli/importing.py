"""`starl import`."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import click

from starl.cli.journal import home_option, opened
from starl.cli.keys import identity_option, key_for
from starl.cli.progress import Progress
from starl.cli.safe import one_line, shown
from starl.export.counts import counted, listed
from starl.export.importers.detect import Format, detect
from starl.export.intake import only_tried, take_in
from starl.export.remark import Remark
from starl.model.journal import Entry

_SHOWN = 3
"""Records that a dry run shows."""
_LINES = 4
_WIDTH = 92
_NAMES = {
    Format.JRNL: "a journal of jrnl",
    Format.DAYONE: "an export of Day One",
    Format.MARKDOWN: "notes in Markdown",
    Format.CSV: "a table (CSV)",
    Format.STARL: "an export of starl",
}


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--from", "form", type=click.Choice([form.value for form in Format]), help="What it is. [found out]"
)
@click.option(
    "--dry-run", is_flag=True, help="Show what would be taken in, and what is wrong; change nothing."
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for each entry, beside its own.")
@click.option(
    "--month-first", is_flag=True, help="03/04/2025 is the 4th of March. [found out, else the 3rd of April]"
)
@identity_option
@home_option
def command(
    path: Path,
    form: str | None,
    dry_run: bool,
    tags: tuple[str, ...],
    month_first: bool,
    identity: Path | None,
    home: str | None,
) -> int:
    """Take in a journal that you have: jrnl, Day One, a folder of Markdown notes, CSV, or an export of starl.

    \b
    jrnl       its text file or folder, or `jrnl --export json`
    dayone     the JSON export, as a file, a folder, or the .zip
    markdown   a note or a folder of notes (Obsidian and others), with front matter or dates in their names
    csv        with headings such as date, text, mistake, lesson, tags
    starl      what `starl export --all` or the web app wrote: a folder, a zip file, or encrypted

    Importing twice adds nothing twice. What cannot be read is named with its file and line, the rest is taken in, and
    the exit status is 2; mend it and import again.
    """
    chosen = Format(form) if form else detect(path)
    if chosen is Format.STARL and tags:
        raise click.UsageError("an export of starl is taken in as it is; --tag is for other journals")
    click.echo(f"{shown(str(path))} is {_NAMES[chosen]}." if form is None else f"Reading {shown(str(path))}.")
    with opened(home) as store, Progress(None, "records", printing=False) as progress:
        intake = _Intake(progress, _SHOWN if dry_run else 0)
        with only_tried(store) if dry_run else store.transaction():
            added, known = take_in(
                store,
                path,
                chosen,
                intake.say,
                intake.seen,
                key=lambda: key_for(path, identity),
                tags=[tag.strip().lstrip("#") for tag in tags],
                month_first=month_first or None,
            )
    intake.show()
    if dry_run:
        click.echo(f"This would add {listed(added)}{_there_already(known)}. Nothing was changed.")
    else:
        click.echo(f"Added {listed(added)}{_there_already(known)}.")
    if intake.faults:
        click.echo(
            f"{counted(intake.faults, 'remarks')} above {'names' if intake.faults == 1 else 'name'} what "
            f"{'would be' if dry_run else 'was'} left out. Mend it and import again: nothing comes twice.",
            err=True,
        )
    return 2 if intake.faults else 0


class _Intake:
    """What was seen on the way."""

    def __init__(self, progress: Progress, keep: int) -> None:
        self._progress = progress
        self._keep = keep
        self._first: list[Entry] = []
        self.faults = 0

    def say(self, remark: Remark) -> None:
        """Prints a remark at once."""
        self.faults += remark.fault
        where = shown(remark.path) + (f":{remark.line}" if remark.line else "")
        self._progress.clear()
        click.echo(f"{where}: {shown(remark.said)}", err=True)

    def seen(self, entry: Entry | None) -> None:
        """Counts an entry or a story."""
        self._progress.step()
        if entry and len(self._first) < self._keep:
            self._first.append(entry)

    def show(self) -> None:
        """The first entries, as they would be."""
        for entry in self._first:
            click.echo()
            for line in _lines(entry):
                click.echo(f"  {line}")
        if self._first:
            click.echo()


def _lines(entry: Entry) -> list[str]:
    at = f" {entry.at:%H:%M}" if entry.at else ""
    tags = "".join(f"  #{one_line(tag)}" for tag in entry.tags)
    lines = [f"{entry.date.isoformat()}{at}{tags}"]
    text = [
        line
        for row in entry.text.splitlines()
        if row.strip()
        for line in textwrap.wrap(one_line(row), _WIDTH)
    ]
    lines += text[:_LINES] + (["..."] if len(text) > _LINES else [])
    for name in ("mistake", "lesson", "cause", "mood", "project"):
        said = getattr(entry, name)
        if said:
            lines.append(textwrap.shorten(f"{name}: {one_line(said)}", _WIDTH, placeholder=" ..."))
    lines += [f"attachment: {one_line(place)}" for place in entry.attachments]
    return lines


def _there_already(known: Mapping[str, int]) -> str:
    return (
        f"; {listed(known)} {'was' if sum(known.values()) == 1 else 'were'} there already"
        if any(known.values())
        else ""
    )
