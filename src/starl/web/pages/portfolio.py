"""The portfolio: which story answers which question, the few to prepare, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from fastapi import HTTPException, Query, Request
from starlette.responses import HTMLResponse, Response

from starl.coach.fit import Fit, FitLevel
from starl.coach.portfolio import LARGEST
from starl.model.question import Question, Theme
from starl.practice.portfolio import SIZE, Overview, covered
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.overviews import overviews_of
from starl.web.pages.grid import ANSWERS, columns, question_rows, theme_rows
from starl.web.render import fragment, page
from starl.web.routers import page_router

router = page_router()
LEAST = 2
"""Stories to prepare at least; the specification says 2-3."""
GAPS = 6
"""Gaps that are shown at first."""
Size = Annotated[int, Query(ge=LEAST, le=LARGEST)]
Start = Annotated[int, Query(ge=0, le=100_000)]


class Share(NamedTuple):
    """A part of the bar of what is covered."""

    level: FitLevel
    number: int
    start: float
    """Per cent."""
    width: float


class Answer(NamedTuple):
    """A question, and how a story answers it."""

    question: Question
    fit: Fit


@router.get("/portfolio")
def show(
    request: Request,
    size: Size = SIZE,
    start: Start = 0,
    theme: Theme | None = None,
    gaps: Annotated[str, Query(pattern="^(all)?$")] = "",
) -> Response:
    """The overview. theme: the one that stands open in the grid."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now(), size)
    shown = columns(found, start)
    order = sorted(found.gaps, key=lambda gap: (not gap.suggestions, gap.best is None))
    numbers = covered(found)
    return page(
        request,
        "portfolio.html",
        found=found,
        size=size,
        sizes=range(LEAST, LARGEST + 1),
        columns=shown,
        rows=theme_rows(found, shown.shown),
        open=theme and theme.value,
        questions=question_rows(found, shown.shown, theme) if theme else [],
        shares=_shares(found, numbers),
        answered=sum(numbers[level] for level in ANSWERS),
        strong=numbers[FitLevel.STRONG],
        gaps=order if gaps else order[:GAPS],
        hidden=0 if gaps else max(0, len(order) - GAPS),
    )


@router.get("/portfolio/theme/{theme}")
def unfolded(
    request: Request, theme: Theme, size: Size = SIZE, start: Start = 0, opened: bool = True
) -> Response:
    """A theme's part of the grid, question by question or not, for a script."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now(), size)
    shown = columns(found, start)
    row = next((row for row in theme_rows(found, shown.shown) if row.key == theme.value), None)
    if row is None:
        raise HTTPException(404, "There is no question of this theme.")
    return HTMLResponse(
        fragment(
            request,
            "portfolio_theme.html",
            row=row,
            open=theme.value if opened else None,
            questions=question_rows(found, shown.shown, theme) if opened else [],
            size=size,
            columns=shown,
        )
    )


@router.get("/portfolio/fit/{slug}")
def story(request: Request, slug: str) -> Response:
    """How a story answers each question."""
    found, row = _the_row(request, slug)
    return page(
        request,
        "portfolio_story.html",
        card=found.stories[row],
        themes=list(_by_theme(found, row)),
        answered=sum(fit.level in ANSWERS for fit in found.fits[row]),
        total=len(found.questions),
    )


@router.get("/portfolio/fit/{slug}/{question}")
def fit(request: Request, slug: str, question: str) -> Response:
    """How a story answers one question."""
    found, row = _the_row(request, slug)
    column = next((at for at, asked in enumerate(found.questions) if asked.id == question), None)
    if column is None:
        raise HTTPException(404, "There is no such question.")
    best = found.best(column)
    return page(
        request,
        "portfolio_fit.html",
        card=found.stories[row],
        question=found.questions[column],
        fit=found.fits[row][column],
        better=found.stories[best] if best is not None and best != row else None,
    )


def _the_row(request: Request, slug: str) -> tuple[Overview, int]:
    journal = journal_of(request)
    with journal.open() as store:
        record = the_story(store, slug)
        found = overviews_of(request).of(store, journal.now())
    row = next((at for at, card in enumerate(found.stories) if card.record.id == record.id), None)
    if row is None:
        raise HTTPException(404, "This story is in the archive.")
    return found, row


def _by_theme(found: Overview, row: int) -> Iterator[tuple[str, list[Answer]]]:
    for theme in Theme:
        answers = [
            Answer(question, found.fits[row][at])
            for at, question in enumerate(found.questions)
            if question.theme is theme
        ]
        answers.sort(key=lambda answer: -answer.fit.score)
        if answers:
            yield theme.value, answers


def _shares(found: Overview, numbers: dict[FitLevel, int]) -> list[Share]:
    shares, at = [], 0.0
    for level, number in numbers.items():
        width = 100 * number / len(found.questions) if found.questions else 0.0
        shares.append(Share(level, number, round(at, 2), round(width, 2)))
        at += width
    return shares
