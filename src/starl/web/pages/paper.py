"""Stories as files to download: PDF, Word, Anki, Markdown and more."""

from __future__ import annotations

from typing import Annotated

from fastapi import HTTPException, Query, Request
from starlette.responses import Response

from starl.coach.portfolio import LARGEST
from starl.model.story_record import StoryRecord
from starl.paper.make import MEDIA, SHEET, Form, Layout, make
from starl.practice.portfolio import SIZE, Overview
from starl.store.store import Store
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.overviews import overviews_of
from starl.web.pages.portfolio import LEAST
from starl.web.render import flash
from starl.web.routers import page_router

router = page_router()


@router.get("/stories/{slug}/paper/{form}")
def story(request: Request, slug: str, form: Form, layout: Layout = Layout.STORIES) -> Response:
    """One story."""
    journal = journal_of(request)
    with journal.open() as store:
        record = the_story(store, slug)
        return _sent(request, store, [record], form, layout, overviews_of(request).of(store, journal.now()))


@router.get("/portfolio/paper/{form}")
def portfolio(
    request: Request,
    form: Form,
    layout: Layout = Layout.STORIES,
    size: Annotated[int, Query(ge=LEAST, le=LARGEST)] = SIZE,
) -> Response:
    """The stories to prepare; as a deck, with lessons and questions. A sheet has the first three of them."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now(), size)
        records = [card.record for card in found.chosen]
        if not records:
            raise HTTPException(404, "There is no story to prepare yet, so there is nothing to download.")
        chosen = records[:SHEET] if layout is Layout.SHEET else records
        return _sent(request, store, chosen, form, layout, found, whole=True)


def _sent(
    request: Request,
    store: Store,
    records: list[StoryRecord],
    form: Form,
    layout: Layout,
    found: Overview,
    *,
    whole: bool = False,
) -> Response:
    made = make(
        store,
        records,
        form,
        layout,
        journal_of(request).now(),
        whole=whole,
        found=found,
        judge=request.app.state.readings.read,
    )
    if made.remark:
        # A download leaves the page as it is, so the next page says it.
        flash(request, f"{made.remark} Word and HTML have them.", "bad")
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.data, media_type=MEDIA[form], headers=headers)
