"""A person's cohorts: what is to do, what they handed in and showed, and what others said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Form, HTTPException, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.account import Part, Role
from starl.model.attempt import Exercise
from starl.model.cohort import Assignment, Cohort, Pairing
from starl.model.story import Span
from starl.practice.peer_review import from_json
from starl.server.state import account_of, hosted_of, note
from starl.web.drafts import the_story
from starl.web.journal import journal_of
from starl.web.pages.passages import passages
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
EXERCISES = {
    Exercise.STORY_DEVELOPMENT: ("Develop a story", "/exercises/story"),
    Exercise.PEER_REVIEW: ("Peer review", "/exercises/peer-review"),
    Exercise.REFRAMING: ("Reframe a failure", "/exercises/reframing"),
}
STORIES = 100
"""Own stories to choose from, the newest."""
Id = Annotated[str, Form(max_length=40)]


def the_cohort(request: Request, identifier: str, part: Part | None = None) -> Cohort:
    """A cohort that one is in, as this part where it is given. Raises 404 for everybody else."""
    found = hosted_of(request).cohorts.get(identifier, account_of(request).id)
    if found is None or (part is not None and found.part is not part):
        raise HTTPException(404, "There is no such cohort.")
    return found


def the_assignment(request: Request, cohort: Cohort, identifier: str) -> Assignment:
    """An assignment of a cohort. Raises 404 where it has none like that."""
    found = hosted_of(request).exchange.assignment(identifier)
    if found is None or found.cohort != cohort.id:
        raise HTTPException(404, "There is no such assignment.")
    return found


def named(pair: Pairing, assignment: Assignment) -> Pairing:
    """The pairing without the names, where the assignment is anonymous."""
    if not assignment.anonymous:
        return pair
    return replace(pair, reviewer="", reviewer_name="a peer", author="", author_name="a peer")


@router.get("/cohorts")
def index(request: Request) -> Response:
    """All that is to do, in all cohorts."""
    hosted, account = hosted_of(request), account_of(request)
    with hosted.engine.connected():
        cohorts = hosted.cohorts.of(account.id)
        assignments = [(one, hosted.exchange.assignments(one.id)) for one in cohorts]
        by_id = {one.id: one for _, those in assignments for one in those}
        to_give = [
            named(pair, by_id[pair.assignment])
            for pair in hosted.exchange.to_give(account.id)
            if pair.assignment in by_id
        ]
        handed_in = hosted.exchange.handed_in(account.id)
    return page(
        request,
        "cohorts.html",
        assignments=assignments,
        to_give=to_give,
        handed_in=handed_in,
        exercises=EXERCISES,
    )


@router.get("/cohorts/{cohort}")
def show(request: Request, cohort: str) -> Response:
    """One cohort: its assignments, and what one shows its coaches."""
    hosted, account = hosted_of(request), account_of(request)
    with journal_of(request).open() as store:
        found = the_cohort(request, cohort)
        assignments = hosted.exchange.assignments(cohort)
        handed_in = hosted.exchange.handed_in(account.id)
        shown = [one for one in hosted.exchange.shown_by(account.id) if one.cohort == cohort]
        coaches = [member.name for member in hosted.cohorts.names(cohort) if member.part is Part.COACH]
        stories = store.stories.select(limit=STORIES) if account.role is not Role.REVIEWER else []
    return page(
        request,
        "cohort.html",
        cohort=found,
        assignments=assignments,
        handed_in=handed_in,
        shown=shown,
        coaches=coaches,
        stories=stories,
        exercises=EXERCISES,
    )


@router.post("/cohorts/{cohort}/assignments/{assignment}")
def hand_in(request: Request, cohort: str, assignment: str, story: Id) -> Response:
    """Hands a copy of a story in, as it is now."""
    hosted, account = hosted_of(request), account_of(request)
    with journal_of(request).open() as store:
        task = the_assignment(request, the_cohort(request, cohort, Part.LEARNER), assignment)
        record = the_story(store, story)
        if store.now().date() > task.due:
            raise StarlError("the day to hand it in has passed; ask your coach")
        hosted.exchange.hand_in(task.id, account.id, record.title, store.stories.text(record.id))
        note(request, "story handed in", f"assignment {task.id} story {record.id}")
    return back_to(f"/cohorts/{cohort}", request, "Handed in. Until the day you can hand in a better one.")


@router.post("/cohorts/{cohort}/assignments/{assignment}/take-back")
def take_back(request: Request, cohort: str, assignment: str) -> Response:
    """Removes what was handed in, with its reviews."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        task = the_assignment(request, the_cohort(request, cohort), assignment)
        hosted.exchange.take_back(task.id, account_of(request).id)
        note(request, "story taken back", f"assignment {task.id}")
    return back_to(f"/cohorts/{cohort}", request, "Taken back. Nobody can read it any more.")


@router.post("/cohorts/{cohort}/shown")
def show_story(request: Request, cohort: str, story: Id) -> Response:
    """Shows the coaches a story as it is now."""
    hosted, account = hosted_of(request), account_of(request)
    with journal_of(request).open() as store:
        found = the_cohort(request, cohort, Part.LEARNER)
        record = the_story(store, story)
        hosted.exchange.show(found.id, account.id, record.id, record.title, store.stories.text(record.id))
        note(request, "story shown", f"cohort {found.id} story {record.id}")
    return back_to(f"/cohorts/{cohort}", request, "Your coaches can read this story as it is now.")


@router.post("/cohorts/{cohort}/shown/{shown}/hide")
def hide_story(request: Request, cohort: str, shown: str) -> Response:
    """Takes it back from them."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        the_cohort(request, cohort)
        if not hosted.exchange.hide(shown, account_of(request).id):
            raise HTTPException(404, "You do not show such a story.")
        note(request, "story hidden", f"shown {shown}")
    return back_to(f"/cohorts/{cohort}", request, "Your coaches cannot read it any more.")


@router.post("/cohorts/{cohort}/leave")
def leave(request: Request, cohort: str) -> Response:
    """Leaves the cohort; what was shown is shown no more."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        found = the_cohort(request, cohort)
        hosted.cohorts.leave(found.id, account_of(request).id)
        note(request, "cohort left", found.id)
    return back_to("/cohorts", request, f"You left {found.name}.")


@router.get("/reviews/mine/{submission}")
def mine(request: Request, submission: str) -> Response:
    """What one handed in, with what others said of it."""
    hosted = hosted_of(request)
    with hosted.engine.connected():
        handed = hosted.exchange.for_author(submission, account_of(request).id)
        task = hosted.exchange.assignment(handed.assignment) if handed else None
        if handed is None or task is None:
            raise HTTPException(404, "You handed in no such story.")
        pairs = hosted.exchange.reviews_of(submission)
    spans: list[Span] = []
    told = []
    for pair in pairs:
        review = from_json(pair.review or "")
        told.append((named(pair, task), review, len(spans)))
        spans += [remark.span for remark in review.strengthen]
    return page(
        request,
        "reviews_mine.html",
        handed=handed,
        task=task,
        told=told,
        passages=passages(handed.text, spans),
        own=len(spans),
    )
