"""Telling a story: recorded here, as a file, or typed; and what becomes of a recording until it is heard."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Form, HTTPException, Path, Request, UploadFile
from starlette.responses import Response

from starl.coach.engine import check
from starl.errors import StarlError
from starl.model.hearing import ID, Wish
from starl.model.take import TakeSource
from starl.practice.takes import keep_typed
from starl.web.access import limited
from starl.web.drafts import LONGEST, the_story
from starl.web.hearing import hearings_of
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
KEEP = "takes.keep"
"""The setting that remembers whether recordings are kept."""
_GONE = "This recording was heard or thrown away already. Your takes are under Rehearse."
Hearing = Annotated[str, Path(pattern=ID)]


@router.get("/stories/{slug}/rehearse")
def ask(request: Request, slug: str) -> Response:
    """The three ways of telling it."""
    return _page(request, slug)


@router.post("/stories/{slug}/rehearse", dependencies=[Depends(limited("60/minute"))])
def keep(
    request: Request,
    slug: str,
    audio: UploadFile | None = None,
    keeping: Annotated[bool, Form(alias="keep")] = False,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    minutes: Annotated[str, Form(max_length=3, pattern=r"^\d*$")] = "",
    seconds: Annotated[str, Form(max_length=5, pattern=r"^\d*$")] = "",
) -> Response:
    """Has a recording heard, or measures what was typed."""
    if audio is not None and audio.filename:
        with journal_of(request).open() as store:
            story = the_story(store, slug).id
            store.settings.set(KEEP, keeping)
        wish = Wish(story=story, keep=keeping, source=TakeSource.FILE)
        try:
            hearing = hearings_of(request).add(audio.file, audio.filename, wish)
        except StarlError as error:
            return _page(request, slug, said=str(error), status=400)
        return back_to(f"/hearings/{hearing.id}")
    text = text.replace("\r\n", "\n")
    if not text.strip():
        said = "Nothing was told yet. Choose a recording, or type at least a sentence."
        return _page(request, slug, said=said, status=422)
    told_in = 60 * int(minutes or 0) + int(seconds or 0)
    if told_in > 3600:
        said = "More than an hour? Give the minutes and seconds that it took to say it aloud."
        return _page(request, slug, said=said, text=text, status=422)
    with journal_of(request).open() as store:
        story = the_story(store, slug).id
        take, _ = keep_typed(store, text, story=story, told_in=float(told_in) or None)
    return back_to(f"/takes/{take.id}")


@router.get("/hearings/{identifier}")
def wait(request: Request, identifier: Hearing) -> Response:
    """How far a recording is; once it is heard, the take."""
    hearing = hearings_of(request).get(identifier)
    if hearing is None:
        raise HTTPException(404, _GONE)
    if hearing.take is not None:
        return back_to(f"/takes/{hearing.take}")
    with journal_of(request).open() as store:
        story = store.stories.get(hearing.wish.story) if hearing.wish.story else None
    return page(request, "hearing.html", hearing=hearing, story=story, busy=hearing.busy)


@router.post("/hearings/{identifier}")
def act(
    request: Request, identifier: Hearing, do: Annotated[Literal["again", "stop", "drop"], Form()]
) -> Response:
    """Listens again, stops, or throws the recording away. Raises 404 where there is none."""
    hearings = hearings_of(request)
    hearing = hearings.get(identifier)
    if hearing is None:
        raise HTTPException(404, _GONE)
    if do == "drop":
        hearings.drop(hearing)
        return back_to("/takes", request, f"{hearing.name} was thrown away.")
    if do == "stop":
        hearings.stop(hearing)
    else:
        hearings.again(hearing)
    return back_to(f"/hearings/{identifier}")


def _page(request: Request, slug: str, said: str = "", text: str = "", status: int = 200) -> Response:
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        written = store.stories.text(record.id)
        takes = store.takes.select(story=record.id, limit=5)
        keep = store.settings.get(KEEP, True)
    hearings = hearings_of(request)
    return page(
        request,
        "rehearse.html",
        status,
        story=record,
        written=written,
        seconds=check(written).speaking_seconds,
        takes=takes,
        missing=hearings.ready(),
        waiting=hearings.unfinished(record.id),
        keep=keep,
        said=said,
        text=text,
        longest=LONGEST,
    )
