"""All patterns of all rules: by the words of the sentences it is known which can occur, and only those are looked for."""

from __future__ import annotations

import re
from functools import cache

from starl.coach.document import Document
from starl.coach.registry import all_rules
from starl.coach.rule import Match
from starl.model.story import Span
from starl.text.lazy import Parts
from starl.text.prefilter import may_match

_SPACE = re.compile(r" (?=([?*+{])|)")


class _Pattern:
    """One pattern of a rule, in parts that are each compiled when they first may occur."""

    def __init__(self, code: str, index: int, source: str) -> None:
        self.code = code
        self.index = index
        self.source = source
        self._parts = Parts(source)

    def spans(self, text: str | bytes, possible: int) -> list[tuple[int, int]]:
        """Where the parts that are possible match, without what overlaps an earlier match."""
        parts = self._parts.possible(possible)
        found = [match.span() for part in parts for match in part.finditer(text)]
        if len(parts) < 2:
            return found
        found.sort(key=lambda span: span[0])
        kept: list[tuple[int, int]] = []
        for span in found:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept


def pattern_sources() -> list[str]:
    """The source of every rule's patterns, as RE2 reads it."""
    return [pattern.source for pattern in _patterns()]


@cache
def _patterns() -> list[_Pattern]:
    return [
        _Pattern(rule.code, index, _SPACE.sub(lambda space: r"\s" if space[1] else r"\s+", pattern))
        for rule in all_rules()
        for index, pattern in enumerate(rule.patterns)
    ]


def scan(document: Document) -> dict[str, list[Match]]:
    """For each rule's code, where its patterns match, in the order of the text."""
    possible = 0
    for sentence in document.sentences:
        possible |= may_match(sentence.plain)
    # In ASCII, places in the bytes are places in the text, and RE2's binding need not count them.
    text = document.plain.encode() if document.plain.isascii() else document.plain
    found: dict[str, list[Match]] = {}
    for pattern in _patterns():
        for start, end in pattern.spans(text, possible):
            within = document.sentence_at(start)
            if within is None or end <= start or start >= within.span.end or end > within.span.end + 1:
                continue
            found.setdefault(pattern.code, []).append(
                Match(Span(start, min(end, within.span.end)), within, pattern.index)
            )
    for matches in found.values():
        matches.sort(key=lambda match: (match.span.start, -match.span.end))
    return found
