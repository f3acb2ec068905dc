"""What the shell completes: stories and records of the journal, codes of rules, files. Never makes a journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from starl.errors import StarlError

if TYPE_CHECKING:
    from starl.store.store import Store

_MOST = 200
"""Records that are looked at."""
_HELP = 60
"""Characters of what is said beside a choice."""


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, as the shell has them."""
    return [CompletionItem(incomplete, type="file")]


def folders(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Folders, as the shell has them."""
    return [CompletionItem(incomplete, type="dir")]


def codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules; names, where something else than a code is begun."""
    from starl.coach.catalogue import described_rules

    rules = [(rule.code, rule.name) for rule in described_rules()]
    found = [CompletionItem(code, help=name) for code, name in rules if code.startswith(incomplete.upper())]
    return found or [CompletionItem(name, help=code) for code, name in rules if name.startswith(incomplete)]


def stories(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Short names of stories."""
    return _of_journal(context, incomplete, _stories)


def records(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Short names of stories, and ids of entries; the newest first."""
    return _of_journal(context, incomplete, lambda store: [*_stories(store), *_entries(store)])


def _of_journal(
    context: click.Context, incomplete: str, read: Callable[[Store], Iterable[CompletionItem]]
) -> list[CompletionItem]:
    """What is read of the journal, where there is one that can be read. A prompt is no place for an error."""
    from starl.store.home import is_address, journal_location
    from starl.store.store import open_store

    try:
        where = journal_location(context.params.get("home"), os.environ)
        if not is_address(where) and not Path(where).is_file():
            return []
        with open_store(where) as store:
            return [item for item in read(store) if item.value.startswith(incomplete)]
    except StarlError:
        return []


def _stories(store: Store) -> Iterator[CompletionItem]:
    for story in store.stories.select(limit=_MOST):
        yield _item(story.slug, story.title)


def _entries(store: Store) -> Iterator[CompletionItem]:
    from starl.capture.records import shorts
    from starl.model.search import RecordKind

    entries = store.entries.select(limit=_MOST)
    ids = shorts(store, [(RecordKind.ENTRY, entry.id) for entry in entries])
    for entry in entries:
        yield _item(ids[entry.id], entry.text)


def _item(value: str, said: str) -> CompletionItem:
    from starl.cli.safe import one_line

    return CompletionItem(value, help=one_line(said.strip())[:_HELP])
