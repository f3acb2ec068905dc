"""Words for searching: how a text is cut into them, what a query asks for, and where a text answers it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.story import Span

SNIPPET = 160
"""How long a snippet is at most, in code points, without its ellipses."""
SCANNED = 100_000
"""How far into a text a snippet is looked for, in code points."""

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ASKED = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?')
_SPACE = re.compile(r"\s")


class Clause(NamedTuple):
    """One thing that a query asks for."""

    words: tuple[str, ...]
    """Folded; more than one stand next to each other in this order."""
    prefix: bool = False
    """Whether the last word may go on."""
    wanted: bool = True
    """False: must not be there."""


def fold(text: str) -> str:
    """Lower case without diacritics, as both full-text indexes compare words.

    >>> fold("Éclair")
    'eclair'
    """
    text = text.lower()
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def words(text: str) -> Iterator[tuple[str, Span]]:
    """The folded words of a text and where they stand. Words are runs of letters and digits."""
    for match in _WORD.finditer(text):
        yield fold(match[0]), Span(match.start(), match.end())


def folded_words(text: str) -> Iterator[str]:
    """The folded words of a text alone; quicker than `words`."""
    if text.isascii():
        yield from _WORD.findall(text.lower())
    else:
        for word, _ in words(text):
            yield word


def parse(query: str) -> list[Clause]:
    """What a query asks for: words, "phrases", beginnings*, and -what must not be there.

    Raises StarlError where it only says what must not be there.
    """
    clauses = []
    for match in _ASKED.finditer(query):
        asked = match["word"] if match["phrase"] is None else match["phrase"]
        found = tuple(word for word, _ in words(asked))
        if found:
            prefix = match["star"] is not None or asked.endswith("*")
            clauses.append(Clause(found, prefix, wanted=match["minus"] is None))
    if clauses and not any(clause.wanted for clause in clauses):
        raise StarlError(f"the search '{query}' only says what must not be there; add a word that should be")
    return clauses


def snippet(text: str, clauses: Sequence[Clause]) -> tuple[str, tuple[Span, ...]]:
    """The piece of a text that answers the most of a query, on one line, and where its words stand in it."""
    whole = {word for clause in clauses if clause.wanted for word in clause.words}
    beginnings = tuple(clause.words[-1] for clause in clauses if clause.wanted and clause.prefix)
    spans: list[Span] = []
    found: list[str] = []
    for word, span in words(text[:SCANNED]):
        if word in whole or (beginnings and word.startswith(beginnings)):
            spans.append(span)
            found.append(word)
    start, end = _window(text, spans, found)
    piece = _SPACE.sub(" ", text[start:end])
    before, after = "… " if start else "", " …" if end < len(text.rstrip()) else ""
    shift = len(before) - start
    inside = tuple(Span(a + shift, b + shift) for a, b in spans if a >= start and b <= end)
    return before + piece + after, inside


def _window(text: str, spans: list[Span], found: list[str]) -> tuple[int, int]:
    """The stretch of at most SNIPPET code points with the most different words in it, the earliest of these."""
    best, best_first, best_last = 0, 0, 0
    last = 0
    for first in range(len(spans)):
        last = max(last, first)
        while last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= SNIPPET:
            last += 1
        different = len(set(found[first : last + 1]))
        if different > best:
            best, best_first, best_last = different, first, last
    length = len(text.rstrip())
    if not spans:
        return 0, _back(text, SNIPPET, length)
    low = spans[best_first].start
    high = spans[best_last].end
    spare = max(0, SNIPPET - (high - low))
    start = max(0, low - spare // 2)
    end = min(length, max(high, start + SNIPPET))
    start = max(0, min(start, end - SNIPPET)) if low >= end - SNIPPET else start
    if start:
        space = text.find(" ", start, low)
        start = space + 1 if space >= 0 else start
    return start, max(high, _back(text, end, length))


def _back(text: str, end: int, length: int) -> int:
    """`end`, moved back to the end of a word, unless that is far."""
    if end >= length:
        return length
    space = max(text.rfind(" ", end - 30, end + 1), text.rfind("\n", end - 30, end + 1))
    return space if space > 0 else end
