"""How well a story answers a question: examples, the labelled pairs, and what always holds."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.coach.engine import check
from starl.coach.fit import LEAST, Fit, FitLevel, fit, level_of, matrix
from starl.coach.story_features import StoryFeatures
from starl.coach.topics import spread, told, topics
from starl.practice.question_file import shipped
from starl.training.fit_labels import labelled

QUESTIONS = {question.id: question for question in shipped()}
LATE = (
    "Last spring I owned the export of our reports, and I had told my lead that it would take two weeks. I estimated "
    "it from the happy path and never broke the work down. We missed the deadline by five weeks, and the customer "
    "moved to their old tool for a quarter. I had known in the second week that I was behind schedule and told nobody, "
    "because I hoped to catch up. I apologised to my lead and to the customer in a call. Since then I break every task "
    "down into days before I name a date, and I say on the first day that I slip. In October that let us move the next "
    "release a month ahead, and it was on time."
)
QUARREL = (
    "A colleague wrote a harsh comment on my pull request, and I snapped at him in front of the team. I argued for days "
    "that his review was personal, and we stopped talking. The billing fix stood still for two weeks because of our quarrel, and 300 customers were charged twice. "
    "It was my fault that it grew: I was offended and I did not ask him once what he meant. I apologised to him over "
    "lunch. I learned to walk over before I answer a comment that hurts; since then I ask what somebody fears before I "
    "defend my code. In May that settled a disagreement on caching in ten minutes."
)
TRIVIAL = (
    "I once missed a semicolon in a script of mine and the linter showed it a second later. I added it and nobody was "
    "affected. I learned to look at the linter, and since then I look at it each time before I save a file."
)


@cache
def features(text: str) -> StoryFeatures:
    return StoryFeatures.of(text, check(text))


def answer(question: str, text: str) -> Fit:
    return fit(QUESTIONS[question], features(text))


@pytest.mark.parametrize(
    ("text", "question", "levels"),
    [
        (LATE, "missed-deadline", "strong"),
        (LATE, "wrong-estimate", "strong"),
        (LATE, "late-warning", "strong"),
        (LATE, "time-you-failed", "strong"),
        (LATE, "promise-not-kept", "strong workable"),
        (LATE, "conflict-you-worsened", "gap"),
        (LATE, "did-not-scale", "gap"),
        (LATE, "lost-data", "gap"),
        (QUARREL, "conflict-you-worsened", "strong"),
        (QUARREL, "review-turned-sour", "strong"),
        (QUARREL, "apology", "strong"),
        (QUARREL, "time-you-failed", "strong"),
        (QUARREL, "lost-data", "gap"),
        (QUARREL, "cost-explosion", "gap"),
        (TRIVIAL, "time-you-failed", "stretch"),
        (TRIVIAL, "production-outage", "gap"),
        ("Good morning, I would like to apply for the position.", "time-you-failed", "stretch"),
    ],
)
def test_examples(text: str, question: str, levels: str) -> None:
    found = answer(question, text)
    assert found.level.value in levels.split(), found


@pytest.mark.parametrize(
    ("name", "least_pairs", "exact", "near"), [("tune", 300, 0.71, 0.95), ("test", 100, 0.53, 0.82)]
)
def test_agreement_with_the_labels(name: str, least_pairs: int, exact: float, near: float) -> None:
    pairs = labelled(name)
    assert len(pairs) >= least_pairs
    assert sum(pair.distance == 0 for pair in pairs) / len(pairs) >= exact
    assert sum(pair.distance <= 1 for pair in pairs) / len(pairs) >= near


def test_no_gap_that_was_set_aside_is_taken_for_an_answer() -> None:
    answers = (FitLevel.STRONG, FitLevel.WORKABLE)
    assert not [
        pair for pair in labelled("test") if pair.level is FitLevel.GAP and pair.found.level in answers
    ]


def test_the_sets_are_apart_by_author() -> None:
    authors = [{pair.story.rpartition("-")[0] for pair in labelled(name)} for name in ("tune", "test")]
    assert not authors[0] & authors[1]


@pytest.mark.parametrize("text", [LATE, QUARREL, TRIVIAL])
def test_what_always_holds(text: str) -> None:
    for question in shipped():
        found = answer(question.id, text)
        assert 0 <= found.score <= 1
        assert found.level is level_of(found.score)
        assert found.why.endswith((".", ".”", "?”", "!”"))
        quote = re.search("“(.*)”", found.why)
        if quote and found.span:
            words = " ".join(text[found.span.start : found.span.end].split())
            assert words.startswith(quote[1].removesuffix(" …"))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_features(text: str) -> None:
    found = StoryFeatures.of(text, check(text), [text])
    assert all(0 <= strength <= 1 for strength in found.strengths.values())
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence.values())
    assert all(row.score <= 1 for row in matrix(shipped()[:5], [found])[0])


def test_title_and_themes_count() -> None:
    plain = StoryFeatures.of(TRIVIAL, check(TRIVIAL))
    named = StoryFeatures.of(TRIVIAL, check(TRIVIAL), ["The outage of the shop"])
    assert named.strengths["outage"] > plain.strengths.get("outage", 0.0)
    assert "outage" not in named.evidence


@pytest.mark.parametrize(
    ("text", "topic", "is_told"),
    [
        ("we missed the deadline", "deadline", True),
        ("there was no deadline", "deadline", False),
        ("three weeks late", "deadline", True),
        ("i was late for lunch", "deadline", False),
        ("it did not scale", "scaling", True),
        ("i deleted all of the orders", "data-loss", True),
        ("i deleted a comment. the data was fine", "data-loss", False),
    ],
)
def test_what_is_told_outright(text: str, topic: str, is_told: bool) -> None:
    assert any(place.topic == topic and place.weight > 0.5 for place in told(text)) == is_told


def test_a_near_topic_lends_and_takes_nothing() -> None:
    found = spread({"performance": 1.0, "scaling": 0.9})
    assert found["scaling"] == (0.9, "scaling")
    assert spread({"performance": 1.0})["scaling"] == (topics()["scaling"].near["performance"], "performance")


def test_every_topic_is_in_order() -> None:
    for name, topic in topics().items():
        assert set(topic.near) <= set(topics()) - {name}, name
        assert all(0 < share < 1 for share in topic.near.values()), name
        assert topic.tells and topic.skill, name
    asked = {name for question in shipped() for group in question.about for name in group}
    lending = {name for topic in topics().values() for name in topic.near}
    assert set(topics()) == asked | lending


def test_levels_are_bands() -> None:
    assert [level_of(least) for least in LEAST.values()] == list(FitLevel)


def test_three_hundred_stories_take_no_time() -> None:
    stories = [features(text) for text in (LATE, QUARREL, TRIVIAL)] * 100
    before = time.perf_counter()
    matrix(shipped(), stories)
    assert time.perf_counter() - before < 3
