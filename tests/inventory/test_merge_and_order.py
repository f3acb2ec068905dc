"""Scores, references, and which candidates become one."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from starl.inventory.candidate import REF, Candidate, Sign, in_order, reference, short_references
from starl.inventory.merge import joined, merged
from starl.model.journal import Evidence, Source

DAY = dt.date(2024, 3, 14)


def candidate(
    key: str, *links: str, kind: str = "git", title: str = "", days: int = 0, weight: float = 0.3
) -> Candidate:
    day = DAY + dt.timedelta(days=days)
    sign = Sign(f"{kind}-sign", weight, f"because of {key}")
    evidence = (Evidence("commit", key, title, day),)
    return Candidate(Source(kind, key), title or key, day, (sign,), evidence, "shop", frozenset(links))


def groups(*items: Candidate) -> list[set[str]]:
    return [{source.key for source in item.sources} for item in merged(items)]


def test_links_join_over_several_steps() -> None:
    items = [
        candidate("a", "1"),
        candidate("b", "2"),
        candidate("c", "1", "2"),
        candidate("d", "3"),
        candidate("e"),
    ]
    assert groups(*items) == [{"a", "b", "c"}, {"d"}, {"e"}]


def test_titles_join_different_sources_that_are_near() -> None:
    revert = candidate("a", title="Taken back: Cache the checkout totals")
    meeting = candidate("b", kind="calendar", title="War room: checkout totals", days=3)
    late = candidate("c", kind="calendar", title="War room: checkout totals", days=30)
    other = candidate("d", kind="calendar", title="War room: search", days=1)
    assert groups(revert, meeting, late, other) == [{"a", "b"}, {"c"}, {"d"}]
    assert groups(revert, candidate("e", title="Cache the checkout totals")) == [{"a"}, {"e"}]


def test_the_strongest_gives_the_name_and_all_give_reasons() -> None:
    weak, strong = candidate("a", "1", weight=0.2), candidate("b", "1", weight=0.5, kind="document")
    (one,) = merged([weak, strong])
    assert one.source.key == "b"
    assert one.reasons == ("because of b", "because of a")
    assert one.score == 0.6
    assert [piece.reference for piece in one.evidence] == ["b", "a"]
    assert one.parts == (Source("git", "a"),)


def test_one_kind_of_sign_counts_once() -> None:
    assert joined([candidate("a", weight=0.3), candidate("b", weight=0.3)]).score == 0.3


def test_the_best_come_first_and_then_the_newest() -> None:
    items = [candidate("a", weight=0.3), candidate("b", weight=0.5), candidate("c", weight=0.3, days=1)]
    assert [item.source.key for item in in_order(items)] == ["b", "c", "a"]


def test_references_are_what_they_were() -> None:
    assert reference(Source("git", "revert:" + "0" * 40)) == "zcr4ykeg"


@given(st.sets(st.text(min_size=1), min_size=1, max_size=300))
def test_short_references_tell_apart(keys: set[str]) -> None:
    items = [candidate(key) for key in sorted(keys)]
    names = short_references(items)
    whole = {item.source: reference(item.source) for item in items}
    for source, name in names.items():
        assert 4 <= len(name) <= REF
        assert [other for other in whole if whole[other].startswith(name)] == [source]


@given(st.lists(st.tuples(st.integers(0, 30), st.sets(st.integers(0, 8), max_size=3))))
def test_merging_loses_no_source(drawn: list[tuple[int, set[int]]]) -> None:
    items = [candidate(str(n), *map(str, links), days=days) for n, (days, links) in enumerate(drawn)]
    result = merged(items)
    assert sorted(source for item in result for source in item.sources) == sorted(
        item.source for item in items
    )
    links = [item.links for item in result]
    assert sum(map(len, links)) == len(frozenset().union(*links)), "no link is in two of the results"
