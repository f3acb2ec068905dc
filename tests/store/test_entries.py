"""Entries: kept, found, changed, thrown away and brought back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from starl.errors import StarlError
from starl.model.journal import EntryFilter, Source, Taken
from starl.model.practice import CardKind
from starl.store.store import Store

from .records import MORNING, card, entry, experience, improvement, story


def test_what_is_added_is_there(store: Store) -> None:
    kept = store.entries.add(
        entry(
            store,
            "I dropped the wrong table.\nOn a Friday.",
            at=dt.time(16, 40),
            mistake="No dry run",
            lesson="Dry run first",
            cause="Hurry",
            tags=("Database", "ops", "database"),
            mood="tired",
            project="billing",
            attachments=("notes/a b.md",),
            source=Source("jrnl", "1"),
            applied=dt.date(2025, 4, 1),
        )
    )
    assert store.entries.get(kept.id) == kept
    assert store.entries.get("0") is None
    assert store.entries.count() == 1
    assert store.entries.tags() == {"database": 1, "ops": 1}


def test_the_same_id_or_source_is_refused_and_nothing_changes(store: Store) -> None:
    kept = store.entries.add(entry(store, source=Source("jrnl", "1")))
    for other in (replace(kept, text="other", source=None), entry(store, source=Source("jrnl", "1"))):
        with pytest.raises(StarlError, match="same id or source is there already"):
            store.entries.add(other)
    assert list(store.entries.each()) == [kept]
    assert store.engine.check() == []


def test_many_are_taken_in_once(store: Store) -> None:
    offered = [entry(store, f"number {n}", source=Source("csv", str(n % 1100))) for n in range(1200)]
    assert store.entries.add_many(iter(offered)) == Taken(1100, 100)
    assert store.entries.add_many(offered) == Taken(0, 1200)
    assert store.entries.known_keys("csv") == {str(n) for n in range(1100)}
    assert [item.id for item in store.entries.each()] == [item.id for item in offered[:1100]]
    assert len(store.search("number", limit=2000)) == 1100


def test_many_are_taken_in_wholly_or_not_at_all(store: Store) -> None:
    def offered() -> object:
        for n in range(700):
            yield entry(store, f"number {n}")
        raise RuntimeError("the file ended early")

    with pytest.raises(RuntimeError):
        store.entries.add_many(offered())  # type: ignore[arg-type]
    assert store.entries.count() == 0
    assert store.search("number") == []


def test_a_beginning_of_the_id_is_enough(store: Store) -> None:
    one, two = store.entries.add(entry(store)), store.entries.add(entry(store))
    short = store.entries.short(one.id)
    assert store.entries.find(short.upper()) == one
    assert store.entries.find(two.id) == two
    assert short[:-1] == store.entries.short(two.id)[:-1]
    assert store.entries.beginning(short[:-1]) == [one, two]
    assert store.entries.beginning(short[:-1], limit=1) == [one]
    assert store.entries.beginning(one.id) == [one]
    assert store.entries.beginning("zz") == []
    with pytest.raises(StarlError, match="more than one entry"):
        store.entries.find(short[:-1])
    with pytest.raises(StarlError, match="no entry whose id begins with 'zz'"):
        store.entries.find("zz")
    for wrong in ("", "%", "é"):
        with pytest.raises(StarlError, match="is no id"):
            store.entries.find(wrong)


def test_a_change_reaches_record_tags_and_search(store: Store) -> None:
    kept = store.entries.add(entry(store, "before", tags=("old",)))
    changed = store.entries.update(replace(kept, text="after", tags=("new",)))
    assert changed.updated > kept.updated
    assert store.entries.get(kept.id) == changed
    assert store.entries.tags() == {"new": 1}
    assert store.search("before") == []
    assert [hit.id for hit in store.search("after")] == [kept.id]
    with pytest.raises(StarlError, match="no entry with the id"):
        store.entries.update(entry(store))


def test_the_bin_hides_and_gives_back(store: Store) -> None:
    kept = store.entries.add(entry(store, "secret", tags=("a",)))
    binned = store.entries.bin(kept.id)
    assert binned.binned is not None
    assert store.entries.bin(kept.id) == binned
    assert (store.entries.select(), store.search("secret"), store.entries.tags()) == ([], [], {})
    assert store.entries.select(EntryFilter(tags=("A",), binned=True)) == [binned]
    back = store.entries.restore(kept.id)
    assert back.binned is None
    assert store.entries.restore(kept.id) == back
    assert [hit.id for hit in store.search("secret")] == [kept.id]
    assert store.entries.tags() == {"a": 1}


def test_purging_lets_go_of_what_pointed_there(store: Store) -> None:
    kept = store.entries.add(entry(store, "gone"))
    store.cards.add(card(store, kept.id, CardKind.LESSON))
    pointing = store.experiences.add(experience(store, entry=kept.id))
    better = store.improvements.add(improvement(store, entry=kept.id))
    told = store.stories.save(story(store, entry=kept.id), "text")
    store.entries.purge(kept.id)
    assert store.entries.get(kept.id) is None
    assert store.cards.count() == 0
    assert store.search("gone") == []
    for record in (
        store.experiences.get(pointing.id),
        store.improvements.get(better.id),
        store.stories.get(told.id),
    ):
        assert record is not None
        assert record.entry is None
    with pytest.raises(StarlError, match="no entry with the id"):
        store.entries.purge(kept.id)
    assert store.engine.check() == []


def test_emptying_the_bin(store: Store) -> None:
    kept, early, late = (store.entries.add(entry(store)) for _ in range(3))
    early, late = store.entries.bin(early.id), store.entries.bin(late.id)
    assert store.entries.purge_binned(before=late.binned) == 1
    assert store.entries.purge_binned() == 1
    assert list(store.entries.each(EntryFilter(binned=None))) == [kept]


def test_filters(store: Store) -> None:
    day = MORNING.date()
    days = [day + dt.timedelta(days=n) for n in range(4)]
    a = store.entries.add(entry(store, date=days[0], tags=("x", "Y"), project="p", lesson="l"))
    b = store.entries.add(entry(store, date=days[1], tags=("x",), source=Source("jrnl", "1")))
    c = store.entries.add(entry(store, date=days[2], lesson="l", applied=days[3]))

    def ids(**which: object) -> list[str]:
        return [item.id for item in store.entries.select(EntryFilter(**which))]  # type: ignore[arg-type]

    assert ids() == [c.id, b.id, a.id]
    assert ids(tags=("X",)) == [b.id, a.id]
    assert ids(tags=("x", "y")) == [a.id]
    assert ids(since=days[1], until=days[1]) == [b.id]
    assert ids(project="p") == [a.id]
    assert ids(source="jrnl") == [b.id]
    assert ids(lesson=True, applied=False) == [a.id]
    assert ids(lesson=False) == [b.id]
    assert store.entries.number(EntryFilter(lesson=True)) == 2
    assert [item.id for item in store.entries.select(limit=1, offset=1)] == [b.id]


def test_owners_do_not_see_each_other(store: Store) -> None:
    other = Store(store.engine, "ann", clock=store.now)
    mine = store.entries.add(entry(store, "mine", tags=("t",), source=Source("jrnl", "1")))
    theirs = other.entries.add(replace(mine, text="theirs"))
    assert store.entries.get(mine.id) == mine
    assert other.entries.get(mine.id) == theirs
    assert [hit.snippet for hit in other.search("theirs")] == ["theirs"]
    assert other.search("mine") == []
    other.entries.purge(theirs.id)
    assert other.entries.tags() == {}
    assert store.entries.tags() == {"t": 1}
    assert [hit.id for hit in store.search("mine")] == [mine.id]


def test_a_transaction_is_whole_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.entries.add(entry(store, "half"))
        store.stories.save(story(store), "half")
        raise RuntimeError
    assert (store.entries.count(), store.stories.count(), store.search("half")) == (0, 0, [])


@pytest.mark.parametrize("text", ["before\0after", "half \ud83d"])
def test_what_no_database_keeps_is_refused(store: Store, text: str) -> None:
    for bad in (entry(store, text), entry(store, tags=(text,)), entry(store, lesson=text)):
        with pytest.raises(StarlError, match="remove it and save again"):
            store.entries.add(bad)
    assert store.entries.count() == 0
