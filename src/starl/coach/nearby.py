"""The words next to a match, at a bounded distance, so that a text without full stops costs no more than another."""

from __future__ import annotations

from starl.coach.document import Document
from starl.coach.rule import Match

_REACH = 160
"""Code points."""


def before(document: Document, match: Match, reach: int = _REACH) -> str:
    """What stands before the match in its sentence, in lower case."""
    return document.plain[max(match.sentence.span.start, match.span.start - reach) : match.span.start]


def after(document: Document, match: Match, reach: int = _REACH) -> str:
    """What stands behind the match in its sentence, in lower case."""
    return document.plain[match.span.end : min(match.sentence.span.end, match.span.end + reach)]


def around(document: Document, match: Match, reach: int = 2 * _REACH) -> str:
    """The match with its sentence on both sides, in lower case."""
    start = max(match.sentence.span.start, match.span.start - reach)
    return document.plain[start : min(match.sentence.span.end, match.span.end + reach)]
