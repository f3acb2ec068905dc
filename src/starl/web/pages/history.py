"""A story's revisions: how it came to be, what changed, and back to an earlier one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Query, Request
from starlette.responses import Response

from starl.capture.differences import changed, differences
from starl.capture.stories import save
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()


@router.get("/stories/{slug}/history")
def history(
    request: Request,
    slug: str,
    old: Annotated[int | None, Query(ge=1)] = None,
    new: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """All revisions, and what changed between two of them."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        revisions = store.stories.revisions(record.id)
        new = new or record.revision
        old = old or max(1, new - 1)
        before = store.stories.revision(record.id, old)
        after = store.stories.revision(record.id, new)
    lines = differences(before.text, after.text)
    return page(
        request,
        "history.html",
        story=record,
        revisions=revisions[::-1],
        before=before,
        after=after,
        lines=lines,
        same=not any(map(changed, lines)),
    )


@router.post("/stories/{slug}/restore")
def restore(request: Request, slug: str, revision: Annotated[int, Form(ge=1)]) -> Response:
    """Makes an earlier revision the newest again; none is lost."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.revision(record.id, revision).text
        saved = save(store, record, text, f"as in revision {revision}")
    return back_to(
        f"/stories/{slug}", request, f"Revision {saved.revision} now says what revision {revision} said."
    )


@router.post("/stories/{slug}/archive")
def archive(request: Request, slug: str, back: Annotated[bool, Form()] = False) -> Response:
    """Puts a story into the archive, or takes it out."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        if back:
            store.stories.restore(record.id)
            return back_to(f"/stories/{slug}", request, "It is among your stories again.")
        store.stories.bin(record.id)
    return back_to(
        "/stories", request, f"“{record.title}” is in the archive. You can take it out at any time."
    )


@router.post("/stories/{slug}/remove")
def remove(request: Request, slug: str, sure: Annotated[bool, Form()] = False) -> Response:
    """Removes an archived story for good."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        if not sure or record.binned is None:
            return back_to(
                f"/stories/{slug}/history",
                request,
                "Only an archived story is removed, when you tick the box.",
            )
        store.stories.purge(record.id)
    return back_to("/stories?archived=true", request, f"“{record.title}” is gone for good.")


@router.get("/stories/{slug}/file.md")
def file(request: Request, slug: str) -> Response:
    """The story as the file that any editor opens."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
    return Response(
        text.encode("utf-8", "surrogatepass"),
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{record.slug}.md"'},
    )
