"""The sample journal: what it adds, that nothing is added twice, and that nothing of the person's goes with it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import replace

import pytest

from starl.coach.engine import check
from starl.content import content_path
from starl.model.journal import EntryFilter, Outcome
from starl.model.practice import CardKind
from starl.model.report import Pitfall
from starl.model.search import RecordKind
from starl.model.story_record import StoryRecord
from starl.practice.improvements import checked, keep_checked
from starl.practice.sample_journal import KIND, Removed, is_loaded, load, remove
from starl.store.store import Store
from tests.store.records import card, entry, experience, improvement, story

TOTAL = 15 + 5 + 4 + 3


def by_title(store: Store, title: str) -> StoryRecord:
    return next(one for one in store.stories.select() if one.title == title)


def counts(store: Store) -> tuple[int, int, int, int]:
    return (
        store.entries.count(),
        store.experiences.count(),
        store.stories.count(),
        store.improvements.count(),
    )


def test_schema() -> None:
    folder = content_path("sample")
    names = {}
    for path in folder.glob("*.toml"):
        (records,) = tomllib.loads(path.read_text(encoding="utf-8")).values()
        names[path.stem] = [one["name"] for one in records]
        assert len(set(names[path.stem])) == len(records)
    assert set(names) == {"entries", "experiences", "stories", "improvements"}
    stories = tomllib.loads((folder / "stories.toml").read_text(encoding="utf-8"))["story"]
    texts = {f"{one['name']}.{number + 1}" for one in stories for number in range(len(one["revisions"]))}
    assert {path.stem for path in (folder / "stories").glob("*.md")} == texts


def test_what_is_loaded(store: Store) -> None:
    assert not is_loaded(store)
    assert load(store) == TOTAL
    assert is_loaded(store)
    assert counts(store) == (15, 5, 4, 3)
    entries = store.entries.select()
    today = store.now().astimezone().date()
    assert all(one.source is not None and one.source.kind == KIND for one in entries)
    assert all(dt.timedelta(0) < today - one.date < dt.timedelta(days=160) for one in entries)
    assert all(one.created < store.now() and one.created.astimezone().date() == one.date for one in entries)
    assert "nothing here has happened to anybody" in entries[-1].text
    assert sum(one.applied is not None for one in entries) >= 5
    assert all(one.entry and store.entries.get(one.entry) for one in store.experiences.select())
    assert {one.outcome for one in store.improvements.select()} == {Outcome.HELD, Outcome.PARTLY, None}
    assert len(store.improvements.due(today)) == 1
    assert store.engine.check() == []
    assert store.search("posters")[0].kind in (RecordKind.STORY, RecordKind.ENTRY)


def test_the_stories_get_better_and_their_verdicts_are_real(store: Store) -> None:
    load(store)
    every = store.stories.select()
    assert len({one.themes for one in every}) == 4
    assert sum(one.verdict is not None and one.verdict.ready for one in every) >= 1
    assert any(one.verdict is not None and Pitfall.NO_LEARNING in one.verdict.pitfalls for one in every)
    for one in every:
        revisions = store.stories.revisions(one.id)
        assert 2 <= len(revisions) <= 3
        scores = [check(revision.text).verdict.score for revision in revisions]
        assert [revision.verdict and revision.verdict.score for revision in revisions] == scores
        assert scores == sorted(set(scores)), one.title
        assert [revision.saved for revision in revisions] == sorted(revision.saved for revision in revisions)
        assert one.created == revisions[0].saved and one.updated == revisions[-1].saved < store.now()
        assert one.entry and one.experience
        source = store.experiences.get(one.experience)
        assert source is not None and source.story == one.id


def test_loading_twice_adds_nothing(store: Store) -> None:
    load(store)
    before = counts(store)
    assert load(store) == 0
    assert counts(store) == before


def test_what_was_purged_comes_back_alone(store: Store) -> None:
    load(store)
    store.entries.purge(store.entries.select()[0].id)
    store.stories.purge(by_title(store, "The demo").id)
    assert load(store) == 2
    assert counts(store) == (15, 5, 4, 3)


def test_removing_leaves_no_trace(store: Store) -> None:
    load(store)
    store.cards.add(card(store, by_title(store, "The demo").id, CardKind.STORY))
    assert remove(store) == Removed(TOTAL, ())
    assert counts(store) == (0, 0, 0, 0)
    assert store.cards.count() == 0
    assert store.settings.all() == {}
    assert not is_loaded(store)
    assert remove(store) == Removed(0, ())
    assert load(store) == TOTAL


def test_what_the_person_added_stays(store: Store) -> None:
    load(store)
    sample = store.entries.select()[0]
    kept = store.entries.add(entry(store))
    store.experiences.add(experience(store))
    mine = store.stories.save(story(store, entry=sample.id), "## Situation\nMine.")
    store.improvements.add(improvement(store, entry=sample.id))
    assert remove(store).removed == TOTAL
    assert store.entries.select() == [kept]
    assert counts(store) == (1, 1, 1, 1)
    found = store.stories.get(mine.id)
    assert found is not None and found.entry is None
    assert store.engine.check() == []


def edit_entry(store: Store) -> str:
    one = store.entries.select(EntryFilter(project="catalogue"))[0]
    return store.entries.update(replace(one, lesson="My own words")).id


def edit_story(store: Store) -> str:
    one = by_title(store, "The demo")
    return store.stories.save(one, store.stories.text(one.id) + "More.\n", one.verdict).id


def edit_title(store: Store) -> str:
    return store.stories.update(replace(by_title(store, "The demo"), title="My demo")).id


def edit_experience(store: Store) -> str:
    one = store.experiences.select()[0]
    return store.experiences.update(replace(one, summary="I remember it otherwise")).id


def check_improvement(store: Store) -> str:
    one = next(one for one in store.improvements.select() if one.outcome is None)
    again = store.now().date() + dt.timedelta(days=20)
    return keep_checked(store, checked(one, Outcome.NOT_YET, store.now().date(), again)).id


@pytest.mark.parametrize("edit", [edit_entry, edit_story, edit_title, edit_experience, check_improvement])
def test_what_the_person_changed_stays_and_is_theirs(store: Store, edit: Callable[[Store], str]) -> None:
    load(store)
    identifier = edit(store)
    removed, stays = remove(store)
    assert removed == TOTAL - 1
    assert [one.id for one in stays] == [identifier]
    assert stays[0].title
    assert sum(counts(store)) == 1
    assert not is_loaded(store)
    assert remove(store) == Removed(0, ())
    assert load(store) == TOTAL - 1
    assert remove(store) == Removed(TOTAL - 1, ())
    assert sum(counts(store)) == 1


def test_looking_is_no_change(store: Store) -> None:
    """The bin, a saving without a change, and a story made from a sample are not edits of it."""
    load(store)
    one = by_title(store, "The demo")
    store.stories.save(one, store.stories.text(one.id), one.verdict)
    store.entries.bin(store.entries.select()[0].id)
    candidate = store.experiences.select()[0]
    mine = store.stories.save(story(store), "## Situation\nMine.")
    store.experiences.update(replace(candidate, story=mine.id))
    assert remove(store) == Removed(TOTAL, ())
    assert counts(store) == (0, 0, 1, 0)


def test_a_sample_without_its_note_is_left_alone(store: Store) -> None:
    """As after an import of the records without the settings: nobody knows what was changed meanwhile."""
    load(store)
    store.settings.remove("sample journal")
    assert load(store) == 4 + 3
    remove(store)
    assert counts(store) == (15, 5, 4, 3)
