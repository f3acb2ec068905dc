"""Any record of the journal by the beginning of its id, and the beginning that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starl.errors import StarlError
from starl.model.search import RecordKind
from starl.store.store import Store

_LEAST = 8
"""Characters of an id that is shown; these tell the second in which it was made, so that they stay enough."""
_MANY = 200
"""From so many ids on, they are shown whole: to look for the neighbours of each would take too long."""


def short(store: Store, kind: RecordKind, identifier: str) -> str:
    """The beginning of an id that is enough to find it, of at least eight characters."""
    found: str = repository(store, kind).short(identifier, _LEAST)
    return found


def shorts(store: Store, ids: Sequence[tuple[RecordKind, str]]) -> dict[str, str]:
    """`short` of each by the whole id; the whole ids themselves where they are many."""
    many = len(ids) > _MANY
    return {identifier: identifier if many else short(store, kind, identifier) for kind, identifier in ids}


def repository(store: Store, kind: RecordKind) -> Any:
    """Where the records of a kind are kept."""
    return {
        RecordKind.ENTRY: store.entries,
        RecordKind.STORY: store.stories,
        RecordKind.EXPERIENCE: store.experiences,
        RecordKind.IMPROVEMENT: store.improvements,
    }[kind]


def find(
    store: Store, beginning: str, kinds: Sequence[RecordKind] = tuple(RecordKind)
) -> tuple[RecordKind, Any]:
    """The one record of these kinds whose id begins so, with its kind; a story by its slug, or the beginning of that, too.

    Raises StarlError where there is none, or more than one.
    """
    if RecordKind.STORY in kinds and (story := store.stories.by_slug(beginning.strip())):
        return RecordKind.STORY, story
    found = [
        (kind, record)
        for kind in kinds
        for record in (repository(store, kind).beginning(beginning, 4) if _may_be_id(beginning) else ())
    ]
    if not found and RecordKind.STORY in kinds:
        slug = beginning.strip().lower()
        stories = store.stories.select(binned=None) if slug else []
        found = [(RecordKind.STORY, story) for story in stories if story.slug.startswith(slug)]
    if not found:
        what = "record" if len(kinds) == len(RecordKind) else " or ".join(kind.value for kind in kinds)
        named, where = "id", "`starl entries`, `starl story list` and `starl search` show"
        if tuple(kinds) == (RecordKind.STORY,):
            named, where = "id or short name", "`starl story list` shows"
        raise StarlError(f"there is no {what} whose {named} begins with '{beginning}'; {where} them")
    if len(found) > 1:
        some = ", ".join(f"{kind.value} {short(store, kind, record.id)}" for kind, record in found[:4])
        raise StarlError(f"'{beginning}' is the beginning of more than one: {some}; give more of it")
    return found[0]


def _may_be_id(text: str) -> bool:
    text = text.strip()
    return bool(text) and text.isascii() and text.isalnum()
