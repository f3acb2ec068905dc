"""Peer review: the samples and their references, anchoring, comparing, and keeping as text."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.coach.engine import check
from starl.content import content_path, content_text
from starl.errors import StarlError
from starl.model.peer_review import Remark, Review, Theme
from starl.model.report import Pitfall
from starl.model.story import Span
from starl.practice.peer_review import anchored, compare, from_json, same_spot, to_json
from starl.practice.samples import Sample, sample, samples

WEAK = {
    "partly-blaming": ("partner-api", Pitfall.BLAME),
    "no learning": ("search-outage", Pitfall.NO_LEARNING),
    "dressed up": ("night-hero", Pitfall.HUMBLEBRAG),
    "nothing at stake": ("wrong-colour", Pitfall.TRIVIAL),
    "vague": ("project-phoenix", Pitfall.NO_LEARNING),
}


def test_schema() -> None:
    data = tomllib.loads(content_text("samples.toml"))
    assert set(data) == {"sample"}
    assert len(data["sample"]) >= 8
    for one in data["sample"]:
        assert set(one) == {"id", "authenticity", "learning", "summary", "strengthen"}
        assert all(set(spot) == {"quote", "comment", "theme"} for spot in one["strengthen"])
    files = {path.stem for path in content_path("samples").glob("*.md")}
    assert files == {one["id"] for one in data["sample"]}


@pytest.mark.parametrize("one", samples(), ids=lambda one: one.id)
def test_references_agree_with_themselves(one: Sample) -> None:
    found = compare(one.reference, one.text, one.reference)
    assert (found.authenticity.difference, found.learning.difference) == (0, 0)
    assert found.found == len(found.spots) == len(one.reference.strengthen) >= 1
    assert not found.more
    assert not any(line.startswith("Missed") for line in found.feedback)
    for spot in one.reference.strengthen:
        assert one.text[spot.span.start : spot.span.end] == spot.quote
        assert re.search(r"[.?]$", spot.comment)


def test_two_are_very_good_and_the_others_have_a_weakness_that_the_coach_sees() -> None:
    good = [one for one in samples() if one.reference.authenticity == one.reference.learning == 5]
    assert len(good) == 2
    assert all(check(one.text).verdict.ready and check(one.text).verdict.score >= 90 for one in good)
    for identifier, pitfall in WEAK.values():
        assert check(sample(identifier).text).pitfalls[pitfall].flagged, identifier
    assert {spot.theme for one in samples() for spot in one.reference.strengthen} == set(Theme)


def test_what_was_found_missed_and_added() -> None:
    one = sample("search-outage")
    review = Review(
        3,
        4,
        (
            anchored(one.text, "Communication is  key", "Says who?", Theme.LEARNING),
            anchored(one.text, "within one night", "Was that your idea?"),
        ),
    )
    found = compare(review, one.text, one.reference)
    assert (found.authenticity.difference, found.learning.difference) == (0, 3)
    assert [bool(spot.remarks) for spot in found.spots] == [False, True]
    assert found.found == 1
    assert [remark.comment for remark in found.more] == ["Was that your idea?"]
    assert {item.finding.code for item in found.coach if item.by_you} == {"L601"}
    assert not found.ready
    assert found.feedback[:4] == (
        "On how authentic it feels, you and the reference agree: 3 of 5.",
        "On how compelling the learning is, you gave 4 and the reference 1. You were kinder. "
        "Which sentence convinced you, and would it convince a stranger?",
        "You found 1 of the 2 weak spots that the reference names.",
        "Missed: “It was a valuable experience. I learned a lot about planning and about working …” "
        + one.reference.strengthen[0].comment,
    )
    assert found.feedback[-1].startswith("You marked one place that neither the reference nor the coach did.")


def test_marking_everything_finds_nothing() -> None:
    one = sample("partner-api")
    whole = Remark(Span(0, len(one.text)), one.text, "All of it")
    found = compare(Review(1, 1, (whole,)), one.text, one.reference)
    assert found.found == 0
    assert not any(item.by_you for item in found.coach)


def test_ones_own_story_is_compared_with_the_coach() -> None:
    text = sample("night-hero").text
    found = compare(Review(4, 4), text)
    assert (found.authenticity.theirs, found.learning.theirs) == (1, 2)
    assert not found.spots and found.coach
    assert found.feedback[0].startswith(
        "On how authentic it feels, you gave 4 and the coach 1. You were kinder."
    )
    assert any("The coach also stops at" in line for line in found.feedback)
    good = compare(Review(5, 5), sample("label-printer").text)
    assert good.ready and "The coach warns of nothing in this story." in good.feedback


def test_a_text_that_is_not_judged_can_be_reviewed() -> None:
    text = "Nothing yet."
    assert compare(Review(1, 1, (anchored(text, "yet", "When?"),)), text).authenticity.theirs == 3


@pytest.mark.parametrize(
    ("review", "message"),
    [
        (Review(0, 3), "the rating of authenticity is 0; give 1 to 5"),
        (Review(3, 6), "the rating of learning is 6; give 1 to 5"),
        (Review(3, 3, (Remark(Span(0, 4), "Else", "Why?"),)), "the remark on 'Else' does not fit this text"),
    ],
)
def test_what_is_refused(review: Review, message: str) -> None:
    with pytest.raises(StarlError, match=re.escape(message)):
        compare(review, "Some words")


def test_anchors() -> None:
    text = "He said “it’s\nfine”, and it’s fine."
    assert anchored(text, "it's fine", "Who?").span == (9, 18)
    assert anchored(text, "it's fine", "Who?", after=10).span == (25, 34)
    with pytest.raises(StarlError, match="'not there' do not stand in the story"):
        anchored(text, "not there", "Why?")
    with pytest.raises(StarlError, match="needs the words it is about and a comment"):
        anchored(text, "fine", " ")
    with pytest.raises(StarlError, match="no sample story 'partner'; did you mean 'partner-api'"):
        sample("partner")


SPANS = st.tuples(st.integers(0, 500), st.integers(1, 300)).map(lambda pair: Span(pair[0], sum(pair)))


@given(SPANS, SPANS)
def test_one_spot_overlaps_the_other(mine: Span, other: Span) -> None:
    assert same_spot(mine, other) == same_spot(other, mine)
    assert same_spot(mine, mine)
    assert not same_spot(mine, other) or (mine.start < other.end and other.start < mine.end)


REMARKS = st.builds(Remark, SPANS, st.text(), st.text(), st.none() | st.sampled_from(Theme))


@given(st.builds(Review, st.integers(1, 5), st.integers(1, 5), st.lists(REMARKS).map(tuple), st.text()))
def test_a_review_comes_back_from_text(review: Review) -> None:
    assert from_json(to_json(review)) == review


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"authenticity": 1}', "null", '{"strengthen": 3}'])
def test_what_is_no_review(text: str) -> None:
    with pytest.raises(StarlError, match="this is no kept review"):
        from_json(text)
