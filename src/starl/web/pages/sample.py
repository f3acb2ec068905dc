"""The sample journal: loaded to look around, and taken away again."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from starl.practice.sample_journal import load, remove
from starl.web.journal import journal_of
from starl.web.render import back_to
from starl.web.routers import page_router
from starl.web.words import many

router = page_router()


@router.post("/sample/load")
def load_it(request: Request) -> Response:
    """Adds what is missing of it."""
    with journal_of(request).open() as store:
        added = load(store)
    said = (
        f"The sample journal is here: {many(added, 'record')} of a made-up person. "
        "Look around; one click on this page takes it away."
        if added
        else "The sample journal was here already."
    )
    return back_to("/", request, said)


@router.post("/sample/remove")
def remove_it(request: Request) -> Response:
    """Takes it away, but for what the person changed."""
    with journal_of(request).open() as store:
        gone = remove(store)
    said = f"The sample journal is gone: {many(gone.removed, 'record')}."
    if gone.stays:
        titles = ", ".join(f"“{one.title}”" for one in gone.stays[:5])
        more = f" and {len(gone.stays) - 5} more" if len(gone.stays) > 5 else ""
        said += f" What you changed is yours and stays: {titles}{more}."
    return back_to("/", request, said)
