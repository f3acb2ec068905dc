"""What is left out by a look at the words of a sentence could not have matched."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import assume, given
from hypothesis import strategies as st

from starl.coach.examples import page_of, shown_example
from starl.coach.registry import all_rules
from starl.text.lazy import Phrases
from starl.text.prefilter import bits_of, cut, may_match, words_of
from starl.training.corpus import split
from starl.training.needed_words import Formula, Need, needed
from starl.training.prefilter import cuts, parts, sources

PATTERNS, _ = parts()
BITS = {source: bits_of(source) for source in PATTERNS}
UNKNOWN = bits_of("a pattern of nobody")
SHORT = [source for source in PATTERNS if len(source) < 2000]


def lists(need: Need) -> object:
    """A need in plain lists, to be compared: a formula begins with what it asks for."""
    if isinstance(need, Formula):
        return ["all" if need.every else "any", *sorted((lists(part) for part in need.parts), key=str)]
    return need and sorted(need)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (r"\bmistakes? were made\b", ["all", ["made"], ["mistake", "mistakes"], ["were"]]),
        (r"\b(?:we|the team) forgot", ["all", ["any", ["all", ["team"], ["the"]], ["we"]], ["forg*"]]),
        (r"\bfail\w*\b", ["fail", "fail*"]),
        (r"\bfa\w*\b", None),
        (r"(?:a lot|nothing)", None),
        (r"\b(?:\w+ ){0,3}later\b", ["later"]),
        (r"\b(?:very )*late\b", ["late"]),
        (r"\bpart,? of\b", ["all", ["of"], ["part"]]),
        (r"\bon 24 may\b", ["all", ["0"], ["may"], ["on"]]),
        (r"\borgani[sz]ed\b", ["organised", "organized"]),
        (r"\bcaf\W", ["caf"]),
        (r"\bwhy\?", ["all", ["?"], ["why"]]),
        (r"\blate\B", ["late*"]),
        (r"[^a-z]late", None),
        (r"(?P<open", None),
    ],
)
def test_what_a_pattern_needs(source: str, what: object) -> None:
    assert lists(needed(source)) == what


def sentences() -> list[str]:
    texts = [unit.text for answer in split()["test"] for unit in answer.units][::4]
    for rule in all_rules():
        texts += [shown_example(example) for example in page_of(rule).raw_fires]
    return [text.lower() for text in texts]


def test_no_pattern_matches_where_it_was_left_out() -> None:
    compiled = [(bit, re2.compile(source)) for source, bit in BITS.items()]
    left_out = looked = 0
    for text in sentences():
        possible, encoded = may_match(text), text.encode()
        for bit, pattern in compiled:
            looked += 1
            if not possible & bit:
                left_out += 1
                assert pattern.search(encoded) is None, (text, pattern.pattern)
    assert left_out > 0.9 * looked


@given(source=st.sampled_from(SHORT), data=st.data())
def test_what_matches_a_pattern_has_what_it_needs(source: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(source, re.ASCII))).lower()
    assume(re2.search(source, text))
    assert may_match(text) & BITS[source]


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert all(words_of(text))
    assert may_match(text) & UNKNOWN


def test_a_pattern_that_is_not_known_is_looked_for() -> None:
    assert UNKNOWN not in BITS.values()
    assert Phrases("a pattern of nobody").occur("this is a pattern of nobody")
    assert Phrases(r"\bwe failed\b", r"\bi \w+").search("so we failed, i failed") == (3, 12)
    assert not Phrases(r"\bwe failed\b").occur("we won")


@pytest.mark.parametrize("source", [source for source in sources() if len(cuts(source)) > 2])
def test_the_parts_of_a_pattern_are_the_pattern(source: str) -> None:
    first, *places, last = cuts(source)
    found = cut(source, [first, *places, last])
    assert len(found) == len(places) + 1
    around = len(source) - last
    assert source[first:last] == "|".join(part[first : len(part) - around] for part in found)
    for part in found:
        re2.compile(part)
