"""A coach's view of a cohort: progress in numbers, common pitfalls, and stories that were shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import Form, HTTPException, Request
from starlette.responses import Response

from starl.coach.engine import check
from starl.model.account import Part, Role, Ticket
from starl.model.attempt import Exercise
from starl.server.letters import invitation_letter
from starl.server.pages.cohorts import EXERCISES, the_assignment, the_cohort
from starl.server.queue import POST
from starl.server.state import account_of, hosted_of, note
from starl.store.hosted.accounts import plain_email
from starl.web.pages.passages import passages
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
INVITATION_LIFE = dt.timedelta(days=14)
MOST = 500
"""Addresses that are invited at once."""


class Link(NamedTuple):
    """An invitation to be handed over."""

    email: str
    """The only address that it is good for; empty where it is good for any."""
    link: str


@router.get("/coach/{cohort}")
def show(request: Request, cohort: str) -> Response:
    """How far everybody is."""
    return _show(request, cohort)


def _show(request: Request, cohort: str, links: Sequence[Link] = ()) -> Response:
    """links: invitations that were just made; they are kept nowhere, and shown on this page only."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        progress = hosted.cohorts.progress(cohort)
        pitfalls = hosted.cohorts.pitfalls(cohort)
        assignments = hosted.exchange.assignments(cohort)
        counts = {one.id: len(hosted.exchange.expected(one.id)) for one in assignments}
        shown = hosted.exchange.shown_to(cohort, account_of(request).id)
    return page(
        request,
        "coach.html",
        cohort=found,
        progress=progress,
        pitfalls=pitfalls,
        assignments=assignments,
        counts=counts,
        shown=shown,
        exercises=EXERCISES,
        links=links,
        mail=hosted.environment.mail is not None,
    )


@router.get("/coach/{cohort}/assignments/{assignment}")
def assignment(request: Request, cohort: str, assignment: str) -> Response:
    """Who handed in, and who reviewed; not what was said."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        task = the_assignment(request, found, assignment)
        learners = [one for one in hosted.cohorts.names(cohort) if one.part is Part.LEARNER]
        handed_in = {one.account for one in hosted.exchange.submissions(assignment)}
        pairs = hosted.exchange.pairings(assignment)
    return page(
        request,
        "coach_assignment.html",
        cohort=found,
        task=task,
        learners=learners,
        handed_in=handed_in,
        pairs=pairs,
        exercises=EXERCISES,
    )


@router.get("/coach/{cohort}/shown/{shown}")
def read(request: Request, cohort: str, shown: str) -> Response:
    """A story that its author showed, and what the coach program says of it."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        story = hosted.exchange.shown(cohort, account_of(request).id, shown)
        if story is None:
            raise HTTPException(404, "No such story is shown to you.")
        note(request, "shown story read", f"shown {shown}")
    return page(
        request,
        "coach_story.html",
        cohort=found,
        story=story,
        passages=passages(story.text, []),
        report=check(story.text),
    )


@router.post("/coach/{cohort}/assignments")
def assign(
    request: Request,
    cohort: str,
    exercise: Annotated[Exercise, Form()],
    title: Annotated[str, Form(min_length=1, max_length=120)],
    due: Annotated[dt.date, Form()],
    note_: Annotated[str, Form(alias="note", max_length=2000)] = "",
    days: Annotated[int, Form(ge=1, le=60)] = 7,
    anonymous: Annotated[bool, Form()] = False,
) -> Response:
    """Gives everybody an exercise."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        identifier = hosted.exchange.assign(found.id, exercise, title, note_, due, days, anonymous)
        note(request, "assignment made", f"assignment {identifier}")
    return back_to(f"/coach/{cohort}", request, "Everybody in the cohort sees it now.")


def _on_their_way(number: int) -> str:
    return "1 letter is on its way." if number == 1 else f"{number} letters are on their way."


@router.post("/coach/{cohort}/invite")
def invite(
    request: Request,
    cohort: str,
    emails: Annotated[str, Form(max_length=50_000)] = "",
    reviewer: Annotated[bool, Form()] = False,
) -> Response:
    """Invites people by mail; without mail it shows a link for each address, and without an address one for anybody.

    A coach invites learners and reviewers, nobody above.
    """
    hosted, account = hosted_of(request), account_of(request)
    role = Role.REVIEWER if reviewer else Role.LEARNER
    words = emails.replace(",", " ").replace(";", " ").split()
    addresses = list(dict.fromkeys(map(plain_email, words)))[:MOST]
    mails = bool(addresses) and hosted.environment.mail is not None
    links = []
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        with hosted.engine.transaction():
            for email in addresses or [""]:
                token = hosted.accounts.give(
                    Ticket.INVITATION, INVITATION_LIFE, email=email or None, role=role, cohort=found.id
                )
                links.append(Link(email, f"{hosted.environment.url}/join?ticket={token}"))
                if mails:
                    letter = invitation_letter(hosted.environment.url, token, found.name, account.name)
                    hosted.work.write(email, *letter)
            note(request, "invited", f"cohort {found.id}, {len(links)} people")
    if mails:
        request.app.state.queue.say(POST)
        return back_to(f"/coach/{cohort}", request, _on_their_way(len(addresses)))
    return _show(request, cohort, links)


@router.post("/coach/{cohort}/remove")
def remove(request: Request, cohort: str, account: Annotated[str, Form(max_length=40)]) -> Response:
    """Takes somebody out of the cohort; their journal is untouched."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort, Part.COACH)
        if not hosted.cohorts.leave(found.id, account):
            raise HTTPException(404, "Nobody like that is in the cohort.")
        note(request, "removed from cohort", f"cohort {found.id} account {account}")
    return back_to(f"/coach/{cohort}", request, "Removed from the cohort.")
