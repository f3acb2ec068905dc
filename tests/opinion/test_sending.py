"""What leaves the machine, and what happens when nothing good comes back."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from starl.coach.redaction import redact
from starl.errors import StarlError
from starl.opinion.client import names, ready, send
from starl.opinion.request import LONGEST, follow_up_request, story_request
from tests.opinion.scripted import GOOD, STORY, Script, Scripted, claims, endless, silent

CASES = tomllib.loads((Path(__file__).parents[1] / "coach/redaction.toml").read_text("utf-8"))["case"]
WHOLE = "\n".join(case["text"] for case in CASES)
WORDS = [word for case in CASES for word in case.get("words", ())]


def test_no_word_that_was_taken_out_is_in_what_is_sent(model: Scripted) -> None:
    model.script = claims(GOOD)
    for request in (
        story_request(WHOLE, WORDS),
        follow_up_request("What did Priya say?", WHOLE, ["And Novak?"], WORDS),
    ):
        send(ready("scripted"), request)
        (system, prompt), model.sent = model.sent[-1], []
        assert (system, prompt) == (request.system, request.prompt)
        gone = [words for item in redact(WHOLE, WORDS).table for words in item.words]
        assert len(gone) > 60
        for words in (*gone, "Priya", "Novak", "Okonkwo", "hunter2", "s3cret", "falcon nine"):
            assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", f"{system}\n{prompt}") is None, words


def test_front_matter_and_comments_are_not_sent(model: Scripted) -> None:
    request = story_request(
        "---\ntitle: The secret project\n---\n## Action\nI waited.<!-- they must not see this\n-->\n<!-- nor this"
    )
    assert request.prompt == "The story:\n| ## Action\n| I waited.\n"


@pytest.mark.parametrize("text", ["", "  \n", "<!-- all of it -->"])
def test_nothing_is_not_sent(text: str) -> None:
    with pytest.raises(StarlError, match="nothing in it to send"):
        story_request(text)


def test_too_much_is_not_sent() -> None:
    with pytest.raises(StarlError, match="are the most that is sent at once"):
        story_request("I waited. " * (LONGEST // 10 + 1))


def test_the_answer_comes_as_it_was_given(model: Scripted) -> None:
    model.script = lambda: iter(["{", '"claims"', ": []}"])
    assert send(ready("mine"), story_request(STORY)) == '{"claims": []}'


def _number() -> Iterator[object]:
    yield 7


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (endless, "did not stop after 64000 characters"),
        (silent, "did not finish in 0.3 seconds"),
        (
            httpx.ConnectError("all attempts failed\nfor 10.0.0.7"),
            r"could not answer \(all attempts failed for Host A\)",
        ),
        (httpx.ReadTimeout(""), r"could not answer \(ReadTimeout\)"),
        (RuntimeError("401: key sk-abcdefghijklmnop1234 is wrong \x1b[31m"), r"key Secret A is wrong"),
        (_number, "could not answer"),
    ],
    ids=["endless", "silent", "no network", "network time-out", "key in the message", "no text"],
)
def test_what_goes_wrong_is_said_in_one_sentence(model: Scripted, script: Script, said: str) -> None:
    model.script = script
    with pytest.raises(StarlError, match=said) as raised:
        send(ready("scripted"), story_request(STORY), seconds=0.3 if script is silent else 20)
    assert "\n" not in str(raised.value)
    assert "\x1b" not in str(raised.value)


def test_models_are_listed_and_a_missing_one_or_its_missing_key_is_named(model: Scripted) -> None:
    assert {"scripted", "hosted"} <= set(names())
    with pytest.raises(StarlError, match="there is no model 'nothing'; `starl model list`"):
        ready("nothing")
    with pytest.raises(StarlError, match="the model 'hosted' needs a key; `llm keys set nobody`"):
        ready("hosted")


def test_without_the_library_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    for call in (names, lambda: ready("x")):
        with pytest.raises(StarlError, match=r"pip install 'starl\[llm\]'"):
            call()
