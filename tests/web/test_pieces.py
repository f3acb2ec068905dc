"""Texts cut for marking: nothing is lost, and every piece stands where it says."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from starl.model.story import Section, Span
from starl.practice.samples import samples
from starl.text.writer import new_story
from starl.web import pieces as module
from starl.web.pages.passages import passages
from starl.web.pieces import pieces

TEXTS = st.text(max_size=40)


@given(text=TEXTS, ends=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_nothing_is_lost(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in ends]
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        middle = range(piece.start, piece.start + len(piece.text))
        for number, span in enumerate(spans):
            assert (number in piece.marks) == all(span.start <= at < span.end for at in middle)
    for number, span in enumerate(spans):
        inside = 0 <= span.start < span.end <= len(text)
        assert sum(number in piece.ends for piece in found) == inside


def test_the_example() -> None:
    assert doctest.testmod(module).failed == 0


def test_a_story_is_shown_without_its_frame() -> None:
    text = new_story(
        "The outage",
        said={Section.ACTION: "I skipped\nthe test.", Section.RESULT: "It broke.\n\n- for two days"},
    )
    mark = Span(text.index("the test"), text.index("the test") + 8)
    shown = passages(text, [mark])
    assert [passage.section for passage in shown] == [Section.ACTION, Section.RESULT]
    action, result = (passage.pieces for passage in shown)
    assert [(piece.text, piece.marks) for piece in action] == [
        ("I skipped ", ()),
        ("the test", (0,)),
        (".", ()),
    ]
    assert "".join(piece.text for piece in result) == "It broke.\n\n- for two days"


def test_pieces_of_every_sample_stand_where_they_say() -> None:
    for one in samples():
        for passage in passages(one.text, [spot.span for spot in one.reference.strengthen]):
            for piece in passage.pieces:
                there = one.text[piece.start : piece.start + len(piece.text)]
                assert there.split() == piece.text.split()
