"""The tier `deep`: the same kind of report, from an encoder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.coach import deep
from starl.coach.deep import WINDOW, DeepModel, Window, available, shipped_deep, windows
from starl.coach.engine import check
from starl.coach.model import ROLES, TAGS, TOPICS, shipped
from starl.errors import StarlError
from starl.export.report_json import as_json
from starl.model.report import Pitfall, Report, Tier

EXAMPLES = Path(__file__).parents[2] / "examples"
BLAMING = np.array([float(tag == "blame") for tag in TAGS])
BLAMED = np.array([float(topic == "is_blame") for topic in TOPICS])


@pytest.fixture
def encoder() -> Iterator[None]:
    if not available() and "CI" not in os.environ:
        pytest.skip("the tier deep is not installed (pip install onnxruntime tokenizers)")
    yield


def judged(text: str) -> Report:
    return check(text, tier=Tier.DEEP)


@pytest.mark.usefixtures("encoder")
@pytest.mark.parametrize("name", ["database-migration.md", "authentication.json", "first-outage.md"])
def test_the_examples_have_no_pitfall(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    report = judged(text)
    assert report.tier is Tier.DEEP
    assert [pitfall for pitfall, verdict in report.pitfalls.items() if verdict.flagged] == []
    assert report.verdict.ready or name.endswith(".json"), "notes are not yet a telling, a story is"


@pytest.mark.usefixtures("encoder")
@pytest.mark.parametrize(
    ("text", "pitfall"),
    [
        (
            "We had a release on a Friday. I was responsible for the deployment. QA signed it off without "
            "looking, and ops had not told anyone that the disks were full. The shop was down for six hours. "
            "If they had done their job, nothing would have happened. I learned to work with better people.",
            Pitfall.BLAME,
        ),
        (
            "At my last job I had to test the payment module. I was behind, so I wrote in the report that all "
            "tests had passed, though I had run none. When customers were charged twice I deleted the logs and "
            "let the intern take the blame. He was fired. I never told anyone.",
            Pitfall.CATASTROPHIC,
        ),
    ],
)
def test_what_it_is_for(text: str, pitfall: Pitfall) -> None:
    assert judged(text).pitfalls[pitfall].flagged


@pytest.mark.usefixtures("encoder")
def test_the_same_text_gives_the_same_report_with_exact_evidence() -> None:
    text = (EXAMPLES / "first-outage.md").read_text(encoding="utf-8")
    first, again = judged(text), judged(text)
    shown = [json.dumps(as_json("x", report, list(report.findings))) for report in (first, again)]
    assert shown[0] == shown[1]
    for finding in first.findings:
        assert finding.evidence == text[finding.span.start : finding.span.end]


@pytest.mark.usefixtures("encoder")
def test_an_encoder_alone_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes every sentence for an excuse, and says so of the text, is outvoted by the default tier."""
    text = (EXAMPLES / "database-migration.md").read_text(encoding="utf-8")
    whole = shipped_deep()

    def blind(window: Window) -> tuple[Any, Any, Any]:
        size = len(window.spans)
        return np.zeros((size, len(ROLES))), np.full((size, len(TAGS)), -4.0) + BLAMING * 8, BLAMED * 8 - 4

    encoder = DeepModel(blind, whole._tokenizer, shipped())
    monkeypatch.setattr(deep, "shipped_deep", lambda: encoder)
    blame = judged(text).pitfalls[Pitfall.BLAME]
    assert not blame.flagged
    assert 0.4 < blame.score < 0.6


@pytest.mark.usefixtures("encoder")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "…",
        "word " * 20_000,
        "I broke it. " * 5_000,
        "(" * 9_000,
        "\x1b[31m red \x00 \ud800",
        "失敗 " * 99,
    ],
)
def test_hostile_texts(text: str) -> None:
    assert judged(text).text == text


@given(st.lists(st.lists(st.integers(200, 30_000), max_size=300), max_size=60))
def test_windows_hold_every_sentence_once_and_in_order(tokens: list[list[int]]) -> None:
    found = list(windows(tokens))
    assert sum(len(window.spans) for window in found) == len(tokens)
    held = [window.ids[start:end] for window in found for start, end in window.spans]
    for sentence, kept in zip(tokens, held, strict=True):
        assert kept == sentence[: len(kept)] or not sentence
        assert kept
    assert all(len(window.ids) <= WINDOW + 1 for window in found)


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped_deep.cache_clear()
    monkeypatch.setattr(deep, "available", lambda: False)
    with pytest.raises(StarlError, match=r"pip install 'starl\[deep\]'"):
        judged("I broke it.")
    shipped_deep.cache_clear()
