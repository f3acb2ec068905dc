"""Recordings that are to be turned into words, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Depends, File, Form, HTTPException, Path, Request, UploadFile
from pydantic import BaseModel, Field

from starl.model.hearing import ID, Hearing, Purpose, State, Wish
from starl.model.take import SpokenWord, TakeSource
from starl.web.access import limited
from starl.web.drafts import the_story
from starl.web.hearing import hearings_of
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("hearings")
Id = Annotated[str, Path(pattern=ID)]


class WordOut(BaseModel):
    """A word as it was heard."""

    text: str
    start: float = Field(description="Seconds since the recording began.")
    end: float
    probability: float = Field(description="0..1: how sure the recogniser was.")
    filler: bool = Field(description="Whether it is an um, uh and the like.")

    @classmethod
    def of(cls, word: SpokenWord) -> WordOut:
        """What is told of a word."""
        return cls(**word._asdict())


class HearingOut(BaseModel):
    """How far a recording is."""

    id: str
    created: dt.datetime
    name: str
    purpose: Purpose
    state: State = Field(
        description="unheard: left over from an earlier start, or waiting for another try; POST to `again` listens."
    )
    ahead: int = Field(description="How many recordings are listened to before it.")
    share: float = Field(description="How much was heard, 0..1.")
    said: str = Field(description="Why it failed, in plain words.")
    take: str | None = Field(description="The id of the take that came of it.")
    text: str | None = Field(description="What was said, where it was asked for and is done.")
    words: list[WordOut] = Field(description="The same word by word.")
    seconds: float | None = Field(description="Of the whole recording, where it is done.")
    engine: str = Field(description="What heard it.")

    @classmethod
    def of(cls, hearing: Hearing) -> HearingOut:
        """What is told of a hearing."""
        heard = hearing.transcript
        return cls(
            id=hearing.id,
            created=hearing.created,
            name=hearing.name,
            purpose=hearing.wish.purpose,
            state=hearing.state,
            ahead=hearing.ahead,
            share=hearing.share,
            said=hearing.said,
            take=hearing.take,
            text=heard.text if heard else None,
            words=[WordOut.of(word) for word in heard.words] if heard else [],
            seconds=heard.seconds if heard else None,
            engine=heard.engine if heard else "",
        )


class ReadyOut(BaseModel):
    """Whether recordings can be listened to."""

    ready: bool
    said: str = Field(description="Why not, and what to do.")


def the_hearing(request: Request, identifier: str) -> Hearing:
    """A hearing by its id. Raises 404 where there is none."""
    hearing = hearings_of(request).get(identifier)
    if hearing is None:
        raise HTTPException(404, "This recording was heard or thrown away already.")
    return hearing


@router.get("/speech", summary="Whether recordings can be turned into words here")
def ready(request: Request) -> ReadyOut:
    """What is missing is said in words."""
    said = hearings_of(request).ready()
    return ReadyOut(ready=not said, said=said)


@router.get("/hearings", summary="The recordings of which nothing came yet, the oldest first")
def index(request: Request) -> list[HearingOut]:
    """Those that wait, are listened to, were left over, or could not be understood."""
    return [HearingOut.of(hearing) for hearing in hearings_of(request).unfinished()]


@router.post(
    "/hearings",
    status_code=201,
    dependencies=[Depends(limited("60/minute"))],
    summary="Send a recording, to become a take of a story or only text",
)
def begin(
    request: Request,
    audio: Annotated[UploadFile, File(description="wav, mp3, m4a, webm, ogg or flac")],
    purpose: Annotated[Purpose, Form()] = Purpose.TEXT,
    story: Annotated[str, Form(max_length=80, description="Of a take: the slug of the story.")] = "",
    keep: Annotated[bool, Form(description="Of a take: whether the recording is kept with it.")] = False,
    source: Annotated[TakeSource, Form()] = TakeSource.RECORDED,
) -> HearingOut:
    """It is kept until it was heard, and listened to when those before it are done."""
    record = None
    if story:
        with journal_of(request).open() as store:
            record = the_story(store, story).id
    wish = Wish(purpose, record, keep=keep, source=source)
    return HearingOut.of(hearings_of(request).add(audio.file, audio.filename or "", wish))


@router.get("/hearings/{identifier}", summary="How far a recording is")
def show(request: Request, identifier: Id) -> HearingOut:
    """With the text where it was asked for and is done, or the id of the take."""
    return HearingOut.of(the_hearing(request, identifier))


@router.post("/hearings/{identifier}/stop", summary="Stop listening; the recording stays")
def stop(request: Request, identifier: Id) -> HearingOut:
    """How it stands then."""
    hearings_of(request).stop(the_hearing(request, identifier))
    return HearingOut.of(the_hearing(request, identifier))


@router.post(
    "/hearings/{identifier}/again",
    dependencies=[Depends(limited("60/minute"))],
    summary="Listen to a recording that was left over, stopped, or not understood",
)
def again(request: Request, identifier: Id) -> HearingOut:
    """How it stands then."""
    return HearingOut.of(hearings_of(request).again(the_hearing(request, identifier)))


@router.delete(
    "/hearings/{identifier}", status_code=204, summary="Stop listening and throw the recording away"
)
def drop(request: Request, identifier: Id) -> None:
    """A text that was fetched is thrown away with this as well; a take that came of it stays."""
    hearings_of(request).drop(the_hearing(request, identifier))
