"""The way to Anki and back, with Anki's own library where it is installed, and with its tables as they are."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest

from starl.capture.stories import save
from starl.errors import StarlError
from starl.model.practice import Card, CardKind, Rating, State
from starl.paper.from_anki import reviews_of_anki
from starl.paper.make import Form, Layout, make
from starl.practice.elsewhere import take_reviews
from starl.practice.grading import grade
from starl.practice.scheduling import reviewed
from starl.store.store import Store

from .conftest import NOW

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def _package(store: Store, path: Path) -> Path:
    path.write_bytes(make(store, store.stories.select(), Form.ANKI, Layout.STORIES, NOW, whole=True).data)
    return path


class Deck:
    """The collection of a package of ours, with reviews as Anki writes them."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.package = _package(store, folder / "starl.apkg")
        with ZipFile(self.package) as package:
            self.path = Path(package.extract("collection.anki2", folder))

    def review(self, key: str, moment: dt.datetime, ease: int, kind: int = 1, factor: int = 2500) -> None:
        """Adds a row of the review log."""
        with sqlite3.connect(self.path) as db:
            ((card,),) = db.execute(
                "SELECT cards.id FROM notes JOIN cards ON cards.nid = notes.id WHERE notes.flds LIKE ?",
                (f"{key}\x1f%",),
            ).fetchall()
            at = round(moment.timestamp() * 1000)
            db.execute(
                "INSERT INTO revlog VALUES (?, ?, -1, ?, 10, 5, ?, 4200, ?)", (at, card, ease, factor, kind)
            )
        db.close()


@pytest.fixture
def deck(journal: Store, tmp_path: Path) -> Deck:
    return Deck(journal, tmp_path)


def _story(store: Store, slug: str) -> str:
    record = store.stories.by_slug(slug)
    assert record is not None
    return record.id


def test_reviews_of_anki_count_as_if_made_here(journal: Store, deck: Deck) -> None:
    item = _story(journal, "the-statements")
    card = journal.cards.of_item(CardKind.STORY, item)
    assert card is not None
    for days, ease in ((9, 3), (30, 1)):
        deck.review(f"starl:story:{item}", NOW + days * DAY, ease)
    taken = take_reviews(journal, reviews_of_anki(deck.path), NOW + 40 * DAY)
    assert taken == (2, 0, 0, 0)
    wanted = reviewed(reviewed(card, Rating.GOOD, NOW + 9 * DAY), Rating.AGAIN, NOW + 30 * DAY)
    assert journal.cards.get(card.id) == wanted
    assert wanted.state is State.RELEARNING
    assert [log.duration for log in journal.cards.logs(card.id)] == [4200, 4200]


def test_taking_in_twice_changes_nothing(journal: Store, deck: Deck) -> None:
    item = _story(journal, "the-export")
    deck.review(f"starl:story:{item}", NOW + DAY, 3)
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + 2 * DAY) == (1, 0, 0, 0)
    before = journal.cards.select()
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + 3 * DAY) == (0, 1, 0, 0)
    assert journal.cards.select() == before
    deck.review(f"starl:story:{item}", NOW + 5 * DAY, 4)
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + 6 * DAY) == (1, 1, 0, 0)


def test_a_review_between_two_of_starl_takes_its_turn(journal: Store, deck: Deck) -> None:
    item = _story(journal, "the-export")
    first = journal.cards.add(Card(journal.new_id(), NOW, CardKind.STORY, item, NOW))
    turns = ((NOW, Rating.GOOD), (NOW + 3 * DAY, Rating.HARD), (NOW + 9 * DAY, Rating.GOOD))
    here = grade(journal, grade(journal, first, turns[0][1], turns[0][0]), turns[2][1], turns[2][0])
    deck.review(f"starl:story:{item}", turns[1][0], 2)
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + 10 * DAY).added == 1
    wanted = first
    for moment, rating in turns:
        wanted = reviewed(wanted, rating, moment)
    after = journal.cards.get(first.id)
    assert after is not None
    assert (after.stability, after.difficulty, after.due) == (wanted.stability, wanted.difficulty, wanted.due)
    assert after.stability != here.stability
    assert [(log.reviewed, log.rating) for log in journal.cards.logs(first.id)] == list(turns)


def test_what_starl_knew_before_any_review_is_not_reckoned_away(journal: Store, deck: Deck) -> None:
    """The card of the fixture has a memory and no reviews that explain it."""
    item = _story(journal, "the-statements")
    before = journal.cards.of_item(CardKind.STORY, item)
    deck.review(f"starl:story:{item}", NOW - DAY, 1)
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + DAY).added == 1
    assert journal.cards.of_item(CardKind.STORY, item) == before


