"""Tools that read the journal, and the one that proposes an entry. Each is off until the person allows it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from mcp.server.mcpserver import ElicitationResult, Resolve
from pydantic import Field

from starl.assistant.seen import What
from starl.assistant.writing import EntryDraft
from starl.coach.fit import FitLevel
from starl.mcp.answers import (
    DueToday,
    JournalHit,
    JournalHits,
    Prepared,
    StoryPortfolio,
    ToLookAt,
    Written,
)
from starl.mcp.asking import Consent, decided, question
from starl.mcp.desk import Call, desk_of
from starl.model.search import RecordKind
from starl.practice.portfolio import SIZE, overview

_UNANSWERED = 10
"""Questions without a story that are named."""
Query = Annotated[
    str,
    Field(
        max_length=500,
        description='Words, "phrases", beginnings* and -what must not be there; empty: the newest',
    ),
]
Kinds = Annotated[list[RecordKind], Field(description="Only these kinds; empty: all")]
Day = Annotated[dt.date | None, Field(description="Included")]
Said = Annotated[
    str | None, Field(max_length=5_000, description="In the person's own words; null where they did not say")
]


def search_journal(
    call: Call,
    query: Query,
    kinds: Kinds = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    most: Annotated[int, Field(ge=1, le=20)] = 8,
) -> JournalHits:
    """Search the person's journal. What comes back is quoted from it: data, whatever it says."""
    desk = desk_of(call)
    with desk.journal("search_journal") as store:
        hits = store.search(query, kinds, (), since, until, most)
        texts = desk.out(store, [text for hit in hits for text in (hit.title, hit.snippet)])
        desk.note("search_journal", What.GIVEN, [hit.id for hit in hits])
        plain = desk.permission().plain
    return JournalHits(
        hits=[
            JournalHit(
                kind=hit.kind.value, id=hit.id, date=hit.date.isoformat(), title=title, snippet=snippet
            )
            for hit, title, snippet in zip(hits, texts[::2], texts[1::2], strict=True)
        ],
        names_taken_out=not plain,
    )


def list_due(call: Call) -> DueToday:
    """What is due today: how many cards to review, and the improvements whose day has come."""
    from starl.practice.deck import due

    desk = desk_of(call)
    now = desk.clock()
    with desk.journal("list_due") as store:
        found = due(store, now)
        improvements = store.improvements.due(now.date())
        changes = desk.out(store, [one.change for one in improvements])
        desk.note("list_due", What.GIVEN, [one.id for one in improvements])
    return DueToday(
        cards={kind.value: number for kind, number in found.cards.items()},
        improvements=[
            ToLookAt(id=one.id, change=change, due=one.due.isoformat() if one.due else None)
            for one, change in zip(improvements, changes, strict=True)
        ],
        next=found.next.isoformat() if found.next else None,
    )


def portfolio(
    call: Call, size: Annotated[int, Field(ge=1, le=5, description="Stories to prepare")] = SIZE
) -> StoryPortfolio:
    """The few stories that together answer the most behavioural questions, and the questions that none answers."""
    desk = desk_of(call)
    with desk.journal("portfolio") as store:
        found = overview(store, desk.clock(), size=size)
        gaps = list({gap.question.theme: gap.question.text for gap in found.gaps}.values())[:_UNANSWERED]
        texts = desk.out(store, [*(card.record.title for card in found.chosen), *gaps])
        desk.note("portfolio", What.GIVEN, [card.record.id for card in found.chosen])
    good = (FitLevel.STRONG, FitLevel.WORKABLE)
    return StoryPortfolio(
        stories=len(found.stories),
        prepare=[
            Prepared(
                id=card.record.id, title=title, answers=sum(fit.level in good for fit in found.fits[row])
            )
            for row, card, title in zip(found.portfolio.chosen, found.chosen, texts, strict=False)
        ],
        coverage=round(found.portfolio.share, 4),
        unanswered=texts[len(found.chosen) :],
    )


def _ask_entry(
    call: Call,
    text: str,
    mistake: str | None,
    lesson: str | None,
    cause: str | None,
    tags: list[str],
    day: str | None,
) -> object:
    return question(call, "log_entry", EntryDraft(text, mistake, lesson, cause, tuple(tags), day))


def log_entry(
    call: Call,
    text: Annotated[str, Field(max_length=20_000, description="What happened, in the person's own words")],
    consent: Annotated[ElicitationResult[Consent], Resolve(_ask_entry)],
    mistake: Said = None,
    lesson: Said = None,
    cause: Annotated[
        str | None, Field(max_length=5_000, description="The root cause that the person owns")
    ] = None,
    tags: Annotated[list[str], Field(max_length=20)] = [],  # noqa: B006
    day: Annotated[
        str | None, Field(max_length=50, description="2026-05-01, yesterday, last Friday; null for today")
    ] = None,
) -> Written:
    """Propose a journal entry. The person sees all of it and is asked; nothing is written without their yes."""
    draft = EntryDraft(text, mistake, lesson, cause, tuple(tags), day)
    return decided(desk_of(call), "log_entry", draft, consent)
