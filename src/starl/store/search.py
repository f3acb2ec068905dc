"""Full-text search over all records of an owner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from peewee import SQL, fn

from starl.model.search import Hit, RecordKind
from starl.store.scope import Scope
from starl.store.tables import DOCUMENTS, LABELS
from starl.store.values import Row
from starl.store.words import Clause, parse, snippet
from starl.text.markdown import parse as parse_story

_DOCS: Any = DOCUMENTS.alias("documents")
_TITLE = 80
"""How long a title made of a text's beginning is at most, in code points."""


def search(
    scope: Scope,
    query: str,
    kinds: Iterable[RecordKind] = (),
    labels: Iterable[str] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """What answers the query best, or, for an empty query, the newest records that pass the other conditions.

    Raises StarlError for a query that only says what must not be there.
    """
    clauses = parse(query)
    more, condition, score = scope.engine.matching(clauses) if clauses else ((), None, SQL("0"))
    asked = _DOCS.select(_DOCS.kind, _DOCS.record, _DOCS.date, _DOCS.title, _DOCS.body, score)
    if clauses:
        asked = asked.from_(*more, _DOCS).where(condition).order_by(score)
    else:
        asked = asked.order_by(_DOCS.date.desc(), _DOCS.record.desc())
    asked = asked.where(_DOCS.owner == scope.owner)
    if chosen := [kind.value for kind in kinds]:
        asked = asked.where(_DOCS.kind.in_(chosen))
    if since is not None:
        asked = asked.where(_DOCS.date >= since.isoformat())
    if until is not None:
        asked = asked.where(_DOCS.date <= until.isoformat())
    for label in labels:
        having = LABELS.select(SQL("1")).where(
            (LABELS.owner == scope.owner)
            & (LABELS.kind == _DOCS.kind)
            & (LABELS.label == label.casefold())
            & (LABELS.record == _DOCS.record)
        )
        asked = asked.where(fn.EXISTS(having))
    return [_hit(row, clauses) for row in scope.engine.rows(asked.limit(limit).offset(offset))]


def _hit(row: Row, clauses: list[Clause]) -> Hit:
    kind, record, day, title, body, score = row
    told = _prose(body) if kind == RecordKind.STORY.value else body
    piece, highlights = snippet(told, clauses)
    return Hit(
        kind=RecordKind(kind),
        id=record,
        date=dt.date.fromisoformat(day),
        title=title or _beginning(body),
        snippet=piece,
        highlights=highlights,
        score=-float(score) if clauses else 0.0,
    )


def _prose(story: str) -> str:
    """What a story tells: without front matter, headings and comments."""
    told, at = [], 0
    for hidden in sorted(parse_story(story, meta=False).hidden):
        told.append(story[at : hidden.start].strip())
        at = max(at, hidden.end)
    return "\n".join(filter(None, [*told, story[at:].strip()]))


def _beginning(body: str) -> str:
    """The first line of a text, cut at a word where it is long."""
    line = body.lstrip().partition("\n")[0].strip()
    return line if len(line) <= _TITLE else line[:_TITLE].rpartition(" ")[0] + " …"
