"""What a link leads to: one story to review, and nothing else of the journal. No session of the owner is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from limits import parse
from starlette.responses import HTMLResponse, JSONResponse, Response

from starl.errors import StarlError
from starl.model.sharing import Access, ShareLink
from starl.sharing.document import document, policy
from starl.sharing.incoming import LARGEST
from starl.sharing.links import PATH, State, note_visit, owner_of, state
from starl.sharing.reviews import Arrival, take_in
from starl.store.store import Store
from starl.web.access import limited
from starl.web.journal import journal_of
from starl.web.render import back_to, bare_page
from starl.web.secrets import is_password

router = APIRouter(include_in_schema=False)
_TRIES = parse("10/minute")
_GONE = "This link leads nowhere. It may be mistyped; ask the author for a new one."
_CLOSED = {
    State.EXPIRED: (Access.EXPIRED, "This link has expired. Ask the author for a new one."),
    State.REVOKED: (Access.REVOKED, "The author has taken this link back."),
}


@contextmanager
def _found(request: Request, token: str) -> Iterator[tuple[Store, ShareLink]]:
    """The link's owner's journal and the link. Raises 404 for an unknown token, 410 for one that is closed."""
    journal = journal_of(request)
    with journal.open() as asked:
        known = owner_of(asked.engine, token)
        if known is None:
            raise HTTPException(404, _GONE)
        store = Store(asked.engine, known[0], clock=journal.clock)
        link = store.share_links.get(known[1])
        if link is None:
            raise HTTPException(404, _GONE)
        standing = state(link, store.now())
        if standing is not State.OPEN:
            access, said = _CLOSED[standing]
            note_visit(store, link, access, _address(request))
            raise HTTPException(410, said)
        yield store, link


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _may_read(request: Request, link: ShareLink) -> bool:
    return link.passphrase is None or request.session.get("shared", {}).get(link.id) == link.passphrase[-16:]


@router.get("/shared/{token}", dependencies=[Depends(limited("300/minute"))])
def read(request: Request, token: str) -> Response:
    """The story with its questions, or the question for the passphrase."""
    try:
        with _found(request, token) as (store, link):
            if not _may_read(request, link):
                note_visit(store, link, Access.ASKED, _address(request))
                return bare_page(request, "shared_gate.html", token=token, said="", asks=True)
            share = store.shares.get(link.share)
            assert share is not None
            note_visit(store, link, Access.READ, _address(request))
    except HTTPException as refused:
        return bare_page(
            request, "shared_gate.html", refused.status_code, token=token, said=refused.detail, asks=False
        )
    answer = HTMLResponse(document(share, send_to=f"{PATH}{token}/review"))
    answer.headers["Content-Security-Policy"] = f"{policy(sends=True)}; frame-ancestors 'none'"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@router.post("/shared/{token}/open", dependencies=[Depends(limited("60/minute"))])
def enter(request: Request, token: str, passphrase: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Takes the passphrase."""
    status, said, asks = 403, "That is not the passphrase.", True
    try:
        with _found(request, token) as (store, link):
            if link.passphrase is None:
                return back_to(f"{PATH}{token}")
            if not request.app.state.limiter.hit(_TRIES, "shared", link.id):
                status, said = 429, "Too many tries. Wait a minute."
            elif is_password(passphrase, link.passphrase):
                kept = dict(request.session.get("shared", {}))
                request.session["shared"] = kept | {link.id: link.passphrase[-16:]}
                return back_to(f"{PATH}{token}")
            else:
                note_visit(store, link, Access.WRONG, _address(request))
    except HTTPException as refused:
        status, said, asks = refused.status_code, refused.detail, False
    return bare_page(request, "shared_gate.html", status, token=token, said=said, asks=asks)


@router.post("/shared/{token}/review", dependencies=[Depends(limited("60/minute"))])
async def review(request: Request, token: str) -> Response:
    """Takes a review in."""
    said = await request.body()
    if len(said) > 4 * LARGEST:
        return JSONResponse({"detail": "That is too large for a review."}, 413)
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(_take, request, token, said)


def _take(request: Request, token: str, said: bytes) -> Response:
    try:
        with _found(request, token) as (store, link):
            if not _may_read(request, link):
                raise HTTPException(403, "The passphrase is asked for again; reload the page in another tab.")
            sent = dict(request.session.get("sent", {}))
            received = take_in(store, said.decode("utf-8", "replace"), link.share, sent.get(link.id))
            if received.arrival is Arrival.NEW:
                request.session["sent"] = sent | {link.id: received.feedback.id}
            note_visit(store, link, Access.REVIEWED, _address(request))
    except HTTPException as refused:
        return JSONResponse({"detail": refused.detail}, refused.status_code)
    except StarlError as error:
        return JSONResponse({"detail": f"{str(error)[:1].upper()}{str(error)[1:]}."}, 400)
    again = received.arrival is Arrival.REPLACES
    more = " It replaces the one that you sent before." if again else ""
    return JSONResponse({"detail": f"Your review is with the author.{more} Thank you."})
