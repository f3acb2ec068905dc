"""Search: the same answers from both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.model.search import RecordKind
from starl.store.store import Store
from starl.store.words import SNIPPET, Clause, fold, folded_words, parse, snippet, words

from .records import entry, experience, improvement, story

TEXTS = {
    "a": "The café's migration of foo.bar failed at night",
    "b": "Migrations need a dry run; the dry run needs data",
    "c": "ÜBERSETZUNG: encoding broke, naïve code",
    "d": "run dry of coffee in v2_final of C++ code",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cafe", "a"),
        ("CAFÉ", "a"),
        ("migration", "a"),
        ("migr*", "ab"),
        ("MIGRATION*", "ab"),
        ('"dry run"', "b"),
        ('"dry ru"*', "b"),
        ("dry run", "bd"),
        ("run -data", "d"),
        ('run -"dry run"', "d"),
        ("foo.bar", "a"),
        ("foo", "a"),
        ("ubersetzung", "c"),
        ("naive", "c"),
        ("code", "cd"),
        ("v2", "d"),
        ("final", "d"),
        ("C++ coffee", "d"),
        ("night nothing", ""),
        ("AND OR NOT NEAR(", ""),
        ("run* (dry) \" ' : | & ! \\ <->", "bd"),
        ('"dry run', "b"),
        ("tagged", "b"),
    ],
)
def test_queries(store: Store, query: str, found: str) -> None:
    names = {}
    for name, text in TEXTS.items():
        names[store.entries.add(entry(store, text, tags=("tagged",) if name == "b" else ())).id] = name
    assert "".join(sorted(names[hit.id] for hit in store.search(query))) == found


def test_better_answers_come_first(store: Store) -> None:
    weak = store.entries.add(entry(store, "cache " + "and much more of other things " * 20))
    strong = store.entries.add(entry(store, "cache cache cache"))
    titled = store.stories.save(story(store, "Cache"), "text")
    hits = store.search("cache")
    assert {hit.id for hit in hits} == {weak.id, strong.id, titled.id}
    assert hits[-1].id == weak.id
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)
    assert [hit.id for hit in store.search("cache", limit=1, offset=1)] == [hits[1].id]


def test_the_snippet_of_a_story_is_what_it_tells(store: Store) -> None:
    text = "---\ntitle: The cache\nthemes: [ops]\n---\n\n# The cache\n\n## Situation\n\nWe ran two caches.\n\n## Result\n\nThe cache was cold.\n"
    store.stories.save(story(store, "The cache", themes=("ops",)), text)
    assert [hit.snippet for hit in store.search("cache")] == ["We ran two caches. The cache was cold."]
    assert [hit.snippet for hit in store.search("ops")] == ["We ran two caches. The cache was cold."]


def test_conditions(store: Store) -> None:
    day = dt.date(2025, 1, 1)
    one = store.entries.add(entry(store, "alpha", date=day, tags=("Ops",)))
    two = store.stories.save(
        story(store, "Alpha story", date=day + dt.timedelta(days=1), themes=("ops", "x")), "beta"
    )
    three = store.experiences.add(experience(store, "alpha event", date=day + dt.timedelta(days=2)))
    four = store.improvements.add(improvement(store, note="alpha"))
    assert {hit.id for hit in store.search("alpha")} == {one.id, two.id, three.id, four.id}
    assert [hit.id for hit in store.search("alpha", [RecordKind.STORY])] == [two.id]
    assert {hit.id for hit in store.search("alpha", labels=["OPS"])} == {one.id, two.id}
    assert [hit.id for hit in store.search("alpha", labels=["ops", "x"])] == [two.id]
    assert {hit.id for hit in store.search("alpha", until=day + dt.timedelta(days=1))} == {one.id, two.id}
    assert [hit.id for hit in store.search("alpha", since=day, until=day)] == [one.id]
    assert [hit.id for hit in store.search("", until=day + dt.timedelta(days=2))] == [
        three.id,
        two.id,
        one.id,
    ]
    assert [hit.id for hit in store.search("  ", [RecordKind.ENTRY])] == [one.id]


def test_a_hit_shows_where(store: Store) -> None:
    long = (
        "First line that says it.\n"
        + "nothing here " * 60
        + "then the rollback\nfailed twice "
        + "and on " * 60
    )
    store.entries.add(entry(store, long))
    (hit,) = store.search("rollback fail*")
    assert hit.title == "First line that says it."
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["rollback", "failed"]
    assert "\n" not in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) <= SNIPPET + 4


def test_only_excluding_is_refused(store: Store) -> None:
    with pytest.raises(StarlError, match="only says what must not be there"):
        store.search("-alpha")


@given(st.text(max_size=60))
def test_any_query_is_read(query: str) -> None:
    try:
        clauses = parse(query)
    except StarlError:
        return
    assert all(clause.words and all(clause.words) for clause in clauses)


@given(st.text(max_size=400), st.lists(st.text(max_size=5), max_size=3))
def test_highlights_are_words_of_the_query(text: str, asked: list[str]) -> None:
    found = [tuple(word for word, _ in words(item)) for item in asked]
    clauses = [Clause(item) for item in found if item]
    piece, spans = snippet(text, clauses)
    wanted = {word for clause in clauses for word in clause.words}
    assert all(fold(piece[start:end]) in wanted for start, end in spans)
    assert bool(spans) == any(word in wanted for word, _ in words(text))


@given(st.text(max_size=200) | st.text(st.characters(max_codepoint=127), max_size=200))
def test_the_quick_way_to_the_words_gives_the_same(text: str) -> None:
    assert list(folded_words(text)) == [word for word, _ in words(text)]
