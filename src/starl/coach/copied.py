"""What a text takes word for word from another: runs too long to be chance."""

from __future__ import annotations

from typing import NamedTuple

from starl.model.story import Span
from starl.text.lazy import lazy

RUN = 8
"""So many words in a row in both texts are a copy. Numbers and names of a scenario are shared in shorter runs."""
_WORD = lazy(r"[^\W_]+(?:['’.,\-/][^\W_]+)*")
_SAME = {"you": "i", "your": "my", "yours": "mine", "yourself": "myself", "were": "was", "are": "am"}
"""A scenario speaks to `you`; who copies it only turns the persons round."""


class _Word(NamedTuple):
    key: str
    span: Span


def copied(text: str, source: str) -> tuple[Span, ...]:
    """The stretches of the text that stand in the source as well, in at least `RUN` words, whatever the person.

    >>> copied("Well, I tested it on my office wifi and nowhere else", "You tested it on your office wifi and nowhere else.")
    (Span(start=11, end=44),)
    """
    words = _words(text)
    theirs = [word.key for word in _words(source)]
    runs = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    found: list[Span] = []
    for at in range(len(words) - RUN + 1):
        run = words[at : at + RUN]
        if tuple(word.key for word in run) in runs:
            span = Span(run[0].span.start, run[-1].span.end)
            if found and span.start <= found[-1].end:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
    return tuple(found)


def count_words(text: str) -> int:
    """The number of words of a text."""
    return len(_words(text))


def _words(text: str) -> list[_Word]:
    found = ((match[0].lower().replace("’", "'"), Span(*match.span())) for match in _WORD.finditer(text))
    return [_Word(_SAME.get(word, word), span) for word, span in found]
