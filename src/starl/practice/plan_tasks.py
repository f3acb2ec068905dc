"""What is still to be done before an interview, in the order of the five preparation steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from starl.model.attempt import Exercise
from starl.practice.plan_state import WANTED, Place, PlanState, StoryState, Target

SCENARIOS = 3
"""The specification's scenarios to reframe."""
TAKES = 5
"""How often a story is told before it is told for real, where there is time."""
CONCRETE = 3
"""The learning (0..4) from which on a story's lesson is concrete."""
_CARDS_AT_MOST = 15
_LESSON = 15
_ORDINALS = ("first", "second", "third")


class TaskKind(StrEnum):
    """What is done; in the order in which the tasks of a day are done."""

    INVENTORY = "inventory"
    STORY = "story"
    COACH = "coach"
    DRILL = "drill"
    TAKE = "take"
    PEER_REVIEW = "peer_review"
    REVIEW = "review"
    CHEAT_SHEET = "cheat_sheet"
    REST = "rest"


_MINUTES = {
    TaskKind.INVENTORY: 20,
    TaskKind.STORY: 15,  # The specification's exercise 1.
    TaskKind.COACH: 20,
    TaskKind.DRILL: 10,
    TaskKind.TAKE: 10,
    TaskKind.PEER_REVIEW: 20,
    TaskKind.CHEAT_SHEET: 10,
    TaskKind.REST: 0,
}
"""How long each takes; our own figures, but for the one of a story."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do on a day."""

    kind: TaskKind
    title: str
    minutes: int
    target: Target | None
    """None for a rest."""
    why: str


def task(kind: TaskKind, title: str, target: Target | None, why: str, minutes: int | None = None) -> Task:
    """A task, of the length that is usual for its kind."""
    return Task(kind, title, _MINUTES[kind] if minutes is None else minutes, target, why)


@dataclass(frozen=True, slots=True)
class Subject:
    """A story to prepare: one that is there, or one that is still to be written."""

    name: str
    target: Target
    story: StoryState | None = None

    @property
    def told(self) -> int:
        """How often it was told aloud."""
        return self.story.told if self.story else 0


def subjects(state: PlanState) -> list[Subject]:
    """The stories to prepare, the best first."""
    there = [
        Subject(f"“{story.title}”", Target(Place.STORY, story.id), story) for story in state.stories[:WANTED]
    ]
    new = [Subject(f"your {ordinal} story", Target(Place.STORY)) for ordinal in _ORDINALS[len(there) :]]
    return there + new


def essentials(state: PlanState, number: int) -> list[Task]:
    """What makes so many stories fit to be told once: found, written, sound, concrete, and told aloud."""
    chosen = subjects(state)[:number]
    new = [subject for subject in chosen if subject.story is None]
    return [
        *_finding(state, len(new)),
        *_drafts(state, new),
        *(made for subject in chosen for made in _coaching(subject)),
        *(take(subject) for subject in chosen if not subject.told),
    ]


def of_one_story(state: PlanState, at: int) -> list[Task]:
    """What is essential for the story at this place (from 0) alone."""
    before = essentials(state, at)
    return [made for made in essentials(state, at + 1) if made not in before]


def _finding(state: PlanState, new: int) -> Iterator[Task]:
    if new > len(state.waiting) + state.entries:
        yield task(
            TaskKind.INVENTORY,
            "List projects where things did not go as planned",
            Target(Place.INVENTORY),
            "a list to choose from makes better stories than the first one that comes to mind",
        )


def _drafts(state: PlanState, new: Sequence[Subject]) -> Iterator[Task]:
    for subject, source in zip_longest(new, state.waiting[: len(new)]):
        yield task(
            TaskKind.STORY,
            f"Write {subject.name}" + (f": {source.title}" if source else ""),
            Target(Place.EXPERIENCE, source.id) if source else subject.target,
            "fifteen minutes for all five parts; it may be rough",
        )


def _coaching(subject: Subject) -> Iterator[Task]:
    story = subject.story
    if story and story.missing:
        parts = " and ".join(", ".join(story.missing).rsplit(", ", 1))
        yield task(
            TaskKind.COACH,
            f"Write what is missing in {subject.name}: {parts}",
            subject.target,
            "an interviewer listens for all five parts",
        )
    elif story is None or not story.ready:
        yield task(
            TaskKind.COACH,
            f"Go through {subject.name} with the coach",
            subject.target,
            "a second look finds what the first one left out",
        )
    if story and not story.missing and story.learning < CONCRETE:
        yield task(
            TaskKind.COACH,
            f"Make the lesson of {subject.name} concrete",
            subject.target,
            "the learning weighs most: what do you do differently since, and where did you?",
            _LESSON,
        )


def take(subject: Subject) -> Task:
    """A story told aloud."""
    why = f"told {_times(subject.told)} so far" if subject.told else "what reads well may not speak well"
    return task(TaskKind.TAKE, f"Tell {subject.name} aloud", subject.target, why)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def cards(state: PlanState) -> Task | None:
    """The cards that are due, a minute each."""
    if not state.cards_due:
        return None
    noun = "card" if state.cards_due == 1 else "cards"
    return task(
        TaskKind.REVIEW,
        f"Review {state.cards_due} {noun}",
        Target(Place.CARDS),
        "they are about to fade",
        min(_CARDS_AT_MOST, state.cards_due),
    )


def peer_review(state: PlanState) -> Task | None:
    """The specification's exercise 2, where it was not done yet."""
    if state.exercises.get(Exercise.PEER_REVIEW):
        return None
    return task(
        TaskKind.PEER_REVIEW,
        "Exchange a story with a peer",
        Target(Place.EXERCISE, Exercise.PEER_REVIEW.value),
        "somebody else hears whether it sounds like you",
    )


def drills(state: PlanState) -> list[Task]:
    """The specification's exercise 3 as often as there are scenarios left, then a question for each gap."""
    left = SCENARIOS - min(SCENARIOS, state.exercises.get(Exercise.REFRAMING, 0))
    reframing = task(
        TaskKind.DRILL,
        "Reframe a scenario",
        Target(Place.EXERCISE, Exercise.REFRAMING.value),
        "it trains the turn from what broke to what you learned",
    )
    return [reframing] * left + [
        task(TaskKind.DRILL, f"Find an answer to: {gap.text}", Target(Place.QUESTION, gap.id), "no story of yours answers it yet")
        for gap in state.gaps
    ]  # fmt: skip


def cheat_sheet() -> Task:
    """A page with a line for each story."""
    return task(
        TaskKind.CHEAT_SHEET,
        "Read your cheat sheet",
        Target(Place.CHEAT_SHEET),
        "one line a story: what broke, what you did, what you learned",
    )


def sleep() -> Task:
    """The end of the last day."""
    return task(TaskKind.REST, "Stop here, and sleep", None, "a rested head tells better")


def pause() -> Task:
    """A day without practice."""
    return task(TaskKind.REST, "A free day", None, "pauses between repetitions are part of practice")


def note() -> Task:
    """A week's failures, written down."""
    return task(
        TaskKind.INVENTORY,
        "Write down what went wrong this week",
        Target(Place.ENTRY),
        "the next story may be in it",
        5,
    )
