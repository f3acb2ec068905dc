"""`starl rm`, and what `starl restore` shares with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from starl.capture.records import find, short
from starl.capture.title import title_of
from starl.cli.completing import records
from starl.cli.journal import home_option, opened
from starl.cli.output import cut
from starl.cli.safe import one_line
from starl.model.journal import EntryFilter, ExperienceStatus
from starl.model.search import RecordKind
from starl.store.store import Store

_KINDS = (RecordKind.ENTRY, RecordKind.STORY, RecordKind.EXPERIENCE)
_PLACES = {
    RecordKind.ENTRY: ("is in the bin", "is back in the journal"),
    RecordKind.STORY: ("is in the archive", "is back among the stories"),
    RecordKind.EXPERIENCE: ("is dismissed", "is kept again"),
}


@click.command()
@click.argument("identifiers", metavar="[ID...]", nargs=-1, shell_complete=records)
@click.option("--forever", is_flag=True, help="Remove for good; without an ID, all entries in the bin.")
@click.option("--yes", is_flag=True, help="Do not ask before removing for good.")
@home_option
def command(identifiers: tuple[str, ...], forever: bool, yes: bool, home: str | None) -> int:
    """Throw entries into the bin, from where starl restore ID takes them back.

    A story goes to the archive instead, and an experience is dismissed, so that the inventory does not offer it again.
    """
    if not (identifiers or forever):
        raise click.UsageError("say which: starl rm ID, or starl rm --forever to empty the bin")
    with opened(home) as store:
        if forever:
            return _forever(store, identifiers, yes)
        move(store, identifiers, away=True)
    return 0


def _found(store: Store, identifiers: tuple[str, ...]) -> list[tuple[RecordKind, Any]]:
    """The records, each once. Raises StarlError before anything is done where one is not there."""
    found = [find(store, identifier, _KINDS) for identifier in identifiers]
    return list({record.id: (kind, record) for kind, record in found}.values())


def move(store: Store, identifiers: tuple[str, ...], *, away: bool) -> None:
    """Throws records away, or takes them back; all or none. Raises StarlError where one is not there."""
    with store.transaction():
        found = _found(store, identifiers)
        for kind, record in found:
            if kind is RecordKind.EXPERIENCE:
                status = ExperienceStatus.DISMISSED if away else ExperienceStatus.KEPT
                store.experiences.update(replace(record, status=status))
            else:
                there = store.entries if kind is RecordKind.ENTRY else store.stories
                (there.bin if away else there.restore)(record.id)
    for kind, record in found:
        click.echo(f"{_name(store, kind, record)} {_PLACES[kind][0 if away else 1]}.")


def _forever(store: Store, identifiers: tuple[str, ...], yes: bool) -> int:
    """Removes for good, after a question that names what goes."""
    found = _found(store, identifiers)
    number = len(found) or store.entries.number(EntryFilter(binned=True))
    if not number:
        click.echo("The bin is empty.")
        return 0
    for kind, record in found:
        click.echo(_name(store, kind, record))
    what = "" if found else f" ({number:,} in the bin)"
    if not yes and not click.confirm(f"Remove for good{what}? After that only a backup has it."):
        click.echo("Nothing was removed.")
        return 0
    with store.transaction():
        for kind, record in found:
            if kind is RecordKind.EXPERIENCE:
                store.experiences.remove(record.id)
            else:
                (store.entries if kind is RecordKind.ENTRY else store.stories).purge(record.id)
        if not found:
            store.entries.purge_binned()
    click.echo(f"Removed {number:,}.")
    return 0


def _name(store: Store, kind: RecordKind, record: Any) -> str:
    """The kind, the id and the title of a record."""
    title = title_of(record) if kind is RecordKind.ENTRY else record.title
    return f"{kind.value.capitalize()} {short(store, kind, record.id)} “{cut(one_line(title), 60)}”"
