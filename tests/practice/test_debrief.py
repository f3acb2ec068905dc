"""The debrief: which story was told, what was heard, how the person saw it, and what to practise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from starl.model.mock import Mock, Said, Stage, Weakness
from starl.model.report import Dimension
from starl.practice.debrief import compared, debrief
from starl.practice.mock import assess, begin, finish
from starl.practice.mock_markdown import as_markdown
from starl.practice.question_file import shipped
from starl.practice.story_match import match
from tests.practice.interviews import BLAMES, OUTAGE, WHOLE, say, story

QUESTIONS = {question.id: question for question in shipped()}
STORIES = [story("a", "The bike shops", WHOLE), story("b", "The fridge", OUTAGE)]
RETOLD = (
    "So I moved the database of those bike shops, and I tested with a tenth of the data only. Four thousand customers lost "
    "their accents and 1,200 letters came back. I rehearse on a full copy since then."
)


def _done(question: str, *texts: str, own: dict[Dimension, int] | None = None) -> Mock:
    mock = begin([QUESTIONS[question]])
    for text in texts:
        mock = say(mock, text)
    while mock.stage is not Stage.ASSESSING:
        mock = say(mock, "")
    mock = assess(mock, own or {})
    return finish(mock, debrief(mock, STORIES))


MATCHES = [
    (WHOLE, "a"),
    (OUTAGE, "b"),
    (RETOLD, "a"),
    (
        "The fridge alarm at the pharmacy, I had muted it, and vaccines for 600 patients were thrown away.",
        "b",
    ),
    (BLAMES, None),
    ("I gave a colleague harsh feedback in public and she did not speak to me for a month.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "found"), MATCHES)
def test_which_story_an_answer_tells(text: str, found: str | None) -> None:
    told = match(text, {item.id: item.text for item in STORIES})
    assert (told and told.story) == found


def test_two_stories_that_are_as_likely_are_none() -> None:
    assert match(WHOLE, {"a": WHOLE, "copy": WHOLE}) is None


def test_a_new_story_and_a_better_one() -> None:
    found = _done("failed-migration", BLAMES).debrief
    assert found is not None
    (one,) = found.rounds
    assert one.told is None
    assert one.better is not None
    assert (one.better.title, one.better.level) == ("The bike shops", "workable")


def test_the_story_told_is_named_and_the_best_one_is_not_outdone() -> None:
    found = _done("failed-migration", RETOLD).debrief
    assert found is not None
    assert found.rounds[0].told is not None
    assert found.rounds[0].told.title == "The bike shops"
    assert found.rounds[0].better is None


def test_every_quote_is_what_was_said() -> None:
    mock = _done("time-you-failed", BLAMES, "I never asked what it meant.")
    assert mock.debrief is not None
    said = " ".join(mock.rounds[0].text.split())
    (one,) = mock.debrief.rounds
    assert {item.dimension for item in one.heard} == set(Dimension)
    assert all(quote.removesuffix(" …") in said for item in one.heard for quote in item.quotes)
    assert Weakness.BLAME in one.closed
    assert Weakness.BLAME not in {weak.kind for weak in one.open}


def test_a_passed_question_is_not_scored() -> None:
    found = _done("time-you-failed", "").debrief
    assert found is not None
    assert found.scores == {}
    assert found.rounds[0].heard == ()
    assert found.said[0] == "You passed one question."


COMPARED = [
    ({Dimension.LEARNING: 2}, {Dimension.LEARNING: 2.5}, ["You saw yourself much as the coach does."]),
    ({Dimension.LEARNING: 4}, {Dimension.LEARNING: 1.0}, ["You saw more than the coach did in learning"]),
    (
        {Dimension.HUMILITY: 0, Dimension.SELF_AWARENESS: 1},
        {Dimension.HUMILITY: 3.0, Dimension.SELF_AWARENESS: 3.0},
        ["In humility and self-awareness more came across than you thought."],
    ),
    ({}, {Dimension.LEARNING: 1.0}, []),
    ({Dimension.LEARNING: 1}, {}, []),
]


@pytest.mark.parametrize(("own", "scores", "says"), COMPARED)
def test_how_the_own_view_compares(
    own: dict[Dimension, int], scores: dict[Dimension, float], says: list[str]
) -> None:
    said = list(compared(scores, own))
    assert len(said) == len(says)
    assert all(line.startswith(begins) for line, begins in zip(said, says, strict=True))


@pytest.mark.parametrize(
    ("texts", "drill"),
    [
        ((BLAMES,), "pushback"),
        (
            (
                "In 2022 at a bank I deleted a table without asking and four hundred people could not log in for a day. It was me.",
            ),
            "learning",
        ),
        ((f"{WHOLE} {OUTAGE} {WHOLE} {OUTAGE}",), "90s"),
    ],
)
def test_the_drills_fit_what_was_weak(texts: tuple[str, ...], drill: str) -> None:
    found = _done("time-you-failed", *texts).debrief
    assert found is not None
    assert drill in [tip.drill for tip in found.drills]


def test_the_export_has_all_of_it_and_no_mark_of_the_person_is_obeyed() -> None:
    mock = _done("time-you-failed", BLAMES, "I never *asked* <b>", own={Dimension.LEARNING: 3})
    text = as_markdown(mock, dt.date(2026, 5, 1))
    assert text.startswith("# Mock interview of 2026-05-01\n")
    for part in (
        "> In March at a travel company",
        "| Learning | 3 |",
        "Left open:",
        "`starl drill learning`",
    ):
        assert part in text
    assert mock.rounds[0].follow_ups[0].text.replace("*", "\\*") in text


def test_the_export_of_a_running_session_says_so() -> None:
    mock = replace(begin([QUESTIONS["time-you-failed"]]))
    assert "Not finished." in as_markdown(mock, dt.date(2026, 5, 1))
    said = mock.rounds[0]
    assert said.answer is None and said.text == ""
    assert replace(said, answer=Said(" x ")).text == "x"


def test_without_a_story_no_drill_needs_one() -> None:
    mock = assess(say(begin([QUESTIONS["time-you-failed"]]), WHOLE), {})
    assert [tip.drill for tip in debrief(mock, []).drills] == ["opening", "learning", "pushback"]
