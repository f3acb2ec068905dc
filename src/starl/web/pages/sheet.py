"""The cheat sheet: one page to print and to read before the interview."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from starl.coach.portfolio import LARGEST
from starl.practice.cheat_sheet import cheat_sheet
from starl.practice.planned import planned
from starl.practice.portfolio import SIZE
from starl.web.journal import journal_of
from starl.web.overviews import overviews_of
from starl.web.pages.portfolio import LEAST
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()


@router.get("/portfolio/sheet")
def show(request: Request, size: Annotated[int, Query(ge=LEAST, le=LARGEST)] = SIZE) -> Response:
    """The sheet of the stories to prepare."""
    journal = journal_of(request)
    with journal.open() as store:
        found = overviews_of(request).of(store, journal.now(), size)
        reports = [request.app.state.readings.read(store, card.record) for card in found.chosen]
        target = planned(store)
    return page(
        request,
        "sheet.html",
        stories=cheat_sheet(found, reports),
        any=bool(found.stories),
        size=size,
        sizes=range(LEAST, LARGEST + 1),
        target=target,
    )
