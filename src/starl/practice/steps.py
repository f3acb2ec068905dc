"""How far a person is in the specification's five preparation steps, and what to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from starl.model.attempt import Exercise
from starl.practice.plan_state import ENOUGH, WANTED, Place, PlanState, StoryState, Target
from starl.practice.plan_tasks import CONCRETE, SCENARIOS, TaskKind

CHOICE = 5
"""Events to choose from before the list counts as done: more than the stories wanted, so that some can be left out."""
TOLD = 3
"""Tellings from which on a story is practised."""


class Step(StrEnum):
    """The specification's steps, in its order."""

    INVENTORY = "inventory"
    STAR_L = "star_l"
    LEARNING = "learning"
    ARTICULATE = "articulate"
    AUTHENTIC = "authentic"


class Status(StrEnum):
    """How far a step is."""

    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"


class Action(NamedTuple):
    """One thing to do."""

    kind: TaskKind
    label: str
    target: Target


class StepState(NamedTuple):
    """One step: how far it is, what that is based on, and what to do next."""

    step: Step
    title: str
    status: Status
    numbers: dict[str, int]
    """What the status is based on, by name."""
    said: str
    """The same in a sentence."""
    action: Action


class Preparation(NamedTuple):
    """All five steps."""

    steps: tuple[StepState, ...]
    next: Action
    """The single most useful thing to do: while no story is whole and has a concrete lesson, what the first one lacks;
    then the action of the first step that is open, else of the first that is partly done, else the story told least
    often."""


def preparation(state: PlanState) -> Preparation:
    """Where the person is."""
    steps = (_inventory(state), _star_l(state), _learning(state), _articulate(state), _authentic(state))
    whole = [story for story in state.stories if not story.missing]
    if state.stories and not any(story.learning >= CONCRETE for story in whole):
        return Preparation(steps, steps[2 if whole else 1].action)
    for status in (Status.OPEN, Status.PARTLY):
        for step in steps:
            if step.status is status:
                return Preparation(steps, step.action)
    return Preparation(steps, steps[3].action)


def _inventory(state: PlanState) -> StepState:
    events = len(state.waiting) + state.entries + len(state.stories)
    numbers = {"experiences": len(state.waiting), "entries": state.entries, "stories": len(state.stories)}
    status = _status(events >= CHOICE or len(state.stories) >= WANTED, events > 0)
    return StepState(
        Step.INVENTORY,
        "Inventory your experiences",
        status,
        numbers,
        f"{_counted(events, 'event')} on your list; {CHOICE} give you a choice",
        Action(TaskKind.INVENTORY, "Find what did not go as planned", Target(Place.INVENTORY))
        if state.stories or not events
        else Action(TaskKind.INVENTORY, "Add one more thing that went wrong", Target(Place.ENTRY)),
    )


def _star_l(state: PlanState) -> StepState:
    whole = [story for story in state.stories if not story.missing]
    return StepState(
        Step.STAR_L,
        "Apply the STAR-L framework",
        _status(len(whole) >= ENOUGH, bool(state.stories)),
        {"stories": len(state.stories), "complete": len(whole)},
        f"{len(whole)} of {_counted(len(state.stories), 'story')} with all five parts; {ENOUGH} to {WANTED} are wanted",
        _write(state),
    )


def _write(state: PlanState) -> Action:
    for story in state.stories:
        if story.missing:
            return Action(
                TaskKind.COACH,
                f"Write the {story.missing[0]} of “{story.title}”",
                Target(Place.STORY, story.id),
            )
    if state.waiting:
        return Action(
            TaskKind.STORY,
            f"Make a story of “{state.waiting[0].title}”",
            Target(Place.EXPERIENCE, state.waiting[0].id),
        )
    return Action(TaskKind.STORY, "Write a story", Target(Place.STORY))


def _learning(state: PlanState) -> StepState:
    concrete = [story for story in state.stories if story.learning >= CONCRETE]
    some = [story for story in state.stories if 0 < story.learning < CONCRETE]
    weakest = next((story for story in state.stories if story.learning < CONCRETE), None)
    return StepState(
        Step.LEARNING,
        "Focus on the learning",
        _status(len(concrete) >= ENOUGH, bool(concrete or some or state.lessons)),
        {"concrete": len(concrete), "lessons": state.lessons, "held": state.held},
        f"{_counted(len(concrete), 'story')} with a concrete lesson; {ENOUGH} to {WANTED} are wanted",
        _write(state)
        if weakest is None
        else Action(
            TaskKind.COACH, f"Make the lesson of “{weakest.title}” concrete", Target(Place.STORY, weakest.id)
        ),
    )


def _articulate(state: PlanState) -> StepState:
    practised = [story for story in state.stories if story.told >= TOLD]
    told = sum(story.told for story in state.stories)
    drills = state.exercises.get(Exercise.REFRAMING, 0)
    written = state.exercises.get(Exercise.STORY_DEVELOPMENT, 0)
    return StepState(
        Step.ARTICULATE,
        "Practice articulating",
        _status(len(practised) >= ENOUGH, told + drills + written > 0),
        {"told": told, "practised": len(practised), "reframed": drills, "developed": written},
        f"{_counted(len(practised), 'story')} told {TOLD} times or more; {_counted(told, 'telling')} in all",
        _tell(state),
    )


def _tell(state: PlanState) -> Action:
    if not state.stories:
        left = state.exercises.get(Exercise.REFRAMING, 0) < SCENARIOS
        exercise = Exercise.REFRAMING if left else Exercise.STORY_DEVELOPMENT
        return Action(
            TaskKind.DRILL,
            f"Do an exercise: {exercise.value.replace('_', ' ')}",
            Target(Place.EXERCISE, exercise.value),
        )
    least: StoryState = min(state.stories[:WANTED], key=lambda story: story.told)
    return Action(TaskKind.TAKE, f"Tell “{least.title}” aloud", Target(Place.STORY, least.id))


def _authentic(state: PlanState) -> StepState:
    sound = [story for story in state.stories if story.ready]
    peers = state.exercises.get(Exercise.PEER_REVIEW, 0)
    return StepState(
        Step.AUTHENTIC,
        "Keep it authentic",
        _status(len(sound) >= ENOUGH and peers > 0, bool(sound) or peers > 0),
        {"sound": len(sound), "peer_reviews": peers},
        f"{_counted(len(sound), 'story')} that the coach finds sound; {_counted(peers, 'peer review')}",
        _be_heard(state, peers),
    )


def _be_heard(state: PlanState, peers: int) -> Action:
    for story in state.stories[:WANTED]:
        if not story.ready:
            return Action(
                TaskKind.COACH, f"Go through “{story.title}” with the coach", Target(Place.STORY, story.id)
            )
    if len(state.stories) < ENOUGH:
        return _write(state)
    label = "Exchange a story with another peer" if peers else "Exchange a story with a peer"
    return Action(TaskKind.PEER_REVIEW, label, Target(Place.EXERCISE, Exercise.PEER_REVIEW.value))


def _status(done: bool, begun: bool) -> Status:
    return Status.DONE if done else Status.PARTLY if begun else Status.OPEN


def _counted(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
