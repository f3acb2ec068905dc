"""A paper as PDF, set by typst. The template is ours; a story's words reach it as data only, so they cannot be code."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, NamedTuple

from starl.content import content_bytes, content_path
from starl.errors import StarlError
from starl.paper.blocks import Paper
from starl.paper.extra import needed
from starl.text.lazy import lazy

STANDARD = "ua-1"
"""PDF/UA-1, the standard of PDF that a screen reader reads (ISO 14289-1); typst refuses to write what breaks it."""
STAND_IN = "□"
"""In the place of a character that the fonts do not have."""
_TRIES = 60
"""Characters that are named as missing; with more, all beyond U+2FFF are taken to be missing."""
_MISSING = lazy(r"(?s)the text `\"(.*)\"` could not be displayed with")


class Typeset(NamedTuple):
    """A file, and what could not be set in it."""

    data: bytes
    missing: tuple[str, ...]
    """Characters that the fonts do not have; `STAND_IN` is in their place."""


def as_pdf(paper: Paper, made: dt.datetime) -> Typeset:
    """The PDF. made: the day on it, so that the same paper on the same day gives the same bytes.

    The fonts are the three inside typst (Libertinus Serif, New Computer Modern, DejaVu Sans Mono), embedded as
    subsets; those of the machine are left alone. Raises StarlError where the extra is missing.
    """
    typst: Any = needed("typst")
    told = json.dumps(_data(paper), ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False)
    day = made.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=dt.UTC)
    missing: list[str] = []
    while True:
        compiler = typst.Compiler(
            content_bytes("paper/paper.typ"),
            root=content_path("paper"),
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"paper": told},
        )
        try:
            return Typeset(
                compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=day), tuple(missing)
            )
        except typst.TypstError as error:
            found = _MISSING.search(error.message)
            if found is None:
                raise StarlError(f"the PDF could not be set: {error.message}") from error
            gone = json.loads(f'"{found[1]}"') if "\\u{" not in found[1] else _unescaped(found[1])
            if len(missing) >= _TRIES:
                gone = "".join(sorted({sign for sign in told if ord(sign) > 0x2FFF}))
            missing += [sign for sign in gone if sign not in missing]
            left = told.translate({ord(sign): STAND_IN for sign in gone if sign != STAND_IN})
            if left == told:
                raise StarlError(f"the PDF could not be set: {error.message}") from error
            told = left


def _unescaped(text: str) -> str:
    return lazy(r"\\u\{([0-9a-fA-F]+)\}").sub(lambda match: chr(int(match[1], 16)), text)


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "sheet": paper.sheet,
        "keywords": paper.keywords,
        "blocks": [
            {
                "kind": one.kind.value,
                "level": one.level,
                "label": one.label,
                "runs": [{"text": run.text, "style": run.style.value} for run in one.runs],
            }
            for one in paper.stepped
        ],
    }
