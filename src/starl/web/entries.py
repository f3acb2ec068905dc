"""Entries as a browser sends and sees them: one by its id, and what a search found with where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from fastapi import HTTPException

from starl.errors import StarlError
from starl.model.journal import Entry, Experience
from starl.model.search import Hit, RecordKind
from starl.store.store import Store

LONGEST = 100_000
"""Characters of an entry's text in a browser."""


def the_entry(store: Store, identifier: str) -> Entry:
    """The entry with this whole id. Raises 404 where there is none."""
    entry = store.entries.get(identifier) if _may_be_id(identifier) else None
    if entry is None:
        raise HTTPException(404, "There is no such entry.")
    return entry


def the_experience(store: Store, identifier: str) -> Experience:
    """The experience with this whole id. Raises 404 where there is none."""
    item = store.experiences.get(identifier) if _may_be_id(identifier) else None
    if item is None:
        raise HTTPException(404, "There is no such experience.")
    return item


def _may_be_id(text: str) -> bool:
    return len(text) <= 40 and text.isascii() and text.isalnum()


def day_said(phrase: str, now: dt.datetime) -> dt.date | None:
    """The day that a field means, None where it is empty. Raises StarlError for one that is not understood."""
    if not phrase.strip():
        return None
    from starl.text.dates import day

    return day(phrase, now)


def plain_breaks(text: str) -> str:
    """A text from a form, with the line breaks that the journal has."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Found(NamedTuple):
    """A hit with the page that shows it."""

    kind: RecordKind
    date: dt.date
    title: str
    address: str | None
    """None where no page shows it."""
    pieces: list[tuple[str, bool]]
    """The snippet in pieces; True for those that were looked for."""


def with_addresses(store: Store, hits: Sequence[Hit]) -> list[Found]:
    """The hits with their addresses, asking once for each kind."""
    ids = {kind: [hit.id for hit in hits if hit.kind is kind] for kind in RecordKind}
    improvements = store.improvements.among(ids[RecordKind.IMPROVEMENT])
    told = {item.story for item in improvements.values() if item.story and not item.entry}
    slugs = {key: story.slug for key, story in store.stories.among([*ids[RecordKind.STORY], *told]).items()}

    def address(hit: Hit) -> str | None:
        if hit.kind is RecordKind.ENTRY:
            return f"/journal/{hit.id}"
        if hit.kind is RecordKind.EXPERIENCE:
            return f"/inventory/kept/{hit.id}"
        improvement = improvements.get(hit.id)
        if improvement is not None and improvement.entry:
            return f"/journal/{improvement.entry}"
        slug = slugs.get(improvement.story or "" if improvement else hit.id)
        return f"/stories/{slug}" if slug else None

    return [Found(hit.kind, hit.date, hit.title, address(hit), _pieces(hit)) for hit in hits]


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in hit.highlights:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (hit.snippet[at:], False)) if piece[0]]


def brief(text: str, most: int = 90) -> str:
    """A text of the person's within a sentence of ours; a sentence for the next page is kept in a cookie."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def trouble(error: StarlError) -> str:
    """An error as a sentence of its own."""
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?', '!')) else '.'}"