def test_only_answers_that_counted_are_taken(journal: Store, deck: Deck) -> None:
    key = f"starl:story:{_story(journal, 'the-export')}"
    deck.review(key, NOW + HOUR, 0, kind=4)  # set by hand
    deck.review(key, NOW + 2 * HOUR, 3, kind=3, factor=0)  # a preview in a filtered deck
    deck.review(key, NOW + 3 * HOUR, 3, kind=0, factor=0)  # learning
    found = reviews_of_anki(deck.path)
    assert [one.reviewed for one in found] == [NOW + 3 * HOUR]


def test_what_has_no_card_here_and_what_is_ahead_is_counted(journal: Store, deck: Deck) -> None:
    gone, kept = _story(journal, "the-review"), _story(journal, "the-export")
    deck.review(f"starl:story:{gone}", NOW + HOUR, 3)
    deck.review(f"starl:story:{kept}", NOW + 2 * HOUR, 3)
    deck.review(f"starl:story:{kept}", NOW + 9 * DAY, 3)
    journal.stories.bin(gone)
    assert take_reviews(journal, reviews_of_anki(deck.path), NOW + DAY) == (1, 0, 1, 1)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("collection.anki2", "collection.anki21b", "meta"), "Support older Anki versions"),
        (("manifest.json",), "no collection in it"),
        (("collection.anki2",), "is no whole collection"),
        ((), "is no whole collection"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(b"no database at all" * 100)
    if names:
        with ZipFile(path, "w") as package:
            for name in names:
                package.writestr(name, b"no database at all" * 100)
    with pytest.raises(StarlError, match=said):
        reviews_of_anki(path)


def test_a_collection_that_is_open_in_anki_is_named(journal: Store, deck: Deck) -> None:
    db = sqlite3.connect(deck.path)
    db.execute("PRAGMA locking_mode = exclusive")
    db.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StarlError, match="close Anki"):
        reviews_of_anki(deck.path)
    db.close()


def test_with_the_real_anki_a_deck_goes_and_comes_back(journal: Store, tmp_path: Path) -> None:
    """Imported, answered, imported anew with its practice kept, exported, and taken in once."""
    anki = pytest.importorskip("anki.collection", exc_type=ImportError)
    collection = anki.Collection(str(tmp_path / "collection.anki2"))

    def take(package: Path) -> object:
        options = anki.ImportAnkiPackageOptions(with_scheduling=True)
        request = anki.ImportAnkiPackageRequest(package_path=str(package), options=options)
        return collection.import_anki_package(request).log

    try:
        take(_package(journal, tmp_path / "first.apkg"))
        item = _story(journal, "the-export")
        (card,) = (collection.get_card(one) for one in collection.find_cards(f"Id:starl:story:{item}"))
        card.start_timer()
        answer = collection.sched.build_answer(
            card=card, states=collection._backend.get_scheduling_states(card.id), rating=2
        )
        collection.sched.answer_card(answer)
        practised = collection.db.first("SELECT type, queue, ivl, reps FROM cards WHERE id = ?", card.id)
        assert practised[3] == 1
        record = journal.stories.by_slug("the-export")
        assert record is not None
        save(journal, record, f"{journal.stories.text(item).rstrip()} New words.\n")
        later = make(
            journal, journal.stories.select(), Form.ANKI, Layout.STORIES, NOW + 900 * DAY, whole=True
        )
        (tmp_path / "second.apkg").write_bytes(later.data)
        take(tmp_path / "second.apkg")
        assert (
            collection.db.first("SELECT type, queue, ivl, reps FROM cards WHERE id = ?", card.id) == practised
        )
        assert "New words." in collection.get_note(card.nid)["Back"]
        for name, older in (("old.apkg", True), ("new.apkg", False)):
            collection.export_anki_package(
                out_path=str(tmp_path / name),
                options=anki.ExportAnkiPackageOptions(with_scheduling=True, legacy=older),
                limit=None,
            )
    finally:
        collection.close()
    with pytest.raises(StarlError, match="Support older Anki versions"):
        reviews_of_anki(tmp_path / "new.apkg")
    found = reviews_of_anki(tmp_path / "old.apkg")
    assert [(one.kind, one.item, one.rating) for one in found] == [(CardKind.STORY, item, Rating.GOOD)]
    assert reviews_of_anki(tmp_path / "collection.anki2") == found
    moment = found[0].reviewed + HOUR
    assert take_reviews(journal, found, moment) == (1, 0, 0, 0)
    assert take_reviews(journal, found, moment) == (0, 1, 0, 0)
