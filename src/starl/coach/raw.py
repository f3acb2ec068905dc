"""The text as it was typed, for rules that must see capitals, code and symbols."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.model.story import Span

MOST = 50
"""Matches of one rule that are looked at, so that no text can make a rule slow."""
REACH = 400
"""How far to each side a line is read, in code points."""


def raw(document: Document) -> str:
    """The user's text, fit for RE2: a lone surrogate becomes `?`. Offsets stay the same."""
    text = document.text
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def hidden(document: Document, offset: int) -> bool:
    """Whether this place is no prose: front matter, a heading, fenced code, a comment."""
    return any(span.start <= offset < span.end for span in document.story.hidden)


def line_at(text: str, offset: int) -> Span:
    """The line in which this place stands, without its line break, as far as `REACH` goes."""
    low, high = max(0, offset - REACH), offset + REACH
    start = text.rfind("\n", low, offset) + 1 or low
    end = text.find("\n", offset, high)
    return Span(start, min(len(text), high) if end < 0 else end)


def quoted(
    text: str, span: Span, pairs: Iterable[tuple[str, str]] = (('"', '"'), ("“", "”"), ("`", "`"))
) -> bool:
    """Whether the span stands between quotes, or in backticks, within its line."""
    line = line_at(text, span.start)
    before, after = text[line.start : span.start], text[span.end : max(span.end, line.end)]
    for opening, closing in pairs:
        if opening == closing:
            if before.count(opening) % 2 and closing in after:
                return True
        elif before.rfind(opening) > before.rfind(closing) and closing in after:
            return True
    return _single_quoted(before, after)


def _single_quoted(before: str, after: str) -> bool:
    """Single quotes, which are apostrophes elsewhere: one opens behind a space and closes before one."""
    at = max(before.rfind(" '"), before.rfind(" ‘"), before.rfind("('"))
    if at < 0:
        return False
    inner = before[at + 2 :] + after
    return any(
        char in "'’" and not inner[index + 1 : index + 2].isalnum()
        for index, char in enumerate(inner)
        if index >= len(before) - at - 2
    )
