"""`starl export STORY --to FORMAT`: stories on paper and for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import click

from starl.cli.journal import clock, opened
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.model.story_record import StoryRecord
from starl.paper.gather import find_stories
from starl.paper.make import Form, Layout, make
from starl.paper.save import save
from starl.practice.portfolio import Overview, overview
from starl.store.store import Store

_BINARY = (Form.PDF, Form.DOCX, Form.ANKI)


class Wanted(NamedTuple):
    """What was asked for."""

    names: tuple[str, ...]
    """Of stories; () for the portfolio or all."""
    portfolio: bool
    form: str
    layout: str


def export_paper(wanted: Wanted, output: str | None, force: bool, home: str | None) -> None:
    """Writes the file and says where. Raises StarlError where it cannot."""
    form = Form(wanted.form)
    if output == "-" and form in _BINARY and sys.stdout.isatty():
        raise StarlError(f"{form.value} is no text for a terminal; name a file with --output FILE")
    with opened(home) as store:
        records, found = _stories(store, wanted)
        made = make(store, records, form, Layout(wanted.layout), clock(), whole=not wanted.names, found=found)
    if output == "-":
        if form in _BINARY:
            sys.stdout.buffer.write(made.data)
        else:
            text = made.data.decode()
            click.echo(shown(text) if sys.stdout.isatty() else text, nl=False)
    else:
        path = Path(output or made.name)
        save(path, made.data, force=force)
        click.echo(f"{shown(str(path))} has {len(records)} {'story' if len(records) == 1 else 'stories'}.")
    if made.remark:
        click.echo(f"{shown(made.remark)} --to html or docx has them.", err=True)


def _stories(store: Store, wanted: Wanted) -> tuple[list[StoryRecord], Overview | None]:
    if wanted.names:
        return find_stories(store, wanted.names), None
    if not wanted.portfolio:
        return store.stories.select(), None
    found = overview(store, clock())
    if found.stories and not found.chosen:
        raise StarlError("no story of yours answers a question of the bank yet; starl portfolio says why")
    return [card.record for card in found.chosen], found
