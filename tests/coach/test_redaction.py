"""Redaction: what goes, what stays, and the way back."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.coach.redaction import redact, redact_all
from starl.coach.redaction_kinds import Kind
from starl.model.story import Span
from starl.training.corpus import split

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").with_stem("redaction").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_the_table(case: dict[str, Any]) -> None:
    assert redact(case["text"], case.get("words", ())).text == case["want"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_nothing_that_was_taken_out_is_left(case: dict[str, Any]) -> None:
    out = redact(case["text"], case.get("words", ()))
    for item in out.table:
        for words in item.words:
            assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", out.text) is None, words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_every_stretch_leads_back_to_the_own_words(case: dict[str, Any]) -> None:
    out = redact(case["text"], case.get("words", ()))
    for item in out.table:
        for match in re.finditer(re.escape(item.label), out.text):
            assert " ".join(re.sub("\u200b|\u0301", "", out.own_words(Span(*match.span()))).split()) in {
                *item.words, *(word.replace("é", "e") for word in item.words),
            }  # fmt: skip
    if out.text:
        assert out.own_words(Span(0, len(out.text))).strip() == case["text"].strip()


def test_labels_are_shared_by_texts_that_are_shown_together() -> None:
    question, answer = redact_all(["What did Novak say?", "Tom Novak said no. I asked Ana."])
    assert question.text == "What did Person A say?"
    assert answer.text == "Person A said no. I asked Person B."
    assert (
        question.restore("Why did person a and Person B disagree with Person C?")
        == ("Why did Tom Novak and Ana disagree with Person C?")
        or question.restore("Why did person a?") == "Why did Novak?"
    )


def test_what_is_left_out_is_not_shown_and_offsets_stay_right() -> None:
    text = "<!-- Dave knows -->I asked Dave.<!-- end -->"
    out = redact(text, leave_out=[Span(0, 19), Span(32, 44)])
    assert out.text == "I asked Person A."
    assert out.own_words(Span(8, 10)) == "Dave"
    assert out.source(Span(0, 7)) == Span(19, 26)


def test_no_first_name_stays_in_the_answers_of_the_corpus_and_little_else_is_lost() -> None:
    answers = [answer.text for answer in split()["train"]][:60]
    lost = words = 0
    for text in answers:
        out = redact(text)
        words += len(text.split())
        lost += sum(len(re.findall(re.escape(item.label), out.text)) for item in out.table)
        assert not re.search(r"\b(?:Priya|Maria|Tomas|Ravi|Stefan|Anna|Dave)\b", out.text)
    assert lost / words < 0.02


_ANY = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("aA. -@:/$1k\nPriya", max_size=120)


@settings(max_examples=60, deadline=None)
@given(_ANY, st.lists(st.text(max_size=6), max_size=2))
def test_any_text_can_be_redacted_and_every_character_leads_back(text: str, words: list[str]) -> None:
    out = redact(text, words)
    if out.text:
        start, end = out.source(Span(0, len(out.text)))
        assert 0 <= start < end <= len(text)
    for item in out.table:
        if item.kind in (Kind.SECRET, Kind.EMAIL, Kind.LINK):
            assert item.words[0] not in out.text
