"""The reviews of a story side by side, what was done about each comment, and who used the links."""

from __future__ import annotations

from typing import Annotated

from fastapi import File, Form, HTTPException, Request, UploadFile
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.peer_review import HIGHEST
from starl.model.sharing import CommentState
from starl.sharing.anchors import Hold
from starl.sharing.incoming import LARGEST
from starl.sharing.links import state
from starl.sharing.reviews import Arrival, answer, arrival_in_words, name_of, side_by_side, take_in
from starl.sharing.teaching import teaching
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.pages.passages import passages
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
_VISITS = 20
"""Accesses of a link that are shown."""


@router.get("/exercises/peer-review/guide")
def guide(request: Request) -> Response:
    """How to review well."""
    return page(request, "review_guide.html", taught=teaching())


@router.get("/stories/{slug}/reviews")
def show(request: Request, slug: str) -> Response:
    """All of them."""
    return _page(request, slug)


def _page(request: Request, slug: str, trouble: str = "") -> Response:
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        seen = side_by_side(store, record)
        shares = {share.id: share for share in store.shares.select(record.id)}
        links = [
            (link, state(link, store.now()), store.share_visits.select(link.id, _VISITS))
            for link in store.share_links.select()
            if link.share in shares
        ]
    placed = [item for item in seen.standings if item.span is not None]
    marks = {item.number: at for at, item in enumerate(placed, 1)}
    return page(
        request,
        "reviews.html",
        422 if trouble else 200,
        story=record,
        seen=seen,
        passages=passages(seen.text, [item.span for item in placed if item.span]),
        marks=marks,
        names={feedback.id: name_of(feedback) for feedback, _ in seen.reviews},
        links=links,
        shares=shares,
        trouble=trouble,
        highest=HIGHEST,
        hold=Hold,
        states=CommentState,
    )


@router.post("/stories/{slug}/reviews/import")
def take(
    request: Request,
    slug: str,
    file: Annotated[UploadFile | None, File()] = None,
    text: Annotated[str, Form(max_length=LARGEST)] = "",
) -> Response:
    """Takes a review in, as a file or as text."""
    data = file.file.read(4 * LARGEST + 1) if file and file.filename else b""
    said = data.decode("utf-8-sig", "replace") if data else text
    try:
        with journal_of(request).open() as store:
            received = take_in(store, said)
    except StarlError as error:
        return _page(request, slug, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    said = arrival_in_words(received)
    if received.is_old and received.arrival in (Arrival.NEW, Arrival.REPLACES):
        said += " The story has changed since; its comments were led to the words as they now are."
    return back_to(f"/stories/{received.record.slug}/reviews", request, said)


@router.post("/stories/{slug}/reviews/{identifier}/{number}")
def decide(
    request: Request,
    slug: str,
    identifier: str,
    number: int,
    what: Annotated[CommentState, Form()],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Notes what was done about a comment."""
    with journal_of(request).open() as store:
        the_story(store, slug)
        if store.feedback.get(identifier) is None:
            raise HTTPException(404, "There is no such review.")
        try:
            answer(store, identifier, number, what, reason)
        except StarlError as error:
            trouble = f"{str(error)[:1].upper()}{str(error)[1:]}."
        else:
            trouble = ""
    if trouble:
        return _page(request, slug, trouble)
    return back_to(f"/stories/{slug}/reviews#c-{identifier}-{number}")


@router.post("/stories/{slug}/reviews/{identifier}")
def remove(request: Request, slug: str, identifier: str, sure: Annotated[bool, Form()] = False) -> Response:
    """Removes a review for good."""
    with journal_of(request).open() as store:
        the_story(store, slug)
        if store.feedback.get(identifier) is None:
            raise HTTPException(404, "There is no such review.")
        if sure:
            store.feedback.remove(identifier)
    return back_to(
        f"/stories/{slug}/reviews",
        request,
        "The review is gone." if sure else "Tick the box to remove a review for good.",
    )
