"""What is being done for somebody in the background, and was done since yesterday: exports and recordings."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Form, HTTPException, Path, Request
from starlette.responses import Response

from starl.model.account import Role
from starl.model.hearing import ID
from starl.server.hearings import AccountHearings
from starl.server.state import account_of, hosted_of, note
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.words import many

router = page_router()
_HERE = "/account/jobs"
_GONE = "There is no such thing any more; it was done or thrown away already."


@router.get("/account/jobs")
def show(request: Request) -> Response:
    """All of it, as it stands."""
    hosted, account = hosted_of(request), account_of(request)
    hearings: AccountHearings = request.state.hearings
    with hosted.engine.connected():
        export = hosted.work.export_of(account.id)
    recordings = hearings.all()[::-1]
    with journal_of(request).open() as store:
        told = {one.wish.story for one in recordings if one.wish.story}
        titles = {key: story.title for key in told if (story := store.stories.get(key))}
    now = hosted.hearings.now()
    begun = [one.created for one in recordings] + ([export.created] if export else [])
    return page(
        request,
        "jobs.html",
        export=export,
        recordings=recordings,
        titles=titles,
        ages={moment: age(moment, now) for moment in begun},
        busy=any(one.busy for one in recordings) or (export is not None and export.made is None),
        journal=account.role is not Role.REVIEWER,
        used=hearings.used(),
        quota=hosted.environment.quota,
    )


@router.post("/account/jobs/recordings/{identifier}")
def act(
    request: Request,
    identifier: Annotated[str, Path(pattern=ID)],
    do: Annotated[Literal["again", "stop", "drop"], Form()],
) -> Response:
    """Listens again, stops, or throws away. Raises 404 where it is not one's own."""
    hearings: AccountHearings = request.state.hearings
    hearing = hearings.get(identifier)
    if hearing is None:
        raise HTTPException(404, _GONE)
    if do == "drop":
        hearings.drop(hearing)
        return back_to(_HERE, request, f"{hearing.name} was thrown away.")
    if do == "stop":
        hearings.stop(hearing)
        return back_to(
            _HERE, request, f"{hearing.name} is not listened to any more. The recording is still here."
        )
    hearings.again(hearing)
    return back_to(_HERE, request, f"{hearing.name} waits for its turn.")


@router.post("/account/jobs/exports/{identifier}")
def drop_export(request: Request, identifier: str) -> Response:
    """Throws an export away, made or not. Raises 404 where it is not one's own."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        if not hosted.work.drop_export(identifier, account_of(request).id):
            raise HTTPException(404, _GONE)
        note(request, "export thrown away", identifier)
    return back_to(_HERE, request, "The export was thrown away.")


def age(since: dt.datetime, now: dt.datetime) -> str:
    """How long ago something began.

    >>> noon = dt.datetime(2026, 5, 4, 12)
    >>> age(noon, noon + dt.timedelta(minutes=5)), age(noon, noon + dt.timedelta(hours=50))
    ('5 minutes ago', '2 days ago')
    """
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{many(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{many(minutes // 60, 'hour')} ago"
    return f"{many(minutes // (24 * 60), 'day')} ago"
