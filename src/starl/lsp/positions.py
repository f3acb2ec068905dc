"""Between code points, in which starl counts, and lines and columns as the editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types

from starl.model.story import Span

_BREAK = re.compile(r"\r\n|\r|\n")
Encoding = types.PositionEncodingKind | str


class Lines:
    """The lines of a text. Only LF, CRLF and CR end a line, as the protocol has it."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self._encoding = str(getattr(encoding, "value", encoding))
        breaks = list(_BREAK.finditer(text))
        self._starts = [0, *(match.end() for match in breaks)]
        self._ends = [*(match.start() for match in breaks), len(text)]

    def position(self, offset: int) -> types.Position:
        """Line and column of a code point, from 0, in the units of the encoding."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self.text[self._starts[line] : offset]))

    def offset(self, position: types.Position) -> int:
        """The code point at a position; what lies beyond a line or the text counts as its end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        if self._encoding == "utf-32":
            return min(start + position.character, end)
        room = position.character
        for offset in range(start, end):
            room -= self._units(self.text[offset])
            if room < 0:
                return offset
        return end

    def range(self, span: Span) -> types.Range:
        """A span as the editor counts it."""
        return types.Range(self.position(span.start), self.position(span.end))

    def span(self, found: types.Range) -> Span:
        """A range of the editor in code points."""
        start = self.offset(found.start)
        return Span(start, max(start, self.offset(found.end)))

    def line_of(self, offset: int) -> Span:
        """The line in which this code point stands, without its line break."""
        line = bisect_right(self._starts, offset) - 1
        return Span(self._starts[line], self._ends[line])

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == "utf-32":
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)
