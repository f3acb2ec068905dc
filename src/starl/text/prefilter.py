"""Which patterns a text can match at all, by its words: a look of microseconds before a pattern is even compiled.

`starl.training.prefilter` works out from a pattern's source in which ways a text can match it, and which words each of
them needs: up to CLAUSES sets, a word of each. A pattern that is not in its file, since it is new or has changed, may
match anything, so a stale file costs time and nothing else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from zlib import crc32

from starl.content import content_text

FILE = "prefilter.txt"
CLAUSES = 4
BEGINNING = 4
"""Letters of a beginning of a word."""
DIGIT = "0"
"""Stands for every word that begins with a digit."""
MARKS = frozenset("?:;%$@[]<>{}")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_NUMBER = re.compile(r"\b\d", re.ASCII)


def key_of(source: str) -> str:
    """What stands for a pattern in the file."""
    encoded = source.encode()
    return f"{crc32(encoded):08x}{len(encoded):x}"


def words_of(text: str) -> set[str]:
    """Everything of a lower-case text that a pattern can need: words, their beginnings, MARKS, DIGIT."""
    words = set(_WORD.findall(text))
    words |= {f"{word[:BEGINNING]}*" for word in words}
    words |= MARKS.intersection(text)
    return words | {DIGIT} if _NUMBER.search(text) else words


class _Prefilter:
    """The ways of each pattern as bits, and what each needs."""

    def __init__(self, text: str) -> None:
        head, cuts, *lines = text.split("\n")
        self.bits: dict[str, int] = {}
        first = 0
        for entry in head.split():
            key, ways = entry.split(":")
            self.bits[key] = ((1 << int(ways)) - 1) << first
            first += int(ways)
        self._count = first
        self.unknown = 1 << first
        self.cuts = dict(entry.split(":") for entry in cuts.split())
        self._masks = dict(line.split(" ", 1) for line in lines)
        self._known: dict[str, int] = {}
        self._free = self._mask("-")
        """Clauses that are not there always hold."""
        self.may = lru_cache(maxsize=1024)(self._may)

    def _may(self, text: str) -> int:
        found = self._free
        known = self._known
        for word in self._masks.keys() & words_of(text):
            found |= known.get(word) or self._mask(word)
        for _ in range(CLAUSES - 1):
            found &= found >> self._count
        return found & (self.unknown - 1) | self.unknown

    def _mask(self, word: str) -> int:
        mask = self._known[word] = sum(1 << int(bit) for bit in self._masks[word].split())
        return mask


@cache
def _shipped() -> _Prefilter:
    return _Prefilter(content_text(FILE))


def bits_of(source: str) -> int:
    """Of these, one at least is in `may_match` where a pattern can match; all patterns of which nothing is known share one."""
    shipped = _shipped()
    return shipped.bits.get(key_of(source), shipped.unknown)


def parts_of(source: str) -> list[str]:
    """A pattern of many alternatives as several of few, in their order; a pattern not known whole."""
    cuts = _shipped().cuts.get(key_of(source))
    if cuts is None:
        return [source]
    places = [int(place) for place in cuts.split(",")]
    return [inner for part in cut(source, places) for inner in parts_of(part)]


def cut(source: str, cuts: list[int]) -> list[str]:
    r"""The parts of a pattern: what is outside the first and the last cut belongs to each.

    >>> cut(r"\b(?:one|two|three)\b", [5, 8, 18])
    ['\\b(?:one)\\b', '\\b(?:two|three)\\b']
    """
    starts = [cuts[0], *(end + 1 for end in cuts[1:-1])]
    return [
        source[: cuts[0]] + source[start:end] + source[cuts[-1] :]
        for start, end in zip(starts, cuts[1:], strict=True)
    ]


def may_match(text: str) -> int:
    """The ways of patterns in which this lower-case text can match, as bits; that of patterns of which nothing is known is set."""
    return _shipped().may(text)
