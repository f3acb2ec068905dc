"""`starl interview` and `starl drill`, as a person and as a pipe use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.practice.interviews import BLAMES, WHOLE

ANSWERS = (
    f"{BLAMES}\n---\nI had not read the changes myself, and I never asked.\n---\n---\n{WHOLE}\n---\n3 3 2 4\n"
)


def _story(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bikes.md"
    path.write_text(f"---\ntitle: The bike shops\n---\n{WHOLE}\n", encoding="utf-8")
    assert run("story", "new", "--file", str(path)).status == 0


def test_a_whole_interview_through_a_pipe(run: Run, tmp_path: Path) -> None:
    _story(run, tmp_path)
    done = run("interview", "--seed", "a", "--questions", "2", stdin=ANSWERS)
    assert done.status == 0
    assert "1 of 2" in done.out
    assert "2 of 2" in done.out
    assert "“The bike shops”" in done.out
    assert done.out.index("How did you come across?") < done.out.index("/4")
    assert "starl drill" in done.out
    data = json.loads(run("interview", "list", "--format", "json").out)["interviews"]
    assert [one["stage"] for one in data] == ["done"]
    shown = run("interview", "show", data[0]["id"], "--format", "markdown").out
    assert "> In March 2022 I was responsible" in shown
    assert "| Self-awareness | 3 |" in shown
    one = json.loads(run("interview", "show", data[0]["id"], "--format", "json").out)["interview"]
    assert one == data[0]
    assert "done, " in run("interview", "list").out
    assert BLAMES.split()[0] in run("interview", "show", data[0]["id"][:6]).out


def test_an_answer_becomes_a_story(run: Run) -> None:
    run("interview", "--seed", "a", "--questions", "2", stdin=f"{WHOLE}\n---\n---\n1 1 1 1\n")
    identifier = json.loads(run("interview", "list", "--format", "json").out)["interviews"][0]["id"]
    assert run("story", "new", "The bike shops", "--from", f"{identifier}/1").status == 0
    text = run("story", "show", "the-bike-shops").out
    assert all(word in text for word in WHOLE.split())
    assert f"nothing was answered at {identifier}/2" in run("story", "new", "--from", f"{identifier}/2").err
    wrong = run("story", "new", "--from", f"{identifier}/3")
    assert (wrong.status, "the answers" in wrong.err) == (2, True)


def test_it_stops_where_the_answers_end_and_goes_on(run: Run) -> None:
    stopped = run("interview", "--seed", "a", "--questions", "1", stdin=f"{BLAMES}\n")
    assert "Kept." in stopped.out
    assert "stopped at question 1" in run("interview", "list").out
    again = run("interview", "--resume", stdin="I never asked what it meant.\n---\n\n---\n1 1 1 1\n")
    assert again.status == 0
    assert BLAMES[:40] in again.out
    assert "Drills" in again.out
    assert "there is no interview to go on with" in run("interview", "--resume").err


@pytest.mark.parametrize(("word", "says"), [(":q", "Kept."), (":end", "How did you come across?")])
def test_stopping_and_ending_early(run: Run, word: str, says: str) -> None:
    done = run("interview", "--seed", "a", "--questions", "3", stdin=f"{WHOLE}\n---\n{word}\n---\n2 2\n")
    assert says in done.out
    assert ("Drills" in done.out) is (word == ":end")


def test_removing_one(run: Run) -> None:
    run("interview", "--questions", "1", stdin="")
    identifier = json.loads(run("interview", "list", "--format", "json").out)["interviews"][0]["id"]
    assert run("interview", "rm", identifier).status == 0
    assert "There is none yet" in run("interview", "list").out


def test_outcomes_say_how_few(run: Run, tmp_path: Path) -> None:
    _story(run, tmp_path)
    assert "No real interview is noted yet" in run("interview", "outcomes").out
    run("interview", "--questions", "1", stdin=f"{WHOLE}\n---\n3 3 3 3\n")
    run("used", "the-bike-shops", "--went", "well")
    assert "Only 1 real telling of practised stories" in run("interview", "outcomes").out
    data = json.loads(run("interview", "outcomes", "--format", "json").out)["outcomes"]
    assert data["by_went"][0]["practised"] == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--theme", "failure", "--weakest"), "not by two of them"),
        (("--role", "astronaut"), "the roles are"),
        (("--minutes", "99"), "0.5 to 10 minutes"),
        (("--questions", "11"), "11 is not in the range"),
    ],
)
def test_what_is_refused(run: Run, args: tuple[str, ...], says: str) -> None:
    done = run("interview", *args)
    assert done.status == 2
    assert says in done.err


DRILLS = [
    (("retrieval", "--seed", "a"), "the-bike-shops\n", "in time"),
    (("30s", "the-bike-shops"), WHOLE, "· time"),
    (
        ("pushback",),
        "That was mine, I never read the limits and I went ahead on Friday because I wanted to be done with it.",
        "That holds.",
    ),
    (
        ("opening",),
        "As the only developer of a clinic I had one weekend to move all patient records.",
        "That holds.",
    ),
    (("learning",), "Test more.", "· enough"),
]


@pytest.mark.parametrize(("args", "text", "says"), DRILLS, ids=[args[0] for args, _, _ in DRILLS])
def test_drills(run: Run, tmp_path: Path, args: tuple[str, ...], text: str, says: str) -> None:
    _story(run, tmp_path)
    done = run("drill", *args, stdin=text)
    assert done.status == 0
    assert says in done.out
    data = json.loads(run("drill", *args, "--format", "json", stdin=text).out)["drill"]
    assert data["drill"] == args[0]
    assert data["points"]


def test_a_short_version_needs_a_story(run: Run) -> None:
    assert "which story?" in run("drill", "90s").err


def test_nothing_said_is_nothing_judged(run: Run) -> None:
    assert "nothing was judged" in run("drill", "learning", stdin="").out
