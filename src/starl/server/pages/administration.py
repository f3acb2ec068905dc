"""What an administrator does: accounts, cohorts, invitations, the audit log. Journals are not among it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.model.account import Part, Role, Ticket
from starl.server.letters import reset_letter
from starl.server.pages.coaching import INVITATION_LIFE
from starl.server.pages.enter import RESET_LIFE
from starl.server.queue import POST
from starl.server.state import account_of, admin_only, hosted_of, note
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router(Depends(admin_only))
PAGE = 100
"""Accounts on a page."""
Id = Annotated[str, Form(max_length=40)]


@router.get("/admin")
def show(request: Request, after: Annotated[str, Query(max_length=300)] = "") -> Response:
    """All of it."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        accounts = hosted.accounts.page(PAGE + 1, after)
        number = hosted.accounts.count()
        cohorts = hosted.cohorts.all()
        events = hosted.audit.list(PAGE)
    return page(
        request,
        "admin.html",
        accounts=accounts[:PAGE],
        names={one.id: one.email for one in accounts},
        more=accounts[PAGE - 1].email if len(accounts) > PAGE else None,
        number=number,
        cohorts=cohorts,
        events=events,
        roles=list(Role),
        link=request.session.pop("link", None),
        mail=hosted.environment.mail is not None,
    )


@router.post("/admin/cohorts")
def make(request: Request, name: Annotated[str, Form(min_length=1, max_length=80)]) -> Response:
    """Makes a cohort."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        note(request, "cohort made", hosted.cohorts.add(name))
    return back_to("/admin#cohorts", request, "The cohort is there. Put a coach into it.")


@router.post("/admin/cohorts/join")
def put(
    request: Request, cohort: Id, email: Annotated[str, Form(max_length=300)], part: Annotated[Part, Form()]
) -> Response:
    """Puts somebody who has an account into a cohort."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        account = hosted.accounts.by_email(email)
        if account is None or cohort not in {identifier for identifier, _, _ in hosted.cohorts.all()}:
            raise HTTPException(404, "There is no such account or cohort.")
        hosted.cohorts.join(cohort, account.id, part)
        note(request, f"put into cohort as {part}", f"cohort {cohort} account {account.id}")
    return back_to("/admin#cohorts", request, f"{account.name} is in the cohort.")


@router.post("/admin/invite")
def invite(request: Request, role: Annotated[Role, Form()]) -> Response:
    """Makes a link for one person."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        token = hosted.accounts.give(Ticket.INVITATION, INVITATION_LIFE, role=role)
        note(request, f"invited a {role}")
    request.session["link"] = f"{hosted.environment.url}/join?ticket={token}"
    return back_to("/admin#invite")


@router.post("/admin/accounts/{account}/disable")
def disable(request: Request, account: str, disabled: Annotated[bool, Form()]) -> Response:
    """Shuts somebody out at once, or lets them in again."""
    hosted = hosted_of(request)
    if account == account_of(request).id:
        raise HTTPException(422, "You cannot shut yourself out; let another administrator do it.")
    with hosted.engine.connected():
        if not hosted.accounts.disable(account, disabled):
            raise HTTPException(404, "There is no such account.")
        note(request, "account disabled" if disabled else "account enabled", account)
    return back_to("/admin", request, "Done.")


@router.post("/admin/accounts/{account}/reset")
def reset(request: Request, account: str) -> Response:
    """Mails somebody a link for a new password. It is not shown here: who has it can open the journal."""
    hosted = hosted_of(request)
    if hosted.environment.mail is None:
        raise HTTPException(
            422, "This server sends no mail. Whoever runs it makes a link with `starl server reset EMAIL`."
        )
    with hosted.engine.connected():
        found = hosted.accounts.get(account)
        if found is None:
            raise HTTPException(404, "There is no such account.")
        with hosted.engine.transaction():
            token = hosted.accounts.give(Ticket.RESET, RESET_LIFE, account=account)
            hosted.work.write(found.email, *reset_letter(hosted.environment.url, token))
            note(request, "reset link sent", account)
    request.app.state.queue.say(POST)
    return back_to("/admin", request, "A link is on its way to the person.")
