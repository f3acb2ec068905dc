"""`starl questions` and `starl portfolio`, as a person and a pipe use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.coach.test_fit import LATE, QUARREL

from .conftest import Run


@pytest.fixture
def stories(run: Run, tmp_path: Path) -> None:
    for title, text in (("late", LATE), ("quarrel", QUARREL)):
        path = tmp_path / f"{title}.md"
        path.write_text(text, encoding="utf-8")
        run("story", "new", "--file", str(path))


def test_listing_questions(run: Run) -> None:
    found: list[dict[str, Any]] = json.loads(run("questions", "--format", "json").out)["questions"]
    assert len(found) >= 126
    assert set(found[0]) >= {
        "id",
        "text",
        "theme",
        "listens_for",
        "follow_ups",
        "about",
        "wants",
        "value",
        "own",
    }
    text = run("questions", "--theme", "deadline").out
    assert text.startswith("deadline  9\n  missed-deadline\n    Tell me about a time when you missed")
    assert (
        "conflict"
        not in run("questions", "--theme", "deadline", "--format", "json").out.partition("about")[0]
    )


def test_own_questions_come_and_go(run: Run, tmp_path: Path) -> None:
    assert "There is none" in run("questions", "--own").out
    done = run("questions", "add", "Why did it break?", "--theme", "outage", "--follow-up", "And then?")
    assert done.out == "Added as why-did-it-break.\n"
    assert "Added as value-ownership" in run("questions", "value", "Ownership", "--means", "Act on it.").out
    path = tmp_path / "more.toml"
    path.write_text('[[question]]\nid = "mine"\ntext = "Why?"\n', encoding="utf-8")
    assert run("questions", "import", str(path)).out == "1 question added.\n"
    assert run("questions", "import", str(path)).out == "0 questions added; 1 were there already.\n"
    listed = run("questions", "--own").out
    assert [name in listed for name in ("why-did-it-break  (yours)", "value-ownership", "mine")] == [True] * 3
    shown = run("questions", "show", "why-did").out
    assert shown == "Why did it break?\n\nfollow-ups\n  And then?\n"
    assert run("questions", "rm", "why-did").out == "Removed why-did-it-break: Why did it break?\n"
    refused = run("questions", "rm", "missed-deadline")
    assert (refused.status, "comes with starl" in refused.err) == (2, True)


def test_own_questions_go_with_an_export(run: Run, tmp_path: Path) -> None:
    run("questions", "add", "Why did it break?")
    run("export", "--all", str(tmp_path / "copy"))
    run("questions", "rm", "why-did-it-break")
    run("import", str(tmp_path / "copy"), "--home", str(tmp_path / "other"))
    assert "why-did-it-break" in run("questions", "--own", "--home", str(tmp_path / "other")).out


@pytest.mark.usefixtures("stories")
def test_the_portfolio_as_text(run: Run) -> None:
    out = run("portfolio", "--size", "2").out
    assert out.startswith("These 2 stories answer ")
    assert "No other set of this size does better." in out
    assert "insight: still open. You wrote: “" in out
    assert "Fit of each story" in out
    assert "  deadline" in out
    assert "questions without a story" in out
    assert "`starl log` keeps it" in out
    assert "One more would add nothing." not in out
    assert "One more would add nothing." in run("portfolio", "--size", "2", "--theme", "deadline").out
    by_question = run("portfolio", "--theme", "conflict").out
    assert "  conflict-you-worsened" in by_question
    assert "●" in by_question


@pytest.mark.usefixtures("stories")
def test_the_portfolio_as_json(run: Run) -> None:
    found = json.loads(run("portfolio", "--format", "json").out)["portfolio"]
    assert set(found) == {"size", "chosen", "coverage", "optimal", "stories", "questions", "gaps"}
    assert found["optimal"] is True
    assert sum(item["adds"] for item in found["chosen"]) == pytest.approx(found["coverage"], abs=1e-3)
    fits = {item["question"]: item["fits"] for item in found["questions"]}
    assert {fit["level"] for fit in fits["missed-deadline"]} == {"strong", "gap"}
    assert set(fits["missed-deadline"][0]) == {"story", "level", "score", "why", "span"}


def test_an_empty_journal(run: Run) -> None:
    assert "There is no story yet" in run("portfolio").out
    found = json.loads(run("portfolio", "--format", "json").out)["portfolio"]
    assert (found["chosen"], found["stories"]) == ([], [])
    assert run("portfolio", "--size", "6").status == 2
