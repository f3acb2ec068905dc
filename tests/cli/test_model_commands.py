"""`starl model`, `starl opinion` and `starl interview --model`: nothing goes that was not seen and agreed to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.opinion.conftest import model
from tests.opinion.scripted import GOOD, STORY, Scripted, claims
from tests.practice.interviews import BLAMES

__all__ = ["model"]
GONE = ("Priya", "Sharma", "Brightwater", "40,000 euros")


@pytest.fixture
def story(tmp_path: Path) -> str:
    """A story's file."""
    path = tmp_path / "billing.md"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sees what is printed, and answers."""
    monkeypatch.setattr("starl.cli.consent.someone_there", lambda: True)


def test_off_until_switched_on_and_off_again(run: Run, model: Scripted, story: str) -> None:
    assert run("model").out == "No language model is switched on.\n"
    refused = run("opinion", story, "--send")
    assert refused.status == 2
    assert "`starl model use NAME` switches one on" in refused.err
    assert "scripted" in run("model", "list").out.split()
    assert "there is no model 'x'" in run("model", "use", "x").err
    assert "Switched on: scripted." in run("model", "use", "scripted").out
    assert run("model").out == "Switched on: scripted.\n"
    assert run("model", "off").out == "No language model is switched on.\n"
    assert run("opinion", story, "--send").status == 2
    assert model.sent == []


def test_the_persons_own_words_are_kept_and_taken_out(run: Run, story: str) -> None:
    assert "dry run, night" in run("model", "hide", "night", " dry  run ").out
    shown = run("opinion", story, "--show")
    assert shown.status == 0
    assert "had asked me for a Word A" in shown.out
    assert "the same Word B" in shown.out
    assert "dry run" in run("model").out
    assert "'x' has to be 2 to 100 characters" in run("model", "hide", "x").err
    assert "'noon' is not on the list" in run("model", "unhide", "noon").err
    assert run("model", "unhide", "NIGHT", "dry run").out == "The list is empty.\n"


@pytest.mark.usefixtures("at_terminal")
def test_what_is_shown_is_what_is_sent_and_only_after_a_yes(run: Run, model: Scripted, story: str) -> None:
    run("model", "use", "scripted")
    model.script = claims(
        {**GOOD, "quote": "Person A had asked me for a dry run"}, {**GOOD, "quote": "never said"}
    )
    for answer in ("n\n", "\n"):
        done = run("opinion", story, "--send", stdin=answer)
        assert "Send this? [y/N]" in done.out
        assert "Nothing was sent." in done.out
    assert model.sent == []
    done = run("opinion", story, stdin="y\n")
    ((system, prompt),) = model.sent
    lines = [line.removeprefix("  ┃ ") for line in done.out.splitlines() if line.startswith("  ┃ ")]
    assert "\n".join(lines) == f"{system}\n{prompt}".rstrip("\n")
    assert not any(word in prompt for word in GONE)
    assert "Person A for “Priya Sharma”" in done.out
    assert "“Priya Sharma had asked me for a dry run”" in done.out
    assert GOOD["ask"] in done.out
    assert "1 claim was dropped: 1 does not quote you word for word." in done.out


def test_from_a_pipe_nothing_goes_without_send(run: Run, model: Scripted, story: str) -> None:
    run("model", "use", "mine")
    model.script = claims(GOOD)
    refused = run("opinion", story, stdin="y\n")
    assert refused.status == 2
    assert "nothing was sent: there is no terminal to ask at" in refused.err
    assert model.sent == []
    done = run("opinion", "-", "--send", "--format", "json", stdin=STORY)
    data = json.loads(done.out)["opinion"]
    start, end = data["claims"][0]["span"]
    assert STORY[start:end] == data["claims"][0]["quote"] == GOOD["quote"]
    assert data["dropped"] == {}
    assert "This would go to the model mine" in done.err
    assert len(model.sent) == 1


def test_a_story_of_the_journal_is_not_changed_by_it(run: Run, model: Scripted, story: str) -> None:
    Path(story).write_text(f"---\ntitle: The billing\n---\n{STORY}\n", encoding="utf-8")
    assert run("story", "new", "--file", story).status == 0
    before = run("story", "show", "the-billing").out
    run("model", "use", "scripted")
    model.script = claims({**GOOD, "says": "Fire Kevin."})
    done = run("opinion", "the-billing", "--send")
    assert "Nothing that it said holds to your words" in done.out
    assert "Kevin" not in done.out
    model.script = "<script>alert(1)</script>\x1b[2J"
    done = run("opinion", "the-billing", "--send")
    assert done.status == 2
    assert "not in the form that it was asked for" in done.err
    assert "\x1b" not in done.out + done.err
    assert run("story", "show", "the-billing").out == before
    assert "nosuchstory" in run("opinion", "nosuchstory", "--send").err


QUESTION = {
    "quote": "Eleven hundred bookings bounced that evening",
    "ask": "How did you hear of the bounced bookings?",
}


def _interview(run: Run, *more: str, answer: str = BLAMES) -> str:
    given = f"{answer}\n---\nI had not read it myself.\n---\nA script told me.\n---\n2 2 2 2\n"
    done = run("interview", "--seed", "a", "--questions", "1", "--strict", "gentle", *more, stdin=given)
    assert done.status == 0, done.err
    return done.out


def test_in_an_interview_it_asks_one_thing_more(run: Run, model: Scripted) -> None:
    run("model", "use", "scripted")
    model.script = claims({**QUESTION, "ask": "Who is Kevin?"}, QUESTION)
    out = _interview(run, "--model", "--send", answer=f"{BLAMES} Dave knew.")
    assert QUESTION["ask"] in out
    assert "1 claim was dropped: 1 states something that you did not write." in out
    ((_, prompt),) = model.sent
    assert "Dave" not in prompt
    assert "| I had not read it myself." in prompt
    (one,) = json.loads(run("interview", "list", "--format", "json").out)["interviews"]
    last = one["rounds"][0]["follow_ups"][-1]
    assert (last["by_model"], last["reply"]["text"]) == (True, "A script told me.")
    assert "(asked by your language model)" in run("interview", "show", one["id"], "--format", "markdown").out
    assert "(your language model)" in run("interview", "show", one["id"]).out


@pytest.mark.parametrize("script", ["no JSON", claims(), OSError("the network is gone")], ids=str)
def test_where_it_has_nothing_the_interview_goes_on(
    run: Run, model: Scripted, script: str | Exception
) -> None:
    run("model", "use", "scripted")
    model.script = script
    out = _interview(run, "--model", "--send")
    assert "further question" in out
    assert "How did you come across?" in out
    assert len(model.sent) == 1


@pytest.mark.usefixtures("at_terminal")
def test_in_an_interview_nothing_goes_without_a_yes(
    run: Run, model: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("model", "use", "scripted")
    asked: list[str] = []

    def no(text: str, default: bool) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr("click.confirm", no)
    assert QUESTION["ask"] not in _interview(run, "--model", "--send")
    assert asked == ["Send this?"]
    assert model.sent == []


def test_an_interview_with_a_model_says_at_once_what_it_lacks(run: Run, model: Scripted) -> None:
    assert "no language model is switched on" in run("interview", "--model").err
    run("model", "use", "scripted")
    assert "where nobody can be asked, add --send" in run("interview", "--model").err
    assert run("interview", "list").out == "There is none yet. `starl interview` begins one.\n"


def test_without_the_library_everything_else_works(
    run: Run, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    for call in (("model", "list"), ("model", "use", "x")):
        done = run(*call)
        assert done.status == 2
        assert "pip install 'starl[llm]'" in done.err
    assert "would go to the model" in run("opinion", story, "--show").out
    assert "How did you come across?" in _interview(run)
    assert "/100" in run("check", story).out
