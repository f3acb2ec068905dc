"""A text cut where marks begin and end, for a template to underline it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from starl.model.story import Span


class Piece(NamedTuple):
    """A stretch under the same marks all along."""

    start: int
    """Where it stands in the text, in code points."""
    text: str
    marks: tuple[int, ...]
    """The numbers of the spans that cover it, in the order in which they were given."""
    ends: tuple[int, ...] = ()
    """The numbers of those that end with it."""


def pieces(text: str, spans: Sequence[Span], within: Span | None = None) -> list[Piece]:
    """The text, or the part of it that is `within`, cut at the ends of the spans. Spans may overlap.

    >>> [(piece.text, piece.marks) for piece in pieces("I broke it.", [Span(2, 7)])]
    [('I ', ()), ('broke', (0,)), (' it.', ())]
    """
    first, last = within or Span(0, len(text))
    cuts = sorted({first, last, *(at for span in spans for at in span if first < at < last)})
    found = []
    for start, end in pairwise(cuts):
        marks = tuple(number for number, span in enumerate(spans) if span.start <= start and end <= span.end)
        found.append(Piece(start, text[start:end], marks, tuple(n for n in marks if spans[n].end == end)))
    return found
