"""The bank of questions: to look through, to add to, and one of them in full."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import File, Form, HTTPException, Query, Request, UploadFile
from starlette.responses import Response

from starl.coach.fit import Fit, FitLevel
from starl.model.interview import Went
from starl.model.question import Question, Theme
from starl.practice.portfolio import Overview
from starl.practice.question_file import LONGEST, write_questions
from starl.practice.questions import (
    Value,
    add,
    add_value,
    bank,
    question_of_day,
    remove,
    take_in_bytes,
)
from starl.practice.story_card import StoryCard
from starl.store.words import fold
from starl.web.journal import journal_of
from starl.web.overviews import overviews_of
from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.words import many

router = page_router()
PAGE = 40
"""Questions on a page."""
RANKED = 8
"""Stories named for a question at most."""
LARGEST_FILE = 256 << 10
"""Bytes of a file of questions at most."""
Words = Annotated[str, Query(max_length=200)]


class Asked(NamedTuple):
    """A question in the list, with the story that answers it best."""

    question: Question
    fit: Fit | None
    card: StoryCard | None


class Ranked(NamedTuple):
    """A story, and how it answers the question."""

    fit: Fit
    card: StoryCard


@router.get("/questions")
def index(
    request: Request,
    q: Words = "",
    theme: Theme | None = None,
    own: bool = False,
    value: bool = False,
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
    draw: bool = False,
) -> Response:
    """The list. own: only the person's. value: only those of companies' values. draw: one of them, by chance."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now())
    columns = [
        at
        for at, question in enumerate(found.questions)
        if (theme is None or question.theme is theme)
        and (not own or question.own)
        and (not value or question.value)
        and says(question, q)
    ]
    if draw and columns:
        return back_to(f"/questions/{found.questions[random.choice(columns)].id}")  # noqa: S311 (no secret)
    return page(
        request,
        "questions.html",
        asked=[_asked(found, at) for at in columns[start : start + PAGE]],
        count=len(columns),
        total=len(found.questions),
        start=start,
        step=PAGE,
        q=q,
        theme=theme and theme.value,
        own=own,
        value=value,
        themes=[item.value for item in Theme],
        mine=any(question.own for question in found.questions),
        daily=question_of_day(found.questions, journal.today()),
        longest=LONGEST,
    )


@router.get("/questions.toml")
def file(request: Request) -> Response:
    """The person's own questions, those of values among them, as a file that can be taken in elsewhere."""
    with journal_of(request).open() as store:
        own = [question for question in bank(store) if question.own]
    if not own:
        raise HTTPException(404, "There is no question of your own to write.")
    return Response(
        write_questions(own),
        media_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="questions.toml"'},
    )


@router.post("/questions")
def put(
    request: Request,
    text: Annotated[str, Form(max_length=LONGEST)],
    theme: Annotated[Theme, Form()] = Theme.FAILURE,
    listens_for: Annotated[str, Form(max_length=LONGEST)] = "",
    follow_ups: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Adds one of the person's own. follow_ups: one on a line."""
    lines = [line for line in follow_ups.splitlines() if line.strip()]
    with journal_of(request).open() as store:
        question = add(store, text, theme, listens_for=listens_for, follow_ups=lines)
    return back_to(f"/questions/{question.id}", request, "Added. Below is how your stories answer it.")


@router.post("/questions/values")
def put_value(
    request: Request,
    name: Annotated[str, Form(max_length=80)],
    description: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Adds a company's value, as the question that asks for it."""
    with journal_of(request).open() as store:
        question = add_value(store, Value(name, description))
    return back_to(f"/questions/{question.id}", request, "Added. Below is how your stories answer it.")


@router.post("/questions/import")
def take(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Takes in a TOML file, all of it or nothing."""
    data = file.file.read(LARGEST_FILE + 1)
    name = (file.filename or "the file")[:100]
    if len(data) > LARGEST_FILE:
        raise HTTPException(
            413, f"{name} is larger than {LARGEST_FILE >> 10} kB, the most for a file of questions."
        )
    with journal_of(request).open() as store:
        taken = take_in_bytes(store, data, name)
    known = f", {taken.known} already there" if taken.known else ""
    return back_to("/questions?own=true", request, f"Taken in: {many(taken.added, 'question')}{known}.")


@router.post("/questions/{identifier}/remove")
def drop(request: Request, identifier: str) -> Response:
    """Removes one of the person's own, or a value."""
    with journal_of(request).open() as store:
        if all(question.id != identifier for question in bank(store)):
            raise HTTPException(404, "There is no such question.")
        gone = remove(store, identifier)
    return back_to("/questions?own=true", request, f"Removed: “{gone.text}”")


@router.get("/questions/{identifier}")
def show(request: Request, identifier: str) -> Response:
    """One question, and the stories for it."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now())
        told = store.uses.select(question=identifier, limit=RANKED)
        names = store.stories.among(use.story for use in told)
    column = next((at for at, question in enumerate(found.questions) if question.id == identifier), None)
    if column is None:
        raise HTTPException(404, "There is no such question.")
    ranked = _ranked(found, column)
    near = [item for item in ranked if item.fit.level is not FitLevel.GAP]
    return page(
        request,
        "question.html",
        question=found.questions[column],
        ranked=near[:RANKED],
        stories=len(found.stories),
        choices=[item.card.record for item in ranked],
        uses=[(use, names.get(use.story)) for use in told],
        wents=list(Went),
        gap=next((gap for gap in found.gaps if gap.column == column), None),
        before=found.questions[column - 1] if column else None,
        after=found.questions[column + 1] if column + 1 < len(found.questions) else None,
    )


def says(question: Question, words: str) -> bool:
    """Whether all of these words stand in the question, in what it listens for, or in its follow-ups."""
    wanted = fold(words).split()
    if not wanted:
        return True
    text = fold(" ".join((question.id, question.text, question.listens_for, *question.follow_ups)))
    return all(word in text for word in wanted)


def _asked(found: Overview, column: int) -> Asked:
    row = found.best(column)
    if row is None or found.fits[row][column].level is FitLevel.GAP:
        return Asked(found.questions[column], None, None)
    return Asked(found.questions[column], found.fits[row][column], found.stories[row])


def _ranked(found: Overview, column: int) -> Sequence[Ranked]:
    rows = sorted(range(len(found.stories)), key=lambda row: (-found.fits[row][column].score, row))
    return [Ranked(found.fits[row][column], found.stories[row]) for row in rows]
