"""The exercises: what each trains, how often it was done, what came of it last."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import Response

from starl.model.attempt import Attempt, Exercise
from starl.practice.samples import samples
from starl.practice.scenarios import scenarios
from starl.web.journal import journal_of
from starl.web.render import page
from starl.web.routers import page_router
from starl.web.targets import EXERCISES

router = page_router()


class Offer(NamedTuple):
    """An exercise as the page shows it."""

    exercise: Exercise
    title: str
    trains: str
    minutes: str
    action: str
    icon: str


OFFERS = (
    Offer(
        Exercise.STORY_DEVELOPMENT,
        "Story development",
        "A whole draft in one sitting, before the inner critic wakes up. You get a prompt and a clock for each of the five parts.",
        "15 minutes",
        "Write a draft",
        "clock",
    ),
    Offer(
        Exercise.REFRAMING,
        "Reframing",
        "Telling a failure so that one hears what you learned, without hiding what it cost. The failures are made up; the words are yours.",
        "3 minutes each",
        "Pick a scenario",
        "repeat",
    ),
    Offer(
        Exercise.PEER_REVIEW,
        "Peer review",
        "An ear for what sounds honest. First calibrate it on sample stories, then use it on your own, or hand yours to somebody.",
        "5 minutes each",
        "Review a story",
        "ask",
    ),
)


@router.get("/exercises")
def index(request: Request) -> Response:
    """All of them."""
    with journal_of(request).open() as store:
        counts = store.attempts.counts()
        last = {
            exercise: next(iter(store.attempts.select(kind=exercise, limit=1)), None) for exercise in Exercise
        }
        mocks = store.mocks.count()
        waiting = bool(store.mocks.select(finished=False, limit=1))
    done = {
        exercise: {item: number for (kind, item), number in counts.items() if kind is exercise}
        for exercise in Exercise
    }
    return page(
        request,
        "exercises.html",
        offers=OFFERS,
        done={exercise: sum(items.values()) for exercise, items in done.items()},
        last={exercise: (attempt, came_of(attempt)) for exercise, attempt in last.items() if attempt},
        open={
            Exercise.REFRAMING: sum(one.id not in done[Exercise.REFRAMING] for one in scenarios()),
            Exercise.PEER_REVIEW: sum(one.id not in done[Exercise.PEER_REVIEW] for one in samples()),
        },
        addresses=EXERCISES,
        mocks=mocks,
        waiting=waiting,
    )


def came_of(attempt: Attempt) -> str:
    """What an exercise answered, in a few words; empty where it did not answer."""
    said: dict[str, Any] = attempt.verdict or {}
    if attempt.kind is Exercise.STORY_DEVELOPMENT:
        verdict = said.get("verdict")
        return (
            f"{verdict['score']} of 100{', ready to tell' if verdict['ready'] else ''}"
            if verdict
            else "a draft"
        )
    if attempt.kind is Exercise.REFRAMING:
        points = said.get("points", {})
        met = sum(standing == "met" for standing in points.values())
        return f"{met} of {len(points)} points" if points else ""
    if said.get("spots"):
        return f"{said['found']} of {said['spots']} weak spots found"
    return f"by {said['reviewer']}" if said.get("reviewer") else "a story of yours" if said else ""
