"""Insights: patterns over time, from the person's own records."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.responses import Response

from starl.practice.insights import LEAST_FOR_HABITS, PARTS, spread
from starl.web.figures import MAKERS, as_csv, figures
from starl.web.journal import journal_of
from starl.web.patterns import Since, patterns
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()
ROWS = 60
"""Rows of a table on the page; the file has all."""
MOST = 5
"""Of a list so many are shown."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPANS = ((Since.QUARTER, "3 months"), (Since.YEAR, "1 year"), (Since.ALL, "All"))


@router.get("/insights")
def show(request: Request, since: Since = Since.YEAR) -> Response:
    """All plots with their words and tables."""
    journal = journal_of(request)
    with journal.open() as store:
        seen = patterns(store, journal.now(), since)
    found = seen.found
    habits = []
    if found.weekdays is not None:
        habits.append(("Days of the week", found.entries, list(zip(DAYS, found.weekdays, strict=True))))
    if found.parts is not None:
        habits.append(("Times of the day", found.timed, list(zip(PARTS, found.parts, strict=True))))
    return page(
        request,
        "insights.html",
        found=found,
        since=since,
        spans=SPANS,
        figures=list(figures(seen).values()),
        rows=ROWS,
        most=MOST,
        spread=spread(found.changes) if found.median_days is not None else [],
        tags=[("#" + tag.tag, tag.entries) for tag in found.tags[: 2 * MOST]],
        habits=habits,
        least=LEAST_FOR_HABITS,
        nothing=not (found.entries or found.stories or seen.recall),
    )


@router.get("/insights/{name}.csv")
def table(request: Request, name: str, since: Since = Since.YEAR) -> Response:
    """The numbers of a plot as a file."""
    if name not in MAKERS:
        raise HTTPException(404, "There is no such plot.")
    journal = journal_of(request)
    with journal.open() as store:
        seen = patterns(store, journal.now(), since)
    said = f'attachment; filename="starl-{name}-{seen.found.today}.csv"'
    return Response(
        as_csv(figures(seen)[name]),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": said},
    )
