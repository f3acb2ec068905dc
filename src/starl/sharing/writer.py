"""Writes a story with the replacements in it, and notes where each stretch comes from. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starl.coach.redaction import Redaction
from starl.model.sharing import Origin
from starl.model.story import Span
from starl.text.visible import visible

_ARTICLE = re.compile(r"(?:an?|the) (?=\w)")
_DETERMINED = re.compile(
    r"(?<!\w)(?:the|an?|our|my|your|his|her|its|their|this|that|every|each|no|some|any)\s+\Z", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?][\"')”’]*\s+\Z")
_NEAR = 12
"""Characters before a replacement that tell how it is written."""


def _fitted(said: str, before: str) -> str:
    """A replacement with an article, as it is written here: "the Acme move" is no "the a shop move".

    before: the last characters before it, nothing where a paragraph begins.
    """
    if not _ARTICLE.match(said):
        return said
    if _DETERMINED.search(before):
        return _ARTICLE.sub("", said, count=1)
    return said if before and not _ENDED.search(before) else said[0].upper() + said[1:]


class Writer:
    """Writes what is shown, and notes where each stretch of it comes from."""

    def __init__(self, redaction: Redaction, shown: Mapping[str, str | None]) -> None:
        self._original = redaction.original
        self._marks = [(span, shown.get(label, label)) for span, label in redaction.marks]
        self._out: list[str] = []
        self.size = 0
        self.origins: list[Origin] = []

    @property
    def text(self) -> str:
        return "".join(self._out)

    def begin(self) -> int:
        """A new paragraph; gives where it begins."""
        if self.size:
            self._out.append("\n\n")
            self.size += 2
        return self.size

    def copy(self, span: Span) -> None:
        """A stretch of the original, with the replacements in it. A line break within it is read as a space."""
        at = span.start
        for mark, said in self._marks:
            if said is None or mark.end <= at or mark.start >= span.end:
                continue
            self._plain(at, mark.start)
            before = self._original[max(span.start, mark.start - _NEAR) : mark.start]
            self._put(_fitted(said, before), mark, swapped=True)
            at = mark.end
        self._plain(at, span.end)

    def _plain(self, start: int, end: int) -> None:
        if start >= end:
            return
        seen = visible(self._original[start:end])
        said = seen.text.replace("\n", " ").replace("\t", " ")
        run = 0
        for place in range(1, len(said) + 1):
            if place == len(said) or seen.starts[place] != seen.starts[place - 1] + 1:
                width = seen.starts[place] - seen.starts[run]
                source = Span(start + seen.starts[run], start + seen.starts[place])
                self._put(said[run:place], source, swapped=width != place - run)
                run = place

    def _put(self, said: str, source: Span, *, swapped: bool) -> None:
        self._out.append(said)
        self.origins.append(Origin(self.size, self.size + len(said), source.start, source.end, swapped))
        self.size += len(said)
