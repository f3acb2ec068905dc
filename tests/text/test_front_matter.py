"""One key of the front matter changed, nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.text.front_matter import Value, with_meta
from starl.text.markdown import parse

BODY = "\n## Situation\nHere.\n"
CASES: list[tuple[str, str, Value, str]] = [
    ("---\ntitle: Old\nx: 1\n---\n", "title", "New: one", '---\ntitle: "New: one"\nx: 1\n---\n'),
    ("---\nx: 1\n---\n", "themes", ("a b", "c"), '---\nx: 1\nthemes: ["a b", "c"]\n---\n'),
    ("---\nthemes:\n  - a\n  - b\nx: 1\n---\n", "themes", ("c",), '---\nthemes: ["c"]\nx: 1\n---\n'),
    ("---\nthemes:\n- a\n- b\nx: 1\n---\n", "themes", None, "---\nx: 1\n---\n"),
    ("---\nnote: |\n  one\n\n  two\nx: 1\n---\n", "note", "n", '---\nnote: "n"\nx: 1\n---\n'),
    ("---\nx: 1\nnote: a\n---\n", "note", None, "---\nx: 1\n---\n"),
    ("---\r\nx: 1\r\n---\r\n", "date", dt.date(2025, 3, 14), "---\r\nx: 1\r\ndate: 2025-03-14\r\n---\r\n"),
    ("", "title", "New", '---\ntitle: "New"\n---\n'),
    ("", "title", None, ""),
    ("---\n---\n", "title", "New", '---\ntitle: "New"\n---\n'),
]


@pytest.mark.parametrize(("head", "key", "value", "expected"), CASES)
def test_one_key(head: str, key: str, value: Value, expected: str) -> None:
    assert with_meta(head + BODY, key, value) == expected + BODY


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    st.lists(st.text("ab: ,#'\"é"), max_size=3),
)
def test_what_is_set_is_read(title: str, themes: list[str]) -> None:
    text = with_meta(with_meta(BODY, "title", title), "themes", tuple(themes))
    story = parse(text)
    assert (story.title, story.themes, story.error) == (title, tuple(themes), None)
    assert text.endswith(BODY)
