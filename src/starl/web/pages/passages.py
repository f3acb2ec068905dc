"""A story to be read: its parts with their names, and what is marked in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from starl.model.story import Section, Span
from starl.text.markdown import parse
from starl.web.pieces import Piece, pieces

_WRAPPED = re.compile(r"(?<=[^\s])\r?\n(?=[^\s*+\d-])")
"""A line break within a paragraph; Markdown reads it as a space."""


class Passage(NamedTuple):
    """A part of a story."""

    section: Section | None
    """None for a text that has no such parts."""
    pieces: list[Piece]


def passages(text: str, spans: Sequence[Span]) -> list[Passage]:
    """The parts of a story that have words in them, without front matter, headings and questions in comments."""
    story = parse(text)
    flowing = _WRAPPED.sub(lambda line: " " * len(line[0]), text)
    found = []
    for part in story.parts:
        shown: list[Piece] = []
        for span in _visible(text, part.span):
            shown += pieces(flowing, spans, span)
        if shown:
            found.append(Passage(part.section, shown))
    return found


def _visible(text: str, span: Span) -> list[Span]:
    """The stretches between comments, without the space around them."""
    found = []
    at = span.start
    while at < span.end:
        opened = text.find("<!--", at, span.end)
        end = span.end if opened < 0 else opened
        stretch = text[at:end]
        if stretch.strip():
            start = at + len(stretch) - len(stretch.lstrip())
            found.append(Span(start, at + len(stretch.rstrip())))
        closed = text.find("-->", opened, span.end) if opened >= 0 else -1
        at = closed + 3 if closed >= 0 else span.end
    return found
