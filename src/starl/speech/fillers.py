"""Ums and uhs: which words are any, and how two passes over the same recording are made one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from starl.speech.place import Heard

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_IN_A_ROW = 3
"""Filled pauses in a row at most; more of them are a recogniser that got stuck."""
_KINDS = (
    ("um", re.compile(r"u+h*m+|e+[hr]+m+|a+h+m+")),
    ("uh", re.compile(r"u+h+|u+h+-u+h+")),
    ("er", re.compile(r"e+r+")),
    ("ah", re.compile(r"a+h+")),
    ("hm", re.compile(r"h+m+|m+h*m+")),
)


def plain(text: str) -> str:
    """A word in lower case, without the punctuation around it."""
    return _EDGES.sub("", text.lower().replace("’", "'"))


def kind(text: str) -> str | None:
    """The usual spelling of a filled pause; None for any other word.

    >>> kind("Ummm,"), kind("Uhhh..."), kind("umbrella")
    ('um', 'uh', None)
    """
    word = plain(text)
    return next((name for name, pattern in _KINDS if pattern.fullmatch(word)), None)


def joined(clean: Sequence[Heard], hesitant: Sequence[Heard]) -> list[Heard]:
    """The words of the clean pass, with the filled pauses that only the other pass heard where it heard them."""
    said = [word for word in clean if kind(word.text) is None]
    other = [word for word in hesitant if kind(word.text) is None]
    match = SequenceMatcher(
        None, [plain(w.text) for w in said], [plain(w.text) for w in other], autojunk=False
    )
    place = _places(match, len(said), len(other))
    mine = _by_place(clean)
    extra: dict[int, list[Heard]] = {}
    for number, words in _by_place(hesitant).items():
        if len(words) <= _IN_A_ROW:
            extra.setdefault(place[number], []).extend(words)
    result: list[Heard] = []
    for number in range(len(said) + 1):
        result += mine.get(number) or extra.get(number, [])
        result += said[number : number + 1]
    return result


def _by_place(words: Sequence[Heard]) -> dict[int, list[Heard]]:
    """The filled pauses by how many other words stand before them."""
    found: dict[int, list[Heard]] = {}
    number = 0
    for word in words:
        if kind(word.text) is None:
            number += 1
        else:
            found.setdefault(number, []).append(word._replace(filler=True))
    return found


def _places(match: SequenceMatcher[str], mine: int, other: int) -> list[int]:
    """For each place between words of the other pass, the place between words of the clean one."""
    place = [0] * (other + 1)
    for _, first, last, begin, end in match.get_opcodes():
        for number in range(begin, end + 1):
            share = (number - begin) / (end - begin) if end > begin else 1.0
            place[number] = round(first + share * (last - first))
    place[other] = mine
    return place
