"""Where a task of the plan or an action of the steps leads to."""

from __future__ import annotations

from starl.model.attempt import Exercise
from starl.practice.plan_state import Place, Target
from starl.practice.plan_tasks import TaskKind

_PLACES = {
    Place.INVENTORY: "/inventory",
    Place.ENTRY: "/journal",
    Place.STORY: "/stories/new",
    Place.EXPERIENCE: "/stories/new",
    Place.EXERCISE: "/exercises",
    Place.QUESTION: "/questions",
    Place.CARDS: "/review",
    Place.CHEAT_SHEET: "/portfolio/sheet",
}
EXERCISES = {
    Exercise.STORY_DEVELOPMENT: "/exercises/story",
    Exercise.REFRAMING: "/exercises/reframing",
    Exercise.PEER_REVIEW: "/exercises/peer-review",
}


def address(target: Target | None, kind: TaskKind | None = None) -> str | None:
    """The page of a target; None for what is done without one. kind: of the task, where it is one."""
    if target is None:
        return None
    if target.kind is Place.STORY and target.id:
        return f"/stories/{target.id}{'/rehearse' if kind is TaskKind.TAKE else ''}"
    if target.kind is Place.QUESTION and target.id:
        return f"/questions/{target.id}"
    if target.kind is Place.EXERCISE and target.id:
        return EXERCISES[Exercise(target.id)]
    return _PLACES[target.kind]
