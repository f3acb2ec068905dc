"""Tags: the `#words` of a text, and lists of tags put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starl.text.lazy import lazy

_NOT_PROSE = lazy(
    r"""
      ^[ ]{0,3}(?P<fence>```++|~~~++)[^\n]*+\n.*?(?:^[ ]{0,3}(?P=fence)|\Z)  # a block of code
    | ^(?:[ ]{4}|\t)(?![ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])[^\n]*$  # a line of code by its indent, no point of a list
    | (?<!`)``(?!`)[^\n]*?(?<!`)``(?!`)                 # code in a line, with a backtick in it
    | (?<!`)`++[^`\n]++`++                              # code in a line
    | <!--.*?(?:-->|\Z)                                 # a comment
    | \]\([^()\s]*+\)                                  # where a link leads
    | \b(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:)\S++  # an address
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_TAG = lazy(r"(?<![\w#&/\\.=:])#(?P<name>[^\W_](?:[\w/-]*[^\W_])?)")
_LETTER = lazy(r"[^\W\d_]")
_COLOUR = lazy(r"(?=.*\d)(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in a text, as they are written, each once whatever its case.

    A tag has a letter, so that `#123` stays the number of an issue; what stands in code, comments and addresses,
    a heading's `#` and a colour such as `#1e90ff` is none.

    >>> tags_in("The #import failed again, see #412. #data-loss")
    ('import', 'data-loss')
    """
    if "#" not in text:
        return ()
    found = (match["name"] for match in _TAG.finditer(_NOT_PROSE.sub(" ", text)))
    return joined(name for name in found if _LETTER.search(name) and not _COLOUR.fullmatch(name))


def joined(*groups: Iterable[str]) -> tuple[str, ...]:
    """All tags of these groups in their order, each once whatever its case; `#` and space around them go.

    >>> joined(["#ops", "Deploy"], ["deploy", " "])
    ('ops', 'Deploy')
    """
    first: dict[str, str] = {}
    for group in groups:
        for tag in group:
            tag = " ".join(tag.split()).lstrip("#").strip()
            if tag:
                first.setdefault(tag.casefold(), tag)
    return tuple(first.values())
