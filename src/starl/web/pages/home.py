"""Home: where am I, what is due, what next."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from starl.web.journal import journal_of
from starl.web.render import STATIC, page

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    with journal_of(request).open() as store:
        stories = store.stories.select(limit=4)
        entries = store.entries.select(limit=3)
    return page(
        request, "home.html", stories=stories, entries=entries, empty_home=not stories and not entries
    )


@router.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for browsers that ask without being told."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")
