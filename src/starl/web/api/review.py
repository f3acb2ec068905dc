"""Spaced review over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Query, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from starl.model.practice import Card, CardKind, Rating
from starl.practice.cues import cue_of
from starl.practice.deck import due, fill
from starl.practice.grading import grade, read_today, take_back
from starl.practice.scheduling import intervals
from starl.store.store import Store
from starl.web.api.answers import Refusal
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("review")
ID = "^[0-9a-z]{1,40}$"
CardId = Annotated[str, Path(pattern=ID)]
Skipped = Annotated[list[Annotated[str, Field(pattern=ID)]], Query(max_length=500)]


class DueOut(BaseModel):
    """What is due today."""

    cards: dict[CardKind, int] = Field(description="How many of each kind.")
    improvements: int = Field(description="Improvements to look at.")
    next: dt.date | None = Field(description="When the next card is due, where none is now.")
    done: int = Field(description="Cards reviewed today that do not come back today.")


class AnswerOut(BaseModel):
    """A part of what to compare with."""

    name: str
    text: str


class CardOut(BaseModel):
    """A card with both sides."""

    id: str
    kind: CardKind
    item: str = Field(description="The id of the story or of the entry, or the name of the question.")
    due: dt.datetime
    title: str
    day: dt.date | None
    ask: str
    answer: list[AnswerOut]
    waits: dict[Literal["again", "hard", "good", "easy"], int] = Field(
        description="Seconds until it would come back, for each grade."
    )


class NextOut(BaseModel):
    """The card to show, and how far the day is."""

    card: CardOut | None = Field(description="null where none is left.")
    done: int
    left: int


class Grade(BaseModel):
    """How well it was recalled."""

    model_config = ConfigDict(extra="forbid")
    rating: Literal[1, 2, 3, 4] = Field(description="1 again, 2 hard, 3 good, 4 easy.")
    duration: int | None = Field(None, ge=0, le=86_400_000, description="Milliseconds that it took.")
    due: AwareDatetime | None = Field(
        None, description="When the card as it was shown was due; refused with 409 where it was graded since."
    )


class GradedOut(BaseModel):
    """The memory of a card after a review."""

    id: str
    due: dt.datetime
    state: Literal["learning", "review", "relearning"]
    stability: float | None = Field(description="Days until the chance of recall falls to 90 %.")
    difficulty: float | None = Field(description="1..10.")

    @classmethod
    def of(cls, card: Card) -> GradedOut:
        """What is told of a card."""
        state: Any = card.state.name.lower()
        return cls(
            id=card.id, due=card.due, state=state, stability=card.stability, difficulty=card.difficulty
        )


def _card_out(store: Store, card: Card, now: dt.datetime) -> CardOut:
    cue = cue_of(store, card)
    waits: Any = {
        rating.name.lower(): round(time.total_seconds()) for rating, time in intervals(card, now).items()
    }
    return CardOut(
        id=card.id, kind=card.kind, item=card.item, due=card.due, title=cue.title, day=cue.day, ask=cue.ask,
        answer=[AnswerOut(name=name, text=text) for name, text in cue.answer], waits=waits,
    )  # fmt: skip


@router.get("/review", summary="What is due today")
def overview(request: Request) -> DueOut:
    """As `starl due --format json`; lessons and stories become cards here too."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        fill(store, now)
        found = due(store, now)
        done = len(read_today(store, now).done)
    cards = {kind: found.cards.get(kind, 0) for kind in CardKind}
    return DueOut(cards=cards, improvements=found.improvements, next=found.next, done=done)


@router.get("/review/next", summary="The card that is due first")
def following(request: Request, skip: Skipped = []) -> NextOut:  # noqa: B006
    """With its cue and what to compare with. skip: ids of cards to leave out."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        fill(store, now)
        day = read_today(store, now, skip)
        card = store.cards.get(day.waiting[0]) if day.waiting else None
        shown = _card_out(store, card, now) if card else None
    return NextOut(card=shown, done=len(day.done), left=len(day.waiting))


@router.post(
    "/review/cards/{card}/grade",
    response_model=GradedOut,
    responses={409: {"model": Refusal, "description": "The card was graded since it was shown."}},
    summary="Grade a card",
)
def graded(request: Request, card: CardId, given: Grade) -> Any:
    """The card as it is after that."""
    journal = journal_of(request)
    with journal.open() as store, store.transaction():
        found = store.cards.get(card)
        if found is None:
            raise HTTPException(404, "there is no such card")
        if given.due is not None and given.due != found.due:
            return JSONResponse({"detail": "the card was graded since it was shown"}, 409)
        return GradedOut.of(grade(store, found, Rating(given.rating), journal.now(), given.duration))


@router.post(
    "/review/undo",
    response_model=GradedOut,
    responses={409: {"model": Refusal, "description": "Nothing was reviewed today."}},
    summary="Take the last grade of today back",
)
def undo(request: Request) -> Any:
    """The card as it was before."""
    journal = journal_of(request)
    with journal.open() as store:
        card = take_back(store, journal.now())
    if card is None:
        return JSONResponse({"detail": "nothing was reviewed today, so there is nothing to take back"}, 409)
    return GradedOut.of(card)
