"""What can be seen of a text: without control characters and zero-width signs, and where each character came from."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_KEPT = "\n\t"
_SPACES = ("Zs", "Zl", "Zp", "Cc")


class Visible(NamedTuple):
    """A text that looks as it reads."""

    text: str
    starts: tuple[int, ...]
    """For each character, and for the end, its place in the original in code points."""


def visible(text: str) -> Visible:
    r"""The text with letters and their marks composed, unusual white space as spaces, and what has no width left out.

    >>> visible("Da\u200bve\u00a0Cafe\u0301").text
    'Dave Café'
    """
    if text.isascii() and (text.isprintable() or text.replace("\n", "").isprintable()):
        return Visible(text, tuple(range(len(text) + 1)))
    out: list[str] = []
    starts: list[int] = []
    for at, char in enumerate(text):
        if char in _KEPT:
            new = char
        elif (category := unicodedata.category(char)) in _SPACES:
            new = "\n" if char in "\u2028\u2029" else " "
        elif category in ("Cf", "Co", "Cn") or "\ufe00" <= char <= "\ufe0f":
            continue
        elif category == "Cs":
            new = "?"
        elif category == "Mn" and out:
            composed = unicodedata.normalize("NFC", out[-1] + char)
            if len(composed) == 1:
                out[-1] = composed
                continue
            new = char
        else:
            new = char
        out.append(new)
        starts.append(at)
    return Visible("".join(out), (*starts, len(text)))
