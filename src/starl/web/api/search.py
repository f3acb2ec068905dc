"""Searching the journal over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel, Field, StringConstraints

from starl.capture.tags import joined
from starl.model.search import RecordKind
from starl.web.entries import with_addresses
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("journal")


class HitOut(BaseModel):
    """A record that was found."""

    kind: RecordKind
    id: str
    date: dt.date
    title: str
    snippet: str
    highlights: list[tuple[int, int]] = Field(
        description="What was looked for, as code points of the snippet."
    )
    score: float = Field(description="Higher is better, within this answer.")
    address: str | None = Field(description="The page that shows it.")


@router.get("/search", summary="Search entries, stories, experiences and improvements; the best first")
def search(
    request: Request,
    q: Annotated[
        str, Query(max_length=500, description='Words, "phrases", beginnings*, and -what must not be there.')
    ] = "",
    kind: Annotated[list[RecordKind], Query(max_length=4)] = [],  # noqa: B006
    tag: Annotated[
        list[Annotated[str, StringConstraints(max_length=200)]],
        Query(max_length=20, description="Having all of these tags or themes."),
    ] = [],  # noqa: B006
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[HitOut]:
    """Without words, the newest records."""
    with journal_of(request).open() as store:
        hits = store.search(q, kind, joined(tag), since, until, limit, offset)
        found = with_addresses(store, hits)
    return [
        HitOut(
            kind=hit.kind,
            id=hit.id,
            date=hit.date,
            title=hit.title,
            snippet=hit.snippet,
            highlights=[(span.start, span.end) for span in hit.highlights],
            score=hit.score,
            address=shown.address,
        )
        for hit, shown in zip(hits, found, strict=True)
    ]
