"""Home: where am I, what is due, what next."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import FileResponse, Response

from starl.practice.deck import due, fill
from starl.practice.plan import make_plan
from starl.practice.plan_state import gather
from starl.practice.planned import planned
from starl.practice.sample_journal import is_loaded
from starl.practice.steps import preparation
from starl.web.journal import journal_of
from starl.web.overviews import gaps_of
from starl.web.render import STATIC, page
from starl.web.routers import page_router

router = page_router()


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    journal = journal_of(request)
    now = journal.now()
    with journal.open() as store:
        if not store.stories.count() and not store.entries.number() and not store.experiences.count():
            return page(request, "welcome.html")
        fill(store, now)
        waiting = due(store, now)
        target = planned(store)
        ahead = target is not None and target.interview.date >= now.date()
        # Gaps need the whole portfolio, and only a plan speaks of them.
        gaps = gaps_of(request, store, now) if ahead else ()
        state = gather(store, now, read=request.app.state.readings.read, gaps=gaps)
        stories = store.stories.select(limit=3)
        entries = store.entries.select(limit=3)
        sample = is_loaded(store)
        interview = next(iter(store.mocks.select(finished=False, limit=1)), None)
    plan = None
    if target and ahead:
        plan = make_plan(state, now.date(), target.interview.date, target.minutes)
    return page(
        request,
        "home.html",
        steps=preparation(state),
        cards=sum(waiting.cards.values()),
        improvements=waiting.improvements,
        target=target,
        plan=plan,
        stories=stories,
        entries=entries,
        sample=sample,
        interview=interview,
    )


@router.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for browsers that ask without being told."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")
