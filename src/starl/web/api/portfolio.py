"""The portfolio over HTTP: which story answers which question, the few to prepare, what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import BaseModel, Field

from starl.coach.fit import FitLevel
from starl.coach.portfolio import LARGEST
from starl.model.question import Theme
from starl.practice.portfolio import SIZE
from starl.web.journal import journal_of
from starl.web.overviews import overviews_of
from starl.web.routers import api_router

router = api_router("portfolio")


class UsageOut(BaseModel):
    times: int
    last: dt.date | None
    companies: list[str]
    twice: list[str] = Field(description="Companies that heard it more than once.")
    overused: bool


class FreshnessOut(BaseModel):
    """Days since; null where there is no such day."""

    event: int | None
    revision: int
    review: int | None


class CardOut(BaseModel):
    """What is said of a story."""

    slug: str
    title: str
    skills: list[str]
    skills_suggested: bool = Field(description="Whether the coach found them, and not the person.")
    insight: str | None
    insight_question: str | None
    usage: UsageOut
    freshness_days: FreshnessOut


class ChosenOut(BaseModel):
    """A story to prepare."""

    slug: str
    adds: float = Field(description="Of 1: what it adds to those before it.")


class FitOut(BaseModel):
    slug: str
    level: FitLevel
    score: float
    why: str
    span: tuple[int, int] | None = Field(description="Code points in the newest text.")


class QuestionFits(BaseModel):
    """A question, and how the stories of this page answer it."""

    question: str
    theme: Theme
    text: str
    fits: list[FitOut]


class SuggestionOut(BaseModel):
    kind: Literal["entry", "experience"]
    id: str
    date: dt.date
    title: str
    strength: float


class GapOut(BaseModel):
    """A question without a workable story."""

    question: str
    nearest: str | None = Field(description="The short name of the story that is a stretch for it.")
    suggestions: list[SuggestionOut]


class PortfolioOut(BaseModel):
    """The portfolio as it stands."""

    chosen: list[ChosenOut]
    coverage: float = Field(description="Of 1, which is a strong answer to every question.")
    optimal: bool = Field(description="Whether no other set of this size is worth more, proven.")
    total: int = Field(description="How many stories there are.")
    stories: list[CardOut] = Field(description="Those of this page.")
    questions: list[QuestionFits]
    gaps: list[GapOut]


@router.get("/portfolio", summary="Which story answers which question, and the few to prepare")
def show(
    request: Request,
    size: Annotated[int, Query(ge=1, le=LARGEST)] = SIZE,
    theme: Theme | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> PortfolioOut:
    """The matrix has the stories of the page, the one saved last first; what is chosen and missing is said of all."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now(), size)
    slugs = [card.record.slug for card in found.stories]
    rows = range(len(slugs))[offset : offset + limit]
    chosen = found.portfolio
    return PortfolioOut(
        chosen=[
            ChosenOut(slug=slugs[row], adds=round(gain / chosen.most, 4))
            for row, gain in zip(chosen.chosen, chosen.gains, strict=True)
        ],
        coverage=round(chosen.share, 4),
        optimal=chosen.optimal,
        total=len(slugs),
        stories=[
            CardOut(
                slug=card.record.slug,
                title=card.record.title,
                skills=list(card.skills),
                skills_suggested=card.skills_suggested,
                insight=card.insight,
                insight_question=card.insight_question,
                usage=UsageOut(
                    times=card.usage.times,
                    last=card.usage.last,
                    companies=list(card.usage.companies),
                    twice=list(card.usage.twice),
                    overused=card.usage.overused,
                ),
                freshness_days=FreshnessOut(**card.freshness._asdict()),
            )
            for card in (found.stories[row] for row in rows)
        ],
        questions=[
            QuestionFits(
                question=question.id,
                theme=question.theme,
                text=question.text,
                fits=[FitOut(slug=slugs[row], **found.fits[row][at]._asdict()) for row in rows],
            )
            for at, question in enumerate(found.questions)
            if theme is None or question.theme is theme
        ],
        gaps=[
            GapOut(
                question=gap.question.id,
                nearest=None if gap.best is None else slugs[gap.best],
                suggestions=[
                    SuggestionOut(
                        kind="entry" if item.kind.value == "entry" else "experience",
                        id=item.id,
                        date=item.date,
                        title=item.title,
                        strength=item.strength,
                    )
                    for item in gap.suggestions
                ],
            )
            for gap in found.gaps
            if theme is None or gap.question.theme is theme
        ],
    )
