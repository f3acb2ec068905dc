"""Reviewing what a peer handed in: the three questions, once."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.cohort import Pairing, Submission
from starl.model.peer_review import HIGHEST, LOWEST, Theme
from starl.practice.peer_review import QUESTIONS, from_json, to_json
from starl.server.letters import reviewed_letter
from starl.server.queue import POST
from starl.server.state import account_of, hosted_of, note
from starl.web.pages.passages import passages
from starl.web.pages.peer_review import Answers, Sent, as_review, rows
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()


@router.get("/reviews/{submission}")
def ask(request: Request, submission: str) -> Response:
    """The story with the three questions, or the review that was given."""
    with hosted_of(request).engine.connected():
        handed, pair = _given(request, submission)
    if pair.review is None:
        return _form(request, handed, Answers())
    review = from_json(pair.review)
    return page(
        request,
        "review_given.html",
        handed=handed,
        review=review,
        passages=passages(handed.text, [remark.span for remark in review.strengthen]),
    )


@router.post("/reviews/{submission}")
def give(request: Request, submission: str, sent: Sent) -> Response:
    """Gives the review to the author."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        handed, _ = _given(request, submission)
        try:
            review = as_review(sent, handed.text)
        except StarlError as error:
            return _form(request, handed, sent, str(error))
        with hosted.engine.transaction():
            if not hosted.exchange.review(submission, account.id, to_json(review)):
                raise HTTPException(409, "You gave this review already.")
            author = hosted.accounts.get(handed.account)
            if author and hosted.environment.mail:
                task = hosted.exchange.assignment(handed.assignment)
                title = task.title if task else ""
                hosted.work.write(author.email, *reviewed_letter(hosted.environment.url, title))
            note(request, "review given", f"submission {submission}")
    request.app.state.queue.say(POST)
    return back_to("/cohorts", request, "Your review is with the author. Thank you.")


def _given(request: Request, submission: str) -> tuple[Submission, Pairing]:
    found = hosted_of(request).exchange.for_reviewer(submission, account_of(request).id)
    if found is None:
        raise HTTPException(404, "You were given no such story to review.")
    return found


def _form(request: Request, handed: Submission, sent: Answers, trouble: str = "") -> Response:
    return page(
        request,
        "peer_review_form.html",
        422 if trouble else 200,
        to=f"/reviews/{handed.id}",
        back=("/cohorts", "Cohorts"),
        sample=None,
        story=None,
        revision=0,
        peer=False,
        title=handed.title,
        passages=passages(handed.text, []),
        questions=QUESTIONS,
        ratings=range(LOWEST, HIGHEST + 1),
        themes=list(Theme),
        sent=sent,
        rows=rows(sent),
        trouble=trouble,
    )
