"""Interviews, uses of stories, attempts at exercises, dismissed findings; and the end of it all."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.model.attempt import Exercise
from starl.model.interview import Went
from starl.model.practice import CardKind, Rating, ReviewLog
from starl.store.erase import _TABLES
from starl.store.store import Store, open_store
from starl.store.tables import COLUMNS

from .records import (
    MORNING,
    attempt,
    card,
    dismissal,
    entry,
    experience,
    improvement,
    interview,
    keep_shared,
    mock,
    story,
    take,
    use,
)

DAY = MORNING.date()


def test_interviews(store: Store) -> None:
    later = store.interviews.add(interview(store, date=DAY + dt.timedelta(days=9), role="Backend"))
    first = store.interviews.add(interview(store))
    assert store.interviews.select() == [first, later]
    assert store.interviews.select(since=DAY + dt.timedelta(days=1)) == [later]
    assert store.interviews.select(until=DAY) == [first]
    assert store.interviews.select(DAY, DAY) == [first]
    moved = store.interviews.update(replace(later, date=DAY, note="moved"))
    assert moved.updated > later.updated
    assert store.interviews.get(later.id) == moved
    assert store.interviews.find(later.id[:25] + later.id[25]) == moved
    with pytest.raises(StarlError, match="already"):
        store.interviews.add(first)
    told = store.stories.save(story(store), "text")
    kept = store.uses.add(use(store, told.id, interview=first.id))
    store.interviews.remove(first.id)
    assert store.uses.get(kept.id) == replace(kept, interview=None)
    with pytest.raises(StarlError, match="no interview with the id"):
        store.interviews.remove(first.id)


def test_uses(store: Store) -> None:
    one, two = (store.stories.save(story(store), text) for text in ("a", "b"))
    first = store.uses.add(use(store, one.id, question="failure", company="Harbour", went=Went.MIXED))
    newer = store.uses.add(use(store, one.id, date=DAY + dt.timedelta(days=1), interview="i"))
    other = store.uses.add(use(store, two.id, date=DAY - dt.timedelta(days=1)))
    assert store.uses.select() == [newer, first, other]
    assert store.uses.select(story=one.id) == [newer, first]
    assert store.uses.select(interview="i") == [newer]
    assert store.uses.select(question="failure") == [first]
    assert store.uses.select(limit=1) == [newer]
    assert store.uses.count_by_story() == {one.id: 2, two.id: 1}
    well = store.uses.update(replace(first, went=Went.WELL))
    assert store.uses.get(first.id) == well
    store.uses.remove(other.id)
    assert store.uses.count_by_story() == {one.id: 2}
    with pytest.raises(StarlError, match="belongs to is not there"):
        store.uses.add(use(store, "no-such-story"))
    assert store.uses.count() == 2


def test_attempts(store: Store) -> None:
    first = store.attempts.add(attempt(store, seconds=840, verdict={"score": 3, "missing": ["result"]}))
    again = store.attempts.add(attempt(store))
    sample = store.attempts.add(attempt(store, "sample-2", Exercise.PEER_REVIEW))
    assert store.attempts.select() == [sample, again, first]
    assert store.attempts.select(kind=Exercise.REFRAMING, item="late-release") == [again, first]
    assert store.attempts.select(kind=Exercise.STORY_DEVELOPMENT) == []
    assert store.attempts.select(limit=1) == [sample]
    assert store.attempts.counts() == {
        (Exercise.REFRAMING, "late-release"): 2,
        (Exercise.PEER_REVIEW, "sample-2"): 1,
    }
    judged = store.attempts.update(replace(again, verdict={}))
    assert store.attempts.get(again.id) == judged
    store.attempts.remove(first.id)
    assert store.attempts.select(item="late-release") == [judged]


def test_dismissals_hold_while_their_words_stand(store: Store) -> None:
    one, two = (store.stories.save(story(store), "text") for _ in range(2))
    first = store.dismissals.add(dismissal(store, one.id))
    long = store.dismissals.add(dismissal(store, one.id, evidence="word " * 5000))
    other = store.dismissals.add(dismissal(store, two.id))
    assert store.dismissals.select() == [first, long, other]
    assert store.dismissals.select(one.id) == [first, long]
    assert store.dismissals.get(one.id, "B201", "word " * 5000) == long
    assert store.dismissals.get(one.id, "B202", first.evidence) is None
    assert store.dismissals.holding(one.id, "And so the vendor broke it, again.") == [first]
    assert store.dismissals.holding(one.id, "I let the vendor go ahead.") == []
    better = store.dismissals.add(replace(first, reason="it is a fact", created=store.now()))
    assert store.dismissals.select(one.id) == [long, better]
    store.dismissals.remove(one.id, "B201", first.evidence)
    store.dismissals.remove(one.id, "B201", first.evidence)
    assert (store.dismissals.select(one.id), store.dismissals.count()) == ([long], 2)
    with pytest.raises(StarlError, match="belongs to is not there"):
        store.dismissals.add(dismissal(store, "no-such-story"))
    with pytest.raises(StarlError, match="surrogate"):
        store.dismissals.add(dismissal(store, one.id, evidence="\ud800"))


def test_what_belongs_to_a_story_goes_with_it(store: Store) -> None:
    gone, stays = (store.stories.save(story(store), "text") for _ in range(2))
    for told in (gone, stays):
        store.uses.add(use(store, told.id))
        store.dismissals.add(dismissal(store, told.id))
        store.attempts.add(attempt(store, told.id, Exercise.STORY_DEVELOPMENT))
    store.attempts.add(attempt(store))
    store.stories.purge(gone.id)
    assert [item.story for item in store.uses.select()] == [stays.id]
    assert [item.story for item in store.dismissals.select()] == [stays.id]
    assert [item.item for item in store.attempts.select()] == ["late-release", stays.id]
    assert store.engine.check() == []


WORD = "zanzibarmarmalade"


def _fill(store: Store) -> None:
    """A record of every kind, each with the word in it."""
    kept = store.entries.add(entry(store, WORD, lesson=WORD, tags=(WORD,)))
    told = store.stories.save(story(store, WORD, themes=(WORD,), entry=kept.id), f"First {WORD}")
    store.stories.save(told, f"Second {WORD}")
    store.experiences.add(experience(store, WORD))
    store.improvements.add(improvement(store, change=WORD))
    asked = store.cards.add(card(store, kept.id, CardKind.LESSON))
    store.cards.record(asked, ReviewLog(store.new_id(), asked.id, Rating.GOOD, store.now()))
    met = store.interviews.add(interview(store, note=WORD))
    store.uses.add(use(store, told.id, note=WORD, interview=met.id))
    store.attempts.add(attempt(store, text=WORD, verdict={"said": WORD}))
    store.dismissals.add(dismissal(store, told.id, reason=WORD, evidence=WORD))
    store.takes.add(take(store, told.id, text=WORD, note=WORD))
    store.mocks.add(mock(store, state={"said": WORD}))
    keep_shared(store, told.id, WORD)
    store.settings.set("name", WORD)


def _numbers(store: Store) -> dict[str, int]:
    return {
        table: store.engine.run(f"SELECT count(*) FROM {table} WHERE owner = '{store.owner}'")[0][0]
        for table in COLUMNS
    }


def test_everything_of_one_owner_is_erased(store: Store) -> None:
    other = Store(store.engine, "ann", clock=store.now)
    _fill(store)
    _fill(other)
    before = _numbers(other)
    assert _numbers(store) == before
    assert all(before.values()), before
    assert {table.__name__ for table in _TABLES} == before.keys()
    store.erase()
    assert not any(_numbers(store).values())
    assert _numbers(other) == before
    assert store.search(WORD) == []
    assert {hit.id for hit in other.search(WORD)} >= {item.id for item in other.entries.each()}
    assert store.engine.check() == []
    _fill(store)
    assert _numbers(store) == before


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A journal's file with the word in it."""
    path = tmp_path / "journal.sqlite"
    with open_store(path) as store:
        for number in range(30):
            store.entries.add(entry(store, f"{WORD} {number} " * 300))
        _fill(store)
    yield path


def _found(path: Path) -> list[str]:
    return [file.name for file in path.parent.glob("journal.sqlite*") if WORD.encode() in file.read_bytes()]


def test_the_words_are_gone_from_the_file(file: Path) -> None:
    assert _found(file)
    with open_store(file) as store:
        store.erase()
        assert _found(file) == []
    assert _found(file) == []


def test_a_reader_that_holds_the_file_is_named_and_it_can_be_done_again(file: Path) -> None:
    with open_store(file) as store:
        with closing(sqlite3.connect(file)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM entries").fetchall()
            with pytest.raises(StarlError, match="everything is removed, but remains"):
                store.erase()
        assert store.entries.count() == 0
        store.erase()
    assert _found(file) == []
