"""Short replies: the four points on hand-labelled ones, copying, and what is not judged."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.coach.copied import RUN, copied
from starl.coach.reframing import FEWEST_WORDS, MOST_WORDS, judge
from starl.model.reframing import Point, Standing
from starl.model.report import Pitfall
from starl.practice.scenarios import Scenario, scenario, scenarios
from starl.training.corpus import CORPUS, split

REPLIES: list[dict[str, Any]] = tomllib.loads((CORPUS / "reframing.toml").read_text(encoding="utf-8"))[
    "reply"
]
FLOORS = {
    "tune": {Point.OWNS: 34, Point.COST: 37, Point.LEARNING: 38, Point.PLAIN: 36},
    "test": {Point.OWNS: 28, Point.COST: 36, Point.LEARNING: 34, Point.PLAIN: 35},
}
"""Of 38 replies each, so many are judged as labelled: what was measured."""


def test_the_table_is_large_and_no_scenario_is_on_both_sides() -> None:
    sides = {name: {one["scenario"] for one in REPLIES if one["set"] == name} for name in FLOORS}
    assert not sides["tune"] & sides["test"]
    assert len({one["text"] for one in REPLIES}) == len(REPLIES) == 76
    for name in sides:
        mine = [one for one in REPLIES if one["set"] == name]
        assert len(mine) == 38
        for point in (Point.OWNS, Point.LEARNING):
            assert (
                min(Counter(one[point.value] for one in mine)[standing.value] for standing in Standing) >= 5
            )
    for one in REPLIES:
        assert {Standing(one[point.value]) for point in Point}
        assert FEWEST_WORDS <= len(one["text"].split()) <= MOST_WORDS


@pytest.mark.parametrize("name", FLOORS)
def test_the_points_of_labelled_replies(name: str) -> None:
    right: Counter[Point] = Counter()
    opposite: Counter[Point] = Counter()
    for one in REPLIES:
        if one["set"] != name:
            continue
        points = judge(one["text"]).points
        for point in Point:
            said = {points[point].standing.value, one[point.value]}
            right[point] += len(said) == 1
            opposite[point] += said == {"met", "missing"}
    assert all(right[point] >= floor for point, floor in FLOORS[name].items()), right
    assert all(opposite[point] <= 4 for point in Point), opposite


def test_answers_of_other_authors() -> None:
    """The corpus has tags for three of the points, by authors whose answers nobody looked at for this."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for answer in split()["test"]:
        points = judge(answer.text).points
        if answer.offtopic or not points:
            continue
        tags = set().union(*(unit.tags for unit in answer.units))
        learning = "met" if "applied" in tags else "partly" if "lesson" in tags else "missing"
        every["learning"] += 1
        right["learning"] += points[Point.LEARNING].standing.value == learning
        if "own" in tags and not answer.pitfalls & {Pitfall.BLAME, Pitfall.HUMBLEBRAG}:
            every["owns"] += 1
            right["owns"] += points[Point.OWNS].standing is Standing.MET
        if Pitfall.HUMBLEBRAG not in answer.pitfalls:
            every["plain"] += 1
            right["plain"] += points[Point.PLAIN].standing is Standing.MET
    assert right["learning"] / every["learning"] >= 0.75
    assert right["owns"] / every["owns"] >= 0.84
    assert right["plain"] >= every["plain"] - 1 > 200


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.id)
def test_every_example_is_met(one: Scenario) -> None:
    found = judge(one.example, one.text)
    assert found.met, found.points
    assert not found.copies


def test_a_copied_example_is_not_the_persons_own() -> None:
    one = scenario("missed-deadline")
    found = judge(one.example, one.text, one.example)
    assert [copy.source for copy in found.copies] == ["example"]
    assert found.copied_words == found.words
    assert all(point.standing is Standing.MET for point in found.points.values())
    assert not found.met


def test_turning_the_persons_round_is_a_copy() -> None:
    one = scenario("fullstack-email")
    text = (
        one.text.replace("You tested", "I tested").replace("your", "my")
        + " I am sorry for it, and that is all I can say today."
    )
    found = judge(text, one.text, one.example)
    assert {copy.source for copy in found.copies} == {"scenario"}
    assert found.copied_words >= 30


@given(
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "delta", "you", "i", "your", "my", "7", "x-ray"]),
        min_size=RUN,
        max_size=40,
    ),
    st.text(),
)
def test_a_whole_text_is_a_copy_of_itself(words: list[str], around: str) -> None:
    text = " ".join(words)
    assert copied(text, f"{around} {text} {around}") == ((0, len(text)),)
    assert not copied(" ".join(words[: RUN - 1]), text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "0 words are too few; tell it in 20 to 250"),
        ("I forgot to test it and I am sorry.", "9 words are too few; tell it in 20 to 250"),
        (
            "Ich habe den Fehler gemacht und nicht getestet, und die Kunden haben sich dann bei uns beschwert, weil nichts mehr ging, was ich verstehe.",
            "it does not seem to be in English, the only language that the coach reads",
        ),
    ],
)
def test_what_is_not_judged(text: str, note: str) -> None:
    found = judge(text)
    assert (found.points, found.note, found.met) == ({}, note, False)


def test_a_long_reply_is_judged_and_told_so() -> None:
    found = judge(" ".join(one.example for one in scenarios()[:3]))
    assert found.met
    assert found.note is not None and found.note.endswith("250 are enough")


@given(st.text(max_size=400))
def test_any_text_is_answered_and_spans_lie_in_it(text: str) -> None:
    found = judge(text, text, text)
    spans = [point.span for point in found.points.values() if point.span] + [
        copy.span for copy in found.copies
    ]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
