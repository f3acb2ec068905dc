"""All patterns of all rules in one pass: RE2 says which of them occur, only those are then located."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from starl.coach.document import Document
from starl.coach.registry import all_rules
from starl.coach.rule import Match
from starl.model.story import Span

_SPACE = re.compile(r" (?=([?*+{])|)")
_PER_SET = 4  # one automaton of all patterns has far more states than several small ones together


class _Patterns:
    """The patterns of every rule in RE2 sets; each is compiled alone when it first occurs."""

    def __init__(self) -> None:
        self.owners: list[tuple[str, int]] = []
        self.sources: list[str] = []
        self._alone: dict[int, Any] = {}
        for rule in all_rules():
            for index, pattern in enumerate(rule.patterns):
                source = _SPACE.sub(lambda space: r"\s" if space[1] else r"\s+", pattern)
                self.owners.append((rule.code, index))
                self.sources.append(source)
        firsts = range(0, len(self.sources), _PER_SET)
        self._sets = [(first, self._set(self.sources[first : first + _PER_SET])) for first in firsts]

    @staticmethod
    def _set(sources: list[str]) -> Any:
        options = re2.Options()
        options.max_mem = 64 << 20
        together = re2.Set.SearchSet(options)
        for source in sources:
            together.Add(source)
        together.Compile()
        return together

    def occurring(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that match somewhere in ``text``."""
        encoded = text.encode("utf-8", "surrogatepass")
        for first, together in self._sets:
            for number in together.Match(encoded) or ():
                yield first + number

    def alone(self, number: int) -> Any:
        compiled = self._alone.get(number)
        if compiled is None:
            compiled = self._alone[number] = re2.compile(self.sources[number])
        return compiled


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def scan(document: Document) -> dict[str, list[Match]]:
    """For each rule's code, where its patterns match, in the order of the text."""
    patterns = _patterns()
    # In ASCII, places in the bytes are places in the text, and RE2's binding need not count them.
    text = document.plain.encode() if document.plain.isascii() else document.plain
    found: dict[str, list[Match]] = {}
    for number in patterns.occurring(document.plain):
        code, index = patterns.owners[number]
        for match in patterns.alone(number).finditer(text):
            start, end = match.span()
            sentence = document.sentence_at(start)
            if sentence is None or end <= start:
                continue
            if start >= sentence.span.end or end > sentence.span.end + 1:
                continue
            found.setdefault(code, []).append(
                Match(Span(start, min(end, sentence.span.end)), sentence, index)
            )
    for matches in found.values():
        matches.sort(key=lambda match: (match.span.start, -match.span.end))
    return found
