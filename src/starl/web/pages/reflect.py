"""Reflecting on a failure: one question at a time, every answer kept as it is given."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from starl.errors import StarlError
from starl.model.journal import Entry, Experience
from starl.practice.drafts import drafts, drop_draft, keep_draft
from starl.practice.reflected import begin, keep, keep_story
from starl.practice.reflection import CLEAR, Answer, Reflection, Subject
from starl.store.store import Store
from starl.web.entries import plain_breaks, the_entry, the_experience, trouble
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
NEW = "new"
"""Stands for the record of a reflection on something that is not in the journal yet."""
STAGES = (
    ("What happened", ("mistake", "day", "situation", "task", "action", "result", "learning")),
    ("Why", ("why", "own", "mine")),
    ("From weakness to strength", ("weakness", "lesson", "change", "due")),
)


def _subject(store: Store, record: str) -> Entry | Experience | None:
    """What is reflected on; None for something new. Raises 404 where it is not there, or in the bin."""
    if record == NEW:
        return None
    try:
        entry = the_entry(store, record)
    except HTTPException:
        return the_experience(store, record)
    if entry.binned:
        raise HTTPException(404, "This entry is in the bin. Take it out to reflect on it.")
    return entry


def _draft(store: Store, about: Entry | Experience | None) -> Reflection | None:
    """The unfinished reflection on it, the newest one."""
    for draft in drafts(store):
        new = draft.subject is Subject.NEW
        if (new and about is None) or (about is not None and draft.record == about.id):
            return draft
    return None


def _stage(key: str | None) -> int:
    """The number of the stage in which a question is asked; after the last one where all was asked."""
    if key is None:
        return len(STAGES)
    return next(at for at, (_, keys) in enumerate(STAGES) if key.rstrip("12345") in keys)


def _page(
    request: Request,
    record: str,
    about: Entry | Experience | None,
    reflection: Reflection,
    said: str | None = None,
    given: str | None = None,
) -> HTMLResponse:
    question = reflection.question
    values: dict[str, Any] = {
        "record": record,
        "about": about,
        "is_entry": isinstance(about, Entry),
        "reflection": reflection,
        "question": question,
        "asked": reflection.asked,
        "stages": [name for name, _ in STAGES],
        "stage": _stage(question.key if question else None),
        "trouble": said,
        "given": given if given is not None else (question.suggestion if question else "") or "",
        "takes": question.takes.name if question else "",
    }
    return page(request, "reflect.html", 200 if said is None else 400, **values)


@router.get("/journal/{record}/reflect")
def reflect(request: Request, record: str) -> Response:
    """The question that is next."""
    with journal_of(request).open() as store:
        about = _subject(store, record)
        reflection = _draft(store, about) or begin(store, about)
    return _page(request, record, about, reflection)


@router.post("/journal/{record}/reflect")
def answer(
    request: Request,
    record: str,
    text: Annotated[str, Form(max_length=20_000)] = "",
    step: Annotated[int, Form(ge=0, le=100)] = 0,
    do: Annotated[str, Form(max_length=10)] = "answer",
) -> Response:
    """Takes an answer. do: `answer`, `skip`, `back`, or `anew`, which throws the answers away.

    step: how many answers there were when the question was shown; one that was answered elsewhere is not answered twice.
    """
    here = f"/journal/{record}/reflect"
    text = plain_breaks(text).strip()
    with journal_of(request).open() as store:
        about = _subject(store, record)
        reflection = _draft(store, about) or begin(store, about)
        question = reflection.question
        if do == "anew":
            drop_draft(store, reflection)
            return back_to(here, request, "Those answers are gone. From the beginning, then.")
        if len(reflection.answers) != step or (question is None and do != "back"):
            return back_to(here, request, "This question was answered already; here is the next one.")
        if do == "back":
            reflection = reflection.back()
        else:
            blank = do == "skip" or (not text and question and question.takes is not Answer.YES_NO)
            try:
                reflection = reflection.answer(CLEAR if blank else text, journal_of(request).today())
            except StarlError as error:
                return _page(request, record, about, reflection, trouble(error), text)
        keep_draft(store, reflection)
    return back_to(here)


@router.post("/journal/{record}/reflect/keep")
def finish(request: Request, record: str, story: Annotated[bool, Form()] = False) -> Response:
    """Keeps the entry, the improvement and perhaps a story."""
    with journal_of(request).open() as store:
        about = _subject(store, record)
        reflection = _draft(store, about)
        if reflection is None or reflection.question is not None:
            return back_to(
                f"/journal/{record}/reflect", request, "There are questions left; each may be skipped."
            )
        if not reflection.told:
            drop_draft(store, reflection)
            return back_to("/journal", request, "Nothing was answered, so nothing is kept.")
        kept = keep(store, reflection)
        told = keep_story(store, reflection, kept) if story else None
    due = kept.improvement.due if kept.improvement else None
    said = "Your reflection is kept." + (f" On {due.isoformat()} starl asks whether it held." if due else "")
    return back_to(f"/stories/{told.slug}" if told else f"/journal/{kept.entry.id}", request, said)
