"""Where sentences begin and end, in prose and in transcripts that nobody punctuated."""

from __future__ import annotations

import re

from starl.model.story import Span
from starl.text.boundaries import cuts
from starl.text.lazy import lazy

LONG = 40
"""A sentence of more words than this is taken for a transcript and cut (see boundaries)."""
LONG_OPEN = 20
"""The same for one that no full stop ends."""
LONG_WRITTEN = 60
"""The same for one that a full stop ends and commas part, one in `APART` words at least: it was written."""
APART = 20

_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "etc",
        "vs",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "approx",
        "inc",
        "ltd",
        "jr",
        "sr",
        "st",
        "fig",
        "al",
        "cf",
        "resp",
        "incl",
        "dept",
        "est",
        "min",
        "max",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
        "ph.d",
        "vol",
        "ver",
        "rev",
        "avg",
    ]
)
_BREAK = lazy(
    r"(?P<stop>[.!?…]+[\"')\]*_]*)(?=\s|$)|(?P<blank>\n[ \t\r]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]))|(?P<colon>;)(?=\s)"
)
_LEAD = lazy(r"[\s\"'(\[*_>]*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?[\"'(\[*_]*")


def sentences(plain: str, start: int, end: int) -> list[Span]:
    """The sentences of `plain[start:end]`, in order, each without the space around it.

    `plain` is an analysis copy (lower case). Time is linear in the length.
    """
    found: list[Span] = []
    at = start
    for match in _BREAK.finditer(plain, start, end):
        if match["stop"] and not _ends(plain, at, match):
            continue
        if match["colon"] and match.start() - at < 40:
            continue
        cut = match.start() if match["blank"] else match.end()
        _add(plain, at, cut, found)
        at = match.end()
    _add(plain, at, end, found)
    return found


def _ends(plain: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence, or belongs to `e.g.`, to an initial or to a pause in speech."""
    stop = match["stop"]
    after = plain[match.end() : match.end() + 2].lstrip()
    if stop[0] == "…" or stop.startswith("..."):
        return not after[:1].isalpha() or plain[match.end() : match.end() + 1] == "\n"
    if stop[0] != ".":
        return True
    word_start = (
        max(plain.rfind(" ", start, match.start()), plain.rfind("\n", start, match.start()), start - 1) + 1
    )
    word = plain[word_start : match.start()].strip("(\"'[*_")
    if word in _ABBREVIATIONS:
        return word == "etc" and not after[:1].isalpha()
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    return not (word.isdigit() and len(word) <= 2 and not plain[start:word_start].strip(" \n\r-*>"))


def _add(plain: str, start: int, end: int, found: list[Span]) -> None:
    lead = _LEAD.match(plain, start, end)
    start = lead.end() if lead else start
    while end > start and plain[end - 1].isspace():
        end -= 1
    if end <= start:
        return
    if _is_whole(plain, start, end):
        found.append(Span(start, end))
        return
    for cut in (*cuts(plain, start, end), end):
        stop = cut
        while stop > start and plain[stop - 1] in " \n\r,-–—":
            stop -= 1
        if stop > start:
            found.append(Span(start, stop if cut < end else end))
        start = cut


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether it is one sentence, and no run of them without full stops."""
    words = plain.count(" ", start, end)
    if plain[end - 1] not in ".!?…\"')":
        return words < LONG_OPEN
    return words < LONG or (words < LONG_WRITTEN and plain.count(", ", start, end) * APART >= words)
