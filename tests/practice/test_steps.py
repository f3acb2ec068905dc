"""The five steps of preparation, from counts and from a journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from starl.capture.stories import new_record, save
from starl.model.attempt import Exercise
from starl.model.journal import ExperienceStatus, Outcome
from starl.model.report import Pitfall
from starl.model.story import Section
from starl.practice.plan_state import (
    Place,
    PlanState,
    StoryState,
    Target,
    Unanswered,
    Waiting,
    gather,
    kept_standing,
)
from starl.practice.plan_tasks import TaskKind
from starl.practice.steps import Step, preparation
from starl.store.store import Store
from tests.cli.test_check_command import ROOT
from tests.store.records import MORNING, attempt, card, entry, experience, improvement, use

A, B = (
    StoryState(name, name, 90, ready=True, learning=4, told=3, last_told=date(2026, 4, 1))
    for name in ("A", "B")
)
STEPS = [
    (PlanState(), "open open open open open", (TaskKind.INVENTORY, Target(Place.INVENTORY))),
    (PlanState(entries=1), "partly open open open open", (TaskKind.STORY, Target(Place.STORY))),
    (
        PlanState(waiting=(Waiting("e", "Rows"),), entries=4, lessons=2),
        "done open partly open open",
        (TaskKind.STORY, Target(Place.EXPERIENCE, "e")),
    ),
    (
        PlanState(
            stories=(replace(A, ready=False, told=0, learning=2, missing=(Section.RESULT,)),), entries=9
        ),
        "done partly partly open open",
        (TaskKind.COACH, Target(Place.STORY, "A")),
    ),
    (
        PlanState(stories=(replace(A, ready=False, told=0, learning=1),), entries=9),
        "done partly partly open open",
        (TaskKind.COACH, Target(Place.STORY, "A")),
    ),
    (
        PlanState(stories=(replace(A, told=0), replace(B, told=0, missing=(Section.RESULT,))), entries=9),
        "done partly done open partly",
        (TaskKind.TAKE, Target(Place.STORY, "A")),
    ),
    (
        PlanState(stories=(A, replace(B, learning=1, ready=False)), entries=3),
        "done done partly done partly",
        (TaskKind.COACH, Target(Place.STORY, "B")),
    ),
    (
        PlanState(stories=(A, B), entries=3),
        "done done done done partly",
        (TaskKind.PEER_REVIEW, Target(Place.EXERCISE, "peer_review")),
    ),
    (
        PlanState(stories=(A, replace(B, told=9)), entries=3, exercises={Exercise.PEER_REVIEW: 1}),
        "done done done done done",
        (TaskKind.TAKE, Target(Place.STORY, "A")),
    ),
]


@pytest.mark.parametrize(("state", "said", "following"), STEPS)
def test_steps(state: PlanState, said: str, following: tuple[TaskKind, Target]) -> None:
    found = preparation(state)
    assert [step.step for step in found.steps] == list(Step)
    assert " ".join(step.status.value for step in found.steps) == said
    assert (found.next.kind, found.next.target) == following
    assert found.next in [step.action for step in found.steps]


def test_what_is_said_is_what_is_counted() -> None:
    steps = preparation(PlanState(stories=(A, B), entries=1, exercises={Exercise.REFRAMING: 2})).steps
    assert [step.said for step in steps] == [
        "3 events on your list; 5 give you a choice",
        "2 of 2 stories with all five parts; 2 to 3 are wanted",
        "2 stories with a concrete lesson; 2 to 3 are wanted",
        "2 stories told 3 times or more; 6 tellings in all",
        "2 stories that the coach finds sound; 0 peer reviews",
    ]
    assert steps[3].numbers == {"told": 6, "practised": 2, "reframed": 2, "developed": 0}


def test_the_state_of_a_journal(store: Store) -> None:
    assert gather(store, store.now()) == PlanState()
    text = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
    best = save(store, new_record(store, "Best"), text)
    draft = save(store, new_record(store, "Draft"), "## Situation\nThe import lost rows on a Friday.\n")
    binned = save(store, new_record(store, "Gone"), text)
    store.stories.bin(binned.id)
    store.experiences.add(experience(store, "Told", story=best.id))
    store.experiences.add(experience(store, "No", status=ExperienceStatus.DISMISSED))
    kept = store.experiences.add(experience(store, "Waits"))
    store.entries.add(entry(store, lesson="Count the rows"))
    store.entries.add(entry(store))
    store.improvements.add(improvement(store, outcome=Outcome.HELD))
    store.improvements.add(improvement(store))
    store.cards.add(card(store))
    for item in ("one", "one", "two"):
        store.attempts.add(attempt(store, item))
    store.attempts.add(attempt(store, "sample", Exercise.PEER_REVIEW))
    store.uses.add(use(store, best.id))
    later = MORNING.date() + timedelta(days=2)
    state = gather(
        store, store.now(), takes={best.id: [later, later]}, gaps=[Unanswered("clash", "A conflict?")]
    )
    first, second = state.stories
    assert (first.id, first.ready, first.missing, first.told, first.last_told) == (
        best.id,
        True,
        (),
        3,
        later,
    )
    assert first.score == (best.verdict and best.verdict.score)
    assert (second.id, second.ready, second.told, second.last_told) == (draft.id, False, 0, None)
    assert Section.LEARNING in second.missing
    assert set(second.flagged) <= set(Pitfall)
    assert replace(state, stories=()) == PlanState(
        waiting=(Waiting(kept.id, "Waits"),),
        entries=2,
        lessons=1,
        held=1,
        cards_due=1,
        exercises={Exercise.REFRAMING: 2, Exercise.PEER_REVIEW: 1},
        gaps=(Unanswered("clash", "A conflict?"),),
    )


def test_kept_verdicts_say_the_same_as_judging_anew(store: Store) -> None:
    whole = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
    texts = [
        whole,
        whole.partition("## Learning")[0],
        whole.replace("## Task", "## Task\n## Result"),
        whole.replace("## Result", "## Result and lessons").partition("## Learning")[0],
        "## Situation\n<!-- Where? -->\n## Task\n",
        "## Situation\nI was there.\n## Action\n",
        (ROOT / "examples" / "first-outage.md").read_text(encoding="utf-8"),
        (ROOT / "examples" / "authentication.json").read_text(encoding="utf-8"),
    ]
    for number, text in enumerate(texts):
        save(store, new_record(store, f"Story {number}"), text)
    old = store.stories.by_slug("story-1")
    assert old is not None
    assert old.verdict is not None
    store.stories.save(old, texts[1], replace(old.verdict, score=1, coach="0.0.0"))
    assert gather(store, MORNING, read=kept_standing) == gather(store, MORNING)
