"""Candidates that tell of the same event become one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from starl.inventory.candidate import Candidate

MOST_EVIDENCE = 30
"""Pieces of evidence that a candidate keeps."""
_NEAR_DAYS = 7
_ALIKE = 2
"""So many telling words in common make two titles of different sources the same event."""
_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_COMMON = re.compile(
    r"about|after|again|before|broken|branch|commits?|document|errors?|fail(?:ed|ure)|first|fix(?:ed|es)|from|have|hours"
    r"|incident|into|issue|meeting|never|outage|post-?mortem|problems?|release|report|retro(?:spective)?|review|reverted"
    r"|room|same|that|their|there|these|this|taken|times|twice|under|update|when|where|which|with|without"
)


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, those of the same event as one.

    The same event: a link in common (a commit, an issue), or, from different kinds of source, titles with two telling
    words in common and at most a week between them.
    """
    items = list(candidates)
    groups = _Groups(len(items))
    holder: dict[str, int] = {}
    for number, item in enumerate(items):
        for link in item.links:
            groups.join(number, holder.setdefault(link, number))
    _join_alike(items, groups)
    together: dict[int, list[Candidate]] = defaultdict(list)
    for number, item in enumerate(items):
        together[groups.root(number)].append(item)
    return [joined(group) for group in together.values()]


def joined(group: Sequence[Candidate]) -> Candidate:
    """One candidate out of several: named and dated after the strongest."""
    first, *rest = sorted(group, key=lambda item: (-item.score, item.date, item.source))
    if not rest:
        return first
    everything = dict.fromkeys(piece for item in (first, *rest) for piece in item.evidence)
    return replace(
        first,
        signs=tuple(dict.fromkeys(sign for item in (first, *rest) for sign in item.signs)),
        evidence=tuple(sorted(list(everything)[:MOST_EVIDENCE], key=lambda piece: piece.date or first.date)),
        links=frozenset().union(*(item.links for item in group)),
        parts=tuple(source for item in (first, *rest) for source in item.sources if source != first.source),
    )


def telling_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, in lower case."""
    return frozenset(word for word in _WORD.findall(title.lower()) if not _COMMON.fullmatch(word))


def _join_alike(items: Sequence[Candidate], groups: _Groups) -> None:
    """Joins those of different kinds of source; quick, since only few sources are not git."""
    others = [number for number, item in enumerate(items) if item.source.kind != "git"]
    by_day: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        by_day[item.date.toordinal()].append(number)
    for one in others:
        words = telling_words(items[one].title)
        day = items[one].date.toordinal()
        for other in (n for near in range(day - _NEAR_DAYS, day + _NEAR_DAYS + 1) for n in by_day[near]):
            if (
                items[one].source.kind != items[other].source.kind
                and len(words & telling_words(items[other].title)) >= _ALIKE
            ):
                groups.join(one, other)


class _Groups:
    """Which numbers belong together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
