"""Causes that come back: grouped by the words they share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from starl.store.words import folded_words

_SHORTEST = 4
"""Letters of a word's stem at least."""
_COMMON_TEXT = """
    about above after again ahead almost also always another anything around away back because been before
    began being between both came cannot change come could couldn didn does doing done down each early else
    enough even ever every everything felt find first from gave getting gives going gone hadn have having
    here into itself just keep kept knew know known last late later least less like made make many maybe
    might mine more most much must myself need needed never nobody none nothing once only other others over
    part quite rather really said same seemed should since some something soon still such sure take taken
    than that their them then there these they thing things think this those though thought through time
    told took toward tried truly until upon used very want wanted wasn well went were weren what when where
    whether which while whole will with within without work worked would wouldn wrong yet your
"""
_COMMON = frozenset(_COMMON_TEXT.split())
"""Words that say nothing of a cause."""
_ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y")


class Cause(NamedTuple):
    """One cause in the person's words."""

    record: str
    """The id of the entry or improvement."""
    day: date
    text: str


class Group(NamedTuple):
    """Causes that share a word."""

    word: str
    """As it stands in the newest of them."""
    causes: tuple[Cause, ...]
    """The newest first; at least two."""


def stem(word: str) -> str:
    """A word without its usual ending, so that its forms fall together.

    >>> stem("skipped"), stem("skipping"), stem("tests"), stem("assumed"), stem("assume")
    ('skip', 'skip', 'test', 'assum', 'assum')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            word = word[: -len(ending)]
            if len(word) > _SHORTEST and word[-1] == word[-2] and ending in ("ing", "ed"):
                word = word[:-1]
            break
    return word


def group(causes: Sequence[Cause]) -> list[Group]:
    """The groups, the largest first; a cause is in one group at most, and those alone in none.

    The word that stands in the most causes makes the first group, then the next word among the causes that are
    left. Of words in equally many, the one earlier in the alphabet goes first. Everyday words do not count.
    """
    newest = sorted(causes, key=lambda cause: (cause.day, cause.record), reverse=True)
    stems = {cause: _stems(cause.text) for cause in newest}
    having: dict[str, list[Cause]] = {}
    for cause in newest:
        for found in stems[cause]:
            having.setdefault(found, []).append(cause)
    queue = [(-len(those), found) for found, those in having.items()]
    heapify(queue)
    left = set(newest)
    groups: list[Group] = []
    while queue:
        number, found = heappop(queue)
        together = tuple(cause for cause in having[found] if cause in left)
        if len(together) < -number:
            heappush(queue, (-len(together), found))
        elif len(together) > 1:
            groups.append(Group(stems[together[0]][found], together))
            left.difference_update(together)
    return groups


def _stems(text: str) -> dict[str, str]:
    """The stems of the telling words of a text, each with the word itself."""
    words = (word for word in folded_words(text) if word not in _COMMON and not word.isdigit())
    return {stem(word): word for word in words if len(word) >= _SHORTEST}
