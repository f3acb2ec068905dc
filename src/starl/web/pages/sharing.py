"""Giving a story to a peer: what is replaced, one by one; what goes out, to the character; a file or a link."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.sharing import Share
from starl.model.story_record import StoryRecord
from starl.sharing.choices import offered, remember
from starl.sharing.document import document
from starl.sharing.links import DAYS, LONGEST_DAYS, PATH, make, revoke
from starl.sharing.offer import LONGEST_REPLACEMENT, Draft, checked, key
from starl.sharing.shares import keep
from starl.store.store import Store
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.options import LOOPBACK
from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.secrets import hash_password, new_salt

router = page_router()
_MOST = 500
"""Things that may be replaced in one story."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The decisions as they were sent."""

    choices: dict[str, str | None]
    trouble: str = ""


def decisions(
    words: Annotated[list[str], Form(max_length=_MOST)] = [],  # noqa: B006 (never changed)
    what: Annotated[list[str], Form(max_length=_MOST)] = [],  # noqa: B006
    other: Annotated[list[str], Form(max_length=_MOST)] = [],  # noqa: B006
) -> Sent:
    """Lists side by side: the words, whether they are kept, replaced as proposed or by words of one's own."""
    if not len(words) == len(what) == len(other):
        raise HTTPException(422, "Each of the words needs a decision and a replacement.")
    choices: dict[str, str | None] = {}
    trouble = ""
    for said, decision, replacement in zip(words, what, other, strict=True):
        if not key(said):
            continue
        if decision == "keep":
            choices[key(said)] = None
        elif decision == "own" or (decision == "label" and replacement.strip()):
            try:
                choices[key(said)] = checked(replacement)
            except StarlError as error:
                trouble = f"“{said[:60]}”: {error}."
    return Sent(choices, trouble)


Decided = Annotated[Sent, Depends(decisions)]


@router.get("/stories/{slug}/share")
def ask(request: Request, slug: str, revision: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """What would go out, as was decided before."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        return _form(request, store, record, revision or record.revision, {})


@router.post("/stories/{slug}/share")
def shown(request: Request, slug: str, sent: Decided, revision: Annotated[int, Form(ge=1)]) -> Response:
    """What would go out, by these decisions."""
    with journal_of(request).open() as store:
        return _form(request, store, the_story(store, slug), revision, sent.choices, sent.trouble)


@router.post("/stories/{slug}/share/file")
def file(
    request: Request,
    slug: str,
    sent: Decided,
    revision: Annotated[int, Form(ge=1)],
    seen: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The file, where it is what was shown."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        share = _share(store, record, revision, sent, seen)
        if share is None:
            return _form(request, store, record, revision, sent.choices, sent.trouble or _CHANGED)
    return Response(
        document(share).encode(),
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="story-{share.id[-6:]}-to-review.html"'},
    )


@router.post("/stories/{slug}/share/link")
def link(
    request: Request,
    slug: str,
    sent: Decided,
    revision: Annotated[int, Form(ge=1)],
    seen: Annotated[str, Form(max_length=64)] = "",
    days: Annotated[int, Form(ge=1, le=LONGEST_DAYS)] = DAYS,
    passphrase: Annotated[str, Form(max_length=1000)] = "",
    note: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """A link, which is shown this once."""
    if not request.app.state.options.share:
        raise HTTPException(403, "Links are off; start the server with `starl serve --share`.")
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        share = _share(store, record, revision, sent, seen)
        if share is None:
            return _form(request, store, record, revision, sent.choices, sent.trouble or _CHANGED)
        hashed = hash_password(passphrase, new_salt()) if passphrase else None
        made = make(store, share, days, hashed, note)
        base = request.app.state.options.address or f"{request.base_url}"
        address = base.rstrip("/") + PATH + made.token
        return _form(request, store, record, revision, {}, link=address, expires=made.link.expires)


@router.post("/stories/{slug}/share/revoke")
def take_back(request: Request, slug: str, link: Annotated[str, Form(max_length=40)]) -> Response:
    """Takes a link back."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        revoke(store, link)
    return back_to(f"/stories/{record.slug}/reviews", request, "The link leads nowhere any more.")


_CHANGED = "Your decisions changed what goes out. Look at it as it now is, and save it then."


def _share(store: Store, record: StoryRecord, revision: int, sent: Sent, seen: str) -> Share | None:
    """What is given away; None where it is not to the character what the author was shown."""
    draft = offered(store, record.id, revision, record.title, sent.choices)
    if sent.trouble or draft.refused or _seal(draft) != seen:
        return None
    with store.transaction():
        remember(store, sent.choices)
        return keep(store, record, revision, draft)


def _seal(draft: Draft) -> str:
    return sha256(f"{draft.title}\0{draft.text}".encode("utf-8", "replace")).hexdigest()


def _form(
    request: Request,
    store: Store,
    record: StoryRecord,
    revision: int,
    choices: dict[str, str | None],
    trouble: str = "",
    **more: object,
) -> Response:
    draft = offered(store, record.id, revision, record.title, choices)
    said = " ".join(f"{one}." for one in draft.refused) or trouble
    passages = []
    section = None
    for part in draft.parts:
        heading = part.section.value if part.section and part.section is not section else ""
        section = part.section
        passages.append((heading, draft.text[part.start : part.end]))
    return page(
        request,
        "share.html",
        422 if trouble or (choices and draft.refused) else 200,
        **{"link": "", "expires": None} | more,
        only_here=request.url.hostname in LOOPBACK and not request.app.state.options.address,
        story=record,
        revision=revision,
        draft=draft,
        passages=passages,
        seal=_seal(draft),
        trouble=said,
        links=request.app.state.options.share,
        days=DAYS,
        longest_days=LONGEST_DAYS,
        longest=LONGEST_REPLACEMENT,
    )
