"""The stories: all of them, and a new one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.capture.stories import new_record, save
from starl.capture.story_start import from_answer, from_entry, from_experience
from starl.practice import mocks
from starl.text.markdown import parse
from starl.text.writer import new_story
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
PAGE = 60
"""Stories on a page."""


@router.get("/stories")
def index(
    request: Request,
    theme: Annotated[str, Query(max_length=100)] = "",
    archived: bool = False,
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The list."""
    with journal_of(request).open() as store:
        found = store.stories.select([theme] if theme else [], binned=archived, limit=PAGE + 1, offset=start)
        themes = list(store.stories.themes().items())[:12]
    return page(
        request,
        "stories.html",
        stories=found[:PAGE],
        more=start + PAGE if len(found) > PAGE else None,
        start=start,
        themes=themes,
        theme=theme,
        archived=archived,
    )


@router.get("/stories/new")
def new(request: Request) -> Response:
    """How to begin."""
    with journal_of(request).open() as store:
        experiences = store.experiences.select(limit=8)
        entries = store.entries.select(limit=8)
    return page(request, "story_new.html", experiences=experiences, entries=entries)


@router.post("/stories/new")
def begin(
    request: Request,
    title: Annotated[str, Form(max_length=200)] = "",
    text: Annotated[str, Form(max_length=200_000)] = "",
    entry: Annotated[str, Form(max_length=40)] = "",
    experience: Annotated[str, Form(max_length=40)] = "",
    interview: Annotated[str, Form(max_length=40)] = "",
    answer: Annotated[int, Form(ge=0)] = 0,
    first: Annotated[bool, Form()] = False,
) -> Response:
    """Makes a story: from a title, from a text that is there already, from an entry, from an experience, or from an
    answer of a mock interview.
    """
    title = " ".join(title.split())
    with journal_of(request).open() as store:
        if entry:
            source = store.entries.get(entry)
            if source is None:
                raise HTTPException(404, "There is no such entry.")
            written = from_entry(source, title or None)
        elif experience:
            found = store.experiences.get(experience)
            if found is None:
                raise HTTPException(404, "There is no such experience.")
            written = from_experience(found, title or None)
            entry = found.entry or ""
        elif interview:
            kept = mocks.find(store, interview)
            if answer >= len(kept.mock.rounds) or not kept.mock.rounds[answer].text:
                raise HTTPException(404, "There is no such answer.")
            written = from_answer(kept.mock.rounds[answer].text, title or None)
        elif text.strip():
            written = text.replace("\r\n", "\n")
        elif title:
            written = new_story(title)
        else:
            raise HTTPException(422, "A story needs a title, or a text.")
        name = parse(written).title or title or "A story"
        record = new_record(store, name, entry=entry or None, experience=experience or None)
        saved = save(store, record, written)
    return back_to(f"/stories/{saved.slug}{'?first=true' if first else ''}")
