"""Stories and their revisions; experiences, improvements, cards and settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from starl.errors import Conflict, StarlError
from starl.model.journal import Evidence, ExperienceStatus, Outcome, Source, Taken
from starl.model.practice import CardKind, Rating, ReviewLog, State
from starl.model.report import Dimension, Pitfall
from starl.model.story_record import AUTOSAVE, AUTOSAVE_WINDOW, VerdictSnapshot
from starl.store.store import Store, open_store

from .records import MORNING, card, entry, experience, improvement, story

VERDICT = VerdictSnapshot(
    61, False, (Pitfall.BLAME,), {Dimension.LEARNING: 2, Dimension.HUMILITY: 4}, "0.1.0"
)


def test_every_save_is_a_revision(store: Store) -> None:
    one = store.stories.save(story(store, themes=("Testing",)), "first", VERDICT, note="a start")
    two = store.stories.save(replace(one, title="The import, again"), "second", replace(VERDICT, score=80))
    assert (one.revision, two.revision) == (1, 2)
    assert store.stories.get(one.id) == two
    assert store.stories.text(one.id) == "second"
    assert store.stories.text(one.id, 1) == "first"
    first, second = store.stories.revisions(one.id)
    assert (first.verdict, first.note, first.text) == (VERDICT, "a start", "first")
    assert second == store.stories.revision(one.id, 2)
    assert two.verdict is not None
    assert two.verdict.score == 80
    with pytest.raises(StarlError, match="has no revision 3; its newest is 2"):
        store.stories.revision(one.id, 3)


def test_saving_the_same_again_makes_no_revision(store: Store) -> None:
    one = store.stories.save(story(store), "text", VERDICT)
    again = store.stories.save(replace(one, themes=("new",)), "text", VERDICT)
    assert again.revision == 1
    assert store.stories.save(again, "text", replace(VERDICT, coach="0.2.0")).revision == 2


def test_two_who_save_the_same_story_both_keep_their_text(store: Store) -> None:
    one = store.stories.save(story(store), "text")
    store.stories.save(one, "mine")
    assert store.stories.save(one, "yours").revision == 3
    assert [revision.text for revision in store.stories.revisions(one.id)] == ["text", "mine", "yours"]


def test_a_text_made_from_an_older_revision_is_refused(store: Store) -> None:
    one = store.stories.save(story(store), "text", expected=0)
    mine = store.stories.save(one, "mine", expected=1)
    changed = replace(one, title="Another title")
    with pytest.raises(Conflict, match="has revision 2 by now, and this was made from revision 1") as caught:
        store.stories.save(changed, "yours", expected=1)
    assert caught.value.newest == 2
    assert store.stories.get(one.id) == mine
    assert store.stories.save(changed, "yours", expected=caught.value.newest).revision == 3
    with pytest.raises(Conflict, match="has revision 0 by now"):
        store.stories.save(story(store, "Not kept yet"), "text", expected=4)
    assert len(store.stories.select()) == 1


class Elapsed:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> dt.datetime:
        return self.now


def _texts(store: Store, identifier: str) -> list[tuple[int, str, str]]:
    return [(item.number, item.text, item.note) for item in store.stories.revisions(identifier)]


def test_the_autosaves_of_a_session_are_one_revision(where: str) -> None:
    clock = Elapsed()
    with open_store(where, clock=clock) as store:
        one = store.stories.save(story(store), "start", note="by hand")
        for text in ("start a", "start ab", "start abc"):
            clock.now += dt.timedelta(minutes=9)
            one = store.stories.save(one, text, note="unused", expected=one.revision, session="tab")
            assert one.revision == 2
        assert _texts(store, one.id) == [(1, "start", "by hand"), (2, "start abc", AUTOSAVE)]
        assert store.stories.revision(one.id, 2).saved == clock.now
        assert [hit.id for hit in store.search("abc")] == [one.id]
        assert store.search("ab") == []
        clock.now += AUTOSAVE_WINDOW
        one = store.stories.save(one, "after a pause", session="tab")
        assert one.revision == 3
        assert store.stories.text(one.id, 2) == "start abc"
        clock.now += dt.timedelta(seconds=5)
        assert store.stories.save(one, "another window", session="other tab").revision == 4
        assert store.stories.save(one, "the first again", session="tab").revision == 5
        assert store.engine.check() == []


def test_what_a_person_saved_is_never_replaced(where: str) -> None:
    clock = Elapsed()
    with open_store(where, clock=clock) as store:
        one = store.stories.save(story(store), "one", note=AUTOSAVE)
        one = store.stories.save(one, "two", session="tab")
        assert one.revision == 2
        one = store.stories.save(one, "two", note="this is it")
        assert _texts(store, one.id) == [(1, "one", AUTOSAVE), (2, "two", "this is it")]
        one = store.stories.save(one, "two", session="tab")
        assert _texts(store, one.id)[1] == (2, "two", "this is it")
        one = store.stories.save(one, "three", session="tab")
        one = store.stories.save(one, "four")
        assert [item[1] for item in _texts(store, one.id)] == ["one", "two", "three", "four"]


def test_a_story_can_be_brought_from_elsewhere(store: Store) -> None:
    here = store.stories.save(store.stories.save(story(store), "a", VERDICT), "b", note="n")
    there = Store(store.engine, "ann", clock=store.now)
    assert there.stories.add(here, store.stories.revisions(here.id)) == here
    assert there.stories.revisions(here.id) == store.stories.revisions(here.id)
    assert [hit.id for hit in there.search("b")] == [here.id]


def test_slugs(store: Store) -> None:
    assert store.stories.free_slug("Été à la Carte!") == "ete-a-la-carte"
    assert store.stories.free_slug("…") == "story"
    first = store.stories.save(story(store), "a")
    second = store.stories.save(story(store), "b")
    assert (first.slug, second.slug) == ("the-import", "the-import-2")
    assert store.stories.by_slug("the-import-2") == second
    with pytest.raises(StarlError, match="already"):
        store.stories.save(story(store, slug="the-import"), "c")


def test_themes_bin_and_purge(store: Store) -> None:
    one = store.stories.save(story(store, themes=("Testing", "Data")), "alpha")
    two = store.stories.save(story(store, themes=("testing",)), "beta")
    assert store.stories.themes() == {"testing": 2, "data": 1}
    assert store.stories.select(["TESTING"]) == [two, one]
    assert store.stories.select(["testing", "data"]) == [one]
    binned = store.stories.bin(one.id)
    assert store.stories.select() == [two]
    assert store.stories.select(binned=True) == [binned]
    assert store.search("alpha") == []
    assert store.stories.restore(one.id).binned is None
    assert [hit.id for hit in store.search("alpha")] == [one.id]
    store.cards.add(card(store, one.id, CardKind.STORY))
    kept = store.experiences.add(experience(store, story=one.id))
    store.stories.purge(one.id)
    assert (store.stories.get(one.id), store.stories.revisions(one.id), store.cards.count()) == (None, [], 0)
    assert store.experiences.get(kept.id) == replace(kept, story=None)
    assert store.stories.themes() == {"testing": 1}


def test_experiences(store: Store) -> None:
    found = experience(
        store,
        score=0.7,
        reasons=("reverted the same day",),
        evidence=(
            Evidence("commit", "abc", 'Revert "parser"', dt.date(2025, 1, 2)),
            Evidence("file", "a.py", ""),
        ),
        source=Source("git", "abc"),
    )
    store.experiences.add(found)
    assert store.experiences.get(found.id) == found == store.experiences.by_source(Source("git", "abc"))
    assert store.experiences.by_source(Source("git", "x")) is None
    assert [hit.title for hit in store.search("reverted")] == [found.title]
    dismissed = store.experiences.update(replace(found, status=ExperienceStatus.DISMISSED))
    assert store.search("reverted") == []
    better = experience(store, score=0.9, source=Source("git", "def"))
    assert store.experiences.add_many([found, better]) == Taken(1, 1)
    assert store.experiences.select() == [better, dismissed]
    assert store.experiences.select([ExperienceStatus.DISMISSED]) == [dismissed]
    assert store.experiences.known_keys("git") == {"abc", "def"}
    told = store.stories.save(story(store, experience=better.id), "text")
    store.experiences.remove(better.id)
    assert store.stories.get(told.id) == replace(told, experience=None)
    assert store.engine.check() == []


def test_improvements(store: Store) -> None:
    day = dt.date(2025, 6, 1)
    one = store.improvements.add(improvement(store, due=day, entry="e"))
    two = store.improvements.add(improvement(store, due=day - dt.timedelta(days=1)))
    assert store.improvements.due(day) == [two, one]
    assert store.improvements.due(day - dt.timedelta(days=1)) == [two]
    assert store.improvements.select(entry="e") == [one]
    done = store.improvements.update(replace(one, due=None, outcome=Outcome.HELD, checked=day, note="twice"))
    assert store.improvements.get(one.id) == done
    assert [hit.id for hit in store.search("twice")] == [one.id]
    store.improvements.remove(two.id)
    assert store.improvements.select() == [done]


def test_cards(store: Store) -> None:
    new = store.cards.add(card(store))
    assert store.cards.of_item(CardKind.QUESTION, "why-this-job") == new
    with pytest.raises(StarlError, match="already"):
        store.cards.add(card(store))
    later = new.due + dt.timedelta(days=3)
    seen = replace(
        new, state=State.REVIEW, step=None, stability=3.173, difficulty=5.28, due=later, last_review=new.due
    )
    log = ReviewLog(store.new_id(), new.id, Rating.GOOD, new.due, duration=4200)
    store.cards.record(seen, log)
    assert store.cards.get(new.id) == seen
    assert store.cards.logs(new.id) == [log] == store.cards.logs()
    assert store.cards.due(new.due) == []
    assert store.cards.due(later) == [seen]
    assert store.cards.due(later, [CardKind.STORY]) == []
    assert store.cards.count_due(later) == {CardKind.QUESTION: 1}
    assert store.cards.next_due() == seen.due
    assert store.cards.undo(new.id) == new == store.cards.get(new.id)
    assert store.cards.logs() == []
    with pytest.raises(StarlError, match="no review that can be taken back"):
        store.cards.undo(new.id)
    store.cards.add_logs([log])
    with pytest.raises(StarlError, match="no review that can be taken back"):
        store.cards.undo(new.id)
    other = store.cards.add(card(store, "b", CardKind.LESSON, due=later))
    assert store.cards.select() == [new, other]
    assert store.cards.select([CardKind.LESSON]) == [other]
    store.cards.remove(new.id)
    assert store.cards.logs() == []
    with pytest.raises(StarlError, match="no card with the id"):
        store.cards.record(new, log)


def test_cards_rest_with_their_records(store: Store) -> None:
    lesson = store.entries.add(entry(store, lesson="Count the rows first"))
    told = store.stories.save(story(store), "I guessed.", VERDICT)
    cards = [
        store.cards.add(card(store, lesson.id, CardKind.LESSON)),
        store.cards.add(card(store, told.id, CardKind.STORY)),
        store.cards.add(card(store)),
    ]
    now = store.now()
    assert store.cards.due(now) == cards
    assert store.cards.coming(now) == [(card.id, card.due) for card in cards]
    store.stories.bin(told.id)
    store.entries.update(replace(lesson, lesson=None))
    assert store.cards.due(now) == [cards[2]]
    assert store.cards.coming(now) == [(cards[2].id, cards[2].due)]
    assert store.cards.count_due(now) == {CardKind.QUESTION: 1}
    assert store.cards.next_due() == cards[2].due
    store.stories.restore(told.id)
    store.entries.update(lesson)
    assert store.cards.due(now) == cards
    assert store.cards.count_due(now) == dict.fromkeys(CardKind, 1)


def test_candidates_for_cards(store: Store) -> None:
    store.entries.add(entry(store))
    store.entries.add(entry(store, lesson=""))
    binned = store.entries.add(entry(store, lesson="Ask first"))
    store.entries.bin(binned.id)
    first, last = (store.entries.add(entry(store, lesson=said)) for said in ("Read it", "Measure it"))
    told = store.stories.save(story(store), "I guessed.", VERDICT)
    found = store.cards.candidates()
    assert [(one.kind, one.item, one.created) for one in found] == [
        (CardKind.STORY, told.id, told.created),
        (CardKind.LESSON, last.id, last.created),
        (CardKind.LESSON, first.id, first.created),
    ]
    assert store.cards.candidates(1) == found[:1]
    before = store.now()
    store.cards.add(card(store, last.id, CardKind.LESSON))
    assert [one.item for one in store.cards.candidates()] == [told.id, first.id]
    assert store.cards.count_candidates() == 2
    assert (store.cards.count_added(before), store.cards.count_added(store.now())) == (1, 0)


def test_settings(store: Store) -> None:
    store.settings.set("retention", 0.9)
    store.settings.set("retention", 0.85)
    store.settings.set("names", {"a": [1, None]})
    assert store.settings.get("retention") == 0.85
    assert store.settings.get("other", "none") == "none"
    assert store.settings.all() == {"names": {"a": [1, None]}, "retention": 0.85}
    store.settings.remove("names")
    assert store.settings.all() == {"retention": 0.85}


def test_many_at_once_by_their_ids_and_the_stories_of_an_entry(store: Store) -> None:
    one, two = (store.entries.add(entry(store, text)) for text in ("one", "two"))
    assert store.entries.among([two.id, "nothing", one.id, two.id]) == {one.id: one, two.id: two}
    assert store.entries.among([]) == {}
    told = store.stories.add(story(store, entry=one.id))
    store.stories.add(story(store, "Another"))
    assert store.stories.select(entry=one.id) == [told]
    assert store.stories.select(entry=two.id) == []
