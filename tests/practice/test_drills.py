"""Drills, each with goes that hold and goes that do not."""

from __future__ import annotations

import tomllib

import pytest

from starl.content import content_text
from starl.errors import StarlError
from starl.practice.drills import (
    Drill,
    DrillResult,
    budget,
    learning,
    opening,
    prompt,
    pushback,
    retrieval,
    version,
)
from starl.practice.question_file import shipped
from tests.practice.interviews import BLAMES, OUTAGE, WHOLE, story

QUESTIONS = {question.id: question for question in shipped()}
STORIES = [story("a", "The bike shops", WHOLE), story("b", "The fridge", OUTAGE)]


def _open(result: DrillResult) -> list[str]:
    return [point.name for point in result.points if not point.met]


def test_the_wordings() -> None:
    data = tomllib.loads(content_text("drills.toml"))
    assert set(data) == {"pushback", "opening", "learning"}
    assert len(set(data["pushback"]["ask"])) >= 12
    assert all(len(table["ask"]) >= 4 for table in data.values())


@pytest.mark.parametrize("drill", [drill for drill in Drill if drill is not Drill.RETRIEVAL])
def test_every_drill_has_a_prompt_and_the_seed_decides(drill: Drill) -> None:
    assert prompt(drill, seed="1") == prompt(drill, seed="1")
    assert len({prompt(drill, seed=str(seed)) for seed in range(30)}) > (
        drill in (Drill.PUSHBACK, Drill.OPENING)
    )


def test_retrieval_has_no_prompt_of_its_own() -> None:
    with pytest.raises(StarlError, match="asks a question of the bank"):
        prompt(Drill.RETRIEVAL, seed="1")


@pytest.mark.parametrize(
    ("named", "seconds", "fails"),
    [("a", 4.0, []), ("a", 14.0, ["in time"]), ("b", 4.0, ["it fits"]), (None, 4.0, ["in time", "it fits"])],
)
def test_retrieval(named: str | None, seconds: float, fails: list[str]) -> None:
    assert _open(retrieval(QUESTIONS["failed-migration"], STORIES, named, seconds)) == fails


def test_retrieval_without_a_story() -> None:
    assert "write one first" in retrieval(QUESTIONS["failed-migration"], [], None, 1.0).points[1].says


@pytest.mark.parametrize(
    ("drill", "text", "fails"),
    [
        (Drill.NINETY, WHOLE, ["time"]),
        (
            Drill.THIRTY,
            "In 2022 I moved the customer database of a bike shop chain. I tested with a tenth of the data and decided against a "
            "full copy. Four thousand customers lost the accents in their names and twelve hundred letters came back. Since then "
            "I rehearse on a full copy, and in October the rehearsal showed two broken columns in time.",
            [],
        ),
        (Drill.THIRTY, WHOLE, ["time"]),
        (
            Drill.THIRTY,
            "In 2022 I moved the customer database of a bike shop chain. I tested with a tenth of the data and decided against a "
            "full copy. Nine thousand customers lost the accents in their names and twelve hundred letters came back.",
            ["time", "learning", "numbers"],
        ),
        (Drill.THREE_MINUTES, "", ["time", "result", "learning"]),
    ],
)
def test_short_versions(drill: Drill, text: str, fails: list[str]) -> None:
    assert _open(version(drill, text, WHOLE)) == fails


def test_the_budgets_are_those_of_140_words_a_minute() -> None:
    assert [budget(drill) for drill in (Drill.THIRTY, Drill.NINETY, Drill.THREE_MINUTES)] == [70, 210, 420]


@pytest.mark.parametrize(
    ("reply", "fails"),
    [
        (
            "No, that was mine. I never read the limits although the page was open before me, and I went ahead on Friday because I wanted to be done.",
            [],
        ),
        (BLAMES, ["your part"]),
        ("Maybe.", ["enough"]),
    ],
)
def test_pushback(reply: str, fails: list[str]) -> None:
    assert _open(pushback(reply)) == fails


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("As the only developer of a clinic I had one weekend to move half a million patient records.", []),
        ("Perhaps it was kind of unlucky.", ["who", "what", "stakes", "no hedging"]),
        (WHOLE, ["short"]),
    ],
)
def test_opening(text: str, fails: list[str]) -> None:
    assert _open(opening(text)) == fails


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        (
            "Since then I rehearse every migration on a full copy, and in October that showed me two broken columns before the weekend.",
            [],
        ),
        (
            "I learned that communication is key and that one should always pay attention to the details in everything that one does at work.",
            ["concrete", "used"],
        ),
        (
            "I learned to test on a full copy of the data before I move it, and next time I will do that on the first day.",
            ["used"],
        ),
        ("Test more.", ["enough"]),
    ],
)
def test_learning(text: str, fails: list[str]) -> None:
    assert _open(learning(text)) == fails
