"""Between code points and the columns of an editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.lsp.positions import Lines
from starl.lsp.words import escaped
from starl.model.story import Span

TEXTS = st.text(alphabet=st.sampled_from("ab é🎉\u2028\r\n\ud800"), max_size=40)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_place_leads_to_a_position_and_back(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(lines.position(offset)) == offset


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 6), ("utf-16", 4), ("utf-32", 3)])
def test_columns_count_units_of_the_encoding(encoding: str, column: int) -> None:
    found = Lines("x\né🎉\u2028b", encoding).range(Span(2, 5))
    assert (found.start.line, found.start.character) == (1, 0)
    assert (found.end.line, found.end.character) == (
        1,
        column + {"utf-8": 3, "utf-16": 0, "utf-32": 0}[encoding],
    )


def test_words_of_a_story_make_no_markdown() -> None:
    told = escaped("[x](file:///etc) <script> ![y](z) `a` **b**\n# c\n- d &lt; \x1b[2J")
    assert not set("<>\n\x1b") & set(told)
    assert "](" not in told
    assert "**" not in told
