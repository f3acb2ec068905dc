"""Stories over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import JSONResponse

from starl.capture.stories import new_record, save
from starl.errors import Conflict
from starl.model.story_record import StoryRecord
from starl.text.fields import fields
from starl.text.markdown import parse
from starl.text.writer import new_story
from starl.web.api.answers import Refusal
from starl.web.drafts import LONGEST, composed, the_story
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("stories")
Slug = Annotated[str, Path(max_length=80)]


class StoryOut(BaseModel):
    """A story's record."""

    slug: str
    title: str
    date: dt.date | None
    themes: list[str]
    revision: int
    created: dt.datetime
    updated: dt.datetime
    archived: bool
    score: int | None = Field(description="0..100, of the newest revision; null where it was not judged.")
    ready: bool

    @classmethod
    def of(cls, record: StoryRecord) -> StoryOut:
        """What is told of a record."""
        verdict = record.verdict
        return cls(
            slug=record.slug,
            title=record.title,
            date=record.date,
            themes=list(record.themes),
            revision=record.revision,
            created=record.created,
            updated=record.updated,
            archived=record.binned is not None,
            score=verdict.score if verdict else None,
            ready=bool(verdict and verdict.ready),
        )


class StoryText(StoryOut):
    """A story with its text."""

    text: str


class NewStory(BaseModel):
    """A story to begin: a title, or a text that has one."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field("", max_length=200)
    text: str = Field("", max_length=LONGEST)

    @model_validator(mode="after")
    def _something(self) -> NewStory:
        if not self.title.strip() and not self.text.strip():
            raise ValueError("a title or a text is needed")
        return self


class Saving(BaseModel):
    """A story's words: the whole text, or its boxes."""

    model_config = ConfigDict(extra="forbid")
    text: str | None = Field(None, max_length=LONGEST)
    boxes: dict[str, str] | None = Field(None, max_length=6)
    expected: int | None = Field(None, ge=0, le=1 << 30, description="The revision it was made from.")
    session: str | None = Field(
        None, max_length=40, pattern="^[a-z0-9]+$", description="Of an editor that saves by itself."
    )
    note: str = Field("", max_length=200)


class Saved(BaseModel):
    """What became of it."""

    revision: int
    updated: dt.datetime
    score: int | None
    ready: bool
    five: bool = Field(description="Whether it is in five sections.")


class Stale(Refusal):
    """Another revision is the newest by now; nothing was saved."""

    newest: int


@router.get("/stories", summary="The stories, the one saved last first")
def index(
    request: Request,
    archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[StoryOut]:
    """Their records, without the texts."""
    with journal_of(request).open() as store:
        found = store.stories.select(binned=archived, limit=limit, offset=offset)
    return [StoryOut.of(record) for record in found]


@router.post("/stories", status_code=201, summary="Begin a story")
def begin(request: Request, new: NewStory) -> StoryOut:
    """The story as it was saved."""
    text = new.text or new_story(new.title)
    with journal_of(request).open() as store:
        title = parse(text).title or new.title.strip() or "A story"
        return StoryOut.of(save(store, new_record(store, title), text))


@router.get("/stories/{slug}", summary="A story with its text")
def show(request: Request, slug: Slug) -> StoryText:
    """The newest revision."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
    return StoryText(**StoryOut.of(record).model_dump(), text=text)


@router.put(
    "/stories/{slug}",
    response_model=Saved,
    responses={409: {"model": Stale, "description": "Another revision is the newest by now."}},
    summary="Save a story's words as its next revision",
)
def put(request: Request, slug: Slug, saving: Saving) -> Any:
    """The revision that was made; of a session that saves by itself, the one that it goes on with."""
    if (saving.text is None) == (saving.boxes is None):
        raise HTTPException(422, "either the text or the boxes are needed")
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = saving.text
        if text is None:
            text = composed(store.stories.text(record.id), saving.boxes or {})
        try:
            saved = save(store, record, text, saving.note, expected=saving.expected, session=saving.session)
        except Conflict as conflict:
            return JSONResponse({"detail": str(conflict), "newest": conflict.newest}, 409)
    verdict = saved.verdict
    return Saved(
        revision=saved.revision,
        updated=saved.updated,
        score=verdict.score if verdict else None,
        ready=bool(verdict and verdict.ready),
        five=fields(text) is not None,
    )
