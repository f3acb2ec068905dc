"""Names of exported files: what it is about, for people; a piece of the id, so that no two are the same."""

from __future__ import annotations

import re

from starl.store.words import fold

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_ABOUT = 48
"""Longest piece of the title in a name."""
_ID = 10
"""Characters of the id in a name: those of its time, which `starl show` mostly finds it by."""


def about(text: str) -> str:
    """The beginning of a text for a file's name, cut after a word.

    >>> about("Dropped the wrong table, on a Friday!")
    'dropped-the-wrong-table-on-a-friday'
    """
    words = _NOT_NAME.sub("-", fold(text[: 4 * _ABOUT])).strip("-")
    if len(words) <= _ABOUT:
        return words
    return words[: words.rfind("-", 1, _ABOUT + 1) if "-" in words[1 : _ABOUT + 1] else _ABOUT]


def free_path(folder: str, parts: tuple[str, ...], identifier: str, taken: set[str]) -> str:
    """A path in a folder, named after these parts, that is not taken yet; it is taken then.

    folder: with a slash at its end, or empty.
    """
    for piece in (identifier[:_ID], identifier):
        path = folder + "-".join(filter(None, (*parts, piece)))
        if path not in taken:
            break
    taken.add(path)
    return path
