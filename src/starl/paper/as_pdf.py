"""A paper as PDF, set by typst. The template is ours; a story's words reach it as data only, so they cannot be code."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, NamedTuple
from unicodedata import normalize

from starl.errors import StarlError
from starl.paper.blocks import Kind, Paper
from starl.paper.signs import plain, replaced, seen
from starl.paper.typeset import has, paper_pdf

MOST_ASKED = 1000
"""Different characters beside ASCII that the fonts are asked for; with more, only Latin, Greek, Cyrillic and signs are."""


class Typeset(NamedTuple):
    """A file, and what could not be set in it."""

    data: bytes
    missing: tuple[str, ...]
    """Characters that the fonts do not have, in the order of the paper; `STAND_IN` is in their place."""


def as_pdf(paper: Paper, made: dt.datetime) -> Typeset:
    """The PDF. made: the day on it, so that the same paper on the same day gives the same bytes.

    Letters and their accents are set as one character each (NFC), as fonts have them. Raises StarlError where the
    extra is missing.
    """
    told = json.dumps(_data(paper), ensure_ascii=False)
    day = made.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=dt.UTC)
    odd = {sign for sign in told if not sign.isascii()}
    gone = {sign for sign in odd if not plain(sign)} if len(odd) > MOST_ASKED else set()
    gone |= {sign for sign in odd - gone if not has(sign)}
    data = paper_pdf(replaced(told, gone), day)
    if data is None:
        # No one font has a sign and its mark together, such as a number with a mark of Devanagari.
        gone |= {sign for sign in set(told) if not (sign.isascii() or plain(sign))}
        data = paper_pdf(replaced(told, gone), day)
    if data is None:
        raise StarlError("the PDF could not be set; --to html and --to docx take every text")
    return Typeset(data, tuple(sign for sign in dict.fromkeys(told) if sign in gone))


def _data(paper: Paper) -> dict[str, Any]:
    """A heading in which nothing is seen is left out: PDF/UA has none such."""
    return {
        "title": _set(paper.title),
        "subtitle": _set(paper.subtitle),
        "sheet": paper.sheet,
        "keywords": [_set(word) for word in paper.keywords],
        "blocks": [
            {
                "kind": one.kind.value,
                "level": one.level,
                "label": _set(one.label),
                "runs": [{"text": _set(run.text), "style": run.style.value} for run in one.runs],
            }
            for one in paper.stepped
            if one.kind is not Kind.HEADING or any(map(seen, one.text))
        ],
    }


def _set(text: str) -> str:
    return normalize("NFC", text)
