"""The pages of Learn."""

from __future__ import annotations

from functools import cache

from fastapi import HTTPException, Request
from markupsafe import Markup
from starlette.responses import Response

from starl.coach.catalogue import rule_of
from starl.errors import StarlError
from starl.practice import learn
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()


@router.get("/learn")
def index(request: Request) -> Response:
    """All pages as cards."""
    cards = [(each, _opening(each.text), _minutes(each.text)) for each in learn.pages()]
    return page(request, "learn.html", cards=cards)


@router.get("/learn/{slug}")
def show(request: Request, slug: str) -> Response:
    """One page, with the one before and the one behind it."""
    try:
        found = learn.page(slug)
    except StarlError as error:
        raise HTTPException(404, str(error)) from None
    every = learn.pages()
    return page(
        request,
        "learn_page.html",
        page=found,
        text=_html(found),
        rules=[rule for code in found.rules if (rule := rule_of(code))],
        before=every[found.order - 2] if found.order > 1 else None,
        behind=every[found.order] if found.order < len(every) else None,
        total=len(every),
    )


@cache
def _html(found: learn.Page) -> Markup:
    """A page of our own; HTML in it would be shown as text."""
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Markup(renderer.render(found.text))  # noqa: S704 (our own content, HTML off)


def _opening(text: str) -> str:
    """The first paragraph."""
    return " ".join(text.strip().partition("\n\n")[0].split())


def _minutes(text: str) -> int:
    """To read it, at 220 words a minute."""
    return max(1, round(len(text.split()) / 220))
