"""The bank of questions and the values of companies over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from starl.model.question import Question, Signal, Theme
from starl.practice.question_file import LONGEST
from starl.practice.questions import Value, add, add_value, bank, question_for, remove, values
from starl.store.store import Store
from starl.web.journal import journal_of
from starl.web.pages.questions import says
from starl.web.routers import api_router

router = api_router("questions")
Identifier = Annotated[str, Path(max_length=LONGEST)]


class QuestionOut(BaseModel):
    """A question of the bank."""

    id: str
    text: str
    theme: Theme
    listens_for: str
    follow_ups: list[str]
    about: list[list[str]] = Field(description="One topic of each list is what a story must tell of.")
    wants: list[Signal]
    value: str | None
    own: bool

    @classmethod
    def of(cls, question: Question) -> QuestionOut:
        """What is told of a question."""
        return cls(
            id=question.id,
            text=question.text,
            theme=question.theme,
            listens_for=question.listens_for,
            follow_ups=list(question.follow_ups),
            about=[list(group) for group in question.about],
            wants=list(question.wants),
            value=question.value,
            own=question.own,
        )


class NewQuestion(BaseModel):
    """A question of the person's own."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONGEST)
    theme: Theme = Theme.FAILURE
    listens_for: str = Field("", max_length=LONGEST)
    follow_ups: list[Annotated[str, Field(max_length=LONGEST)]] = Field(default=[], max_length=12)


class NewValue(BaseModel):
    """What a company says it stands for."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=80)
    description: str = Field("", max_length=LONGEST)


class ValueOut(BaseModel):
    """A value, and the question that asks for it."""

    name: str
    description: str
    question: str = Field(description="The id of its question; removing that removes the value.")


@router.get("/questions", summary="The bank of questions")
def index(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="Words that all stand in it.")] = "",
    theme: Theme | None = None,
    own: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[QuestionOut]:
    """Those that come with starl by theme, then the person's own, then those of values."""
    with journal_of(request).open() as store:
        found = [item for item in bank(store, theme) if (item.own or not own) and says(item, q)]
    return [QuestionOut.of(question) for question in found[offset : offset + limit]]


@router.post("/questions", status_code=201, summary="Add a question of one's own")
def put(request: Request, new: NewQuestion) -> QuestionOut:
    """With the id that was made for it."""
    with journal_of(request).open() as store:
        question = add(
            store,
            new.text,
            new.theme,
            listens_for=new.listens_for,
            follow_ups=[one for one in new.follow_ups if one.strip()],
        )
    return QuestionOut.of(question)


@router.delete("/questions/{identifier}", status_code=204, summary="Remove a question of one's own")
def drop(request: Request, identifier: Identifier) -> None:
    """One that comes with starl cannot be removed."""
    with journal_of(request).open() as store:
        _remove(store, identifier, [question.id for question in bank(store)])


@router.get("/values", summary="The values of companies")
def kept(request: Request) -> list[ValueOut]:
    """In the order in which they were added."""
    with journal_of(request).open() as store:
        return [_value(value) for value in values(store)]


@router.post("/values", status_code=201, summary="Add a company's value")
def put_value(request: Request, new: NewValue) -> ValueOut:
    """In place of one of the same name."""
    with journal_of(request).open() as store:
        question = add_value(store, Value(new.name, new.description))
        return next(_value(value) for value in values(store) if question_for(value).id == question.id)


@router.delete("/values/{identifier}", status_code=204, summary="Remove a company's value")
def drop_value(request: Request, identifier: Identifier) -> None:
    """By the id of its question."""
    with journal_of(request).open() as store:
        _remove(store, identifier, [question_for(value).id for value in values(store)])


def _remove(store: Store, identifier: str, known: list[str]) -> None:
    if identifier not in known:
        raise HTTPException(404, "there is no such question")
    remove(store, identifier)


def _value(value: Value) -> ValueOut:
    return ValueOut(name=value.name, description=value.description, question=question_for(value).id)
