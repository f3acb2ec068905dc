"""A Word document as the text of a story: its headings, paragraphs and lists, as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from starl.errors import StarlError
from starl.paper.as_docx import CODE
from starl.paper.as_markdown import markdown_of
from starl.paper.blocks import Block, Kind, Run, Style
from starl.paper.compose import read_about
from starl.paper.extra import needed
from starl.text.headings import section_of
from starl.text.writer import front_matter

MOST_BYTES = 50_000_000
"""The largest document that is read, unpacked."""
_MONO = ("Courier New", "Consolas", "Liberation Mono", "DejaVu Sans Mono")


def story_of_docx(path: Path) -> str:
    """The story in the document, as a story file. Tables and pictures are left out.

    Its title is the document's own, or its first heading; themes and date are in the line below it, where starl wrote
    them. Raises StarlError for what is no Word document, is too large, or holds several stories.
    """
    blocks, date, themes = _read(path)
    titles = [
        one.text for one in blocks if one.kind is Kind.HEADING and one.level <= 1 and not section_of(one.text)
    ]
    if len(titles) > 1:
        raise StarlError(
            f"{path}: has {len(titles)} headings of the first level, and a story has one title; "
            "give each story a document of its own"
        )
    head = front_matter(titles[0] if titles else path.stem, themes, date)
    body = [
        one._replace(level=max(2, one.level)) if one.kind is Kind.HEADING else one
        for one in blocks
        if not (one.kind is Kind.HEADING and one.text in titles and one.level <= 1)
    ]
    return f"{head}\n{markdown_of(body)}"


def _read(path: Path) -> tuple[list[Block], dt.date | None, list[str]]:
    """What stands in the document, its day and its themes."""
    docx: Any = needed("docx")
    try:
        with ZipFile(path) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > MOST_BYTES:
            raise StarlError(f"{path}: is too large; a story of up to {MOST_BYTES // 1_000_000} MB is read")
        document = docx.Document(str(path))
        lines = (paragraph.text for paragraph in document.paragraphs if _is(paragraph, "Subtitle"))
        date, themes, _ = read_about(" · ".join(lines))
        return list(_blocks(document)), date, themes
    except StarlError:
        raise
    except Exception as error:  # a damaged document fails anywhere in the reader of ZIP, of XML or of Word
        raise StarlError(f"{path}: is no Word document (.docx) that can be read") from error


def _is(paragraph: Any, style: str) -> bool:
    return paragraph.style is not None and bool(paragraph.style.name == style)


def _blocks(document: Any) -> Iterator[Block]:
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style is not None else ""
        runs = tuple(_runs(paragraph))
        text = "".join(run.text for run in runs).strip()
        if name == "Subtitle":
            text = read_about(text)[2]
            runs = (Run(text),)
        if not text:
            continue
        if name.startswith("Heading") or name == "Title":
            level = int(name[8:]) if name[8:].isdecimal() else 1
            yield Block(Kind.HEADING, (Run(" ".join(text.split())),), min(max(level, 1), 6))
        elif name == CODE:
            yield Block(Kind.CODE, (Run(text),))
        elif name.startswith("List"):
            level = int(name.split()[-1]) if name.split()[-1].isdecimal() else 1
            yield Block(Kind.ITEM, runs, level)
        else:
            yield Block(Kind.TEXT, runs)


def _runs(paragraph: Any) -> Iterator[Run]:
    """Neighbours in one style as one run; word processors cut them anywhere."""
    found: list[Run] = []
    for run in paragraph.runs:
        if not run.text:
            continue
        style = _style(run)
        text = found.pop().text + run.text if found and found[-1].style is style else run.text
        found.append(Run(text, style))
    return iter(found)


def _style(run: Any) -> Style:
    if run.font.name in _MONO:
        return Style.CODE
    if run.bold:
        return Style.STRONG
    return Style.EM if run.italic else Style.PLAIN
