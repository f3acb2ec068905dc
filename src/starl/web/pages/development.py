"""Story development: a draft in 15 minutes, one part at a time, and how it compares with earlier ones."""

from __future__ import annotations

import json
from typing import Annotated, NamedTuple

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.capture.stories import new_record, save
from starl.coach.engine import check
from starl.errors import Conflict
from starl.model.attempt import Attempt, Exercise
from starl.model.story import Section
from starl.model.story_record import StoryRecord
from starl.practice import development
from starl.store.store import Store
from starl.text.fields import fields
from starl.text.markdown import parse
from starl.text.writer import new_story
from starl.web.drafts import LONGEST, composed, the_attempt, the_story
from starl.web.journal import journal_of
from starl.web.pages.boxes import boxes
from starl.web.pages.editor import boxes_sent, view_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
_NOTE = "story development"
"""The note of the revisions that the exercise makes."""
_DRAFTS = 12
_EARLIER = 30
"""Attempts that are listed and compared."""


class Row(NamedTuple):
    """An attempt in the table."""

    attempt: Attempt
    done: development.Attempt
    now: bool
    """Whether it is the one that is shown."""


class Dot(NamedTuple):
    """A score in the picture of the attempts, in its units."""

    x: float
    y: float
    score: int


@router.get("/exercises/story")
def choose(request: Request) -> Response:
    """What to write about."""
    with journal_of(request).open() as store:
        drafts = store.stories.select(limit=_DRAFTS)
        attempts = store.attempts.select(kind=Exercise.STORY_DEVELOPMENT, limit=8)
        told = [(each, store.stories.get(each.item)) for each in attempts]
    rows = [(each, record, _kept(each)) for each, record in told]
    return page(request, "development.html", drafts=drafts, rows=rows, steps=development.steps())


@router.get("/exercises/story/write")
def write(
    request: Request,
    title: Annotated[str, Query(max_length=200)] = "",
    story: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The five prompts and the clock."""
    said: dict[str, str] = {}
    record = None
    old = ""
    if story:
        with journal_of(request).open() as store:
            record = the_story(store, story)
            text = store.stories.text(record.id)
        if fields(text) is None:
            old = text
        else:
            said = {box.name: box.value for box in boxes(text)}
    title = record.title if record else " ".join(title.split())
    if not title:
        raise HTTPException(422, "A draft needs a title: in a few words, what went wrong?")
    steps = development.steps()
    plan = [
        {"section": step.section.value, "seconds": step.seconds, "pause": step.pause, "seeds": step.seeds}
        for step in steps
    ]
    return page(
        request,
        "development_write.html",
        title=title,
        story=record,
        old=old,
        said=said,
        steps=steps,
        plan=json.dumps(plan),
        minutes=development.SECONDS // 60,
        longest=LONGEST,
    )


@router.post("/exercises/story/write")
def keep(
    request: Request,
    said: Annotated[dict[str, str], Depends(boxes_sent)],
    title: Annotated[str, Form(max_length=200)] = "",
    story: Annotated[str, Form(max_length=80)] = "",
    revision: Annotated[int, Form(ge=0, le=1 << 30)] = 0,
    seconds: Annotated[str, Form(max_length=10, pattern=r"^\d{0,6}$")] = "",
) -> Response:
    """Saves the draft as a story or as its next revision, and keeps the attempt."""
    title = " ".join(title.split())
    if not any(value.strip() for value in said.values()):
        raise HTTPException(422, "Nothing was written yet. One sentence in one box is enough to begin.")
    with journal_of(request).open() as store, store.transaction():
        if story:
            record = the_story(store, story)
            text = _next(store.stories.text(record.id), record, said)
        elif title:
            record = new_record(store, title)
            text = composed(new_story(title), said)
        else:
            raise HTTPException(422, "A draft needs a title: in a few words, what went wrong?")
        conflict = None
        try:
            record = save(store, record, text, _NOTE, expected=revision if story else None)
        except Conflict as found:
            conflict = found
        attempt = store.attempts.add(
            Attempt(
                id=store.new_id(),
                created=store.now(),
                kind=Exercise.STORY_DEVELOPMENT,
                item=record.id,
                text=text,
                seconds=int(seconds) if seconds else None,
                verdict=development.as_kept(development.attempt(text)),
            )
        )
        if conflict is not None:
            return _beside(request, store, record, said, conflict.newest)
    return back_to(f"/exercises/story/results/{attempt.id}")


@router.get("/exercises/story/results/{identifier}")
def result(request: Request, identifier: str) -> Response:
    """What the coach says of a draft, beside earlier ones."""
    with journal_of(request).open() as store:
        attempt = the_attempt(store, identifier, Exercise.STORY_DEVELOPMENT)
        record = the_story(store, attempt.item)
        found = store.attempts.select(kind=Exercise.STORY_DEVELOPMENT, item=record.id, limit=_EARLIER)
        view = view_of(store, record, attempt.text, check(attempt.text))
    rows = [Row(each, _kept(each), each.id == attempt.id) for each in reversed(found)]
    mine = development.from_kept(attempt.text, attempt.verdict)
    earlier = [row.done for row in rows if row.attempt.id < attempt.id]
    return page(
        request,
        "development_result.html",
        **view,
        attempt=attempt,
        progress=development.compare(mine, earlier),
        rows=rows,
        dots=_dots([row.done for row in rows]),
        full=development.SECONDS,
    )


def _next(text: str, record: StoryRecord, said: dict[str, str]) -> str:
    """The text with what was written; one of another form is told anew, and stays in the history as it was."""
    if fields(text) is not None:
        return composed(text, said)
    themes = parse(text).themes
    return composed(new_story(record.title, themes=themes, date=record.date), said)


def _beside(
    request: Request, store: Store, record: StoryRecord, said: dict[str, str], newest: int
) -> Response:
    """Both texts, where another window saved the story meanwhile. The attempt is kept all the same."""
    theirs = {box.name: box.value for box in boxes(store.stories.text(record.id))}
    mine = [(section.value, said.get(section.value, "")) for section in Section]
    return page(
        request,
        "conflict.html",
        409,
        story=record,
        newest=newest,
        mine=mine,
        theirs={name: theirs.get(name, "") for name, _ in mine},
    )


def _kept(attempt: Attempt) -> development.Attempt:
    return development.from_kept(attempt.text, attempt.verdict)


def _dots(attempts: list[development.Attempt]) -> list[Dot]:
    """The scores as points in a picture of 300 by 100, the newest at the right."""
    scores = [each.verdict.score for each in attempts if each.verdict is not None]
    apart = 300 / max(1, len(scores) - 1)
    return [Dot(round(apart * at, 1), 100 - score, score) for at, score in enumerate(scores)]
