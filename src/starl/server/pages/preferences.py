"""Settings of a person's own journal, and where the inventory is."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from starl.model.report import Level
from starl.web.journal import journal_of
from starl.web.pages.settings import FORMS, LEVELS, Theme
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()


@router.get("/settings")
def show(request: Request) -> Response:
    """How it looks, what the coach expects, and what can be taken in."""
    with journal_of(request).open() as store:
        level = Level(store.settings.get("web.level", Level.MID.value))
    return page(request, "preferences.html", themes=list(Theme), levels=LEVELS, level=level, forms=FORMS)


@router.get("/inventory")
def elsewhere(request: Request) -> Response:
    """The inventory reads the person's own disk: it is done there."""
    return page(request, "elsewhere.html")
