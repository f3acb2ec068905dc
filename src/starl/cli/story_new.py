"""`starl story new`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from starl.cli.completing import files
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import say
from starl.cli.safe import shown
from starl.cli.story_edit import saved_text
from starl.errors import StarlError
from starl.model.search import RecordKind
from starl.model.story_record import StoryRecord
from starl.store.home import journal_home
from starl.store.store import Store


@click.command(short_help="Start a story.")
@click.argument("title", required=False)
@click.option(
    "--from",
    "source",
    metavar="ID",
    help="Start from this entry, experience or answer (INTERVIEW/2, the second), with its own words.",
)
@click.option(
    "--file",
    "file",
    metavar="FILE",
    shell_complete=files,
    help="Take in a story that is written already, as text or as a Word document (.docx); - for standard input.",
)
@home_option
def new(title: str | None, source: str | None, file: str | None, home: str | None) -> int:
    """Start a story: from nothing, from an entry or an experience, from an answer of a mock interview, or from a file.

    In a terminal the editor opens on it. From a record, its own words stand where they belong: your text, mistake
    and lesson as text, all else in comments; nothing is added to them. A file that is taken in stays where it is,
    and its own title counts.
    """
    title = " ".join((title or "").split()) or None
    if source and file:
        raise click.UsageError("--from and --file exclude each other")
    if not (title or source or file):
        raise click.UsageError("a story needs a title, or --from, or --file")
    text, entry, experience = _start(title, source, file, home)
    name = title or _title(text) or (Path(file).stem if file and file != "-" else "A story")

    def take(written: str) -> StoryRecord:
        from starl.capture.stories import new_record, save

        with opened(home) as store:
            return save(
                store, new_record(store, _title(written) or name, entry=entry, experience=experience), written
            )

    saved = None
    if file is None and sys.stdin.isatty() and sys.stdout.isatty():
        from starl.capture.drafts import FOLDER
        from starl.cli.editor import edited

        draft = f"story-from-{experience or entry or source}".replace("/", "-") if source else "story-new"
        saved = edited(journal_home(home, os.environ) / FOLDER, draft, text, clock(), take)
        if saved is None and source is None:
            click.echo("Nothing was written, so nothing was kept.")
            return 0
    say(saved_text(saved or take(text)))
    return 0


def _start(
    title: str | None, source: str | None, file: str | None, home: str | None
) -> tuple[str, str | None, str | None]:
    """The text to start from, and the ids of the entry and the experience that it came from."""
    if file is not None:
        from starl.cli.files import read_source

        if file != "-" and not Path(file).exists():
            raise StarlError(f"{shown(file)}: there is no such file")
        if Path(file).suffix.lower() == ".docx":
            from starl.paper.from_docx import story_of_docx

            return story_of_docx(Path(file)), None, None
        read = read_source(file)
        if read.text is None or not read.text.strip():
            raise StarlError(f"{shown(file)} {read.error or 'has no text in it'}")
        return read.text, None, None
    if source is None:
        from starl.text.writer import new_story

        return new_story(title or ""), None, None
    from starl.capture.records import find
    from starl.capture.story_start import from_answer, from_entry, from_experience

    with opened(home) as store:
        if "/" in source:
            return from_answer(_answer(store, source), title), None, None
        kind, record = find(store, source, (RecordKind.ENTRY, RecordKind.EXPERIENCE))
    if kind is RecordKind.ENTRY:
        return from_entry(record, title), record.id, None
    return from_experience(record, title), record.entry, record.id


def _answer(store: Store, source: str) -> str:
    """What was answered at `INTERVIEW/NUMBER`, replies to follow-ups included."""
    from starl.practice.mocks import find

    identifier, _, number = source.partition("/")
    rounds = find(store, identifier).mock.rounds
    if not number.isdecimal() or not 1 <= int(number) <= len(rounds):
        raise StarlError(f"that interview has the answers {identifier}/1 to {identifier}/{len(rounds)}")
    text = rounds[int(number) - 1].text
    if not text:
        raise StarlError(f"nothing was answered at {source}")
    return text


def _title(text: str) -> str | None:
    from starl.text.markdown import parse

    return parse(text).title
