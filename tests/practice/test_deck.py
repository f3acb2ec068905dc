"""Cards that make themselves, and what is due."""

from __future__ import annotations

import datetime as dt

import pytest

from starl.errors import StarlError
from starl.model.journal import Outcome
from starl.model.practice import CardKind
from starl.practice.cues import cue_of
from starl.practice.deck import NEW_A_DAY, due, fill
from starl.practice.improvements import checked, in_order, keep_checked
from starl.practice.marks import mark, marked
from starl.store.store import Store
from tests.store.records import MORNING, VERDICT, card, entry, improvement, story

DAY = dt.timedelta(days=1)


def test_lessons_and_stories_become_due_the_day_after(store: Store) -> None:
    store.entries.add(entry(store))
    store.entries.add(entry(store, lesson="Count the rows"))
    store.stories.save(story(store), "I guessed.", VERDICT)
    store.stories.save(story(store, "A draft"), "")
    assert fill(store, MORNING) == 2
    assert due(store, MORNING) == ({}, 0, (MORNING + DAY).date())
    early = (MORNING + DAY).replace(hour=0)
    assert due(store, early) == ({CardKind.LESSON: 1, CardKind.STORY: 1}, 0, None)
    assert fill(store, MORNING) == 0


def test_a_large_import_does_not_bury_the_person(store: Store) -> None:
    many = [store.entries.add(entry(store, lesson=f"Lesson {number}")) for number in range(NEW_A_DAY + 3)]
    assert fill(store, MORNING) == NEW_A_DAY
    assert fill(store, MORNING) == 0
    newest = {one.id for one in many[-NEW_A_DAY:]}
    assert {one.item for one in store.cards.select()} == newest


def test_the_cue_hides_the_answer_and_the_answer_is_the_persons_words(store: Store) -> None:
    kept = store.entries.add(
        entry(store, mistake="Dropped the table", lesson="Count the rows", cause="I was in a hurry")
    )
    store.improvements.add(improvement(store, entry=kept.id, change="A dry run first"))
    cue = cue_of(store, card(store, kept.id, CardKind.LESSON))
    assert (cue.title, cue.day) == ("Dropped the table", kept.date)
    assert cue.answer == (
        ("weakness", "I was in a hurry"),
        ("lesson", "Count the rows"),
        ("improvement", "A dry run first"),
    )
    told = store.stories.save(
        story(store, "The import"),
        "## Action\nI skipped the dry run because I was sure.\n## Learning\nI learned to run every import against a "
        "full copy first. Since then I have a script that does a dry run before each import.",
    )
    answer = dict(cue_of(store, card(store, told.id, CardKind.STORY)).answer)
    assert answer["weakness"] == "I skipped the dry run because I was sure."
    assert all(text in " ".join(store.stories.text(told.id).split()) for text in answer.values())
    assert cue_of(store, card(store, "why-this-job")).title == "why this job"


def test_marks_are_gone_once_the_record_was_edited(store: Store) -> None:
    kept = store.entries.add(entry(store, lesson="Count", mistake="No count"))
    told = store.stories.save(story(store, "The import"), "## Action\nI guessed.")
    mark(store, card(store, kept.id, CardKind.LESSON), store.now())
    mark(store, card(store, told.id, CardKind.STORY), store.now())
    mark(store, card(store), store.now())
    assert [(one.command, one.title) for one in marked(store)] == [
        ("edit", "No count"),
        ("story edit", "The import"),
    ]
    store.entries.update(kept)
    store.stories.bin(told.id)
    assert marked(store) == []
    store.stories.restore(told.id)
    assert marked(store) == []


def test_an_improvement_that_held_means_that_the_lesson_is_lived_by(store: Store) -> None:
    kept = store.entries.add(entry(store, lesson="Count the rows"))
    today, later = MORNING.date(), (MORNING + 14 * DAY).date()
    item = store.improvements.add(improvement(store, entry=kept.id, due=today, note="first"))
    assert due(store, MORNING).improvements == 1
    item = keep_checked(store, checked(item, Outcome.PARTLY, today, later))
    assert (item.due, item.note, due(store, MORNING).improvements) == (later, "first", 0)
    item = keep_checked(store, checked(item, Outcome.HELD, later, note="every time"))
    assert (item.due, item.note, item.checked) == (None, "every time", later)
    found = store.entries.get(kept.id)
    assert found is not None
    assert found.applied == later


@pytest.mark.parametrize(
    ("outcome", "again"), [(Outcome.HELD, MORNING.date()), (Outcome.PARTLY, None), (Outcome.NOT_YET, None)]
)
def test_a_day_to_look_again_is_needed_unless_it_held(
    store: Store, outcome: Outcome, again: dt.date | None
) -> None:
    with pytest.raises(StarlError):
        checked(improvement(store), outcome, MORNING.date(), again)


def test_those_to_look_at_come_first(store: Store) -> None:
    old, done, soon, late = (
        improvement(store, due=day and (MORNING + day * DAY).date()) for day in (None, None, 1, 9)
    )
    assert in_order([old, done, late, soon]) == [soon, late, done, old]
