"""Where the words of a comment stand in a text that has changed since. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from starl.model.story import Span

CONTEXT = 80
"""Characters before and behind the words by which one of several places is told from the others."""
_WORD = re.compile(r"\w+|[^\w\s]")
_ENOUGH = 0.6
"""The share of the words that must still be there, in their order, for a changed sentence to be the same place."""


class Hold(StrEnum):
    """How well a comment's words were found again."""

    SAME = "same"
    CHANGED = "changed"
    """They were rewritten, but most of them stand where they stood."""
    GONE = "gone"


class Place(NamedTuple):
    """Where a comment is now."""

    span: Span | None
    """None where its words are gone."""
    hold: Hold


def place(old: str, span: Span, new: str) -> Place:
    """Where the words at `span` of the old text stand in the new one.

    First the quotation is looked for, white space aside; of several places the one with the most similar context
    counts. Then what became of its words, by the differences between the texts: it holds on where at least 60 % of
    them are left in order.
    """
    if old == new:
        return Place(span, Hold.SAME)
    quote = old[span.start : span.end]
    words = quote.split()
    if not words:
        return Place(None, Hold.GONE)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [Span(*match.span()) for match in pattern.finditer(new)]
    if found:
        return Place(found[0] if len(found) == 1 else _nearest(old, span, new, found), Hold.SAME)
    moved = _followed(old, span, new)
    return Place(moved, Hold.CHANGED if moved else Hold.GONE)


def _nearest(old: str, span: Span, new: str, found: Sequence[Span]) -> Span:
    before, behind = old[max(0, span.start - CONTEXT) : span.start], old[span.end : span.end + CONTEXT]

    def likeness(at: Span) -> tuple[float, float]:
        first = SequenceMatcher(None, before, new[max(0, at.start - CONTEXT) : at.start], autojunk=False)
        last = SequenceMatcher(None, behind, new[at.end : at.end + CONTEXT], autojunk=False)
        return first.ratio() + last.ratio(), -abs(at.start - span.start)

    return max(found, key=likeness)


def _followed(old: str, span: Span, new: str) -> Span | None:
    """Where most of the words went, by an alignment of both texts word by word."""
    before = list(_WORD.finditer(old))
    after = list(_WORD.finditer(new))
    inside = [n for n, word in enumerate(before) if word.start() < span.end and word.end() > span.start]
    if not inside:
        return None
    matcher = SequenceMatcher(
        None, [word[0].casefold() for word in before], [word[0].casefold() for word in after], autojunk=False
    )
    pairs = {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    kept = [pairs[n] for n in inside if n in pairs]
    if len(kept) < _ENOUGH * len(inside) or kept[-1] - kept[0] >= 2 * len(inside) + 4:
        return None
    return Span(after[kept[0]].start(), after[kept[-1]].end())
