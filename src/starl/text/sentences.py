"""Where sentences begin and end, in prose and in transcripts that nobody punctuated."""

from __future__ import annotations

import re

from starl.model.story import Span

LONG = 45
"""A sentence of more words than this without a full stop is taken for a transcript and cut at connectives."""
SHORTEST = 9
"""Fewest words between two such cuts."""

_ABBREVIATIONS = frozenset(
    "e.g i.e etc vs mr mrs ms dr prof approx inc ltd jr sr st fig al cf resp incl dept est min max a.m p.m "
    "u.s u.k ph.d vol ver rev avg".split()
)
_BREAK = re.compile(
    r"(?P<stop>[.!?…]+[\"')\]*_]*)(?=\s|$)|(?P<blank>\n[ \t\r]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]))|(?P<colon>;)(?=\s)"
)
_WORD = re.compile(r"\S+")
_CUT = re.compile(
    r"\b(?:and (?:then|so|i|we|they|it|the|that|what|now|since|after|when)|but (?:i|we|it|the|they|then|what)|so (?:i|we|the|now|what|then|it|yeah|basically)|"
    r"because|anyway|anyways|then (?:i|we|the|they)|which (?:was|meant|is)|well|okay so|ok so|yeah so|i mean|you know what|"
    r"turns out|turned out|what i (?:learned|learnt|took|do)|these days|ever since|since then|now i|after that|looking back|next time)\b"
)
_LEAD = re.compile(r"[\s\"'(\[*_>]*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?[\"'(\[*_]*")


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
    word_start = max(plain.rfind(" ", start, match.start()), plain.rfind("\n", start, match.start()), start - 1) + 1
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
    if end - start > LONG * 4 and plain.count(" ", start, end) >= LONG:
        _cut(plain, start, end, found)
    else:
        found.append(Span(start, end))


def _cut(plain: str, start: int, end: int, found: list[Span]) -> None:
    """Cuts a long run of words before its connectives."""
    at, words, counted = start, 0, start
    for match in _CUT.finditer(plain, start, end):
        words += plain.count(" ", counted, match.start())
        counted = match.start()
        if words < SHORTEST:
            continue
        stop = match.start()
        while stop > at and plain[stop - 1].isspace():
            stop -= 1
        if stop > at:
            found.append(Span(at, stop))
        at, words = match.start(), 0
    if end > at:
        found.append(Span(at, end))
