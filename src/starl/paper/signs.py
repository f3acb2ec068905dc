"""Characters that fonts do not have, and what stands in their place."""

from __future__ import annotations

from collections.abc import Container
from unicodedata import category, name

STAND_IN = "□"
"""In the place of a character that the fonts do not have."""
_ALPHABETS = ("LATIN ", "GREEK ", "CYRILLIC ")
_SKIN = range(0x1F3FB, 0x1F400)
"""The skin colours of emoji; each belongs to the emoji before it."""


def plain(sign: str) -> bool:
    """Whether the character is a Latin, Greek or Cyrillic letter, or a number, a sign or a space: one that is set
    alone, whatever stands beside it.

    >>> [sign for sign in "aжé→5שก" if plain(sign)]
    ['a', 'ж', 'é', '→', '5']
    """
    kind = category(sign)
    if kind[0] == "L":
        return name(sign, "").startswith(_ALPHABETS)
    return kind[0] in "NPSZ" and ord(sign) not in _SKIN


def seen(sign: str) -> bool:
    """Whether the character leaves a trace on paper by itself: no space, line break, joiner or other control.

    >>> [sign for sign in "a \\n\\u200d□" if seen(sign)]
    ['a', '□']
    """
    return category(sign)[0] not in "ZC"


def replaced(text: str, gone: Container[str]) -> str:
    """The text with a □ for each of these characters; marks and joiners after one go with it.

    >>> replaced("a👍🏽b", "👍")
    'a□b'
    """
    written, after = [], False
    for sign in text:
        if after and _belongs(sign):
            continue
        after = sign in gone
        written.append(STAND_IN if after else sign)
    return "".join(written)


def _belongs(sign: str) -> bool:
    return category(sign)[0] == "M" or category(sign) == "Cf" or ord(sign) in _SKIN
