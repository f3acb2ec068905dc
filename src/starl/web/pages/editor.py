"""The story editor: five boxes, and a coach that reads along."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from starl.capture.stories import save
from starl.coach.engine import check
from starl.errors import Conflict
from starl.model.attempt import Exercise
from starl.model.dismissal import Dismissal
from starl.model.report import Level, Report, Tier
from starl.model.story import Section
from starl.model.story_record import StoryRecord
from starl.practice.cheat_sheet import CHAIN
from starl.store.store import Store
from starl.text.front_matter import with_meta
from starl.text.markdown import parse
from starl.web.access import LIVE_RATE, limited
from starl.web.drafts import WHOLE, composed, the_story
from starl.web.journal import journal_of
from starl.web.pages.boxes import boxes, marks, notes
from starl.web.pages.panel import shares, speech
from starl.web.render import back_to, fragment, page
from starl.web.routers import page_router

router = page_router()


class Draft(BaseModel):
    """A story as it stands in the browser."""

    boxes: dict[str, str] = Field(max_length=6)
    level: Level = Level.MID
    tier: Tier = Tier.DEFAULT
    """Deep is a second look when the person pauses; where it is not loaded, the default tier answers."""


async def boxes_sent(request: Request) -> dict[str, str]:
    """The boxes that a form brings."""
    form = await request.form()
    return {name: str(value) for name, value in form.items() if name in {*Section, WHOLE}}


def view_of(store: Store, record: StoryRecord, text: str, report: Report) -> dict[str, Any]:
    """What the editor's templates are given of a story and its report."""
    places = boxes(text)
    shown, aside = notes(report, places, store.dismissals.select(record.id))
    return {
        "story": record,
        "boxes": places,
        "notes": shown,
        "aside": aside,
        "marks": marks(report, places, shown),
        "report": report,
        "shares": shares(report),
        "speech": speech(report),
        "chain": CHAIN,
    }


@router.get("/stories/{slug}")
def show(request: Request, slug: str, first: bool = False) -> Response:
    """The editor."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
        level = Level(store.settings.get("web.level", Level.MID.value))
        view = view_of(store, record, text, check(text, level=level))
        meta = parse(text).meta
        feedback = store.feedback.counts().get(record.id, 0)
        reviews = store.attempts.counts().get((Exercise.PEER_REVIEW, record.id), 0)
    return page(
        request,
        "editor.html",
        **view,
        first=first,
        reviews=reviews,
        feedback=feedback,
        deep=request.app.state.deep.is_set(),
        levels=list(Level),
        level=level,
        skills=_words(meta.get("skills")),
        insight=str(meta.get("insight") or ""),
        marks_json=json.dumps(view["marks"]),
    )


@router.post("/stories/{slug}")
def keep(
    request: Request,
    slug: str,
    said: Annotated[dict[str, str], Depends(boxes_sent)],
    revision: Annotated[int, Form(ge=0)],
    note: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Saves the boxes as a revision: the button, with JavaScript or without."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
        try:
            saved = save(store, record, composed(text, said), note.strip(), expected=revision)
        except Conflict as conflict:
            mine = [(box.name, said.get(box.name, box.value)) for box in boxes(text)]
            theirs = {box.name: box.value for box in boxes(text)}
            return page(
                request, "conflict.html", 409, story=record, newest=conflict.newest, mine=mine, theirs=theirs
            )
    return back_to(f"/stories/{slug}", request, f"Saved as revision {saved.revision}.")


@router.post("/stories/{slug}/live", dependencies=[Depends(limited(LIVE_RATE))])
def live(request: Request, slug: str, draft: Draft) -> JSONResponse:
    """What the coach says of the boxes as they stand in the browser; nothing is saved."""
    tier = draft.tier if request.app.state.deep.is_set() else Tier.DEFAULT
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = composed(store.stories.text(record.id), draft.boxes)
        view = view_of(store, record, text, check(text, level=draft.level, tier=tier))
    return JSONResponse(
        {
            "marks": [mark._asdict() for mark in view["marks"]],
            "panel": fragment(request, "editor_panel.html", **view),
            "notes": {
                box.name: fragment(request, "editor_notes.html", **view, box=box) for box in view["boxes"]
            },
            "findings": len(view["notes"]),
        }
    )


@router.post("/stories/{slug}/about")
def about(
    request: Request,
    slug: str,
    title: Annotated[str, Form(max_length=200)],
    themes: Annotated[str, Form(max_length=500)] = "",
    skills: Annotated[str, Form(max_length=500)] = "",
    insight: Annotated[str, Form(max_length=1000)] = "",
    level: Annotated[Level | None, Form()] = None,
) -> Response:
    """Sets what stands in the story's front matter."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = before = store.stories.text(record.id)
        story = parse(text)
        if title.strip() and title.strip() != story.title:
            text = with_meta(text, "title", title.strip())
        for key, given in (("themes", _split(themes)), ("skills", _split(skills))):
            if given != _words(story.meta.get(key)):
                text = with_meta(text, key, given or None)
        if insight.strip() != str(story.meta.get("insight") or ""):
            text = with_meta(text, "insight", insight.strip() or None)
        if level is not None:
            store.settings.set("web.level", level.value)
        if text != before:
            save(store, record, text)
    return back_to(f"/stories/{slug}", request, "Noted.")


@router.post("/stories/{slug}/dismiss")
def dismiss(
    request: Request,
    slug: str,
    code: Annotated[str, Form(max_length=10)],
    evidence: Annotated[str, Form(max_length=20_000)],
    reason: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Sets a finding aside, with the person's reason."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        words = evidence.replace("\r\n", "\n")
        if words not in store.stories.text(record.id) and evidence in store.stories.text(record.id):
            words = evidence
        store.dismissals.add(Dismissal(record.id, code, words, reason.strip(), store.now()))
    return back_to(f"/stories/{slug}", request, "Set aside. It comes back when those words change.")


@router.post("/stories/{slug}/undismiss")
def undismiss(
    request: Request,
    slug: str,
    code: Annotated[str, Form(max_length=10)],
    evidence: Annotated[str, Form(max_length=20_000)],
) -> Response:
    """Lets the coach speak of it again."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        for words in {evidence, evidence.replace("\r\n", "\n")}:
            store.dismissals.remove(record.id, code, words)
    return back_to(f"/stories/{slug}", request, "The coach speaks of it again.")


def _split(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in given.split(",") if word.strip()))


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
