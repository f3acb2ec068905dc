"""Entries over HTTP."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated, Any

from fastapi import HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from starl.capture.entry_file import says_something
from starl.capture.noting import add, noted
from starl.capture.tags import joined
from starl.model.journal import Entry, EntryFilter
from starl.web.entries import LONGEST, the_entry
from starl.web.journal import journal_of
from starl.web.routers import api_router

router = api_router("journal")
Id = Annotated[str, Path(max_length=40, description="The whole id.")]
Prose = Annotated[str, StringConstraints(max_length=10_000)]
Line = Annotated[str, StringConstraints(max_length=200)]
Tags = Annotated[list[Line], Field(max_length=100)]


class EntryOut(BaseModel):
    """An entry."""

    id: str
    created: dt.datetime
    updated: dt.datetime
    date: dt.date
    at: str | None = Field(description="The time of that day where it is known, local, such as 15:30:00.")
    text: str
    mistake: str | None
    lesson: str | None
    cause: str | None
    tags: list[str]
    mood: str | None
    project: str | None
    attachments: list[str] = Field(description="Paths of files; they stay where they are.")
    applied: dt.date | None = Field(description="Since when the lesson is lived by.")
    binned: dt.datetime | None = Field(description="When it was thrown into the bin.")

    @classmethod
    def of(cls, entry: Entry) -> EntryOut:
        """What is told of an entry."""
        return cls(
            id=entry.id,
            created=entry.created,
            updated=entry.updated,
            date=entry.date,
            at=entry.at.isoformat() if entry.at else None,
            text=entry.text,
            mistake=entry.mistake,
            lesson=entry.lesson,
            cause=entry.cause,
            tags=list(entry.tags),
            mood=entry.mood,
            project=entry.project,
            attachments=list(entry.attachments),
            applied=entry.applied,
            binned=entry.binned,
        )


class _Words(BaseModel):
    """What a person may say of an entry."""

    model_config = ConfigDict(extra="forbid")
    mistake: Prose | None = None
    lesson: Prose | None = None
    cause: Prose | None = None
    mood: Line | None = None
    project: Line | None = None


class NewEntry(_Words):
    """An entry to take down; `#tags` in its text become tags."""

    text: str = Field("", max_length=LONGEST)
    when: str | None = Field(
        None,
        max_length=60,
        description='Such as "last friday", "yesterday 15:30" or 2026-04-24; null is now.',
    )
    tags: Tags = []

    @model_validator(mode="after")
    def _something(self) -> NewEntry:
        if not any(said and said.strip() for said in (self.text, self.mistake, self.lesson, self.cause)):
            raise ValueError("an entry needs a text, a mistake, a lesson or a cause")
        return self


class Changes(_Words):
    """What becomes different; a field that is not named stays, null empties it."""

    text: str | None = Field(None, max_length=LONGEST)
    date: dt.date | None = None
    tags: Tags | None = None
    applied: dt.date | None = Field(None, description="Since when the lesson is lived by; null: not yet.")


class TagOut(BaseModel):
    """A tag."""

    tag: str = Field(description="In lower case.")
    entries: int


@router.get("/entries", summary="The entries, the newest day first")
def index(
    request: Request,
    tag: Annotated[list[Line], Query(max_length=20, description="Having all of these.")] = [],  # noqa: B006
    since: dt.date | None = None,
    until: dt.date | None = None,
    project: Annotated[str | None, Query(max_length=200)] = None,
    lesson: Annotated[bool | None, Query(description="Whether a lesson is written down.")] = None,
    applied: Annotated[bool | None, Query(description="Whether the lesson is lived by.")] = None,
    binned: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[EntryOut]:
    """Those that pass all conditions."""
    which = EntryFilter(
        joined(tag), since, until, project, lesson=lesson, applied=applied, binned=binned
    )  # fmt: skip
    with journal_of(request).open() as store:
        return [EntryOut.of(entry) for entry in store.entries.select(which, limit, offset)]


@router.post("/entries", status_code=201, summary="Take down what happened")
def create(request: Request, new: NewEntry) -> EntryOut:
    """The entry as it was kept."""
    said = new.model_dump(exclude={"text", "when", "tags"})
    entry = noted(new.text.strip(), journal_of(request).now(), said=new.when, tags=new.tags, **said)
    with journal_of(request).open() as store:
        return EntryOut.of(add(store, entry))


@router.get("/entries/{identifier}", summary="An entry")
def show(request: Request, identifier: Id) -> EntryOut:
    """In the bin or outside of it."""
    with journal_of(request).open() as store:
        return EntryOut.of(the_entry(store, identifier))


@router.patch("/entries/{identifier}", summary="Change an entry")
def change(request: Request, identifier: Id, changes: Changes) -> EntryOut:
    """The entry as it now is. Its day cannot lie ahead, and something must be left in it."""
    wanted: dict[str, Any] = changes.model_dump(exclude_unset=True)
    today = journal_of(request).today()
    for name in ("date", "applied"):
        if wanted.get(name) is not None and wanted[name] > today:
            raise HTTPException(422, f"{name}: this day is still to come")
    if wanted.get("date", today) is None:
        raise HTTPException(422, "date: an entry needs a day")
    if "tags" in wanted:
        wanted["tags"] = joined(wanted["tags"] or ())
    if "text" in wanted:
        wanted["text"] = wanted["text"] or ""
    with journal_of(request).open() as store, store.transaction():
        changed = replace(the_entry(store, identifier), **wanted)
        if not says_something(changed):
            raise HTTPException(422, "there is nothing left in it; DELETE throws it into the bin")
        return EntryOut.of(store.entries.update(changed))


@router.delete("/entries/{identifier}", summary="Throw an entry into the bin")
def throw(request: Request, identifier: Id) -> EntryOut:
    """From where it can be taken back; nothing is removed for good here."""
    with journal_of(request).open() as store:
        return EntryOut.of(store.entries.bin(the_entry(store, identifier).id))


@router.post("/entries/{identifier}/restore", summary="Take an entry out of the bin")
def restore(request: Request, identifier: Id) -> EntryOut:
    """The entry as it now is."""
    with journal_of(request).open() as store:
        return EntryOut.of(store.entries.restore(the_entry(store, identifier).id))


@router.get("/tags", summary="The tags of the entries, the most used first")
def tags(request: Request) -> list[TagOut]:
    """Outside of the bin."""
    with journal_of(request).open() as store:
        return [TagOut(tag=tag, entries=number) for tag, number in store.entries.tags().items()]
